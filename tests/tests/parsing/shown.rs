//! How what was found is shown.

use ficha_codegen::diagnostic::Code;

use super::read;

#[test]
fn what_is_shown_cannot_mislead_a_terminal() {
    let found =
        read("resource: r\noperations: {}\n\"a\u{202E}\u{1B}[31m\\nb\": \u{200B}1\n").expect_err("nothing was found");
    for shown in [found.render(false), found.to_string()] {
        assert!(!shown.contains(['\u{202E}', '\u{1B}']), "{shown:?}");
    }
    assert!(found.render(true).contains("\u{1B}["));
    assert!(found.to_json().contains("\"code\": \"unknown-key\""));
}

#[test]
fn a_long_line_is_cut_around_what_is_pointed_at() {
    let rows = vec!["{ name: a, type: int }"; 200].join(", ");
    let text = format!(
        "resource: r\noperations: {{}}\ntypes: {{ T: {{ rows: [ {rows}, {{ name: a, tpe: int }}, {rows} ] }} }}\n"
    );
    let shown = read(&text).expect_err("nothing was found").render(false);
    assert!(shown.lines().all(|line| line.chars().count() < 200), "{shown}");
    assert!(shown.contains("tpe: int"), "{shown}");
}

#[test]
fn every_code_is_explained_under_its_own_name() {
    for code in Code::ALL {
        assert_eq!(Code::named(code.name()), Some(*code));
        assert!(code.explain().len() > 60 && code.explain().ends_with('.'), "{code}");
        assert!(code.name().chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{code}");
    }
}
