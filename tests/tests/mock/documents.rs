//! Every sample of the specs from the server's side: the document's request in, the document's answer out.

use std::collections::BTreeSet;

use ficha_client::mock::{Mock, Scripted, Setup, Vendor};
use ficha_codegen::model::{Api, Effect, Field, Operation, Reads, RequestSample, Resource, Shape, Ty};
use ficha_tests::specs::real;
use serde_json::Value;

use super::VENDORS;

/// The specs, as the generator understands them, each with the vendor that is served.
fn apis() -> Vec<(Api, &'static Vendor)> {
    let apis =
        real().iter().flat_map(|sources| ficha_codegen::check(sources).expect("valid specs")).collect::<Vec<_>>();
    let served: BTreeSet<&str> = VENDORS.iter().map(|vendor| vendor.api.name).collect();
    assert_eq!(served, apis.iter().map(|api| api.name.as_str()).collect(), "every API has a mock");
    let vendor = |api: &Api| VENDORS.iter().find(|vendor| vendor.api.name == api.name).copied().expect("a vendor");
    apis.into_iter().map(|api| (vendor(&api), api)).map(|(vendor, api)| (api, vendor)).collect()
}

/// A request of the document, ready to be sent.
struct Printed<'a> {
    api: &'a Api,
    resource: &'a Resource,
    operation: &'a Operation,
    sample: Option<&'a RequestSample>,
}

impl Printed<'_> {
    fn name(&self) -> String {
        format!("{}.{}.{}", self.api.name, self.resource.ident, self.operation.name)
    }

    /// The value that the document prints for a parameter, or one that stands in.
    fn param(&self, at: usize) -> Option<String> {
        let printed = self.sample.and_then(|sample| sample.params.iter().find(|(n, _)| *n == at));
        let stands_in =
            || (at < self.operation.path_params).then(|| self.shown_key().unwrap_or_else(|| "1".to_owned()));
        printed.map(|(_, value)| value.clone()).or_else(stands_in)
    }

    /// The row of the resource that identifies one.
    fn key(&self) -> Option<&Field> {
        self.resource.types.iter().find_map(|ty| match &ty.shape {
            Shape::Record(record) => record.fields.iter().find(|field| field.key),
            Shape::Enumeration(_) => None,
        })
    }

    /// The rows in the operation's own answers.
    fn shown(&self) -> Vec<Value> {
        let path = self.api.envelope.payload.clone().unwrap_or_default();
        let samples = self.operation.answers.iter().filter(|sample| sample.reads == Reads::Ok);
        let payloads =
            samples.filter_map(|sample| path.iter().try_fold(json(&sample.json), |at, key| at.get(key).cloned()));
        payloads
            .flat_map(|payload| match payload {
                Value::Array(rows) => rows,
                row => vec![row],
            })
            .collect()
    }

    fn shown_key(&self) -> Option<String> {
        let key = self.shown().first()?.get(&self.key()?.wire)?.clone();
        Some(key.as_str().map_or_else(|| key.to_string(), str::to_owned))
    }

    fn path(&self) -> String {
        let params = self.operation.params.iter().enumerate().take(self.operation.path_params);
        params.fold(self.operation.path.clone(), |path, (at, field)| {
            path.replace(&format!("{{{}}}", field.wire), &self.param(at).unwrap_or_default())
        })
    }

    /// The credentials in it, as the mock has to know them.
    fn setup(&self, vendor: &'static Vendor) -> Setup<()> {
        self.api.credentials.iter().fold(Setup::serving(&[vendor]), |setup, credential| {
            let printed = self.sample.into_iter().flat_map(|sample| &sample.headers);
            let printed = printed.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(&credential.header));
            match printed {
                Some((_, value)) => {
                    let value =
                        credential.scheme.as_deref().and_then(|scheme| value.strip_prefix(scheme)).unwrap_or(value);
                    setup.credential(&credential.ident, value.trim())
                }
                None => setup,
            }
        })
    }

    async fn send(&self, mock: &Mock<()>) -> (u16, String) {
        let client = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
        let method = self.operation.method.to_string().parse().expect("a method");
        let query = (self.operation.path_params..self.operation.params.len())
            .filter_map(|at| Some(format!("{}={}", self.operation.params[at].wire, self.param(at)?)));
        let query = query.collect::<Vec<_>>().join("&");
        let address = format!("{}/{}{}?{query}", mock.base_url(), self.api.name, self.path());
        let mut request = client.request(method, address.trim_end_matches('?'));
        let mut headers: Vec<(String, String)> = self.api.headers.clone();
        for credential in &self.api.credentials {
            let value = mock.credential(&credential.ident).expect("a credential");
            let scheme = credential.scheme.as_ref().map(|scheme| format!("{scheme} ")).unwrap_or_default();
            headers.push((credential.header.clone(), format!("{scheme}{value}")));
        }
        if self.operation.body.is_some() {
            headers.push(("Content-Type".to_owned(), "application/json".to_owned()));
            let body = self.sample.and_then(|sample| sample.body.as_ref()).expect("a printed body");
            request = request.body(body.to_string());
        }
        // What the document prints is sent as it is printed.
        headers.extend(self.sample.into_iter().flat_map(|sample| sample.headers.clone()));
        let mut map = reqwest::header::HeaderMap::new();
        for (name, value) in headers {
            map.insert(reqwest::header::HeaderName::try_from(name).expect("a name"), value.parse().expect("a value"));
        }
        let answer = request.headers(map).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("a body"))
    }
}

