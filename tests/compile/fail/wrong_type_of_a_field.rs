//! A number is not a text.
use ficha_compile_tests::course::Push;

fn main() {
    let _ = Push::builder().force("hard").build();
}
