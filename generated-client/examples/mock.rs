//! Mock vendors for a person, on one port. `cargo xtask mock` starts this, and has the options explained.

use std::error::Error;
use std::io::IsTerminal;
use std::time::Duration;

use ficha_client::mock::{Received, Setup, Vendor};

const VENDORS: &[&Vendor] = &[
    #[cfg(feature = "factura_online")]
    &ficha_client::factura_online::mock::VENDOR,
    #[cfg(feature = "persat")]
    &ficha_client::persat::mock::VENDOR,
    #[cfg(feature = "serpi")]
    &ficha_client::serpi::mock::VENDOR,
];

/// What was asked for: `--port 4010 --rows 10 --seed 1 --latency 0 [--fail 503:0.1] [API…]`.
struct Asked {
    port: u16,
    rows: usize,
    seed: u64,
    latency: u64,
    fail: Option<(u16, f64)>,
    apis: Vec<String>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let asked = Asked::read(std::env::args().skip(1))?;
    let is_asked = |vendor: &&&Vendor| asked.apis.is_empty() || asked.apis.iter().any(|api| api == vendor.api.name);
    let vendors: Vec<&'static Vendor> = VENDORS.iter().filter(is_asked).copied().collect();
    let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let credentials = vendors.iter().flat_map(|vendor| vendor.api.credentials).map(|credential| credential.name);
    let setup =
        credentials.fold(Setup::serving(&vendors), |setup, name| setup.credential(name, &format!("mock-{name}")));
    let setup = setup.port(asked.port).made_up(asked.rows, asked.seed).latency(Duration::from_millis(asked.latency));
    let setup = match asked.fail {
        Some((http, share)) => setup.failing(http, share),
        None => setup,
    };
    let mock = setup.on_request(move |request| println!("{}", line(request, color))).await?;
    for vendor in &vendors {
        println!("{:<16} {}/{}", vendor.api.title, mock.base_url(), vendor.api.name);
    }
    println!("Ready-made commands: {}/   (Ctrl-C ends it)", mock.base_url());
    std::future::pending().await
}

/// A request in one line, and why it was refused below it.
fn line(request: &Received, color: bool) -> String {
    let query = if request.query.is_empty() { String::new() } else { format!("?{}", request.query) };
    let http = request.http.map_or("cut".to_owned(), |http| http.to_string());
    let code = if request.refused.is_empty() && request.http.is_some_and(|http| http < 400) { "32" } else { "31" };
    let paint = |code: &str, text: &str| if color { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() };
    let name = request.operation.unwrap_or("-");
    let first = format!("{} {:<6} {}{query}  {}", paint(code, &http), request.method, request.path, paint("2", name));
    request.refused.iter().fold(first, |lines, why| format!("{lines}\n    {}", paint("31", why)))
}

impl Asked {
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Asked, Box<dyn Error>> {
        let mut asked = Asked { port: 4010, rows: 10, seed: 1, latency: 0, fail: None, apis: Vec::new() };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("`{argument}` wants a value"));
            match argument.as_str() {
                "--port" => asked.port = value()?.parse()?,
                "--rows" => asked.rows = value()?.parse()?,
                "--seed" => asked.seed = value()?.parse()?,
                "--latency" => asked.latency = value()?.parse()?,
                "--fail" => {
                    let value = value()?;
                    let (http, share) = value.split_once(':').ok_or("`--fail` wants a status and a share: 503:0.1")?;
                    asked.fail = Some((http.parse()?, share.parse()?));
                }
                api if VENDORS.iter().any(|vendor| vendor.api.name == api) => asked.apis.push(argument),
                other => return Err(format!("there is no API or option `{other}`").into()),
            }
        }
        Ok(asked)
    }
}
