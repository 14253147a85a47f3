//! A record within the body: `name` of the maker is missing.
use ficha_compile_tests::course::{Maker, NewThing};

fn main() {
    let _ = NewThing::builder().maker(Maker::builder().build_unchecked());
}
