//! Times as people type them: `2026-11-09`, `09:13`, `14 Oct 09:13:21`, `9.11.2026 09:13:21.5 +01:00`.
//!
//! What is typed names a stretch of time: a day, a minute, a second. Dates that can be read in two
//! ways, such as `09/11/2026`, are refused.

use super::ShownZone;
use super::civil::{DAY_SECS, civil_from_days, days_from_civil, days_in_month, is_date};

const NANOS: i128 = 1_000_000_000;

/// A time as it was typed; parts may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedTime {
    year: Option<i64>,
    month: Option<i64>,
    day: Option<i64>,
    clock: Option<Clock>,
    /// East of UTC, in seconds.
    offset_secs: Option<i32>,
}

/// A time of day, and how exactly it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    secs: i64,
    /// Within the second.
    nanos: i128,
    unit_nanos: i128,
}

/// What is known of the data, for the parts of a time that were not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimesKnown {
    /// The earliest time, in Unix nanoseconds.
    pub first: i64,
    /// The latest.
    pub last: i64,
    /// Where the user stands, if anywhere.
    pub near: Option<i64>,
    /// What times are of that say no zone.
    pub zone: ShownZone,
}

/// A stretch of time that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedSpan {
    /// Its first instant, in Unix nanoseconds.
    pub from: i64,
    /// One past its last.
    pub end: i64,
    /// What of it was not typed.
    pub added: AddedDate,
}

/// What of a date was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddedDate {
    /// Nothing.
    Nothing,
    /// The year.
    Year,
    /// All of it, and all times of the data are of that day.
    OnlyDay,
    /// All of it: there are other days.
    OneDay,
}

impl TypedTime {
    /// Reads a time; `None` if it is none, or can be read in two ways.
    pub fn parse(text: &str) -> Option<Self> {
        let mut time = Self::default();
        let mut words = text.split([' ', ',', '\t', '_']).filter(|word| !word.is_empty());
        let mut n_words = 0;
        words
            .all(|word| {
                n_words += 1;
                n_words <= 6 && time.add_word(word)
            })
            .then_some(())?;
        time.is_whole().then_some(time)
    }

    /// Whether it says the year.
    pub fn has_year(&self) -> bool {
        self.year.is_some()
    }

    /// Whether it says a day, or at least a year.
    fn has_date(&self) -> bool {
        self.year.is_some() || self.month.is_some()
    }

    /// Whether the parts that were typed belong together.
    fn is_whole(&self) -> bool {
        let is_date = match (self.year, self.month, self.day) {
            (None, None, None) => self.clock.is_some(),
            (Some(_), None | Some(_), None) => self.clock.is_none(),
            (year, Some(month), Some(day)) => is_date(year.unwrap_or(2000), month, day),
            _ => false,
        };
        is_date && (self.offset_secs.is_none() || self.clock.is_some())
    }

    fn add_word(&mut self, word: &str) -> bool {
        let is_digit = |c: char| c.is_ascii_digit();
        if let Some((date, clock)) =
            word.split_once('T').filter(|(date, _)| date.ends_with(is_digit))
        {
            return self.add_date(date) && (self.add_clock(clock) || self.add_hour(clock));
        }
        // `09/Nov/2026:09:13:21`
        if let Some((date, clock)) = word.split_once(':').filter(|(date, _)| date.len() > 5) {
            return self.add_date(date) && self.add_clock(clock);
        }
        self.add_clock(word)
            || self.add_date(word)
            || self.add_day_part(word)
            || self.add_zone(word)
    }

