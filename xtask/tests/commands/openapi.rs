//! The OpenAPI documents: on stdout or in a folder, and only of specs without findings.

use crate::world::World;

#[test]
fn one_document_goes_to_stdout() {
    let world = World::new();
    let before = world.files();
    let document = world.run(&["openapi"]).code(0).json();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document["info"]["title"], "Bodega");
    assert_eq!(document["paths"]["/productos"]["post"]["x-ficha-effect"], "create");
    let price = &document["components"]["schemas"]["NewProducto"]["properties"]["precio"];
    assert_eq!(price["type"], "number", "the erratum is applied");
    assert_eq!(price["x-ficha-errata"][0]["name"], "price_has_cents", "and told");
    assert!(before == world.files());
}

#[test]
fn several_documents_need_a_folder() {
    let world = World::new();
    world.add_api("almacen");
    world.run(&["openapi"]).code(2).complains(&["next: name one API, or say with `--out DIR`"]);
    world.run(&["openapi", "almacen"]).code(0).says(&["\"openapi\": \"3.1.0\""]);
    world.run(&["openapi", "--out", "documents"]).code(0).says(&["wrote documents/almacen.openapi.json"]);
    let written = world.read("documents/bodega.openapi.json");
    assert_eq!(written, world.run(&["openapi", "bodega"]).code(0).stdout);
}

#[test]
fn specs_with_findings_have_no_document() {
    let world = World::new();
    world.edit("specs/bodega/productos.yaml", "method: POST", "methd: POST");
    world.run(&["openapi", "--out", "documents"]).code(1).complains(&["did you mean `method`?"]);
    assert!(!world.exists("documents"));
}
