//! The body of a create: `name` is missing.
use ficha_compile_tests::course::{Maker, NewThing};

fn main() {
    let _ = NewThing::builder()
        .code("01")
        .kind("round")
        .weight(1.5)
        .tall(false)
        .tags(Vec::new())
        .maker(Maker::builder().name("ACME").build_unchecked())
        .nit("900")
        .build();
}
