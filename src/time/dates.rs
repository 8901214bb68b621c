//! The date part of each shape.
//!
//! A date is what comes before a clock; where a shape writes the year after the clock, its date has
//! none yet.

use super::civil::{days_from_civil, is_date};
use super::scan::{
    digit, four, is_at, is_digit_at, month_name, one_or_two, skip_spaces, two, weekday_len,
};
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
fn short_year(two_digits: i64) -> i64 {
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
        TimeShape::ShortYear => {
            let &[_, _, a, _, _, b, _, _] = text.first_chunk::<8>()?;
            // With dots the day comes first.
            let is_same = a == b && (a == b'/' || a == b'-');
            let year = short_year(two(text, 0)?);
            is_same.then_some((full(year, two(text, 3)?, two(text, 6)?)?, 8))
        }
        TimeShape::ShortBasic => {
            is_digits::<6>(text)?;
            Some((full(short_year(two(text, 0)?), two(text, 2)?, two(text, 4)?)?, 6))
        }
        TimeShape::MonthDay => {
            let separator = *text.get(2)?;
            let is_known = matches!(separator, b'-' | b'.' | b'/');
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
        TimeShape::Epoch | TimeShape::Clock => None,
    }
}

fn is_digits<const N: usize>(text: &[u8]) -> Option<()> {
    text.first_chunk::<N>()?.iter().all(u8::is_ascii_digit).then_some(())
}

fn iso(text: &[u8]) -> Option<(Date, usize)> {
    let &[y1, y2, y3, y4, a, ..] = text.first_chunk::<8>()?;
    if a != b'-' && a != b'/' && a != b'.' {
        return None;
    }
    let year = digit(y1)? * 1000 + digit(y2)? * 100 + digit(y3)? * 10 + digit(y4)?;
    let (month, n_month) = one_or_two(text, 5)?;
    if !is_at(text, 5 + n_month, a) {
        return ordinal(year, text);
    }
    let (day, n_day) = one_or_two(text, 6 + n_month)?;
    Some((full(year, month, day)?, 6 + n_month + n_day))
}

/// `2005-338`: the day of the year, which ISO 8601 allows too.
#[cold]
fn ordinal(year: i64, text: &[u8]) -> Option<(Date, usize)> {
    let day = two(text, 5)? * 10 + digit(*text.get(7)?)?;
    let is_day = day == 366 && is_date(year, 2, 29) || (1..=365).contains(&day);
    // Without the letter that begins a clock it could be any number.
    (is_day && is_at(text, 4, b'-') && is_at(text, 8, b'T'))
        .then(|| (Date::Full(days_from_civil(year, 1, 1) + day - 1), 8))
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
        let day_at = skip_spaces(text, 6 + n_letters);
        let (day, n_day) = one_or_two(text, day_at)?;
        return Some((full(year, month, day)?, day_at + n_day));
    }
    let start = weekday_len(text);
    let (day, n_day) = one_or_two(text, start)?;
    let separator = *text.get(start + n_day)?;
    if separator.is_ascii_alphabetic() && n_day == 2 {
        // `04Dec2005`, with nothing between.
        let (month, n_letters) = month_name(text, start + 2)?;
        let year = four(text, start + 5).filter(|_| n_letters == 3)?;
        return Some((full(year, month, day)?, start + 9));
    }
    // German, Danish and Norwegian put a full stop behind the day.
    let n_day = n_day + usize::from(separator == b'.' && is_at(text, start + n_day + 1, b' '));
    let separator = *text.get(start + n_day)?;
    if !matches!(separator, b' ' | b'-' | b'/') {
        return None;
    }
    let (month, n_letters) = month_name(text, start + n_day + 1)?;
    let at = start + n_day + 1 + n_letters;
    if !is_at(text, at, separator) {
        return None;
    }
    let year = four(text, at + 1)?;
    // Russian and Bulgarian write "year" behind it, abbreviated.
    let word = " \u{433}.".as_bytes();
    let n_word = if text.get(at + 5..)?.starts_with(word) { word.len() } else { 0 };
    Some((full(year, month, day)?, at + 5 + n_word))
}

/// `Dec  4`, `Sun Dec 04`, `Dec 4 2005`, `Dec 4, 2005`; also `04 Dec`, `Dec-04` and `dec/04/2005`.
fn named_month(text: &[u8]) -> Option<(Date, usize)> {
    // "Mar" is a weekday in other languages than English.
    let start = if month_name(text, 0).is_some() { 0 } else { weekday_len(text) };
    if let Some((day, n_day)) = one_or_two(text, start) {
        let n_day = n_day + usize::from(is_at(text, start + n_day, b'.'));
        let (month, n_letters) = month_name(text, start + n_day + 1)?;
        let end = start + n_day + 1 + n_letters;
        let is_spaced = is_at(text, start + n_day, b' ') && is_at(text, end, b' ');
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
    let is_slashed = sign == b'/' && is_at(text, end, b'/');
    let year_at = skip_spaces(text, end + usize::from(is_slashed || is_at(text, end, b',')));
    let is_year =
        year_at > end && is_digit_at(text, year_at + 3) && !is_digit_at(text, year_at + 4);
    match four(text, year_at).filter(|_| is_year) {
        Some(year) => Some((full(year, month, day)?, year_at + 4)),
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
