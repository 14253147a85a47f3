//! The benchmark's shape as an OpenAPI document: per resource list, get, create, update and delete of one record. The same
//! rows as `numbers/synthetic.rs` says in YAML.

use serde_json::{Map, Value, json};

/// How many rows a record has, and how many of them are required.
const ROWS: usize = 20;
const REQUIRED: usize = 14;

/// The document with so many operations.
pub fn text(operations: usize) -> String {
    let resources = 0..operations / 5;
    let paths: Map<String, Value> = resources.clone().flat_map(paths).collect();
    let schemas: Map<String, Value> = resources.map(|n| (format!("Record{n}"), record())).collect();
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Synthetic", "version": "1.0.0" },
        "servers": [{ "url": "https://example.com/api" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
    .to_string()
}

fn paths(n: usize) -> [(String, Value); 2] {
    let record = json!({ "$ref": format!("#/components/schemas/Record{n}") });
    let list = json!({ "type": "array", "items": record });
    let content = |schema: &Value| json!({ "application/json": { "schema": schema } });
    let answers = |schema: &Value| json!({ "200": { "description": "Done.", "content": content(schema) } });
    let body = json!({ "required": true, "content": content(&record) });
    let operation = |name: &str| (format!("resource_{n}_{name}"), format!("Does {name} with the records of resource {n}."));
    let parameter = |name: &str, place: &str, required: bool, doc: &str| {
        let schema = json!({ "type": "integer", "format": "int64" });
        json!({ "name": name, "in": place, "required": required, "description": doc, "schema": schema })
    };
    let paging = [
        parameter("limit", "query", false, "How many records a page has."),
        parameter("offset", "query", false, "How many records to pass over."),
    ];
    let id = [parameter("id", "path", true, "Identifies the record.")];
    let ((list_id, list_doc), (create_id, create_doc)) = (operation("list"), operation("create"));
    let ((get_id, get_doc), (update_id, update_doc)) = (operation("get"), operation("update"));
    let (delete_id, delete_doc) = operation("delete");
    let all = json!({
        "get": { "operationId": list_id, "description": list_doc, "parameters": paging, "responses": answers(&list) },
        "post": { "operationId": create_id, "description": create_doc, "requestBody": body, "responses": answers(&record) },
    });
    let one = json!({
        "get": { "operationId": get_id, "description": get_doc, "parameters": id, "responses": answers(&record) },
        "put": {
            "operationId": update_id, "description": update_doc, "parameters": id, "requestBody": body,
            "responses": answers(&record),
        },
        "delete": {
            "operationId": delete_id, "description": delete_doc, "parameters": id,
            "responses": { "204": { "description": "Done." } },
        },
    });
    [(format!("/resource_{n}"), all), (format!("/resource_{n}/{{id}}"), one)]
}

fn record() -> Value {
    let properties: Map<String, Value> = (0..ROWS).map(|n| (format!("field_{n}"), row(n))).collect();
    let required: Vec<String> = (0..REQUIRED).map(|n| format!("field_{n}")).collect();
    json!({ "type": "object", "description": "A record.", "properties": properties, "required": required })
}

fn row(n: usize) -> Value {
    let doc = format!("What field {n} of the record holds.");
    match n % 5 {
        0 => json!({ "type": "integer", "format": "int64", "description": doc }),
        3 => json!({ "type": "number", "format": "double", "description": doc }),
        4 => json!({ "type": "boolean", "description": doc }),
        _ => json!({ "type": "string", "maxLength": 50, "description": doc }),
    }
}
