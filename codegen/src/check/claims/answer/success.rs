//! Whether a sample is a success: the rule of the generated client's `envelope`, held against what the transcriber says.
//! What the sample carries is held against its types in `payload`.

use serde_json::Value;

use crate::check::claims::clashes::Clashes;
use crate::check::claims::printed::Printed;
use crate::diagnostic::{Code, Finding, Message, Place};
use crate::spec::{Envelope, Literal, Named, Reads, Status};

/// An answer as far as it must be known to be judged.
pub(crate) struct Evidence<'v> {
    /// With its errata applied.
    pub(crate) envelope: &'v Envelope,
    pub(crate) statuses: &'v [Status],
    pub(crate) value: &'v Value,
    pub(crate) http: u16,
    /// Whether the operation answers with a list.
    pub(crate) is_list: bool,
}

/// How the client reads an answer; `None` where it cannot.
struct Verdict {
    reads: Option<Reads>,
    by: By,
}

/// What decides.
#[derive(Clone, Copy)]
enum By {
    Envelope,
    Http,
    /// The status at this position of the page's list.
    Listed(usize),
}

impl By {
    /// Where the rule stands that decides. That of a status which is not listed is the envelope's too.
    fn rule(self, api: &Place) -> Place {
        match self {
            By::Envelope | By::Http => api.key("envelope"),
            By::Listed(n) => api.key("statuses").item(n),
        }
    }
}

const COMES_ALL_THE_SAME: &str = "a key that an erratum of the sample sets aside comes over the wire all the same, and \
    the client reads it: mend `reads`, or the success rule with an erratum of the envelope";

/// The client has to read the sample as the transcriber says, and this tells whether it does. It judges what the vendor
/// sends; what errata set aside is `left` out only where the sample is held against itself.
pub(crate) fn hold(
    sent: &Evidence<'_>,
    left: &Evidence<'_>,
    reads: Reads,
    printed: Printed<'_>,
    api_file: usize,
    clashes: &mut Clashes,
) -> bool {
    let api = Place::root(api_file);
    if let Some((marker, other)) = left.half_agreed() {
        clashes.share(half_agreed(marker, other, printed), api.key("envelope"), printed.path(marker));
    }
    let verdict = sent.judge();
    let agrees = verdict.reads == Some(reads);
    if !agrees {
        let finding = reads_otherwise(&verdict, reads, sent.http, printed, &api);
        let (finding, printed_at) = match sent.decisive(&verdict, reads) {
            Some((key, says)) => (finding.label(printed.path(key), says), printed.path(key)),
            None => (finding, printed.place.key("json")),
        };
        let comes_all_the_same = left.judge().reads == Some(reads);
        let finding = if comes_all_the_same { finding.help(COMES_ALL_THE_SAME) } else { finding };
        clashes.share(finding, verdict.by.rule(&api), printed_at);
    }
    agrees
}

impl Evidence<'_> {
    fn judge(&self) -> Verdict {
        let http = self.http;
        // Where a status is listed with several codes, the first one tells.
        let listed = self.statuses.iter().position(|status| status.http == http);
        let listed = listed.filter(|n| self.statuses.get(*n).is_some_and(|status| status.reads == Reads::Refused));
        let is_success = (200..300).contains(&http) && listed.is_none();
        let is_redirect = (100..200).contains(&http) || (300..400).contains(&http);
        let holds = self.holds();
        let by = match (holds, listed) {
            (Some(false), _) if !self.envelope.ok.is_empty() => By::Envelope,
            (_, Some(listed)) => By::Listed(listed),
            _ => By::Http,
        };
        match holds {
            Some(true) if is_success => Verdict { reads: Some(self.with_rows()), by: By::Envelope },
            Some(_) if is_redirect => Verdict { reads: None, by: By::Http },
            Some(_) => Verdict { reads: Some(Reads::Refused), by },
            None if listed.is_some() => Verdict { reads: Some(Reads::Refused), by },
            None if is_redirect || self.is_unnamed_success() => Verdict { reads: None, by: By::Http },
            None => Verdict { reads: None, by: By::Envelope },
        }
    }

    fn with_rows(&self) -> Reads {
        let holds = |form: &Named<_>| form.iter().all(|(key, wanted)| self.agrees(key, wanted) == Some(true));
        match (self.envelope.no_rows.iter().any(holds), self.is_list) {
            (false, _) => Reads::Ok,
            (true, true) => Reads::NoRows,
            (true, false) => Reads::Refused,
        }
    }

    /// Whether the envelope says ok; `None` where it says nothing.
    fn holds(&self) -> Option<bool> {
        let forms = &self.envelope.ok;
        if forms.is_empty() {
            return Some((200..300).contains(&self.http));
        }
        match self.objection() {
            Some(_) if self.is_unnamed_success() => None,
            Some(_) => Some(false),
            None if forms.iter().all(|form| self.marker(form).is_none()) => None,
            None => Some(forms.iter().any(|form| self.form_holds(form))),
        }
    }

    /// Whether nothing speaks against it but a status of success that no form names: it may have been one all the same.
    fn is_unnamed_success(&self) -> bool {
        (200..300).contains(&self.http) && self.objection().is_some_and(|key| !is_printed(key))
    }

    /// Whether the marker of a form agrees; `None` where it is not there.
    fn marker(&self, form: &Named<Literal>) -> Option<bool> {
        marker_of(form).and_then(|(key, wanted)| self.agrees(key, wanted))
    }

    /// Whether the marker of the form agrees and so does every other key of it that is there.
    fn form_holds(&self, form: &Named<Literal>) -> bool {
        let mut present = form.iter().filter_map(|(key, wanted)| self.agrees(key, wanted));
        self.marker(form) == Some(true) && present.all(|agrees| agrees)
    }

    /// A key that is there and has a value that no form wants; the status only where nothing else is.
    fn objection(&self) -> Option<&str> {
        let disagreeing = self.claims().filter(|(key, wanted)| self.agrees(key, wanted) == Some(false));
        let agrees =
            |key: &str| self.claims().any(|(other, wanted)| other == key && self.agrees(other, wanted) == Some(true));
        disagreeing.map(|(key, _)| key).filter(|key| !agrees(key)).max_by_key(|key| is_printed(key))
    }

    /// The key that decides between a success and a refusal where the transcriber says the other, and what it says.
    fn decisive(&self, verdict: &Verdict, reads: Reads) -> Option<(&str, &'static str)> {
        match (verdict.by, verdict.reads?, reads) {
            (By::Envelope, Reads::Refused, _) => {
                Some((self.objection().filter(|key| is_printed(key))?, "this says that it failed"))
            }
            (By::Envelope, _, Reads::Refused) => {
                let agreeing = self.claims().filter(|(key, wanted)| self.agrees(key, wanted) == Some(true));
                Some((agreeing.map(|(key, _)| key).find(|key| is_printed(key))?, "this says that it went well"))
            }
            _ => None,
        }
    }

    /// Every key that a form names, with the value that it wants.
    fn claims(&self) -> impl Iterator<Item = (&str, &Literal)> {
        self.envelope.ok.iter().flat_map(Named::iter)
    }

    /// A marker that says that it went well, and a key that says that it did not.
    fn half_agreed(&self) -> Option<(&str, &str)> {
        if self.envelope.ok.is_empty() || self.holds() != Some(false) {
            return None;
        }
        self.envelope.ok.iter().find_map(|form| {
            let (marker, wanted) = marker_of(form).filter(|(key, _)| is_printed(key))?;
            let disagrees = form.iter().find(|(key, wanted)| self.agrees(key, wanted) == Some(false));
            let other = disagrees.map(|(key, _)| key).or_else(|| self.objection())?;
            (self.agrees(marker, wanted) == Some(true)).then_some((marker, other))
        })
    }

    /// Whether a key has the wanted value; `None` where it is not there.
    fn agrees(&self, key: &str, wanted: &Literal) -> Option<bool> {
        if !is_printed(key) {
            return Some(*wanted == Literal::Int(self.http.into()));
        }
        lookup(self.value, key).map(|found| *found == wanted.json())
    }
}

