//! Several services that call SERPI with the same token, one at a time across all of them, by a lock in PostgreSQL.
//!
//! ```text
//! DATABASE=postgres://… SERPI_SECRET_KEY=… SERPI_TOKEN=… cargo run --example fleet_lock
//! ```

mod advisory_lock;

use std::env::var;
use std::error::Error;

use advisory_lock::AdvisoryLock;
use ficha_client::serpi;

/// The number of the lock. Every service that uses this token has to use the same one, and no other lock of this database may.
const LOCK_OF_THE_TOKEN: i64 = 0x5e_2b_17;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let serpi = serpi::Client::builder()
        .secret_key(var("SERPI_SECRET_KEY")?)
        .token(var("SERPI_TOKEN")?)
        .fleet_lock(AdvisoryLock::new(var("DATABASE")?.parse()?, LOCK_OF_THE_TOKEN))
        .build()?;
    let mut branches = serpi.sucursales().list().limite(100).rows();
    while let Some(branch) = branches.next().await {
        println!("{:?}", branch?.descripcion);
    }
    Ok(())
}
