//! What `check --against` tells about specs whose pages are kept as text.

use std::fs;

use crate::world::{Run, World, page};

/// The worked example, with its page kept in `pages/`.
fn with_page() -> World {
    let world = World::new();
    world.write("pages/productos.txt", page());
    let kept = "copy: productos.txt, words: { string: String, int: Integer, required: SI, optional: \"NO\" }, read_on";
    world.edit("specs/bodega/api.yaml", "read_on", kept);
    world
}

fn check(world: &World) -> Run {
    world.run(&["check", "--against", "pages"])
}

#[test]
fn a_spec_that_says_what_its_page_says_has_no_findings() {
    let run = check(&with_page()).code(0);
    assert!(!run.stdout.contains("not looked up"), "{}", run.stdout);
    let claims = run.stdout.split(" claims looked up").next().unwrap().parse::<usize>();
    assert!(claims.is_ok_and(|claims| claims >= 8), "four rows, an id, three samples: {}", run.stdout);
}

#[test]
fn what_is_no_longer_on_the_page_is_told_with_the_nearest_text() {
    let world = with_page();
    world.edit("pages/productos.txt", "| nombre | String | 50 |", "| nombre | String | 60 |");
    check(&world).code(1).complains(&["page-row-gone", "nombre", "specs/bodega/productos.yaml", "60"]);

    let world = with_page();
    world.edit("pages/productos.txt", "codigo repetido", "codigo duplicado");
    check(&world).code(1).complains(&["page-sample-gone", "line 9 of productos.txt: duplicado"]);
}

#[test]
fn findings_of_the_specs_come_along() {
    let world = with_page();
    world.edit("pages/productos.txt", "codigo repetido", "codigo duplicado");
    world.edit("specs/bodega/productos.yaml", ", erratum: price_has_cents", "");
    check(&world).code(1).complains(&["page-sample-gone", "value-type"]);
}

#[test]
fn a_source_without_a_kept_page_is_listed_and_no_finding() {
    let world = World::new();
    world.write("pages/other.txt", "something else");
    check(&world).code(0).says(&["0 claims looked up", "not looked up", "`productos` (Productos)"]);
    let document = world.run(&["check", "--against", "pages", "--format", "json"]).code(0).json();
    assert_eq!(document["compared"], 0);
    assert_eq!(document["not_compared"][0]["source"], "productos");
}

#[test]
fn a_page_that_is_not_there_is_a_finding_at_the_source() {
    let world = with_page();
    fs::rename(world.path("pages/productos.txt"), world.path("pages/producto.txt")).unwrap();
    check(&world).code(1).complains(&["page-missing", "specs/bodega/api.yaml", "did you mean `producto.txt`?"]);
}

#[test]
fn pages_that_cannot_be_read_are_named_with_the_cause() {
    let world = World::new();
    check(&world).code(2).complains(&["cannot read the folder pages: No such file or directory", "next: "]);
    fs::create_dir(world.path("pages")).unwrap();
    check(&world).code(2).complains(&["pages has no page in it", "next: "]);
    world.write("pages/productos.txt", b"Espa\xf1a");
    check(&world).code(2).complains(&["productos.txt is not UTF-8", "next: save it as UTF-8"]);
}