    /// A date in one word.
    fn add_date(&mut self, word: &str) -> bool {
        if self.has_date() || self.day.is_some() {
            return false;
        }
        let Some(sign) = word.chars().find(|c| matches!(c, '-' | '/' | '.')) else { return false };
        let parts: Vec<&str> = word.split(sign).collect();
        let number = |text: &str| number_of(text, 2);
        let found = match parts.as_slice() {
            [year, month, day] if year.len() == 4 => {
                (number_of(year, 4), number(month), number(day))
            }
            [year, month] if year.len() == 4 && sign == '-' => {
                (number_of(year, 4), number(month), None)
            }
            [day, month, year] if month_of(month).is_some() => {
                (number_of(year, 4), month_of(month), number(day))
            }
            [day, month, year] if sign == '.' => (number_of(year, 4), number(month), number(day)),
            _ => return false,
        };
        let n_parts = [found.0, found.1, found.2].into_iter().flatten().count();
        if n_parts < parts.len() || !found.1.is_some_and(|month| (1..=12).contains(&month)) {
            return false;
        }
        (self.year, self.month, self.day) = found;
        true
    }

    /// A day, the name of a month or a year.
    fn add_day_part(&mut self, word: &str) -> bool {
        if let Some(month) = month_of(word) {
            return self.month.replace(month).is_none();
        }
        if word.len() == 4
            && let Some(year) = number_of(word, 4)
        {
            return self.year.replace(year).is_none();
        }
        let lower = word.to_ascii_lowercase();
        let ends = ["st", "nd", "rd", "th", "."];
        let digits = ends.iter().find_map(|end| lower.strip_suffix(end)).unwrap_or(&lower);
        number_of(digits, 2).is_some_and(|day| self.day.replace(day).is_none())
    }

    /// `09:13`, `09:13:21.5`, with a zone right behind it or not.
    fn add_clock(&mut self, word: &str) -> bool {
        if self.clock.is_some() {
            return false;
        }
        let n_clock = word.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
        let Some((clock, zone)) = word.split_at_checked(n_clock.unwrap_or(word.len())) else {
            return false;
        };
        let Some(clock) = clock_of(clock) else { return false };
        if !zone.is_empty() && !self.add_zone(zone) {
            return false;
        }
        self.clock = Some(clock);
        true
    }

    /// The hour alone, behind a `T`.
    fn add_hour(&mut self, word: &str) -> bool {
        let hour = number_of(word, 2).filter(|hour| *hour < 24);
        let unit_nanos = 3_600 * NANOS;
        self.clock = hour.map(|hour| Clock { secs: hour * 3_600, nanos: 0, unit_nanos });
        hour.is_some()
    }

    fn add_zone(&mut self, word: &str) -> bool {
        let offset = match word.to_ascii_uppercase().as_str() {
            "Z" | "UTC" | "GMT" => Some(0),
            other => offset_of(other),
        };
        offset.is_some_and(|offset| self.offset_secs.replace(offset).is_none())
    }

    /// The stretch of time that was meant; `None` if it lies beyond what can be kept.
    pub fn span(self, known: TimesKnown) -> Option<TypedSpan> {
        let zone = self.offset_secs.map_or(known.zone, ShownZone::east_by);
        let day_of =
            |nanos: i64| zone.wall_secs(nanos.div_euclid(1_000_000_000)).div_euclid(DAY_SECS);
        let (first, last) = (day_of(known.first), day_of(known.last));
        let here = known.near.map_or(last, day_of).clamp(first, last.max(first));
        let (days, n_days, added) = match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => {
                (days_from_civil(year, month, day), 1, AddedDate::Nothing)
            }
            (Some(year), Some(month), None) => {
                let n_days = days_in_month(year, month);
                (days_from_civil(year, month, 1), n_days, AddedDate::Nothing)
            }
            (Some(year), None, _) => {
                let start = days_from_civil(year, 1, 1);
                (start, days_from_civil(year + 1, 1, 1) - start, AddedDate::Nothing)
            }
            (None, Some(month), Some(day)) => {
                let days = nearest_year(month, day, (first, last), here)?;
                (days, 1, AddedDate::Year)
            }
            _ if first == last => (here, 1, AddedDate::OnlyDay),
            _ => (here, 1, AddedDate::OneDay),
        };
        let instant = |wall_secs: i64| i128::from(zone.utc_secs(wall_secs)) * NANOS;
        let (from, end) = match self.clock {
            Some(Clock { secs, nanos, unit_nanos }) => {
                let from = instant(days * DAY_SECS + secs) + nanos;
                (from, from + unit_nanos)
            }
            None => (instant(days * DAY_SECS), instant((days + n_days) * DAY_SECS)),
        };
        let (from, end) = (i64::try_from(from).ok()?, i64::try_from(end).ok()?);
        Some(TypedSpan { from, end, added })
    }
}

