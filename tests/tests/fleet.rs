//! The example's lock for a fleet, against a real PostgreSQL server that the test starts. Where none is installed the test says
//! so and passes, unless `FICHA_NEEDS_POSTGRES` is set.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

#[path = "../../generated-client/examples/fleet_lock/advisory_lock.rs"]
mod advisory_lock;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use advisory_lock::AdvisoryLock;
use ficha_client::runtime::BoxFuture;
use ficha_client::serpi::Client;
use ficha_client::{HttpAnswer, HttpRequest, Retry, Stage, Transport, TransportError};
use ficha_tests::postgres::Postgres;
use tokio_postgres::{Config, NoTls};

const NUMBER: i64 = 7_007;

/// A vendor that counts how many calls it has at once.
#[derive(Clone, Default)]
struct Vendor {
    calls: Arc<AtomicUsize>,
    within: Arc<AtomicUsize>,
    most_within: Arc<AtomicUsize>,
}

impl Transport for Vendor {
    fn execute(&self, _: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let vendor = self.clone();
        Box::pin(async move {
            let within = vendor.within.fetch_add(1, Ordering::SeqCst) + 1;
            vendor.most_within.fetch_max(within, Ordering::SeqCst);
            vendor.calls.fetch_add(1, Ordering::SeqCst);
            tokio::time::sleep(Duration::from_millis(3)).await;
            vendor.within.fetch_sub(1, Ordering::SeqCst);
            Ok(HttpAnswer::new(200, r#"{"success":true,"code":204,"errors":null}"#))
        })
    }
}

/// A client as each process of a fleet has it. The tokens differ, so that within this process only the database can keep the
/// clients apart.
fn member(vendor: &Vendor, database: &Config, name: usize) -> Client {
    let builder = Client::builder().transport(vendor.clone()).retry(Retry::never());
    let builder = builder.fleet_lock(AdvisoryLock::new(database.clone(), NUMBER));
    builder.secret_key("a secret key").token(format!("the token of member {name}")).build().expect("a client")
}

async fn list(client: &Client) -> Result<(), ficha_client::Error> {
    client.sucursales().list().timeout(Duration::from_secs(20)).send().await.map(drop)
}

/// The members of a fleet never call at once, and each gets its turns.
async fn takes_turns(database: &Config) {
    let vendor = Vendor::default();
    let members: Vec<_> = (0..4).map(|name| member(&vendor, database, name)).collect();
    let calls: Vec<_> = (0..80)
        .map(|number| {
            let member = members[number % members.len()].clone();
            tokio::spawn(async move { list(&member).await })
        })
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("an answer");
    }
    assert_eq!((vendor.calls.load(Ordering::SeqCst), vendor.most_within.load(Ordering::SeqCst)), (80, 1));
}

/// A member that gives up while it waits, or whose session is ended, leaves no lock behind.
async fn leaves_nothing_behind(database: &Config) {
    let vendor = Vendor::default();
    let (other, connection) = database.connect(NoTls).await.expect("a session");
    tokio::spawn(connection);
    other.execute("SELECT pg_advisory_lock($1)", &[&NUMBER]).await.expect("the lock");
    let waiting = member(&vendor, database, 10);
    let call = waiting.sucursales().list().timeout(Duration::from_millis(300)).send();
    assert_eq!(call.await.unwrap_err().stage(), Stage::NotSent, "its turn did not come");
    assert!(tokio::time::timeout(Duration::from_millis(300), list(&waiting)).await.is_err(), "dropped while it waits");
    assert_eq!(vendor.calls.load(Ordering::SeqCst), 0);

    drop(other); // as when a service crashes
    list(&member(&vendor, database, 11)).await.expect("an answer");
    list(&waiting).await.expect("an answer");

    let (other, connection) = database.connect(NoTls).await.expect("a session");
    tokio::spawn(connection);
    let end =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL";
    other.execute(end, &[]).await.expect("the sessions end");
    tokio::time::sleep(Duration::from_millis(100)).await;
    list(&waiting).await.expect("it connects anew");
}

/// Without a database nothing is sent.
async fn sends_nothing_without(database: &Config) {
    let vendor = Vendor::default();
    let error = list(&member(&vendor, database, 20)).await.unwrap_err();
    assert_eq!((error.stage(), vendor.calls.load(Ordering::SeqCst)), (Stage::NotSent, 0), "{error:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fleet_calls_one_at_a_time() {
    let postgres = match Postgres::start() {
        Ok(postgres) => postgres,
        Err(why) if std::env::var_os("FICHA_NEEDS_POSTGRES").is_some() => panic!("no server: {why}"),
        Err(why) => return println!("skipped, because there is no server to be had: {why}"),
    };
    let mut database = Config::new();
    database.host_path(postgres.directory()).user("ficha").dbname("postgres");
    takes_turns(&database).await;
    leaves_nothing_behind(&database).await;
    drop(postgres);
    sends_nothing_without(&database).await;
}
