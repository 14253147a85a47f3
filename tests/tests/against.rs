//! What a spec takes from a page is looked up there: a page that says something else is found, wherever it differs.

use ficha_codegen::against::{Comparison, Document, against};
use ficha_codegen::diagnostic::{Diagnostics, Findings};
use ficha_codegen::source::Source;
use ficha_codegen::spec;

const API: &str = r#"api: x
title: X
from: page
sources:
  page:
    kind: page
    title: The page
    copy: page.txt
    words: { string: String, int: int, bool: bool, required: [ SI, Requerido ], optional: [ "NO", Opcional ] }
  other: { kind: page, title: Another page, copy: other.txt }
  programs: { kind: code, title: Some programs }
servers: { production: { url: "https://x.example" }, another: { url: "https://y.example", from: programs } }
credentials: { key: { header: F-Secret } }
statuses:
  - { http: 404, code: NOT_FOUND, reads: refused }
says:
  transport: { prose: over   plain HTTP, other: only HTTPS, programs: https }
"#;

const RESOURCE: &str = r#"resource: r
operations:
  get:
    method: GET
    path: /r/{UID}
    effect: read
    params:
      - { name: UID, type: string, required: true }
      - { name: tipoDocumento, type: string, required: true }
      - { name: folio, type: int, required: false }
    answer: R
    requests:
      php:
        address: "{ HOST }/r/1"
        headers: { F-Key: Your key, Content-Type: application/json }
        json: |
          { "a": 1,
            "b": 2 }
    answers:
      found:
        json: |
          {
            "name": "R",
            "code": 5.00000
          }
      elsewhere: { json: '{ "x": 1 }', from: programs }
types:
  R:
    rows:
      - { name: id, type: int, length: 50, required: true }
      - { name: ext, type: int, length: 50, required: false }
      - { name: flag, type: bool, length: X, required: true }
      - { name: name, type: string }
  Kind:
    values:
      - { name: factura }
"#;

const PAGE: &str = "Host: https://x.example
F-Secret: the secret
ParámetroTipoRequeridoDetalles
UIDStringRequeridoEs el identificador
 tipoDocumento String Requerido

 folio\u{a0}int
Opcional Otra cosa

Campo | Tipo | Longitud | Requerido | Descripción |
id | int | 50 | SI | Identificador |
ext | int | 50 | NO | Extension |
flag | bool | X | SI | Valida |

404

NOT_FOUND

