//! What a call costs: the generated client with everything switched on, a hand-written client over `reqwest`, and a bare `hyper`
//! connection, against one server on the loopback, keep-alive. CPU time of the caller's thread per call, the median of several
//! rounds in which the three take turns, each in a process of its own, so that none works on a heap that another has left
//! behind; and how often each allocates.
//!
//! `cargo bench -p ficha-tests`

// A benchmark that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod callers;
mod server;

use std::hint::black_box;
use std::process::Command;
use std::time::Duration;

use callers::{Caller, Ficha, Hyper, Reqwest, branch};
use nix::time::{ClockId, clock_gettime};
use server::{LIST, SMALL};

/// How often the callers take turns.
const ROUNDS: usize = 15;

/// The callers, by their names in the table. The others are compared with the first one.
const CALLERS: [&str; 3] = ["hand-written reqwest", "ficha-client", "bare hyper"];

/// The answers: a name, a path, and how many calls are measured at a time.
const ANSWERS: [(&str, &str, u32); 2] = [("small", SMALL, 4_000), ("1,000 branches", LIST, 100)];

/// Set for a process that is one caller: which one, and for which answer.
const ROLE: &str = "FICHA_BENCH_ROLE";

fn main() {
    match std::env::var(ROLE) {
        Ok(role) => be(&role),
        Err(_) => compare(),
    }
}

/// Lets the callers take turns and prints the table.
fn compare() {
    println!("CPU per call in µs, beside hand-written `reqwest`, and allocations per call\n");
    println!("| answer | {} |\n|---|---|---|---|", CALLERS.join(" | "));
    for (answer, (name, ..)) in ANSWERS.iter().enumerate() {
        let mut costs = CALLERS.map(|_| Vec::new());
        let mut allocations = CALLERS.map(|_| 0);
        for _ in 0..ROUNDS {
            for caller in 0..CALLERS.len() {
                let (cost, allocated) = measured(caller, answer);
                costs[caller].push(cost);
                allocations[caller] = allocated;
            }
        }
        let costs = costs.map(median);
        let cells =
            costs.iter().zip(allocations).map(|(cost, count)| format!("{cost:.1} ({:.2}), {count}", cost / costs[0]));
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    println!("\nvalidation of a body of {} fields: {:.0} ns", callers::FIELDS, validation() * 1_000.0);
}

/// What one caller's calls cost in a process of its own, in microseconds, and how often each allocates.
fn measured(caller: usize, answer: usize) -> (f64, u64) {
    let program = std::env::current_exe().expect("a program");
    let output = Command::new(program).env(ROLE, format!("{caller} {answer}")).output().expect("a process");
    let said = String::from_utf8(output.stdout).expect("a text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (cost, count) = said.trim().split_once(' ').expect("two numbers");
    (cost.parse().expect("a cost"), count.parse().expect("a count"))
}

/// One caller: makes its calls and prints what they cost.
fn be(role: &str) {
    let (caller, answer) = role.split_once(' ').expect("a role");
    let (_, path, calls) = ANSWERS[answer.parse::<usize>().expect("an answer")];
    let address = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let caller: Box<dyn Caller> = match CALLERS[caller.parse::<usize>().expect("a caller")] {
        "ficha-client" => Box::new(Ficha::new(&address, path)),
        "bare hyper" => Box::new(runtime.block_on(Hyper::new(&address, path))),
        _ => Box::new(Reqwest::new(&address, path)),
    };
    let costs = (0..3).map(|_| round(&runtime, &*caller, calls)).collect();
    let allocations = allocation_counter::measure(|| runtime.block_on(caller.call())).count_total;
    println!("{} {allocations}", median(costs));
}

fn median(mut costs: Vec<f64>) -> f64 {
    costs.sort_by(f64::total_cmp);
    costs[costs.len() / 2]
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
