//! Everything that a transcriber can do wrong is found, at its place, in words that tell what would be right.
//!
//! Each case is the obstacle course with one change; the rendered findings are snapshots.

mod calls;
mod cases;
mod words;

use std::collections::BTreeSet;

use cases::{CASES, Case};
use ficha_codegen::diagnostic::{Code, Diagnostic, is_hidden};
use ficha_tests::specs::{changed, course, real};

/// The findings for the course with one change, and how they look.
fn found(case: &Case) -> Result<(BTreeSet<Code>, String), String> {
    Ok(match ficha_codegen::check(&changed(&course(), case.file, case.from, case.to)?) {
        Ok(_) => (BTreeSet::new(), String::new()),
        Err(diagnostics) => (diagnostics.iter().map(|found| found.code).collect(), diagnostics.render(false)),
    })
}

#[test]
fn the_course_itself_has_no_findings() {
    if let Err(diagnostics) = ficha_codegen::check(&course()) {
        panic!("{}", diagnostics.render(false));
    }
}

#[test]
fn every_mistake_is_found() {
    let mut wrong = String::new();
    for case in CASES {
        let wanted: BTreeSet<Code> = case.codes.iter().copied().collect();
        match found(case) {
            Ok((codes, _)) if codes == wanted => {}
            Ok((codes, rendered)) => {
                wrong += &format!("## {}: wanted {wanted:?}, found {codes:?}\n{rendered}\n", case.name);
            }
            Err(unusable) => wrong += &format!("## {}: {unusable}\n", case.name),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What an erratum of the API settles may stand in that file alone.
#[test]
fn a_file_that_cannot_be_read_blames_no_other() {
    for sources in real() {
        for broken in 1..sources.len() {
            let mut sources = sources.clone();
            sources[broken].text.push_str("]\n");
            let found = ficha_codegen::check(&sources).expect_err("this is not YAML");
            let blamed = |found: &Diagnostic| found.labels.first().map(|label| label.file.clone());
            assert!(found.iter().all(|found| blamed(found).as_ref() == Some(&sources[broken].name)), "{found}");
        }
    }
}

/// What each finding looks like to a person: reviewed as one text, a case after the other.
#[test]
fn findings_read_well() {
    let mut text = String::new();
    for case in CASES {
        if let Ok((_, rendered)) = found(case) {
            text += &format!("## {}\n\n{}\n", case.name, rendered.trim_end());
            text += "\n";
        }
    }
    insta::assert_snapshot!("findings", text);
}

/// What a reader would overlook or a terminal act on is shown as one sign, and the caret still stands where it should.
#[test]
fn no_character_is_hidden() {
    for hidden in ['\u{AD}', '\u{61C}', '\u{200F}', '\u{202E}', '\u{2069}', '\u{E0041}'] {
        let case = Case {
            name: "hidden",
            file: "things.yaml",
            from: "tall,   type: bool,   length: X",
            to: &format!("\"ta{hidden}ll\", type: bool, lenght{hidden}: X"),
            codes: &[],
        };
        let (_, rendered) = found(&case).expect("the row is in the course");
        assert!(!rendered.chars().any(|c| c != '\n' && is_hidden(c)), "{rendered:?}");
        let lines: Vec<&str> = rendered.lines().collect();
        let carets = lines.iter().position(|line| line.contains("^^^")).expect("something is pointed at");
        let column = |line: &str, what: &str| line.find(what).map(|at| line[..at].chars().count());
        assert_eq!(column(lines[carets], "^"), column(lines[carets - 1], "lenght"), "{rendered}");
    }
}

/// Every kind of finding has a case here, but for those about files, YAML itself and stored pages, which stand with the
/// code that finds them.
#[test]
fn every_code_has_a_case() {
    use Code::*;
    let elsewhere = [
        EmptyFolder,
        Unreadable,
        NoApiFile,
        NoResourceFile,
        NotUtf8,
        TooLarge,
        YamlFeature,
        TooDeep,
        PageMissing,
        PageQuoteGone,
        PageRowGone,
        PageSampleGone,
    ];
    let covered: BTreeSet<Code> = CASES.iter().flat_map(|case| case.codes.iter().copied()).chain(elsewhere).collect();
    let missing: Vec<&Code> = Code::ALL.iter().filter(|code| !covered.contains(code)).collect();
    assert!(missing.is_empty(), "no case leads to {missing:?}");
}
