//! An answer that the page prints, made whole and given to each file that holds it against something.

pub(crate) mod context;
pub(crate) mod envelope;
pub(crate) mod payload;
pub(crate) mod status;
pub(crate) mod success;

use serde_json::{Map, Value};

use self::context::{Answer, Context, Payload};
use self::success::{Evidence, is_printed};
use crate::check::claims::clashes::Clashes;
use crate::check::claims::printed::{Printed, Side};
use crate::check::claims::samples;
use crate::diagnostic::Place;
use crate::model;
use crate::spec::{AnswerSample, Envelope, Named, Reads, TypeExpr};

/// Holds one sample against everything, and returns it as it comes over the wire.
pub(crate) fn check<'a>(
    context: &Context<'_, 'a>,
    name: &str,
    sample: &'a AnswerSample,
    place: &Place,
    clashes: &mut Clashes,
) -> Option<model::AnswerSample> {
    let settled = context.view.settled(context.file, place, &sample.erratum);
    let (json, value) = samples::read(&sample.json, &sample.mend, place, clashes.findings())?;
    let (json, sent) = whole(context.envelope, sample, json, value);
    let mut value = sent.clone();
    for path in settled.iter().flat_map(|settled| &settled.erratum.set_aside.0) {
        samples::set_aside(&mut value, path);
    }
    let reads = settled.iter().find_map(|settled| settled.erratum.instead.reads).unwrap_or(sample.reads);
    let http = sample.http.unwrap_or(200);
    let printed = Printed {
        name,
        place,
        key: "json",
        text: &sample.json,
        mend: &sample.mend,
        part: sample.part.as_deref(),
        side: Side::Answer,
        way: None,
        bytes: None,
    };
    let evidence = |value| Evidence {
        envelope: context.envelope,
        statuses: &context.view.spec.api.statuses,
        value,
        http,
        is_list: matches!(context.payload, Payload::Type(TypeExpr::List(_)) | Payload::Any),
    };
    let agrees = success::hold(&evidence(&sent), &evidence(&value), reads, printed, context.view.spec.file, clashes);
    let answer = Answer { context, printed, value: &value, http, agrees };
    status::hold(&answer, clashes);
    envelope::hold(&answer, clashes);
    match reads {
        Reads::Ok => payload::hold(&answer, clashes),
        Reads::Refused => payload::hold_none(&answer, clashes),
        Reads::NoRows => {}
    }
    Some(model::AnswerSample { name: name.to_owned(), http, reads, json })
}

/// A sample of which the page prints only the value of one key, with what comes around it.
fn whole(envelope: &Envelope, sample: &AnswerSample, json: String, value: Value) -> (String, Value) {
    let Some(part) = &sample.part else { return (json, value) };
    let mut object = Map::new();
    for (key, marker) in envelope.ok.first().into_iter().flat_map(Named::iter) {
        if is_printed(key) && !key.contains('.') {
            object.insert(key.to_owned(), marker.json());
        }
    }
    object.insert(part.clone(), value);
    let value = Value::Object(object);
    (value.to_string(), value)
}
