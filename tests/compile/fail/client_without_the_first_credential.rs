//! `api_key` is missing.
use ficha_compile_tests::course::Client;

fn main() {
    let _ = Client::builder().token("t").build();
}
