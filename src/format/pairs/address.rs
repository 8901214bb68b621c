//! IP addresses in messages.

use std::ops::Range;

use crate::format::pattern::words::{is_ip, is_ipv4};

/// An address and its port.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) port: Option<Range<usize>>,
}

/// The longest address: IPv6 with IPv4 inside.
const MAX_LEN: usize = 45;

/// The address of which the dot or colon at `at` is the first.
pub(super) fn address_at(message: &[u8], at: usize) -> Option<Address> {
    let range = if message.get(at) == Some(&b'.') { v4(message, at)? } else { v6(message, at)? };
    let end = range.end;
    let is_bracketed = message.get(end) == Some(&b']');
    let sign = end + usize::from(is_bracketed);
    let port = match message.get(sign) {
        Some(b':' | b'#') => port_at(message, sign + 1),
        _ => None,
    };
    // After a name and a slash stands a version, unless it has a port.
    let before = |n: usize| range.start.checked_sub(n).and_then(|at| message.get(at)).copied();
    let is_version =
        before(1) == Some(b'/') && before(2).is_some_and(|byte| byte.is_ascii_alphanumeric());
    if is_version && port.is_none() {
        return None;
    }
    Some(Address { start: range.start, end, port })
}

/// Four numbers with the first of their dots at `dot`.
fn v4(message: &[u8], dot: usize) -> Option<Range<usize>> {
    let digits = message.get(..dot)?.iter().rev().take(4).take_while(|byte| byte.is_ascii_digit());
    let start = dot - digits.count();
    let rest = message.get(start..)?;
    let is_in = |byte: &&u8| byte.is_ascii_digit() || **byte == b'.';
    let word = rest.get(..rest.iter().take(17).take_while(is_in).count())?;
    // A full stop may end the sentence.
    let word = word.strip_suffix(b".").unwrap_or(word);
    let end = start + word.len();
    if !is_ipv4(word) || !is_free(message.get(end).copied()) {
        return None;
    }
    let head = message.get(..start)?;
    // Networks are written with their length, versions without.
    let is_round = word.ends_with(b".0.0.0") && word != b"0.0.0.0";
    if head.ends_with(b"ersion ") || (is_round && message.get(end) != Some(&b'/')) {
        return None;
    }
    let start = start - if head.ends_with(b"::ffff:") { 7 } else { 0 };
    let before = start.checked_sub(1).and_then(|at| message.get(at)).copied();
    (is_free(before) && before != Some(b'.')).then_some(start..end)
}

/// Groups of hexadecimal digits with the first of their colons at `colon`.
fn v6(message: &[u8], colon: usize) -> Option<Range<usize>> {
    let next = *message.get(colon + 1)?;
    if next != b':' && !next.is_ascii_hexdigit() {
        return None;
    }
    let head = message.get(..colon)?;
    let start =
        colon - head.iter().rev().take(5).take_while(|byte| byte.is_ascii_hexdigit()).count();
    let rest = message.get(start..)?;
    let is_in = |byte: &&u8| byte.is_ascii_hexdigit() || matches!(**byte, b':' | b'.');
    let word = rest.get(..rest.iter().take(MAX_LEN + 1).take_while(is_in).count())?;
    let word = word.strip_suffix(b".").unwrap_or(word);
    let word = if word.ends_with(b"::") { word } else { word.strip_suffix(b":").unwrap_or(word) };
    let end = start + word.len();
    let before = start.checked_sub(1).and_then(|at| message.get(at)).copied();
    let is_apart = is_free(before) && before != Some(b':') && is_free(message.get(end).copied());
    let has_digit = word.iter().any(u8::is_ascii_digit);
    (is_apart && has_digit && word.len() > 2 && is_ip(word)).then_some(start..end)
}

/// Whether a byte next to an address is not part of a longer name.
fn is_free(byte: Option<u8>) -> bool {
    !byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn port_at(message: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = message.get(at..)?;
    let n = rest.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let is_end = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'_';
    ((1..=5).contains(&n) && rest.get(n).is_none_or(is_end)).then_some(at..at + n)
}
