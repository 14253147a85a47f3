//! Names that a page may well have and that Rust, the runtime or the generated code have too: such a spec is refused with a
//! reason, or what it becomes compiles and can be called.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod places;
mod taken;

use std::collections::BTreeSet;

use ficha_codegen::diagnostic::Code;
use ficha_tests::scratch::Scratch;
use places::{METHOD_PLACES, Place, TYPE_PLACES};
use taken::{KNOWN_TO_RUST, METHODS, import_surface, runtime_methods};

/// Which of these names are refused in this place. Refused means: told as a name, not as anything else.
fn refused<'n>(place: &Place, names: &'n BTreeSet<String>) -> BTreeSet<&'n str> {
    let is_refused = |name: &&str| match ficha_codegen::check(&place.sources(&[name])) {
        Ok(_) => false,
        Err(findings) => {
            let is_of_a_name = |code| matches!(code, Code::NameCollision | Code::BadName | Code::WrongFolder);
            assert!(findings.iter().all(|found| is_of_a_name(found.code)), "{}", findings.render(false));
            true
        }
    };
    names.iter().map(String::as_str).filter(is_refused).collect()
}

/// Code that calls what these names became in this place.
fn calls(module: &str, what: &str, names: &[&str]) -> String {
    let chain = |names: &[&str]| names.iter().map(|name| format!("        .{name}(\"x\")\n")).collect::<String>();
    let each = |before: &str, after: &str| {
        names.iter().map(|name| format!("    let _ = {before}{name}(){after};\n")).collect::<String>()
    };
    let body = match what {
        "required_row" | "optional_row" => {
            format!("    drop({module}::Thing::builder()\n{}        .zz(1)\n        .build());\n", chain(names))
        }
        "query_parameter" => format!(
            "    let body = {module}::Thing::builder().a(\"x\").build_unchecked();\n    drop(client.things().put(body)\n{});\n",
            chain(names)
        ),
        "credential" => {
            format!("    drop({module}::Client::builder()\n{}        .other(\"x\")\n        .build());\n", chain(names))
        }
        "operation" => each("client.things().", ".q(\"x\")"),
        "resource" => each("client.", ""),
        _ => String::new(),
    };
    format!(
        "\n/// Calls everything.\npub fn {module}_calls(client: &{module}::Client) {{\n    let _ = client;\n{body}}}\n"
    )
}

/// Generates what is not refused: as one spec, or as one for each API. Returns what is refused.
fn generate(
    scratch: &mut Scratch,
    code: &mut String,
    kind: &str,
    places: &[Place],
    names: &BTreeSet<String>,
) -> String {
    let mut told = String::new();
    for place in places {
        let refused = refused(place, names);
        let accepted: Vec<&str> = names.iter().map(String::as_str).filter(|name| !refused.contains(name)).collect();
        let at_once = match place.what {
            "api" => 1,
            // More than anybody has, and as many as a builder can count.
            "credential" => 32,
            _ => accepted.len(),
        };
        let sets = accepted.chunks(at_once);
        for (n, set) in sets.enumerate() {
            let module = format!("{kind}_{}_{n}", place.what);
            scratch.generate(&module, &place.sources(set));
            if kind == "method" {
                *code += &calls(&module, place.what, set);
            }
        }
        let refused: Vec<&str> = refused.into_iter().collect();
        told += &format!("{kind} {}: {}\n", place.what, refused.join(" "));
    }
    told
}

#[test]
fn a_name_that_something_else_has_is_refused_or_compiles() {
    let dependency = Scratch::dependency("ficha-runtime", "generated-client/runtime", &[]);
    let mut scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "names", &dependency);
    let owned = |names: &str| names.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let mut types = owned(KNOWN_TO_RUST);
    types.extend(import_surface().into_iter().filter(|name| name.starts_with(char::is_uppercase)));
    let mut methods = owned(METHODS);
    methods.extend(runtime_methods());
    let mut code = String::new();
    let refused = generate(&mut scratch, &mut code, "type", TYPE_PLACES, &types)
        + &generate(&mut scratch, &mut code, "method", METHOD_PLACES, &methods);
    scratch.front(&code);
    scratch.compiles();
    insta::assert_snapshot!("refused", refused);
}
