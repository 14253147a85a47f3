//! A body is what `build` returns, not the builder.
use ficha_compile_tests::course::{Client, Push};

fn poke(client: &Client) {
    let _ = client.things().poke(Push::builder().force(1.0));
}

fn main() {}
