//! The JSON Schema of the spec language: written from the code, never over somebody's work.

use std::fs;

use crate::world::{SCHEMAS, World};

#[test]
fn it_is_written_only_where_it_differs() {
    let world = World::new();
    world.edit(SCHEMAS[0], "\"definitions\"", "\"gone\"");
    fs::remove_file(world.path(SCHEMAS[1])).unwrap();
    world.run(&["schema"]).code(0).says(&["wrote specs/api.schema.json", "wrote specs/resource.schema.json"]);
    let before = world.files();
    world.run(&["schema"]).code(0).says(&["specs/api.schema.json is what the code says"]);
    assert!(before == world.files());
}

#[test]
fn one_that_the_code_has_left_behind_is_stale() {
    let world = World::generated();
    world.edit(SCHEMAS[1], "The HTTP method.", "Something that the code does not say.");
    world.run(&["gen", "--check"]).code(1).says(&["stale      specs/resource.schema.json"]);
    world.run(&["gen", "--check", "bodega"]).code(0);
    world.run(&["gen"]).code(0).says(&["wrote      specs/resource.schema.json"]);
    world.run(&["gen", "--check"]).code(0);
}

#[test]
fn a_file_of_that_name_that_somebody_wrote_stays() {
    let world = World::generated();
    world.write(SCHEMAS[0], "{ \"type\": \"object\" }\n");
    for command in ["schema", "gen"] {
        world.run(&[command]).code(2).complains(&["specs/api.schema.json is a file that is not generated"]);
        assert_eq!(world.read(SCHEMAS[0]), "{ \"type\": \"object\" }\n");
    }
}

#[test]
fn it_lies_beside_the_folders_of_the_apis_and_is_none() {
    let world = World::generated();
    world.run(&["check"]).code(0).says(&["1 API, no findings"]);
}
