//! Text to instants.
//!
//! A log's time is rarely complete: the year, the zone or the date may be missing. Missing parts are
//! inferred from [`Assumptions`] and marked in [`Stamp::inferred`]; the inference looks only at the
//! stamp itself, so the answer does not depend on how a source is cut.

#![warn(clippy::indexing_slicing)]

mod civil;
mod clock;
mod clock_first;
mod dates;
mod epoch;
pub mod find;
mod half;
mod named;
mod named_day;
mod names;
mod order;
mod parse;
mod parted;
mod print;
mod reading;
mod recent;
mod region;
mod scan;
mod shape;
mod shown;
mod typed;
mod written;
mod zone;

pub use epoch::{instant_by_epoch, parse_epoch_number, stamp_from_epoch};
pub use named::names_date;
pub use named_day::end_of_named_day;
pub use order::{DateOrder, NumericDates, OrderEvidence};
pub use parse::TimeParser;
pub use print::format_rfc3339;
pub use reading::Reading;
pub use recent::RecentTime;
pub use shape::TimeShape;
pub use shown::ShownZone;
pub use typed::{AddedDate, TimesKnown, TypedSpan, TypedTime};
pub use written::written_offset;

use crate::units::UnixNanos;

/// A parsed time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The instant.
    pub at: UnixNanos,
    /// Digits of the second as written, 0 to 9; printing gives back as many.
    pub digits: u8,
    /// What the source left out.
    pub inferred: Inferred,
}

/// Which parts of a time were inferred: a set of the constants below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inferred(pub u8);

impl Inferred {
    /// Nothing: the source gave everything.
    pub const NONE: Self = Self(0);
    /// The year.
    pub const YEAR: Self = Self(1);
    /// The zone.
    pub const ZONE: Self = Self(2);
    /// The whole date.
    pub const DATE: Self = Self(4);

    /// The order of day, month and year: for whoever reads a source as a whole, which says of such a
    /// date that it was inferred.
    pub(crate) const ORDER: Self = Self(8);
    /// Which of the zones that share a name is meant: for the same reader, which may find out.
    pub(crate) const ZONE_NAME: Self = Self(16);

    /// The same without the parts that only such a reader knows.
    #[must_use]
    pub(crate) fn told(self) -> Self {
        let date = if self.has(Self::ORDER) { Self::DATE.0 } else { 0 };
        Self((self.0 | date) & 7)
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in `other`.
    #[must_use]
    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether all of `other` is in this set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// The last instant of a year, as far as 64-bit nanoseconds reach.
pub fn end_of_year(year: i32) -> UnixNanos {
    let secs = civil::days_from_civil(i64::from(year) + 1, 1, 1) * 86_400;
    UnixNanos(secs.saturating_mul(1_000_000_000).saturating_sub(1))
}

/// What to assume for the parts of a time that a source leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assumptions {
    /// When the source was last modified. A time of day without a date gets the latest day that keeps it
    /// at or before this instant. A time without a year gets the latest year that keeps it at most a day
    /// later: its zone may be unknown, and losing a day costs less than losing a year.
    pub not_after: UnixNanos,
    /// East of UTC, in seconds, for a time without a zone.
    pub offset_secs: i32,
    /// The order of dates that are numbers alone, if it is decided; otherwise each shape has its own.
    pub dates: Option<NumericDates>,
}

#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod zone_tests;
