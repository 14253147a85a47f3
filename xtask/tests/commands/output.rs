//! Colors, broken pipes and help.

use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::world::{Run, World};

const ESCAPE: char = '\u{1b}';

fn contradictory() -> World {
    let world = World::new();
    world.edit("specs/bodega/productos.yaml", ", erratum: price_has_cents", "");
    world
}

#[track_caller]
fn is_colored(command: &mut Command) -> bool {
    Run::of(command).code(1).stderr.contains(ESCAPE)
}

#[test]
fn there_are_colors_only_where_they_are_wanted() {
    let world = contradictory();
    assert!(!is_colored(&mut world.command(&["check"])), "no terminal");
    assert!(is_colored(&mut world.command(&["check", "--color", "always"])));
    assert!(is_colored(world.command(&["check"]).env("CLICOLOR_FORCE", "1")));
    assert!(!is_colored(world.command(&["check", "--color", "never"]).env("CLICOLOR_FORCE", "1")));
    assert!(!is_colored(world.command(&["check"]).env("NO_COLOR", "1")));
    assert!(is_colored(world.command(&["check", "--color", "always"]).env("NO_COLOR", "1")), "asked for by name");
}

#[test]
fn json_stands_alone_on_stdout() {
    let run = contradictory().run(&["check", "--format", "json", "--color", "always"]).code(1);
    assert_eq!(run.json()["findings"][0]["code"], "value-type");
    assert_eq!(run.stderr, "");
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let world = World::generated();
    for arguments in [&["explain"][..], &["gen"], &["gen", "--check", "--format", "json"], &["--help"]] {
        let mut child = world.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
        assert!(child.wait().unwrap().success(), "{arguments:?}: {stderr}");
        assert_eq!(stderr, "", "{arguments:?}");
    }
}

#[test]
fn help_has_examples_and_the_exit_codes() {
    let world = World::new();
    world.run(&["--help"]).code(0).says(&["cargo xtask gen --check", "cargo xtask check --against", "Exit code"]);
    world.run(&["gen", "--help"]).code(0).says(&["--check", "--specs", "--format", "Examples:"]);
    world.run(&["gem"]).code(2).complains(&["gen"]);
}
