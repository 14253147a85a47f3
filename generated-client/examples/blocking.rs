//! Without async: the branches of an account at SERPI as lines of text, each as soon as it is read.
//!
//! ```text
//! SERPI_SECRET_KEY=… SERPI_TOKEN=… cargo run --features blocking --example blocking
//! ```
//! Without an account: `cargo xtask mock serpi` in another terminal, and then
//! ```text
//! FICHA_BASE_URL=http://127.0.0.1:4010/serpi SERPI_SECRET_KEY=mock-secret_key SERPI_TOKEN=mock-token \
//!   cargo run --features blocking --example blocking
//! ```

mod account;

use std::process::ExitCode;

use account::Trouble;
use ficha_client::serpi::Client;

fn main() -> ExitCode {
    account::end(run())
}

fn run() -> Result<(), Trouble> {
    let [secret_key, token] = account::variables(["SERPI_SECRET_KEY", "SERPI_TOKEN"])?;
    let mut builder = Client::builder().secret_key(secret_key).token(token);
    if let Some(address) = account::base_url() {
        builder = builder.base_url(address);
    }
    let client = builder.build()?;
    let branches = client.sucursales();

    // One call.
    let first = branches.list().limite(1).pagina(1).send_blocking()?;
    println!("{}", first.message.as_deref().unwrap_or("the vendor says nothing"));

    // All pages, as an iterator.
    for branch in branches.list().limite(100).rows().blocking() {
        let branch = branch?;
        println!("{}\t{}", branch.id, branch.descripcion.unwrap_or_default());
    }
    Ok(())
}
