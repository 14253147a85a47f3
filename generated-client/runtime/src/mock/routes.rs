//! Which operation a method and a path belong to.

use super::refusal::{Refusal, Why};
use super::vendor::{Served, Vendor};

/// The operation and the values of its path; or why there is none.
pub(super) fn find(vendor: &Vendor, method: &str, path: &str) -> Result<(&'static Served, Vec<String>), Refusal> {
    let mut on_path = vendor
        .operations
        .iter()
        .filter_map(|served| Some((served, values(served.spec.path, path)?)))
        .collect::<Vec<_>>();
    if on_path.is_empty() {
        return Err(Refusal::new(Why::NoSuchPath, format!("the documents have no `{path}`")));
    }
    // Of two templates that fit, the one that says more about the path is meant: `/series/create` before `/series/{UID}`.
    on_path.sort_by_key(|(_, values)| values.len());
    let methods: Vec<&str> = on_path.iter().map(|(served, _)| served.spec.method.as_str()).collect();
    let methods = methods.join(", ");
    on_path
        .into_iter()
        .find(|(served, _)| served.spec.method.as_str() == method)
        .ok_or_else(|| Refusal::new(Why::NoSuchMethod, format!("`{path}` takes {methods}, given was {method}")))
}

/// The values that a path has where its template has braces; `None` where it does not fit.
fn values(template: &str, path: &str) -> Option<Vec<String>> {
    let (mut steps, mut given) = (template.split('/'), path.split('/'));
    let mut values = Vec::new();
    loop {
        match (steps.next(), given.next()) {
            (None, None) => return Some(values),
            (Some(step), Some(given)) => match step.split_once('{').zip(step.rsplit_once('}')) {
                None if step == given => {}
                Some(((before, _), (_, after))) => {
                    let value = given.strip_prefix(before)?.strip_suffix(after)?;
                    values.push(decoded(value).filter(|value| !value.is_empty())?);
                }
                None => return None,
            },
            _ => return None,
        }
    }
}

/// A text of an address without its percent signs; `None` where it is no UTF-8.
pub(super) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (first, after) {
            (b'%', [high, low, after @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                bytes.push(hex(*high)? << 4 | hex(*low)?);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn a_path_fits_its_template_and_no_other() {
        for (template, path, expected) in [
            ("/v4/series", "/v4/series", Some(vec![])),
            ("/v4/series/{UID}/down", "/v4/series/7/down", Some(vec!["7"])),
            ("/v4/series/{UID}", "/v4/series/a%2Fb", Some(vec!["a/b"])),
            ("/v4/series/{UID}", "/v4/series/", None),
            ("/v4/series/{UID}", "/v4/series/7/down", None),
            ("/v4/series", "/v4/Series", None),
            ("/files/{name}.json", "/files/a.json", Some(vec!["a"])),
        ] {
            let expected = expected.map(|values: Vec<&str>| values.into_iter().map(str::to_owned).collect());
            assert_eq!(values(template, path), expected, "{template} {path}");
        }
    }
}
