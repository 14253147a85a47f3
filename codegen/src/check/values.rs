//! A printed value held against what a row claims about it.

use serde_json::{Map, Value};

use super::view::{Claim, Table, Tables};
use super::way::{self, Step, Way};
use crate::diagnostic::{Code, Finding, Place};
use crate::spec::{TypeExpr, Unset};

/// Who writes the value: requests must have what is required, answers claim nothing about null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Answer,
}

/// The sample that a value is printed in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed<'a> {
    pub(super) name: &'a str,
    /// The sample's own place; its text stands under the key `json`.
    pub(super) place: &'a Place,
    pub(super) text: &'a str,
    /// What of the text is replaced to make it JSON.
    pub(super) mend: &'a [(String, String)],
    /// Whether the text is only the value of one key.
    pub(super) is_part: bool,
    pub(super) side: Side,
    /// Where in the sample the value stands; `None` at its top.
    pub(super) way: Option<&'a Way<'a>>,
}

impl<'a> Printed<'a> {
    /// The way to a value below this one.
    pub(super) fn way<'b>(&'b self, step: Step<'b>) -> Way<'b> {
        Way { before: self.way, step }
    }

    /// The same sample, at a value in it.
    pub(super) fn at<'b>(&self, way: &'b Way<'b>) -> Printed<'b>
    where
        'a: 'b,
    {
        Printed { way: Some(way), ..*self }
    }

    /// The place of a key of this value; the whole text where it cannot be found.
    pub(super) fn key(&self, key: &str) -> Place {
        self.at(&self.way(Step::Key(key))).here()
    }

    /// The place of the key at the end of a path of keys.
    pub(super) fn path(&self, path: &str) -> Place {
        self.at(&self.way(Step::Path(path))).here()
    }

    /// The place of this value: its key, or the item; the whole text where it cannot be found.
    pub(super) fn here(&self) -> Place {
        let json = self.place.key("json");
        let steps = self.way.map(Way::steps).unwrap_or_default();
        let steps = steps.get(usize::from(self.is_part)..).unwrap_or_default();
        match way::find(self.text, self.mend, steps) {
            Some((start, end)) => json.within(start, end),
            None => json,
        }
    }
}

/// A claim and a printed value that cannot both hold.
#[derive(Debug)]
pub(super) struct Clash {
    code: Code,
    /// What the claim is about, and where it stands.
    claim: String,
    claimed: Place,
    /// What the sample does instead, and where.
    printed: String,
    printed_at: Place,
    sample: String,
}

/// Holds the value of a sample against a type expression.
pub(super) fn hold(ty: &TypeExpr, value: &Value, tables: &Tables<'_>, printed: Printed<'_>, clashes: &mut Clashes) {
    match (ty, value) {
        (TypeExpr::List(item), Value::Array(values)) => {
            for (n, value) in values.iter().enumerate() {
                hold(item, value, tables, printed.at(&printed.way(Step::Item(n))), clashes);
            }
        }
        (TypeExpr::Map(item), Value::Object(object)) => {
            for (key, value) in object {
                hold(item, value, tables, printed.at(&printed.way(Step::Key(key))), clashes);
            }
        }
        (TypeExpr::Name(name), Value::Object(object)) => {
            if let Some(table) = tables.get(name) {
                hold_record(name, table, object, tables, printed, clashes);
            }
        }
        _ => {}
    }
}

/// Holds an object of a sample against the rows of a table.
fn hold_record(
    type_name: &str,
    table: &Table<'_>,
    object: &Map<String, Value>,
    tables: &Tables<'_>,
    printed: Printed<'_>,
    clashes: &mut Clashes,
) {
    let claims = &table.claims;
    for claim in claims {
        match object.get(&claim.name) {
            None | Some(Value::Null) => hold_absence(claim, object.contains_key(&claim.name), printed, clashes),
            Some(value) => hold_row(claim, value, tables, printed, clashes),
        }
    }
    for key in object.keys().filter(|key| !claims.iter().any(|claim| claim.name == **key)) {
        let owner = format!("`{type_name}`");
        clashes.unknown(key, (&owner, table.place.name()), claims.iter().map(|claim| claim.name.as_str()), printed);
    }
}

/// Holds a row against its absence, or against null.
fn hold_absence(claim: &Claim<'_>, is_null: bool, printed: Printed<'_>, clashes: &mut Clashes) {
    let does = if is_null { "has null" } else { "leaves it out" };
    let (code, says, key) = match printed.side {
        Side::Answer if claim.key => (Code::MissingSampleKey, "identifies its record", "name"),
        Side::Answer => return,
        Side::Request if claim.required && is_null => (Code::RequiredButNull, "is required", "required"),
        Side::Request if claim.required => (Code::RequiredButAbsent, "is required", "required"),
        Side::Request if is_null && claim.unset == Unset::Omitted => {
            (Code::UnsetDisagrees, "is left out where it is not set (`unset: omitted`)", "name")
        }
        Side::Request if !is_null && claim.unset == Unset::Null => {
            (Code::UnsetDisagrees, "is written as null where it is not set (`unset: null`)", "name")
        }
        Side::Request => return,
    };
    clashes.add(code, claim, key, says, does.to_owned(), printed);
}

