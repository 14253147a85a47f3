//! The status and the code that an answer prints: a pair that the page lists, and the status that the answer comes with.

use serde_json::Value;

use super::context::Answer;
use super::success::lookup;
use crate::check::claims::clashes::Clashes;
use crate::diagnostic::{Code, Finding, Place};

/// Holds what an answer prints of them against `statuses`.
pub(crate) fn hold(answer: &Answer<'_, '_>, clashes: &mut Clashes) {
    let envelope = answer.context.envelope;
    let statuses = &answer.context.view.spec.api.statuses;
    let at = |path: &Option<String>| path.as_deref().and_then(|path| lookup(answer.value, path));
    let (Some(status), code) = (at(&envelope.status).and_then(Value::as_u64), at(&envelope.code)) else {
        return;
    };
    let code = code.and_then(Value::as_str);
    let listed = statuses.iter().any(|row| {
        u64::from(row.http) == status && (code.is_none() || row.code.is_none() || row.code.as_deref() == code)
    });
    let key = answer.printed.path(envelope.status.as_deref().unwrap_or_default());
    if !statuses.is_empty() && !listed {
        let pair = code.map_or(format!("{status}"), |code| format!("{status} with `{code}`"));
        let row = statuses.iter().position(|row| u64::from(row.http) == status || row.code.as_deref() == code);
        let mut finding = Finding::new(
            Code::StatusPair,
            answer
                .printed
                .message(|sample| format!("{sample} prints {pair}, a pair that the list of statuses does not have")),
            key,
            "printed here",
        );
        if let Some(row) = row {
            let place = Place::root(answer.context.view.spec.file).key("statuses").item(row);
            finding = finding.label(place, "claimed here");
        }
        clashes.push(finding.help("set one of them aside with an erratum on the sample: `not: [key]`"));
    } else if status != u64::from(answer.http) {
        clashes.push(
            Finding::new(
                Code::StatusPair,
                answer.printed.message(|sample| {
                    format!("{sample} prints the status {status}, but comes with HTTP {}", answer.http)
                }),
                key,
                "printed here",
            )
            .help(format!("say `http: {status}`, or set the key aside with an erratum on the sample")),
        );
    }
}
