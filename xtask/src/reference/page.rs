//! The reference as Markdown, for somebody who writes specs and no Rust.

use ficha_codegen::diagnostic::Code;

use crate::grammar::{Holds, Key, Kind, Shape, Word, words};

/// The generated part of the page: what can stand where, then what the findings mean.
pub(super) fn render(shapes: &[Shape]) -> String {
    let mut page = String::from(
        "\n## Every key\nA spec is made of two kinds of files: `specs/<api>/api.yaml` is an [api file](#api-file), \
         `specs/<api>/<resource>.yaml` is a\n[resource file](#resource-file). From there the links lead on.\n",
    );
    for shape in shapes {
        page.push_str(&section(shape));
    }
    page.push_str("\n## Every finding\nThe code stands in brackets before the message; `cargo xtask explain <code>` says the same.\n");
    for code in Code::ALL {
        page.push_str(&format!("\n### `{code}`\n{}\n", code.explain()));
    }
    page.push('\n');
    page
}

fn section(shape: &Shape) -> String {
    let body = match &shape.kind {
        Kind::Mapping(keys) => table("| key | holds | | what it is |\n|---|---|---|---|", keys.iter().map(row)),
        Kind::Words(known) => table("| word | what it means |\n|---|---|", known.iter().map(word)),
        Kind::Notation(variants) => variants.iter().map(|doc| format!("- {doc}\n")).collect(),
        Kind::Alias(holds) => format!("Holds {}.\n", phrase(holds)),
    };
    format!("\n### {}\n{}\n\n{body}", title(&shape.name), shape.doc)
}

fn table(head: &str, rows: impl Iterator<Item = String>) -> String {
    format!("{head}\n{}", rows.collect::<String>())
}

fn row(key: &Key) -> String {
    let required = if key.required { "required" } else { "" };
    format!("| `{}` | {} | {required} | {} |\n", key.name, phrase(&key.holds), cell(&key.doc))
}

fn word(word: &Word) -> String {
    format!("| `{}` | {} |\n", word.name, cell(&word.doc))
}

/// A bar would end the cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// `AnswerSample` → `Answer sample`.
fn title(name: &str) -> String {
    let title = words(name).join(" ");
    let mut characters = title.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// What a key holds, in words, with links to what has a section of its own.
fn phrase(holds: &Holds) -> String {
    match holds {
        Holds::Text => "text".to_owned(),
        Holds::Flag => "`true` or `false`".to_owned(),
        Holds::Whole(..) => "a whole number".to_owned(),
        Holds::Anything => "any value".to_owned(),
        Holds::Shape(name) => format!("[{}](#{})", words(name).join(" "), words(name).join("-")),
        Holds::Names(inner) => format!("names, each with {}", phrase(inner)),
        Holds::List(inner) => format!("a list of {}", phrase(inner)),
        Holds::OneOrMany(inner) => format!("{}, or a list of it", phrase(inner)),
        Holds::Tuple(inner) => format!("`[ ]` with {}", inner.iter().map(phrase).collect::<Vec<_>>().join(" and ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar;

    #[test]
    fn every_link_leads_to_a_section() {
        let page = render(&grammar::read().unwrap_or_default());
        let sections: Vec<_> = page
            .lines()
            .filter_map(|line| line.strip_prefix("### "))
            .map(|title| title.to_lowercase().replace(' ', "-"))
            .collect();
        let links: Vec<_> = page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(links.len() > 20, "there are links to check");
        for link in links {
            assert!(sections.iter().any(|section| section == link), "no section {link}");
        }
    }

    #[test]
    fn a_row_says_what_a_key_takes() {
        let key = Key {
            name: "rows".to_owned(),
            doc: "One | two.".to_owned(),
            holds: Holds::List(Box::new(Holds::Shape("AnswerSample".to_owned()))),
            required: true,
        };
        assert_eq!(row(&key), "| `rows` | a list of [answer sample](#answer-sample) | required | One \\| two. |\n");
    }
}
