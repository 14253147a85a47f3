//! Without its erratum, is a contradiction found, and where its subject stands?

use ficha_codegen::diagnostic::Code;
use ficha_tests::specs::real;
use ficha_tests::tree::Tree;

use super::{errata, findings, sees};

/// Blanks a pointer and its erratum without moving a line, so that the finding's line can be held against the subject's.
fn blanked(text: &str, name: &str) -> (String, Vec<(usize, usize)>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: Vec<String> = Vec::new();
    let mut subjects = Vec::new();
    let mut in_erratum = false;
    let mut in_errata = false;
    for (n, line) in lines.iter().enumerate() {
        if !line.starts_with(' ') && !line.is_empty() {
            in_errata = line.starts_with("errata:");
        }
        if in_errata && line.starts_with("  ") && !line.starts_with("   ") {
            in_erratum = line.trim_start().starts_with(&format!("{name}:"));
        }
        if in_errata && (in_erratum || line.starts_with("errata:")) {
            // An `errata:` without entries would be null; an API always keeps some others in these specs.
            out.push(if in_erratum { String::new() } else { (*line).to_owned() });
            continue;
        }
        let pointed = points_at(line, name);
        if pointed {
            subjects.push(block_around(&lines, n));
        }
        out.push(if pointed { without_pointer(line, name) } else { (*line).to_owned() });
    }
    (out.join("\n") + "\n", subjects)
}

fn points_at(line: &str, name: &str) -> bool {
    let Some((_, pointers)) = line.split_once("erratum: ") else { return false };
    pointers.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}

fn without_pointer(line: &str, name: &str) -> String {
    for (from, to) in [
        (format!(", erratum: {name} }}"), " }".to_owned()),
        (format!(", erratum: {name},"), ",".to_owned()),
        (format!("{name}, "), String::new()),
        (format!(", {name} ]"), " ]".to_owned()),
        (format!("[ {name} ]"), "[]".to_owned()),
        (format!("erratum: {name}"), "erratum: []".to_owned()),
    ] {
        let (before, pointers) = line.split_once("erratum: ").unwrap_or(("", line));
        if from.contains("erratum") && line.contains(&from) {
            return line.replacen(&from, &to, 1);
        }
        if !from.contains("erratum") && pointers.contains(&from) {
            return format!("{before}erratum: {}", pointers.replacen(&from, &to, 1));
        }
    }
    panic!("no way to take `{name}` out of `{line}`");
}

/// The lines of the mapping that a line belongs to: a flow row, or the block with at least its indentation.
fn block_around(lines: &[&str], at: usize) -> (usize, usize) {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let level = indent(lines[at]);
    let inside = |line: &str| line.trim().is_empty() || indent(line) >= level;
    let is_row = lines[at].trim_start().starts_with("- {");
    if is_row {
        return (at + 1, at + 1);
    }
    let start = (0..at).rev().find(|n| !inside(lines[*n])).unwrap_or(0);
    let end = (at..lines.len()).find(|n| !inside(lines[*n])).unwrap_or(lines.len());
    (start + 1, end)
}

#[test]
fn without_its_erratum_a_contradiction_is_found_at_its_subject() {
    for sources in real() {
        for (file, name, _) in errata(&Tree::of(&sources)) {
            let mut changed = sources.clone();
            let mut subjects = Vec::new();
            for source in changed.iter_mut().filter(|source| sees(&source.name, &file)) {
                let (text, blocks) = blanked(&source.text, &name);
                subjects.extend(blocks.into_iter().map(|block| (source.name.clone(), block)));
                source.text = text;
            }
            assert!(!subjects.is_empty(), "{file}: nothing points at {name}");
            let Some(found) = findings(&changed) else { panic!("{file}: nobody misses {name}") };
            let contradictions: Vec<_> = found
                .iter()
                .filter(|found| !matches!(found.code, Code::UnusedErratum | Code::ErratumWithoutEffect))
                .collect();
            assert!(!contradictions.is_empty(), "{file}: {name}\n{}", found.render(false));
            for (file, (start, end)) in &subjects {
                let hit = contradictions.iter().flat_map(|found| &found.labels);
                let hit = hit.filter(|label| label.file == *file).any(|label| (*start..=*end).contains(&label.line));
                assert!(hit, "nothing is found at {file}:{start}-{end} without {name}:\n{}", found.render(false));
            }
        }
    }
}
