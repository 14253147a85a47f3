//! Samples that fit a random spec: requests with addresses and headers, answers, and misprints with their mends.

use serde_json::{Map, Value, json};

use super::Draw;

/// What the samples show: the rows of `Own0`, and the known values that one of them may have.
pub(super) struct Shown {
    pub(super) kinds: Kinds,
    pub(super) rows: Vec<Value>,
}

/// The values of an enumeration.
pub(super) struct Kinds(Vec<Value>);

impl Kinds {
    pub(super) fn of(enumeration: &Value) -> Kinds {
        let values = enumeration["values"].as_array().into_iter().flatten();
        Kinds(values.map(|value| value["name"].clone()).collect())
    }
}

/// How deep records stand in records.
const DEPTH: usize = 2;

impl Draw<'_> {
    /// The requests that the page prints: one with everything, and one to a host that is none of the servers.
    pub(super) fn requests(&mut self, operation: &Value, api: &Value, shown: &Shown) -> Value {
        let address = self.address(operation);
        let mut whole = json!({ "method": operation["method"], "address": format!("{{ HOST }}{address}"), "headers": self.headers(api) });
        if operation.get("body").is_some() {
            let body = self.record(shown, 0).to_string();
            self.print(&mut whole, body);
            whole["content"] = json!("application/json");
        }
        let host = self.word();
        json!({ "whole": whole, "far": { "address": format!("http://{host}/v1{address}"), "erratum": "elsewhere" } })
    }

    /// The answers that the page prints: one that went well, and one that did not.
    pub(super) fn answers(&mut self, operation: &Value, envelope: &Value, shown: &Shown) -> Value {
        let mut body = json!({ "success": true, &message(envelope): self.text() });
        if let Some(answer) = operation.get("answer") {
            body[envelope["payload"].as_str().unwrap_or_default()] = self.of_type(answer, shown, 0);
        }
        let mut done = json!({ "reads": "ok" });
        self.print(&mut done, body.to_string());
        json!({ "done": done, "failed": self.refused(envelope, 400) })
    }

    /// An answer that says no, with a secret in it.
    pub(super) fn refused(&mut self, envelope: &Value, http: u16) -> Value {
        let mut body = json!({ "success": false, &message(envelope): self.text(), "code": self.text() });
        if let Some(secret) = envelope["secret"][0].as_str() {
            body[secret] = json!(self.text());
        }
        let mut sample = json!({ "http": http, "reads": "refused" });
        self.print(&mut sample, body.to_string());
        sample
    }

    /// Puts a text of JSON into a sample, now and then with a misprint before its last bracket.
    fn print(&mut self, sample: &mut Value, json: String) {
        if self.often() {
            sample["json"] = json!(json);
            return;
        }
        let misprint = format!(",{}}}", self.text());
        sample["json"] = json!(format!("{}{misprint}", &json[..json.len() - 1]));
        sample["mend"] = json!([[misprint, "}"]]);
    }

    /// The path with a value for each parameter in braces, and those of the query.
    fn address(&mut self, operation: &Value) -> String {
        let path = operation["path"].as_str().unwrap_or_default();
        let filled: Vec<String> = path
            .split('/')
            .map(|segment| if segment.starts_with('{') { self.word() } else { segment.to_owned() })
            .collect();
        let params = operation["params"].as_array().into_iter().flatten();
        let in_query =
            params.filter(|param| !path.contains(&format!("{{{}}}", param["name"].as_str().unwrap_or_default())));
        let query: Vec<String> = in_query
            .map(|param| {
                let value = match param["type"].as_str() {
                    Some("int") => "7".to_owned(),
                    Some("number") => "1.5".to_owned(),
                    Some("bool") => "true".to_owned(),
                    _ => self.word(),
                };
                format!("{}={value}", param["name"].as_str().unwrap_or_default())
            })
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", filled.join("/"), query.join("&"))
    }

    /// A text without the characters that divide an address.
    fn word(&mut self) -> String {
        self.text().replace(['/', '\\', '?', '#', '&', '=', '{', '}', '%', '+'], "")
    }

    /// Every header of every call.
    fn headers(&mut self, api: &Value) -> Value {
        let mut headers = Map::new();
        for credential in api["credentials"].as_object().into_iter().flat_map(Map::values) {
            let scheme = credential["scheme"].as_str().map(|scheme| format!("{scheme} ")).unwrap_or_default();
            let header = credential["header"].as_str().unwrap_or_default();
            let key: String = self.text().chars().filter(|c| matches!(c, ' '..='~')).collect();
            headers.insert(header.to_owned(), json!(format!("{scheme}{}", key.trim())));
        }
        for (header, constant) in api["headers"].as_object().into_iter().flatten() {
            headers.insert(header.clone(), constant["value"].clone());
        }
        headers.into()
    }

    /// A record of `Own0`: what is required, and now and then what is not.
    fn record(&mut self, shown: &Shown, depth: usize) -> Value {
        let mut record = Map::new();
        for row in &shown.rows {
            let is_left_out = row["type"] == "Own0" && depth >= DEPTH;
            let is_wanted = row["required"] == true || self.often();
            if is_wanted && !is_left_out {
                let name = row["name"].as_str().unwrap_or_default();
                record.insert(name.to_owned(), self.value(row, shown, depth));
            }
        }
        record.into()
    }

    /// A value that a row allows.
    pub(super) fn value(&mut self, row: &Value, shown: &Shown, depth: usize) -> Value {
        match &row["type"] {
            Value::String(ty) if ty == "string" => self.text_for(row, shown),
            ty => self.of_type(ty, shown, depth),
        }
    }

    fn text_for(&mut self, row: &Value, shown: &Shown) -> Value {
        if row["quoted"] == false {
            return json!(7);
        }
        if row.get("values").is_some() {
            return shown.kinds.0[self.one_of(shown.kinds.0.len())].clone();
        }
        let longest = row["length"].as_u64().and_then(|length| usize::try_from(length).ok()).unwrap_or(usize::MAX);
        json!(self.text().chars().take(longest).collect::<String>())
    }

    fn of_type(&mut self, ty: &Value, shown: &Shown, depth: usize) -> Value {
        match ty {
            Value::Array(item) if depth < DEPTH => {
                (0..self.one_of(3)).map(|_| self.of_type(&item[0], shown, depth + 1)).collect()
            }
            Value::Array(_) => json!([]),
            Value::Object(map) if depth < DEPTH => {
                let entries =
                    (0..self.one_of(3)).map(|_| (self.text(), self.of_type(&map["string"], shown, depth + 1)));
                Value::Object(entries.collect())
            }
            Value::Object(_) => json!({}),
            Value::String(name) => match name.as_str() {
                "string" => json!(self.text()),
                "int" => json!(7),
                "number" => json!(1.5),
                "bool" => json!(true),
                "json" => json!({ self.text(): [ self.text(), null ] }),
                _ => self.record(shown, depth + 1),
            },
            _ => Value::Null,
        }
    }
}

fn message(envelope: &Value) -> String {
    envelope["message"][0].as_str().unwrap_or_default().to_owned()
}