/// The day of this month nearest to the data; of several within it that nearest to `here`.
fn nearest_year(month: i64, day: i64, (first, last): (i64, i64), here: i64) -> Option<i64> {
    let (from, _, _) = civil_from_days(first);
    let (to, _, _) = civil_from_days(last);
    let years = (from - 1).max(to - 400)..=to + 1;
    let days = years.filter(|year| is_date(*year, month, day));
    let days = days.map(|year| days_from_civil(year, month, day));
    let distance = |days: &i64| {
        let outside = (first - *days).max(*days - last).max(0);
        (outside, (*days - here).abs())
    };
    days.min_by_key(distance)
}

fn number_of(text: &str, n_most: usize) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number && text.len() <= n_most)
}

/// A month by its English name, or the first three letters of that or more.
fn month_of(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.trim_end_matches('.').to_ascii_lowercase();
    let found = MONTHS.iter().position(|month| lower.len() >= 3 && month.starts_with(&lower))?;
    i64::try_from(found + 1).ok()
}

fn clock_of(text: &str) -> Option<Clock> {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
    let parts: Vec<&str> = whole.split(':').collect();
    let part = |idx: usize, most: i64| {
        let text = parts.get(idx)?;
        number_of(text, 2).filter(|number| *number < most)
    };
    let (hour, minute) = (part(0, 24)?, part(1, 60)?);
    let (second, unit) = match parts.len() {
        2 => (0, 60),
        3 => (part(2, 60)?, 1),
        _ => return None,
    };
    let secs = hour * 3_600 + minute * 60 + second;
    let Some(decimals) = decimals else {
        return Some(Clock { secs, nanos: 0, unit_nanos: unit * NANOS });
    };
    let fraction = i128::from(number_of(decimals, 9).filter(|_| parts.len() == 3)?);
    let unit_nanos = 10_i128.pow(u32::try_from(9 - decimals.len()).ok()?);
    Some(Clock { secs, nanos: fraction * unit_nanos, unit_nanos })
}

