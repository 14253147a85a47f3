//! The grammar of the spec language, read from the very source that parses it. What is made of it is the business of
//! `reference`, for people, and of `schema`, for their editors.

use syn::{Attribute, Expr, Fields, GenericArgument, Item, Lit, Meta, PathArguments, Token, Type};

use crate::trouble::Trouble;

/// The mirror of the YAML, as compiled into this program, so that nothing made of it can be of another version.
const MIRROR: [(&str, &str); 7] = [
    ("codegen/src/spec/api.rs", include_str!("../../codegen/src/spec/api.rs")),
    ("codegen/src/spec/resource.rs", include_str!("../../codegen/src/spec/resource.rs")),
    ("codegen/src/spec/call.rs", include_str!("../../codegen/src/spec/call.rs")),
    ("codegen/src/spec/sample.rs", include_str!("../../codegen/src/spec/sample.rs")),
    ("codegen/src/spec/table.rs", include_str!("../../codegen/src/spec/table.rs")),
    ("codegen/src/spec/erratum.rs", include_str!("../../codegen/src/spec/erratum.rs")),
    ("codegen/src/spec/values.rs", include_str!("../../codegen/src/spec/values.rs")),
];

/// Something that a spec can hold.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The name of the Rust type.
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    /// A mapping with these keys.
    Mapping(Vec<Key>),
    /// One of these words.
    Words(Vec<Word>),
    /// A notation of its own, in these variants.
    Notation(Vec<String>),
    /// Another name for this.
    Alias(Holds),
}

#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) holds: Holds,
    pub(crate) required: bool,
}

#[derive(Debug)]
pub(crate) struct Word {
    pub(crate) name: String,
    pub(crate) doc: String,
}

/// What a key holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    Text,
    Flag,
    /// From the smallest number on, up to the largest.
    Whole(i64, u64),
    Anything,
    Shape(String),
    Names(Box<Holds>),
    List(Box<Holds>),
    OneOrMany(Box<Holds>),
    Tuple(Vec<Holds>),
}

/// Everything that the language knows, in the order of its source.
pub(crate) fn read() -> Result<Vec<Shape>, Trouble> {
    let mut shapes = Vec::new();
    for (name, text) in MIRROR {
        let file = syn::parse_file(text).map_err(|cause| Trouble::new(format!("cannot read {name}")).because(cause))?;
        shapes.extend(file.items.iter().filter_map(shape));
    }
    inherit_docs(&mut shapes);
    Ok(shapes)
}

/// A key without docs is that of another shape once more: what an erratum puts in the place of a row's `length` is a
/// `length`. The rows come first, because most errata are theirs.
fn inherit_docs(shapes: &mut [Shape]) {
    let keys = |shape: &Shape| match &shape.kind {
        Kind::Mapping(keys) => keys.iter().map(|key| (key.name.clone(), key.doc.clone())).collect(),
        _ => Vec::new(),
    };
    let rows = shapes.iter().filter(|shape| shape.name == "Row");
    let known: Vec<_> = rows.chain(shapes.iter()).flat_map(keys).filter(|(_, doc)| !doc.is_empty()).collect();
    for shape in shapes {
        let Kind::Mapping(keys) = &mut shape.kind else { continue };
        for key in keys.iter_mut().filter(|key| key.doc.is_empty()) {
            key.doc = known.iter().find(|(name, _)| *name == key.name).map(|(_, doc)| doc.clone()).unwrap_or_default();
        }
    }
}

fn shape(item: &Item) -> Option<Shape> {
    match item {
        Item::Struct(item) => {
            let Fields::Named(fields) = &item.fields else {
                return None;
            };
            let serde = Serde::of(&item.attrs);
            let keys = fields.named.iter().filter_map(|field| key(field, &serde));
            Some(Shape { name: item.ident.to_string(), doc: doc(&item.attrs), kind: Kind::Mapping(keys.collect()) })
        }
        Item::Enum(item) => {
            let mut serde = Serde::of(&item.attrs);
            // What serde does not read for itself is read by hand, in the spelling that all words have.
            serde.rename_all.get_or_insert_with(|| "snake_case".to_owned());
            let is_words = item.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
            let kind = if is_words {
                let word = |variant: &syn::Variant| Word {
                    name: serde.rename(&Serde::of(&variant.attrs), &variant.ident.to_string()),
                    doc: doc(&variant.attrs),
                };
                Kind::Words(item.variants.iter().map(word).collect())
            } else {
                Kind::Notation(item.variants.iter().map(|variant| doc(&variant.attrs)).collect())
            };
            Some(Shape { name: item.ident.to_string(), doc: doc(&item.attrs), kind })
        }
        Item::Type(item) => {
            let kind = Kind::Alias(holds(&item.ty).0);
            Some(Shape { name: item.ident.to_string(), doc: doc(&item.attrs), kind })
        }
        _ => None,
    }
}

fn key(field: &syn::Field, outer: &Serde) -> Option<Key> {
    let serde = Serde::of(&field.attrs);
    let name = outer.rename(&serde, &field.ident.as_ref()?.to_string());
    let (holds, is_optional) = holds(&field.ty);
    Some(Key { name, doc: doc(&field.attrs), holds, required: !is_optional && !serde.has_default })
}

