//! The mock vendors, for programs that are not Rust: prints an API and its address per line, and serves until its input ends.

use std::io::Read as _;

use ficha_client::{factura_online, persat, serpi};

/// What every credential has to be.
const SECRET: &str = "practice";

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let factura_online = factura_online::mock().credential("api_key", SECRET).credential("secret_key", SECRET);
    let factura_online = factura_online.made_up(20, 1).await?;
    let persat = persat::mock().credential("api_key", SECRET).made_up(20, 1).await?;
    let serpi = serpi::mock().credential("secret_key", SECRET).credential("token", SECRET).made_up(20, 1).await?;
    println!("factura_online {}", factura_online.base_url());
    println!("persat {}", persat.base_url());
    println!("serpi {}", serpi.base_url());
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}
