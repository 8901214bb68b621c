//! The date part of each shape.
//!
//! A date is what comes before a clock; where a shape writes the year after the clock, its date has
//! none yet.

use super::civil::{days_from_civil, is_date};
use super::names::{month_name, weekday_len};
use super::parted::{clock_place, rare_clock};
use super::scan::{digit, four, is_at, is_digit_at, one_or_two, skip_spaces, two};
use super::shape::TimeShape;

/// A date as read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Date {
    /// A day in a known year: days since 1970-01-01.
    Full(i64),
    /// A day without a year.
    MonthDay(i64, i64),
}

/// The date in a year, if there is such a day.
pub(super) fn full(year: i64, month: i64, day: i64) -> Option<Date> {
    is_date(year, month, day).then(|| Date::Full(days_from_civil(year, month, day)))
}

fn yearless(month: i64, day: i64) -> Option<Date> {
    // 2000 was a leap year: February 29 exists in some year.
    is_date(2000, month, day).then_some(Date::MonthDay(month, day))
}

/// POSIX `%y`: 69 to 99 are in the 20th century.
pub(super) fn short_year(two_digits: i64) -> i64 {
    if two_digits >= 69 { 1900 + two_digits } else { 2000 + two_digits }
}

/// The date at the start of `text` and one past its last byte, without the separator before the clock.
pub(super) fn date(shape: TimeShape, text: &[u8]) -> Option<(Date, usize)> {
    match shape {
        TimeShape::Iso => iso(text),
        TimeShape::Basic => {
            is_digits::<8>(text)?;
            Some((full(four(text, 0)?, two(text, 4)?, two(text, 6)?)?, 8))
        }
        TimeShape::Clf => clf(text),
        TimeShape::DayMonthName => day_month_name(text),
        TimeShape::MonthNameYear | TimeShape::MonthName => named_month(text),
        TimeShape::ShortYear => short_year_first(text),
        TimeShape::ShortBasic => {
            is_digits::<6>(text)?;
            Some((full(short_year(two(text, 0)?), two(text, 2)?, two(text, 4)?)?, 6))
        }
        TimeShape::MonthDay => {
            let separator = *text.get(2)?;
            let is_known = matches!(separator, b'-' | b'.' | b'/');
            if !is_known {
                let (month, day, end) = signed_month_day(text, 0)?;
                return Some((yearless(month, day)?, end));
            }
            is_known.then_some((yearless(two(text, 0)?, two(text, 3)?)?, 5))
        }
        TimeShape::MonthDayBasic => Some((yearless(two(text, 0)?, two(text, 2)?)?, 4)),
        TimeShape::DayFirst => {
            let (day, month, year, end) = three_numbers(text)?;
            Some((full(year, month, day)?, end))
        }
        TimeShape::MonthFirst => {
            let (month, day, year, end) = three_numbers(text)?;
            // Dots are written with the day first only.
            (!text.iter().take(3).any(|&byte| byte == b'.'))
                .then_some((full(year, month, day)?, end))
        }
        TimeShape::Epoch | TimeShape::Clock | TimeShape::ClockFirst => None,
    }
}

fn is_digits<const N: usize>(text: &[u8]) -> Option<()> {
    text.first_chunk::<N>()?.iter().all(u8::is_ascii_digit).then_some(())
}

fn iso(text: &[u8]) -> Option<(Date, usize)> {
    let &[y1, y2, y3, y4, a, ..] = text.first_chunk::<8>()?;
    if a != b'-' && a != b'/' && a != b'.' {
        return rare_year_first(text);
    }
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let Some((month, n_month)) = one_or_two(text, 5) else {
        return if is_at(text, 5, b'W') && a == b'-' { week_day(year, text) } else { None };
    };
    if !is_at(text, 5 + n_month, a) {
        return ordinal(year, text);
    }
    let (day, n_day) = one_or_two(text, 6 + n_month)?;
    Some((full(year, month, day)?, 6 + n_month + n_day))
}

/// `2005-338`, `2005/338`, `2005:338`: the day of the year, which ISO 8601 allows too.
#[cold]
fn ordinal(year: i64, text: &[u8]) -> Option<(Date, usize)> {
    let day = two(text, 5)? * 10 + digit(*text.get(7)?)?;
    let is_day = day == 366 && is_date(year, 2, 29) || (1..=365).contains(&day);
    // Without what begins a clock it could be any number.
    let rest = text.get(8..)?;
    let has_clock = match rest.first()? {
        b'T' => is_digit_at(rest, 1),
        b' ' | b':' | b'-' | b'_' | b',' => {
            let at = skip_spaces(rest, 1);
            two(rest, at).is_some() && is_at(rest, at + 2, b':')
        }
        _ => false,
    };
    (is_day && has_clock).then(|| (Date::Full(days_from_civil(year, 1, 1) + day - 1), 8))
}

