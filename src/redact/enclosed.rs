//! Values between quotes or brackets, at any level of escapes.

use super::bytes::{before, follows, is_word, piece, run, run_back};
use super::pairs::Value;
use super::values::Written;

/// The quote that begins at a position, with the backslashes before it.
pub(super) fn opening_quote(text: &[u8], at: usize) -> Option<(usize, u8)> {
    let quote = run(text, at, |byte| byte == b'\\');
    let byte = *text.get(quote)?;
    (b"\"'`".contains(&byte) && quote - at <= 15).then_some((quote - at, byte))
}

/// A value between quotes or brackets.
pub(super) fn enclosed(text: &[u8], at: usize) -> Option<Value> {
    if let Some((depth, quote)) = opening_quote(text, at) {
        let start = at + depth + 1;
        let end = closing_quote(text, start, depth, quote)?;
        return Some(Value { start, end, written: Written::Enclosed });
    }
    let close = match text.get(at)? {
        b'(' => b')',
        b'<' => b'>',
        b'[' => b']',
        b'{' => b'}',
        _ => return None,
    };
    let start = at + 1;
    let end = run(text, start, |byte| byte != close && byte != b'"' && byte != b'\n');
    // A bracket in the value belongs to it if another closes behind it.
    let end = if close == b'}' { last_closing(text, end, close) } else { end };
    let inner = piece(text, start, end);
    let has_fields =
        close == b'}' && (inner.contains(&b':') || inner.contains(&b' ') && inner.contains(&b'='));
    (text.get(end) == Some(&close) && !has_fields && inner.len() <= 512).then_some(Value {
        start,
        end,
        written: Written::Enclosed,
    })
}

fn last_closing(text: &[u8], end: usize, close: u8) -> usize {
    let mut end = end;
    while text.get(end) == Some(&close) && text.get(end + 1).is_some_and(|&byte| is_word(byte)) {
        let next = run(text, end + 1, |byte| byte != close && !byte.is_ascii_whitespace());
        if text.get(next) != Some(&close) {
            break;
        }
        end = next;
    }
    end
}

/// Where a value ends that began with a quote behind `depth` backslashes.
fn closing_quote(text: &[u8], start: usize, depth: usize, quote: u8) -> Option<usize> {
    let mut at = start;
    loop {
        let found = at + text.get(at..).and_then(|rest| memchr::memchr2(quote, b'\n', rest))?;
        if text.get(found) == Some(&b'\n') && found - start > 512 {
            return None;
        }
        let slashes = found - run_back(text, found, |byte| byte == b'\\').max(start);
        if text.get(found) != Some(&quote)
            || slashes > depth
                && (depth > 0 || slashes % 2 == 1)
                && !(quote == b'\'' && shell_quote(text, found))
        {
            at = found + 1;
            continue;
        }
        if depth > 0 && slashes < depth {
            // A quote of a level further out: the value ends here whatever was meant.
            return Some(found - slashes);
        }
        let next = text.get(found + 1).copied();
        let behind = text.get(found + 2).copied();
        if depth == 0
            && next == Some(quote)
            && found > start
            && behind.is_some_and(|byte| is_word(byte) || quote == b'"' && byte == b'"')
        {
            at = found + 2;
            continue;
        }
        // `'it'\''s'`: the shell's way to put a quote between quotes.
        if quote == b'\'' && follows(text, found, b"'\\''") {
            at = found + 4;
            continue;
        }
        return Some(found - depth.min(slashes));
    }
}

fn shell_quote(text: &[u8], at: usize) -> bool {
    before(text, at) == Some(b'\\') && follows(text, at, b"''")
}
