//! What others are told about a call: hooks before and after every attempt, spans and events in `tracing`.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use ficha_runtime::{Begun, Ended, Hook};
use ficha_runtime::{Cause, HttpRequest, Retry, Stage, Validation};

use crate::scripted::Outcome::{Http, NoAnswer};
use crate::scripted::Scripted;

/// Signs what leaves and counts what came.
#[derive(Clone, Default)]
struct Listener {
    log: Arc<Mutex<Vec<String>>>,
    refuses: bool,
    misleads: bool,
}

impl Hook for Listener {
    fn before(&self, attempt: &Begun, request: &mut HttpRequest) -> Result<(), Cause> {
        if self.refuses {
            return Err(Cause::text("the key for signing is away"));
        }
        if self.misleads {
            request.url = "https://evil.example/".parse().unwrap();
        }
        self.log.lock().unwrap().push(format!("before {} of {}", attempt.attempt, attempt.operation.name));
        request.headers.insert("signature", format!("signed-{}", attempt.attempt).parse().unwrap());
        Ok(())
    }

    fn after(&self, attempt: &Ended) {
        let Ended { attempt, http, stage, bytes, .. } = attempt;
        self.log.lock().unwrap().push(format!("after {attempt}: {http:?} {stage:?} {bytes}"));
    }
}

#[tokio::test(start_paused = true)]
async fn hooks_see_and_may_sign_every_attempt() {
    let listener = Listener::default();
    let script = Scripted::playing([Http(503), NoAnswer, Http(200)]);
    script.builder(|builder| builder.hook(listener.clone())).articles().list().send().await.unwrap();
    let expected = [
        "before 1 of shop.articles.list",
        "after 1: Some(503) None 28",
        "before 2 of shop.articles.list",
        "after 2: None Some(UnknownOutcome) 0",
        "before 3 of shop.articles.list",
        "after 3: Some(200) None 28",
    ];
    assert_eq!(*listener.log.lock().unwrap(), expected);
    let signatures: Vec<String> =
        script.requests().iter().map(|asked| asked.headers["signature"].to_str().unwrap().to_owned()).collect();
    assert_eq!(signatures, ["signed-1", "signed-2", "signed-3"], "no signature is carried over");
}

#[tokio::test(start_paused = true)]
async fn a_hook_can_stop_a_request_and_not_send_it_elsewhere() {
    for listener in
        [Listener { refuses: true, ..Listener::default() }, Listener { misleads: true, ..Listener::default() }]
    {
        let script = Scripted::playing([]);
        let client = script.builder(|builder| builder.hook(listener.clone()));
        assert_eq!(client.articles().remove(1).send().await.unwrap_err().stage(), Stage::NotSent);
    }
}

/// A hook that takes its time.
struct Slow;

impl Hook for Slow {
    fn before(&self, _: &Begun, _: &mut HttpRequest) -> Result<(), Cause> {
        std::thread::sleep(Duration::from_millis(60));
        Ok(())
    }
}

#[tokio::test]
async fn the_time_that_a_hook_takes_is_part_of_the_calls() {
    let script = Scripted::playing([Http(200)]);
    let client = script.builder(|builder| builder.hook(Slow).retry(Retry::never()));
    client.articles().list().timeout(Duration::from_secs(1)).send().await.unwrap();
    assert!(script.requests()[0].timeout <= Duration::from_millis(940), "{:?}", script.requests());
    let error = client.articles().remove(1).timeout(Duration::from_millis(30)).send().await.unwrap_err();
    assert_eq!((error.stage(), script.times().len()), (Stage::NotSent, 1));
}

/// A hook with a mistake in it.
#[derive(Clone, Copy)]
struct Panicking {
    before: bool,
    after: bool,
}

impl Hook for Panicking {
    fn before(&self, _: &Begun, _: &mut HttpRequest) -> Result<(), Cause> {
        assert!(!self.before, "a mistake");
        Ok(())
    }

    fn after(&self, _: &Ended) {
        assert!(!self.after, "a mistake");
    }
}

