//! A client calls its own vendor only.
use ficha_client::persat::client_types::List;
use ficha_compile_tests::course::Client;

fn list(client: &Client) {
    let _ = client.call(List::default());
}

fn main() {}
