//! Names that a page may well have and that Rust, the runtime or the generated code have too: such a spec is refused with a
//! reason, or what it becomes compiles and can be called.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::fs;

use ficha_codegen::diagnostic::Code;
use ficha_codegen::source::Source;
use ficha_tests::scratch::Scratch;
use ficha_tests::specs::project;

/// Types, traits and variants of the standard library's prelude, derives among them, and the names of type parameters.
const KNOWN_TO_RUST: &str = "\
    Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err ExactSizeIterator Extend Fn FnMut FnOnce From \
    FromIterator Future Hash Into IntoFuture IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result \
    Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec AsRef AsMut Self A B E F H K N O R S T \
    V Then Api Chunk List Page Request Secret Credential Str I64";

/// Methods and fields of the generated code, of the runtime and of every Rust type.
const METHODS: &str = "\
    allow_plain_http answer answer_limit api as_str base_url blank body borrow blocking build build_unchecked \
    builder call call_methods client clone clone_from cmp code connect_timeout core credential credential_fields \
    credentials default deserialize drop empty eq factory field field_mut fleet_lock fmt from from_name gzip hash \
    hook http_client id into into_future kind list mock name ne new open operation pages params partial_cmp poll put read \
    read_timeout reply request retry row rows send send_blocking serialize server settings state std strict super_ \
    table then thing thing_fields timeout to_owned to_request to_string transport try_from try_into validated \
    validation value view watch ficha_client runtime serde alloc gen_ str i64 bool vec o s t";

/// What generated code imports by its glob, from the runtime's own source.
fn import_surface() -> BTreeSet<String> {
    let path = project().join("generated-client/runtime/src/generated.rs");
    let file = syn::parse_file(&fs::read_to_string(&path).expect("the import surface")).expect("Rust");
    let mut names = BTreeSet::new();
    for item in &file.items {
        let syn::Item::Use(item) = item else { continue };
        leaves(&item.tree, &mut names);
    }
    names
}

/// What a client, a call and a builder can do, from the runtime's own source: the macros that give it to them included.
fn runtime_methods() -> BTreeSet<String> {
    let folder = project().join("generated-client/runtime/src");
    let mut names = BTreeSet::new();
    for file in ["call.rs", "core.rs", "open.rs", "record.rs", "settings.rs"] {
        let text = fs::read_to_string(folder.join(file)).expect("a file of the runtime");
        let methods = text.split("fn ").skip(1).filter_map(|after| after.split_once(['(', '<']));
        names.extend(methods.map(|(name, _)| name.to_owned()).filter(|name| !name.contains(char::is_whitespace)));
    }
    assert!(names.contains("allow_plain_http") && names.contains("to_request"), "{names:?}");
    names
}

fn leaves(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, names),
        syn::UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        syn::UseTree::Rename(rename) => drop(names.insert(rename.rename.to_string())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        syn::UseTree::Glob(_) => panic!("the import surface names what it exports"),
    }
}

/// A place of a spec that gives something a name. In a text, what stands between `<` and `>` is repeated for each name.
struct Place {
    what: &'static str,
    api: &'static str,
    resource: &'static str,
}

const API: &str = r#"
api: shop
title: Shop
sources: { manual: { kind: page, title: Manual } }
servers: { production: { url: "https://shop.example" } }
"#;

const RESOURCE: &str = r#"
resource: things
operations:
  ping: { method: GET, path: /ping, effect: read }
"#;

