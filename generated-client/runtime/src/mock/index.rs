//! The page that a person finds at `/`: every operation, with a `curl` that can be copied as it stands.

use std::fmt::Write;

use crate::description::spec::{Effect, OperationSpec};
use crate::sending::address;

use super::credentials::header_value;
use super::server::{Mount, Shared, locked};
use super::vendor::Served;
use super::{json, made_up};

const STYLE: &str = "\
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin: 3rem 0 .5rem; border-top: 1px solid #8886; padding-top: 1rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; } h3 code { font-size: 1rem; overflow-wrap: anywhere; }
h3 small { font-weight: normal; margin-left: .5rem; }
p { margin: .25rem 0; } p code { display: inline-block; } .rows, small { opacity: .7; } nav a { margin-right: 1rem; }
pre { padding: .75rem 1rem; border: 1px solid #8886; border-radius: .4rem; font-size: .85rem;
  white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }";

/// The page as HTML.
pub(super) fn html(shared: &Shared) -> String {
    let vendors: String = shared.mounts.iter().map(|mount| section(shared, mount)).collect();
    let link =
        |mount: &Mount| format!("<a href=\"#{}\">{}</a>\n", mount.vendor.api.name, escaped(mount.vendor.api.title));
    let links: String = shared.mounts.iter().map(link).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>Mock vendors</title>\n<style>{STYLE}</style>\n\
         <h1>Mock vendors</h1>\n\
         <p>Requests are held against the vendors' documents and answered in the vendors' own envelopes. Nothing leaves this \
         machine, and nothing outlives the server. A click on a command selects all of it.</p>\n\
         <nav>\n{links}</nav>\n{vendors}</html>\n"
    )
}

fn section(shared: &Shared, mount: &Mount) -> String {
    let api = mount.vendor.api;
    let settings = api.credentials.iter().zip(&mount.credentials);
    let settings: String = settings.map(|(credential, value)| setting(credential.name, value)).collect();
    let address = setting("base_url", &format!("{}{}", shared.base_url, mount.prefix));
    let mut text = format!(
        "<h2 id=\"{}\">{}</h2>\n<p>The settings of a client: {address}{settings}</p>\n",
        api.name,
        escaped(api.title)
    );
    for resource in mount.vendor.resources() {
        let rows = locked(&mount.state).rows(resource).count();
        let are = if rows == 1 { "row" } else { "rows" };
        let _ = writeln!(text, "<p class=\"rows\"><code>{}</code>: {rows} {are} now</p>", escaped(resource));
        for served in mount.vendor.of_resource(resource) {
            let OperationSpec { name, method, path, .. } = served.spec;
            let _ = writeln!(
                text,
                "<h3><code>{} {}</code> <small>{}</small></h3>\n<p>{}</p>\n<pre>{}</pre>",
                method.as_str(),
                escaped(path),
                escaped(name),
                escaped(served.doc),
                escaped(&curl(shared, mount, served))
            );
        }
    }
    text
}

fn setting(name: &str, value: &str) -> String {
    format!(" <code>{}(\"{}\")</code>", escaped(name), escaped(value))
}

/// A command for a shell that calls an operation.
fn curl(shared: &Shared, mount: &Mount, served: &Served) -> String {
    let key = locked(&mount.state).rows(served.resource()).next().map_or("1".to_owned(), |row| row.key.clone());
    let segments = vec![address::percent_encoded(&key).to_string(); served.spec.path_params];
    let mut address = address::path(&format!("{}{}", shared.base_url, mount.prefix), served.spec.path, &segments);
    if let Some(paging) = served.spec.paging
        && let Some(size) = served.spec.params.get(paging.size)
    {
        address::push_query(&mut address, size.name, "2");
    }
    let api = mount.vendor.api;
    let method = match served.spec.method.as_str() {
        "GET" => String::new(),
        method => format!("-X {method} "),
    };
    let credentials = api.credentials.iter().zip(&mount.credentials);
    let mut headers: Vec<(&str, String)> =
        credentials.map(|(credential, value)| (credential.header, header_value(credential, value))).collect();
    headers.extend(api.headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
    if served.spec.body.is_some() && headers.iter().all(|(name, _)| !name.eq_ignore_ascii_case("content-type")) {
        headers.push(("Content-Type", "application/json".to_owned()));
    }
    let headers = headers.iter().map(|(name, value)| format!(" \\\n  -H {}", shell(&format!("{name}: {value}"))));
    let body = served.spec.body.map(|table| {
        let mut members = json::members(served.request.unwrap_or(&made_up::body(table)));
        // A row that is there is changed; a new one keeps the key of the page.
        if let Some(named) = mount.vendor.key_of(served.resource())
            && served.spec.effect != Effect::Create
            && let Some((_, value)) = members.iter_mut().find(|(name, _)| name == named.name)
        {
            *value = if value.starts_with('"') { json::text(&key) } else { key.clone() };
        }
        // With spaces, so that a long one is broken between its members.
        let members = members.iter().map(|(name, value)| format!("{}: {value}", json::text(name)));
        format!("{{{}}}", members.collect::<Vec<_>>().join(", "))
    });
    let body = body.map(|body| format!(" \\\n  -d {}", shell(&body))).unwrap_or_default();
    format!("curl {method}{}{}{body}", shell(&address), headers.collect::<String>())
}

/// A text as one word of a shell.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
