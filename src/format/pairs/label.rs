//! `key:value` in messages.

use std::ops::Range;

use super::value::{MAX_KEY, value_at};

/// A name, and what follows its colon.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) key: Range<usize>,
    pub(super) value: Range<usize>,
    /// Whether the name is credible on its own.
    pub(super) is_usual: bool,
}

/// Names that are credible without another pair nearby.
const USUAL: [&[u8]; 14] = [
    b"user",
    b"username",
    b"login",
    b"account",
    b"email",
    b"ip",
    b"client",
    b"client_ip",
    b"host",
    b"hostname",
    b"port",
    b"pid",
    b"status",
    b"uid",
];

/// The pair whose colon is at `colon`.
///
/// Host names also come before colons, so a name with a digit or a dot does not count.
pub(super) fn label_at(message: &[u8], colon: usize) -> Option<Label> {
    let before = message.get(..colon)?;
    let is_key = |byte: &&u8| byte.is_ascii_alphabetic() || **byte == b'_';
    let len = before.iter().rev().take(MAX_KEY + 1).take_while(is_key).count();
    let key = colon - len..colon;
    let is_apart = key.start.checked_sub(1).and_then(|at| before.get(at)).is_none_or(|byte| {
        matches!(byte, b' ' | b'\t' | b'[' | b'(' | b'{' | b',' | b';' | b'|' | b'<')
    });
    if !is_apart || !(2..=MAX_KEY).contains(&len) {
        return None;
    }
    let name = before.get(key.clone())?;
    let is_usual = USUAL.iter().any(|usual| name.eq_ignore_ascii_case(usual));
    let next = *message.get(colon + 1)?;
    // "user: ida," but not "user: ida is gone".
    let is_spaced = next == b' ';
    if is_spaced && !is_usual {
        return None;
    }
    let at = colon + 1 + usize::from(is_spaced);
    let first = *message.get(at)?;
    if !(first.is_ascii_alphanumeric() || matches!(first, b'"' | b'\'' | b'-' | b'_')) {
        return None;
    }
    let value = value_at(message, at)?;
    let text = message.get(value.clone())?;
    let after = message.get(value.end).copied();
    let is_closed = matches!(
        after,
        None | Some(b',' | b';' | b')' | b']' | b'}' | b'|' | b'\n' | b'\r' | b'"' | b'\'')
    );
    let is_value = memchr::memchr2(b':', b'/', text).is_none() && !text.ends_with(b".");
    (is_value && (is_closed || !is_spaced) && after != Some(b'=')).then_some(Label {
        key,
        value,
        is_usual,
    })
}
