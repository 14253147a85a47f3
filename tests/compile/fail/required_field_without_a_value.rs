//! There is no default for what is required.
use ficha_compile_tests::course::NewThing;

fn main() {
    let _ = NewThing::default();
}
