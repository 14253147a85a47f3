//! The server of the benchmark: two answers, on a thread of its own whose time is not counted.

use std::convert::Infallible;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

/// The path of an answer with one branch.
pub(crate) const SMALL: &str = "/small";
/// The path of an answer with a thousand branches.
pub(crate) const LIST: &str = "/list";

/// A branch as the vendor answers it.
const BRANCH: &str = r#"{"id":19843,"id_tercero":1804,"nit_tercero":"900985549","codigo":"01","referencia_sucursal":null,"descripcion":"PRUEBA DE SUCURSAL","direccion":"cra 22 #4-44","direccion2":"oficina 3","telefono":"3215550000","telefono2":null,"ext":12,"ext2":null,"movil":"3005550000","id_ciudad":5001,"codigo_ciudad":"05001","id_departamento":5,"codigo_departamento":"05","id_pais":1,"codigo_pais":"57","id_vendedor":3418,"id_cobrador":null,"es_direccionCobro":false,"es_direccionDespacho":true}"#;

/// Starts it and tells its address.
pub(crate) fn start() -> String {
    let (told, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            told.send(format!("http://{}", listener.local_addr().expect("an address"))).expect("somebody waits");
            serve(listener).await;
        });
    });
    address.recv().expect("a server")
}

async fn serve(listener: TcpListener) {
    let rows = |count: usize| {
        let rows = vec![BRANCH; count].join(",");
        Bytes::from(format!(r#"{{"success":true,"code":200,"message":"done","result":[{rows}],"errors":null}}"#))
    };
    let (small, list) = (rows(1), rows(1_000));
    while let Ok((stream, _)) = listener.accept().await {
        let _ = stream.set_nodelay(true);
        let (small, list) = (small.clone(), list.clone());
        let answer = hyper::service::service_fn(move |request: Request<Incoming>| {
            let body = if request.uri().path().starts_with(LIST) { list.clone() } else { small.clone() };
            async move { Ok::<_, Infallible>(Response::new(Full::new(body))) }
        });
        tokio::spawn(hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
    }
}
