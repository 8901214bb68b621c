//! Numbers since 1970: seconds, milliseconds, microseconds or nanoseconds, distinguished by size.

use super::clock::fraction;
use super::reading::Reading;
use super::scan::{digit, n_digits};
use super::{Inferred, Stamp};
use crate::units::UnixNanos;

/// The smallest number taken for a time: 1973-03-03 in seconds. Smaller numbers count other things.
const FIRST_SECS: i128 = 100_000_000;

/// An instant from a whole number of the unit that its size suggests, or `None` if none fits.
pub fn stamp_from_epoch(value: i64) -> Option<Reading> {
    let value = i128::from(value);
    let (unit_nanos, digits) = match value {
        FIRST_SECS..100_000_000_000 => (1_000_000_000, 0),
        100_000_000_000..100_000_000_000_000 => (1_000_000, 3),
        100_000_000_000_000..100_000_000_000_000_000 => (1000, 6),
        100_000_000_000_000_000.. => (1, 9),
        _ => return None,
    };
    Some(reading(value * unit_nanos, digits))
}

fn reading(nanos: i128, digits: u8) -> Reading {
    match i64::try_from(nanos) {
        Ok(nanos) => {
            Reading::Time(Stamp { at: UnixNanos(nanos), digits, inferred: Inferred::NONE })
        }
        Err(_) => Reading::OutOfRange,
    }
}

/// A number as JSON writes it, filling `text`: `1700000000`, `1700000000.123`, `1.7000000001e9`.
pub fn parse_epoch_number(text: &[u8]) -> Option<Reading> {
    let n_whole = n_digits(text, 0);
    if n_whole == text.len() {
        return stamp_from_epoch(whole(text)?);
    }
    quick_seconds(text, n_whole).or_else(|| any_number(text))
}

/// Ten digits of seconds and up to nine of a fraction, as most loggers write them.
fn quick_seconds(text: &[u8], n_whole: usize) -> Option<Reading> {
    let (secs, rest) = text.split_at_checked(n_whole)?;
    let (b'.', fraction) = rest.split_first()? else { return None };
    if n_whole != 10 || !(1..=9).contains(&fraction.len()) {
        return None;
    }
    let missing = 9 - u32::try_from(fraction.len()).ok()?;
    let secs = i128::from(whole(secs)?);
    let nanos = secs * 1_000_000_000 + i128::from(whole(fraction)? * 10_i64.pow(missing));
    let digits = u8::try_from(fraction.len()).ok()?;
    (secs >= FIRST_SECS).then(|| reading(nanos, digits))
}

/// Any number, however large and however it is written.
fn any_number(text: &[u8]) -> Option<Reading> {
    let mut mantissa: i128 = 0;
    let mut exponent: i32 = 0;
    let mut has_point = false;
    let mut bytes = text.iter().copied().enumerate();
    for (at, byte) in bytes.by_ref() {
        match byte {
            b'.' if !has_point => has_point = true,
            b'e' | b'E' => {
                let written = std::str::from_utf8(text.get(at + 1..)?).ok()?;
                exponent += written.parse::<i16>().ok().map(i32::from)?;
                break;
            }
            _ => {
                mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit(byte)?))?;
                exponent -= i32::from(has_point);
            }
        }
        if mantissa > 10_i128.pow(30) {
            return None;
        }
    }
    with_fraction(mantissa, exponent)
}

/// `mantissa * 10^exponent`, read as seconds, milliseconds and so on by the size of its whole part.
fn with_fraction(mantissa: i128, exponent: i32) -> Option<Reading> {
    let power = |n: i32| u32::try_from(n).ok().and_then(|n| 10_i128.checked_pow(n));
    let scaled = |n: i32| {
        if n >= 0 { mantissa.checked_mul(power(n)?) } else { power(-n).map(|by| mantissa / by) }
    };
    let whole = scaled(exponent)?;
    let unit = match whole {
        FIRST_SECS..100_000_000_000 => 9,
        100_000_000_000..100_000_000_000_000 => 6,
        100_000_000_000_000..100_000_000_000_000_000 => 3,
        100_000_000_000_000_000.. => 0,
        _ => return None,
    };
    let n_fraction = (-exponent).max(0);
    let digits = u8::try_from((9 - unit + n_fraction).min(9)).unwrap_or(9);
    Some(reading(scaled(exponent + unit)?, digits))
}

