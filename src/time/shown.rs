//! The zone in which times are shown, and in which they are typed.

use std::fmt;

use super::region::{Region, Regions};

/// What a clock shows: an offset that never changes, or what the clocks of a place do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShownZone(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// East of UTC, in seconds.
    Fixed(i32),
    Place(Region),
}

impl ShownZone {
    /// Universal time.
    pub const UTC: Self = Self(Kind::Fixed(0));

    /// So many seconds east of UTC.
    pub fn east_by(secs: i32) -> Self {
        Self(Kind::Fixed(secs))
    }

    /// The place that the zone database calls so.
    pub fn of_place(name: &str) -> Option<Self> {
        let region = Regions::default().named(name.as_bytes())?;
        Some(Self(Kind::Place(region)))
    }

    /// What the clock shows at an instant, as seconds since 1970 on that clock.
    pub(crate) fn wall_secs(self, utc_secs: i64) -> i64 {
        utc_secs.saturating_add(match self.0 {
            Kind::Fixed(secs) => i64::from(secs),
            Kind::Place(region) => region.offset_at_instant(utc_secs),
        })
    }

    /// The instant at which the clock shows this: the first, if it does so twice.
    pub(crate) fn utc_secs(self, wall_secs: i64) -> i64 {
        wall_secs.saturating_sub(match self.0 {
            Kind::Fixed(secs) => i64::from(secs),
            Kind::Place(region) => Regions::default().offset_at(region, wall_secs).secs,
        })
    }
}

/// `UTC`, `UTC+05:30` or `Europe/Berlin`.
impl fmt::Display for ShownZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Place(region) => f.write_str(region.name()),
            Kind::Fixed(0) => f.write_str("UTC"),
            Kind::Fixed(secs) => {
                let sign = if secs < 0 { '-' } else { '+' };
                let minutes = secs.unsigned_abs() / 60;
                write!(f, "UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-07-01 00:00 and 2026-12-01 00:00 UTC.
    const SUMMER: i64 = 1_782_864_000;
    const WINTER: i64 = 1_796_083_200;

    #[test]
    fn a_place_has_summer_and_winter() {
        let berlin = ShownZone::of_place("Europe/Berlin").unwrap();
        assert_eq!(berlin.wall_secs(SUMMER), SUMMER + 7_200);
        assert_eq!(berlin.wall_secs(WINTER), WINTER + 3_600);
        for secs in [SUMMER, WINTER] {
            assert_eq!(berlin.utc_secs(berlin.wall_secs(secs)), secs);
        }
        assert_eq!(ShownZone::of_place("Nowhere/At_All"), None);
    }

    #[test]
    fn a_zone_says_its_name() {
        let name = |zone: ShownZone| zone.to_string();
        assert_eq!(name(ShownZone::UTC), "UTC");
        assert_eq!(name(ShownZone::east_by(19_800)), "UTC+05:30");
        assert_eq!(name(ShownZone::east_by(-12_600)), "UTC-03:30");
        assert_eq!(name(ShownZone::of_place("Asia/Tokyo").unwrap()), "Asia/Tokyo");
    }
}
