//! What `mock` says before anything is served. That the server works is shown by the tests of the client.

use crate::world::World;

#[test]
fn an_unknown_api_is_a_slip_of_the_pen() {
    let run = World::new().run(&["mock", "bodga"]).code(2);
    run.complains(&["there is no API `bodga`; did you mean `bodega`?"]);
}

#[test]
fn a_failure_needs_a_status_and_a_share() {
    for fail in ["503", "503:2", "200:0.1", "x:0.1", "503:x"] {
        let run = World::new().run(&["mock", "--fail", fail]).code(2);
        run.complains(&["a status and a share of the requests are wanted: 503:0.1"]);
    }
}
