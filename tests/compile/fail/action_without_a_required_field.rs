//! The body of an action: `force` is missing.
use ficha_compile_tests::course::Push;

fn main() {
    let _ = Push::builder().times(2).build();
}
