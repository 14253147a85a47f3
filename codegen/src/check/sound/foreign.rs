//! What a type is called here that a page or another language calls otherwise: `Numerico`, `varchar(50)`, `User[]`.

use crate::spec::{ApiFile, BUILT_IN};

/// Words for types, in small letters, beside our own.
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
            "str",
            "text",
            "texto",
            "uuid",
            "varchar",
        ],
    ),
    ("int", &["bigint", "entero", "integer", "long", "smallint", "tinyint", "uint"]),
    ("number", &["decimal", "double", "float", "numeric", "numerico", "numero", "numérico", "número", "real"]),
    ("bool", &["boolean", "booleano", "logico", "lógico"]),
    ("json", &["any", "jsonb", "object", "objeto"]),
];

/// What to write instead of a type that the spec does not have.
pub(crate) fn meant(name: &str, api: &ApiFile) -> Option<String> {
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

/// Other languages have other words, or say more than the word: `int64`, `string?`, `integer unsigned`. A word that only begins
/// like one, as `intervalo` does, is another.
fn of_a_language(name: &str) -> Option<&'static str> {
    let end = name.find(|c: char| !c.is_alphabetic() && c != '_' && c != '-');
    let word = name.get(..end.unwrap_or(name.len()))?;
    let listed = WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(known, _)| *known);
    listed.or_else(|| BUILT_IN.iter().copied().find(|known| word == *known))
}

#[cfg(test)]
mod tests {
    use super::of_a_language;

    #[test]
    fn a_word_of_another_language_is_known_and_one_that_begins_like_it_is_not() {
        for (name, known) in [
            ("integer", Some("int")),
            ("int64", Some("int")),
            ("integer unsigned", Some("int")),
            ("string?", Some("string")),
            ("string | null", Some("string")),
            ("boolean", Some("bool")),
            ("jsonb", Some("json")),
            ("number", Some("number")),
            ("interval", None),
            ("intervalo", None),
            ("internal_note", None),
            ("int_list", None),
            ("stringlist", None),
            ("numbering", None),
            ("boolish", None),
            ("", None),
        ] {
            assert_eq!(of_a_language(name), known, "{name}");
        }
    }
}
