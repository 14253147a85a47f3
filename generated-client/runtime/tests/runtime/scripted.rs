//! A transport that plays a list of outcomes and keeps when it was asked; with a clock that stands still, so that minutes of
//! waiting take no time.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ficha_runtime::BoxFuture;
use ficha_runtime::{Cause, HttpAnswer, HttpRequest, Transport, TransportError};
use tokio::time::Instant;

use crate::shop::{Client, ClientBuilder};
use crate::vendor::{SECRET_KEY, token_of_its_own};

/// What comes of one attempt.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// An answer with this status.
    Http(u16),
    /// An answer with this status, these headers and this body.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// It did not leave.
    NotSent,
    /// It left, and no answer came.
    NoAnswer,
    /// An answer began with this status and broke off.
    BrokenOff(u16),
    /// Nothing ever happens.
    Silence,
    /// It takes so long.
    Slow(Duration, Box<Outcome>),
}

#[derive(Clone)]
pub struct Scripted {
    outcomes: Arc<Mutex<VecDeque<Outcome>>>,
    asked: Arc<Mutex<Vec<(Duration, HttpRequest)>>>,
    began: Instant,
}

impl Scripted {
    pub fn playing(outcomes: impl IntoIterator<Item = Outcome>) -> Scripted {
        let outcomes = Arc::new(Mutex::new(outcomes.into_iter().collect()));
        Scripted { outcomes, asked: Arc::default(), began: Instant::now() }
    }

    pub fn client(&self) -> Client {
        self.builder(|builder| builder)
    }

    pub fn builder(&self, settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client {
        settings(Client::builder().transport(self.clone()))
            .secret_key(SECRET_KEY)
            .token(token_of_its_own())
            .build()
            .unwrap()
    }

    /// When it was asked, since it was made.
    pub fn times(&self) -> Vec<Duration> {
        self.asked.lock().unwrap().iter().map(|(time, _)| *time).collect()
    }

    pub fn requests(&self) -> Vec<HttpRequest> {
        self.asked.lock().unwrap().iter().map(|(_, request)| request.clone()).collect()
    }
}

impl Transport for Scripted {
    fn execute(&self, request: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        self.asked.lock().unwrap().push((self.began.elapsed(), request));
        let outcome = self.outcomes.lock().unwrap().pop_front().expect("one attempt too many");
        Box::pin(play(outcome))
    }
}

async fn play(mut outcome: Outcome) -> Result<HttpAnswer, TransportError> {
    let cause = || Cause::text("as the script says");
    loop {
        return match outcome {
            Outcome::Http(http) => Ok(HttpAnswer::new(http, r#"{"success":true,"result":[]}"#)),
            Outcome::Answer(http, headers, body) => {
                let mut answer = HttpAnswer::new(http, body);
                for (name, value) in headers {
                    answer.headers.insert(name, value.parse().unwrap());
                }
                Ok(answer)
            }
            Outcome::NotSent => Err(TransportError::NotSent(cause())),
            Outcome::NoAnswer => Err(TransportError::NoAnswer(cause())),
            Outcome::BrokenOff(http) => Err(TransportError::BrokenOff { http, body: b"{".to_vec(), cause: cause() }),
            Outcome::Silence => std::future::pending().await,
            Outcome::Slow(time, then) => {
                tokio::time::sleep(time).await;
                outcome = *then;
                continue;
            }
        };
    }
}
