//! Those who call: the generated client, a hand-written one as a careful person would write it, and a bare connection.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use ficha_client::serpi::Client;
use ficha_tests::vendor::Vendor;
use http_body_util::{BodyExt, Empty};
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use serde::Deserialize;

/// How many fields a branch has when it is sent.
pub(crate) const FIELDS: usize = 22;

/// Makes one call and reads its answer.
pub(crate) trait Caller {
    fn call(&self) -> Pin<Box<dyn Future<Output = ()> + '_>>;
}

/// The generated client, as it comes out of its builder.
pub(crate) struct Ficha {
    client: Client,
}

impl Ficha {
    pub(crate) fn new(address: &str, path: &str) -> Ficha {
        let builder = Client::builder().base_url(format!("{address}{path}")).http_client(Vendor::http_client());
        Ficha { client: builder.secret_key("a secret key").token("a token").build().expect("a client") }
    }
}

impl Caller for Ficha {
    fn call(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            let branches = self.client.sucursales().list().limite(1_000).pagina(1).send().await.expect("an answer");
            assert!(branches.deviations.is_empty(), "{:?}", branches.deviations);
            assert!(!branches.is_empty());
        })
    }
}

/// What the hand-written callers read an answer into.
#[derive(Deserialize)]
struct Envelope {
    success: bool,
    result: Vec<Branch>,
}

#[derive(Deserialize)]
#[allow(dead_code, non_snake_case)]
struct Branch {
    id: i64,
    id_tercero: Option<i64>,
    nit_tercero: Option<String>,
    codigo: Option<String>,
    referencia_sucursal: Option<String>,
    descripcion: Option<String>,
    direccion: Option<String>,
    direccion2: Option<String>,
    telefono: Option<String>,
    telefono2: Option<String>,
    ext: Option<i64>,
    ext2: Option<i64>,
    movil: Option<String>,
    id_ciudad: Option<i64>,
    codigo_ciudad: Option<String>,
    id_departamento: Option<i64>,
    codigo_departamento: Option<String>,
    id_pais: Option<i64>,
    codigo_pais: Option<String>,
    id_vendedor: Option<i64>,
    id_cobrador: Option<i64>,
    es_direccionCobro: Option<bool>,
    es_direccionDespacho: Option<bool>,
}

fn read(body: &[u8]) {
    let envelope: Envelope = serde_json::from_slice(body).expect("an answer");
    assert!(envelope.success && !envelope.result.is_empty());
}

/// A hand-written client over `reqwest`.
pub(crate) struct Reqwest {
    client: reqwest::Client,
    address: String,
}

impl Reqwest {
    pub(crate) fn new(address: &str, path: &str) -> Reqwest {
        Reqwest {
            client: Vendor::http_client().build().expect("a client"),
            address: format!("{address}{path}/Sucursales"),
        }
    }
}

impl Caller for Reqwest {
    fn call(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            let request = self.client.get(format!("{}?limite={}&pagina={}", self.address, 1_000, 1));
            let request = request.header("secretkey", "a secret key").header("authorization", "Bearer a token");
            let request = request.header("accept", "application/json").timeout(std::time::Duration::from_secs(30));
            let response = request.send().await.expect("an answer").error_for_status().expect("a success");
            read(&response.bytes().await.expect("a body"));
        })
    }
}

/// A bare connection.
pub(crate) struct Hyper {
    connection: Mutex<Option<SendRequest<Empty<Bytes>>>>,
    host: String,
    path: String,
}

impl Hyper {
    pub(crate) async fn new(address: &str, path: &str) -> Hyper {
        let host = address.trim_start_matches("http://").to_owned();
        let stream = tokio::net::TcpStream::connect(&host).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        let (sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        Hyper { connection: Mutex::new(Some(sender)), host, path: path.to_owned() }
    }
}

impl Caller for Hyper {
    fn call(&self) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        Box::pin(async {
            let mut sender = self.connection.lock().expect("one caller").take().expect("one call at a time");
            sender.ready().await.expect("a connection");
            let request = hyper::Request::get(format!("{}/Sucursales?limite={}&pagina={}", self.path, 1_000, 1))
                .header("host", &self.host)
                .header("secretkey", "a secret key")
                .header("authorization", "Bearer a token")
                .header("accept", "application/json");
            let request = request.body(Empty::new()).expect("a request");
            let response = sender.send_request(request).await.expect("an answer");
            assert!(response.status().is_success());
            read(&response.into_body().collect().await.expect("a body").to_bytes());
            *self.connection.lock().expect("one caller") = Some(sender);
        })
    }
}

/// A branch to be sent, up to the last step of its builder.
macro_rules! branch {
    () => {
        ficha_client::serpi::NewSucursal::builder()
            .id_tercero(1804)
            .nit_tercero("900985549")
            .codigo("0")
            .referencia_sucursal("A1")
            .descripcion("PRUEBA DE SUCURSAL")
            .direccion("cra 22 #4-44")
            .direccion2("oficina 3")
            .telefono("3215550000")
            .telefono2("3215550001")
            .ext(12)
            .ext2(13)
            .movil("3005550000")
            .id_ciudad(5001)
            .codigo_ciudad("05001")
            .id_departamento(5)
            .codigo_departamento("05")
            .id_pais(1)
            .codigo_pais("57")
            .id_vendedor(3418)
            .id_cobrador(3419)
            .es_direccion_cobro(false)
            .es_direccion_despacho(false)
    };
}
pub(crate) use branch;
