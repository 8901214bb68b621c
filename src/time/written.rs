//! The clock that a source wrote a time by.
//!
//! Entries keep instants. What zone they were written in is found again in their text, for the few that are
//! on screen: the time that means the instant is read once more as if it named no zone.

use super::find::{REACH, each_time};
use super::parse::TimeParser;
use super::reading::Reading;
use super::region::Regions;
use super::shape::TimeShape;
use super::zone::zone;
use super::{Assumptions, Stamp};
use crate::units::UnixNanos;

/// How far into an entry its time is looked for, in bytes.
const MAX_TEXT: usize = 8 * REACH;

/// No clock is further from UTC than this, in seconds.
const MAX_OFFSET: i64 = 18 * 3_600;

/// How far east of UTC the clock was by which a text writes an instant, in seconds; zero for a number since 1970,
/// `None` if the text does not write the instant.
///
/// # Cost
/// That of trying every shape at every word up to the time.
pub fn written_offset(text: &[u8], at: UnixNanos, assumptions: Assumptions) -> Option<i32> {
    let text = text.get(..MAX_TEXT).unwrap_or(text);
    let mut parser = TimeParser::new(assumptions);
    let mut found = None;
    for start in (0..text.len()).step_by(REACH) {
        let rest = text.get(start..)?;
        each_time(rest, &TimeShape::ALL, &mut parser, |time| {
            if matches!(time.reading, Reading::Time(stamp) if stamp.at == at) {
                let written = rest.get(time.start..time.end).unwrap_or_default();
                found = offset_of(written, time.shape, at, assumptions);
            }
            found.is_some()
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What lies between the instant and the same time read as one of UTC.
fn offset_of(written: &[u8], shape: TimeShape, at: UnixNanos, told: Assumptions) -> Option<i32> {
    let mut parser = TimeParser::new(Assumptions { offset_secs: 0, ..told });
    let mut offset = |text: &[u8]| match parser.parse(shape, text)? {
        (Reading::Time(Stamp { at: wall, .. }), n) if n == text.len() => {
            let nanos = wall.0.checked_sub(at.0)?;
            let secs = nanos / 1_000_000_000;
            let is_offset = nanos % 60_000_000_000 == 0 && secs.abs() <= MAX_OFFSET;
            i32::try_from(secs).ok().filter(|_| is_offset)
        }
        _ => None,
    };
    // A zone stands somewhere behind the clock; a date may look like one.
    let clock = written.iter().position(|byte| *byte == b':').unwrap_or(0);
    let regions = Regions::default();
    let without_zone = (clock..written.len()).find_map(|from| {
        let (_, end) = zone(written, from, &regions)?;
        offset(&[written.get(..from)?, written.get(end..)?].concat())
    });
    without_zone.or_else(|| offset(written))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-09 09:13:21 UTC.
    const AT: UnixNanos = UnixNanos(1_794_215_601_000_000_000);
    const TOLD: Assumptions = Assumptions {
        not_after: UnixNanos(AT.0 + 86_400_000_000_000),
        offset_secs: 0,
        dates: None,
    };

    #[track_caller]
    fn check(text: &str, hours: f64) {
        let found = written_offset(text.as_bytes(), AT, TOLD);
        assert_eq!(found.map(f64::from), Some(hours * 3_600.0), "{text}");
    }

    #[test]
    fn a_zone_is_found_where_it_is_written() {
        check("2026-11-09T09:13:21Z said", 0.0);
        check("2026-11-09T10:13:21+01:00 said", 1.0);
        check("2026-11-09 14:43:21+0530 said", 5.5);
        check("2026-11-09 04:13:21 EST said", -5.0);
        check("2026-11-09 10:13:21 CET said", 1.0);
        check("192.0.2.1 - - [09/Nov/2026:02:13:21 -0700] \"GET /\"", -7.0);
        check("{\"at\":\"2026-11-09T18:13:21.000+09:00\"}", 9.0);
        check("2026-11-09 10:13:21 Europe/Berlin said", 1.0);
        check("2026-11-09T10:13:21+01:00[Europe/Berlin] said", 1.0);
        check("Mon Nov  9 10:13:21 CET 2026 said", 1.0);
    }

    #[test]
    fn a_time_without_a_zone_has_that_of_its_source() {
        check("2026-11-09 09:13:21 said", 0.0);
        check("Nov  9 09:13:21 host said", 0.0);
        check("1794215601 said", 0.0);
        let told = Assumptions { offset_secs: 7_200, ..TOLD };
        let found = |text: &str| written_offset(text.as_bytes(), AT, told);
        assert_eq!(found("2026-11-09 11:13:21 said"), Some(7_200));
        assert_eq!(found("2026-11-09 11:13:21Z said"), None);
        assert_eq!(found("2026-11-09 09:13:21Z said"), Some(0));
    }

    #[test]
    fn the_time_that_means_the_instant_counts() {
        let far = format!("2020-01-01T00:00:00Z {} 2026-11-09T10:13:21+01:00", "x".repeat(900));
        check(&far, 1.0);
        assert_eq!(written_offset(b"2026-11-09T10:13:22+01:00", AT, TOLD), None);
    }
}
