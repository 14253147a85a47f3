//! One error for each field that is missing: `id` and `name`.
use ficha_compile_tests::course::Thing;

fn main() {
    let _ = Thing::builder().nit("900").code("01").build();
}
