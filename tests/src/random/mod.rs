//! Specs made from a row of numbers: any row is a spec, valid or not, with odd names and with texts that would like to be
//! code. The same row with harmless texts is the same spec otherwise.

mod samples;
mod words;

use ficha_codegen::source::Source;
use serde_json::{Map, Value, json};

pub use words::CANARY;

use samples::{Kinds, Shown};
use words::{HOSTILE, NAMES};

/// A spec that these numbers stand for; `hostile`: with texts that would like to be code.
pub fn spec(numbers: &[u32], hostile: bool) -> Vec<Source> {
    let mut draw = Draw { numbers, at: 0, texts: 0, hostile };
    let api = draw.api();
    let things = draw.resource(&api);
    let source = |name: &str, value: Value| Source { name: format!("specs/shop/{name}.yaml"), text: yaml(&value) };
    vec![source("api", api), source("things", things)]
}

/// JSON is YAML, but for three characters that end a line in YAML only.
fn yaml(value: &Value) -> String {
    ['\u{85}', '\u{2028}', '\u{2029}']
        .iter()
        .fold(value.to_string(), |text, end| text.replace(*end, &format!("\\u{:04x}", u32::from(*end))))
}

/// A row of numbers for each seed.
pub fn numbers(seed: u32) -> Vec<u32> {
    let mut state = u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        u32::try_from(state >> 32).unwrap_or_default()
    };
    (0..1000).map(|_| next()).collect()
}

struct Draw<'n> {
    numbers: &'n [u32],
    at: usize,
    texts: usize,
    hostile: bool,
}

