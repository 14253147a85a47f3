//! Which files make up a spec.

use ficha_codegen::diagnostic::Code;
use ficha_codegen::source::Source;
use ficha_codegen::spec::ApiSpec;
use ficha_tests::specs::{course, real};

use super::{API, parse, source};

#[test]
fn files_are_named_for_what_they_hold() {
    let resource = "resource: r\noperations: {}\n";
    let codes = |sources: &[Source]| {
        let found = parse(sources).expect_err("nothing was found");
        found.iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), [Code::EmptyFolder]);
    assert_eq!(codes(&[source("specs/x/r.yaml", resource)]), [Code::NoApiFile]);
    assert_eq!(codes(&[source("specs/x/api.yaml", API)]), [Code::NoResourceFile]);
    assert_eq!(codes(&[source("specs/y/api.yaml", API), source("specs/y/r.yaml", resource)]), [Code::WrongFolder]);
    assert_eq!(codes(&[source("specs/x/api.yaml", API), source("specs/x/q.yaml", resource)]), [Code::WrongFolder]);
    let twice =
        [source("specs/x/api.yaml", API), source("specs/x/r.yaml", resource), source("specs/x/r.yml", resource)];
    assert_eq!(codes(&twice), [Code::WrongFolder]);
    let large = "#".repeat((16 << 20) + 1);
    assert_eq!(codes(&[source("specs/x/api.yaml", API), source("specs/x/r.yaml", &large)]), [Code::TooLarge]);
}

#[test]
fn the_order_of_the_sources_changes_nothing() {
    let mut sources: Vec<Source> = real().into_iter().flatten().chain(course()).collect();
    let names = |sources: &[Source]| {
        let specs = parse(sources).expect("the specs are valid");
        let of = |spec: ApiSpec| {
            let files =
                spec.resources.into_iter().map(|(file, resource)| (sources[file].name.clone(), resource.resource));
            (sources[spec.file].name.clone(), spec.api.api, files.collect::<Vec<_>>())
        };
        specs.into_iter().map(of).collect::<Vec<_>>()
    };
    let expected = names(&sources);
    assert_eq!(expected.len(), 4);
    sources.reverse();
    assert_eq!(names(&sources), expected);

    let wrong = |file: &str, text: &str| source(&format!("specs/x/{file}.yaml"), text);
    let mut broken = [wrong("api", "nope: 1"), wrong("b", "a: ["), wrong("a", "resource: b\nx: 1\n"), wrong("c", "")];
    let expected = parse(&broken).expect_err("nothing was found").render(false);
    broken.reverse();
    assert_eq!(parse(&broken).expect_err("nothing was found").render(false), expected);
}
