//! What was marked in a line.

use crate::time::Assumptions;
use crate::units::UnixNanos;

/// What a marked piece of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// When.
    Time,
    /// How bad.
    Level,
    /// What happened; goes to the end of the entry.
    Message,
    /// Anything else, under this name.
    Field(String),
}

/// A marked piece of a line, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedSpan {
    /// Its first byte.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// What it is.
    pub role: Role,
}

/// Times are only looked for here: any year will do.
pub(super) const ANY_YEAR: Assumptions =
    Assumptions { not_after: UnixNanos(4_102_444_800_000_000_000), offset_secs: 0, dates: None };

/// How fields are told from what follows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// By the first place where that stands.
    First,
    /// By the last one in the line.
    Last,
}
