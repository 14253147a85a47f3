//! The branches of an account at SERPI, over all pages; of one city only where its code is given: reads only.
//!
//! ```text
//! SERPI_SECRET_KEY=… SERPI_TOKEN=… cargo run --example serpi [CITY]
//! ```
//! Without an account: `cargo xtask mock serpi` in another terminal, and then
//! ```text
//! FICHA_BASE_URL=http://127.0.0.1:4010/serpi SERPI_SECRET_KEY=mock-secret_key SERPI_TOKEN=mock-token \
//!   cargo run --example serpi
//! ```

mod account;
mod lines;

use std::process::ExitCode;

use account::Trouble;
use ficha_client::serpi::{Client, Sucursal};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    account::end(run().await)
}

async fn run() -> Result<(), Trouble> {
    let city = std::env::args().nth(1);
    let [secret_key, token] = account::variables(["SERPI_SECRET_KEY", "SERPI_TOKEN"])?;
    let mut builder = Client::builder().secret_key(secret_key).token(token);
    if let Some(address) = account::base_url() {
        builder = builder.base_url(address);
    }

    let (mut branches, mut deviations) = (Vec::new(), Vec::new());
    let mut pages = builder.build()?.sucursales().list().limite(100).pages();
    while let Some(page) = pages.next().await {
        let page = page?;
        deviations.extend(lines::deviations(&page.deviations));
        branches.extend(page.into_value());
    }
    let all = branches.len();
    branches.retain(|branch| city.is_none() || branch.codigo_ciudad == city);

    let heads = ["id", "nit_tercero", "codigo", "descripcion", "direccion", "codigo_ciudad", "despacho"];
    for line in lines::table(heads, branches.iter().map(row)) {
        println!("{line}");
    }
    println!("\n{} of {all} branches", branches.len());
    for deviation in deviations {
        eprintln!("not as documented: {deviation}");
    }
    Ok(())
}

fn row(branch: &Sucursal) -> [Option<String>; 7] {
    let Sucursal { nit_tercero, codigo, descripcion, direccion, codigo_ciudad, .. } = branch.clone();
    let ships = branch.es_direccion_despacho.map(|ships| if ships { "sí" } else { "no" }.to_owned());
    [Some(branch.id.to_string()), nit_tercero, codigo, descripcion, direccion, codigo_ciudad, ships]
}
