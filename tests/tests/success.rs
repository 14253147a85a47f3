//! What a success is: the generator, which judges the samples of a page, and the client, which judges the answers of the
//! vendor, are asked the same and say the same.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::marker::PhantomData;
use std::sync::Arc;

use ficha_client::runtime::BoxFuture;
use ficha_client::runtime::generated::{
    Answer, Api, ApiSpec, BaseUrl, CallPolicy, Effect, EnvelopeSpec, Error, Form, Kind, Literal, Method, Operation,
    OperationSpec, Reads, Reply, Settings, StatusSpec, Value,
};
use ficha_client::{HttpAnswer, HttpRequest, Retry, Transport, TransportError};
use ficha_codegen::diagnostic::Code;
use ficha_codegen::source::Source;

const SUCCESS: Literal = Literal::Text("success");

macro_rules! vendors {
    ($($name:ident { ok: $ok:expr, no_rows: $no_rows:expr, statuses: $statuses:expr })*) => {
        $(
            #[derive(Debug)]
            enum $name {}

            impl Api for $name {
                type Server = Server;
                const SPEC: &'static ApiSpec = &ApiSpec {
                    name: "shop",
                    title: "Shop",
                    credentials: &[],
                    headers: &[],
                    envelope: EnvelopeSpec {
                        ok: $ok,
                        no_rows: $no_rows,
                        payload: Some(&["data"]),
                        ..EnvelopeSpec::PLAIN
                    },
                    statuses: $statuses,
                    calls: CallPolicy::NONE,
                };
            }
        )*

        /// Everything on which the two disagree, and everything that was said.
        async fn every_vendor(said: &mut BTreeSet<&'static str>) -> String {
            let mut wrong = String::new();
            $(wrong += &ask_both::<$name>(stringify!($name), said).await;)*
            wrong
        }
    };
}

vendors! {
    ByStatusAlone { ok: &[], no_rows: &[&[(&["http"], Literal::Int(204))]], statuses: &[] }
    OneMarker { ok: &[&[(&["status"], SUCCESS)]], no_rows: &[], statuses: &[StatusSpec::ok(200).code("A"), StatusSpec::refused(200).code("B")] }
    EitherMarker { ok: &[&[(&["status"], SUCCESS)], &[(&["response"], SUCCESS)]], no_rows: &[], statuses: &[] }
    TwoFormsOfOneKey {
        ok: &[
            &[(&["status"], SUCCESS), (&["errors"], Literal::Null)],
            &[(&["status"], SUCCESS), (&["errors"], Literal::EmptyList)],
        ],
        no_rows: &[&[(&["code"], Literal::Int(1))], &[(&["http"], Literal::Int(204))]],
        statuses: &[StatusSpec::refused(201), StatusSpec::no_rows(204), StatusSpec::refused(302)]
    }
    CrossedForms {
        ok: &[
            &[(&["status"], SUCCESS), (&["code"], Literal::Int(1))],
            &[(&["response"], SUCCESS), (&["code"], Literal::Bool(true))],
        ],
        no_rows: &[&[(&["errors"], Literal::EmptyList), (&["code"], Literal::Bool(true))]],
        statuses: &[StatusSpec::ok(200), StatusSpec::ok(302), StatusSpec::refused(404)]
    }
    TheStatusIsAKey {
        ok: &[&[(&["http"], Literal::Int(200)), (&["status"], SUCCESS)], &[(&["http"], Literal::Int(404))]],
        no_rows: &[],
        statuses: &[]
    }
    TheStatusComesFirst {
        ok: &[&[(&["http"], Literal::Int(200)), (&["status"], SUCCESS)], &[(&["http"], Literal::Int(201)), (&["response"], SUCCESS)]],
        no_rows: &[],
        statuses: &[]
    }
    TheStatusAlone { ok: &[&[(&["http"], Literal::Int(200))]], no_rows: &[&[(&["http"], Literal::Int(200)), (&["code"], Literal::Int(1))]], statuses: &[] }
    DeepKeys { ok: &[&[(&["response", "status"], SUCCESS)]], no_rows: &[], statuses: &[StatusSpec::refused(200)] }
}

#[derive(Debug, Default)]
struct Server;

impl BaseUrl for Server {
    fn base_url(&self) -> &'static str {
        "https://shop.example"
    }
}