/// The year first, with signs that few dates have: `2005_12_04`, `2005:12:04` as cameras write it,
/// `2005:338:`, `2005-W48-7`, year, month and day with the signs of East Asia.
#[cold]
fn rare_year_first(text: &[u8]) -> Option<(Date, usize)> {
    let Some(year) = four(text, 0) else { return signed_parts(text) };
    match *text.get(4)? {
        sign @ (b'_' | b':') => {
            let parts = (two(text, 5), two(text, 8));
            if let (Some(month), Some(day)) = parts
                && is_at(text, 7, sign)
                && !is_digit_at(text, 10)
            {
                return Some((full(year, month, day)?, 10));
            }
            if sign == b':' { ordinal(year, text) } else { None }
        }
        _ => signed_parts(text),
    }
}

/// `2005-W48-7`: the day of a week, Monday being the first.
#[cold]
fn week_day(year: i64, text: &[u8]) -> Option<(Date, usize)> {
    let (week, day) = (two(text, 6)?, digit(*text.get(9)?)?);
    let is_real = (1..=53).contains(&week) && (1..=7).contains(&day) && is_at(text, 8, b'-');
    // The first week is the one that holds January 4; 1970-01-01 was a Thursday.
    let fourth = days_from_civil(year, 1, 4);
    let monday = fourth - (fourth + 3).rem_euclid(7);
    let is_ended = !is_digit_at(text, 10);
    (is_real && is_ended).then_some((Date::Full(monday + (week - 1) * 7 + day - 1), 10))
}

/// Year, month and day with the sign of each behind it, as Chinese, Japanese and Korean have it.
#[cold]
fn signed_parts(text: &[u8]) -> Option<(Date, usize)> {
    let (n_year, year) = match (four(text, 0), two(text, 0)) {
        (Some(year), _) => (4, year),
        (None, Some(year)) => (2, short_year(year)),
        (None, None) => return None,
    };
    let at = after_sign(text, n_year, ["\u{5e74}", "\u{b144}"])?;
    let (month, day, end) = signed_month_day(text, at)?;
    Some((full(year, month, day)?, end))
}

/// Month and day with their signs, and what ends them.
fn signed_month_day(text: &[u8], at: usize) -> Option<(i64, i64, usize)> {
    let (month, n_month) = one_or_two(text, at)?;
    let at = after_sign(text, at + n_month, ["\u{6708}", "\u{c6d4}"])?;
    let (day, n_day) = one_or_two(text, at)?;
    let end = after_sign(text, at + n_day, ["\u{65e5}", "\u{c77c}"])?;
    // A blank behind the day separates it from the clock.
    let end = if is_at(text, end - 1, b' ') { end - 1 } else { end };
    Some((month, day, end))
}

/// One past the sign that stands at `at`, and past one blank behind it.
fn after_sign(text: &[u8], at: usize, signs: [&str; 2]) -> Option<usize> {
    let rest = text.get(at..)?;
    let sign = signs.iter().find(|sign| rest.starts_with(sign.as_bytes()))?;
    let end = at + sign.len();
    Some(end + usize::from(is_at(text, end, b' ')))
}

/// `17/06/09`, `20-1-9`; with dots the day comes first.
fn short_year_first(text: &[u8]) -> Option<(Date, usize)> {
    let year = short_year(two(text, 0)?);
    let separator = *text.get(2)?;
    let (month, n_month) = one_or_two(text, 3)?;
    let day_at = 4 + n_month;
    let (day, n_day) = one_or_two(text, day_at)?;
    let is_separated = matches!(separator, b'/' | b'-') && is_at(text, day_at - 1, separator);
    let end = day_at + n_day;
    (is_separated && !is_digit_at(text, end)).then_some((full(year, month, day)?, end))
}

fn clf(text: &[u8]) -> Option<(Date, usize)> {
    let &[_, _, a, _, _, _, b, ..] = text.first_chunk::<11>()?;
    if a != b'/' || b != b'/' {
        return None;
    }
    let (month, n_letters) = month_name(text, 3)?;
    (n_letters == 3).then_some((full(four(text, 7)?, month, two(text, 0)?)?, 11))
}

