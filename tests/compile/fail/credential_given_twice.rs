//! A credential is given once.
use ficha_compile_tests::course::Client;

fn main() {
    let _ = Client::builder().token("t").token("u").api_key("k").build();
}
