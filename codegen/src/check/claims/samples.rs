//! A sample as the page prints it, and the JSON that it is once its misprints are mended.

use serde_json::Value;

use super::nearest::nearest_text;
use super::way::Mended;
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::Json;

/// The mended text of a sample and its value. `None` where it is not JSON; the finding then says so.
pub(crate) fn read(
    text: &str,
    mend: &[(String, String)],
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<(String, Value)> {
    let mended = apply(text, mend, None, place, findings)?;
    let value = match parse(&mended) {
        Ok(value) => value,
        Err(error) => {
            findings.push(not_json(text, mend, &error, place));
            return None;
        }
    };
    for at in 0..mend.len() {
        let needless = apply(text, mend, Some(at), place, &mut Vec::new()).is_some_and(|text| parse(&text).is_ok());
        if needless {
            findings.push(
                Finding::new(
                    Code::MendUnused,
                    "this sample is JSON without this mend",
                    place.key("mend").item(at),
                    "corrects nothing",
                )
                .help("take the mend away: the page prints what it should"),
            );
        }
    }
    Some((mended, value))
}

/// The text with every replacement made, but for one that is left out.
fn apply(
    text: &str,
    mend: &[(String, String)],
    left_out: Option<usize>,
    place: &Place,
    findings: &mut Vec<Finding>,
) -> Option<String> {
    let mut mended = text.to_owned();
    let mut complete = true;
    for (at, (printed, meant)) in mend.iter().enumerate().filter(|(at, _)| Some(*at) != left_out) {
        match mended.matches(printed.as_str()).count() {
            1 if !printed.is_empty() => mended = mended.replacen(printed.as_str(), meant, 1),
            times => {
                findings.push(mend_that_does_not_fit(&mended, printed, times, place.key("mend").item(at)));
                complete = false;
            }
        }
    }
    complete.then_some(mended)
}

fn mend_that_does_not_fit(text: &str, printed: &str, times: usize, place: Place) -> Finding {
    let found = if times == 0 { "is not in the sample".into() } else { format!("is in the sample {times} times") };
    let help = match nearest_text(text, printed) {
        _ if times > 0 => "take more of the text around it, so that it stands there once".to_owned(),
        Some(near) => {
            format!("if the page was mended, take the mend away; the nearest text is `{}`", near.escape_debug())
        }
        None => "if the page was mended, take the mend away".to_owned(),
    };
    Finding::new(Code::MendUnused, format!("`{}` {found}", printed.escape_debug()), place, "has to match once")
        .help(help)
}

fn not_json(text: &str, mend: &[(String, String)], error: &serde_json::Error, place: &Place) -> Finding {
    let reason = error.to_string();
    let reason = reason.rsplit_once(" at line ").map_or(reason.as_str(), |(reason, _)| reason);
    let json = place.key("json");
    if error.is_eof() {
        return cut_short(text, json);
    }
    let mended = Mended::of(text, mend).map(|mended| (offset(&mended.text, error.line(), error.column()), mended));
    let at = mended.as_ref().map_or(json.clone(), |(at, mended)| {
        let sign = mended.text.get(*at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let (start, end) = mended.printed(*at, at + sign);
        json.within(start, end)
    });
    let mend_for = mended.filter(|_| reason == "trailing comma");
    let mend_for = mend_for.and_then(|(at, mended)| needless_comma(&mended.text, at));
    let label = if mend.is_empty() { "here" } else { "here, where nothing mends it" };
    Finding::new(Code::NotJson, format!("this sample is not JSON: {reason}"), at, label).help(match mend_for {
        Some((printed, meant)) => {
            let pair = format!("[ {}, {} ]", Value::from(printed), Value::from(meant));
            format!("keep the sample as the page prints it, and say under `mend` what it means: `mend: [ {pair} ]`")
        }
        None => "keep the sample as the page prints it, and add `mend: [[ \"printed\", \"meant\" ]]`".to_owned(),
    })
}

/// A sample that ends too early.
fn cut_short(text: &str, json: Place) -> Finding {
    let end = text.trim_end().len();
    let Some((start, _)) = text.trim_end().char_indices().next_back() else {
        let finding = Finding::new(Code::NotJson, "this sample is empty", json, "nothing below it");
        return finding.help("copy it from the page");
    };
    let message = "this sample ends before all that it opens is closed";
    Finding::new(Code::NotJson, message, json.within(start, end), "the end of it").help(
        "copy the rest of it; if the page prints no more, add what is missing: `mend: [[ \"printed\", \"meant\" ]]`",
    )
}

/// The comma before the bracket at this byte, up to the bracket and with as much before it as makes it one of its kind; and the
/// same without the comma.
fn needless_comma(text: &str, bracket: usize) -> Option<(String, String)> {
    const LONGEST: usize = 60;
    let comma = text.get(..bracket)?.rfind(',')?;
    let end = bracket + text.get(bracket..)?.chars().next()?.len_utf8();
    let starts = text.get(..=comma)?.char_indices().rev().map(|(start, _)| start).take(LONGEST);
    let only_once = |start: &usize| text.get(*start..end).is_some_and(|printed| text.matches(printed).count() == 1);
    let start = { starts }.find(only_once)?;
    Some((text.get(start..end)?.to_owned(), format!("{}{}", text.get(start..comma)?, text.get(comma + 1..end)?)))
}

/// The byte at which serde_json gave up; its lines and columns count from 1, its columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len().saturating_sub(1));
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// JSON in which no object has the same key twice.
pub(crate) fn parse(text: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str::<Json>(text).map(|json| json.0)
}

/// Takes the keys away that errata set aside, and tells which of them were not there.
pub(crate) fn set_aside(value: &mut Value, path: &str) -> bool {
    let (parents, last) = path.rsplit_once('.').unwrap_or(("", path));
    let mut parents = parents.split('.').filter(|step| !step.is_empty());
    let parent = parents.try_fold(value, |value, step| value.get_mut(step));
    parent.and_then(Value::as_object_mut).is_some_and(|object| object.remove(last).is_some())
}
