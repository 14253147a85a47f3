//! What Ficha costs, beside what another generator costs for the same shape. `cargo bench -p ficha-codegen` asks every
//! question; `-- generation`, `-- compilation` or `-- dependencies` only that one.

mod clock;
mod compilation;
mod dependencies;
mod figures;
mod generation;
mod once;
mod packages;
mod peer;
mod scratch;
mod specs;
mod synthetic;
mod table;

use std::env;
use std::error::Error;

/// What any step can fail with.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [once::ARGUMENT, specs] => once::run(&specs::of(specs)?),
        [] => [generation::ask, compilation::ask, dependencies::ask].into_iter().try_for_each(|ask| ask()),
        ["generation"] => generation::ask(),
        ["compilation"] => compilation::ask(),
        ["dependencies"] => dependencies::ask(),
        _ => Err("what can be asked for: generation, compilation, dependencies".into()),
    }
}
