//! Addresses: the base that calls start from, and paths and queries that no value of a caller can bend out of shape.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, PercentEncode, utf8_percent_encode};
use reqwest::Url;

/// All but the letters, digits and marks that mean nothing in an address.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes whatever means something in an address, or may not stand in one.
pub(crate) fn percent_encoded(text: &str) -> PercentEncode<'_> {
    utf8_percent_encode(text, RESERVED)
}

/// The value as one segment of a path; `None` where it cannot be one.
///
/// Encoding does not help against everything: `.` and `..` are steps even when encoded, and many servers decode `%2F` before
/// they walk the path. So a value may hold slashes, but no empty part between them and no part that is a step.
pub(crate) fn path_segment(value: &str) -> Option<String> {
    let is_a_step = |part: &str| matches!(part, "" | "." | "..");
    if value.split(['/', '\\']).any(is_a_step) {
        return None;
    }
    Some(percent_encoded(value).to_string())
}

/// The path of a call, below another path or address: the template's braces filled with segments, in order. A query may be
/// appended.
pub(crate) fn path(before: &str, template: &str, segments: &[String]) -> String {
    let before = before.trim_end_matches('/');
    let mut path = String::with_capacity(before.len() + template.len() + 64);
    path.push_str(before);
    let mut segments = segments.iter();
    let mut rest = template;
    while let Some((plain, after)) = rest.split_once('{') {
        path.push_str(plain);
        path.push_str(segments.next().map_or("", String::as_str));
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    path.push_str(rest);
    path
}

/// Appends one parameter to a path, or to an address.
pub(crate) fn push_query(path: &mut String, name: &str, value: &str) {
    path.push(if path.contains('?') { '&' } else { '?' });
    path.extend(percent_encoded(name));
    path.push('=');
    path.extend(percent_encoded(value));
}

/// The address of a call: the base's, but for its path, and with the query that is appended to that. Both encoded already.
pub(crate) fn at(base: &Url, path: &str) -> Url {
    let (path, query) = path.split_once('?').map_or((path, None), |(path, query)| (path, Some(query)));
    let mut url = base.clone();
    url.set_path(path);
    url.set_query(query);
    url
}

/// The base address, or why it cannot be one.
pub(crate) fn base(address: &str, allow_plain_http: bool) -> Result<Url, &'static str> {
    let url = Url::parse(address).map_err(|_| "is not an address")?;
    match url.scheme() {
        "https" => {}
        "http" if allow_plain_http || is_loopback(&url) => {}
        "http" => return Err("is not encrypted: only https, unless `allow_plain_http` says otherwise"),
        _ => return Err("is neither https nor http"),
    }
    if url.query().is_some() {
        return Err("has a query");
    }
    if url.fragment().is_some() {
        return Err("has a fragment");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("has a user in it");
    }
    Ok(url)
}

/// An address that was given, as it can be shown before it is judged: without whatever could be secret in it.
pub(crate) fn shown(address: &str) -> String {
    match Url::parse(address) {
        Ok(url) if url.has_host() => format!("{}{}", url.origin().ascii_serialization(), url.path()),
        _ => "no address".to_owned(),
    }
}

/// Whether what is sent to an address never leaves this machine unencrypted, and so must not be given to a proxy either.
pub(crate) fn stays_here(base: &Url) -> bool {
    base.scheme() == "http" && is_loopback(base)
}

fn is_loopback(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{at, base, path, path_segment, push_query};

    #[test]
    fn a_value_stays_one_segment_or_is_refused() {
        for (value, expected) in [
            ("19843", Some("19843")),
            ("a b", Some("a%20b")),
            ("%2e%2e", Some("%252e%252e")),
            ("a/b", Some("a%2Fb")),
            ("a?b#c", Some("a%3Fb%23c")),
            ("a\n\0b", Some("a%0A%00b")),
            ("año", Some("a%C3%B1o")),
            ("...", Some("...")),
            (";a=1&b", Some("%3Ba%3D1%26b")),
            ("", None),
            (".", None),
            ("..", None),
            ("/", None),
            ("../drop", None),
            ("a/../b", None),
            ("a\\..\\b", None),
            ("a//b", None),
        ] {
            assert_eq!(path_segment(value).as_deref(), expected, "{value:?}");
        }
    }

    #[test]
    fn a_template_is_filled_in_order() {
        let segments = ["1".to_owned(), "{x}".to_owned()];
        for (before, expected) in
            [("", ""), ("/", ""), ("/v1//", "/v1"), ("https://a.example/v1", "https://a.example/v1")]
        {
            assert_eq!(path(before, "/a/{b}/c/{d}/e", &segments), format!("{expected}/a/1/c/{{x}}/e"));
            assert_eq!(path(before, "/a", &[]), format!("{expected}/a"));
        }
    }

    #[test]
    fn a_query_is_appended() {
        let mut path = "/a".to_owned();
        push_query(&mut path, "lí?mite", "1&x=2");
        push_query(&mut path, "b", "");
        assert_eq!(path, "/a?l%C3%AD%3Fmite=1%26x%3D2&b=");
    }

    #[test]
    fn a_call_is_below_the_base() {
        for (from, expected) in [
            ("https://a.example", "https://a.example/x/%252e?q=1%26"),
            ("https://a.example/", "https://a.example/x/%252e?q=1%26"),
            ("https://a.example/v1", "https://a.example/v1/x/%252e?q=1%26"),
            ("https://a.example/v1//", "https://a.example/v1/x/%252e?q=1%26"),
            ("https://a.example/ñ/%2e%2e/v1;a=b", "https://a.example/v1;a=b/x/%252e?q=1%26"),
            ("https://Ñandú.example", "https://xn--and-6ma2c.example/x/%252e?q=1%26"),
            ("https://[2001:DB8::1]:8443/v1", "https://[2001:db8::1]:8443/v1/x/%252e?q=1%26"),
            ("https://a.example:443\\v1", "https://a.example/v1/x/%252e?q=1%26"),
        ] {
            let base = base(from, false).expect("a base");
            let mut path = path(base.path(), "/x/{y}", &["%252e".to_owned()]);
            assert_eq!(at(&base, &path).query(), None);
            push_query(&mut path, "q", "1&");
            assert_eq!(at(&base, &path).as_str(), expected, "{from}");
        }
    }

    #[test]
    fn a_base_address_is_plain_and_safe() {
        for good in
            ["https://a.example/v1/", "http://127.0.0.1:80", "http://[::1]:8080/x", "http://localhost", "http://127.1"]
        {
            assert!(base(good, false).is_ok(), "{good}");
        }
        let bad = [
            "",
            "a.example",
            "ftp://a",
            "http://a.example",
            "https://a?b",
            "https://a#b",
            "https://u:p@a",
            "file:///x",
            "http://localhost.a.example",
            "http://127.0.0.1.a.example",
            "http://127.0.0.1@a.example",
            "http://[::ffff:127.0.0.1]",
            "http://0.0.0.0",
            "https://a b",
            "https://[::1",
            "https://",
        ];
        for bad in bad {
            assert!(base(bad, false).is_err(), "{bad}");
        }
        assert!(base("http://a.example", true).is_ok());
    }
}
