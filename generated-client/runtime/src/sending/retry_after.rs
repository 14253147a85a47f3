//! What a vendor asks for with the header `Retry-After`: a number of seconds, or a date.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// How long to wait before the next attempt, where the vendor says so in a way that can be understood. A date is counted from
/// the answer's own `Date`, so that clocks that differ do no harm; a date that is past means "now".
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let asked = text(headers, RETRY_AFTER)?;
    if asked.bytes().all(|byte| byte.is_ascii_digit()) {
        return asked.parse().ok().map(Duration::from_secs);
    }
    let now = match text(headers, DATE).and_then(seconds) {
        Some(date) => date,
        None => SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs(),
    };
    seconds(asked).map(|until| Duration::from_secs(until.saturating_sub(now)))
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    Some(headers.get(name)?.to_str().ok()?.trim()).filter(|text| !text.is_empty())
}

/// The seconds since 1970 of a date as HTTP writes it today, `Sun, 06 Nov 1994 08:49:37 GMT`. The two forms that HTTP gave
/// up are no dates.
fn seconds(date: &str) -> Option<u64> {
    let mut words = date.split_once(", ")?.1.split(' ');
    let day: u64 = words.next()?.parse().ok()?;
    let month = month(words.next()?)?;
    let year: u64 = words.next()?.parse().ok()?;
    let mut clock = words.next()?.splitn(3, ':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let is_whole = words.next() == Some("GMT") && words.next().is_none();
    let is_sound =
        (1970..10_000).contains(&year) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    (is_whole && is_sound).then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

fn month(name: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    MONTHS.iter().position(|month| *month == name).and_then(|position| u64::try_from(position + 1).ok())
}

/// The days since 1970 of a date of the Gregorian calendar. Years are counted from March, so that the leap day is their last.
fn days(year: u64, month: u64, day: u64) -> u64 {
    const BEFORE_1970: u64 = 719_468;
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let of_the_year = (153 * month + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + of_the_year - BEFORE_1970
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use reqwest::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};

    use super::{retry_after, seconds};

    #[test]
    fn dates_are_read() {
        for (date, expected) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 29 Feb 2024 23:59:59 GMT", Some(1_709_251_199)),
            ("Fri, 01 Mar 2024 00:00:00 GMT", Some(1_709_251_200)),
            ("Tue, 31 Dec 2199 12:00:00 GMT", Some(7_258_075_200)),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("Sun Nov  6 08:49:37 1994", None),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("Sun, 06 Nov 1994 08:49 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37", None),
            ("Sun, 00 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 99999999999999999999 08:49:37 GMT", None),
            ("Sun, 06 Nov 0000 08:49:37 GMT", None),
            (", ", None),
            ("", None),
        ] {
            assert_eq!(seconds(date), expected, "{date}");
        }
    }

    #[test]
    fn seconds_and_dates_are_waited_for() {
        let now = "Sun, 06 Nov 1994 08:49:37 GMT";
        for (asked, expected) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30)),
            ("Sun, 06 Nov 1994 08:40:00 GMT", Some(0)),
            ("-1", None),
            ("1.5", None),
            ("99999999999999999999999", None),
            ("soon", None),
            ("", None),
        ] {
            let value = |text| HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""));
            let headers = HeaderMap::from_iter([(RETRY_AFTER, value(asked)), (DATE, value(now))]);
            assert_eq!(retry_after(&headers), expected.map(Duration::from_secs), "{asked}");
        }
        let past = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(now))]);
        assert_eq!(retry_after(&past), Some(Duration::ZERO));
        assert_eq!(retry_after(&HeaderMap::new()), None);
    }
}
