//! What is wrong with a request before it leaves: every violated rule at once. The rules themselves are in `validate`.

use std::fmt;

/// A request, or a part of it, that breaks rules of the page. It was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The type or the operation that it is about.
    pub subject: &'static str,
    /// Every violation, in the order of the page's rows. Never empty.
    pub violations: Vec<Violation>,
}

/// One rule that one field breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The path of the field, by its documented names: `contactos[2].telefono`.
    pub field: String,
    /// The rule.
    pub rule: Rule,
    /// What was given, shortened.
    pub given: String,
}

/// A rule of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The field must be given.
    Required,
    /// A text has at most so many characters.
    Characters(u32),
    /// A whole number has at most so many digits.
    Digits(u32),
    /// A number is not smaller than this.
    Min(i64),
    /// A number is not larger than this.
    Max(i64),
    /// A list that is not empty has exactly so many items.
    Items(u32),
    /// JSON has no way to write "not a number" or "infinite".
    Finite,
    /// A value in the path must stay one segment: neither empty nor made of steps such as `..`.
    PathSegment,
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Rule::Required => f.write_str("is required"),
            Rule::Characters(most) => write!(f, "has at most {most} characters"),
            Rule::Digits(most) => write!(f, "has at most {most} digits"),
            Rule::Min(smallest) => write!(f, "is at least {smallest}"),
            Rule::Max(largest) => write!(f, "is at most {largest}"),
            Rule::Items(count) => write!(f, "has exactly {count} items"),
            Rule::Finite => f.write_str("is a finite number"),
            Rule::PathSegment => f.write_str("is one segment of a path, neither empty nor `.` nor `..`"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}, given was {}", self.field, self.rule, self.given)
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is not valid", self.subject)?;
        for (position, violation) in self.violations.iter().enumerate() {
            f.write_str(if position == 0 { ": " } else { "; " })?;
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
