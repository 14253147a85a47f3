//! What a tired person gets wrong in a real spec is found where it was done, and what is told leads to what is right.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use ficha_codegen::diagnostic::{Code, Diagnostic, Diagnostics};
use ficha_codegen::source::Source;
use ficha_tests::specs::{changed, real};

/// One slip in a file of a real spec, and the one finding that it must lead to.
struct Slip {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The finding's code and the text that it points at, at most to the end of the line: `not-yaml 4:path`.
    place: &'static str,
    /// What its message or its help says, whichever it is.
    told: &'static str,
}

macro_rules! slips {
    ($($file:literal: $from:expr => $to:expr, $place:literal, $told:literal;)*) => {
        &[$(Slip { file: concat!($file, ".yaml"), from: $from, to: $to, place: $place, told: $told }),*]
    };
}

/// Slips against YAML and the grammar of the language.
const WRITTEN: &[Slip] = slips! {
    "serpi/sucursales": "    path: /Sucursales\n    effect: read" => "   path: /Sucursales\n    effect: read", "not-yaml path: /Sucursales", "they begin with 3 and 4 spaces";
    "serpi/sucursales": "- { name: id_tercero,           type: int,    doc" => "{ name: id_tercero,           type: int,    doc", "not-yaml { name: id_tercero", "start the line with `- `";
    "factura_online/series": "              \"response\": \"success\"," => "     \"response\": \"success\",", "not-yaml \"response\"", "as its first line is indented";
    "factura_online/series": "    effect: create\n" => "\teffect: create\n", "not-yaml \teffect", "indent with spaces";
    "factura_online/series": "- { name: letra,         type" => "- { name:\tletra,         type", "not-yaml \tletra", "write a space in its place";
    "factura_online/series": "      - { name: folio," => "      -\u{A0}{ name: folio,", "not-yaml \u{A0}{ name", "U+00A0";
    "factura_online/series": "    effect: create\n" => "<<<<<<< HEAD\n    effect: create\n=======\n    effect: action\n>>>>>>> page\n", "not-yaml <<<<<<< HEAD", "choose between the two sides";
    "factura_online/series": "{ name: folio,         type: int,    required" => "{ name: folio,         type: int    required", "not-yaml : false", "a comma is missing before it";
    "factura_online/series": "doc: Where the count starts. It" => "doc: Where the count starts: it", "not-yaml : it", "quote a text that holds a colon";
    "factura_online/series": "{ name: folio,         type" => "{ name:folio,         type", "unknown-key name:folio", "a space belongs after the colon: `name: folio`";
    "serpi/sucursales": "name: id_tercero,           type: int,    length: 50, required: true,  doc: The third party that owns the branch.,       erratum: fifty_digits }\n      - { name: nit_tercero,          type: int,    length: 50, required: true,  doc: Tax id (NIT) of the third party.,            erratum: nit" => "name: id_tercero,           type: int,    length: 1,000, required: true,  doc: The third party that owns the branch.,       erratum: fifty_digits }\n      - { name: nit_tercero,          type: int,    length: 50, required: true,  doc: Tax id (NIT) of the third party.,            erratum: nit", "unknown-key 000", "`length: 1000`";
    "factura_online/series": "{ name: letra,         type: string, required: true" => "{ name: letra,         type: string, 50, required: true", "unknown-key 50", "write `length: 50`";
    "factura_online/series": "{ name: letra,         type: string, required: true" => "{ name: letra,         type: string, length: \"50\", required: true", "wrong-value \"50\"", "take the quotes away";
    "factura_online/series": "{ name: letra,         type: string, required: true" => "{ name: letra,         type: string, length: , required: true", "wrong-value length:", "leave `length` out";
    "factura_online/series": "{ name: letra,         type: string, required: true" => "{ name: letra,         type: string, required: si", "wrong-value si,", "write `true` where the page says yes";
    "factura_online/series": "{ name: letra,         type: string, required: true" => "{ name: letra,         type: string, required: ", "wrong-value required:", "leave `required` out";
    "factura_online/series": "{ name: letra,         type: string, required: true" => "{ name: letra,         type: string, required: \"true\"", "wrong-value \"true\"", "take the quotes away";
    "persat/api": "  - { http: 415," => "  - { http: \"415\",", "wrong-value \"415\"", "take the quotes away";
    "persat/api": "  - { http: 415," => "  - { http: \"415 Unsupported\",", "wrong-value \"415 Unsupported\"", "`http: 404`";
    "persat/api": "  - { http: 200," => "  200: {", "not-yaml { http: 401", "begin each of these lines with a dash";
    "factura_online/api": "secret: [ Data, Secret ]" => "secret: Data", "wrong-value Data", "in brackets, even if it has one item";
    "factura_online/series": "type: string, values: TipoDocumento, doc" => "type: string, values: [ factura, pago ], doc", "wrong-value [ factura", "name a type that lists them";
    "factura_online/series": "    doc: Creates a series." => "    doc Creates a series.", "not-yaml doc", "`doc: …`";
    "factura_online/series": "      - { name: folio," => "      – { name: folio,", "not-yaml –", "write a plain dash";
    "serpi/sucursales": "  nit_is_text:\n    use: { type: string }" => "  nit_is_text:\n    type: string", "unknown-key type", "`use: { type: … }`";
    "serpi/sucursales": "mend: [ [ \"true\\n\", \"true,\\n\" ] ]\n    says" => "mend: [ \"true\\n\" ]\n    says", "wrong-value \"true", "a list of pairs";
    "factura_online/series": "    effect: create\n" => "    effect: post\n", "wrong-value post", "one of `read`, `create`";
    "factura_online/series": "      created:\n        json: |\n" => "      created:\n        json:\n", "wrong-value {", "write `json: |`";
    "factura_online/series": "    doc: Creates a series." => "    doc: \"Creates \\d series.\"", "not-yaml \\d series", "`'Creates \\d series.'`; in double quotes a backslash is written `\\\\`";
    "serpi/sucursales": "      java:\n        method: GET\n        address: https://localhost:44305/api/v1/Sucursales\n        headers: { secretkey: \"{{secret key}}\"" => "      java:\n        method: GET\n        address: https://localhost:44305/api/v1/Sucursales\n        headers: { secretkey: {{secret key}}", "wrong-value {{secret key}}", "`\"{{secret key}}\"`";
    "serpi/api": "production: { url: \"https://www.apis.serpi.com.co/api/v1\" }" => "production: { url: \"https://www.apis.serpi.com.co/api/v1/\" }", "wrong-value \"https", "write it without";
};

