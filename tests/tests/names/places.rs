//! Where can a spec give something a name?

use ficha_codegen::source::Source;

/// A place of a spec that gives something a name. In a text, what stands between `<` and `>` is repeated for each name.
pub(crate) struct Place {
    pub(crate) what: &'static str,
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
pub(crate) const TYPE_PLACES: &[Place] = &[
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
pub(crate) const METHOD_PLACES: &[Place] = &[
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
  put: { method: PUT, path: /<NAME>, effect: update, body: Thing }
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
    pub(crate) fn sources(&self, names: &[&str]) -> Vec<Source> {
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
