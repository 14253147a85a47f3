//! The examples do what their first lines say: each is run as a person runs it, against mock vendors. `cargo test` builds them
//! before it runs this.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]
#![cfg(all(feature = "factura_online", feature = "persat", feature = "serpi", feature = "rustls"))]

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use ficha_client::mock::{Scripted, Server};
use ficha_client::{factura_online, persat, serpi};
use serde_json::{Value, json};

/// The example as it was built, with nothing of this process's environment that it reads.
fn example(name: &str) -> Command {
    let test = std::env::current_exe().expect("this program");
    let built = test.ancestors().nth(2).expect("where tests are built").join("examples");
    let program: PathBuf = built.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is not built: `cargo test` does it, or `cargo build --examples`", program.display());
    let mut command = Command::new(program);
    for read in ["FICHA_BASE_URL", "LISTEN"].iter().chain(ACCOUNTS.iter().flat_map(|(_, account)| *account)) {
        command.env_remove(read);
    }
    command
}

type Account = &'static [&'static str];

/// What each example takes from the environment; the names end with those of the mock's credentials.
const ACCOUNTS: &[(&str, Account)] = &[
    ("axum_service", &["PERSAT_API_KEY"]),
    #[cfg(feature = "blocking")]
    ("blocking", &["SERPI_SECRET_KEY", "SERPI_TOKEN"]),
    ("factura_online", &["FACTURA_ONLINE_API_KEY", "FACTURA_ONLINE_SECRET_KEY"]),
    ("persat", &["PERSAT_API_KEY"]),
    ("serpi", &["SERPI_SECRET_KEY", "SERPI_TOKEN"]),
];

/// The example with the mock's address and credentials.
fn at(mock: &Server, name: &str) -> Command {
    let (_, account) = ACCOUNTS.iter().find(|(example, _)| *example == name).expect("an account");
    let mut command = example(name);
    command.env("FICHA_BASE_URL", mock.base_url());
    for variable in *account {
        let is_meant = |credential: &&&str| variable.to_lowercase().ends_with(**credential);
        let credential = ["api_key", "secret_key", "token"].iter().find(is_meant).expect("a credential");
        command.env(variable, mock.credential(credential).expect("a value"));
    }
    command
}

