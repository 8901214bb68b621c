//! Times of day: clocks of 24 and of twelve hours, and the fraction of the second.
//!
//! Every function takes text from its first byte and returns how many bytes it used.

use super::half::{foreign, half_after, space_len};
use super::scan::{is_at, is_digit_at, n_digits, one_or_two, two};

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
/// A comma needs three to nine digits, or `12:00:00,5` and `12:00:00,007200001056` in a comma-separated
/// line would be taken for a fraction; a colon needs exactly three or six.
pub(super) fn fraction(text: &[u8], at: usize) -> (i64, u8, usize) {
    let n = match text.get(at) {
        Some(b'.') => n_digits(text, at + 1),
        Some(b',') => Some(n_digits(text, at + 1)).filter(|n| (3..=9).contains(n)).unwrap_or(0),
        Some(b':') => Some(n_digits(text, at + 1)).filter(|&n| n == 3 || n == 6).unwrap_or(0),
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

/// A clock with its half before it.
#[cold]
pub(super) fn clock_after_half(text: &[u8]) -> Option<(Clock, usize)> {
    let (half, len) = foreign(text)?;
    let at = len + space_len(text.get(len..)?);
    let (clock, n) = clock(text.get(at..)?, b':')?;
    let secs = half.hour(clock.secs / 3600)? * 3600 + clock.secs % 3600;
    Some((Clock { secs, ..clock }, at + n))
}