/// Asks for a list.
struct List<A>(PhantomData<A>);
/// Asks for one thing.
struct Get<A>(PhantomData<A>);

const fn operation(answer: &'static Kind) -> OperationSpec {
    OperationSpec {
        name: "shop.things.ask",
        method: Method::Get,
        path: "/things",
        effect: Effect::Read,
        params: &[],
        path_params: 0,
        paging: None,
        body: None,
        answer: Some(answer),
    }
}

impl<A: Api> Operation for List<A> {
    type Api = A;
    type Answer = Vec<Value>;
    const SPEC: &'static OperationSpec = &operation(&Kind::List(&Kind::Json));

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

impl<A: Api> Operation for Get<A> {
    type Api = A;
    type Answer = Value;
    const SPEC: &'static OperationSpec = &operation(&Kind::Json);

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// A vendor who always answers the same.
struct Fixed(u16, String);

impl Transport for Fixed {
    fn execute(&self, _: HttpRequest) -> BoxFuture<Result<HttpAnswer, TransportError>> {
        let answer = HttpAnswer::new(self.0, self.1.clone());
        Box::pin(async move { Ok(answer) })
    }
}

/// Every combination of these members, each once left out, with a payload.
fn bodies() -> Vec<String> {
    let members: [(&str, &[&str]); 4] = [
        ("status", &["\"success\"", "\"error\""]),
        ("response", &["\"success\"", "\"error\"", "{ \"status\": \"success\" }"]),
        ("errors", &["null", "[ ]", "[\"x\"]"]),
        ("code", &["1", "true"]),
    ];
    members.iter().fold(vec!["\"data\": [ 7 ]".to_owned()], |bodies, (key, values)| {
        let with =
            |body: &String| values.iter().map(move |value| format!("{body}, \"{key}\": {value}")).collect::<Vec<_>>();
        bodies.iter().flat_map(with).chain(bodies.iter().cloned()).collect()
    })
}

const STATUSES: [u16; 6] = [101, 200, 201, 204, 302, 404];

async fn ask_both<A: Api>(vendor: &str, said: &mut BTreeSet<&'static str>) -> String {
    let answers: Vec<(u16, String)> =
        bodies().into_iter().flat_map(|body| STATUSES.map(|http| (http, format!("{{ {body} }}")))).collect();
    let mut wrong = String::new();
    for (is_list, set_aside) in [(true, false), (false, false), (true, true)] {
        let of_the_generator = generator(A::SPEC, &answers, is_list, set_aside);
        for (n, (http, body)) in answers.iter().enumerate() {
            let of_the_client = match is_list {
                true => client(List::<A>(PhantomData), *http, body, Vec::is_empty).await,
                false => client(Get::<A>(PhantomData), *http, body, |_| false).await,
            };
            let of_the_generator = of_the_generator.get(&n).copied().unwrap_or("unreadable");
            said.insert(of_the_client);
            if of_the_client != of_the_generator {
                let asked = if is_list { "a list" } else { "one thing" };
                let asked = if set_aside { "a list whose samples have errata" } else { asked };
                let _ = writeln!(
                    wrong,
                    "{vendor}, {asked}, {http} {body}: {of_the_client} to the client, {of_the_generator} to the generator"
                );
            }
        }
    }
    wrong
}

async fn client<O: Operation>(operation: O, http: u16, body: &str, no_rows: fn(&O::Answer) -> bool) -> &'static str {
    let mut settings = Settings::<O::Api>::default();
    settings.transport(Arc::new(Fixed(http, body.to_owned())));
    settings.retry(Retry::never());
    match settings.build().expect("a client").call(operation).send().await {
        Ok(answer) if no_rows(&answer.value) => "no_rows",
        Ok(_) => "ok",
        Err(Error::Refused(_)) => "refused",
        Err(Error::Unreadable(_)) => "unreadable",
        Err(error) => panic!("{http} {body}: {error}"),
    }
}

/// How the generator reads each answer, by position; those that it cannot read are missing. What errata set aside the vendor
/// sends all the same.
fn generator(
    spec: &ApiSpec,
    answers: &[(u16, String)],
    is_list: bool,
    set_aside: bool,
) -> BTreeMap<usize, &'static str> {
    let mut read = BTreeMap::new();
    for reads in ["ok", "no_rows", "refused"] {
        let mut things = things(answers, is_list, reads);
        if set_aside {
            things.text = things.text.replace(", json:", ", erratum: no_marker, json:");
            things.text +=
                "errata: { no_marker: { not: [ status, response, errors, code ], because: Nobody knows. } }\n";
        }
        let otherwise = read_otherwise(&[api(spec), things]);
        read.extend((0..answers.len()).filter(|n| !otherwise.contains(n)).map(|n| (n, reads)));
    }
    read
}

