//! Dates and clocks that something unusual parts, and clocks with other signs than colons.
//!
//! All of it is rare: the usual ways are tried before.

use super::clock::{Clock, clock, clock_after_half, finish_clock};
use super::names::{month_name, weekday_len};
use super::scan::{is_at, one_or_two, two};

/// The longest word between a date and its clock, in bytes.
const MAX_WORD: usize = 14;
/// Levels may stand between a date and a clock: what begins like one is no mere word.
const LEVELS: [&[u8]; 14] = [
    b"info", b"warn", b"err", b"debug", b"trace", b"fatal", b"crit", b"notic", b"sever", b"verb",
    b"alert", b"emer", b"panic", b"fine",
];

/// Where the clock of a date that ends at `end` begins, or the date of a clock: behind a sign, blanks,
/// brackets that part the two, or a word such as "at" or a weekday.
#[cold]
pub(super) fn clock_place(text: &[u8], end: usize) -> Option<usize> {
    let mut at = end;
    if matches!(text.get(at)?, b']' | b')' | b'}' | b'>' | b'"' | b'\'') {
        at += 1;
    }
    at = skip_signs(text, at);
    if matches!(text.get(at)?, b'[' | b'(' | b'{' | b'<' | b'"' | b'\'') && at > end {
        at += 1;
    }
    if let Some(len) = word_len(text.get(at..)?) {
        at += len;
        at += usize::from(matches!(text.get(at)?, b']' | b')'));
        at = skip_signs(text, at);
    }
    let is_begun = |byte: u8| byte.is_ascii_digit() || byte >= 0x80 || byte.is_ascii_alphabetic();
    // A sign that ends a date needs nothing behind it.
    let is_apart = at > end || text.get(end.checked_sub(1)?).is_some_and(|byte| *byte >= 0x80);
    (is_apart && is_begun(*text.get(at)?)).then_some(at)
}

/// Steps over blanks and up to two signs among them.
fn skip_signs(text: &[u8], mut at: usize) -> usize {
    let mut n_signs = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b' ' | b'\t' => {}
            b'T' if text.get(at + 1).is_some_and(u8::is_ascii_digit) => return at + 1,
            b',' | b';' | b':' | b'-' | b'|' | b'_' | b'/' | b'@' | b'.' | b'+' if n_signs < 2 => {
                n_signs += 1;
            }
            _ => break,
        }
        at += 1;
    }
    at
}

/// Length of a word that parts a date from its clock, or of a weekday; brackets around it count.
fn word_len(text: &[u8]) -> Option<usize> {
    let n_open = usize::from(matches!(text.first()?, b'(' | b'['));
    let rest = text.get(n_open..)?;
    let is_in_word = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0x80;
    let n = rest.iter().take(MAX_WORD + 1).take_while(|byte| is_in_word(byte)).count();
    if n == 0 || n > MAX_WORD || clock_after_half(rest).is_some() {
        return None;
    }
    let word = rest.get(..n)?;
    let begins_level = |level: &&[u8]| {
        word.get(..level.len()).is_some_and(|head| head.eq_ignore_ascii_case(level))
    };
    if LEVELS.iter().any(begins_level) {
        return None;
    }
    let n = n + usize::from(is_at(rest, n, b'.'));
    let is_closed = n_open == 0 || matches!(rest.get(n), Some(b')' | b']'));
    // A month's name is the date that a clock is asked for.
    let is_month = month_name(rest, 0).is_some() && weekday_len(rest) == 0;
    (is_closed && !is_month).then_some(n_open + n + n_open)
}

/// A clock as it stands beside a date: with colons, dots, dashes, or signs for hour and minute.
#[cold]
pub(super) fn rare_clock(text: &[u8]) -> Option<(Clock, usize)> {
    match text.first()? {
        0x80.. => clock_after_half(text),
        _ => clock_of(text, b':')
            .or_else(|| clock_of(text, b'.'))
            .or_else(|| clock_of(text, b'-'))
            .or_else(|| signed_clock(text)),
    }
}

/// Hour, minute and second with this sign between; without a colon they must be of two digits each.
pub(super) fn clock_of(text: &[u8], sign: u8) -> Option<(Clock, usize)> {
    if sign == b':' {
        return clock(text, b':').filter(|&(_, n)| n >= 7);
    }
    let second_at = 6;
    let is_signed = is_at(text, 2, sign) && is_at(text, 5, sign);
    let parts = [two(text, 0)?, two(text, 3)?, two(text, second_at)?];
    let is_free = !is_at(text, 8, sign) || sign == b'.';
    if is_signed && is_free { finish_clock(text, parts, 8) } else { None }
}

/// Hour, minute and second with the sign of each behind it.
fn signed_clock(text: &[u8]) -> Option<(Clock, usize)> {
    const SIGNS: [&[&str]; 3] = [
        &["\u{65f6}", "\u{6642}", "\u{70b9}", "\u{c2dc}", "h"],
        &["\u{5206}", "\u{bd84}", "m"],
        &["\u{79d2}", "\u{cd08}", "s"],
    ];
    let mut parts = [0; 3];
    let mut at = 0;
    for (part, signs) in parts.iter_mut().zip(SIGNS) {
        let (value, n) = one_or_two(text, at)?;
        let rest = text.get(at + n..)?;
        let sign = signs.iter().find(|sign| rest.starts_with(sign.as_bytes()))?;
        at += n + sign.len();
        *part = value;
        at +=
            usize::from(is_at(text, at, b' ') && text.get(at + 1).is_some_and(u8::is_ascii_digit));
    }
    finish_clock(text, parts, at)
}
