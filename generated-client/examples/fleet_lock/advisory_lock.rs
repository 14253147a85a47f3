//! A lock for a fleet of services over PostgreSQL's advisory locks. The database keeps such a lock for a session and frees it
//! when the session ends, also when a service crashes or its machine is lost.

use std::sync::Arc;

use ficha_client::runtime::BoxFuture;
use ficha_client::{Cause, FleetLock, Held};
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio_postgres::{Client, Config, Error, NoTls};

/// A lock with a number, in a database.
pub(crate) struct AdvisoryLock {
    database: Arc<Config>,
    number: i64,
    /// The session that had the lock last, kept for the next turn. Whoever holds the guard holds the turn in this process.
    session: Arc<Mutex<Option<Client>>>,
}

/// The lock as long as it is held.
struct Turn {
    number: i64,
    session: Option<OwnedMutexGuard<Option<Client>>>,
}

impl AdvisoryLock {
    /// The lock with this number. Connects when it is asked for the first time.
    pub(crate) fn new(database: Config, number: i64) -> AdvisoryLock {
        AdvisoryLock { database: Arc::new(database), number, session: Arc::default() }
    }
}

impl FleetLock for AdvisoryLock {
    fn acquire(&self) -> BoxFuture<Result<Held, Cause>> {
        let (database, number, session) = (Arc::clone(&self.database), self.number, Arc::clone(&self.session));
        Box::pin(async move {
            let mut slot = session.lock_owned().await;
            let kept = slot.take().filter(|session| !session.is_closed());
            let session = match kept {
                Some(session) => session,
                None => connected(&database).await.map_err(|error| Cause::new(&error))?,
            };
            // While it waits here the session belongs to this future alone: when that is dropped, the session ends, and the
            // database forgets that it was waiting.
            let locked = session.execute("SELECT pg_advisory_lock($1)", &[&number]).await;
            locked.map_err(|error| Cause::new(&error))?;
            *slot = Some(session);
            Ok(Held::until_dropped(Turn { number, session: Some(slot) }))
        })
    }
}

async fn connected(database: &Config) -> Result<Client, Error> {
    let (session, connection) = database.connect(NoTls).await?;
    tokio::spawn(connection);
    // A session that waits for the lock notices within a second that nobody waits for it any more.
    session.batch_execute("SET client_connection_check_interval = '1s'").await?;
    Ok(session)
}

impl Drop for Turn {
    fn drop(&mut self) {
        let (number, Some(mut slot)) = (self.number, self.session.take()) else { return };
        let Ok(runtime) = tokio::runtime::Handle::try_current() else {
            *slot = None; // Without a runtime nobody can talk to the database: the session ends, and the lock with it.
            return;
        };
        runtime.spawn(async move {
            if let Some(session) = slot.take()
                && session.execute("SELECT pg_advisory_unlock($1)", &[&number]).await.is_ok()
            {
                *slot = Some(session);
            }
        });
    }
}
