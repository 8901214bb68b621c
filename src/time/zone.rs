//! Offsets from UTC as logs write them.

use super::scan::{digit, is_at, is_digit_at, two};

/// Names that mean one offset only, with it in minutes: the ones of RFC 2822 and a few more
/// that servers print. `BST` and `IST` mean several and are left out.
const NAMES: [(u32, i64); 17] = [
    (word(b"UTC"), 0),
    (word(b"GMT"), 0),
    (word(b"EST"), -300),
    (word(b"EDT"), -240),
    (word(b"CST"), -360),
    (word(b"CDT"), -300),
    (word(b"MST"), -420),
    (word(b"MDT"), -360),
    (word(b"PST"), -480),
    (word(b"PDT"), -420),
    (word(b"CET"), 60),
    (word(b"CEST"), 120),
    (word(b"EET"), 120),
    (word(b"EEST"), 180),
    (word(b"WET"), 0),
    (word(b"MSK"), 180),
    (word(b"JST"), 540),
];

/// Whether a zone can begin with these two bytes.
pub(super) fn may_be_zone(first: u8, second: u8) -> bool {
    let is_sign = |byte: u8| {
        matches!(byte, b'Z' | b'+' | b'-' | b'C' | b'E' | b'G' | b'J' | b'M' | b'P' | b'U' | b'W')
    };
    is_sign(first) || first == b'z' || (first == b' ' && is_sign(second))
}

/// The offset written at `at`, in seconds east, and one past its last byte.
///
/// `Z`, `+hh`, `+hhmm`, `+hh:mm`, and after one space `+hhmm`, `+hh:mm`, `Z` or a name.
pub(super) fn zone(text: &[u8], at: usize) -> Option<(i64, usize)> {
    match *text.get(at)? {
        b'Z' | b'z' => ends_word(text, at + 1).then_some((0, at + 1)),
        b'+' | b'-' => numeric(text, at),
        b' ' => match *text.get(at + 1)? {
            b'+' | b'-' => numeric(text, at + 1).filter(|&(_, end)| end >= at + 6),
            b'Z' => ends_word(text, at + 2).then_some((0, at + 2)),
            b'C' | b'E' | b'G' | b'J' | b'M' | b'P' | b'U' | b'W' => named(text, at + 1),
            _ => None,
        },
        b'C' | b'E' | b'G' | b'J' | b'M' | b'P' | b'U' | b'W' => named(text, at),
        _ => None,
    }
}

fn numeric(text: &[u8], at: usize) -> Option<(i64, usize)> {
    if let Some(&[sign, a, b, c, d]) = text.get(at..)?.first_chunk()
        && [a, b, c, d].iter().all(u8::is_ascii_digit)
    {
        let two = |tens: u8, ones: u8| i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
        let (hours, minutes) = (two(a, b), two(c, d));
        let is_zone = hours <= 14 && minutes < 60 && ends_word(text, at + 5);
        let secs = hours * 3600 + minutes * 60;
        return is_zone.then_some((if sign == b'-' { -secs } else { secs }, at + 5));
    }
    let sign = if is_at(text, at, b'-') { -1 } else { 1 };
    let hours = two(text, at + 1)?;
    let minutes_at = if is_at(text, at + 3, b':') { at + 4 } else { at + 3 };
    let (minutes, end) = match two(text, minutes_at) {
        Some(minutes) => (minutes, minutes_at + 2),
        None => (0, at + 3),
    };
    // The widest offset in use is +14:00.
    let is_zone = hours <= 14 && minutes < 60 && ends_word(text, end);
    is_zone.then_some((sign * (hours * 3600 + minutes * 60), end))
}

/// Up to four letters as a number.
const fn word(letters: &[u8]) -> u32 {
    match *letters {
        [a, b, c] => u32::from_le_bytes([a, b, c, 0]),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]),
        _ => 0,
    }
}

fn named(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let rest = text.get(at..)?;
    // No name is longer than four letters: most often a level's word stands here.
    let n_letters = rest.iter().take(5).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let wanted = word(rest.get(..n_letters)?);
    let (_, minutes) = NAMES.into_iter().find(|&(name, _)| name == wanted)?;
    let end = at + n_letters;
    // "UTC+02:00" and "GMT+0200" count from the name.
    if minutes == 0 && matches!(text.get(end), Some(b'+' | b'-')) && is_digit_at(text, end + 1) {
        return numeric(text, end);
    }
    ends_word(text, end).then_some((minutes * 60, end))
}

fn ends_word(text: &[u8], at: usize) -> bool {
    !text.get(at).is_some_and(|&byte| byte.is_ascii_alphabetic() || digit(byte).is_some())
}
