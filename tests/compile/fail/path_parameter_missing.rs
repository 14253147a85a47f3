//! A call needs what its path names.
use ficha_compile_tests::course::Client;

fn get(client: &Client) {
    let _ = client.things().get();
}

fn main() {}
