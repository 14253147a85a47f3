//! A required field is set once.
use ficha_compile_tests::course::Push;

fn main() {
    let _ = Push::builder().force(1.0).force(2.0).build();
}
