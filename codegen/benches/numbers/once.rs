//! One generation in a process of its own, so that nothing is warm and the memory is that of one run. Who starts it, and
//! how often, is `generation`'s.

use std::fs;
use std::hint::black_box;

use ficha_codegen::diagnostic::Findings;
use ficha_codegen::source::Source;
use ficha_codegen::{Options, spec};

use crate::Outcome;
use crate::clock::{Spent, time};
use crate::figures::Figures;

/// The argument that makes the benchmark do only this.
pub(crate) const ARGUMENT: &str = "once";

/// Generates and prints the figures. The whole comes first, before anything is warm; then its phases, each by itself, and the
/// whole again: as warm as `unparse`, with which it is compared.
pub(crate) fn run(sources: &[Source]) -> Outcome {
    let mut figures = Figures::default();
    let (generated, whole) = time(|| ficha_codegen::generate(sources, &Options::default()));
    let generated = generated?;
    figures.set("memory", peak_memory());
    set(&mut figures, "whole", whole);

    let (_, parse) = time(|| black_box(spec::parse(sources, &mut Findings::new())).len());
    set(&mut figures, "parse", parse);
    let (apis, checked) = time(|| ficha_codegen::check(sources));
    set(&mut figures, "checked", checked);
    let operations =
        apis?.iter().flat_map(|api| &api.resources).map(|resource| resource.operations.len()).sum::<usize>();
    figures.set("operations", operations as f64);
    let (_, again) = time(|| black_box(ficha_codegen::generate(sources, &Options::default())).is_ok());
    set(&mut figures, "again", again);

    let files: Vec<_> = generated.client.iter().chain(&generated.conformance).collect();
    let items: Vec<syn::File> = files.iter().map(|file| syn::parse_file(&file.text)).collect::<Result<_, _>>()?;
    let (_, unparse) = time(|| items.iter().map(|file| black_box(prettyplease::unparse(file)).len()).sum::<usize>());
    set(&mut figures, "unparse", unparse);
    figures.set("source", generated.client.iter().map(|file| file.text.len()).sum::<usize>() as f64);
    figures.set("docs", generated.client.iter().flat_map(|file| file.text.lines()).map(docs).sum::<usize>() as f64);
    print!("{figures}");
    Ok(())
}

fn set(figures: &mut Figures, phase: &str, spent: Spent) {
    figures.set(&format!("{phase}.wall"), spent.wall);
    figures.set(&format!("{phase}.cpu"), spent.cpu);
}

/// The bytes of a line that are documentation, its end included.
fn docs(line: &str) -> usize {
    let line_of_docs = line.trim_start();
    if line_of_docs.starts_with("//") { line.len() + 1 } else { 0 }
}

/// The most that this process ever held, in bytes.
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
    kib.map_or(f64::NAN, |kib: f64| kib * 1024.0)
}
