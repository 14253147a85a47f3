//! What people and programs get to see: findings on stderr, results on stdout, or one JSON document on stdout.

use std::io::{self, Write};

use clap::ColorChoice;
use ficha_codegen::against::{Comparison, NotCompared};
use ficha_codegen::diagnostic::{Diagnostics, is_hidden};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::Format;
use crate::compare::{Difference, Stale};
use crate::trouble::Trouble;
use crate::wiring::ByHand;

/// How much of a line that differs is shown, in characters.
const SHOWN: usize = 100;

/// Says for the rest of the run when there are colors.
pub(crate) fn choose_color(choice: ColorChoice) {
    let choice = match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// What became of the files.
pub(crate) struct Files<'a> {
    pub(crate) difference: &'a Difference,
    /// What has to be added by hand.
    pub(crate) lacking: &'a [ByHand],
    /// What has to be taken out by hand.
    pub(crate) orphaned: &'a [ByHand],
    /// Whether the difference was made good.
    pub(crate) written: bool,
}

/// What a check of the specs brought to light.
pub(crate) struct Checked<'a> {
    /// How many APIs were checked.
    pub(crate) apis: usize,
    pub(crate) findings: &'a Diagnostics,
    /// With the stored pages, where that was asked for.
    pub(crate) comparison: Option<&'a Comparison>,
}

/// Shows what is wrong with the specs.
pub(crate) fn findings(found: &Diagnostics, format: Format) -> Result<Outcome, Trouble> {
    match format {
        Format::Human => {
            let count = counted(found.len(), "finding");
            styled(&format!("{}{count}; `cargo xtask explain <code>` tells more about each", found.render(true)))?;
        }
        Format::Json => document(&json!({ "findings": as_value(found)? }))?,
    }
    Ok(Outcome::Findings)
}

/// Shows what a check brought to light.
pub(crate) fn checked(checked: &Checked, format: Format) -> Result<Outcome, Trouble> {
    let Checked { apis, findings: found, comparison } = checked;
    match format {
        Format::Human => {
            if let Some(comparison) = comparison {
                line(&looked_up(comparison))?;
            }
            if !found.is_empty() {
                return findings(found, format);
            }
            line(&format!("{}, no findings", counted(*apis, "API")))?;
        }
        Format::Json => {
            let mut whole = json!({ "findings": as_value(found)? });
            if let Some(comparison) = comparison {
                whole["compared"] = json!(comparison.compared);
                whole["not_compared"] = comparison.not_compared.iter().map(not_compared).collect();
            }
            document(&whole)?;
        }
    }
    Ok(if found.is_empty() { Outcome::Fine } else { Outcome::Findings })
}

fn looked_up(comparison: &Comparison) -> String {
    let mut lines = vec![format!("{} looked up on the pages", counted(comparison.compared, "claim"))];
    for NotCompared { api, source, title, claims } in comparison.not_compared.iter().filter(|source| source.claims > 0)
    {
        let claims = counted(*claims, "claim");
        lines.push(format!("not looked up: {claims} of {api} from `{source}` ({title}), which has no `copy`"));
    }
    lines.join("\n")
}

fn not_compared(source: &NotCompared) -> Value {
    json!({ "api": source.api, "source": source.source, "title": source.title, "claims": source.claims })
}

/// `1 finding`, `2 findings`.
fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Shows why a command could not do its work: on stderr, and for programs in their document as well.
pub(crate) fn trouble(trouble: &Trouble, format: Format) {
    // Nothing is left to be told where even this cannot be written.
    let _ = styled(&format!("\u{1b}[1;31merror\u{1b}[0m: {}", escaped(&trouble.to_string())));
    if format == Format::Json {
        trouble_document(trouble);
    }
}

/// Shows programs why a command could not do its work.
pub(crate) fn trouble_document(trouble: &Trouble) {
    let findings = trouble.as_finding().map_or(Ok(json!([])), |found| as_value(&found));
    let _ = findings.and_then(|found| document(&json!({ "findings": found, "trouble": trouble })));
}

/// Shows which files differed, and what is left to be done by hand.
pub(crate) fn files(files: &Files, format: Format) -> Result<(), Trouble> {
    match format {
        Format::Human => {
            line(&files.list())?;
            if !files.lacking.is_empty() {
                lacking(files.lacking)?;
            }
            if !files.orphaned.is_empty() {
                by_hand("These lines are written by hand, and what they name is gone: take them out", files.orphaned)?;
            }
            Ok(())
        }
        Format::Json => document(&files.as_value()),
    }
}

