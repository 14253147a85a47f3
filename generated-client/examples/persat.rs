//! The clients of an account at Persat with the names of their types, over all pages: reads only.
//!
//! ```text
//! PERSAT_API_KEY=… cargo run --example persat
//! ```
//! Without an account: `cargo xtask mock persat` in another terminal, and then
//! ```text
//! FICHA_BASE_URL=http://127.0.0.1:4010/persat PERSAT_API_KEY=mock-api_key cargo run --example persat
//! ```

mod account;
mod lines;

use std::collections::BTreeMap;
use std::process::ExitCode;

use account::Trouble;
use ficha_client::persat::{Client, Customer};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    account::end(run().await)
}

async fn run() -> Result<(), Trouble> {
    let [api_key] = account::variables(["PERSAT_API_KEY"])?;
    let mut builder = Client::builder().api_key(api_key);
    if let Some(address) = account::base_url() {
        builder = builder.base_url(address);
    }
    let persat = builder.build()?;

    let types = persat.client_types().list().send().await?;
    let mut deviations = lines::deviations(&types.deviations);
    let names: BTreeMap<i64, Option<String>> = types.into_value().into_iter().map(|ty| (ty.id, ty.name)).collect();
    let (mut clients, mut total) = (Vec::new(), None);
    let mut pages = persat.clients().list().limit(100).pages();
    while let Some(page) = pages.next().await {
        let page = page?;
        deviations.extend(lines::deviations(&page.deviations));
        total = page.paging.and_then(|paging| paging.total);
        clients.extend(page.into_value());
    }

    let heads = ["uid_client", "company_name", "type", "city", "country"];
    for line in lines::table(heads, clients.iter().map(|client| row(client, &names))) {
        println!("{line}");
    }
    let total = total.map_or(String::new(), |total| format!(" of {total}"));
    println!("\n{}{total} clients", clients.len());
    for deviation in deviations {
        eprintln!("not as documented: {deviation}");
    }
    Ok(())
}

/// A type without a name is shown by its number.
fn row(client: &Customer, types: &BTreeMap<i64, Option<String>>) -> [Option<String>; 5] {
    let Customer { uid_client, company_name, city, country, .. } = client.clone();
    let ty = client.type_id.map(|id| types.get(&id).cloned().flatten().unwrap_or_else(|| id.to_string()));
    [Some(uid_client), company_name, ty, city, country]
}
