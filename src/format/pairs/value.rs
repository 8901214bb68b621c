//! Where the value of a pair ends.

use std::ops::Range;

use crate::format::scan::skip_blanks;

/// The longest key.
pub(super) const MAX_KEY: usize = 40;

/// What ends a multi-line value.
pub(super) const BLOCK_END: &[u8] = b"\n >";

/// The multi-line value at `at`, without the marks around it and the indentation of its first line.
pub(super) fn block_at(message: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = message.get(at..)?;
    let n_open = [&b"<\n"[..], b"<\r\n"].into_iter().find(|open| rest.starts_with(open))?.len();
    let end = at + memchr::memmem::find(rest, BLOCK_END)?;
    let end = end - usize::from(message.get(end - 1) == Some(&b'\r'));
    let start = skip_blanks(message, at + n_open);
    (start < end).then_some(start..end)
}

/// The value at `at`: text in quotes, or a word including any brackets that it opens and closes.
pub(super) fn value_at(message: &[u8], at: usize) -> Option<Range<usize>> {
    let quote = message.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    if let Some(quote) = quote {
        let end = quote_end(message, at + 1, quote)?;
        return (end > at + 1).then_some(at + 1..end);
    }
    let rest = message.get(at..)?;
    // What a value opens it closes: `relay=mx[192.0.2.1]:25`, `from=<ida>`.
    let mut n_open = 0_usize;
    let is_end = |byte: &u8| match byte {
        b'[' | b'(' | b'{' | b'<' => {
            n_open += 1;
            false
        }
        b']' | b')' | b'}' | b'>' if n_open > 0 => {
            n_open -= 1;
            false
        }
        b',' | b';' | b'|' | b'"' | b'=' if n_open > 0 => false,
        b',' | b';' | b')' | b']' | b'}' | b'|' | b'"' | b'>' | b'=' => true,
        _ => byte.is_ascii_whitespace(),
    };
    let len = rest.iter().position(is_end).unwrap_or(rest.len());
    let value = rest.get(..len)?;
    // A colon behind it is the sentence's, and a comma before a blank parts what brackets hold.
    let value = value.strip_suffix(b":").or_else(|| value.strip_suffix(b",")).unwrap_or(value);
    let inner = value.strip_prefix(b"<").and_then(|value| value.strip_suffix(b">"));
    let start = at + usize::from(inner.is_some());
    let len = inner.unwrap_or(value).len();
    (len > 0).then_some(start..start + len)
}

/// Where the text that begins at `at` meets the `quote` that ends it, on its line.
fn quote_end(message: &[u8], at: usize, quote: u8) -> Option<usize> {
    let line = message.get(at..)?;
    let line = line.get(..memchr::memchr(b'\n', line).unwrap_or(line.len()))?;
    let mut first = None;
    for end in memchr::memchr_iter(quote, line) {
        let n_slashes = line.get(..end)?.iter().rev().take_while(|byte| **byte == b'\\').count();
        if n_slashes % 2 == 0 || is_followed_by_pair(line.get(end + 1..)?) {
            return Some(at + end);
        }
        first = first.or(Some(at + end));
    }
    // A path may end in a backslash that is its own.
    first
}

/// Whether ` key=` comes next: then even a quote behind a backslash, as of a path, ended a value.
fn is_followed_by_pair(rest: &[u8]) -> bool {
    let [b' ', rest @ ..] = rest else { return false };
    let is_key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let n = rest.iter().take(MAX_KEY).take_while(is_key).count();
    n > 0 && rest.get(n) == Some(&b'=')
}

/// The value at `at` of a pair that a bar precedes: up to the next bar, unless pairs are in it.
pub(super) fn barred_value_at(message: &[u8], at: usize) -> Option<Range<usize>> {
    let rest = message.get(at..)?;
    let len = memchr::memchr2(b'|', b'\n', rest).unwrap_or(rest.len());
    let value = rest.get(..len)?.trim_ascii_end();
    let is_plain = !value.is_empty() && memchr::memchr2(b'=', b'"', value).is_none();
    is_plain.then_some(at..at + value.len())
}
