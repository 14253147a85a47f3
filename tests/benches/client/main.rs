//! What a call costs: the generated client with everything switched on, a hand-written client over `reqwest`, and a bare `hyper`
//! connection, against one server each on the loopback, keep-alive: CPU time of the caller's thread per call, and how often it
//! allocates.
//!
//! Each caller is a process of its own, so that none works on a heap that another has left behind. All share one core with
//! their servers: whether two of them do or not, which otherwise is the system's mood, makes more of a difference than all else.
//! The callers take short turns, in changing order, and each turn is compared with that of the first caller right beside it: a
//! machine that is now fast and now slow is so for all of them. What is printed is the median of all turns of several sets of
//! processes, which differ in how their memory happens to lie.
//!
//! `cargo bench -p ficha-tests`

// A benchmark that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

mod callers;
mod server;

use std::hint::black_box;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use callers::{Caller, Ficha, Hyper, Reqwest, branch};
use nix::time::{ClockId, clock_gettime};
use server::{LIST, SMALL};

/// How many sets of processes there are, one after the other.
const SETS: usize = 30;

/// How often the callers of a set take turns.
const TURNS: usize = 9;

/// The callers, by their names in the table. The others are compared with the first one.
const CALLERS: [&str; 3] = ["hand-written reqwest", "ficha-client", "bare hyper"];

/// The answers: a name, a path, and how many calls a turn has.
const ANSWERS: [(&str, &str, u32); 2] = [("small", SMALL, 400), ("1,000 branches", LIST, 20)];

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
    stay_on_one_core();
    println!("CPU per call in µs, beside hand-written `reqwest`, and allocations per call\n");
    println!("| answer | {} |\n|---|---|---|---|", CALLERS.join(" | "));
    for (answer, (name, ..)) in ANSWERS.iter().enumerate() {
        let mut costs = CALLERS.map(|_| Vec::new());
        let mut allocations = CALLERS.map(|_| 0);
        for _ in 0..SETS {
            let mut callers: Vec<_> = (0..CALLERS.len()).map(|caller| Process::start(caller, answer)).collect();
            allocations = std::array::from_fn(|caller| callers[caller].allocations);
            for turn in 0..TURNS {
                for caller in (0..CALLERS.len()).map(|place| (turn + place) % CALLERS.len()) {
                    costs[caller].push(callers[caller].turn());
                }
            }
        }
        let ratios = costs.each_ref().map(|own| own.iter().zip(&costs[0]).map(|(own, first)| own / first).collect());
        let cells = costs.map(median).into_iter().zip(ratios.map(median)).zip(allocations);
        let cells = cells.map(|((cost, ratio), count)| format!("{cost:.1} ({ratio:.2}), {count}"));
        println!("| {name} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    println!("\nvalidation of a body of {} fields: {:.0} ns", callers::FIELDS, validation() * 1_000.0);
}

/// A caller at work in a process of its own.
struct Process {
    child: Child,
    asked: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
    /// How often a call allocates.
    allocations: u64,
}

impl Process {
    fn start(caller: usize, answer: usize) -> Process {
        let mut command = Command::new(std::env::current_exe().expect("a program"));
        let command = command.env(ROLE, format!("{caller} {answer}")).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("a process");
        let asked = child.stdin.take().expect("somebody who listens");
        let said = BufReader::new(child.stdout.take().expect("somebody who tells")).lines();
        let mut process = Process { child, asked, said, allocations: 0 };
        process.allocations = process.told().parse().expect("a count");
        process
    }

    /// What a call cost in one turn, in microseconds.
    fn turn(&mut self) -> f64 {
        writeln!(self.asked).expect("somebody who listens");
        self.told().parse().expect("a cost")
    }

    fn told(&mut self) -> String {
        self.said.next().expect("a process at work").expect("a text")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One caller: tells how often a call allocates, and then, for each line it is given, what a call cost in a turn.
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
    turn(&runtime, &*caller, calls);
    println!("{}", allocation_counter::measure(|| runtime.block_on(caller.call())).count_total);
    for _ in std::io::stdin().lines() {
        println!("{}", turn(&runtime, &*caller, calls));
    }
}

/// Keeps this process where it is now, with all the processes and threads that it is going to have.
fn stay_on_one_core() {
    #[cfg(target_os = "linux")]
    {
        use nix::sched::{CpuSet, sched_getcpu, sched_setaffinity};
        let mut here = CpuSet::new();
        here.set(sched_getcpu().expect("a core")).expect("one of few");
        sched_setaffinity(nix::unistd::Pid::from_raw(0), &here).expect("leave to stay");
    }
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// What one call costs in microseconds, from so many.
fn turn(runtime: &tokio::runtime::Runtime, caller: &dyn Caller, calls: u32) -> f64 {
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
    let best = |build: &dyn Fn()| (0..TURNS).map(|_| cost(build)).fold(f64::INFINITY, f64::min);
    best(&|| drop(black_box(branch!().build()))) - best(&|| drop(black_box(branch!().build_unchecked())))
}

/// The CPU time that this thread has used.
fn cpu() -> Duration {
    clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).map(Duration::from).expect("a clock")
}