impl Files<'_> {
    fn list(&self) -> String {
        let Difference { missing, stale, left_over, unchanged } = self.difference;
        let mut lines = Vec::new();
        let (new, changed, gone) =
            if self.written { ("wrote", "wrote", "removed") } else { ("missing", "stale", "left over") };
        lines.extend(missing.iter().map(|path| format!("{new:9}  {path}")));
        for file in stale {
            lines.push(format!("{changed:9}  {}", file.path));
            if !self.written {
                lines.extend(first_difference(file));
            }
        }
        lines.extend(left_over.iter().map(|path| format!("{gone:9}  {path}")));
        lines.push(if self.written {
            format!("{} written, {} removed, {unchanged} unchanged", missing.len() + stale.len(), left_over.len())
        } else if self.difference.is_empty() {
            format!("{unchanged} files are what the specs produce")
        } else {
            let counts = format!("{} missing, {} stale, {} left over", missing.len(), stale.len(), left_over.len());
            format!("{counts}, {unchanged} unchanged: run `cargo xtask gen` and commit what it changes")
        });
        lines.join("\n")
    }

    fn as_value(&self) -> Value {
        let file = |path: &str, state, line: Option<usize>| json!({ "path": path, "state": state, "line": line });
        let Difference { missing, stale, left_over, unchanged } = self.difference;
        let missing = missing.iter().map(|path| file(path, "missing", None));
        let stale = stale.iter().map(|stale| file(&stale.path, "stale", Some(stale.line)));
        let left_over = left_over.iter().map(|path| file(path, "left-over", None));
        json!({
            "findings": [],
            "files": missing.chain(stale).chain(left_over).collect::<Vec<_>>(),
            "unchanged": unchanged,
            "written": self.written,
            "lacking": self.lacking,
            "orphaned": self.orphaned,
        })
    }
}

fn first_difference(stale: &Stale) -> [String; 2] {
    let shown = |line: &Option<String>| line.as_deref().map_or_else(|| "(the file ends)".to_owned(), visible);
    [
        format!("           line {} on the disk: {}", stale.line, shown(&stale.on_disk)),
        format!("           line {} by the specs: {}", stale.line, shown(&stale.wanted)),
    ]
}

/// The beginning of a line, with everything escaped that a terminal would act on.
fn visible(line: &str) -> String {
    let escaped = escaped(line);
    match escaped.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &escaped[..end]),
        None => escaped,
    }
}

/// Lines with everything escaped that a terminal would act on and a reader would overlook.
fn escaped(lines: &str) -> String {
    let mut escaped = String::with_capacity(lines.len());
    for char in lines.chars() {
        match char {
            char if char != '\n' && is_hidden(char) => escaped.extend(char.escape_default()),
            char => escaped.push(char),
        }
    }
    escaped
}

/// Shows what has to be added by hand.
pub(crate) fn lacking(lacking: &[ByHand]) -> Result<(), Trouble> {
    by_hand("These lines are written by hand, and are not there yet", lacking)
}

fn by_hand(what: &str, files: &[ByHand]) -> Result<(), Trouble> {
    let mut text = format!("{what}:");
    for ByHand { file, place, lines } in files {
        text.push_str(&format!("\n\n  {file}, {place}:"));
        for line in lines {
            text.push_str(&format!("\n    {line}"));
        }
    }
    error(&text)
}

/// Writes a result to stdout.
pub(crate) fn line(text: &str) -> Result<(), Trouble> {
    to(&mut anstream::stdout(), &escaped(text))
}

/// Writes what is wrong to stderr.
pub(crate) fn error(text: &str) -> Result<(), Trouble> {
    styled(&escaped(text))
}

/// Writes to stderr what has colors, and nothing else in it that a terminal would act on.
fn styled(text: &str) -> Result<(), Trouble> {
    to(&mut anstream::stderr(), text)
}

/// Writes the one JSON document of a run. What a terminal would act on stands only in texts, where JSON has escapes.
pub(crate) fn document(document: &Value) -> Result<(), Trouble> {
    let mut escaped = String::new();
    for char in format!("{document:#}").chars() {
        match char {
            char if char != '\n' && is_hidden(char) => {
                escaped.extend(char.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
            }
            char => escaped.push(char),
        }
    }
    to(&mut anstream::stdout(), &escaped)
}

/// The findings of a JSON document.
pub(crate) fn as_value(found: &Diagnostics) -> Result<Value, Trouble> {
    serde_json::from_str(&found.to_json())
        .map_err(|cause| Trouble::new("the findings cannot be written as JSON").because(cause))
}

fn to(stream: &mut impl Write, text: &str) -> Result<(), Trouble> {
    match writeln!(stream, "{text}").and_then(|()| stream.flush()) {
        // Whoever read the output has seen enough.
        Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(|cause| Trouble::new("cannot write the output").because(cause)),
    }
}
