//! A call that is not sent is a mistake.
#![deny(unused_must_use)]
use ficha_compile_tests::course::Client;

fn list(client: &Client) {
    client.things().list().limit(2);
    client.things().get(7);
}

fn main() {}
