//! The build script in the documentation of `ficha-codegen`, in a project that has nothing but it and a page's spec.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use std::fs;

use ficha_tests::scratch::Scratch;
use ficha_tests::specs::project;

/// Calls the API of the worked example as the page on writing specs does.
const MAIN: &str = r#"//! Written by a test.
#![deny(warnings)]

include!(concat!(env!("OUT_DIR"), "/clients.rs"));

use bodega::{Client, NewProducto};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bodega = Client::builder().key("k").build()?;
    let screw = NewProducto::builder().codigo("A-1").nombre("Tornillo").precio(5.50).build()?;
    println!("{:?}", bodega.productos().create(screw).to_request()?);
    Ok(())
}
"#;

fn read(path: &str) -> String {
    fs::read_to_string(project().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn scratch() -> Scratch {
    let dependencies = Scratch::dependency("ficha-runtime", "generated-client/runtime", &[])
        + "\n[build-dependencies]\n"
        + &Scratch::dependency("ficha-codegen", "codegen", &[]);
    let scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "build_script", &dependencies);
    scratch.write("build.rs", &read("codegen/examples/build_script.rs"));
    scratch.write("src/main.rs", MAIN);
    scratch
}

/// The files of the worked example, by name.
fn worked_example() -> Vec<(String, String)> {
    let page = read("specs/README.md");
    let blocks = page.split("```yaml\n# ").skip(1).filter_map(|after| after.split_once("```"));
    let files = blocks.filter_map(|(block, _)| block.split_once('\n'));
    let files: Vec<_> = files.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    files
}

#[test]
fn a_build_script_makes_clients() {
    let scratch = scratch();
    for (name, text) in worked_example() {
        scratch.write(&name, &text);
    }
    scratch.compiles();

    let (name, text) = worked_example().remove(1);
    scratch.write(&name, &text.replace("type: string, length: 20", "type: strin, length: 20"));
    let outcome = scratch.cargo(&["check"]);
    let says = ["error[unknown-type]", "--> specs/bodega/productos.yaml:", "did you mean `string`?"];
    assert!(!outcome.success && says.iter().all(|text| outcome.said.contains(text)), "{}", outcome.said);
}