/// Every place that gives something a type's name.
const TYPE_PLACES: &[Place] = &[
    Place {
        what: "record",
        api: API,
        resource: r#"
resource: things
operations:
  get: { method: GET, path: /a, effect: read, answer: [ All ] }
  put: { method: PUT, path: /a, effect: update, body: All, params: [ { name: q, type: string } ] }
types:
  All: { unset: null, rows: [ <{ name: NAME, type: NAME, rust: f_INDEX }, >{ name: a, type: json } ] }
<  NAME: { unset: null, key: a, rows: [ { name: a, type: string, required: true }, { name: b, type: NAME }, { name: c, type: [ NAME ] }, { name: d, type: { string: number } } ] }
>"#,
    },
    Place {
        what: "enumeration",
        api: API,
        resource: r#"
resource: things
operations:
  get: { method: GET, path: /a, effect: read, params: [ <{ name: p_INDEX, type: string, values: NAME, required: true }, { name: q_INDEX, type: string, values: NAME },> ] }
  put: { method: PUT, path: /a, effect: update, body: All, answer: All }
types:
  All: { unset: null, rows: [ <{ name: NAME, type: string, values: NAME, required: true, rust: f_INDEX }, >{ name: a, type: string } ] }
<  NAME: { values: [ { name: x }, { name: y } ] }
>"#,
    },
    Place {
        what: "shared_type",
        api: r#"
api: shop
title: Shop
sources: { manual: { kind: page, title: Manual } }
servers: { production: { url: "https://shop.example" } }
credentials: { token: { header: X-Token } }
calls: { one_at_a_time_per: token }
envelope: { ok: [ { ok: true } ], payload: data }
types:
<  NAME: { unset: null, rows: [ { name: a, type: string, required: true }, { name: b, type: NAME } ] }
>"#,
        resource: r#"
resource: things
operations:
  get: { method: GET, path: /a, effect: read, answer: [ All ] }
  put: { method: PUT, path: /a, effect: update, body: All, params: [ { name: q, type: string } ] }
types:
  All: { unset: null, rows: [ <{ name: NAME, type: NAME, rust: f_INDEX }, >{ name: a, type: json } ] }
"#,
    },
    Place {
        what: "value",
        api: API,
        resource: r#"
resource: things
operations:
  get: { method: GET, path: /a, effect: read, params: [ { name: q, type: string, values: Kinds } ] }
types:
  Kinds: { values: [ <{ name: NAME }, >{ name: second } ] }
"#,
    },
    Place {
        what: "operation",
        api: API,
        resource: r#"
resource: things
operations:
<  NAME:
    method: PUT
    path: /a/INDEX/{i}
    effect: update
    params: [ { name: i, type: int, required: true }, { name: q, type: string }, { name: r, type: string, required: true } ]
    body: NewThing
    answer: { string: [ NewThing ] }
>types:
  NewThing: { unset: null, rows: [ { name: a, type: string, required: true }, { name: b, type: json }, { name: c, type: { string: NewThing } } ] }
"#,
    },
    Place {
        what: "server",
        api: r#"
api: shop
title: Shop
sources: { manual: { kind: page, title: Manual } }
servers: { <NAME: { url: "https://INDEX.shop.example" }, >other: { url: "https://other.example" } }
"#,
        resource: RESOURCE,
    },
];

/// Every place that gives something a method's or a module's name.
const METHOD_PLACES: &[Place] = &[
    Place {
        what: "operation",
        api: API,
        resource: r#"
resource: things
operations:
<  NAME: { method: GET, path: /a/INDEX, effect: read, params: [ { name: q, type: string } ] }
>"#,
    },
    Place {
        what: "required_row",
        api: API,
        resource: r#"
resource: things
operations:
  put: { method: PUT, path: /a, effect: update, body: Thing }
types:
  Thing: { unset: null, rows: [ <{ name: NAME, type: string, required: true }, >{ name: zz, type: int, required: true } ] }
"#,
    },
    Place {
        what: "optional_row",
        api: API,
        resource: r#"
resource: things
operations:
  put: { method: PUT, path: /a, effect: update, body: Thing, answer: Thing }
types:
  Thing: { unset: null, rows: [ <{ name: NAME, type: string, required: false }, >{ name: zz, type: int, required: true } ] }
"#,
    },
    Place {
        what: "query_parameter",
        api: API,
        resource: r#"
resource: things
operations:
  put: { method: PUT, path: /a, effect: update, params: [ <{ name: NAME, type: string }, >{ name: zz, type: string } ], body: Thing }
types:
  Thing: { unset: null, rows: [ { name: a, type: string } ] }
"#,
    },
    Place {
        what: "path_parameter",
        api: API,
        resource: r#"
resource: things
operations:
  put: { method: PUT, path: "/a</{NAME}>", effect: update, params: [ <{ name: NAME, type: string, required: true }, > ], body: Thing }
types:
  Thing: { unset: null, rows: [ { name: a, type: string, required: true } ] }
"#,
    },
    Place {
        what: "credential",
        api: r#"
api: shop
title: Shop
sources: { manual: { kind: page, title: Manual } }
servers: { production: { url: "https://shop.example" } }
credentials: { <NAME: { header: X-INDEX }, >other: { header: X-Other } }
"#,
        resource: RESOURCE,
    },
    Place {
        what: "resource",
        api: r#"
api: shop
title: Shop
sources: { manual: { kind: page, title: Manual } }
servers: { production: { url: "https://shop.example" } }
credentials: { token: { header: X-Token } }
types:
  Thing: { rows: [ { name: a, type: string, required: true } ] }
"#,
        resource: r#"
resource: <NAME>
operations:
  put: { method: PUT, path: /a, effect: update, body: Thing }
"#,
    },
    Place {
        what: "api",
        api: r#"
api: <NAME>
title: Shop
sources: { manual: { kind: page, title: Manual } }
servers: { production: { url: "https://shop.example" } }
"#,
        resource: r#"
resource: things
operations:
  put: { method: PUT, path: /a, effect: update, body: Thing }
types:
  Thing: { rows: [ { name: a, type: string, required: true } ] }
"#,
    },
];

