//! Whatever the input: a model, or findings that can be shown.

use ficha_codegen::diagnostic::{Code, Finding, Findings, Place};
use ficha_codegen::source::Source;
use ficha_tests::specs::course;
use proptest::prelude::*;

use super::{API, parse, source};

/// Whatever comes of it: a model, or findings that can all be shown, each at a place that is there.
fn stays_sane(sources: &[Source]) {
    let Err(found) = parse(sources) else { return };
    assert!(!found.is_empty());
    for label in found.iter().flat_map(|found| &found.labels) {
        let source = sources.iter().find(|source| source.name == label.file).expect("the label's file");
        assert!(label.line <= source.text.matches('\n').count() + 1, "{label:?}");
    }
    assert!(found.iter().all(|found| !found.labels.is_empty() || found.code == Code::EmptyFolder));
    assert!(!found.render(false).is_empty());
    assert!(
        serde_json::from_str::<Vec<serde_json::Value>>(&found.to_json()).is_ok_and(|json| json.len() == found.len())
    );
}

fn yaml_ish() -> impl Strategy<Value = String> {
    let pieces = [
        "resource",
        "operations",
        "types",
        "rows",
        "name",
        "type",
        "a",
        "01",
        "~",
        "NO",
        "é",
        ": ",
        ":",
        "- ",
        "-",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        "\n",
        "\n  ",
        "\n    ",
        "\r\n",
        "\t",
        " ",
        " #",
        "\"",
        "'",
        "\\",
        "|",
        "|-\n",
        ">2",
        "&a ",
        "*a",
        "!x ",
        "<<",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "? ",
        "\u{FEFF}",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "@",
        "`",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        match Source::from_bytes("specs/x/api.yaml", bytes) {
            Ok(source) => stays_sane(&[source]),
            Err(found) => prop_assert_eq!(found.iter().next().map(|found| found.code), Some(Code::NotUtf8)),
        }
    }

    #[test]
    fn any_text_is_read(text in ".{0,200}") {
        stays_sane(&[source("specs/x/api.yaml", API), source("specs/x/r.yaml", &text)]);
    }

    #[test]
    fn anything_like_yaml_is_read(text in yaml_ish()) {
        stays_sane(&[source("specs/x/api.yaml", &text), source("specs/x/r.yaml", &text)]);
    }

    #[test]
    fn any_change_to_a_valid_spec_is_read(
        file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), len in 0usize..40, text in yaml_ish(),
    ) {
        let mut sources = course();
        let source = file.get(&sources).name.clone();
        let source = sources.iter_mut().find(|one| one.name == source).expect("it was there");
        let start = source.text.floor_char_boundary(at.index(source.text.len()));
        let end = source.text.floor_char_boundary((start + len).min(source.text.len()));
        source.text.replace_range(start..end, &text);
        stays_sane(&sources);
    }

    #[test]
    fn any_place_can_be_shown(text in yaml_ish(), start in 0usize..40, len in 0usize..20, entry in 0usize..3) {
        let sources = [source("x/r.yaml", &text)];
        let root = Place::root(0);
        for place in [root.clone(), root.key("name"), root.entry(entry), root.item(entry), root.entry(entry).entry(entry)] {
            for place in [place.clone(), place.name(), place.within(start, start + len)] {
                let mut findings = Findings::new();
                findings.push(Finding::new(Code::NotJson, "here", place, "here"));
                prop_assert!(findings.locate(&sources).render(false).contains("error[not-json]: here"));
            }
        }
    }
}