/// Holds a row against a value that is there.
fn hold_row(claim: &Claim<'_>, value: &Value, tables: &Tables<'_>, printed: Printed<'_>, clashes: &mut Clashes) {
    let shown = format!("prints `{}`", shorten(value));
    match misfit(claim, &claim.ty, value, tables) {
        Some((code, key, says)) => clashes.add(code, claim, key, &says, shown, printed),
        None => hold(&claim.ty, value, tables, printed.at(&printed.way(Step::Key(&claim.name))), clashes),
    }
}

/// Holds the payload of an answer against the type that the operation names, as a row is held.
pub(super) fn hold_payload(
    claim: &Claim<'_>,
    payload: &Value,
    tables: &Tables<'_>,
    printed: Printed<'_>,
    clashes: &mut Clashes,
) {
    let Some((code, _, says)) = misfit(claim, &claim.ty, payload, tables) else {
        return hold(&claim.ty, payload, tables, printed, clashes);
    };
    let wanted = if code == Code::ValueType { format!("not a `{}`", claim.ty) } else { format!("but it {says}") };
    let message = format!("the payload of the sample `{}` is `{}`, {wanted}", printed.name, shorten(payload));
    clashes.push(
        Finding::new(code, message, printed.here(), "printed here")
            .label(claim.place.clone(), "claimed here")
            .help("mend `answer`, or the type that it names"),
    );
}

/// What a value breaks of a row: the code, the key of the row that claims it, and the claim in words.
pub(super) fn misfit(
    claim: &Claim<'_>,
    ty: &TypeExpr,
    value: &Value,
    tables: &Tables<'_>,
) -> Option<(Code, &'static str, String)> {
    let wrong_type = |says: String| Some((Code::ValueType, "type", says));
    match (ty, value) {
        (TypeExpr::List(item), Value::Array(values)) => {
            let inner = values.iter().find_map(|value| misfit(claim, item, value, tables));
            inner.or_else(|| wrong_count(claim, values.len()))
        }
        (TypeExpr::Map(item), Value::Object(object)) => {
            object.values().find_map(|value| misfit(claim, item, value, tables))
        }
        (TypeExpr::Name(name), value) => match name.as_str() {
            "string" => text_misfit(claim, value, tables),
            "int" => match value {
                Value::Number(number) if !number.is_f64() => number_misfit(claim, number),
                _ => wrong_type("is an `int`".into()),
            },
            "number" => match value {
                Value::Number(number) => number_misfit(claim, number),
                _ => wrong_type("is a `number`".into()),
            },
            "bool" => {
                if value.is_boolean() {
                    None
                } else {
                    wrong_type("is a `bool`".into())
                }
            }
            "json" => None,
            name => named_misfit(name, value, tables),
        },
        (ty, _) => wrong_type(format!("is a `{ty}`")),
    }
}

fn text_misfit(claim: &Claim<'_>, value: &Value, tables: &Tables<'_>) -> Option<(Code, &'static str, String)> {
    let text = match value {
        Value::String(text) if claim.quoted => text.clone(),
        Value::Number(number) if !claim.quoted => number.to_string(),
        Value::String(text) if serde_json::from_str::<serde_json::Number>(text).is_err() => text.clone(),
        Value::String(_) => {
            return Some((Code::ValueType, "quoted", "is a text without quotes (`quoted: false`)".into()));
        }
        _ => return Some((Code::ValueType, "type", "is a `string`".into())),
    };
    if let Some(most) = claim.at_most().filter(|most| text.chars().count() as u64 > *most) {
        return Some((Code::TooLong, "length", format!("has at most {most} characters")));
    }
    let known = claim.values.as_deref().and_then(|name| Some((name, tables.get(name)?.ty.values.as_deref()?)));
    match known {
        Some((name, values)) if !values.iter().any(|value| value.name == text) => {
            Some((Code::UnknownValue, "values", format!("has the values of `{name}`")))
        }
        _ => None,
    }
}

fn number_misfit(claim: &Claim<'_>, number: &serde_json::Number) -> Option<(Code, &'static str, String)> {
    let digits = number.to_string().chars().filter(char::is_ascii_digit).count() as u64;
    let value = number.as_f64().unwrap_or(f64::NAN);
    if let Some(most) = claim.at_most().filter(|most| digits > *most) {
        Some((Code::TooLong, "length", format!("has at most {most} digits")))
    } else if let Some(min) = claim.row.min.filter(|min| value < *min as f64) {
        Some((Code::OutOfRange, "min", format!("is {min} or more")))
    } else if let Some(max) = claim.row.max.filter(|max| value > *max as f64) {
        Some((Code::OutOfRange, "max", format!("is {max} or less")))
    } else if number.as_i64().is_none() && !number.is_f64() {
        Some((Code::ValueType, "type", "is a whole number of 64 bits".into()))
    } else {
        None
    }
}

