//! A call needs its body.
use ficha_compile_tests::course::Client;

fn create(client: &Client) {
    let _ = client.things().create();
}

fn main() {}