/// Every request of the documents that can be sent as it is printed; for an operation without one, a bare call.
fn requests<'a>(api: &'a Api) -> Vec<Printed<'a>> {
    let mut requests = Vec::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            let whole = |sample: &&RequestSample| sample.body.is_some() || operation.body.is_none();
            let samples: Vec<_> = operation.requests.iter().filter(whole).map(Some).collect();
            let bare = samples.is_empty() && operation.body.is_none();
            let samples = if bare { vec![None] } else { samples };
            requests.extend(samples.into_iter().map(|sample| Printed { api, resource, operation, sample }));
        }
    }
    requests
}

#[tokio::test]
async fn a_documented_answer_comes_out_by_its_name() {
    let mut served = 0;
    for (api, vendor) in &apis() {
        for request in requests(api) {
            let mock = request.setup(vendor).await.expect("a mock");
            for sample in request.operation.answers.iter().chain(&api.answers) {
                mock.script(&request.name(), Scripted::sample(&sample.name)).expect("a sample");
                let (http, body) = request.send(&mock).await;
                assert_eq!((http, body), (sample.http, sample.json.clone()), "{} {}", request.name(), sample.name);
                served += 1;
            }
        }
    }
    assert!(served > 60, "{served} answers were served");
}

/// The document's request to a vendor that has the document's rows gets the document's answer, and nobody scripted it.
#[tokio::test]
async fn a_documented_request_gets_the_documented_answer() {
    let (mut asked, mut same) = (0, 0);
    for (api, vendor) in &apis() {
        for request in requests(api) {
            let mock = request.setup(vendor).await.expect("a mock");
            let is_another_row = with_rows(&request, &mock);
            let (http, body) = request.send(&mock).await;
            let received = mock.received();
            assert!(received[0].refused.is_empty(), "{}: {received:?}", request.name());
            asked += 1;
            let documented = request.operation.answers.iter().find(|sample| sample.reads == Reads::Ok);
            let Some(sample) = documented.filter(|_| !is_another_row) else { continue };
            assert_eq!(http, sample.http, "{}", request.name());
            assert_eq!(json(&body), json(&sample.json), "{}", request.name());
            same += 1;
        }
    }
    assert!(asked >= 30 && same >= 28, "{asked} were asked, {same} have a documented answer");
}

/// Gives the mock the rows that the operation's answers show, and the one that the request is about. Tells whether the
/// request reads a row that the answers do not show.
fn with_rows(request: &Printed<'_>, mock: &Mock<()>) -> bool {
    let resource = &request.resource.ident;
    if mock.rows(resource).expect("a resource").is_empty() {
        for row in request.shown() {
            mock.add(resource, &row).expect("a new row");
        }
    }
    let key = request.key();
    let in_path = request.operation.path_params.checked_sub(1).and_then(|last| request.param(last));
    let in_body = || Some(request.sample?.body.as_ref()?.get(&key?.wire)?.to_string());
    match (key, in_path.or_else(in_body)) {
        (Some(key), Some(value)) if request.operation.effect != Effect::Create => {
            let number = serde_json::from_str(&value).ok().filter(|_| key.ty == Ty::Int);
            let value = number.unwrap_or_else(|| Value::from(value));
            // It may be one of those that the answers show.
            let is_new = mock.add(resource, &serde_json::json!({ key.wire.clone(): value })).is_ok();
            is_new && request.operation.answer.is_some()
        }
        _ => false,
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}