/// Slips in what is claimed.
const CLAIMED: &[Slip] = slips! {
    "factura_online/series": "path: /v4/series/create\n    effect: create" => "path: /v4/series/create\n    effect: read", "effect-disagrees read", "a POST that only reads has an `answer`";
    "persat/clients": "    effect: delete\n" => "    effect: create\n", "effect-disagrees create", "a DELETE is `delete` or `action`";
    "persat/clients": "    effect: update\n" => "    effect: read\n", "effect-disagrees read", "a PUT or PATCH is `update`";
    "factura_online/series": "      - { name: nota_debito,         doc" => "      - { name: nota_devito,         doc", "unknown-value TipoDocumento", "mend `nota_devito` there if that is the same";
    "factura_online/series": "      - { name: retencion,           doc: Withholding. }\n" => "", "unknown-value TipoDocumento", "add it to the values of `TipoDocumento`";
    "factura_online/series": "\"SerieName\": \"COP\"" => "\"SerieNombre\": \"COP\"", "unknown-sample-key \"SerieNombre\"", "did you mean `SerieName`?";
    "persat/clients": "      - { name: street_nbr,          type: string,                            doc: House number of the address. }\n" => "", "unknown-sample-key \"street_nbr\"", "copy its row from the page";
    "factura_online/series": "name: folio,         type: int," => "name: int,         type: folio,", "unknown-type folio", "`name` and `type` look swapped";
    "factura_online/series": "name: folio,         type: int," => "name: folio,         type: Numerico,", "unknown-type Numerico", "did you mean `int`?";
    "serpi/sucursales": "  nit_is_text:\n    use: { type: string }" => "  nit_is_text:\n    use: { type: strin }", "unknown-type strin", "did you mean `string`?";
    "serpi/sucursales": "  nit_is_text:\n    use: { type: string }" => "  nit_is_text:\n    use: { type: float }", "unknown-type float", "`number`";
    "persat/clients": "{ name: value, type: string," => "{ name: value, type: varchar(50),", "unknown-type varchar(50)", "write `type: string, length: 50`";
    "factura_online/series": "body: NewSerie" => "body: newSerie", "unknown-type newSerie", "did you mean `NewSerie`?";
    "factura_online/series": "{ name: folio,         type" => "{ name: folio\u{A0},         type", "bad-name folio", "take the character away that is not seen";
    "factura_online/series": "              \"message\": \"Serie creada correctamente\"\n          }\n" => "              \"message\": \"Serie creada correctamente\"\n", "not-json \"", "copy the rest of it";
    "factura_online/series": "              ]\n          }\n      refused:\n        reads: refused\n" => "              ]\n          }\n      refused:\n", "reads-otherwise |", "mend `reads`";
    "factura_online/series": "path: /v4/series/{UID}/down" => "path: /v4/serie/{UID}/down", "sample-address /v4/serie/{UID}/down", "mend `path`";
    "factura_online/series": "method: POST\n    path: /v4/series/create" => "method: PUT\n    path: /v4/series/create", "sample-method PUT", "mend `method`";
    "factura_online/api": "production: { url: \"https://facturaonline." => "production: { url: \"https://facturaonlin.", "sample-address servers:", "mend the server";
    "persat/clients": "    doc: What to change of a client. The client itself is named in the path.\n    of: Customer\n" => "    doc: What to change of a client. The client itself is named in the path.\n    of: CustomerChanges\n", "wrong-value CustomerChanges", "take `of` away";
    "persat/clients": "  create:\n    method: POST\n    path: /clients\n" => "  make:\n    method: POST\n    path: /clients\n    effect: create\n    body: NewCustomer\n  create:\n    method: POST\n    path: /clients\n", "duplicate-key create:", "take one of them away";
    "factura_online/series": "\"response\": \"success\"," => "\"response\": “success”,", "not-json “", "as the page prints it";
    "factura_online/api": "url: https://apidocs.facturaonline.com.mx/series.html" => "url: apidocs.facturaonline.com.mx/series.html", "wrong-value apidocs", "`https://` in front";
    "factura_online/api": "read_on: 2026-11-20" => "read_on: 20/11/2026", "wrong-value 20/11/2026", "`2026-11-20`";
    "factura_online/api": "read_on: 2026-11-20" => "read_on: 2026-13-20", "wrong-value 2026-13-20", "`2026-11-20`";
    "factura_online/api": "read_on: 2026-11-20" => "read_on: 2026-1-020", "wrong-value 2026-1-020", "`2026-11-20`";
    "factura_online/series": "    answers:\n      listed:\n        json: |\n" => "    answers:\n      listed:\n        reads: refused\n        json: |\n", "reads-otherwise |", "mend `reads`";
    "serpi/sucursales": "  nit_is_text:\n    use" => "  nit_is_txt:\n    use", "unknown-erratum nit_is_text", "did you mean `nit_is_txt`?";
    "serpi/sucursales": "  nit_is_text:\n    use" => "  nit_is_txt:\n    use", "unknown-erratum nit_is_text", "; 2 more places name it";
    "factura_online/api": "use: { ok: [ { status: success }, " => "use: { ok: [ { status: succes }, ", "reads-otherwise |", "; it is the same with 4 more samples";
    "serpi/api": "    header: secretkey\n" => "    header: secretkeyy\n", "sample-header \"{{secret key}}\"", "; it is the same with 2 more samples";
};

