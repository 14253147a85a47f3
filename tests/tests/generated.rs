//! What the generator makes of each feature of the language, of the obstacle course and of the real specs, as text that a
//! person has read. That it compiles is `compiles`' to say.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use ficha_codegen::{File, Generated, Options, check};
use ficha_tests::reference::Reference;
use ficha_tests::specs::{Feature, course, features, generate, real};

/// Files one after the other, each under its name.
fn listed<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    files.into_iter().fold(String::new(), |mut text, (name, file)| {
        let _ = write!(text, "==== {name}\n{file}\n");
        text
    })
}

fn snapshot(folder: &str, name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => format!("snapshots/{folder}"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!(name, text) });
}

/// The Rust file that a spec file becomes, and the tests where there is something to test. What the mock serves repeats the
/// rest, so only the feature that is about it shows it.
fn files_of<'g>(feature: &Feature, generated: &'g Generated) -> impl Iterator<Item = (&'g str, &'g str)> {
    let is_own = move |file: &&File| {
        let is_of_api = file.path.ends_with("/mod.rs");
        let is_of_mock = file.path.ends_with("/mock.rs");
        (!is_of_mock || feature.name == "leaves") && feature.own.iter().any(|name| (name == "api.yaml") == is_of_api)
    };
    let tests = generated.conformance.iter().filter(|file| file.text.contains("#[tokio::test]"));
    generated.client.iter().filter(is_own).chain(tests).map(|file| (file.path.as_str(), file.text.as_str()))
}

#[test]
fn each_feature_becomes_code_that_reads_well() {
    for feature in features() {
        let own = feature.sources.iter().filter(|source| feature.own.iter().any(|name| source.name.ends_with(name)));
        let spec = own.map(|source| (source.name.as_str(), source.text.as_str()));
        let generated = generate(&feature.sources, &Options::default().mock());
        snapshot("features", &feature.name, &listed(spec.chain(files_of(&feature, &generated))));
    }
}

/// The course is kept as Rust, not as a snapshot: the tests call it, and it is compiled and linted with them.
#[test]
fn the_course_becomes_code_that_reads_well() {
    let options = Options::default().runtime("ficha_client::runtime").command("INSTA_UPDATE=always cargo test");
    let generated = generate(&course(), &options);
    for File { path, text } in &generated.client {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path);
        if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
            fs::write(&kept, text).expect("a file that can be written");
        }
        let kept = fs::read_to_string(&kept).expect("the course as it was generated");
        assert!(*text == kept, "{path} is not what the course becomes: INSTA_UPDATE=always writes it anew");
    }
    for file in &generated.conformance {
        snapshot("course", &file.path.replace('/', "."), &file.text);
    }
}

#[test]
fn the_real_specs_become_code_that_reads_well() {
    for sources in real() {
        for file in generate(&sources, &Options::default().mock()).client {
            snapshot("real", &file.path.replace('/', "."), &file.text);
        }
    }
}

/// Who calls the client has never seen the spec, and cannot look up what its samples are called.
#[test]
fn callers_are_told_nothing_by_a_name_of_the_spec() {
    let features = features().into_iter().map(|feature| feature.sources);
    for sources in features.chain(real()).chain([course()]) {
        for File { path, text } in generate(&sources, &Options::default()).client {
            assert!(!text.contains("the sample `") && !text.contains("disagree about `"), "{path}\n{text}");
        }
    }
}

/// A sample without a test would look like one that was tested.
#[test]
fn every_sample_becomes_a_test() {
    let features = features().into_iter().map(|feature| feature.sources);
    for sources in features.chain(real()).chain([course()]) {
        let tests = generate(&sources, &Options::default()).conformance;
        for (api, file) in check(&sources).expect("no findings").iter().zip(tests) {
            let operations = || api.resources.iter().flat_map(|resource| &resource.operations);
            let of_operations = operations().map(|operation| operation.requests.len() + operation.answers.len());
            let samples = api.answers.len() + of_operations.sum::<usize>();
            assert_eq!(file.text.matches("#[tokio::test]").count(), samples, "{}", file.text);
        }
    }
}

/// A snapshot that nothing is held against any more would look like a guard.
#[test]
fn no_snapshot_is_left_over() {
    let names = |files: &[File]| files.iter().map(|file| file.path.replace('/', ".")).collect::<BTreeSet<_>>();
    let course = generate(&course(), &Options::default());
    let real =
        real().iter().flat_map(|sources| generate(sources, &Options::default().mock()).client).collect::<Vec<_>>();
    for (folder, wanted) in [
        ("features", features().into_iter().map(|feature| feature.name).collect()),
        ("course", names(&course.conformance)),
        ("real", names(&real)),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots").join(folder);
        let kept = fs::read_dir(&path).expect("the folder of the snapshots");
        let kept = kept.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
        let kept: BTreeSet<String> = kept.filter_map(|name| Some(name.strip_suffix(".snap")?.to_owned())).collect();
        assert_eq!(kept, wanted, "in {folder}");
    }
}

/// The reference and the features cover each other: what can be written is shown, and what is shown can be written.
#[test]
fn every_key_of_the_language_is_shown_by_a_feature() {
    let reference = Reference::of_the_language();
    let mut used = BTreeSet::new();
    for source in features().iter().flat_map(|feature| &feature.sources) {
        let value = serde_yaml::from_str(&source.text).expect("YAML");
        let section = if source.name.ends_with("/api.yaml") { "api file" } else { "resource file" };
        reference.used(section, &value, &mut used);
    }
    let entries = reference.entries();
    assert!(entries.len() > 100, "the reference reads as {entries:?}");
    let missing: Vec<&String> = entries.difference(&used).collect();
    assert!(missing.is_empty(), "no feature shows {missing:#?}");
}
