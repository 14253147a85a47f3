//! How a page spells what a row says: whether each word means one thing, and whether the mark of a row is one that the page has.

use serde_json::Value;

use super::hint::did_you_mean;
use crate::diagnostic::{Code, Finding, Place, nearest};
use crate::spec::{ApiFile, ApiSpec, BUILT_IN, Length, Named, OneOrMany, Source};

/// What a word can mean beside a type.
const MEANINGS: [&str; 3] = ["required", "optional", NO_LENGTH];
const NO_LENGTH: &str = "no_length";

/// The words of one source: known meanings, and nothing that means two things at once.
pub(crate) fn check(spec: &ApiSpec, source: &Source, place: &Place, findings: &mut Vec<Finding>) {
    let place = place.key("words");
    for (n, (meaning, words)) in source.words.iter().enumerate() {
        let at = place.entry(n);
        // In a file that is left out there may be a type of this name.
        if spec.is_whole && !MEANINGS.contains(&meaning) && !names_a_type(meaning, spec) {
            let message = format!("nothing in a row is called `{meaning}`");
            let finding = Finding::new(Code::UnknownKey, message, at.name(), "neither a type nor one of the meanings");
            findings.push(did_you_mean(finding, meaning, MEANINGS.iter().chain(BUILT_IN).copied()));
        }
        for (m, word) in words.0.iter().enumerate() {
            let at = at.item(m);
            if word.trim().is_empty() {
                let finding = Finding::new(Code::WrongValue, "an empty word is on every page", at, "this word");
                findings.push(finding.help("write it as the page prints it"));
            } else if words.0[..m].contains(word) {
                let finding = Finding::new(Code::DuplicateKey, format!("`{word}` stands here twice"), at, "once more");
                findings.push(finding.help("take one of them away"));
            } else if meaning == NO_LENGTH && !Length::is_mark(word) {
                let finding =
                    Finding::new(Code::WrongValue, format!("`{word}` can be no mark for no length"), at, "this");
                findings.push(finding.help("a length has digits, and what means that there is none has no digit"));
            }
        }
    }
    both_yes_and_no(&source.words, &place, findings);
}

/// No word says both that a row is required and that it is not.
fn both_yes_and_no(words: &Named<OneOrMany<String>>, place: &Place, findings: &mut Vec<Finding>) {
    let of = |meaning: &str| words.iter().position(|(other, _)| other == meaning);
    let (Some(yes), Some(no)) = (of("required"), of("optional")) else { return };
    for (n, word) in words.0[no].1.0.iter().enumerate() {
        if let Some(m) = words.0[yes].1.0.iter().position(|other| other == word) {
            let message = format!("`{word}` cannot say both that a row is required and that it is not");
            let finding = Finding::new(Code::DuplicateKey, message, place.entry(no).item(n), "once here");
            findings.push(finding.label(place.entry(yes).item(m), "and once here").help("take one of them away"));
        }
    }
}

/// `Thing`, `[int]`, `{ string: Thing }`.
fn names_a_type(name: &str, spec: &ApiSpec) -> bool {
    let list = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let map = || name.strip_prefix("{ string: ").and_then(|name| name.strip_suffix(" }"));
    if let Some(inner) = list.or_else(map) {
        return names_a_type(inner, spec);
    }
    let of_resources = spec.resources.iter().map(|(_, resource)| &resource.types);
    let mut types = std::iter::once(&spec.api.types).chain(of_resources);
    BUILT_IN.contains(&name) || types.any(|types| types.get(name).is_some())
}

/// A mark for no length is a sign, or a word of which a source says so: read as a mark without that, a slip would take the
/// length away in silence.
pub(crate) fn mark(api: &ApiFile, length: Option<&Length>, place: Place, findings: &mut Vec<Finding>) {
    let Some(Length::None(mark)) = length else { return };
    let declared =
        || api.sources.iter().filter_map(|(_, source)| source.words.get(NO_LENGTH)).flat_map(|words| &words.0);
    let is_sign = mark.chars().all(|c| !c.is_alphanumeric() && !c.is_whitespace());
    if is_sign || matches!(mark.as_str(), "X" | "x") || declared().any(|word| word == mark) {
        return;
    }
    let help = match nearest(mark, declared().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "if the page prints it where there is no length, say so at its source: `words: {{ {NO_LENGTH}: [ {} ] }}`; where it \
             prints no length, leave `length` out",
            Value::from(mark.as_str())
        ),
    };
    let message = format!("`{mark}` is neither a length nor a known mark for no length");
    findings.push(Finding::new(Code::WrongValue, message, place, "claimed here").help(help));
}
