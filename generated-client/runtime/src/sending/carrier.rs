//! The one thread that carries all blocking calls of this process, and whether this is it. How a call waits for it is in
//! `blocking`.

use std::cell::Cell;

thread_local! {
    static IS_CARRIER: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is the one that carries. What runs on it, hooks and locks for instance, may not wait for it.
pub(crate) fn is_here() -> bool {
    IS_CARRIER.get()
}

/// The thread, started when it is needed first; `Err` tells why there is none.
#[cfg(feature = "blocking")]
pub(crate) static CARRIER: std::sync::LazyLock<Result<tokio::runtime::Handle, String>> =
    std::sync::LazyLock::new(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| error.to_string())?;
        let handle = runtime.handle().clone();
        let forever = move || {
            IS_CARRIER.set(true);
            runtime.block_on(std::future::pending::<()>());
        };
        let thread = std::thread::Builder::new().name("ficha-blocking".to_owned()).spawn(forever);
        thread.map(|_| handle).map_err(|error| error.to_string())
    });
