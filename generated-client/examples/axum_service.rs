//! A web service over Persat: the client is the service's `State`, and each stage of an error has its HTTP status.
//!
//! ```text
//! PERSAT_API_KEY=… [LISTEN=127.0.0.1:3000] cargo run --example axum_service
//! curl http://127.0.0.1:3000/customers?limit=10
//! ```
//! Without an account: `cargo xtask mock persat` in another terminal, and then
//! ```text
//! FICHA_BASE_URL=http://127.0.0.1:4010/persat PERSAT_API_KEY=mock-api_key cargo run --example axum_service
//! ```

mod account;

use std::process::ExitCode;

use account::Trouble;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use ficha_client::Error;
use ficha_client::persat::{Client, Customer, ErrorType, NewCustomer};

#[tokio::main]
async fn main() -> ExitCode {
    account::end(run().await)
}

async fn run() -> Result<(), Trouble> {
    let [api_key] = account::variables(["PERSAT_API_KEY"])?;
    let mut builder = Client::builder().api_key(api_key);
    if let Some(address) = account::base_url() {
        builder = builder.base_url(address);
    }
    let listen = std::env::var("LISTEN").unwrap_or_else(|_| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(listen).await?;
    println!("http://{}/customers", listener.local_addr()?);
    axum::serve(listener, routes(builder.build()?)).await?;
    Ok(())
}

/// One client for the whole service: its clones share their connections.
fn routes(persat: Client) -> Router {
    let customers = Router::new().route("/", get(list).post(create)).route("/{uid}", get(one));
    Router::new().nest("/customers", customers).with_state(persat)
}

#[derive(serde::Deserialize)]
struct Window {
    limit: Option<i64>,
    offset: Option<i64>,
}

async fn list(State(persat): State<Client>, Query(window): Query<Window>) -> Result<Json<Vec<Customer>>, Failure> {
    let call = persat.clients().list().limit(window.limit.unwrap_or(20)).offset(window.offset.unwrap_or(0));
    Ok(Json(call.send().await?.into_value()))
}

async fn one(State(persat): State<Client>, Path(uid): Path<String>) -> Result<Json<Customer>, Failure> {
    Ok(Json(persat.clients().get(uid).send().await?.into_value()))
}

/// What is read here has not been held against the page's rules; the call does that before anything leaves.
async fn create(State(persat): State<Client>, Json(new): Json<NewCustomer>) -> Result<StatusCode, Failure> {
    persat.clients().create(new).send().await?;
    Ok(StatusCode::CREATED)
}

/// A call that failed, for the caller of this service.
struct Failure(Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, message, errors) = match &self.0 {
            Error::Invalid(invalid) => {
                let errors = invalid.violations.iter().map(ToString::to_string).collect();
                (StatusCode::UNPROCESSABLE_ENTITY, "Not sent: it breaks the vendor's rules.", errors)
            }
            Error::NotSent(_) => (StatusCode::SERVICE_UNAVAILABLE, "Not sent: the same can be asked again.", vec![]),
            Error::UnknownOutcome(_) => {
                (StatusCode::GATEWAY_TIMEOUT, "The vendor is silent: look before you create it again.", vec![])
            }
            Error::Refused(no) => {
                let status = match no.code_as() {
                    Some(ErrorType::NotFound) => StatusCode::NOT_FOUND,
                    Some(ErrorType::Conflict) => StatusCode::CONFLICT,
                    Some(ErrorType::BadRequest) => StatusCode::UNPROCESSABLE_ENTITY,
                    // A key that is not accepted is this service's own fault, not its caller's.
                    _ => StatusCode::BAD_GATEWAY,
                };
                (status, no.message.as_deref().unwrap_or("The vendor refused."), no.errors.clone())
            }
            // Unreadable, or a stage that a later version tells apart.
            _ => (StatusCode::BAD_GATEWAY, "What the vendor says cannot be understood.", vec![]),
        };
        if status.is_server_error() {
            eprintln!("{status}: {}", self.0);
        }
        let told = serde_json::json!({ "stage": self.0.stage().as_str(), "message": message, "errors": errors });
        (status, Json(told)).into_response()
    }
}
