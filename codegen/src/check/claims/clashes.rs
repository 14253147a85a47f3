//! What the samples of one file disagree with, told once for each claim however many samples print it.

use serde_json::Value;

use super::fit::Broken;
use super::printed::{Printed, Side};
use super::way::Step;
use crate::check::sound::hint;
use crate::check::view::Claim;
use crate::diagnostic::{Code, Finding, Message, Place, did_you_mean};

/// A claim and a printed value that cannot both hold.
#[derive(Debug)]
pub(crate) struct Clash {
    code: Code,
    /// What the claim is about, what it is in, and where it stands.
    claim: String,
    home: String,
    claimed: Place,
    help: Option<String>,
    /// What the sample does instead, and where.
    printed: String,
    printed_at: Place,
    sample: String,
    side: Side,
}

/// A key of a sample that its owner does not have.
#[derive(Debug)]
struct Unknown {
    key: String,
    /// Who should have it, in words, and where that one stands.
    owner: String,
    owned: Place,
    help: Option<String>,
    printed_at: Place,
    sample: String,
    side: Side,
}

/// A request that calls something else than its operation.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) code: Code,
    /// What the sample does, and where.
    pub(crate) does: String,
    pub(crate) printed_at: Place,
    pub(crate) sample: String,
    /// What speaks against it, in words that follow, and where that stands.
    pub(crate) but: String,
    pub(crate) claimed: Place,
    /// What of the sample an erratum can set aside.
    pub(crate) aside: &'static str,
    /// What of the spec is wrong where many samples speak against it.
    pub(crate) mend: &'static str,
}

/// What to do about a key that is like no other.
const NO_ROW: &str = "copy its row from the page; if there is none, let an erratum on the sample set the key aside";

/// Where a row claims something, in words.
const IN_THE_TABLE: &str = "in the table";

/// How many samples a finding shows.
const SHOWN: usize = 3;

/// The clashes found so far; the same claim or key clashes with many samples and is told once.
#[derive(Debug, Default)]
pub(crate) struct Clashes {
    rows: Vec<Clash>,
    calls: Vec<Call>,
    unknown: Vec<Unknown>,
    /// Those that share a finding, in the order in which they came.
    shared: Vec<Vec<Shared>>,
    findings: Vec<Finding>,
}

/// A finding about one sample that others may share.
#[derive(Debug)]
struct Shared {
    finding: Finding,
    /// What speaks against the sample: where it stands, and what it makes of it.
    rule: Place,
    says: String,
    /// Where the sample prints what is told.
    printed_at: Place,
}

impl Clashes {
    /// A claim that does not hold for a value in a record, or for its absence. The record is `printed`; the way leads from
    /// the row's value to what breaks the claim.
    pub(crate) fn add(
        &mut self,
        claim: &Claim<'_>,
        broken: Broken,
        way: &[Step<'_>],
        does: String,
        printed: Printed<'_>,
    ) {
        let Broken { code, key, says, help } = broken;
        let origin =
            if claim.row.name == claim.name { String::new() } else { format!(" (printed as `{}`)", claim.row.name) };
        let what = match way.last() {
            None => "",
            Some(Step::Item(_)) => "an item of ",
            Some(_) => "an entry of ",
        };
        let row = printed.way(Step::Key(&claim.name));
        self.rows.push(Clash {
            code,
            claim: format!("{what}`{}`{origin} {says}", claim.name),
            home: match claim.erratum(key) {
                Some((_, erratum)) => format!("by the erratum `{erratum}`"),
                None => IN_THE_TABLE.to_owned(),
            },
            claimed: claim.at(key),
            help,
            printed: does,
            printed_at: printed.at(&row).below(way),
            sample: printed.name.to_owned(),
            side: printed.side,
        });
    }

    /// A key of a sample that its owner, known by name and place, does not have.
    pub(crate) fn unknown<'n>(
        &mut self,
        key: &str,
        (owner, place): (&str, Place),
        known: impl Iterator<Item = &'n str>,
        printed: Printed<'_>,
    ) {
        self.unknown.push(Unknown {
            key: key.to_owned(),
            owner: owner.to_owned(),
            owned: place,
            help: match printed.key {
                "json" => did_you_mean(key, known).or_else(|| Some(NO_ROW.to_owned())),
                _ => {
                    let instead = format!("an erratum on the row says which name holds: `use: {{ name: {key} }}`");
                    Some(hint::meant_or(key, known, &instead))
                }
            },
            printed_at: printed.at_key(key),
            sample: printed.name.to_owned(),
            side: printed.side,
        });
    }

    /// A request that calls something else than its operation.
    pub(crate) fn call(&mut self, call: Call) {
        self.calls.push(call);
    }

    /// Adds a finding about a sample that others share where a rule makes the same of them.
    pub(crate) fn share(&mut self, finding: Finding, rule: Place, printed_at: Place) {
        let says = finding.told.iter().chain(&finding.help).map(String::as_str).collect::<Vec<_>>().join("; ");
        let one = Shared { finding, rule, says, printed_at };
        match self.shared.iter_mut().find(|group| (&group[0].rule, &group[0].says) == (&one.rule, &one.says)) {
            Some(group) => group.push(one),
            None => self.shared.push(vec![one]),
        }
    }

    /// Adds a finding about a sample as a whole.
    pub(crate) fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The findings about samples as wholes.
    pub(crate) fn findings(&mut self) -> &mut Vec<Finding> {
        &mut self.findings
    }

