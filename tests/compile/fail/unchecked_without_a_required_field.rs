//! What is not checked has to be complete all the same: `force` is missing.
use ficha_compile_tests::course::Push;

fn main() {
    let _ = Push::builder().build_unchecked();
}
