//! Whether what an operation is said to do fits the way it is called: it decides what is sent again.

use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{Effect, Method, Operation};

/// A slip in `effect` would not be seen in any sample, and let a call be repeated that must not be.
pub(crate) fn check(name: &str, operation: &Operation, place: &Place, findings: &mut Vec<Finding>) {
    let Some(fitting) = misfit(operation) else { return };
    let (method, effect) = (operation.method, operation.effect);
    findings.push(
        Finding::new(
            Code::EffectDisagrees,
            format!("`{name}` is a {method}, but its effect is `{effect}`"),
            place.key("effect"),
            "decides what is sent again",
        )
        .label(place.key("method"), "this does not fit")
        .help(fitting),
    );
}

/// What would fit, where the effect does not.
fn misfit(operation: &Operation) -> Option<&'static str> {
    match (operation.method, operation.effect) {
        (Method::Delete, Effect::Read | Effect::Create | Effect::Update) => Some("a DELETE is `delete` or `action`"),
        (Method::Put | Method::Patch, Effect::Read) => Some("a PUT or PATCH is `update`, `create` or `action`"),
        (Method::Post, Effect::Read) if operation.answer.is_none() => {
            Some("a POST that only reads has an `answer`; any other is `create`, `update`, `delete` or `action`")
        }
        _ => None,
    }
}
