//! How many packages a consumer gets into their lock file with one API and TLS left to them.

use std::collections::BTreeSet;
use std::path::Path;

use crate::peer::Peer;
use crate::table::Table;
use crate::{Outcome, clock, compilation, scratch};

/// Counts and prints.
pub(crate) fn ask() -> Outcome {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml");
    let one_api = ["-p", "ficha-client", "--no-default-features", "--features", "serpi"];
    let mut table = Table::new("Packages that a consumer builds, the client itself included", ["packages"]);
    table.row("ficha-client, one API, TLS off", [count(&ours, &one_api)?.to_string()]);
    if let Some(peer) = Peer::build() {
        let theirs = compilation::their_workspace(&peer)?;
        table.row("progenitor's client, TLS off", [count(&theirs, &["-p", "client"])?.to_string()]);
    }
    table.print();
    Ok(())
}

fn count(manifest: &Path, package: &[&str]) -> Outcome<usize> {
    let mut tree = scratch::cargo("tree", manifest);
    let (printed, _) =
        clock::time_command(tree.args(package).args(["-e", "normal", "--prefix", "none", "--no-dedupe"]))?;
    Ok(printed.lines().filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len())
}
