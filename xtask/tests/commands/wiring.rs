//! What has to be written by hand for a new API, and how `gen` asks for it.

use std::fs;

use crate::world::World;

#[test]
fn lines_that_are_not_there_are_asked_for_one_by_one() {
    let world = World::new();
    world.write("generated-client/Cargo.toml", "[features]\ndefault = []\n");
    world.write("generated-client/src/lib.rs", "pub mod runtime;\n");
    world.write("tests/tests/conformance/main.rs", "\n");
    let run = world.run(&["gen"]).code(1).says(&["4 written"]);
    run.complains(&[
        "generated-client/src/lib.rs, beside the other modules:\n    #[cfg(feature = \"bodega\")]\n    #[rustfmt::skip]\n    pub mod bodega;",
        "generated-client/Cargo.toml, under [features]:\n    bodega = []",
        "generated-client/Cargo.toml, under [features], in the list `default`:\n    \"bodega\",",
        "tests/tests/conformance/main.rs, beside the other modules:\n    #[rustfmt::skip]\n    mod bodega;",
    ]);
}

#[test]
fn only_what_is_not_there_is_asked_for_and_check_asks_too() {
    let world = World::generated();
    world.edit("generated-client/src/lib.rs", "#[cfg(feature = \"bodega\")]\n", "");
    for arguments in [&["gen"][..], &["gen", "--check"], &["gen", "bodega"]] {
        let run = world.run(arguments).code(1).complains(&["#[cfg(feature = \"bodega\")]"]);
        assert!(!run.stderr.contains("Cargo.toml"), "{}", run.stderr);
    }
    let document = world.run(&["gen", "--check", "--format", "json"]).code(1).json();
    assert_eq!(document["lacking"][0]["file"], "generated-client/src/lib.rs");
    assert_eq!(document["lacking"][0]["lines"][2], "pub mod bodega;");
}

#[test]
fn lines_that_name_what_is_gone_are_told_until_they_are_taken_out() {
    let world = World::generated();
    let wired = ["generated-client/Cargo.toml", "generated-client/src/lib.rs", "tests/tests/conformance/main.rs"];
    let before = wired.map(|path| world.read(path));
    world.add_api("almacen");
    world.run(&["gen"]).code(0);
    fs::remove_dir_all(world.path("specs/almacen")).unwrap();
    // Before the files go, when they go, and when they are gone.
    for arguments in [&["gen", "--check"][..], &["gen"], &["gen"], &["gen", "--check"]] {
        let run = world.run(arguments).code(1).complains(&[
            "what they name is gone",
            "generated-client/src/lib.rs, with the attributes above it:\n    pub mod almacen;",
            "generated-client/Cargo.toml, under [features]:\n    almacen = []",
            "generated-client/Cargo.toml, under [features], in the list `default`:\n    \"almacen\",",
            "tests/tests/conformance/main.rs, with the attributes above it:\n    mod almacen;",
        ]);
        assert!(!run.stderr.contains("bodega") && !run.stderr.contains("runtime"), "{}", run.stderr);
    }
    let document = world.run(&["gen", "--format", "json"]).code(1).json();
    assert_eq!(document["orphaned"][0]["lines"], serde_json::json!(["pub mod almacen;"]));
    world.run(&["gen", "bodega"]).code(0);
    for (path, text) in wired.iter().zip(before) {
        world.write(path, text);
    }
    world.run(&["gen"]).code(0);
}

#[test]
fn a_feature_that_is_left_over_is_told_when_its_modules_are_gone_already() {
    let world = World::generated();
    world.edit("generated-client/Cargo.toml", "[\"bodega\"]", "[\"bodega\", \"almacen\", \"rustls\"]");
    world.edit(
        "generated-client/Cargo.toml",
        "bodega = []",
        "bodega = []\nalmacen = []\nrustls = [\"reqwest/rustls\"]",
    );
    for arguments in [&["gen", "--check"][..], &["gen"]] {
        let run = world.run(arguments).code(1).complains(&[
            "what they name is gone",
            "generated-client/Cargo.toml, under [features]:\n    almacen = []",
            "generated-client/Cargo.toml, under [features], in the list `default`:\n    \"almacen\",",
        ]);
        assert!(!run.stderr.contains("bodega") && !run.stderr.contains("rustls"), "{}", run.stderr);
    }
    world.run(&["gen", "bodega"]).code(0);
    // Somebody wrote code of their own behind it.
    world.write("generated-client/src/runtime/mod.rs", "//! By hand.\n#[cfg(feature = \"almacen\")]\nmod stock {}\n");
    world.run(&["gen", "--check"]).code(0);
}

#[test]
fn a_private_module_is_none_that_others_can_use() {
    let world = World::generated();
    world.edit("generated-client/src/lib.rs", "pub mod bodega;", "mod bodega;");
    world.run(&["gen", "--check"]).code(1).complains(&["pub mod bodega;"]);
}

#[test]
fn a_module_that_its_feature_switches_off_is_not_behind_it() {
    for (condition, code) in [
        ("not(feature = \"bodega\")", 1),
        ("any(feature = \"bodega\", unix)", 1),
        ("feature = \"bodega2\"", 1),
        ("all(feature = \"bodega\", not(feature = \"small\"))", 0),
    ] {
        let world = World::generated();
        world.edit("generated-client/src/lib.rs", "feature = \"bodega\"", condition);
        world.run(&["gen", "--check"]).code(code);
    }
}

#[test]
fn generated_files_are_kept_from_rustfmt() {
    let world = World::generated();
    world.edit("tests/tests/conformance/main.rs", "#[rustfmt::skip]\n", "");
    let run = world.run(&["gen", "--check"]).code(1);
    run.complains(&["tests/tests/conformance/main.rs", "#[rustfmt::skip]"]);
}

#[test]
fn a_page_without_the_place_of_the_reference_is_told() {
    let world = World::generated();
    world.edit("specs/README.md", "<!-- reference: end -->", "");
    for arguments in [&["gen"][..], &["gen", "--check"], &["reference"]] {
        world.run(arguments).code(1).complains(&["specs/README.md", "<!-- reference: end -->"]);
    }
}

#[test]
fn hand_written_files_that_cannot_be_understood_are_named() {
    let world = World::generated();
    world.edit("generated-client/src/lib.rs", "pub mod runtime;", "pub mod runtime");
    world.run(&["gen"]).code(2).complains(&["generated-client/src/lib.rs is not Rust"]);
    let world = World::generated();
    world.write("generated-client/Cargo.toml", "[features");
    world.run(&["gen"]).code(2).complains(&["generated-client/Cargo.toml is not TOML"]);
}
