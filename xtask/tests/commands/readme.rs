//! What specs/README.md tells a transcriber, tried out.

use crate::world::{World, example};

#[test]
fn the_worked_example_has_no_findings() {
    assert_eq!(example().len(), 2);
    World::new().run(&["check", "bodega"]).code(0);
}

#[test]
fn without_its_erratum_the_page_contradicts_itself_as_the_text_says() {
    let world = World::new();
    let text = world.read("specs/bodega/productos.yaml");
    let lines: Vec<_> = text.lines().collect();
    let (kept, last_four) = lines.split_at(lines.len() - 4);
    assert_eq!(last_four[0], "errata:");
    world.write("specs/bodega/productos.yaml", kept.join("\n").replace(", erratum: price_has_cents", ""));
    let document = world.run(&["check", "--format", "json"]).code(1).json();
    let findings = document["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{document:#}");
    assert_eq!(findings[0]["code"], "value-type");
    assert!(findings[0]["labels"].as_array().unwrap().len() >= 2, "both claims are shown: {document:#}");
}
