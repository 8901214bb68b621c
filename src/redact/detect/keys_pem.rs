//! Private keys as text: all lines between `BEGIN` and `END`, whatever stands before each.

use super::super::bytes::{piece, run, run_back};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for begin in memchr::memmem::find_iter(text, b"-----BEGIN ") {
        let label_end = run(text, begin + 11, |byte| {
            byte.is_ascii_uppercase() || byte == b' ' || byte.is_ascii_digit()
        });
        let label = piece(text, begin + 11, label_end);
        if memchr::memmem::find(label, b"PRIVATE KEY").is_none() {
            continue;
        }
        let start = run(text, label_end, |byte| byte == b'-');
        let end = text
            .get(start..)
            .and_then(|rest| memchr::memmem::find(rest, b"-----END"))
            .map_or(text.len(), |n| start + n);
        push_body(text, start, end, hits);
    }
}

/// The last word of each line, if it may be Base64; on one line, all words.
fn push_body(text: &[u8], start: usize, end: usize, hits: &mut Hits) {
    let mut at = start;
    while at < end {
        let line_end = run(text, at, |byte| byte != b'\n').min(end);
        let mut stop = at;
        while stop < line_end {
            let first = word_start(text, stop, line_end);
            let last = run(text, first, is_base64).min(line_end);
            let is_long = last - first >= 16
                || last >= line_end
                || piece(text, last, line_end)
                    .iter()
                    .all(|byte| byte.is_ascii_whitespace() || b"\\\"'-,".contains(byte));
            // `\n` between the lines of the key.
            if last > first
                && (is_long || text.get(last) == Some(&b'\\') || text.get(last) == Some(&b' '))
                && (last - first >= 16 || is_tail(text, first, last))
            {
                hits.push(Kind::Secret, first, last);
            }
            stop = last.max(first + 1);
        }
        at = line_end + 1;
    }
}

fn word_start(text: &[u8], at: usize, end: usize) -> usize {
    let mut start = run(text, at, |byte| !is_base64(byte)).min(end);
    if start > 0
        && text.get(start - 1) == Some(&b'\\')
        && text.get(start).is_some_and(|byte| b"nr".contains(byte))
    {
        start += 1;
    }
    start
}

/// The short last line of a key: padded, or alone behind white space or an escape.
fn is_tail(text: &[u8], first: usize, last: usize) -> bool {
    let word = piece(text, first, last);
    let after_escape = first >= 2 && text.get(first - 2) == Some(&b'\\');
    let back = run_back(text, first, |byte| byte == b' ' || byte == b'\t');
    let alone = back == 0 || text.get(back - 1) == Some(&b'\n');
    word.len() >= 2
        && (word.ends_with(b"=")
            || after_escape
            || alone
            || word.len() >= 8 && word.iter().any(u8::is_ascii_digit))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/=".contains(&byte)
}
