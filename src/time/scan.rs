//! The pieces that times are made of: digits, month names, clocks, fractions, zones.
//!
//! Every function takes text from its first byte and returns how many bytes it used; none allocates,
//! and none accesses a byte without checking that it is there.

use super::half::half_after;
use super::names;

/// The value of an ASCII digit.
pub(super) fn digit(byte: u8) -> Option<i64> {
    let value = byte.wrapping_sub(b'0');
    (value < 10).then_some(i64::from(value))
}

/// Two digits at `at`.
pub(super) fn two(text: &[u8], at: usize) -> Option<i64> {
    let &[a, b] = text.get(at..)?.first_chunk::<2>()?;
    Some(digit(a)? * 10 + digit(b)?)
}

/// Four digits at `at`.
pub(super) fn four(text: &[u8], at: usize) -> Option<i64> {
    Some(two(text, at)? * 100 + two(text, at + 2)?)
}

/// One or two digits at `at`, and how many they are.
pub(super) fn one_or_two(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let first = digit(*text.get(at)?)?;
    match text.get(at + 1).copied().and_then(digit) {
        Some(second) => Some((first * 10 + second, 2)),
        None => Some((first, 1)),
    }
}

/// Whether the byte at `at` is `byte`.
pub(super) fn is_at(text: &[u8], at: usize, byte: u8) -> bool {
    text.get(at) == Some(&byte)
}

/// Whether there is a digit at `at`.
pub(super) fn is_digit_at(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}

