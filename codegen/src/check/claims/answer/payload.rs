//! What was asked for: the payload of an ok answer is there and has the type that its operation names; a refusal has none.

use serde_json::Value;

use super::context::{Answer, Payload};
use super::success::lookup;
use crate::check::claims::clashes::{Clashes, shorten};
use crate::check::claims::fit::{Broken, Misfit, misfit};
use crate::check::claims::printed::Printed;
use crate::check::claims::values;
use crate::check::claims::way::Step;
use crate::check::view::{Claim, Tables};
use crate::diagnostic::{Code, Finding};
use crate::spec::{Row, Unset};

/// Holds an ok answer against what its operation says of the payload.
pub(crate) fn hold(answer: &Answer<'_, '_>, clashes: &mut Clashes) {
    let path = answer.context.envelope.payload.as_deref();
    let payload =
        path.map_or(Some(answer.value), |path| lookup(answer.value, path)).filter(|payload| !payload.is_null());
    match (answer.context.payload, payload) {
        (Payload::Any, _) | (Payload::None, None) => {}
        (Payload::None, Some(_)) => {
            if let Some(path) = path {
                clashes.push(
                    Finding::new(
                        Code::UnknownSampleKey,
                        answer.printed.message(|sample| {
                            format!("{sample} carries `{path}`, but the operation says nothing about it")
                        }),
                        answer.printed.path(path),
                        "printed here",
                    )
                    .help("say what it holds: `answer: SomeType`"),
                );
            }
        }
        (Payload::Type(_), None) if !answer.agrees => {}
        (Payload::Type(ty), None) => clashes.push(Finding::new(
            Code::MissingSampleKey,
            answer.printed.message(|sample| format!("{sample} reads `ok`, but the payload, a `{ty}`, is not in it")),
            answer.printed.place.key("json"),
            format!("no `{}`", path.unwrap_or_default()),
        )),
        (Payload::Type(ty), Some(payload)) => {
            let row = Row::of(path.and_then(|path| path.rsplit('.').next()).unwrap_or_default(), ty.clone());
            let claim =
                answer.context.view.claim(answer.context.file, answer.context.answer.clone(), &row, Unset::Omitted);
            let way = path.map(|path| answer.printed.way(Step::Path(path)));
            let printed = way.as_ref().map_or(answer.printed, |way| answer.printed.at(way));
            hold_type(&claim, payload, answer.context.tables, printed, clashes);
        }
    }
}

/// A refusal does not carry what was asked for. What only stands where nothing is, such as `[]`, is not carried.
pub(crate) fn hold_none(answer: &Answer<'_, '_>, clashes: &mut Clashes) {
    let envelope = answer.context.envelope;
    let Some(path) = envelope.payload.as_deref().filter(|_| answer.agrees) else { return };
    // Some vendors tell there why they refused.
    let told = envelope.message.0.iter().chain(&envelope.code).chain(&envelope.errors).chain(&envelope.status);
    let tells =
        told.into_iter().any(|key| key == path || key.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')));
    if !tells && lookup(answer.value, path).is_some_and(|payload| !is_nothing(payload)) {
        let words = |sample: &str| {
            format!("{sample} contradicts itself: it reads as a refusal, and `{path}` carries what was asked for")
        };
        let finding = Finding::new(
            Code::HalfAgreed,
            answer.printed.message(words),
            answer.printed.path(path),
            "carried by a refusal",
        );
        clashes.push(finding.help(format!("set it aside with an erratum on the sample: `not: [{path}]`")));
    }
}

/// Whether a value is one of those that stand where nothing is.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Bool(true) => false,
        Value::Number(number) => number.as_i64() == Some(0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
    }
}

/// Holds the payload against its type, as a row is held.
fn hold_type(claim: &Claim<'_>, payload: &Value, tables: &Tables<'_>, printed: Printed<'_>, clashes: &mut Clashes) {
    let Some(Misfit { broken: Broken { code, says, .. }, way, .. }) = misfit(claim, &claim.ty, payload, tables) else {
        return values::hold(&claim.ty, payload, tables, printed, clashes);
    };
    let wanted = if code == Code::ValueType { format!("not a `{}`", claim.ty) } else { format!("but it {says}") };
    let message = printed.message(|sample| format!("the payload of {sample} is `{}`, {wanted}", shorten(payload)));
    clashes.push(
        Finding::new(code, message, printed.below(&way), "printed here")
            .label(claim.place.clone(), "claimed here")
            .help("mend `answer`, or the type that it names"),
    );
}
