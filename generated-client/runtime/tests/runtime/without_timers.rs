//! A runtime that cannot keep any limit of time: nothing is sent from it.

use std::marker::PhantomData;

use ficha_runtime::generated::*;

use crate::bare::{operations, vendors};
use crate::vendor::{Vendor, ok};

vendors! {
    WithoutTurns: EnvelopeSpec::PLAIN;
}

operations! {
    Ring: (), None, Action;
}

/// What a thread panics with that waits for a call on a runtime without timers.
fn words_of_panic(call: impl Future<Output: Send + 'static> + Send + 'static) -> String {
    let thread = std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        runtime.block_on(call)
    });
    let Err(panicked) = thread.join() else { panic!("it got an answer") };
    let words = panicked.downcast_ref::<String>().cloned();
    words.or(panicked.downcast_ref::<&str>().map(|words| (*words).to_owned())).unwrap()
}

#[test]
fn without_timers_nothing_leaves() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let vendor = runtime.block_on(Vendor::playing(vec![ok("{}"), ok("{}")]));
    let mut settings = Settings::<WithoutTurns>::default();
    settings.base_url(vendor.base_url.clone());
    let without_turns = settings.build().unwrap().call(Ring::<WithoutTurns>(PhantomData));
    let with_turns = vendor.client().writes().ring();

    for words in [words_of_panic(without_turns.send()), words_of_panic(with_turns.send())] {
        assert!(words.contains("timers are disabled"), "{words}");
    }
    assert_eq!((vendor.connections(), vendor.asked().len()), (0, 0));
}
