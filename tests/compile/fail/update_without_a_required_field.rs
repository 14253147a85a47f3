//! The body of an update: `nit` is missing.
use ficha_compile_tests::course::Thing;

fn main() {
    let _ = Thing::builder().id(7).code("01").name("ball").build();
}
