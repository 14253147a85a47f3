//! The series of an account at Factura Online, and how many documents of each kind can be numbered: reads only.
//!
//! ```text
//! FACTURA_ONLINE_API_KEY=… FACTURA_ONLINE_SECRET_KEY=… cargo run --example factura_online
//! ```
//! Without an account: `cargo xtask mock factura_online` in another terminal, and then
//! ```text
//! FICHA_BASE_URL=http://127.0.0.1:4010/factura_online FACTURA_ONLINE_API_KEY=mock-api_key \
//!   FACTURA_ONLINE_SECRET_KEY=mock-secret_key cargo run --example factura_online
//! ```

mod account;
mod lines;

use std::collections::BTreeMap;
use std::process::ExitCode;

use account::Trouble;
use ficha_client::factura_online::{Client, Serie};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    account::end(run().await)
}

async fn run() -> Result<(), Trouble> {
    let [api_key, secret_key] = account::variables(["FACTURA_ONLINE_API_KEY", "FACTURA_ONLINE_SECRET_KEY"])?;
    let mut builder = Client::builder().api_key(api_key).secret_key(secret_key);
    if let Some(address) = account::base_url() {
        builder = builder.base_url(address);
    }
    let series = builder.build()?.series().list().send().await?;

    let heads = ["SerieID", "SerieName", "SerieType", "SerieStatus", "SerieDescription"];
    for line in lines::table(heads, series.iter().map(row)) {
        println!("{line}");
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for kind in series.iter().filter_map(kind) {
        *kinds.entry(kind).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, series)| format!("{series} for {kind}")).collect();
    println!("\n{} series: {}", series.len(), kinds.join(", "));
    for deviation in lines::deviations(&series.deviations) {
        eprintln!("not as documented: {deviation}");
    }
    Ok(())
}

fn row(serie: &Serie) -> [Option<String>; 5] {
    let Serie { serie_name, serie_status, serie_description, .. } = serie.clone();
    [Some(serie.serie_id.to_string()), serie_name, kind(serie), serie_status, serie_description]
}

fn kind(serie: &Serie) -> Option<String> {
    serie.serie_type.as_ref().map(ToString::to_string)
}
