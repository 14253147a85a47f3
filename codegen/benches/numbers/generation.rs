//! What a generation costs: time by phase, memory and size of the source, for the real specs and for made ones of three
//! sizes, beside the other generator.

use std::env;
use std::process::Command;

use crate::clock::time_command;
use crate::figures::Figures;
use crate::peer::Peer;
use crate::table::{Table, number};
use crate::{Outcome, once, specs};

/// The smallest and the largest size bound the growth.
const SIZES: [&str; 3] = ["100", "1000", "5000"];

const RUNS: usize = 9;
const RUNS_OF_PEER: usize = 3;

const MS: f64 = 1e3;
const US: f64 = 1e6;
const MIB: f64 = 1.0 / (1 << 20) as f64;

/// Measures and prints.
pub(crate) fn ask() -> Outcome {
    let ours = [specs::REAL].into_iter().chain(SIZES).map(|specs| Figures::median_of(RUNS, || generate(specs)));
    let ours: Vec<Figures> = ours.collect::<Outcome<_>>()?;
    let peer = Peer::build();
    let theirs =
        peer.iter().flat_map(|peer| SIZES.map(|size| Figures::median_of(RUNS_OF_PEER, || peer.generate(size))));
    let theirs: Vec<Figures> = theirs.collect::<Outcome<_>>()?;
    print_ours(&ours);
    if !theirs.is_empty() {
        print_theirs(&theirs, ours.get(1..).unwrap_or_default());
    }
    Ok(())
}

/// One generation, in a process of its own.
fn generate(specs: &str) -> Outcome<Figures> {
    let (printed, _) = time_command(Command::new(env::current_exe()?).args([once::ARGUMENT, specs]))?;
    let mut figures = Figures::read(&printed)?;
    let cpu = |phase: &str| figures.get(&format!("{phase}.cpu"));
    let (check, lower) = (cpu("checked") - cpu("parse"), cpu("again") - cpu("checked") - cpu("unparse"));
    let over_unparse = cpu("again") / cpu("unparse");
    let wall_over_unparse = figures.get("again.wall") / figures.get("unparse.wall");
    let per_operation = figures.get("whole.cpu") / figures.get("operations");
    for (name, value) in [
        ("check", check),
        ("lower", lower),
        ("over_unparse.cpu", over_unparse),
        ("over_unparse.wall", wall_over_unparse),
        ("per_operation", per_operation),
        ("source", figures.get("source") / figures.get("operations")),
        ("docs", figures.get("docs") / figures.get("operations")),
    ] {
        figures.set(name, value);
    }
    Ok(figures)
}

fn print_ours(ours: &[Figures]) {
    let heads = ["real specs", "100", "1,000", "5,000", "growth"];
    let mut table =
        Table::new(&format!("Generation by Ficha, by number of operations (medians of {RUNS} processes)"), heads);
    let mut row = |name: &str, figure: &str, unit: f64, digits: usize| {
        let cells = ours.iter().map(|figures| number(figures.get(figure) * unit, digits));
        let growth = if unit == MS { growth(ours.get(1..).unwrap_or_default(), figure) } else { f64::NAN };
        table.row(name, cells.chain(growth.is_finite().then(|| number(growth, 2))));
    };
    row("operations", "operations", 1.0, 0);
    row("whole, first in its process, wall, ms", "whole.wall", MS, 1);
    row("whole, first in its process, CPU, ms", "whole.cpu", MS, 1);
    row("whole, once more, wall, ms", "again.wall", MS, 1);
    row("whole, once more, CPU, ms", "again.cpu", MS, 1);
    row("  parse", "parse.cpu", MS, 1);
    row("  check", "check", MS, 1);
    row("  lower (what is left)", "lower", MS, 1);
    row("  emit (`prettyplease::unparse` alone)", "unparse.cpu", MS, 1);
    row("once more / `unparse` alone, CPU", "over_unparse.cpu", 1.0, 2);
    row("once more / `unparse` alone, wall", "over_unparse.wall", 1.0, 2);
    row("per operation, CPU, µs", "per_operation", US, 0);
    row("peak memory, MiB", "memory", MIB, 1);
    row("source per operation, bytes", "source", 1.0, 0);
    row("  of which documentation", "docs", 1.0, 0);
    table.print();
}

fn print_theirs(theirs: &[Figures], ours: &[Figures]) {
    let heads = ["100", "1,000", "5,000", "growth"];
    let mut table = Table::new(&format!("Generation by progenitor (medians of {RUNS_OF_PEER} processes)"), heads);
    let cells = |figure: &str, unit: f64, digits| {
        theirs.iter().map(|figures| number(figures.get(figure) * unit, digits)).collect::<Vec<_>>()
    };
    let ratio = |theirs_named: &str, ours_named: &str| {
        let pairs = ours.iter().zip(theirs);
        pairs.map(|(ours, theirs)| number(ours.get(ours_named) / theirs.get(theirs_named), 3)).collect::<Vec<_>>()
    };
    let with_growth = |figure: &str| cells(figure, MS, 1).into_iter().chain([number(growth(theirs, figure), 2)]);
    table.row("whole, wall, ms", with_growth("wall"));
    table.row("whole, CPU, ms", with_growth("cpu"));
    table.row("peak memory, MiB", cells("memory", MIB, 1));
    let per_operation = theirs
        .iter()
        .zip(SIZES)
        .map(|(figures, size)| number(figures.get("source") / size.parse().unwrap_or(f64::NAN), 0));
    table.row("source per operation, bytes", per_operation);
    table.row("Ficha / progenitor, wall", ratio("wall", "whole.wall"));
    table.row("Ficha / progenitor, CPU", ratio("cpu", "whole.cpu"));
    table.row("Ficha / progenitor, memory", ratio("memory", "memory"));
    table.print();
}

/// The power of the number of operations with which a figure grows; 1 is in proportion.
fn growth(sizes: &[Figures], figure: &str) -> f64 {
    let ([first, .., last], [small, .., large]) = (sizes, SIZES) else { return f64::NAN };
    let size = |text: &str| text.parse().unwrap_or(f64::NAN);
    (last.get(figure) / first.get(figure)).ln() / (size(large) / size(small)).ln()
}
