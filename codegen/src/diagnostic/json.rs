//! Diagnostics for programs.

use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Label};

impl Diagnostics {
    /// A JSON array with one object per finding, for editors and CI:
    ///
    /// ```json
    /// [{ "code": "unknown-key", "message": "…", "help": "…" or null,
    ///    "labels": [{ "file": "specs/serpi/api.yaml", "line": 3, "column": 1, "end_line": 3, "end_column": 6,
    ///                 "text": "…" }] }]
    /// ```
    ///
    /// Lines and columns count from 1, columns in characters; the end is the character after the last one. The first
    /// label is where it has to be put right; there is none where no line of a file can be shown. The order is that of
    /// [`Diagnostics::iter`]. Fields may be added; those that are there keep their names and meanings.
    pub fn to_json(&self) -> String {
        let found: Vec<Value> = self.iter().map(diagnostic).collect();
        format!("{:#}\n", Value::Array(found))
    }
}

fn diagnostic(found: &Diagnostic) -> Value {
    let labels: Vec<Value> = found.labels.iter().map(label).collect();
    json!({ "code": found.code.name(), "message": found.message, "labels": labels, "help": found.help })
}

fn label(label: &Label) -> Value {
    json!({
        "file": label.file,
        "line": label.line,
        "column": label.column,
        "end_line": label.end_line,
        "end_column": label.end_column,
        "text": label.text,
    })
}
