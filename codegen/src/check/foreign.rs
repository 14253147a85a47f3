//! What a type is called here that a page or another language calls otherwise: `Numerico`, `varchar(50)`, `User[]`.

use crate::spec::{ApiFile, BUILT_IN};

/// Words for types, in small letters, that are no beginning of a word of ours.
const WORDS: &[(&str, &[&str])] = &[
    (
        "string",
        &[
            "alfanumerico",
            "alfanumérico",
            "cadena",
            "char",
            "date",
            "datetime",
            "fecha",
            "text",
            "texto",
            "uuid",
            "varchar",
        ],
    ),
    ("int", &["bigint", "entero", "long", "smallint"]),
    ("number", &["decimal", "double", "float", "numeric", "numerico", "numero", "numérico", "número", "real"]),
    ("bool", &["logico", "lógico"]),
    ("json", &["any", "object", "objeto"]),
];

/// What to write instead of a type that the spec does not have.
pub(super) fn meant(name: &str, api: &ApiFile) -> Option<String> {
    if let Some(item) = name.strip_suffix("[]") {
        return Some(format!("a list is written `[ {item} ]`"));
    }
    let (word, length) = name.strip_suffix(')').and_then(|name| name.split_once('(')).unwrap_or((name, ""));
    let known = of_a_page(word, api).or_else(|| of_a_language(&word.trim().to_lowercase()))?;
    Some(match length.trim() {
        length if !length.is_empty() && length.chars().all(|c| c.is_ascii_digit()) => {
            format!("write `type: {known}, length: {length}`")
        }
        _ => format!("did you mean `{known}`?"),
    })
}

/// The pages may say themselves how they spell a type.
fn of_a_page<'s>(word: &str, api: &'s ApiFile) -> Option<&'s str> {
    let mut words = api.sources.iter().flat_map(|(_, source)| source.words.iter());
    let of_type = |(known, spellings): &(&str, &crate::spec::OneOrMany<String>)| {
        BUILT_IN.contains(known) && spellings.0.iter().any(|spelling| spelling.eq_ignore_ascii_case(word))
    };
    words.find(of_type).map(|(known, _)| known)
}

/// Other languages have other words, or write ours out: `Integer`.
fn of_a_language(word: &str) -> Option<&'static str> {
    let listed = WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(known, _)| *known);
    listed.or_else(|| BUILT_IN.iter().copied().find(|known| word.starts_with(known)))
}