/// A token of exactly 10, 13, 16 or 19 digits; ten may be followed by a fraction.
pub(super) fn epoch_token(text: &[u8]) -> Option<(Reading, usize)> {
    let n_whole = n_digits(text, 0);
    if !matches!(n_whole, 10 | 13 | 16 | 19) {
        return None;
    }
    let value = whole(text.get(..n_whole)?)?;
    // Zeros in front do not make a number larger.
    if i128::from(value) < FIRST_SECS {
        return None;
    }
    if n_whole == 10 && text.get(n_whole) == Some(&b'.') {
        let (nanos, digits, n_fraction) = fraction(text, n_whole);
        let nanos = i128::from(value) * 1_000_000_000 + i128::from(nanos);
        return Some((reading(nanos, digits), n_whole + n_fraction));
    }
    let found = stamp_from_epoch(value)?;
    Some((found, n_whole))
}

/// The instant that a number in `line` tells, if it differs from `at` as one zone from another:
/// by quarters of an hour.
///
/// The second's fraction stays that of `at`.
#[cold]
pub fn instant_by_epoch(at: UnixNanos, line: &[u8]) -> Option<UnixNanos> {
    const QUARTER: i64 = 900;
    const SECOND: i64 = 1_000_000_000;
    let numbers = line.split(|byte| !byte.is_ascii_digit());
    numbers.filter(|digits| matches!(digits.len(), 10 | 13 | 16 | 19)).find_map(|digits| {
        let Reading::Time(known) = stamp_from_epoch(whole(digits)?)? else { return None };
        let secs = known.at.0.div_euclid(SECOND) - at.0.div_euclid(SECOND);
        // The widest zones are 26 hours apart.
        let is_zone = secs % QUARTER == 0 && secs.abs() <= 26 * 3600;
        is_zone.then_some(())?;
        at.0.checked_add(secs * SECOND).map(UnixNanos)
    })
}

fn whole(digits: &[u8]) -> Option<i64> {
    if digits.is_empty() || digits.len() > 19 {
        return None;
    }
    digits.iter().try_fold(0_i64, |value, &byte| value.checked_mul(10)?.checked_add(digit(byte)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn quick_seconds_are_what_any_number_reads(text in "[0-9]{9,11}\\.[0-9eE+-]{0,11}") {
            let text = text.as_bytes();
            if let Some(quick) = quick_seconds(text, n_digits(text, 0)) {
                prop_assert_eq!(Some(quick), any_number(text));
            }
        }
    }

    #[test]
    fn an_epoch_beside_a_time_tells_its_zone() {
        let at = |secs: i64| UnixNanos(secs * 1_000_000_000);
        // 11:58:08 in America, or in China.
        let read = instant_by_epoch(at(1_526_666_288), b"<..CST> <> <1526615888000> <a>");
        assert_eq!(read, Some(at(1_526_615_888)));
        assert_eq!(instant_by_epoch(at(1_526_666_288), b"<1526615889000> <152661588>"), None);
        assert_eq!(instant_by_epoch(at(1_526_666_288), b"<1426666288>"), None);
    }

    #[test]
    fn usual_seconds_are_quick() {
        for text in ["1700000000.123", "1700000000.123456789", "0123456789.5"] {
            assert!(quick_seconds(text.as_bytes(), 10).is_some(), "{text}");
        }
        assert!(quick_seconds(b"0012345678.5", 10).is_none());
    }
}
