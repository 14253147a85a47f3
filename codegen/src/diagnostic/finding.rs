//! A finding as the phases make it: what is wrong at which key of which file. Lines and columns are looked up later.

use super::Code;

/// A place in a spec, by the keys that lead to it; its line and column are looked up only when there is something to
/// tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The position of the file among the sources.
    pub file: usize,
    /// The way to the value, from the top of the file.
    pub steps: Vec<Step>,
    /// Whether the key itself is meant rather than its value.
    pub key: bool,
    /// The bytes that are meant within the value's text, or within the whole file where there are no steps.
    pub within: Option<(usize, usize)>,
}

/// One step of a way into a spec.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The value of a key of the language. A key that is not there leaves the place at what should have it.
    Key(&'static str),
    /// The n-th entry of a mapping of names, counted from 0.
    Entry(usize),
    /// The n-th item of a list, counted from 0. A value that is no list counts as its own only item.
    Item(usize),
}

impl Place {
    /// A whole file.
    pub fn root(file: usize) -> Place {
        Place { file, steps: Vec::new(), key: false, within: None }
    }

    /// Some bytes of a file, whatever the YAML there.
    pub fn bytes(file: usize, start: usize, end: usize) -> Place {
        Place { within: Some((start, end)), ..Place::root(file) }
    }

    /// The value of a key of the language.
    #[must_use]
    pub fn key(&self, key: &'static str) -> Place {
        self.step(Step::Key(key))
    }

    /// The value of the n-th entry of a mapping of names.
    #[must_use]
    pub fn entry(&self, n: usize) -> Place {
        self.step(Step::Entry(n))
    }

    /// The n-th item of a list.
    #[must_use]
    pub fn item(&self, n: usize) -> Place {
        self.step(Step::Item(n))
    }

    /// The key of the last step rather than its value.
    #[must_use]
    pub fn name(&self) -> Place {
        Place { key: true, within: None, ..self.clone() }
    }

    /// The bytes from `start` to `end` of the value's text, as the mirror has it.
    #[must_use]
    pub fn within(&self, start: usize, end: usize) -> Place {
        Place { key: false, within: Some((start, end)), ..self.clone() }
    }

    fn step(&self, step: Step) -> Place {
        let steps = self.steps.iter().copied().chain([step]).collect();
        Place { file: self.file, steps, key: false, within: None }
    }
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// The same for who calls the client and never sees the spec, where the message would tell them less.
    pub told: Option<String>,
    /// Where, and what stands there; the first is where it has to be put right.
    pub labels: Vec<(Place, String)>,
    /// What would be right.
    pub help: Option<String>,
    /// The claim that does not hold, and where it stands, where one finding tells of all that speaks against it.
    pub(crate) claim: Option<(Place, String)>,
}

impl Finding {
    /// A finding with the one place where it has to be put right.
    pub fn new(code: Code, message: impl Into<Message>, place: Place, label: impl Into<String>) -> Finding {
        let Message { text, told } = message.into();
        Finding { code, message: text, told, labels: vec![(place, label.into())], help: None, claim: None }
    }

    /// Adds a place that the finding is also about.
    #[must_use]
    pub fn label(mut self, place: Place, label: impl Into<String>) -> Finding {
        self.labels.push((place, label.into()));
        self
    }

    /// Says which claim does not hold, however much the finding tells of that speaks against it.
    #[must_use]
    pub(crate) fn against(mut self, place: &Place, claim: &str) -> Finding {
        self.claim = Some((place.clone(), claim.to_owned()));
        self
    }

    /// Whether the other tells the same, if of more or fewer places.
    pub(crate) fn tells_as(&self, other: &Finding) -> bool {
        self.code == other.code
            && match (&self.claim, &other.claim) {
                (Some(claim), Some(other)) => claim == other,
                _ => self.message == other.message,
            }
    }

    /// Says what would be right.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }
}

/// What is wrong, in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    text: String,
    told: Option<String>,
}

impl Message {
    /// In words for who writes the spec, and in words for who calls the client.
    pub fn of_both(text: impl Into<String>, told: impl Into<String>) -> Message {
        Message { text: text.into(), told: Some(told.into()) }
    }
}

impl<T: Into<String>> From<T> for Message {
    fn from(text: T) -> Message {
        Message { text: text.into(), told: None }
    }
}

/// All that was found so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Nothing found yet.
    pub fn new() -> Findings {
        Findings::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How much was found.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// What was found, in the order in which it was.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings);
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
