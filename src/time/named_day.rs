//! The day that the name of a source has.

use super::civil::{DAY_SECS, days_from_civil, is_date};
use super::scan::{four, is_digit_at, two};
use crate::units::UnixNanos;

/// Years that names have.
const YEARS: std::ops::RangeInclusive<i64> = 1990..=2100;

/// The last instant of the one day that `name` has, written `2026-03-02`, `2026_03_02`,
/// `2026.03.02` or `20260302`, where clocks are `offset_secs` ahead of UTC.
///
/// Only what stands behind the last stroke counts; two different days tell nothing.
pub fn end_of_named_day(name: &str, offset_secs: i32) -> Option<UnixNanos> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name).as_bytes();
    let mut found = None;
    for at in 0..name.len() {
        let is_inside = at > 0 && is_digit_at(name, at - 1);
        if is_inside {
            continue;
        }
        if let Some(day) = day_at(name, at) {
            if found.is_some_and(|known| known != day) {
                return None;
            }
            found = Some(day);
        }
    }
    let end_secs = (found? + 1) * DAY_SECS - i64::from(offset_secs);
    Some(UnixNanos(end_secs.checked_mul(1_000_000_000)? - 1))
}

/// Days since 1970-01-01.
fn day_at(name: &[u8], at: usize) -> Option<i64> {
    let year = four(name, at).filter(|year| YEARS.contains(year))?;
    let sign = name.get(at + 4).copied().filter(|sign| matches!(sign, b'-' | b'_' | b'.'));
    let gap = usize::from(sign.is_some());
    let (month, day) = (two(name, at + 4 + gap)?, two(name, at + 6 + 2 * gap)?);
    let is_even = sign.is_none_or(|sign| name.get(at + 7) == Some(&sign));
    let is_whole = !is_digit_at(name, at + 8 + 2 * gap);
    (is_even && is_whole && is_date(year, month, day)).then(|| days_from_civil(year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, end: Option<&str>) {
        let found = end_of_named_day(name, 0);
        let found = found.map(|at| super::super::format_rfc3339(at, 0));
        assert_eq!(found.as_deref(), end, "{name}");
    }

    #[test]
    fn a_name_has_one_day_or_none() {
        let end = Some("2026-03-02T23:59:59Z");
        check("app-2026-03-02.log", end);
        check("logs/2025-01-01/app_2026_03_02.log.gz", end);
        check("app.log-20260302", end);
        check("20260302-app-20260302.log", end);
        check("app-2026-03-02-2026-03-03.log", None);
        check("app-2026-13-02.log", None);
        check("app-120260302.log", None);
        check("app-202603021.log", None);
        check("app.log", None);
    }

    #[test]
    fn the_day_is_that_of_the_clocks() {
        let end = |offset| end_of_named_day("app-2026-03-02.log", offset).map(|at| at.0);
        assert_eq!(end(0).zip(end(3_600)).map(|(utc, east)| utc - east), Some(3_600_000_000_000));
    }
}
