//! Is what a spec transcribes still on the pages that it names? Compares with stored texts of the pages; whether the
//! facts agree with each other is `check`'s question.

mod alone;
mod claims;
mod folded;
mod nearest;
mod page;
mod row;

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Finding, Findings, Place, did_you_mean};
use crate::spec::ApiSpec;

use claims::{Cells, Claim, Stated};
use nearest::Near;
use page::Page;

/// The stored text of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file's name without folders, which a source's `copy` gives.
    pub name: String,
    /// What the page says.
    pub text: String,
}

/// What a comparison brought to light.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// What is not on its page, and the copies that are not there.
    pub findings: Findings,
    /// The sources without a stored text; nobody has looked at what is from them.
    pub not_compared: Vec<NotCompared>,
    /// How many quotes, samples and rows were looked up.
    pub compared: usize,
}

/// A source without a stored text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotCompared {
    /// The API.
    pub api: String,
    /// The source's name in the spec.
    pub source: String,
    /// Its title.
    pub title: String,
    /// How many quotes, samples and rows are from it.
    pub claims: usize,
}

/// Looks up every quote, sample and table row on the page that it is from.
pub fn against(specs: &[ApiSpec], documents: &[Document]) -> Comparison {
    let mut comparison = Comparison::default();
    for spec in specs {
        Pages::open(spec, documents, &mut comparison.findings).compare(spec, &mut comparison);
    }
    comparison
}

/// The stored pages of one API, by the name of the source.
struct Pages<'a>(BTreeMap<&'a str, Option<Page<'a>>>);

impl<'a> Pages<'a> {
    /// A source whose copy is named but not there is told, and left out.
    fn open(spec: &'a ApiSpec, documents: &'a [Document], findings: &mut Findings) -> Pages<'a> {
        let mut pages = BTreeMap::new();
        for (n, (name, source)) in spec.api.sources.iter().enumerate() {
            let Some(copy) = &source.copy else {
                pages.insert(name, None);
                continue;
            };
            match documents.iter().find(|document| document.name == *copy) {
                Some(document) => {
                    pages.insert(name, Some(Page::of(document, &source.words)));
                }
                None => {
                    let place = Place::root(spec.file).key("sources").entry(n).key("copy");
                    let message = format!("the text of `{name}` is not there");
                    let finding = Finding::new(Code::PageMissing, message, place, format!("no document `{copy}`"));
                    let help = did_you_mean(copy, documents.iter().map(|document| document.name.as_str()));
                    findings.push(Finding { help, ..finding });
                }
            }
        }
        Pages(pages)
    }

    fn compare(&self, spec: &ApiSpec, comparison: &mut Comparison) {
        let mut unseen: BTreeMap<&str, usize> = BTreeMap::new();
        for claim in claims::of(spec) {
            match self.0.get(claim.source) {
                Some(Some(page)) => {
                    comparison.compared += 1;
                    comparison.findings.extend(look_up(&claim, page));
                }
                Some(None) => *unseen.entry(claim.source).or_default() += 1,
                None => {}
            }
        }
        for (name, source) in spec.api.sources.iter().filter(|(_, source)| source.copy.is_none()) {
            let claims = unseen.get(name).copied().unwrap_or_default();
            let (api, source, title) = (spec.api.api.clone(), name.to_owned(), source.title.clone());
            comparison.not_compared.push(NotCompared { api, source, title, claims });
        }
    }
}

/// The finding, where the page does not say this.
fn look_up(claim: &Claim, page: &Page) -> Option<Finding> {
    let (code, message, near) = match &claim.stated {
        Stated::Quote(text) if page.has(text) => return None,
        Stated::Name(text) if page.has_alone(text) => return None,
        Stated::Quote(text) | Stated::Name(text) => {
            (Code::PageQuoteGone, "this quote is not on the page".to_owned(), page.nearest(text))
        }
        Stated::Sample(text) if page.has(text) => return None,
        Stated::Sample(text) => return Some(sample_gone(claim, text, page)),
        Stated::Address(address) if page.has_address(address) => return None,
        Stated::Address(address) => {
            (Code::PageSampleGone, "this address is not on the page".to_owned(), page.nearest(address))
        }
        Stated::Header { name, value } if page.has_pair(name, value) => return None,
        Stated::Header { name, value } => {
            let message = format!("the page has no header `{name}` with this value");
            (Code::PageSampleGone, message, page.nearest(&format!("{name}: {value}")))
        }
        Stated::Row(cells) => {
            let cells = cells.on(page);
            if page.has_row(&cells) || is_only_shown(claim, page) {
                return None;
            }
            let looked_for: Vec<String> = cells.iter().map(|cell| format!("`{}`", cell.join("` or `"))).collect();
            let message = format!("no row of the page states {}", looked_for.join(", then "));
            (Code::PageRowGone, message, page.nearest_row(&cells))
        }
    };
    Some(with_near(Finding::new(code, message, claim.place.clone(), format!("not in {}", page.name)), near))
}

/// Whether this is a row that no table has: the page only shows it in samples, whose values `check` looks at.
fn is_only_shown(claim: &Claim, page: &Page) -> bool {
    match &claim.stated {
        Stated::Row(Cells::Row(row)) => row.length.is_none() && row.required.is_none() && page.only_shows(&row.name),
        _ => false,
    }
}

/// Points at the first word of the sample that the page does not go on with.
fn sample_gone(claim: &Claim, text: &str, page: &Page) -> Finding {
    let message = "this is not on the page word for word";
    let label = format!("not in {}", page.name);
    match page.goes_along(text) {
        Some((start, end, near)) => {
            let place = claim.place.within(start, end);
            Finding::new(Code::PageSampleGone, message, place, format!("{label} from here on")).help(near.to_string())
        }
        None => with_near(Finding::new(Code::PageSampleGone, message, claim.place.clone(), label), page.nearest(text)),
    }
}

fn with_near(finding: Finding, near: Option<Near>) -> Finding {
    match near {
        Some(near) => finding.help(near.to_string()),
        None => finding,
    }
}
