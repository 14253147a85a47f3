//! An API is there with its feature, and the feature `serpi` is off.
use ficha_client::serpi::Client;

fn main() {
    let _ = Client::builder();
}
