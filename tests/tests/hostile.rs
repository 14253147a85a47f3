//! Any spec that is accepted becomes source that parses, in which the spec's texts are nothing but literals and docs; the
//! order of the sources and their ends of line make no difference. What compiles is `compiles`' to say.

use std::fmt::Write;

use ficha_codegen::source::Source;
use ficha_codegen::{File, Options};
use ficha_tests::random::{CANARY, numbers, spec};
use ficha_tests::specs::{course, features, generate, real};
use proc_macro2::{Group, TokenStream, TokenTree};
use proptest::prelude::*;

fn all(sources: &[Source]) -> Vec<File> {
    let generated = generate(sources, &Options::default().mock());
    generated.client.into_iter().chain(generated.conformance).collect()
}

/// The words of the file's code without its docs, each literal as `_`. Layout adds commas and braces to long lines, so
/// punctuation is left out.
fn code(file: &File) -> Result<String, String> {
    syn::parse_file(&file.text).map_err(|error| format!("{}: {error}\n{}", file.path, file.text))?;
    let tokens: TokenStream = file.text.parse().map_err(|error| format!("{}: {error}", file.path))?;
    let mut code = String::new();
    write(tokens, &mut code);
    Ok(code)
}

fn write(tokens: TokenStream, code: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let is_inner = matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '!');
                if is_inner {
                    tokens.next();
                }
                match tokens.next() {
                    Some(TokenTree::Group(attribute)) if is_doc(&attribute) => {}
                    Some(attribute) => write(TokenStream::from(attribute), code),
                    None => {}
                }
            }
            TokenTree::Group(group) => write(group.stream(), code),
            TokenTree::Literal(_) => code.push_str("_ "),
            TokenTree::Ident(ident) => drop(write!(code, "{ident} ")),
            TokenTree::Punct(_) => {}
        }
    }
}

fn is_doc(attribute: &Group) -> bool {
    matches!(attribute.stream().into_iter().next(), Some(TokenTree::Ident(ident)) if ident == "doc")
}

/// What a spec made from these numbers becomes is code without the canary, and the code of its harmless twin.
fn is_harmless(numbers: &[u32]) -> Result<bool, String> {
    let hostile = spec(numbers, true);
    let Ok(_) = ficha_codegen::check(&hostile) else { return Ok(false) };
    let harmless = all(&spec(numbers, false));
    for (file, twin) in all(&hostile).iter().zip(&harmless) {
        let code = code(file)?;
        if code.contains(CANARY) {
            return Err(format!("a text became code in {}:\n{}", file.path, file.text));
        }
        if code != self::code(twin)? {
            return Err(format!("a text changed the code of {}:\n{}\n{}", file.path, file.text, twin.text));
        }
    }
    Ok(true)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_never_become_code(numbers in proptest::collection::vec(any::<u32>(), 0..800)) {
        if let Err(wrong) = is_harmless(&numbers) {
            prop_assert!(false, "{}", wrong);
        }
    }
}

/// A property of specs that are all refused would say nothing.
#[test]
fn enough_of_the_specs_are_accepted() {
    let accepted = (0..40).filter(|seed| is_harmless(&numbers(*seed)) == Ok(true)).count();
    assert!(accepted >= 10, "{accepted} of 40");
}

#[test]
fn the_order_of_the_sources_makes_no_difference() {
    let everything: Vec<Source> = real().into_iter().flatten().chain(course()).collect();
    let straight = generate(&everything, &Options::default().mock());
    let mut turned = everything.clone();
    for step in [1, 2, 5, 7] {
        turned.rotate_left(1);
        turned.swap(0, step);
        assert_eq!(generate(&turned, &Options::default().mock()), straight);
    }
    turned.reverse();
    assert_eq!(generate(&turned, &Options::default().mock()), straight);
}

#[test]
fn ends_of_line_make_no_difference() {
    let mut specs = real();
    specs.push(course());
    specs.extend(features().into_iter().map(|feature| feature.sources));
    for sources in specs {
        let with_returns = |source: &Source| Source { text: source.text.replace('\n', "\r\n"), ..source.clone() };
        let with_returns: Vec<Source> = sources.iter().map(with_returns).collect();
        let options = Options::default().mock();
        assert_eq!(generate(&with_returns, &options), generate(&sources, &options));
    }
}
