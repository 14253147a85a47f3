//! Why the mock says no.

/// Why the mock says no.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) why: Why,
    /// Every reason at once; never empty.
    pub(super) reasons: Vec<String>,
}

/// The kinds of refusal that vendors have answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    Unauthorized,
    NoSuchPath,
    NoSuchMethod,
    NoSuchRow,
    Invalid,
    Conflict,
    UnsupportedMediaType,
    /// The script says so.
    Scripted(u16),
}

impl Why {
    /// The HTTP status that goes with it where the vendor says nothing else.
    pub(super) fn http(self) -> u16 {
        match self {
            Why::Unauthorized => 401,
            Why::NoSuchPath | Why::NoSuchRow => 404,
            Why::NoSuchMethod => 405,
            Why::Invalid => 400,
            Why::Conflict => 409,
            Why::UnsupportedMediaType => 415,
            Why::Scripted(http) => http,
        }
    }
}

impl Refusal {
    pub(super) fn new(why: Why, reason: impl Into<String>) -> Refusal {
        Refusal { why, reasons: vec![reason.into()] }
    }
}
