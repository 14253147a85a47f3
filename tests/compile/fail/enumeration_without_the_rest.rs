//! A page's list of values is never complete.
use ficha_client::persat::FieldType;

fn is_text(kind: FieldType) -> bool {
    match kind {
        FieldType::Text => true,
        FieldType::Other(_) => false,
    }
}

fn main() {}