/// `Sun, 04 Dec 2005` or `4-Dec-2005`, the weekday optional; also `2005 Dec 04`.
fn day_month_name(text: &[u8]) -> Option<(Date, usize)> {
    if let (Some(year), false) = (four(text, 0), is_digit_at(text, 4)) {
        let (month, n_letters) = month_name(text, 5)?;
        let has_sign = !is_digit_at(text, 5 + n_letters);
        let day_at = skip_spaces(text, 5 + n_letters + usize::from(has_sign));
        let (day, n_day) = one_or_two(text, day_at)?;
        return Some((full(year, month, day)?, day_at + n_day));
    }
    let start = weekday_len(text);
    let (day, n_day) = one_or_two(text, start)?;
    let separator = *text.get(start + n_day)?;
    if separator.is_ascii_alphabetic() && n_day == 2 {
        // `04Dec2005`, `04DEC05`, with nothing between.
        let (month, n_letters) = month_name(text, start + 2)?;
        let (year, n_year) = year_at(text, start + 5).filter(|_| n_letters == 3)?;
        return Some((full(year, month, day)?, start + 5 + n_year));
    }
    // German, Danish and Norwegian put a full stop behind the day.
    let n_day = n_day + usize::from(separator == b'.' && is_at(text, start + n_day + 1, b' '));
    let separator = *text.get(start + n_day)?;
    if !matches!(separator, b' ' | b'-' | b'/' | b'.' | b'_') {
        return None;
    }
    let (month, n_letters) = month_name(text, start + n_day + 1)?;
    let at = start + n_day + 1 + n_letters;
    if separator == b'.' && is_at(text, at - 1, b'.') {
        let (year, n_year) = year_at(text, at)?;
        return Some((full(year, month, day)?, at + n_year));
    }
    let has_comma = separator == b' ' && is_at(text, at, b',');
    let at = at + usize::from(has_comma);
    if !is_at(text, at, separator) {
        return None;
    }
    let (year, n_year) = year_at(text, at + 1)?;
    let end = at + 1 + n_year;
    if separator == b' ' && n_year < 4 && !is_clock_behind(text, end) {
        return None;
    }
    // Russian and Bulgarian write "year" behind it, abbreviated.
    let word = " \u{433}.".as_bytes();
    let n_word = if text.get(end..)?.starts_with(word) { word.len() } else { 0 };
    Some((full(year, month, day)?, end + n_word))
}

/// A year of four digits, of two, or of two behind an apostrophe, and how many bytes it takes.
fn year_at(text: &[u8], at: usize) -> Option<(i64, usize)> {
    if let Some(year) = four(text, at) {
        return (!is_digit_at(text, at + 4)).then_some((year, 4));
    }
    let n_sign = usize::from(is_at(text, at, b'\''));
    let year = short_year(two(text, at + n_sign)?);
    (!is_digit_at(text, at + n_sign + 2)).then_some((year, 2 + n_sign))
}

/// Whether a clock follows apart: else two digits behind a month's name are the hour.
fn is_clock_behind(text: &[u8], at: usize) -> bool {
    if is_at(text, at, b':') || is_digit_at(text, at) {
        return false;
    }
    let clock_at = clock_place(text, at);
    let clock = clock_at.and_then(|clock_at| text.get(clock_at..)).unwrap_or_default();
    rare_clock(clock).is_some()
}

/// `Dec  4`, `Sun Dec 04`, `Dec 4 2005`, `Dec 4, 2005`; also `04 Dec`, `Dec-04` and `dec/04/2005`.
fn named_month(text: &[u8]) -> Option<(Date, usize)> {
    // "Mar" is a weekday in other languages than English.
    let start = if month_name(text, 0).is_some() { 0 } else { weekday_len(text) };
    if let Some((day, n_day)) = one_or_two(text, start) {
        let n_day = n_day + usize::from(is_at(text, start + n_day, b'.'));
        let (month, n_letters) = month_name(text, start + n_day + 1)?;
        let end = start + n_day + 1 + n_letters;
        let is_parted = matches!(text.get(start + n_day), Some(b' ' | b'-'));
        let is_spaced = is_parted && is_at(text, end, b' ');
        return is_spaced.then_some((yearless(month, day)?, end));
    }
    let (month, n_letters) = month_name(text, start)?;
    let sign = *text.get(start + n_letters)?;
    let has_sign = matches!(sign, b'-' | b'/');
    let day_at = skip_spaces(text, start + n_letters + usize::from(has_sign));
    let is_spaced = day_at > start + n_letters;
    let (day, n_day) = one_or_two(text, day_at)?;
    let end = day_at + n_day;
    if !is_spaced || is_digit_at(text, end) {
        return None;
    }
    let is_signed = has_sign && is_at(text, end, sign);
    let has_comma = is_at(text, end, b',');
    let at = skip_spaces(text, end + usize::from(is_signed || has_comma));
    let is_year = |n: usize| n == 4 || is_signed || is_clock_behind(text, at + n);
    match year_at(text, at).filter(|&(_, n)| at > end && is_year(n)) {
        Some((year, n_year)) => Some((full(year, month, day)?, at + n_year)),
        None => Some((yearless(month, day)?, end)),
    }
}

fn three_numbers(text: &[u8]) -> Option<(i64, i64, i64, usize)> {
    let (first, n_first) = one_or_two(text, 0)?;
    let separator = *text.get(n_first)?;
    let (second, n_second) = one_or_two(text, n_first + 1)?;
    let year_at = n_first + n_second + 2;
    let is_separated =
        matches!(separator, b'/' | b'.' | b'-') && is_at(text, year_at - 1, separator);
    if !is_separated {
        return None;
    }
    match four(text, year_at) {
        Some(year) => Some((first, second, year, year_at + 4)),
        None => Some((first, second, short_year(two(text, year_at)?), year_at + 2)),
    }
}
