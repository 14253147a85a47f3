//! A documented name and the Rust name that it becomes. Nothing here decides which names must differ.

use std::fmt;

/// Why a documented name cannot become a Rust name by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BadName {
    /// There is nothing in it.
    Empty,
    /// It starts with a digit.
    Digit,
    /// It has a character that Rust names here do not have, or stands for nothing: `Año`, `_id`.
    Char(char),
    /// Rust keeps it for itself.
    Keyword(String),
}

impl fmt::Display for BadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BadName::Empty => f.write_str("is empty"),
            BadName::Digit => f.write_str("starts with a digit"),
            BadName::Char('_') => f.write_str("starts with an underscore, which Rust reads as \"unused\""),
            BadName::Char(c) if c.is_ascii_graphic() => write!(f, "has a `{c}`, which no Rust name has"),
            BadName::Char(c) if c.is_alphabetic() => write!(f, "has a `{c}`, which is not plain ASCII"),
            BadName::Char(c) => write!(f, "has the character {}, which is not plain ASCII", c.escape_unicode()),
            BadName::Keyword(word) => write!(f, "becomes `{word}`, which Rust keeps for itself"),
        }
    }
}

/// `es_direccionCobro` → `es_direccion_cobro`, `SerieID` → `serie_id`: a field, a parameter, a method or a module.
pub(crate) fn snake(name: &str) -> Result<String, BadName> {
    let snake = words(name)?.iter().map(|word| word.to_ascii_lowercase()).collect::<Vec<_>>().join("_");
    if is_keyword(&snake) { Err(BadName::Keyword(snake)) } else { Ok(snake) }
}

/// `nota_debito` → `NotaDebito`, `UNAUTHORIZED` → `Unauthorized`: a type or a variant.
pub(crate) fn pascal(name: &str) -> Result<String, BadName> {
    let pascal: String = words(name)?.iter().map(|word| capitalized(word)).collect();
    if is_keyword(&pascal) { Err(BadName::Keyword(pascal)) } else { Ok(pascal) }
}

/// Whether a name that a spec gives in `rust:` is a field or method as it stands.
pub(crate) fn is_snake(name: &str) -> bool {
    snake(name).as_deref() == Ok(name)
}

/// Whether a name is a type or variant as it stands.
pub(crate) fn is_pascal(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
        && !is_keyword(name)
}

/// Whether a name is a type as it stands. `NIT` is none: by Rust's customs it is `Nit`, and clippy says so.
pub(crate) fn is_type(name: &str) -> bool {
    is_pascal(name) && (name.len() <= 2 || name.contains(|c: char| c.is_ascii_lowercase()))
}

/// `NewSucursal` → `NEW_SUCURSAL`: the constant that goes with a type.
pub(crate) fn shouting(type_name: &str) -> String {
    words(type_name).unwrap_or_default().join("_").to_ascii_uppercase()
}

/// `NewSucursal` → `new_sucursal_fields`: the module of the names of a record's required fields.
pub(crate) fn markers(type_name: &str) -> String {
    format!("{}_fields", shouting(type_name).to_ascii_lowercase())
}

/// The words of a name: split at everything that is not a letter or digit, and where the case changes.
fn words(name: &str) -> Result<Vec<String>, BadName> {
    if name.trim().is_empty() {
        return Err(BadName::Empty);
    }
    if let Some(odd) = name.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '-' | ' ' | '.')) {
        return Err(BadName::Char(odd));
    }
    if let Some(first) = name.chars().next().filter(|c| !c.is_ascii_alphabetic()) {
        return Err(if first.is_ascii_digit() { BadName::Digit } else { BadName::Char(first) });
    }
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        split_at_case(part, &mut words);
    }
    Ok(words)
}

/// `SerieID` → `Serie`, `ID`; `HTTPStatus` → `HTTP`, `Status`; `direccion2` stays whole.
fn split_at_case(part: &str, words: &mut Vec<String>) {
    let bytes = part.as_bytes();
    let mut start = 0;
    for at in 1..bytes.len() {
        let rises = bytes[at].is_ascii_uppercase() && !bytes[at - 1].is_ascii_uppercase();
        let falls = bytes[at].is_ascii_uppercase()
            && bytes[at - 1].is_ascii_uppercase()
            && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        if rises || falls {
            words.push(part[start..at].to_owned());
            start = at;
        }
    }
    words.push(part[start..].to_owned());
}

fn capitalized(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
}

/// The words that no edition up to 2024 leaves to its users, reserved ones included. None is longer than `abstract`.
fn is_keyword(word: &str) -> bool {
    word.len() <= "abstract".len() && (syn::parse_str::<syn::Ident>(word).is_err() || word == "gen")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_names_become_what_a_rust_user_would_type() {
        let cases = [
            ("id_tercero", "id_tercero"),
            ("es_direccionCobro", "es_direccion_cobro"),
            ("SerieID", "serie_id"),
            ("UID", "uid"),
            ("HTTPStatus", "http_status"),
            ("direccion2", "direccion2"),
            ("F-Api-Key", "f_api_key"),
            ("e.mail", "e_mail"),
        ];
        for (documented, rust) in cases {
            assert_eq!(snake(documented).as_deref(), Ok(rust));
        }
        for (documented, rust) in [("UNSUPPORTED_MEDIA_TYPE", "UnsupportedMediaType"), ("carta_porte", "CartaPorte")] {
            assert_eq!(pascal(documented).as_deref(), Ok(rust));
        }
        assert_eq!(shouting("NewSucursal"), "NEW_SUCURSAL");
    }

    #[test]
    fn what_rust_cannot_spell_is_told_apart() {
        assert_eq!(snake(""), Err(BadName::Empty));
        assert_eq!(snake(" "), Err(BadName::Empty));
        assert_eq!(snake("2nd"), Err(BadName::Digit));
        assert_eq!(snake("Año"), Err(BadName::Char('ñ')));
        assert_eq!(snake("_id"), Err(BadName::Char('_')));
        assert_eq!(snake("type"), Err(BadName::Keyword("type".into())));
        assert_eq!(snake("Self"), Err(BadName::Keyword("self".into())));
        assert_eq!(pascal("self"), Err(BadName::Keyword("Self".into())));
        assert!(is_snake("anio") && !is_snake("Anio") && !is_snake("type"));
        assert!(is_pascal("Anio") && !is_pascal("anio") && !is_pascal("Self"));
        assert!(is_type("Nit") && is_type("Id") && is_type("ID") && !is_type("NIT") && !is_type("nit"));
    }
}
