//! What `check` tells about specs.

use crate::world::World;

#[test]
fn it_writes_nothing_whatever_it_finds() {
    let world = World::new();
    let before = world.files();
    world.run(&["check"]).code(0).says(&["1 API", "no findings"]);
    assert_eq!(world.run(&["check", "--format", "json"]).code(0).json()["findings"], serde_json::json!([]));
    assert!(before == world.files());
}

#[test]
fn all_findings_come_at_once_with_their_places() {
    let world = World::new();
    world.edit("specs/bodega/api.yaml", "title:", "titel:");
    world.edit("specs/bodega/productos.yaml", "effect: create", "effect: creat");
    let run = world.run(&["check"]).code(1);
    run.complains(&[
        "unknown-key",
        "titel",
        "specs/bodega/api.yaml",
        "creat",
        "specs/bodega/productos.yaml",
        "cargo xtask explain",
    ]);
}

#[test]
fn naming_an_api_checks_only_that_one() {
    let world = World::new();
    world.add_api("almacen");
    world.edit("specs/bodega/api.yaml", "title:", "titel:");
    world.run(&["check", "almacen"]).code(0);
    world.run(&["check", "bodega"]).code(1);
}
