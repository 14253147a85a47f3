//! What keeps a command from doing its work, and what it says then.

use std::fs;

use crate::world::{Run, World};

#[test]
fn an_unknown_api_is_a_slip_of_the_pen() {
    for command in ["gen", "check"] {
        World::new()
            .run(&[command, "bodga"])
            .code(2)
            .complains(&["there is no API `bodga` in specs; did you mean `bodega`?", "next: name one of: bodega"]);
    }
}

#[test]
fn a_slip_on_the_command_line_is_told_in_the_document_too() {
    let world = World::new();
    for arguments in [
        &["gen", "--format", "json", "--bogus"][..],
        &["gen", "--format=json", "--bogus"],
        &["check", "--bogus", "--format", "json"],
    ] {
        let run =
            world.run(arguments).code(2).complains(&["unexpected argument '--bogus' found", "Usage: cargo xtask"]);
        let document = run.json();
        assert_eq!(document["findings"], serde_json::json!([]));
        assert_eq!(document["trouble"]["message"], "unexpected argument '--bogus' found");
        assert!(document["trouble"]["next"].is_string(), "{document}");
    }
    let document = world.run(&["gen", "--format", "json", "--chekc"]).code(2).json();
    assert_eq!(document["trouble"]["next"], "a similar argument exists: '--check'");
    for arguments in
        [&["gen", "--bogus"][..], &["gen", "--format", "jsno"], &["gen", "--bogus", "--", "--format", "json"]]
    {
        assert_eq!(world.run(arguments).code(2).stdout, "");
    }
    let help = world.run(&["gen", "--format", "json", "--help"]).code(0);
    assert!(help.stdout.contains("Usage: cargo xtask gen"), "{}", help.stdout);
}

#[test]
fn a_file_that_is_not_utf8_is_a_finding_at_its_first_bad_byte() {
    let world = World::new();
    world.write("specs/bodega/api.yaml", b"api: bodega\ntitle: Espa\xf1a\n");
    world.run(&["check"]).code(1).complains(&["not-utf8", "specs/bodega/api.yaml", "save the file as UTF-8"]);
    let document = world.run(&["gen", "--format", "json"]).code(1).json();
    let label = &document["findings"][0]["labels"][0];
    assert_eq!((&label["line"], &label["column"]), (&2.into(), &12.into()));
}

#[test]
fn without_specs_it_says_how_to_start() {
    let world = World::new();
    fs::remove_dir_all(world.path("specs")).unwrap();
    world.run(&["gen"]).code(2).complains(&["there is no folder", "specs", "next: make it"]);
    world.run(&["check", "--specs", "nowhere"]).code(2).complains(&["there is no folder nowhere"]);
}

#[test]
fn an_empty_folder_says_what_belongs_into_it() {
    let world = World::new();
    fs::create_dir(world.path("specs/almacen")).unwrap();
    world.run(&["check"]).code(2).complains(&["specs/almacen has no .yaml file in it", "next: write its api.yaml"]);
    fs::create_dir(world.path("empty")).unwrap();
    let run = world.run(&["check", "--specs", "empty", "--format", "json"]).code(2);
    assert_eq!(run.json()["findings"][0]["code"], "empty-folder");
    run.complains(&["empty has no folder of an API in it"]);
}

#[test]
fn a_spec_that_would_be_passed_over_in_silence_is_told() {
    let world = World::new();
    world.write("specs/bodega/extra.yml", "");
    world.run(&["check"]).code(2).complains(&["extra.yml would not be read", "next: rename it"]);
    let world = World::new();
    world.write("specs/extra.yaml", "");
    world.run(&["check"]).code(2).complains(&["specs/extra.yaml belongs to no API", "next: move it"]);
    let world = World::new();
    world.write("specs/bodega/more/deep/extra.yaml", "");
    world.run(&["check"]).code(2).complains(&[
        "specs/bodega/more/deep/extra.yaml would not be read",
        "next: move it into",
        "specs/bodega: only",
    ]);
    let world = World::new();
    world.write("specs/bodega/notes/page.txt", "");
    world.write("specs/bodega/.productos.yaml.swp", b"\xff");
    world.write("specs/bodega/page.txt", b"\xff");
    world.run(&["check"]).code(0);
}

#[test]
fn what_cannot_be_read_is_named_with_the_cause() {
    let world = World::new();
    fs::remove_file(world.path("specs/bodega/api.yaml")).unwrap();
    fs::create_dir(world.path("specs/bodega/api.yaml")).unwrap();
    world.run(&["check"]).code(2).complains(&["specs/bodega/api.yaml is a folder", "next: "]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_no_spec_and_nobody_waits_for_it() {
    let world = World::new();
    let made = std::process::Command::new("mkfifo").arg(world.path("specs/bodega/endless.yaml")).status().unwrap();
    assert!(made.success());
    world.run(&["check"]).code(2).complains(&["specs/bodega/endless.yaml is neither a file nor a folder", "next: "]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_read_is_named_with_the_cause() {
    use std::os::unix::fs::PermissionsExt as _;

    let world = World::new();
    let folder = world.path("specs/bodega");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o000)).unwrap();
    let is_stopped = fs::read_dir(&folder).is_err();
    let run = world.run(&["check"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    if is_stopped {
        run.code(2).complains(&["cannot read the folder", "specs/bodega: Permission denied", "next: "]);
    } else {
        // Permissions do not stop this user; a folder that is none does.
        fs::remove_dir_all(world.path("specs")).unwrap();
        world.write("specs", "");
        world.run(&["check"]).code(2).complains(&["there is no folder", "specs", "next: "]);
    }
}

#[test]
fn outside_a_workspace_it_says_where_to_go() {
    let elsewhere = tempfile::TempDir::new().unwrap();
    let world = World::new();
    let run = Run::of(world.command(&["gen"]).current_dir(elsewhere.path())).code(2);
    run.complains(&["has a Cargo.toml with a specs folder beside it", "next: run the command in the workspace"]);
    let root = world.path(".");
    Run::of(world.command(&["--root", root.to_str().unwrap(), "check"]).current_dir(elsewhere.path())).code(0);
}
