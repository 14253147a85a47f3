//! How far a call came.

/// How far a call came: what the caller can do next.
///
/// What becomes of each fault of a vendor, measured against a server that really has it, with three attempts allowed and a
/// limit on the size of answers; `requests` is how many the server has read:
///
#[doc = include_str!("../faults.md")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// It never left, because it breaks a rule. The values have to be mended; trying again changes nothing.
    Invalid,
    /// No attempt left. Anything can be tried again, a create too.
    NotSent,
    /// An attempt left, or may have left, and no answer came. Reads, updates and deletes can be made again; before a create
    /// is made again, look whether the first one is there.
    UnknownOutcome,
    /// An answer came and could not be understood. What was to be changed may be changed, as with an unknown outcome.
    Unreadable,
    /// The vendor said no, and why. Where an attempt before had no answer, which the error's `history` tells, that one may
    /// have done what the last one is refused for: a delete that is sent again finds nothing to delete.
    Refused,
}

impl Stage {
    /// The stage's name: `invalid`, `not_sent`, `unknown_outcome`, `unreadable` or `refused`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stage::Invalid => "invalid",
            Stage::NotSent => "not_sent",
            Stage::UnknownOutcome => "unknown_outcome",
            Stage::Unreadable => "unreadable",
            Stage::Refused => "refused",
        }
    }
}