fn wrong_count(claim: &Claim<'_>, count: usize) -> Option<(Code, &'static str, String)> {
    let items = claim.row.items?;
    let fits = count == 0 || count as u64 == items;
    if fits { None } else { Some((Code::OutOfRange, "items", format!("has {items} items or none"))) }
}

fn named_misfit(name: &str, value: &Value, tables: &Tables<'_>) -> Option<(Code, &'static str, String)> {
    let table = tables.get(name)?;
    match (&table.ty.values, value) {
        (None, Value::Object(_)) => None,
        (Some(values), Value::String(text)) if values.iter().any(|known| known.name == *text) => None,
        (Some(_), Value::String(_)) => Some((Code::UnknownValue, "type", format!("has the values of `{name}`"))),
        _ => Some((Code::ValueType, "type", format!("is a `{name}`"))),
    }
}

/// A value as a message can carry it.
pub(super) fn shorten(value: &Value) -> String {
    const LONGEST: usize = 40;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The clashes found so far; the same claim clashes with many samples and is told once.
#[derive(Debug, Default)]
pub(super) struct Clashes {
    rows: Vec<Clash>,
    findings: Vec<Finding>,
}

impl Clashes {
    pub(super) fn add(
        &mut self,
        code: Code,
        claim: &Claim<'_>,
        key: &'static str,
        says: &str,
        does: String,
        printed: Printed<'_>,
    ) {
        let origin =
            if claim.row.name == claim.name { String::new() } else { format!(" (printed as `{}`)", claim.row.name) };
        self.rows.push(Clash {
            code,
            claim: format!("`{}`{origin} {says}", claim.name),
            claimed: claim.place.key(key),
            printed: does,
            printed_at: printed.key(&claim.name),
            sample: printed.name.to_owned(),
        });
    }

    /// A key of a sample that its owner, known by name and place, does not have.
    pub(super) fn unknown<'n>(
        &mut self,
        key: &str,
        (owner, place): (&str, Place),
        known: impl Iterator<Item = &'n str>,
        printed: Printed<'_>,
    ) {
        let finding = Finding::new(
            Code::UnknownSampleKey,
            format!("`{key}` in the sample `{}` is no key of {owner}", printed.name),
            printed.key(key),
            "printed here, and in no table",
        )
        .label(place, "the keys that there are");
        let finding = super::hint::did_you_mean(finding, key, known);
        let is_told = |other: &Finding| {
            let top = |finding: &Finding| finding.labels.first().map(|(place, _)| place.steps.clone());
            other.message == finding.message && top(other) == top(&finding)
        };
        if !self.findings.iter().any(is_told) {
            self.findings.push(finding);
        }
    }

    /// Adds a finding about a sample as a whole.
    pub(super) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The findings about samples as wholes.
    pub(super) fn findings(&mut self) -> &mut Vec<Finding> {
        &mut self.findings
    }

    /// One finding per claim, with the samples that it clashes with.
    pub(super) fn into_findings(mut self) -> Vec<Finding> {
        self.rows.sort_by(|a, b| (&a.claimed, &a.claim).cmp(&(&b.claimed, &b.claim)));
        for group in self.rows.chunk_by(|a, b| (&a.claimed, &a.claim, a.code) == (&b.claimed, &b.claim, b.code)) {
            self.findings.push(told_once(group));
        }
        self.findings
    }
}

fn told_once(group: &[Clash]) -> Finding {
    const SHOWN: usize = 3;
    let mut samples: Vec<&Clash> = Vec::new();
    for clash in group {
        if !samples.iter().any(|shown| shown.sample == clash.sample) {
            samples.push(clash);
        }
    }
    let first = &group[0];
    let more = match samples.len() - 1 {
        0 => String::new(),
        1 => ", and one more sample disagrees with it".to_owned(),
        more => format!(", and {more} more samples disagree with it"),
    };
    let message = format!("{} in the table, but the sample `{}` {}{more}", first.claim, first.sample, first.printed);
    let mut finding = Finding::new(first.code, message, first.claimed.clone(), "claimed here");
    for clash in samples.iter().take(SHOWN) {
        finding = finding.label(clash.printed_at.clone(), format!("the sample `{}` {}", clash.sample, clash.printed));
    }
    finding.help(
        "say which of the two holds, and why, with an erratum: `erratum: name` on the row, and \
         `name: { use: { … }, because: … }` under `errata`",
    )
}