#[tokio::test(start_paused = true)]
async fn a_hook_that_panics_costs_no_answer_and_holds_up_nobody() {
    let token = crate::vendor::token_of_its_own();
    for (before, after, sent, expected) in
        [(false, true, 1, None), (true, false, 0, Some(Stage::NotSent)), (true, true, 0, Some(Stage::NotSent))]
    {
        let script = Scripted::playing([Http(200), Http(200)]);
        let builder = || crate::shop::Client::builder().transport(script.clone()).secret_key("secret").token(&*token);
        let client = builder().hook(Panicking { before, after }).build().unwrap();
        let body = crate::shop::NewArticle::builder().kind("thing").name("once").build().unwrap();
        let told = client.articles().create(body).send().await.err().map(|error| error.stage());
        assert_eq!((told, script.times().len()), (expected, sent));
        builder().build().unwrap().articles().list().send().await.unwrap();
    }
}

/// Keeps spans and events as lines.
#[derive(Clone)]
pub struct Lines(Arc<Mutex<String>>);

impl Default for Lines {
    fn default() -> Lines {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing::subscriber::set_global_default(Everything).expect("nobody else listens to all"));
        Lines(Arc::default())
    }
}

/// Listens to all that no `Lines` hears, and keeps nothing. What nobody listens to is switched off for the whole process, and
/// with only `Lines` that come and go in other tests, now and then just when one of them begins to listen.
struct Everything;

impl tracing::Subscriber for Everything {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, _: &tracing::Event<'_>) {}

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

impl Lines {
    pub fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }
}

struct Fields<'a>(&'a mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        let _ = write!(self.0, "{field}={value:?} ");
    }
}

impl tracing::Subscriber for Lines {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        let mut lines = self.0.lock().unwrap();
        let _ = write!(lines, "span {} ", span.metadata().name());
        span.record(&mut Fields(&mut lines));
        lines.push('\n');
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        let mut lines = self.0.lock().unwrap();
        lines.push_str("record ");
        values.record(&mut Fields(&mut lines));
        lines.push('\n');
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut lines = self.0.lock().unwrap();
        let _ = write!(lines, "{} ", event.metadata().level());
        event.record(&mut Fields(&mut lines));
        lines.push('\n');
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn a_call_is_a_span_and_an_attempt_an_event() {
    let lines = Lines::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    tracing::subscriber::with_default(lines.clone(), || {
        runtime.block_on(async {
            let script = Scripted::playing([Http(503), Http(401)]);
            script.client().articles().remove(7).send().await.unwrap_err();
        });
    });
    let text = lines.text();
    for told in [
        "span call ",
        "otel.kind=\"client\" http.request.method=\"POST\" url.template=\"/articles/{id}/drop\"",
        "operation=\"shop.articles.remove\" effect=\"delete\"",
        "record otel.name=\"POST /articles/{id}/drop\"",
        "record server.address=\"shop.example\"",
        "record server.port=443",
        "INFO message=attempt operation=\"shop.articles.remove\"",
        "http.response.status_code=503 http.request.resend_count=0",
        "http.response.status_code=401 http.request.resend_count=1",
        "record http.request.resend_count=1",
        "record error.type=\"refused\"",
    ] {
        assert!(text.contains(told), "{told} is missing in\n{text}");
    }
    assert!(!text.contains("/7/"), "no value of the caller: {text}");
}

#[test]
fn what_breaks_a_rule_is_told_where_validation_warns_and_only_there() {
    let told = |validation| {
        let lines = Lines::default();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
        tracing::subscriber::with_default(lines.clone(), || {
            runtime.block_on(async {
                let script = Scripted::playing([Http(200)]);
                let client = script.builder(|builder| builder.validation(validation));
                client.articles().list().limit(0).send().await.unwrap();
            });
        });
        lines.text().lines().filter(|line| line.starts_with("WARN ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(told(Validation::Off), [""; 0]);
    let [warning] = told(Validation::Warn).try_into().expect("one warning");
    for text in ["operation=\"shop.articles.list\"", "field=\"limit\"", "rule=is at least 1", "given=\"0\""] {
        assert!(warning.contains(text), "{text} is not told: {warning}");
    }
}
