//! Offsets from UTC as logs write them.

use super::scan::{digit, is_at, is_digit_at, two};

/// Names that mean one offset only, with it in minutes: the ones of RFC 2822 and a few more
/// that servers print. `BST` and `IST` mean several and are left out.
const NAMES: [(&[u8], i64); 17] = [
    (b"UTC", 0),
    (b"GMT", 0),
    (b"EST", -300),
    (b"EDT", -240),
    (b"CST", -360),
    (b"CDT", -300),
    (b"MST", -420),
    (b"MDT", -360),
    (b"PST", -480),
    (b"PDT", -420),
    (b"CET", 60),
    (b"CEST", 120),
    (b"EET", 120),
    (b"EEST", 180),
    (b"WET", 0),
    (b"MSK", 180),
    (b"JST", 540),
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

fn named(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let rest = text.get(at..)?;
    // No name is longer than four letters: most often a level's word stands here.
    if rest.get(4).is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    for (name, minutes) in NAMES {
        if rest.starts_with(name) && ends_word(rest, name.len()) {
            let end = at + name.len();
            // "UTC+02:00" and "GMT+0200" count from the name.
            if minutes == 0
                && matches!(text.get(end), Some(b'+' | b'-'))
                && is_digit_at(text, end + 1)
            {
                return numeric(text, end);
            }
            return Some((minutes * 60, end));
        }
    }
    None
}

fn ends_word(text: &[u8], at: usize) -> bool {
    !text.get(at).is_some_and(|&byte| byte.is_ascii_alphabetic() || digit(byte).is_some())
}