/// How an example ended, and what it said.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(command: &mut Command) -> Said {
    let output = command.output().expect("the example runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn without_an_account_each_says_what_is_missing() {
    for (name, account) in ACCOUNTS {
        let said = run(example(name).env(account[0], ""));
        assert_eq!((said.code, said.out.as_str()), (Some(2), ""), "{name}");
        assert!(said.err.starts_with(&format!("error: not set: {}\n", account.join(", "))), "{}", said.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn series_are_listed_and_counted() {
    let mock = factura_online::mock().await.expect("a mock");
    for (name, kind) in [("RR", "factura"), ("COP", "pago"), ("N", "factura")] {
        let row = json!({ "SerieName": name, "SerieType": kind, "SerieStatus": "Activa", "SerieDescription": "Ñu" });
        mock.add("series", &row).expect("a row");
    }
    let said = run(&mut at(&mock, "factura_online"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "SerieID  SerieName  SerieType  SerieStatus  SerieDescription");
    assert_eq!(lines[2], "2        COP        pago       Activa       Ñu");
    assert_eq!(lines.last(), Some(&"3 series: 2 for factura, 1 for pago"));
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_come_from_all_pages_with_the_names_of_their_types() {
    let mock = persat::mock().made_up(230, 1).await.expect("a mock");
    let row = json!({ "uid_client": "CL-X", "company_name": "Acme", "type_id": 1, "city": "CABA", "country": "AR" });
    mock.add("clients", &row).expect("a row");
    let said = run(&mut at(&mock, "persat"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.ends_with("\n\n231 of 231 clients\n"), "{}", said.out);
    let own = said.out.lines().find(|line| line.starts_with("CL-X")).expect("the row");
    let types = mock.rows("client_types").expect("types");
    let ty = types.iter().find(|ty| ty["id"] == 1).and_then(|ty| ty["name"].as_str()).expect("a name");
    assert_eq!(
        own.split("  ").filter(|cell| !cell.is_empty()).map(str::trim).collect::<Vec<_>>(),
        ["CL-X", "Acme", ty, "CABA", "AR"]
    );
    assert_eq!(mock.received_by("clients.list").len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn branches_are_filtered_by_city() {
    let mock = serpi::mock().made_up(130, 1).await.expect("a mock");
    let row = json!({ "id": 999, "codigo": "07", "descripcion": "Centro", "codigo_ciudad": "NOWHERE" });
    mock.add("sucursales", &row).expect("a row");
    let said = run(at(&mock, "serpi").arg("NOWHERE"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "id   nit_tercero  codigo  descripcion  direccion  codigo_ciudad  despacho");
    assert_eq!(lines[1], "999  -            07      Centro       -          NOWHERE        -");
    assert_eq!(lines.last(), Some(&"1 of 131 branches"));
    let all = run(&mut at(&mock, "serpi")).out;
    assert!(all.ends_with("\n131 of 131 branches\n"), "{all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_as_documented_is_told_beside_the_rows() {
    let mock = serpi::mock().await.expect("a mock");
    let odd = r#"{"success":true,"code":200,"errors":null,"result":[{"id":"2317","barrio":"Centro"},{"id":null}]}"#;
    mock.script("sucursales.list", Scripted::body(200, odd)).expect("an operation");
    let said = run(&mut at(&mock, "serpi"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.ends_with("\n1 of 1 branches\n"), "{}", said.out);
    for told in [
        "not as documented: result[].id: expected a whole number, found \"2317\" (2 times)\n",
        "not as documented: result[].barrio: expected no such key, found one\n",
        "not as documented: rows left out, because what identifies them cannot be read: 1\n",
    ] {
        assert!(said.err.contains(told), "{}", said.err);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_vendor_refuses_is_told_and_ends_with_1() {
    let mock = serpi::mock().await.expect("a mock");
    for (name, account) in ACCOUNTS.iter().filter(|(_, account)| account[0].starts_with("SERPI")) {
        mock.script("sucursales.list", Scripted::status(401)).expect("an operation");
        let said = run(&mut at(&mock, name));
        assert_eq!(said.code, Some(1), "{account:?}");
        assert!(said.err.starts_with("error: serpi.sucursales.list was refused (HTTP 401"), "{}", said.err);
    }
}

#[cfg(feature = "blocking")]
#[tokio::test(flavor = "multi_thread")]
async fn branches_are_read_without_async() {
    let mock = serpi::mock().made_up(130, 1).await.expect("a mock");
    let said = run(&mut at(&mock, "blocking"));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(said.out.lines().count(), 131, "a message and a line for each branch: {}", said.out);
}

#[test]
fn the_tour_prints_what_the_front_page_shows() {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let page = std::fs::read_to_string(page).expect("the front page");
    let (_, shown) = page.split_once("$ cargo run --example tour\n").expect("the tour on the front page");
    let (shown, _) = shown.split_once("```").expect("an end");
    let said = run(&mut example("tour"));
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    for stop in shown.trim().split("\n\n") {
        assert!(said.out.contains(stop), "the tour does not print this:\n{stop}\nbut this:\n{}", said.out);
    }
}

/// The line of a new API is not forgotten in the example that `cargo xtask mock` starts.
#[test]
fn every_generated_api_is_served() {
    let source = std::fs::read_dir(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src")).expect("the source");
    let apis = source.flatten().map(|entry| entry.path()).filter(|api| api.join("mock.rs").is_file());
    let apis: Vec<String> = apis.filter_map(|api| Some(api.file_name()?.to_str()?.to_owned())).collect();
    assert!(apis.len() >= 3, "{apis:?}");
    let (_process, lines) = Running::start(example("mock").args(["--port", "0"]), apis.len());
    for api in apis {
        assert!(lines.iter().any(|line| line.ends_with(&format!("/{api}"))), "{api} is not served: {lines:?}");
    }
}

/// An example that serves, until it is dropped.
struct Running(Child);

impl Running {
    /// Starts it, and waits for its first lines.
    fn start(command: &mut Command, lines: usize) -> (Running, Vec<String>) {
        let process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it runs");
        let mut running = Running(process);
        let out = BufReader::new(running.0.stdout.take().expect("its output"));
        let lines = out.lines().take(lines).map(|line| line.expect("a line")).collect();
        (running, lines)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().and_then(|()| self.0.wait()).expect("it ends");
    }
}

struct Service {
    _process: Running,
    customers: String,
}

impl Service {
    fn start(mock: &Server) -> Service {
        let (process, mut lines) = Running::start(at(mock, "axum_service").env("LISTEN", "127.0.0.1:0"), 1);
        Service { _process: process, customers: lines.remove(0) }
    }

    /// Asks it; a body makes it a create.
    async fn ask(&self, path: &str, body: Option<Value>) -> (u16, Value) {
        let client = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
        let address = format!("{}{path}", self.customers);
        let request = match body {
            Some(body) => client.post(address).header("content-type", "application/json").body(body.to_string()),
            None => client.get(address),
        };
        let answer = request.send().await.expect("an answer");
        let http = answer.status().as_u16();
        let body = answer.text().await.expect("a body");
        (http, serde_json::from_str(&body).unwrap_or(Value::String(body)))
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_creates_lists_and_gets() {
    let mock = persat::mock().await.expect("a mock");
    let service = Service::start(&mock);
    for uid in ["CL-1", "CL-2"] {
        let new = json!({ "uid_client": uid, "company_name": "Persat", "latitude": -34.5 });
        assert_eq!(service.ask("", Some(new)).await, (201, Value::String(String::new())));
    }
    let (http, rows) = service.ask("?limit=1&offset=1", None).await;
    assert_eq!((http, rows.as_array().map(Vec::len), &rows[0]["uid_client"]), (200, Some(1), &json!("CL-2")));
    let (http, row) = service.ask("/CL-1", None).await;
    assert_eq!((http, &row["company_name"], &row["latitude"]), (200, &json!("Persat"), &json!(-34.5)));
}

/// Every stage of an error, and every refusal that has a status of its own.
#[tokio::test(flavor = "multi_thread")]
async fn a_service_gives_each_stage_its_status() {
    let mock = persat::mock().await.expect("a mock");
    let service = Service::start(&mock);
    let new = |uid: &str| Some(json!({ "uid_client": uid, "company_name": "Persat" }));
    let page = "<html>Mantenimiento</html>";
    service.ask("", new("CL-1")).await;
    for (scripted, path, body, http, stage) in [
        (None, "?limit=500", None, 422, "invalid"),
        (None, "/..%2F", None, 422, "invalid"),
        (None, "/CL-9", None, 404, "refused"),
        (None, "", new("CL-1"), 409, "refused"),
        (Some(Scripted::status(401)), "", new("CL-2"), 502, "refused"),
        (Some(Scripted::body(200, page)), "", new("CL-2"), 502, "unreadable"),
        (Some(Scripted::reset()), "", new("CL-3"), 504, "unknown_outcome"),
    ] {
        scripted.into_iter().for_each(|scripted| mock.next(scripted));
        let (told, answer) = service.ask(path, body).await;
        assert_eq!((told, &answer["stage"]), (http, &json!(stage)), "{path}: {answer}");
        assert!(answer["message"].as_str().is_some_and(|message| !message.is_empty()), "{answer}");
    }
    let (_, answer) = service.ask("?limit=500", None).await;
    assert_eq!(answer["errors"].as_array().map(Vec::len), Some(1), "{answer}");
    drop(mock);
    let (http, answer) = service.ask("", new("CL-4")).await;
    assert_eq!((http, &answer["stage"]), (503, &json!("not_sent")), "{answer}");
}
