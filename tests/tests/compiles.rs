//! What is generated compiles without a warning, passes clippy and has sound documentation, in another crate than the
//! runtime's. How it reads is `generated`'s to say.

use ficha_codegen::source::Source;
use ficha_tests::random::{numbers, spec};
use ficha_tests::scratch::Scratch;
use ficha_tests::specs::{course, features};

fn scratch(name: &str) -> Scratch {
    Scratch::new(
        env!("CARGO_TARGET_TMPDIR"),
        name,
        &Scratch::dependency("ficha-runtime", "generated-client/runtime", &[]),
    )
}

#[test]
fn the_course_and_every_feature_compile_in_another_crate() {
    let mut scratch = scratch("features");
    scratch.generate("course", &course());
    for feature in features() {
        scratch.generate(&feature.name, &feature.sources);
    }
    scratch.front("");
    scratch.is_clean();
    scratch.documents_itself();
}

/// More credentials than the compiler can count are refused; as many as it can count compile, and so does a table with more
/// required rows than that.
#[test]
fn wide_specs_compile_in_another_crate() {
    assert!(ficha_codegen::check(&wide(65)).is_err_and(|found| found.to_string().contains("64 credentials")));
    let mut scratch = scratch("wide");
    scratch.generate("wide", &wide(64));
    scratch.front("");
    scratch.is_clean();
}

/// So many credentials, and seventy of whatever else a spec can have many of.
fn wide(credentials: usize) -> Vec<Source> {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    let api = format!(
        "api: shop\ntitle: Shop\nsources: {{ manual: {{ kind: page, title: Manual }} }}\nfrom: manual\n\
         servers: {{ production: {{ url: \"https://shop.example\" }} }}\ncredentials:\n{}",
        many(credentials, &|n| format!("  key_{n}: {{ header: X-Key-{n} }}\n"))
    );
    let row = |n| format!("      - {{ name: row_{n}, type: int, required: true }}\n");
    let things = format!(
        "resource: things\noperations:\n  put:\n    method: PUT\n    path: /things\n    effect: update\n    body: Wide\n    \
         answer: Wide\n    params:\n{}types:\n  Wide:\n    rows:\n{}  Known:\n    values:\n{}",
        many(70, &row),
        many(70, &row),
        many(70, &|n| format!("      - {{ name: value_{n} }}\n"))
    );
    let source = |name: &str, text| Source { name: format!("specs/shop/{name}.yaml"), text };
    vec![source("api", api), source("things", things)]
}

/// Specs whose texts would like to be code, Markdown or HTML: as compiled, and as documented.
#[test]
fn random_specs_compile_in_another_crate() {
    let mut scratch = scratch("random");
    let specs = (0..).map(|seed| (seed, spec(&numbers(seed), true)));
    for (seed, sources) in specs.filter(|(_, sources)| ficha_codegen::check(sources).is_ok()).take(24) {
        scratch.generate(&format!("seed_{seed}"), &sources);
    }
    scratch.front("");
    scratch.is_clean();
    scratch.documents_itself();
}
