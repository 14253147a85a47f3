//! The reference of the spec language: written from the code, and only between its marks.

use crate::world::{World, readme};

#[test]
fn it_is_written_between_the_marks_and_only_when_it_differs() {
    let world = World::new();
    world.edit("specs/README.md", "# Writing a spec", "# By hand");
    world.edit("specs/README.md", "### `unknown-key`", "### `gone`");
    world.run(&["reference"]).code(0).says(&["wrote specs/README.md"]);
    assert_eq!(world.read("specs/README.md"), readme().replace("# Writing a spec", "# By hand"));
    let before = world.files();
    world.run(&["reference"]).code(0).says(&["is what the code says"]);
    assert!(before == world.files());
}

#[test]
fn every_code_and_the_keys_of_a_row_are_in_it() {
    let page = readme();
    for code in ficha_codegen::diagnostic::Code::ALL {
        assert!(page.contains(&format!("\n### `{code}`\n{}\n", code.explain())), "{code}");
    }
    for key in ["name", "type", "length", "required", "erratum", "quoted"] {
        assert!(page.contains(&format!("\n| `{key}` | ")), "{key}");
    }
}
