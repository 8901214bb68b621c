//! What the user says about a source, where detection is wrong.

use crate::format::ToldFormat;
use crate::time::{Assumptions, end_of_year};
use crate::units::UnixNanos;

pub(super) const DAY_NANOS: i64 = 86_400 * 1_000_000_000;

/// What the user says about one source; everything else is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrule {
    /// Format, and how entries begin.
    pub told: ToldFormat,
    /// What the text is encoded in: [`UTF_8`](crate::input::UTF_8), or the id of a decoder of
    /// another encoding.
    pub encoding: Option<String>,
    /// How many bytes it may unpack to, whatever the ratio to its size.
    pub unpack_limit: Option<u64>,
    /// East of UTC, in seconds, for times without a zone.
    pub offset_secs: Option<i32>,
    /// Year of the latest entry, for times without a year.
    pub last_year: Option<i32>,
    /// Added to every time, in seconds, to correct a clock that was wrong.
    pub shift_secs: i64,
}

impl Overrule {
    /// What to assume for missing parts of times in a source last modified at `modified`.
    pub(super) fn assumptions(&self, modified: UnixNanos) -> Assumptions {
        // A time may be a day later than this, but not of another year than the one that is told.
        let last_day = |year| UnixNanos(end_of_year(year).0.saturating_sub(DAY_NANOS));
        let not_after = self.last_year.map_or(modified, |year| last_day(year).min(modified));
        Assumptions { not_after, offset_secs: self.offset_secs.unwrap_or(0), dates: None }
    }
}