/// How many digits there are from `at` on.
pub(super) fn n_digits(text: &[u8], at: usize) -> usize {
    text.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// Skips spaces from `at` on.
pub(super) fn skip_spaces(text: &[u8], mut at: usize) -> usize {
    while is_at(text, at, b' ') {
        at += 1;
    }
    at
}

/// The month, 1 to 12, whose name or abbreviation is at `at`, and its length; an abbreviation may end
/// with a full stop.
pub(super) fn month_name(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let rest = text.get(at..)?;
    let &[a, b, c] = rest.first_chunk::<3>()?;
    let month = match [a | 32, b | 32, c | 32] {
        [b'j', b'a', b'n'] => 1,
        [b'f', b'e', b'b'] => 2,
        [b'm', b'a', b'r'] => 3,
        [b'a', b'p', b'r'] => 4,
        [b'm', b'a', b'y'] => 5,
        [b'j', b'u', b'n'] => 6,
        [b'j', b'u', b'l'] => 7,
        [b'a', b'u', b'g'] => 8,
        [b's', b'e', b'p'] => 9,
        [b'o', b'c', b't'] => 10,
        [b'n', b'o', b'v'] => 11,
        [b'd', b'e', b'c'] => 12,
        _ => return names::month(rest),
    };
    let n_letters = rest.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    // "September" is the longest; a longer word only begins like an English month.
    if n_letters > 9 || rest.get(n_letters).is_some_and(|byte| !byte.is_ascii()) {
        return names::month(rest);
    }
    Some((month, n_letters + usize::from(is_at(rest, n_letters, b'.'))))
}

/// Length of a weekday's name including the comma and spaces after it, or 0.
pub(super) fn weekday_len(text: &[u8]) -> usize {
    const DAYS: [&[u8; 3]; 7] = [b"mon", b"tue", b"wed", b"thu", b"fri", b"sat", b"sun"];
    let Some(&[a, b, c]) = text.first_chunk::<3>() else { return 0 };
    if a.is_ascii_digit() {
        return 0;
    }
    if !DAYS.contains(&&[a | 32, b | 32, c | 32]) {
        return names::weekday_len(text);
    }
    let n_letters = text.iter().take(10).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let has_sign = matches!(text.get(n_letters), Some(b',' | b'.'));
    let end = skip_spaces(text, n_letters + usize::from(has_sign));
    if end == n_letters || n_letters > 9 { 0 } else { end }
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Seconds since midnight; 86,400 for a leap second at the end of a day.
    pub(super) secs: i64,
    /// Nanoseconds of the second.
    pub(super) nanos: i64,
    /// Digits of the second as written.
    pub(super) digits: u8,
}

/// `h:mm`, `hh:mm:ss`, `hh.mm.ss`, with an optional fraction and `AM`/`PM`.
pub(super) fn clock(text: &[u8], separator: u8) -> Option<(Clock, usize)> {
    let (hour, n_hour) = one_or_two(text, 0)?;
    let minute_at = n_hour + 1;
    if !is_at(text, n_hour, separator) {
        return None;
    }
    let minute = two(text, minute_at)?;
    let mut end = minute_at + 2;
    let mut second = 0;
    if is_at(text, end, separator) && is_digit_at(text, end + 1) {
        second = two(text, end + 1)?;
        end += 3;
    }
    finish_clock(text, [hour, minute, second], end)
}

/// `hhmmss` with an optional fraction.
pub(super) fn basic_clock(text: &[u8]) -> Option<(Clock, usize)> {
    finish_clock(text, [two(text, 0)?, two(text, 2)?, two(text, 4)?], 6)
}

/// As [`clock`], but numbers may lack leading zeros, and milliseconds may follow a colon.
pub(super) fn loose_clock(text: &[u8]) -> Option<(Clock, usize)> {
    let mut at = 0;
    let mut parts = [0; 3];
    for (n, part) in parts.iter_mut().enumerate() {
        if n > 0 {
            at += usize::from(is_at(text, at, b':'));
        }
        let (value, len) = one_or_two(text, at)?;
        (*part, at) = (value, at + len);
        if n < 2 && !is_at(text, at, b':') {
            return None;
        }
    }
    let n_millis = if is_at(text, at, b':') { n_digits(text, at + 1) } else { 0 };
    let (clock, end) = finish_clock(text, parts, at)?;
    if !(1..=3).contains(&n_millis) {
        return Some((clock, end));
    }
    let millis = text.iter().skip(at + 1).take(n_millis);
    let millis = millis.fold(0, |value, byte| value * 10 + i64::from(byte.wrapping_sub(b'0')));
    Some((Clock { nanos: millis * 1_000_000, digits: 3, ..clock }, at + 1 + n_millis))
}

pub(super) fn finish_clock(text: &[u8], clock: [i64; 3], mut end: usize) -> Option<(Clock, usize)> {
    let [mut hour, minute, second] = clock;
    if hour > 23 || minute > 59 || second > 60 || is_digit_at(text, end) {
        return None;
    }
    let (nanos, digits, n_fraction) = fraction(text, end);
    end += n_fraction;
    if let Some((half, len)) = half_after(text, end) {
        hour = half.hour(hour)?;
        end += len;
    }
    Some((Clock { secs: hour * 3600 + minute * 60 + second, nanos, digits }, end))
}

/// The fraction of a second at `at`: nanoseconds, digits, bytes used (0 if there is none).
///
/// A comma needs at least three digits, or `12:00:00,5` in a comma-separated line would be taken for a
/// fraction; a colon needs exactly three.
pub(super) fn fraction(text: &[u8], at: usize) -> (i64, u8, usize) {
    let n = match text.get(at) {
        Some(b'.') => n_digits(text, at + 1),
        Some(b',') => Some(n_digits(text, at + 1)).filter(|&n| n >= 3).unwrap_or(0),
        Some(b':') => Some(n_digits(text, at + 1)).filter(|&n| n == 3).unwrap_or(0),
        _ => 0,
    };
    if n == 0 {
        return (0, 0, 0);
    }
    let mut nanos = 0;
    let n_kept = n.min(9);
    for &byte in text.iter().skip(at + 1).take(n_kept) {
        nanos = nanos * 10 + i64::from(byte.wrapping_sub(b'0'));
    }
    for _ in n_kept..9 {
        nanos *= 10;
    }
    (nanos, u8::try_from(n_kept).unwrap_or(9), n + 1)
}
