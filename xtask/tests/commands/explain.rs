//! What `explain` tells about a code.

use crate::world::World;

#[test]
fn a_code_is_explained() {
    World::new().run(&["explain", "unknown-key"]).code(0).says(&["The language has no such key here."]);
}

#[test]
fn without_a_code_all_are_listed_with_what_they_mean() {
    let run = World::new().run(&["explain"]).code(0);
    for code in ficha_codegen::diagnostic::Code::ALL {
        let line = run.stdout.lines().find(|line| line.split_whitespace().next() == Some(code.name()));
        assert!(line.is_some_and(|line| line.len() > code.name().len() + 10), "{code}");
    }
}

#[test]
fn an_unknown_code_is_a_slip_of_the_pen() {
    let run = World::new().run(&["explain", "unknwon-key"]).code(2);
    run.complains(&[
        "no finding has the code `unknwon-key`; did you mean `unknown-key`?",
        "next: `cargo xtask explain`",
    ]);
    let run = World::new().run(&["explain", "42"]).code(2);
    assert!(!run.stderr.contains("did you mean"), "{}", run.stderr);
}
