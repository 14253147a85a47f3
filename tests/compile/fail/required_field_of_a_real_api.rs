//! The real thing: `letra` is missing.
use ficha_client::factura_online::NewSerie;

fn main() {
    let _ = NewSerie::builder().tipo_documento("factura").build();
}