It goes over plain
HTTP. One of: factura.
url => '{ HOST }/r/1', 'F-Key: Your key',
headers: {\"Content-Type\": \"application/json\"}
{ \"a\": 1, \"b\": 2 }
{
    \"name\": \"R\",
    \"code\": 5.00000
}
";

fn compare(api: &str, resource: &str, page: &str) -> (Diagnostics, Comparison) {
    let source = |name: &str, text: &str| Source { name: name.into(), text: text.into() };
    let sources = [source("specs/x/api.yaml", api), source("specs/x/r.yaml", resource)];
    let mut findings = Findings::new();
    let specs = spec::parse(&sources, &mut findings);
    assert!(findings.is_empty(), "{}", findings.locate(&sources));
    let document = |name: &str, text: &str| Document { name: name.into(), text: text.into() };
    let compared = against(&specs, &[document("page.txt", page), document("other.txt", "we speak only HTTPS\n")]);
    (compared.findings.clone().locate(&sources), compared)
}

/// The code, line and column of each finding.
fn places(found: &Diagnostics) -> Vec<String> {
    let at = |found: &ficha_codegen::diagnostic::Diagnostic| {
        let label = &found.labels[0];
        format!("{} {}:{}:{}", found.code, label.file.rsplit('/').next().unwrap_or_default(), label.line, label.column)
    };
    found.iter().map(at).collect()
}

#[test]
fn what_is_on_its_page_is_no_finding() {
    let (found, compared) = compare(API, RESOURCE, PAGE);
    assert!(found.is_empty(), "{found}");
    assert_eq!(compared.compared, 18);
    let unseen: Vec<_> = compared.not_compared.iter().map(|one| (one.source.as_str(), one.claims)).collect();
    assert_eq!(unseen, [("programs", 3)]);
}

#[test]
fn any_change_of_the_page_is_found_where_the_spec_still_says_it() {
    for (from, to, expected) in [
        ("UIDString", "UIDInteger", "page-row-gone r.yaml:8:17"),
        ("UIDStringRequerido", "UIDStringOpcional", "page-row-gone r.yaml:8:17"),
        ("tipoDocumento String", "tipoDocumento Numero", "page-row-gone r.yaml:9:17"),
        ("tipoDocumento", "tipoDocumentos", "page-row-gone r.yaml:9:17"),
        ("Opcional Otra", "Requerido Otra", "page-row-gone r.yaml:10:17"),
        ("id | int | 50", "id | int | 5", "page-row-gone r.yaml:30:17"),
        ("id | int | 50", "uid | int | 50", "page-row-gone r.yaml:30:17"),
        ("ext | int", "ext | String", "page-row-gone r.yaml:31:17"),
        ("50 | NO", "50 | SI", "page-row-gone r.yaml:31:17"),
        ("| X |", "| 1 |", "page-row-gone r.yaml:32:17"),
        ("factura", "facturas", "page-row-gone r.yaml:36:17"),
        ("https://x.example", "https://www.x.example", "page-quote-gone api.yaml:12:31"),
        ("F-Secret", "F-Key", "page-quote-gone api.yaml:13:31"),
        ("NOT_FOUND", "GONE", "page-row-gone api.yaml:15:13"),
        ("plain\nHTTP", "HTTPS", "page-quote-gone api.yaml:17:23"),
        ("{ HOST }/r/1", "{ HOST }/r/2", "page-sample-gone r.yaml:14:18"),
        ("{ HOST }/r/1", "{ HOST }/r/1/down", "page-sample-gone r.yaml:14:18"),
        ("'F-Key: Your key'", "'F-Key: My key'", "page-sample-gone r.yaml:15:27"),
        ("\"application/json\"", "\"text/plain\"", "page-sample-gone r.yaml:15:51"),
        ("\"b\": 2", "\"b\": 3", "page-sample-gone r.yaml:18:18"),
        ("5.00000", "5.0", "page-sample-gone r.yaml:24:21"),
        ("\"name\": \"R\",\n", "\"name\": \"S\",\n", "page-sample-gone r.yaml:21:15"),
    ] {
        assert_eq!(PAGE.matches(from).count(), 1, "{from}");
        let (found, _) = compare(API, RESOURCE, &PAGE.replace(from, to));
        assert_eq!(places(&found), [expected], "{from} => {to}\n{found}");
    }
}

/// A server is not found in the address of another, nor a header in the name of another.
#[test]
fn what_is_only_a_part_of_something_longer_is_not_there() {
    for (from, to, expected) in [
        ("https://x.example", "https://x.example.mx", Some("page-quote-gone api.yaml:12:31")),
        ("https://x.example", "https://x.example-test", Some("page-quote-gone api.yaml:12:31")),
        ("https://x.example", "https://x.example:8443", Some("page-quote-gone api.yaml:12:31")),
        ("https://x.example", "(https://x.example/).", None),
        ("https://x.example", "<a href='https://x.example'>", None),
        ("https://x.example", "it is https://x.example. And", None),
        ("https://x.example", "https://x.example: the", None),
        ("https://x.example", "https://x.example?a=1", None),
        ("F-Secret", "F-Secrets", Some("page-quote-gone api.yaml:13:31")),
        ("F-Secret", "F-Secret-Key", Some("page-quote-gone api.yaml:13:31")),
        ("F-Secret", "F-Secret_2", Some("page-quote-gone api.yaml:13:31")),
        ("F-Secret", "X-F-Secret", Some("page-quote-gone api.yaml:13:31")),
        ("F-Secret", "**F-Secret**", None),
        ("F-Secret", "_F-Secret_", None),
        ("F-Secret", "<b>F-Secret</b>", None),
        ("'F-Key: Your key'", "'F-Key: Your keys'", Some("page-sample-gone r.yaml:15:27")),
        ("'F-Key: Your key'", "'X-F-Key: Your key'", Some("page-sample-gone r.yaml:15:27")),
        ("\"application/json\"", "\"application/json-seq\"", Some("page-sample-gone r.yaml:15:51")),
        ("'F-Key: Your key'", "`F-Key`: `Your key`", None),
    ] {
        assert_eq!(PAGE.matches(from).count(), 1, "{from}");
        let (found, _) = compare(API, RESOURCE, &PAGE.replace(from, to));
        assert_eq!(places(&found), expected.into_iter().collect::<Vec<_>>(), "{from} => {to}\n{found}");
    }
}

#[test]
fn the_nearest_text_is_shown_with_its_line() {
    let help = |from: &str, to: &str| {
        let (found, _) = compare(API, RESOURCE, &PAGE.replace(from, to));
        found.iter().next().and_then(|found| found.help.clone()).unwrap_or_default()
    };
    assert_eq!(
        help("ext | int | 50", "ext | int | 60"),
        "nearest is line 12 of page.txt: ext | int | 60 | NO | Extension |"
    );
    assert_eq!(help("plain\nHTTP", "simple\nHTTP"), "nearest is line 19 of page.txt: over simple HTTP.");
    assert!(help("5.00000", "5.0").starts_with("nearest is line 26 of page.txt: 5.0"));
    assert_eq!(help("id | int | 50", "uuid | int | 50"), "nearest is line 11 of page.txt: uuid | int | 50 | SI");
}

#[test]
fn a_mark_of_several_words_is_a_cell() {
    let resource = RESOURCE.replace("length: X", "length: sin límite");
    for printed in ["| sin límite |", "|sin  límite|", "| sin\n límite |", "| de 5, sin\u{a0}límite |"] {
        let (found, _) = compare(API, &resource, &PAGE.replace("| X |", printed));
        assert!(found.is_empty(), "{printed}: {found}");
    }
    for printed in ["| sinlímite |", "| sin | límite |", "| sin límites |"] {
        let (found, _) = compare(API, &resource, &PAGE.replace("| X |", printed));
        assert_eq!(places(&found), ["page-row-gone r.yaml:32:17"], "{printed}");
    }
    let (found, _) = compare(API, &resource, &PAGE.replace("| X |", "| sin limite |"));
    assert_eq!(places(&found), ["page-row-gone r.yaml:32:17"]);
}

#[test]
fn a_row_that_only_samples_show_has_no_table_to_be_in() {
    let (found, _) =
        compare(API, &RESOURCE.replace("name: name, type: string", "name: name, type: string, length: 5"), PAGE);
    assert_eq!(places(&found), ["page-row-gone r.yaml:33:17"]);
    let (found, _) = compare(API, RESOURCE, &PAGE.replace("id | int", "name | int | 5 | NO |\nid | int"));
    assert_eq!(places(&found), ["page-row-gone r.yaml:33:17"], "{found}");
}

#[test]
fn a_copy_that_is_not_there_is_found() {
    let (found, compared) = compare(&API.replace("copy: page.txt", "copy: pages.txt"), RESOURCE, PAGE);
    assert_eq!(places(&found), ["page-missing api.yaml:8:11"]);
    assert_eq!(found.iter().next().and_then(|found| found.help.as_deref()), Some("did you mean `page.txt`?"));
    assert_eq!(compared.compared, 1);
}
