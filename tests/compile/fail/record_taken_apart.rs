//! A record gets fields when the page does: a pattern leaves room for them.
use ficha_compile_tests::course::Maker;

fn name(maker: Maker) -> Option<String> {
    let Maker { name, owner } = maker;
    drop(owner);
    name
}

fn main() {}