/// The key of a form that has to be there: the first one that an answer prints, because a status is always there. Of a form
/// that names nothing but the status it is that.
fn marker_of(form: &Named<Literal>) -> Option<(&str, &Literal)> {
    form.iter().find(|(key, _)| is_printed(key)).or(form.iter().next())
}

/// Whether a key of a form is one of the body; the other one is the status.
pub(crate) fn is_printed(key: &str) -> bool {
    key != "http"
}

fn half_agreed(marker: &str, other: &str, printed: Printed<'_>) -> Finding {
    let words = |sample: &str| {
        format!("{sample} contradicts itself: `{marker}` says that it went well, `{other}` that it did not")
    };
    Finding::new(Code::HalfAgreed, printed.message(words), printed.path(marker), "this says that it went well")
        .label(printed.path(other), "and this that it did not")
        .help("set one of them aside with an erratum on the sample: `not: [key]`")
}

fn reads_otherwise(verdict: &Verdict, reads: Reads, http: u16, printed: Printed<'_>, api: &Place) -> Finding {
    let (found, told) = match (verdict.reads, verdict.by) {
        (Some(found), _) => (format!("`{}`", word(found)), format!("it reads as {}", meaning(found))),
        (None, By::Envelope) => {
            ("unreadable (no key of the success rule is in it)".to_owned(), "nothing in it says so".to_owned())
        }
        (None, _) => {
            let status = match http {
                200..300 => format!("no form of the rule names HTTP {http}"),
                _ => format!("HTTP {http} sends the caller elsewhere"),
            };
            (format!("unreadable ({status})"), status)
        }
    };
    let (by, label, help) = match verdict.by {
        By::Envelope => {
            (api.key("envelope"), "by this rule", "mend `reads`, or the success rule with an erratum of the envelope")
        }
        By::Http if (200..300).contains(&http) => (
            printed.place.key("http"),
            "by this status",
            "mend `http`, or name this status in a form of the envelope's `ok`",
        ),
        By::Http => (printed.place.key("http"), "by this status", "mend `reads` or `http`: only 200 to 299 succeed"),
        By::Listed(n) => (api.key("statuses").item(n), "by this status", "mend `reads` here or there"),
    };
    let wanted = word(reads);
    let message = Message::of_both(
        format!("the sample `{}` should read `{wanted}`, but the success rule reads it as {found}", printed.name),
        format!("a sample answer stands for {}, but {told}", meaning(reads)),
    );
    Finding::new(Code::ReadsOtherwise, message, printed.place.key("json"), format!("`reads: {wanted}`"))
        .label(by, label)
        .help(help)
}

fn word(reads: Reads) -> &'static str {
    match reads {
        Reads::Ok => "ok",
        Reads::NoRows => "no_rows",
        Reads::Refused => "refused",
    }
}

/// What an answer means for who made the call.
fn meaning(reads: Reads) -> &'static str {
    match reads {
        Reads::Ok => "a success",
        Reads::NoRows => "a list without rows",
        Reads::Refused => "a refusal",
    }
}

/// The value at a path of keys: `error.userMessage`.
pub(crate) fn lookup<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, step| value.get(step))
}
