//! What a call costs: the generated client with everything switched on, a hand-written client over `reqwest`, and a bare `hyper`
//! connection, against one server on the loopback, keep-alive. CPU time of the caller's thread per call, the best of several
//! rounds in which the three take turns; and how often each allocates.
//!
//! `cargo bench -p ficha-tests`

// A benchmark that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod callers;
mod server;

use std::hint::black_box;
use std::time::Duration;

use callers::{Caller, Ficha, Hyper, Reqwest, branch};
use nix::time::{ClockId, clock_gettime};
use server::{LIST, SMALL};

/// How often the callers take turns.
const ROUNDS: usize = 15;

fn main() {
    let address = server::start();
    println!("CPU per call in µs, beside hand-written `reqwest`, and allocations per call\n");
    println!("| answer | hand-written reqwest | ficha-client | bare hyper |\n|---|---|---|---|");
    for (name, path, calls) in [("small", SMALL, 1_000), ("1,000 branches", LIST, 20)] {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let callers: [Box<dyn Caller>; 3] = [
            Box::new(Reqwest::new(&address, path)),
            Box::new(Ficha::new(&address, path)),
            Box::new(runtime.block_on(Hyper::new(&address, path))),
        ];
        let mut best = [f64::INFINITY; 3];
        for _ in 0..ROUNDS {
            for (caller, best) in callers.iter().zip(&mut best) {
                *best = best.min(round(&runtime, &**caller, calls));
            }
        }
        let cells: Vec<String> = callers
            .iter()
            .zip(best)
            .map(|(caller, cost)| {
                let allocations = allocation_counter::measure(|| runtime.block_on(caller.call())).count_total;
                format!("{cost:.1} ({:.2}), {allocations}", cost / best[0])
            })
            .collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
    println!("\nvalidation of a body of {} fields: {:.0} ns", callers::FIELDS, validation() * 1_000.0);
}

/// The cost of one call in microseconds, from so many.
fn round(runtime: &tokio::runtime::Runtime, caller: &dyn Caller, calls: u32) -> f64 {
    let began = cpu();
    runtime.block_on(async {
        for _ in 0..calls {
            caller.call().await;
        }
    });
    (cpu() - began).as_secs_f64() * 1e6 / f64::from(calls)
}

/// What checking a body against the rules of its page costs, in microseconds: building it with the check, less building it.
fn validation() -> f64 {
    const BODIES: u32 = 100_000;
    let cost = |build: &dyn Fn()| {
        let began = cpu();
        (0..BODIES).for_each(|_| build());
        (cpu() - began).as_secs_f64() * 1e6 / f64::from(BODIES)
    };
    let best = |build: &dyn Fn()| (0..ROUNDS).map(|_| cost(build)).fold(f64::INFINITY, f64::min);
    best(&|| drop(black_box(branch!().build()))) - best(&|| drop(black_box(branch!().build_unchecked())))
}

/// The CPU time that this thread has used.
fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map(Duration::from).expect("a clock")
}