/// What a type holds, and whether it may be left out.
fn holds(ty: &Type) -> (Holds, bool) {
    let holds = match ty {
        Type::Tuple(tuple) => Holds::Tuple(tuple.elems.iter().map(|ty| holds(ty).0).collect()),
        Type::Path(path) => {
            let Some(segment) = path.path.segments.last() else {
                return (Holds::Anything, false);
            };
            let argument = match &segment.arguments {
                PathArguments::AngleBracketed(arguments) => arguments.args.iter().find_map(|argument| match argument {
                    GenericArgument::Type(ty) => Some(holds(ty).0),
                    _ => None,
                }),
                _ => None,
            };
            let name = segment.ident.to_string();
            match (name.as_str(), argument.map(Box::new)) {
                ("Option", Some(inner)) => return (*inner, true),
                ("Box", Some(inner)) => *inner,
                ("Named", Some(inner)) => Holds::Names(inner),
                ("Vec", Some(inner)) => Holds::List(inner),
                ("OneOrMany", Some(inner)) => Holds::OneOrMany(inner),
                ("String", _) => Holds::Text,
                ("bool", _) => Holds::Flag,
                ("u16", _) => Holds::Whole(0, u16::MAX.into()),
                ("u32", _) => Holds::Whole(0, u32::MAX.into()),
                ("u64", _) => Holds::Whole(0, u64::MAX),
                ("i64", _) => Holds::Whole(i64::MIN, i64::MAX.unsigned_abs()),
                ("Json", _) => Holds::Anything,
                _ => Holds::Shape(name),
            }
        }
        _ => Holds::Anything,
    };
    (holds, false)
}

/// What serde is told about an item, as far as the YAML shows it.
#[derive(Debug, Default)]
struct Serde {
    rename: Option<String>,
    rename_all: Option<String>,
    has_default: bool,
}

impl Serde {
    fn of(attributes: &[Attribute]) -> Self {
        let mut serde = Serde::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let list = attribute.parse_args_with(syn::punctuated::Punctuated::<Meta, Token![,]>::parse_terminated);
            for meta in list.into_iter().flatten() {
                if meta.path().is_ident("default") {
                    serde.has_default = true;
                } else if meta.path().is_ident("rename") {
                    serde.rename = text_of(&meta);
                } else if meta.path().is_ident("rename_all") {
                    serde.rename_all = text_of(&meta);
                }
            }
        }
        serde
    }

    /// The name in the YAML of something inside the item that this is about.
    fn rename(&self, inner: &Serde, name: &str) -> String {
        match (&inner.rename, self.rename_all.as_deref()) {
            (Some(renamed), _) => renamed.clone(),
            (None, Some("UPPERCASE")) => name.to_uppercase(),
            (None, Some("lowercase")) => name.to_lowercase(),
            (None, Some("snake_case")) => words(name).join("_"),
            (None, _) => name.to_owned(),
        }
    }
}

/// `AnswerSample` → `answer`, `sample`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for char in name.chars() {
        match words.last_mut() {
            Some(word) if !char.is_uppercase() => word.push(char),
            _ => words.push(char.to_lowercase().collect()),
        }
    }
    words
}

fn doc(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter(|attribute| attribute.path().is_ident("doc"));
    let lines: Vec<_> = lines.filter_map(|line| text_of(&line.meta)).map(|line| line.trim().to_owned()).collect();
    lines.join(" ")
}

/// The text in `name = "text"`.
fn text_of(meta: &Meta) -> Option<String> {
    let Meta::NameValue(pair) = meta else { return None };
    match &pair.value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Shape> {
        syn::parse_str(text).ok().as_ref().and_then(shape)
    }

    #[test]
    fn a_key_is_required_unless_it_may_be_left_out() {
        let text = "struct Row { /// Its name.\n #[serde(rename = \"type\")] ty: TypeExpr, length: Option<Length>, \
                    #[serde(default)] erratum: OneOrMany<String> }";
        let Some(Shape { kind: Kind::Mapping(keys), .. }) = of(text) else { panic!("a mapping") };
        let seen: Vec<_> = keys.iter().map(|key| (key.name.as_str(), key.required)).collect();
        assert_eq!(seen, [("type", true), ("length", false), ("erratum", false)]);
        assert_eq!(keys[0].doc, "Its name.");
        assert_eq!(keys[1].holds, Holds::Shape("Length".to_owned()));
        assert_eq!(keys[2].holds, Holds::OneOrMany(Box::new(Holds::Text)));
    }

    #[test]
    fn words_are_spelled_as_the_yaml_has_them() {
        let text = "#[serde(rename_all = \"snake_case\")] enum Reads { Ok, NoRows }";
        let Some(Shape { kind: Kind::Words(words), .. }) = of(text) else { panic!("words") };
        assert_eq!(words.iter().map(|word| word.name.as_str()).collect::<Vec<_>>(), ["ok", "no_rows"]);
    }

    #[test]
    fn every_key_and_word_of_the_language_is_explained() {
        let shapes = read().unwrap_or_default();
        assert!(shapes.iter().any(|shape| shape.name == "ApiFile"));
        for shape in &shapes {
            assert!(!shape.doc.is_empty(), "{} has no docs", shape.name);
            let Kind::Mapping(keys) = &shape.kind else { continue };
            for key in keys {
                assert!(!key.doc.is_empty(), "{}.{} has no docs", shape.name, key.name);
            }
        }
    }
}
