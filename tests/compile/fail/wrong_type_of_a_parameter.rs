//! A number is not a text, in a query either.
use ficha_compile_tests::course::Client;

fn list(client: &Client) {
    let _ = client.things().list().limit("ten");
}

fn main() {}
