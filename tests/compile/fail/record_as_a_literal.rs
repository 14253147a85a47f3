//! A record gets fields when the page does: it is built, not written down.

fn main() {
    let _ = ficha_client::factura_online::NewSerie { letra: "A".into(), tipo_documento: "factura".into() };
}