impl Draw<'_> {
    /// One of so many; the first where the numbers are used up.
    fn one_of(&mut self, count: usize) -> usize {
        let number = self.numbers.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::try_from(number).unwrap_or_default() % count
    }

    fn rarely(&mut self) -> bool {
        self.one_of(24) == 23
    }

    fn often(&mut self) -> bool {
        self.one_of(3) > 0
    }

    /// A text for people.
    fn text(&mut self) -> String {
        self.texts += 1;
        let count = 1 + self.one_of(3);
        let pieces: Vec<&str> = (0..count).map(|_| HOSTILE[self.one_of(HOSTILE.len())]).collect();
        if self.hostile { format!("t{}{}", self.texts, pieces.join(" ")) } else { format!("word{}", self.texts) }
    }

    /// A name of the page; nearly always one that nothing else has.
    fn name(&mut self, otherwise: &str) -> String {
        let odd = NAMES[self.one_of(NAMES.len())].to_owned();
        if self.rarely() { odd } else { otherwise.to_owned() }
    }

    fn api(&mut self) -> Value {
        let title = self.text();
        let credentials = self.some(3, |draw, n| {
            let mut credential = json!({ "header": format!("X-Key-{n}"), "doc": draw.text() });
            if draw.often() {
                credential["scheme"] = json!("Bearer");
            }
            (draw.name(&format!("key_{n}")), credential)
        });
        let statuses: Vec<Value> = (0..self.one_of(3))
            .map(|n| json!({ "http": 400 + n, "reads": "refused", "code": self.text(), "doc": self.text() }))
            .collect();
        let mut envelope = json!({ "ok": [ { "success": true } ], "payload": self.name("data"), "message": [ self.name("message") ], "code": "code" });
        if self.often() {
            envelope["secret"] = json!([self.name("Hash")]);
        }
        json!({
            "api": "shop",
            "title": title,
            "doc": self.text(),
            "sources": {
                "manual": { "kind": "page", "title": self.text(), "url": format!("https://shop.example/{}", self.text()), "read_on": "2026-11-20" },
                "code": { "kind": "code", "title": self.text() },
            },
            "from": "manual",
            "servers": { "production": { "url": "https://shop.example/v1" } },
            "credentials": credentials,
            "headers": { "X-Plugin": { "value": "4711", "doc": self.text() } },
            "envelope": envelope,
            "statuses": statuses,
            "types": self.some(2, |draw, n| (draw.name(&format!("Shared{n}")), draw.ty("Shared"))),
            "answers": { "forbidden": self.refused(&envelope, 403) },
            "says": { "scheme": { "prose": format!("a{}", self.text()), "sample": format!("b{}", self.text()) } },
            "erratum": "scheme",
            "errata": { "scheme": { "not": "sample", "because": self.text() } },
        })
    }

    fn resource(&mut self, api: &Value) -> Value {
        let mut types = self.some(3, |draw, n| (draw.name(&format!("Own{n}")), draw.ty("Own")));
        let kinds = self.enumeration();
        let mut rows: Vec<Value> = (0..=self.one_of(3)).map(|n| self.row(n, "Own")).collect();
        let shown = Shown { kinds: Kinds::of(&kinds), rows: rows.clone() };
        for row in &mut rows {
            if self.often() {
                row["example"] = self.value(row, &shown, 0);
            }
        }
        types.insert("Own0".to_owned(), json!({ "doc": self.text(), "rows": rows }));
        types.insert("Kinds".to_owned(), kinds);
        json!({
            "resource": "things",
            "doc": self.text(),
            "operations": self.some(4, |draw, n| (draw.name(&format!("do_{n}")), draw.operation(n, api, &shown))),
            "types": types,
            "errata": {
                "heading": { "not": [ "heading" ], "because": self.text() },
                "elsewhere": { "not": "host", "because": self.text() },
            },
        })
    }

    /// At most so many entries, and at least one.
    fn some(&mut self, most: usize, mut entry: impl FnMut(&mut Self, usize) -> (String, Value)) -> Map<String, Value> {
        (0..=self.one_of(most)).map(|n| entry(self, n)).collect()
    }

    fn operation(&mut self, n: usize, api: &Value, shown: &Shown) -> Value {
        let (method, effect) =
            [("GET", "read"), ("POST", "create"), ("PUT", "update"), ("PATCH", "action"), ("DELETE", "delete")]
                [self.one_of(5)];
        let in_path: Vec<String> = (0..self.one_of(3)).map(|n| self.name(&format!("p{n}"))).collect();
        let path = in_path.iter().fold(format!("/things{n}"), |path, name| path + "/{" + name + "}");
        let path_params = in_path.iter().map(|name| json!({ "name": name, "type": "string", "required": true }));
        let mut params: Vec<Value> = path_params.collect();
        for n in 0..self.one_of(4) {
            let ty = ["string", "int", "number", "bool"][self.one_of(4)];
            let mut param = json!({ "name": self.name(&format!("q{n}")), "type": ty, "required": self.often(), "doc": self.text() });
            if self.rarely() {
                param["rust"] = json!(self.name(&format!("rust_{n}")));
            }
            params.push(param);
        }
        let mut operation = json!({
            "method": method, "path": path, "effect": effect, "doc": self.text(), "params": params, "from": "code",
            "says": { "path": { "heading": format!("a{}", self.text()), "address": format!("b{}", self.text()) } },
            "erratum": "heading",
        });
        if method != "GET" && self.often() {
            operation["body"] = json!("Own0");
        }
        if self.often() {
            operation["answer"] =
                [json!("Own0"), json!(["Own0"]), json!("json"), json!({ "string": ["Own0"] }), json!("int")]
                    [self.one_of(5)]
                .clone();
        }
        operation["requests"] = self.requests(&operation, api, shown);
        operation["answers"] = self.answers(&operation, &api["envelope"], shown);
        operation
    }

    fn ty(&mut self, home: &str) -> Value {
        if self.one_of(4) == 3 {
            return self.enumeration();
        }
        let rows: Vec<Value> = (0..=self.one_of(6)).map(|n| self.row(n, home)).collect();
        let mut ty = json!({ "doc": self.text(), "rows": rows, "from": "code" });
        if self.often() {
            ty["unset"] = [Value::Null, json!("omitted")][self.one_of(2)].clone();
        }
        ty
    }

    fn enumeration(&mut self) -> Value {
        let value = |draw: &mut Self, n| match draw.often() {
            true => json!({ "name": draw.text(), "rust": format!("V{n}"), "doc": draw.text() }),
            false => json!({ "name": draw.name(&format!("v{n}")), "doc": draw.text() }),
        };
        let values: Vec<Value> = (0..=self.one_of(4)).map(|n| value(self, n)).collect();
        json!({ "doc": self.text(), "values": values })
    }

    fn row(&mut self, n: usize, home: &str) -> Value {
        let own = format!("{home}0");
        let types = [
            json!("string"),
            json!("int"),
            json!("number"),
            json!("bool"),
            json!("json"),
            json!(["string"]),
            json!({ "string": "int" }),
            json!([own]),
            json!({ "string": [own] }),
            json!(own),
        ];
        let ty = types[self.one_of(types.len())].clone();
        let mut row = json!({ "name": self.name(&format!("row{n}")), "type": ty, "doc": self.text() });
        if ty != own.as_str() && self.often() {
            row["required"] = json!(self.often());
        }
        match self.one_of(6) {
            0 => row["rust"] = json!(self.name(&format!("rust_{n}"))),
            1 => {
                row["name"] = json!(self.text());
                row["rust"] = json!(format!("rust_{n}"));
            }
            2 if ty == "string" || ty == "int" => row["length"] = json!(1 + self.one_of(18)),
            3 if ty == "string" => row["quoted"] = json!(false),
            4 if ty == "int" => row["min"] = json!(-5),
            5 if ty == "string" && home == "Own" => row["values"] = json!("Kinds"),
            _ => {}
        }
        row
    }
}
