//! A client needs each of its credentials.
use ficha_compile_tests::course::Client;

fn main() {
    let _ = Client::builder().build();
}
