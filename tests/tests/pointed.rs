//! What a finding points at: the part that is wrong, and no more of what it stands in.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use ficha_codegen::diagnostic::{Code, Label};
use ficha_tests::specs::{changed, course};

/// In an address, what is pointed at is the part that is wrong, however the address is quoted.
#[test]
fn an_address_is_pointed_at_where_it_is_wrong() {
    let walk = "\"https://api.example.com/v2/things?limit=2&offset=4&pagina=1&kind=round\"";
    let cases = [
        (walk, "https://api.example.com/v2/things?limit=2&ofset=4", Code::UnknownSampleKey, "ofset"),
        (walk, "'https://api.example.com/v2/things?limit=2&ofset=4'", Code::UnknownSampleKey, "ofset"),
        (walk, "\"https://api.example.com/v2/things?limit=2&ofset=4\"", Code::UnknownSampleKey, "ofset"),
        (walk, "'/things?kind=round&it''s=1&limit=2'", Code::UnknownSampleKey, "it''s"),
        (walk, "\"/things?kind=round&\\x6fffset=4&limit\\t=2\"", Code::UnknownSampleKey, "limit\\t"),
        (walk, "\"/things?o%66fset=4&of%73et=4\"", Code::UnknownSampleKey, "of%73et"),
        (walk, "/things?limit=2&deep", Code::UnknownSampleKey, "deep"),
        (walk, "\"/things?limit=2&offset=four\"", Code::ValueType, "four"),
        (walk, "\"/things?limit=&offset=4\"", Code::ValueType, "limit="),
        (walk, "https://api.example.com/v2/thinks?limit=2", Code::SampleAddress, "/thinks"),
        (walk, "https://api.example.org/v2/things?limit=2", Code::SampleAddress, "https://api.example.org/v2/things"),
        ("\"{ HOST }/things/7\"", "/things/seven", Code::ValueType, "seven"),
        ("/things/7/parts/lid?dry=true", "/things/7/parts/lid?dry=perhaps", Code::ValueType, "perhaps"),
        ("/things/7/parts/lid?dry=true", ">-\n          /things/7/parts/lid?dry=perhaps", Code::ValueType, "perhaps"),
    ];
    for (from, to, code, wanted) in cases {
        let sources = changed(&course(), "things.yaml", from, to).unwrap_or_else(|unusable| panic!("{unusable}"));
        let text = &sources.iter().find(|source| source.name.ends_with("things.yaml")).expect("the file").text;
        let lines: Vec<&str> = text.lines().collect();
        let pointed_at = |label: &Label| {
            let chars = lines[label.line - 1].chars().skip(label.column - 1);
            chars.take(label.end_column - label.column).collect::<String>()
        };
        let found = ficha_codegen::check(&sources).expect_err(to);
        let of_code = found.iter().filter(|found| found.code == code).flat_map(|found| &found.labels);
        let shown: Vec<String> = of_code.map(pointed_at).collect();
        assert!(shown.iter().any(|shown| shown == wanted), "{to}: {shown:?}\n{found}");
    }
}
