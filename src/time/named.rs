//! Whether a line names a date, in whatever way.
//!
//! A clock without a date gets the day on which its source was written. Beside a date that is not
//! understood, that day would be wrong without a sign of it.

use super::TimeShape;
use super::dates::date;
use super::names::month_name;
use super::parted::clock_of;
use super::scan::{n_digits, skip_spaces};

/// How far into a line a date is looked for, in bytes.
const REACH: usize = 256;
/// Years that are written out.
const YEARS: std::ops::RangeInclusive<i64> = 1970..=2100;

/// Whether `line` names a day: in full anywhere near its start, or in any way beside its clock.
#[cold]
pub fn names_date(line: &[u8]) -> bool {
    let line = line.get(..line.len().min(REACH)).unwrap_or_default();
    let clock_at = (0..line.len()).find(|&at| is_clock_at(line, at));
    let clock_end = clock_at.and_then(|at| Some(at + clock_of(line.get(at..)?, b':')?.1));
    let mut at = 0;
    let mut token_start = 0;
    while let Some(&byte) = line.get(at) {
        let is_fresh =
            at == 0 || line.get(at - 1).is_some_and(|before| !is_same_kind(*before, byte));
        if is_edge(byte) {
            token_start = at + 1;
        } else if is_fresh && byte.is_ascii_alphanumeric() {
            let rest = line.get(at..).unwrap_or_default();
            if is_full_date(rest) {
                return true;
            }
            let is_beside = clock_at.is_some_and(|clock_at| is_beside(line, at, clock_at));
            // A letter may be glued in front, or a clock with a sign between.
            let is_glued = clock_end.is_some_and(|end| end + 1 == at);
            let is_lettered =
                at == token_start + 1 && line.get(token_start).is_some_and(u8::is_ascii_uppercase);
            if is_beside
                && (at <= token_start + 1 || is_glued)
                && (is_some_date(rest) || (is_lettered && is_month_and_day(rest)))
            {
                return true;
            }
        }
        at += 1;
    }
    false
}

/// Whether two bytes are both digits or both letters.
fn is_same_kind(one: u8, other: u8) -> bool {
    one.is_ascii_digit() == other.is_ascii_digit()
        && one.is_ascii_alphabetic() == other.is_ascii_alphabetic()
}

fn is_edge(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'<' | b'>')
        || matches!(byte, b'"' | b'\'' | b'=' | b',' | b';' | b'|' | b'@' | b':' | b'#')
}

fn is_clock_at(line: &[u8], at: usize) -> bool {
    let is_begun = at > 0 && line.get(at - 1).is_some_and(u8::is_ascii_digit);
    !is_begun && line.get(at..).and_then(|text| clock_of(text, b':')).is_some()
}

/// Whether the word at `at` ends directly before the clock, or begins directly behind it.
fn is_beside(line: &[u8], at: usize, clock_at: usize) -> bool {
    let between = if at < clock_at {
        line.get(at..clock_at).unwrap_or_default()
    } else {
        let n_clock =
            line.get(clock_at..).and_then(|text| clock_of(text, b':')).map_or(0, |(_, n)| n);
        line.get(clock_at + n_clock..at).unwrap_or_default()
    };
    let n_words = between.split(|byte| is_edge(*byte)).filter(|word| !word.is_empty()).count();
    // A date may be of three words, and a zone stand behind the clock.
    n_words <= if at < clock_at { 3 } else { 1 }
}

/// A day of a year that is written out, and nothing longer.
fn is_full_date(text: &[u8]) -> bool {
    let year_of = |at: usize| super::scan::four(text, at).filter(|year| YEARS.contains(year));
    let has_year = |end: usize| (0..end).any(|at| year_of(at).is_some());
    let shapes = [TimeShape::Iso, TimeShape::DayMonthName, TimeShape::DayFirst];
    let shapes = shapes.into_iter().chain([TimeShape::MonthFirst, TimeShape::MonthNameYear]);
    let mut found =
        shapes.filter_map(|shape| date(shape, text).map(|(found, end)| (shape, found, end)));
    let is_whole = |end: usize| !goes_on(text, end);
    let is_named = |shape| matches!(shape, TimeShape::DayMonthName | TimeShape::MonthNameYear);
    found.any(|(shape, found, end)| {
        let is_full = matches!(found, super::dates::Date::Full(_));
        is_full && (has_year(end) || is_named(shape)) && is_whole(end)
    }) || (n_digits(text, 0) == 8 && date(TimeShape::Basic, text).is_some() && year_of(0).is_some())
}

/// Whether a number or a word goes on at `end`, as in an address or a version.
fn goes_on(text: &[u8], end: usize) -> bool {
    let is_sign = text.get(end).is_some_and(|byte| matches!(byte, b'.' | b'-' | b'/'));
    let next = text.get(end + usize::from(is_sign));
    text.get(end).is_some_and(u8::is_ascii_digit)
        || (is_sign && next.is_some_and(u8::is_ascii_digit) && !is_clock_at(text, end + 1))
}

