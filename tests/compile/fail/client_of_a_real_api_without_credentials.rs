//! The real thing: `api_key` is missing.
use ficha_client::persat::Client;

fn main() {
    let _ = Client::builder().build();
}
