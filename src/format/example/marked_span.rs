//! What was marked in a line.

use crate::time::Assumptions;
use crate::units::UnixNanos;

/// What a marked piece of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The time.
    Time,
    /// The level.
    Level,
    /// The message; extends to the end of the entry.
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

/// Times only need to be recognised here, so any year will do.
pub(super) const ANY_YEAR: Assumptions =
    Assumptions { not_after: UnixNanos(4_102_444_800_000_000_000), offset_secs: 0, dates: None };

/// How a field is separated from what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ends {
    /// At the first occurrence of that.
    First,
    /// At its last occurrence in the line.
    Last,
}