/// The samples that do not read as the spec says.
fn read_otherwise(sources: &[Source]) -> BTreeSet<usize> {
    let Err(found) = ficha_codegen::check(sources) else { return BTreeSet::new() };
    let held_against_each_other =
        [Code::ReadsOtherwise, Code::HalfAgreed, Code::ValueType, Code::UnknownSampleKey, Code::ErratumWithoutEffect];
    assert!(found.iter().all(|found| held_against_each_other.contains(&found.code)), "{found}");
    let things = sources.iter().find(|source| source.name.ends_with("things.yaml")).map(|source| source.text.lines());
    let lines: Vec<&str> = things.into_iter().flatten().collect();
    // One finding has a label in the line of each sample that reads so.
    let number = |line: usize| lines[line - 1].trim_start().strip_prefix('s')?.split(':').next()?.parse().ok();
    let otherwise = found.iter().filter(|found| found.code == Code::ReadsOtherwise).flat_map(|found| &found.labels);
    let samples = otherwise.filter(|label| label.file.ends_with("things.yaml"));
    samples.map(|label| number(label.line).unwrap_or_else(|| panic!("no sample in line {}", label.line))).collect()
}

fn api(spec: &ApiSpec) -> Source {
    let statuses = spec.statuses.iter().map(|status| {
        let reads = match status.reads {
            Reads::Ok => "ok",
            Reads::NoRows => "no_rows",
            Reads::Refused => "refused",
        };
        let code = status.code.map(|code| format!(", code: {code}")).unwrap_or_default();
        format!("{{ http: {}, reads: {reads}{code} }}", status.http)
    });
    let text = format!(
        "api: shop\ntitle: Shop\nsources: {{ manual: {{ kind: page, title: Manual }} }}\nfrom: manual\n\
         servers: {{ production: {{ url: \"https://shop.example\" }} }}\n\
         envelope: {{ ok: {}, no_rows: {}, payload: data, \
         secret: [ status, response, errors, code ] }}\nstatuses: [ {} ]\n",
        forms(spec.envelope.ok),
        forms(spec.envelope.no_rows),
        statuses.collect::<Vec<_>>().join(", ")
    );
    Source { name: "specs/shop/api.yaml".into(), text }
}

fn forms(forms: &[Form]) -> String {
    let claim = |(path, wanted): &(&[&str], Literal)| {
        let wanted = match wanted {
            Literal::Null => "null".to_owned(),
            Literal::Bool(truth) => truth.to_string(),
            Literal::Int(number) => number.to_string(),
            Literal::Text(text) => format!("{text:?}"),
            Literal::EmptyList => "[]".to_owned(),
        };
        format!("{}: {wanted}", path.join("."))
    };
    let form = |form: &Form| format!("{{ {} }}", form.iter().map(claim).collect::<Vec<_>>().join(", "));
    format!("[ {} ]", forms.iter().map(form).collect::<Vec<_>>().join(", "))
}

fn things(answers: &[(u16, String)], is_list: bool, reads: &str) -> Source {
    let answer = if is_list { "[ json ]" } else { "json" };
    let mut text = format!(
        "resource: things\noperations:\n  ask:\n    method: GET\n    path: /things\n    effect: read\n    \
         answer: {answer}\n    answers:\n"
    );
    for (n, (http, body)) in answers.iter().enumerate() {
        let _ = writeln!(text, "      s{n}: {{ http: {http}, reads: {reads}, json: '{body}' }}");
    }
    Source { name: "specs/shop/things.yaml".into(), text }
}

#[tokio::test]
async fn the_generator_and_the_client_judge_alike() {
    let mut said = BTreeSet::new();
    let wrong = every_vendor(&mut said).await;
    assert_eq!(said, BTreeSet::from(["no_rows", "ok", "refused", "unreadable"]));
    assert!(
        wrong.is_empty(),
        "{} disagreements:\n{}",
        wrong.lines().count(),
        wrong.lines().take(40).collect::<Vec<_>>().join("\n")
    );
}
