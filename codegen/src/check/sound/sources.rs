//! Whether somebody who looks a fact up can find where it is from, and knows which state of it was read.

use crate::diagnostic::{Code, Finding, Place};
use crate::spec::Source;

/// The address leads there, and the day is one.
pub(crate) fn check(source: &Source, place: &Place, findings: &mut Vec<Finding>) {
    let mut refuse = |key, message: String, help: &str| {
        findings.push(Finding::new(Code::WrongValue, message, place.key(key), "this").help(help));
    };
    let leads = |url: &str| {
        url.split_once("://").is_some_and(|(scheme, rest)| {
            matches!(scheme, "https" | "http")
                && rest.starts_with(|first: char| first.is_alphanumeric() || first == '[')
        })
    };
    if let Some(url) = source.url.as_deref().filter(|url| !leads(url)) {
        refuse("url", format!("`{url}` is no address"), "copy it from the browser, with `https://` in front");
    }
    if let Some(day) = source.read_on.as_deref().filter(|day| !is_day(day)) {
        refuse("read_on", format!("`{day}` is no day"), "write year, month and day: `2026-11-20`");
    }
}

/// A day of the calendar, `2026-11-20`.
fn is_day(text: &str) -> bool {
    let number = |part: &str| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let widths: Vec<usize> = text.split('-').map(str::len).collect();
    let parts: Vec<Option<u32>> = text.split('-').map(number).collect();
    let [Some(year), Some(month), Some(day)] = parts[..] else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    widths == [4, 2, 2] && (1..=days).contains(&day)
}
