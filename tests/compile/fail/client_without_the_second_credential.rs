//! `token` is missing.
use ficha_compile_tests::course::Client;

fn main() {
    let _ = Client::builder().api_key("k").build();
}
