//! Over real TLS, a vendor sends its callers elsewhere: to plain http, to other hosts, to other ports. Nobody goes there, so no
//! credential does, and a write is sent once. Nor does anything leave for a host whose certificate is not the right one.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use ficha_client::factura_online::{self, NewSerie, TipoDocumento};
use ficha_client::{Error, Stage};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

const VENDOR: &str = "vendor.test";
const ELSEWHERE: &str = "elsewhere.test";
const SECRETS: [&str; 2] = ["canary-api-key", "canary-secret-key"];

/// A certificate for these names, which nobody trusts who is not told to.
struct Identity {
    certificate: CertificateDer<'static>,
    acceptor: TlsAcceptor,
}

fn identity(names: &[&str]) -> Identity {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.clone()], key);
    Identity { certificate, acceptor: TlsAcceptor::from(Arc::new(config.expect("a configuration"))) }
}

/// A server that gives every request the same answer, and keeps what it was sent: all of it, up to the end of the body.
struct Host {
    address: SocketAddr,
    received: Arc<Mutex<Vec<String>>>,
}

impl Host {
    async fn start(tls: Option<TlsAcceptor>, answer: impl Into<String>) -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let received = Arc::new(Mutex::new(Vec::new()));
        let (ledger, answer) = (Arc::clone(&received), answer.into());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                match &tls {
                    None => serve(stream, &ledger, &answer).await,
                    // A caller who does not trust the certificate goes away.
                    Some(tls) => {
                        if let Ok(stream) = tls.accept(stream).await {
                            serve(stream, &ledger, &answer).await;
                        }
                    }
                }
            }
        });
        Host { address, received }
    }

    fn received(&self) -> Vec<String> {
        self.received.lock().expect("the ledger").clone()
    }
}

async fn serve(mut stream: impl AsyncRead + AsyncWrite + Unpin, ledger: &Mutex<Vec<String>>, answer: &str) {
    let mut bytes = Vec::new();
    while !is_whole(&bytes) {
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
    }
    ledger.lock().expect("the ledger").push(String::from_utf8_lossy(&bytes).into_owned());
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// Whether a request has come to its end.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    body.len() >= length
}

fn redirect(status: u16, target: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nlocation: {target}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
}

/// What a caller hands in: it trusts this certificate alone, and finds the test's hosts on this machine, at the ports that
/// addresses name.
fn trusting(certificate: &CertificateDer<'_>) -> reqwest::ClientBuilder {
    let certificate = reqwest::Certificate::from_der(certificate).expect("a certificate");
    let builder = reqwest::Client::builder().no_proxy().tls_certs_only([certificate]);
    let here = SocketAddr::from(([127, 0, 0, 1], 0));
    builder.resolve(VENDOR, here).resolve(ELSEWHERE, here)
}

fn client(http: reqwest::ClientBuilder, host: &str, address: SocketAddr) -> factura_online::Client {
    let builder =
        factura_online::Client::builder().http_client(http).base_url(format!("https://{host}:{}", address.port()));
    builder.api_key(SECRETS[0]).secret_key(SECRETS[1]).build().expect("a client")
}

/// Makes the call that has this effect.
async fn call(client: &factura_online::Client, effect: &str) -> Result<(), Error> {
    let new = || NewSerie::builder().letra("R").tipo_documento(TipoDocumento::Pago).build().expect("a series");
    match effect {
        "read" => client.series().list().send().await.map(drop),
        "create" => client.series().create(new()).send().await.map(drop),
        "update" => client.series().deactivate("7").send().await.map(drop),
        _ => client.series().delete("7").send().await.map(drop),
    }
}

/// The places to which a vendor can send its caller: a scheme and a host each; the port is always another one.
const AWAY: [(&str, &str); 4] = [("http", VENDOR), ("https", ELSEWHERE), ("http", ELSEWHERE), ("https", VENDOR)];

#[tokio::test]
async fn nobody_goes_where_a_redirect_points() {
    let Identity { certificate, acceptor } = identity(&[VENDOR, ELSEWHERE]);
    for (scheme, host) in AWAY {
        let tls = (scheme == "https").then(|| acceptor.clone());
        let yes =
            "HTTP/1.1 200 OK\r\ncontent-length: 30\r\nconnection: close\r\n\r\n{\"status\":\"success\",\"data\":[]}";
        let away = Host::start(tls, yes).await;
        for status in [301, 302, 303, 307, 308] {
            let target = format!("{scheme}://{host}:{}/v4/series", away.address.port());
            let vendor = Host::start(Some(acceptor.clone()), redirect(status, &target)).await;
            let client = client(trusting(&certificate), VENDOR, vendor.address);
            for effect in ["read", "create", "update", "delete"] {
                let sent_before = vendor.received().len();
                let error = call(&client, effect).await.expect_err("no answer");
                assert_eq!((error.stage(), error.http()), (Stage::Unreadable, Some(status)), "{effect}: {error:?}");
                let sent = vendor.received().split_off(sent_before);
                assert_eq!(sent.len(), 1, "{effect} to {target} with {status}: {sent:#?}");
                assert!(
                    SECRETS.iter().all(|secret| sent[0].contains(secret)),
                    "the vendor itself gets them: {sent:#?}"
                );
            }
            assert!(away.received().is_empty(), "{target} with {status}: {:#?}", away.received());
        }
    }
}

/// What would happen otherwise: the headers of the vendor's own names go everywhere with a client that follows.
#[tokio::test]
async fn a_client_that_follows_would_tell_the_secret() {
    let Identity { certificate, acceptor } = identity(&[VENDOR, ELSEWHERE]);
    let yes = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    for (scheme, host) in AWAY {
        let away = Host::start((scheme == "https").then(|| acceptor.clone()), yes).await;
        let target = format!("{scheme}://{host}:{}/v4/series", away.address.port());
        let vendor = Host::start(Some(acceptor.clone()), redirect(307, &target)).await;
        let careless = trusting(&certificate).build().expect("a client");
        let request = careless.get(format!("https://{VENDOR}:{}/v4/series", vendor.address.port()));
        request.header("F-Secret-Key", SECRETS[1]).send().await.expect("an answer");
        assert!(away.received().concat().contains(SECRETS[1]), "{target}: {:#?}", away.received());
    }
}

#[tokio::test]
async fn nothing_leaves_for_a_host_whose_certificate_is_not_the_right_one() {
    let (known, stranger) = (identity(&[VENDOR]), identity(&[VENDOR]));
    for (what, identity, host) in [
        ("a certificate that nobody vouches for", &stranger, VENDOR),
        ("a certificate for another name", &known, ELSEWHERE),
    ] {
        let vendor = Host::start(Some(identity.acceptor.clone()), redirect(307, "/")).await;
        let error =
            call(&client(trusting(&known.certificate), host, vendor.address), "create").await.expect_err("no answer");
        assert_eq!(error.stage(), Stage::NotSent, "{what}: {error:?}");
        assert!(vendor.received().is_empty(), "{what}: {:#?}", vendor.received());
    }
}