    /// One finding per claim, per call, per unknown key and per rule, with the samples that print it.
    pub(crate) fn into_findings(mut self) -> Vec<Finding> {
        let alone = std::mem::take(&mut self.findings);
        for group in &self.shared {
            self.findings.push(shared_by(group).against(&group[0].rule, &group[0].says));
        }
        self.findings.extend(alone);
        self.rows.sort_by(|a, b| (&a.claimed, &a.claim).cmp(&(&b.claimed, &b.claim)));
        for group in self.rows.chunk_by(|a, b| (&a.claimed, &a.claim, a.code) == (&b.claimed, &b.claim, b.code)) {
            self.findings.push(broken_by(group).against(&group[0].claimed, &group[0].claim));
        }
        self.calls.sort_by(|a, b| (&a.claimed, &a.but).cmp(&(&b.claimed, &b.but)));
        for group in self.calls.chunk_by(|a, b| (&a.claimed, &a.but, a.code) == (&b.claimed, &b.but, b.code)) {
            self.findings.push(called_by(group).against(&group[0].claimed, &group[0].but));
        }
        self.unknown.sort_by(|a, b| (&a.owned, &a.key).cmp(&(&b.owned, &b.key)));
        for group in self.unknown.chunk_by(|a, b| (&a.owned, &a.key) == (&b.owned, &b.key)) {
            self.findings.push(unknown_in(group).against(&group[0].owned, &group[0].key));
        }
        self.findings
    }
}

fn broken_by(group: &[Clash]) -> Finding {
    let samples = one_of_each(group, |clash| &clash.printed_at);
    let first = &group[0];
    let more = more_disagree(samples.len() - 1);
    let words = |home: &str, sample: &str| format!("{} {home}, but {sample} {}{more}", first.claim, first.printed);
    // Who calls the client knows no errata.
    let told = words(IN_THE_TABLE, first.side.what());
    let message = Message::of_both(words(&first.home, &format!("the sample `{}`", first.sample)), told);
    let mut finding = Finding::new(first.code, message, first.claimed.clone(), "claimed here");
    for clash in samples.iter().take(SHOWN) {
        finding = finding.label(clash.printed_at.clone(), format!("the sample `{}` {}", clash.sample, clash.printed));
    }
    let help = first.help.clone();
    finding.help(help.unwrap_or_else(|| {
        "say which of the two holds, and why, with an erratum: `erratum: name` on the row, and \
         `name: { use: { … }, because: … }` under `errata`"
            .to_owned()
    }))
}

fn more_disagree(more: usize) -> String {
    match more {
        0 => String::new(),
        1 => ", and one more sample disagrees with it".to_owned(),
        more => format!(", and {more} more samples disagree with it"),
    }
}

/// Where one sample differs, the sample is the likely one to be wrong; where many do, what they differ from.
fn called_by(group: &[Call]) -> Finding {
    let first = &group[0];
    let more = more_disagree(group.len() - 1);
    let words = |sample: &str| format!("{sample} {}, {}{more}", first.does, first.but);
    let message = Side::Request.message(&first.sample, words);
    let aside = format!("with an erratum on the sample: `not: [{}]`", first.aside);
    if group.len() == 1 {
        return Finding::new(first.code, message, first.printed_at.clone(), "printed here")
            .label(first.claimed.clone(), "claimed here")
            .help(format!("settle it {aside}"));
    }
    let mut finding = Finding::new(first.code, message, first.claimed.clone(), "claimed here");
    for call in group.iter().take(SHOWN) {
        finding = finding.label(call.printed_at.clone(), format!("the sample `{}` {}", call.sample, call.does));
    }
    finding.help(format!("mend {}, or settle each {aside}", first.mend))
}

fn unknown_in(group: &[Unknown]) -> Finding {
    let samples = one_of_each(group, |unknown| &unknown.printed_at);
    let first = &group[0];
    let more = match samples.len() - 1 {
        0 => String::new(),
        1 => "; one more sample prints it".to_owned(),
        more => format!("; {more} more samples print it"),
    };
    let words = |sample: &str| format!("`{}` in {sample} is no key of {}{more}", first.key, first.owner);
    let message = first.side.message(&first.sample, words);
    let at = first.printed_at.clone();
    let mut finding = Finding::new(Code::UnknownSampleKey, message, at, "printed here, and in no table");
    for unknown in samples.iter().take(SHOWN).skip(1) {
        finding = finding.label(unknown.printed_at.clone(), "and here");
    }
    let finding = finding.label(first.owned.clone(), "the keys that there are");
    Finding { help: first.help.clone(), ..finding }
}

/// Each of the samples may be the one to mend, so each is shown.
fn shared_by(group: &[Shared]) -> Finding {
    let mut finding = group[0].finding.clone();
    finding.message += &match group.len() - 1 {
        0 => String::new(),
        1 => "; it is the same with one more sample".to_owned(),
        more => format!("; it is the same with {more} more samples"),
    };
    group.iter().skip(1).fold(finding, |finding, other| finding.label(other.printed_at.clone(), "and here"))
}

/// The first of each sample, in the order in which the samples come. Two operations can have samples of one name.
fn one_of_each<T>(group: &[T], printed_at: impl Fn(&T) -> &Place) -> Vec<&T> {
    let mut first: Vec<&T> = Vec::new();
    for one in group {
        if !first.iter().any(|other| printed_at(other).steps == printed_at(one).steps) {
            first.push(one);
        }
    }
    first
}

/// A value as a message can carry it.
pub(crate) fn shorten(value: &Value) -> String {
    const LONGEST: usize = 40;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