/// The spec with the slip in it, and all that is found.
fn found(slip: &Slip) -> (Vec<Source>, Diagnostics) {
    let with_file = |sources: &Vec<Source>| sources.iter().any(|source| source.name.ends_with(slip.file));
    let sources = real().into_iter().find(with_file).unwrap_or_else(|| panic!("no file {}", slip.file));
    let sources = changed(&sources, slip.file, slip.from, slip.to).unwrap_or_else(|unusable| panic!("{unusable}"));
    match ficha_codegen::check(&sources) {
        Ok(_) => panic!("nothing was found where this stands: {}", slip.to),
        Err(found) => (sources, found),
    }
}

/// The code, and the text from where the finding points to the end of that line.
fn place(found: &Diagnostic, sources: &[Source]) -> String {
    let Some(label) = found.labels.first() else { return found.code.to_string() };
    let text = sources.iter().find(|source| source.name == label.file).map_or("", |source| source.text.as_str());
    let line = text.lines().nth(label.line - 1).unwrap_or_default();
    format!("{} {}", found.code, line.chars().skip(label.column - 1).collect::<String>())
}

/// Each leads to one finding, so that nobody has to look for the cause among its effects.
fn each_is_told(slips: &[Slip]) {
    let mut wrong = String::new();
    for slip in slips {
        let (sources, found) = found(slip);
        let told = |found: &Diagnostic| format!("{}\n{}", found.message, found.help.as_deref().unwrap_or_default());
        let right = |one: &Diagnostic| place(one, &sources).starts_with(slip.place) && told(one).contains(slip.told);
        if found.len() != 1 || !found.iter().all(right) {
            wrong += &format!("## {}\nwanted {:?}, {:?}\n{}\n", slip.to, slip.place, slip.told, found.render(false));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn slips_against_the_grammar_are_told() {
    each_is_told(WRITTEN);
}

#[test]
fn slips_in_claims_are_told() {
    each_is_told(CLAIMED);
}

/// What only follows from a type that leads nowhere is not told beside it.
#[test]
fn a_type_under_another_name_is_all_that_is_told() {
    let slip = &slips! { "factura_online/series": "types:\n  Serie:\n" => "types:\n  Series:\n", "", ""; }[0];
    let (_, found) = found(slip);
    let told: Vec<Code> = found.iter().map(|found| found.code).collect();
    assert!(told.iter().all(|code| matches!(code, Code::UnknownType | Code::NameCollision)), "{found}");
}

fn factura_online() -> Vec<Source> {
    let with_api = |sources: &Vec<Source>| sources.iter().any(|source| source.name.contains("factura_online"));
    real().into_iter().find(with_api).expect("the API is there")
}

#[test]
fn a_file_that_was_copied_is_told_once_for_each_name() {
    let mut sources = factura_online();
    let series = sources.iter().find(|source| source.name.ends_with("series.yaml")).expect("the resource").clone();
    sources.push(Source { name: series.name.replace("series.yaml", "series copy.yaml"), ..series });
    let found = ficha_codegen::check(&sources).expect_err("two files of one resource");
    let told: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
    assert!(told.iter().any(|told| told.contains("stands in the file `series copy`")), "{found}");
    for name in ["series", "Serie", "NewSerie", "TipoDocumento"] {
        let times = told.iter().filter(|told| told.starts_with(&format!("two things are called `{name}`"))).count();
        assert_eq!(times, 1, "{name}: {found}");
    }
    assert_eq!(told.len(), 5, "{found}");
}

#[test]
fn an_api_file_under_another_name_is_told_as_that() {
    let mut sources = factura_online();
    for source in &mut sources {
        source.name = source.name.replace("api.yaml", "API.yaml");
    }
    let found = ficha_codegen::check(&sources).expect_err("there is no api.yaml");
    assert_eq!(found.len(), 1, "{found}");
    let told = found.iter().next().expect("one");
    assert_eq!((told.code, told.help.as_deref()), (Code::NoApiFile, Some("rename it to `api.yaml`, in small letters")));
}
