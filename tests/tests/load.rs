//! Ten thousand calls from 64 tasks against a vendor that misbehaves in one request of twenty: every call has an outcome that
//! agrees with the vendor's ledger, nothing is created twice, calls with one token take turns, and memory does not grow.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ficha_client::serpi::{Client, NewSucursal};
use ficha_client::{Begun, Cause, Ended, Hook, HttpRequest, Retry, Stage};
use ficha_tests::ledger::Ledger;
use ficha_tests::vendor::Vendor;

const TASKS: usize = 64;
const CALLS: usize = 10_000;

/// How much the process may grow between the first quarter of the calls and the end, in KiB.
const MOST_GROWTH: usize = 8 * 1024;

/// Counts the attempts, and how many are under way at once.
#[derive(Clone, Default)]
struct Counter {
    left: Arc<AtomicUsize>,
    within: Arc<AtomicUsize>,
    most_within: Arc<AtomicUsize>,
}

impl Hook for Counter {
    fn before(&self, _: &Begun, _: &mut HttpRequest) -> Result<(), Cause> {
        let within = self.within.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_within.fetch_max(within, Ordering::SeqCst);
        Ok(())
    }

    fn after(&self, attempt: &Ended) {
        self.within.fetch_sub(1, Ordering::SeqCst);
        if attempt.stage != Some(Stage::NotSent) {
            self.left.fetch_add(1, Ordering::SeqCst);
        }
    }
}

fn client(ledger: &Ledger, counter: &Counter) -> Client {
    let builder = Client::builder()
        .base_url(ledger.base_url())
        .http_client(Vendor::http_client())
        .hook(counter.clone())
        .timeout(Duration::from_secs(120))
        .read_timeout(Duration::from_millis(100))
        .retry(Retry::default().attempts(4).pauses(Duration::from_millis(1), Duration::from_millis(4)));
    builder.secret_key("a secret key").token("the token of the load run").build().expect("a client")
}

fn branch(code: usize) -> NewSucursal {
    NewSucursal::builder()
        .id_tercero(1804)
        .nit_tercero("900985549")
        .codigo(code.to_string())
        .descripcion("PRUEBA")
        .direccion("cra 22 #4-44")
        .id_ciudad(5001)
        .codigo_ciudad("05001")
        .id_departamento(5)
        .codigo_departamento("05")
        .id_pais(1)
        .codigo_pais("57")
        .id_vendedor(3418)
        .es_direccion_cobro(false)
        .es_direccion_despacho(false)
        .build()
        .expect("a valid body")
}

/// The outcome of one call: the code that it was to create, where it was to create one, and the stage of its error.
type Outcome = (Option<usize>, Option<Stage>);

async fn call(client: &Client, number: usize) -> Outcome {
    let sucursales = client.sucursales();
    let (code, result) = match number % 2 {
        0 => (Some(number), sucursales.create(branch(number)).send().await.map(drop)),
        _ => (None, sucursales.list().limite(50).send().await.map(drop)),
    };
    (code, result.err().map(|error| error.stage()))
}

/// The memory that the process holds, in KiB; `None` where the system does not tell.
fn memory() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().trim_end_matches(" kB").parse().ok())
}

async fn run(ledger: &Ledger, counter: &Counter) -> (Vec<Outcome>, Vec<Option<usize>>) {
    let next = Arc::new(AtomicUsize::new(0));
    // Two clients with one token, as two parts of a service would have them.
    let clients = [client(ledger, counter), client(ledger, counter)];
    let tasks: Vec<_> = (0..TASKS)
        .map(|task| {
            let (client, next) = (clients[task % 2].clone(), Arc::clone(&next));
            tokio::spawn(async move {
                let (mut outcomes, mut memories) = (Vec::new(), Vec::new());
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= CALLS {
                        return (outcomes, memories);
                    }
                    if number == CALLS / 4 || number == CALLS - 1 {
                        memories.push(memory());
                    }
                    outcomes.push(call(&client, number).await);
                }
            })
        })
        .collect();
    let (mut outcomes, mut memories) = (Vec::new(), Vec::new());
    for task in tasks {
        let (its_outcomes, its_memories) = task.await.expect("no task panics");
        outcomes.extend(its_outcomes);
        memories.extend(its_memories);
    }
    (outcomes, memories)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_thousand_calls_are_all_accounted_for() {
    let (ledger, counter) = (Ledger::open().await.expect("a port"), Counter::default());
    let (outcomes, memories) = run(&ledger, &counter).await;

    assert_eq!(outcomes.len(), CALLS, "every call has an outcome");
    let (requests, faults) = ledger.requests();
    assert_eq!(counter.left.load(Ordering::SeqCst), requests, "every request was an attempt that somebody made");
    assert!(faults * 25 >= requests, "one request of twenty was treated badly: {faults} of {requests}");

    let created = ledger.created();
    assert_eq!(created.values().copied().max(), Some(1), "nothing was created twice");
    let mut told = BTreeMap::<&str, usize>::new();
    for (code, stage) in &outcomes {
        *told.entry(stage.map_or("ok", Stage::as_str)).or_default() += 1;
        let Some(code) = code else { continue };
        let entered = created.contains_key(&code.to_string());
        match stage {
            None => assert!(entered, "{code} was told as created and is not"),
            Some(Stage::NotSent | Stage::Invalid | Stage::Refused) => {
                assert!(!entered, "{code} was told as not created and is")
            }
            Some(_) => {}
        }
    }
    assert_eq!(counter.most_within.load(Ordering::SeqCst), 1, "no two attempts at once");
    assert_eq!(ledger.most_at_once(), 1, "no two requests at once");

    println!("{CALLS} calls, {requests} requests, {faults} treated badly: {told:?}");
    let memories: Vec<usize> = memories.into_iter().flatten().collect();
    match memories.iter().max().zip(memories.iter().min()) {
        Some((most, least)) => {
            println!("memory: {least} to {most} KiB");
            assert!(most - least < MOST_GROWTH, "memory grows: {memories:?} KiB");
        }
        None => println!("memory: not told by this system, not checked"),
    }
}
