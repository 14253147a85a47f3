//! `explain`: what the code of a finding means. The texts are the library's.

use ficha_codegen::diagnostic::{Code, did_you_mean};

use crate::Outcome;
use crate::arguments::Explain;
use crate::report;
use crate::trouble::Trouble;

/// Prints the explanation of one code, or all codes.
pub(crate) fn run(asked: &Explain) -> Result<Outcome, Trouble> {
    match &asked.code {
        Some(name) => report::line(named(name)?.explain())?,
        None => report::line(&list())?,
    }
    Ok(Outcome::Fine)
}

fn named(name: &str) -> Result<Code, Trouble> {
    Code::named(name).ok_or_else(|| {
        let guess = did_you_mean(name, Code::ALL.iter().map(|code| code.name()));
        Trouble::new(format!("no finding has the code `{name}`"))
            .guess(guess)
            .next("`cargo xtask explain` lists all codes")
    })
}

fn list() -> String {
    let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let lines: Vec<_> =
        Code::ALL.iter().map(|code| format!("{:width$}  {}", code.name(), first_sentence(code.explain()))).collect();
    lines.join("\n")
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}
