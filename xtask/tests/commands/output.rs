//! Colors, broken pipes and help.

use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};

use ficha_codegen::diagnostic::is_hidden;

use crate::world::{GENERATED, Run, World};

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
fn json_is_one_document_whatever_stops_the_command() {
    type Stopped = (&'static str, &'static str, fn(&World));
    let stopped: [Stopped; 5] = [
        ("check", "specs/extra.yaml belongs to no API", |world| world.write("specs/extra.yaml", "")),
        ("check", "extra.yml would not be read", |world| world.write("specs/bodega/extra.yml", "")),
        ("gen", "there is no folder", |world| fs::remove_dir_all(world.path("specs")).unwrap()),
        ("gen", "nothing was written", |world| world.write(GENERATED[0], "by hand")),
        ("gen", "lib.rs is not Rust", |world| world.write("generated-client/src/lib.rs", "pub mod")),
    ];
    for (command, message, stop) in stopped {
        let world = World::new();
        stop(&world);
        let document = world.run(&[command, "--format", "json"]).code(2).complains(&[message, "error: "]).json();
        let told = document["trouble"]["message"].as_str().unwrap_or_default();
        assert!(told.contains(message), "{document:#}");
        assert!(document["findings"].is_array() && document["trouble"]["next"].is_string(), "{document:#}");
    }
    let document = World::new().run(&["check", "bodga", "--format", "json"]).code(2).json();
    assert_eq!(document["trouble"]["next"], "name one of: bodega");
}

/// Clears the screen, in two ways, and turns the rest of the line around, in three.
const DRIVING: &str = "\u{1b}[2J\u{9b}2J\u{202e}\u{61c}\u{e0041}";

#[track_caller]
fn shows_nothing_hidden(run: &Run, colors: &[&str]) {
    for stream in [&run.stdout, &run.stderr] {
        let plain = colors.iter().fold(stream.clone(), |text, color| text.replace(color, ""));
        assert!(!plain.chars().any(|c| c != '\n' && is_hidden(c)), "{plain:?}");
    }
}

#[test]
fn no_spec_drives_a_terminal() {
    let world = World::new();
    world.write("pages/other.txt", "something else");
    let title = DRIVING.replace('\u{1b}', "\\e").replace('\u{9b}', "\\x9b");
    world.edit("specs/bodega/api.yaml", "title: Productos", &format!("title: \"{title}Productos\""));
    let against = ["check", "--against", "pages", "--color", "always"];
    let run = world.run(&against).code(0).says(&["\\u{1b}[2J\\u{9b}2J\\u{202e}\\u{61c}\\u{e0041}Productos"]);
    shows_nothing_hidden(&run, &[]);
    let run = world.run(&[&against[..], &["--format", "json"]].concat()).code(0);
    shows_nothing_hidden(&run, &[]);
    assert_eq!(run.json()["not_compared"][0]["title"], format!("{DRIVING}Productos"));
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_drives_a_terminal() {
    let world = World::new();
    world.write(&format!("specs/{DRIVING}.yaml"), "");
    let run = world.run(&["check", "--color", "always"]).code(2).complains(&["\\u{1b}[2J\\u{9b}2J\\u{202e}"]);
    shows_nothing_hidden(&run, &["\u{1b}[1;31m", "\u{1b}[0m"]);
    let run = world.run(&["check", "--format", "json", "--color", "always"]).code(2);
    let told = run.json()["trouble"]["message"].as_str().unwrap().to_owned();
    assert!(told.contains(DRIVING), "{told:?}");
    shows_nothing_hidden(&run, &["\u{1b}[1;31m", "\u{1b}[0m"]);
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
