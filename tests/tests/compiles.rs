//! What is generated compiles without a warning, passes clippy and has sound documentation, in another crate than the
//! runtime's. How it reads is `generated`'s to say.

use ficha_tests::random::{numbers, spec};
use ficha_tests::scratch::Scratch;
use ficha_tests::specs::{course, features};

fn scratch(name: &str) -> Scratch {
    Scratch::new(env!("CARGO_TARGET_TMPDIR"), name, &Scratch::dependency("ficha-client", "generated-client", &[]))
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
