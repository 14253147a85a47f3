//! A call needs the required parameters of its query: `dry` is missing.
use ficha_compile_tests::course::{Client, Thing};

fn modify(client: &Client, thing: Thing) {
    let _ = client.things().modify(7, "lid", thing);
}

fn main() {}
