//! `key=value` pairs within messages.
//!
//! Programs put what matters into pairs even where their log has no structure; as fields they
//! can be counted and compared. Formats whose whole entry is structure do without.
//!
//! Only the message's first line has pairs: below it stand traces and dumps, whose numbers are
//! nobody's fields. A value of several lines (`err=<`, its lines indented, ` >`, as klog writes
//! it) is taken whole, and the line goes on after it.

use super::scan::{line_end, skip_blanks};
use super::{FieldNames, Parsed, TextRef};

/// How far into a message pairs are looked for, in bytes.
const REACH: usize = 4096;
/// How many pairs of a message are taken.
const MAX_PAIRS: usize = 32;
/// The longest key.
const MAX_KEY: usize = 40;

/// Adds the pairs of the message as fields; text that was unescaped has none.
pub(super) fn add_pairs(entry: &[u8], names: &mut FieldNames, out: &mut Parsed) {
    let start = out.message.start as usize;
    let end = (start + out.message.len as usize).min(start.saturating_add(REACH));
    let Some(message) = entry.get(start..end) else { return };
    let mut signs = memchr::memchr_iter(b'=', message).peekable();
    // Most messages have none.
    if signs.peek().is_none() {
        return;
    }
    let mut taken_to = 0;
    let mut n_pairs = 0;
    let mut first_line_end = line_end(message, 0);
    for equals in signs {
        if equals > first_line_end {
            break;
        }
        if equals < taken_to || n_pairs == MAX_PAIRS {
            continue;
        }
        let Some(key) = key_before(message, equals).filter(|key| key.start >= taken_to) else {
            continue;
        };
        let block = block_at(message, equals + 1);
        if let Some(block) = &block {
            first_line_end = line_end(message, block.end + BLOCK_END.len());
        }
        let Some(value) = block.or_else(|| value_at(message, equals + 1)) else { continue };
        let id = names.intern(message.get(key).unwrap_or_default());
        out.fields.push((id, TextRef::from_range(start + value.start, start + value.end)));
        taken_to = value.end;
        n_pairs += 1;
    }
}

/// The name that ends at `equals`, if it stands apart and is no generated one.
fn key_before(message: &[u8], equals: usize) -> Option<std::ops::Range<usize>> {
    let before = message.get(..equals)?;
    let is_key = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let len = before.iter().rev().take(MAX_KEY + 1).take_while(is_key).count();
    let start = equals - len;
    let key = before.get(start..)?;
    let is_first = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'_';
    // Names with many digits are values of something else.
    let n_digits = key.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_name = key.first().is_some_and(is_first) && len <= MAX_KEY && n_digits <= 2;
    let is_apart = start.checked_sub(1).and_then(|at| before.get(at)).is_none_or(|byte| {
        matches!(byte, b' ' | b'\t' | b'\n' | b'[' | b'(' | b'{' | b',' | b';' | b'|' | b'<')
    });
    (is_name && is_apart).then_some(start..equals)
}

/// What ends a value of several lines.
const BLOCK_END: &[u8] = b"\n >";

/// The value of several lines at `at`, without the marks around it and the first line's indentation.
fn block_at(message: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let rest = message.get(at..)?;
    let n_open = [&b"<\n"[..], b"<\r\n"].into_iter().find(|open| rest.starts_with(open))?.len();
    let end = at + memchr::memmem::find(rest, BLOCK_END)?;
    let end = end - usize::from(message.get(end - 1) == Some(&b'\r'));
    let start = skip_blanks(message, at + n_open);
    (start < end).then_some(start..end)
}

fn value_at(message: &[u8], at: usize) -> Option<std::ops::Range<usize>> {
    let quote = message.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
    if let Some(quote) = quote {
        let len = memchr::memchr2(quote, b'\n', message.get(at + 1..)?)?;
        let end = at + 1 + len;
        return (len > 0 && message.get(end) == Some(&quote)).then_some(at + 1..end);
    }
    let is_end = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b',' | b';' | b')' | b']' | b'}' | b'|' | b'"' | b'>' | b'=')
    };
    let rest = message.get(at..)?;
    let len = rest.iter().position(is_end).unwrap_or(rest.len());
    (len > 0).then_some(at..at + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(message: &str, pairs: &[(&str, &str)]) {
        let (mut names, mut out) = (FieldNames::new(), Parsed::default());
        out.message = TextRef::from_range(0, message.len());
        add_pairs(message.as_bytes(), &mut names, &mut out);
        let read: Vec<_> = out
            .fields
            .iter()
            .map(|&(id, value)| (names.name(id), out.text(message.as_bytes(), value)))
            .collect();
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| (*key, value.as_bytes())).collect();
        assert_eq!(read, pairs);
    }

    #[test]
    fn pairs_that_stand_apart_are_fields() {
        check(
            "lost ship=dove, crew=7; port='old town'",
            &[("ship", "dove"), ("crew", "7"), ("port", "old town")],
        );
        check(
            "state [id=4 name=\"a b\"] uid= gid=0",
            &[("id", "4"), ("name", "a b"), ("gid", "0")],
        );
    }

    #[test]
    fn pairs_are_of_the_first_line() {
        check("lost ship=dove\n\tcrew=7", &[("ship", "dove")]);
        check("lost err=<\n\ta=1\n\tb\n > tries=3\n\tc=4", &[("err", "a=1\n\tb"), ("tries", "3")]);
        check("lost err=<\n\tno end", &[("err", "<")]);
    }

    #[test]
    fn comparisons_addresses_and_generated_names_are_no_pairs() {
        check("a == b, /x?y=1&z=2, n0a1b2=3, x=", &[]);
    }
}