impl Place {
    /// The spec with all these names in this place. An API has one name, and each resource its own file.
    fn sources(&self, names: &[&str]) -> Vec<Source> {
        let api = if self.what == "api" { names.concat() } else { "shop".to_owned() };
        let source = |file: &str, text: String| Source { name: format!("specs/{api}/{file}.yaml"), text };
        let resources = match self.what {
            "resource" => names.iter().map(|name| source(name, repeated(self.resource, &[name]))).collect(),
            _ => vec![source("things", repeated(self.resource, names))],
        };
        [source("api", repeated(self.api, names))].into_iter().chain(resources).collect()
    }
}

/// The text with each part between `<` and `>` once for every name.
fn repeated(text: &str, names: &[&str]) -> String {
    let mut parts = text.trim_start().split('<');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (each, after) = part.split_once('>').expect("a part that ends");
        for (n, name) in names.iter().enumerate() {
            out += &each.replace("NAME", name).replace("INDEX", &n.to_string());
        }
        out += after;
    }
    out
}

/// Which of these names are refused in this place. Refused means: told as a name, not as anything else.
fn refused<'n>(place: &Place, names: &'n BTreeSet<String>) -> BTreeSet<&'n str> {
    let is_refused = |name: &&str| match ficha_codegen::check(&place.sources(&[name])) {
        Ok(_) => false,
        Err(findings) => {
            let is_of_a_name = |code| matches!(code, Code::NameCollision | Code::BadName | Code::WrongFolder);
            assert!(findings.iter().all(|found| is_of_a_name(found.code)), "{}", findings.render(false));
            true
        }
    };
    names.iter().map(String::as_str).filter(is_refused).collect()
}

/// Code that calls what these names became in this place.
fn calls(module: &str, what: &str, names: &[&str]) -> String {
    let chain = |names: &[&str]| names.iter().map(|name| format!("        .{name}(\"x\")\n")).collect::<String>();
    let each = |before: &str, after: &str| {
        names.iter().map(|name| format!("    drop({before}{name}(){after});\n")).collect::<String>()
    };
    let body = match what {
        "required_row" | "optional_row" => {
            format!("    drop({module}::Thing::builder()\n{}        .zz(1)\n        .build());\n", chain(names))
        }
        "query_parameter" => format!(
            "    let body = {module}::Thing::builder().a(\"x\").build_unchecked();\n    drop(client.things().put(body)\n{});\n",
            chain(names)
        ),
        "credential" => {
            format!("    drop({module}::Client::builder()\n{}        .other(\"x\")\n        .build());\n", chain(names))
        }
        "operation" => each("client.things().", ".q(\"x\")"),
        "resource" => each("client.", ""),
        _ => String::new(),
    };
    format!(
        "\n/// Calls everything.\npub fn {module}_calls(client: &{module}::Client) {{\n    let _ = client;\n{body}}}\n"
    )
}

/// Generates what is not refused: as one spec, or as one for each API. Returns what is refused.
fn generate(
    scratch: &mut Scratch,
    code: &mut String,
    kind: &str,
    places: &[Place],
    names: &BTreeSet<String>,
) -> String {
    let mut told = String::new();
    for place in places {
        let refused = refused(place, names);
        let accepted: Vec<&str> = names.iter().map(String::as_str).filter(|name| !refused.contains(name)).collect();
        let at_once = match place.what {
            "api" => 1,
            // More than anybody has, and as many as a builder can count.
            "credential" => 32,
            _ => accepted.len(),
        };
        let sets = accepted.chunks(at_once);
        for (n, set) in sets.enumerate() {
            let module = format!("{kind}_{}_{n}", place.what);
            scratch.generate(&module, &place.sources(set));
            if kind == "method" {
                *code += &calls(&module, place.what, set);
            }
        }
        let refused: Vec<&str> = refused.into_iter().collect();
        told += &format!("{kind} {}: {}\n", place.what, refused.join(" "));
    }
    told
}

#[test]
fn a_name_that_something_else_has_is_refused_or_compiles() {
    let dependency = Scratch::dependency("ficha-runtime", "generated-client/runtime", &[]);
    let mut scratch = Scratch::new(env!("CARGO_TARGET_TMPDIR"), "names", &dependency);
    let owned = |names: &str| names.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let mut types = owned(KNOWN_TO_RUST);
    types.extend(import_surface().into_iter().filter(|name| name.starts_with(char::is_uppercase)));
    let mut methods = owned(METHODS);
    methods.extend(runtime_methods());
    let mut code = String::new();
    let refused = generate(&mut scratch, &mut code, "type", TYPE_PLACES, &types)
        + &generate(&mut scratch, &mut code, "method", METHOD_PLACES, &methods);
    scratch.front(&code);
    scratch.compiles();
    insta::assert_snapshot!("refused", refused);
}