/// What beside a clock can only be a date: two or three numbers with a sign of dates between, the
/// name of a month with a number, a year with more behind it, a date without signs.
fn is_some_date(text: &[u8]) -> bool {
    let numbers = [TimeShape::ShortYear, TimeShape::DayFirst, TimeShape::MonthFirst];
    let is_named = text.first().is_some_and(u8::is_ascii_alphabetic);
    let shapes = if is_named { &[TimeShape::MonthName][..] } else { &numbers[..] };
    let mut ends = shapes.iter().filter_map(|shape| date(*shape, text).map(|(_, end)| end));
    if ends.any(|end| !goes_on(text, end)) && (!is_named || is_month(text)) {
        return true;
    }
    let n = n_digits(text, 0);
    let rest = text.get(n..).unwrap_or_default();
    let sign = rest.first().copied().unwrap_or(b' ');
    let n_next = n_digits(rest, 1);
    let year = super::scan::four(text, 0).filter(|year| YEARS.contains(year));
    let is_signed = sign.is_ascii_punctuation() && !b":[](){}<>\"'=,;#@".contains(&sign);
    let goes_on_behind = rest.get(1).is_some_and(u8::is_ascii_alphanumeric);
    match n {
        7 => year.is_some(),
        6 => date(TimeShape::ShortBasic, text).is_some(),
        4 => {
            let is_more = sign.is_ascii_alphabetic() || sign >= 0x80;
            year.is_some() && (is_more || (is_signed && goes_on_behind))
        }
        1 | 2 => {
            let month_at = skip_spaces(text, n + usize::from(is_signed));
            let third_at = n + 1 + n_next + 1;
            let is_triple = is_signed
                && sign != b'.'
                && (1..=2).contains(&n_next)
                && text.get(third_at - 1) == Some(&sign)
                && matches!(n_digits(text, third_at), 2 | 4);
            let is_month_day = n == 2
                && n_next == 2
                && date(TimeShape::MonthDay, text).is_some()
                && !goes_on(text, 5);
            is_triple || is_month_day || is_month(text.get(month_at..).unwrap_or_default())
        }
        _ => false,
    }
}

/// Whether a month and a day of two digits stand here, as `PyTorch` writes them behind its letter for
/// the level: `W622 10:54:21`.
fn is_month_and_day(text: &[u8]) -> bool {
    let n = n_digits(text, 0);
    let number = text.iter().take(n).fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'));
    let (month, day) = (number / 100, number % 100);
    matches!(n, 3 | 4)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && is_clock_at(text, n + 1)
}

/// Whether the name of a month stands here, in full or cut: other words only begin like one.
fn is_month(text: &[u8]) -> bool {
    const NAMES: [&[u8]; 12] = [
        b"january",
        b"february",
        b"march",
        b"april",
        b"may",
        b"june",
        b"july",
        b"august",
        b"september",
        b"october",
        b"november",
        b"december",
    ];
    let n = text.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = text.get(..n).unwrap_or_default();
    let is_cut = |name: &[u8]| name.get(..n).is_some_and(|head| head.eq_ignore_ascii_case(word));
    match month_name(text, 0) {
        Some(_) if n < 3 => true,
        Some(_) => NAMES.iter().any(|name| is_cut(name)),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::names_date;

    #[test]
    fn dates_are_noticed_wherever_they_stand() {
        for line in [
            "2017~09~14 x 10:40:29 a 2017-09-14",
            "[14.09.2017] [10:40:29] a",
            "10:40:29 14/09/2017 a",
            "10:40:29.123 UTC 14/09/17 a",
            "2017w37 10:40:29 a",
            "2017257 10:40:29 a",
            "D20170914 10:40:29 a",
            "14.SEP.17 10:40:29 a",
            "14~Sep~2017 10:40:29 a",
            "14_09_2017 10:40:29 a",
            "2017|09|14 10:40:29 a",
            "2017-Sep.14 10:40:29 a",
            "Sep 14 (Thu) 10:40:29 a",
            "x:2017-09-14 INFO 10:40:29 a",
            "10:40:29 INFO backup of 2017-09-14 done",
            "[10:40:29_9/14/17] a",
            "10:40:29-14/09/17|a",
            "10:40:29-170914 a",
            "[W622 10:40:29.123456789 a.h:28] a",
            "E1122 10:40:29 a",
        ] {
            assert!(names_date(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for line in [
            "10:40:29 INFO version 1.16.5 of 10.0.0.1",
            "[1234] 10:40:29 a",
            "10:40:29 [main/INFO]: took 3/4 of 12 May parts",
            "12345 10:40:29.123 worker-2017 a",
            "622 10:40:29 a",
            "T1722 10:40:29 a",
            "10:40:29 99.17.22.10 a 1.2.2017.5",
            "10:40:29 mark 5",
            "10:40:29-0700 a",
            "10:40:29-07 a",
        ] {
            assert!(!names_date(line.as_bytes()), "{line}");
        }
    }
}