/// `+01:00`, `-0530`, `+2`
fn offset_of(text: &str) -> Option<i32> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.len() == 4 => rest.split_at_checked(2)?,
        None => (rest, "0"),
    };
    let hours = number_of(hours, 2).filter(|hours| *hours <= 18)?;
    let minutes = number_of(minutes, 2).filter(|minutes| *minutes < 60)?;
    i32::try_from(sign * (hours * 3_600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::format_rfc3339;
    use crate::units::UnixNanos;

    const DAY: i64 = 86_400 * 1_000_000_000;

    fn at(text: &str) -> i64 {
        let time = TypedTime::parse(text).unwrap();
        time.span(TimesKnown { first: 0, last: 0, near: None, zone: ShownZone::UTC }).unwrap().from
    }

    #[track_caller]
    fn check(text: &str, known: TimesKnown, from: &str, end: &str, added: AddedDate) {
        let time = TypedTime::parse(text).unwrap_or_else(|| panic!("{text} is no time"));
        let span = time.span(known).unwrap();
        let shown = |nanos| format_rfc3339(UnixNanos(nanos), 0);
        assert_eq!(
            (shown(span.from), shown(span.end), span.added),
            (from.into(), end.into(), added)
        );
    }

    #[test]
    fn what_is_typed_names_a_stretch_of_time() {
        let (first, last) = (at("2026-11-09"), at("2026-11-09 20:00"));
        let known = TimesKnown { first, last, near: None, zone: ShownZone::UTC };
        let nothing = AddedDate::Nothing;
        check("2026-11-09", known, "2026-11-09T00:00:00Z", "2026-11-10T00:00:00Z", nothing);
        check("2026-02", known, "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z", nothing);
        check("2025", known, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z", nothing);
        let minute = ("2026-11-09T09:13:00Z", "2026-11-09T09:14:00Z");
        for text in [
            "2026-11-09 09:13",
            "2026-11-09T09:13Z",
            "9.11.2026 09:13",
            "9 Nov 2026 09:13",
            "Nov 9 2026, 09:13 UTC",
            "2026/11/09 10:13+01:00",
            "09-Nov-2026 09:13",
            "2026-11-09_09:13",
        ] {
            check(text, known, minute.0, minute.1, nothing);
        }
        let second = ("2026-11-09T09:13:21Z", "2026-11-09T09:13:22Z");
        check("09/Nov/2026:09:13:21 +0000", known, second.0, second.1, nothing);
        check("09:13:21", known, second.0, second.1, AddedDate::OnlyDay);
        check("9th november 09:13:21", known, second.0, second.1, AddedDate::Year);
        check("2026-11-09T09", known, "2026-11-09T09:00:00Z", "2026-11-09T10:00:00Z", nothing);
        let typed = TypedTime::parse("09:13:21.5").unwrap().span(known).unwrap();
        assert_eq!(typed.end - typed.from, 100_000_000);
    }

    #[test]
    fn what_was_not_typed_is_taken_from_the_data() {
        let (first, last) = (at("2025-12-30 10:00"), at("2026-01-02 10:00"));
        let known = TimesKnown { first, last, near: None, zone: ShownZone::UTC };
        let minute = |day| (format!("{day}T09:13:00Z"), format!("{day}T09:14:00Z"));
        let (from, end) = minute("2026-01-02");
        check("09:13", known, &from, &end, AddedDate::OneDay);
        let (from, end) = minute("2025-12-31");
        let near = Some(first + DAY);
        check("09:13", TimesKnown { near, ..known }, &from, &end, AddedDate::OneDay);
        check("31 Dec 09:13", known, &from, &end, AddedDate::Year);
        let (from, end) = minute("2026-01-01");
        check("Jan 1 09:13", known, &from, &end, AddedDate::Year);
    }

    #[test]
    fn a_time_without_a_zone_is_of_the_zone_that_is_shown() {
        let (first, last) = (at("2026-10-24 10:00"), at("2026-10-25 23:30"));
        let berlin = ShownZone::of_place("Europe/Berlin").unwrap();
        let known = TimesKnown { first, last, near: None, zone: berlin };
        let nothing = AddedDate::Nothing;
        check("2026-10-24 09:13", known, "2026-10-24T07:13:00Z", "2026-10-24T07:14:00Z", nothing);
        check("2026-10-24 09:13Z", known, "2026-10-24T09:13:00Z", "2026-10-24T09:14:00Z", nothing);
        // The day on which clocks went back has 25 hours.
        check("2026-10-25", known, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", nothing);
        // The last entry is of the 26th there.
        let later = AddedDate::OneDay;
        check("00:13", known, "2026-10-25T23:13:00Z", "2026-10-25T23:14:00Z", later);
        let east = TimesKnown { zone: ShownZone::east_by(-3_600), ..known };
        check("00:13", east, "2026-10-25T01:13:00Z", "2026-10-25T01:14:00Z", later);
    }

    #[test]
    fn what_is_no_time_or_could_be_two_is_refused() {
        for text in [
            "",
            "09/11/2026",
            "9.11",
            "14",
            "Oct",
            "25:00",
            "09:60",
            "2026-13-01",
            "2026-02-30",
            "31 Feb",
            "09:13 09:14",
            "UTC",
            "2026 09:13",
            "timeout",
            "09:13x",
            "1 2 3",
            "2026-11-09 14",
            "-15m",
            "5",
            "09:13.5",
            "Oct 14 14",
        ] {
            assert_eq!(TypedTime::parse(text), None, "{text}");
        }
    }
}
