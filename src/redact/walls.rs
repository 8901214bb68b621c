//! Pseudonyms of ours in a text: nothing that is found reaches into one, or over one.
//!
//! That is what makes a redacted text stay as it is when it is redacted once more.

use super::bytes::{before, is_word, run, run_back};
use super::hit::{Found, Hit};
use super::kind;

/// The hits without the pseudonyms in them.
pub(super) fn around(text: &[u8], hits: Vec<Found>, own: &[String]) -> Vec<Found> {
    if hits.is_empty() {
        return hits;
    }
    let walls = walls(text, own);
    if walls.is_empty() {
        return hits;
    }
    let mut out = Vec::with_capacity(hits.len());
    for hit in hits {
        let mut start = hit.start;
        for &(from, to) in walls.iter().filter(|(from, to)| *from < hit.end && *to > hit.start) {
            if from > start {
                out.push(Found { start, end: from, kind: hit.kind });
            }
            start = to.max(start);
        }
        if start < hit.end {
            out.push(Found { start, ..hit });
        }
    }
    // What is left between pseudonyms are signs of the text around them.
    out.retain(|hit| {
        text.get(hit.start..hit.end).is_some_and(|piece| piece.iter().any(|&byte| is_word(byte)))
    });
    out
}

/// Where pseudonyms stand.
fn walls(text: &[u8], own: &[String]) -> Vec<(usize, usize)> {
    let mut walls = Vec::new();
    for dash in memchr::memchr_iter(b'-', text) {
        if !text.get(dash + 1).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let start = run_back(text, dash, |byte| byte.is_ascii_lowercase());
        let start = start + escape_before(text, start, dash);
        let end = run(text, dash + 1, |byte| byte.is_ascii_digit());
        let word = text.get(start..dash).unwrap_or_default();
        let is_ours = || {
            kind::words().any(|known| known.as_bytes() == word)
                || own.iter().any(|known| known.as_bytes() == word)
        };
        if !is_glued_before(text, start)
            && !is_glued_behind(text, end)
            && end - dash <= 11
            && is_ours()
        {
            walls.push((start, end));
        }
    }
    walls
}

/// `\nuser-3`: the first letter belongs to an escape.
fn escape_before(text: &[u8], start: usize, dash: usize) -> usize {
    let is_escape = before(text, start) == Some(b'\\')
        && text.get(start).is_some_and(|byte| b"nrt".contains(byte));
    usize::from(is_escape && dash > start + 1)
}

/// Whether what stands before a position would be read together with it.
fn is_glued_before(text: &[u8], at: usize) -> bool {
    let Some(last) = before(text, at) else { return false };
    let is_percent = at >= 3
        && text.get(at - 3) == Some(&b'%')
        && text.get(at - 2..at).is_some_and(|pair| pair.iter().all(u8::is_ascii_hexdigit));
    let is_backslash = at >= 2 && text.get(at - 2) == Some(&b'\\') && b"nrt".contains(&last);
    let is_code = at >= 6 && text.get(at - 6..at - 4) == Some(b"\\u");
    is_word(last) && !is_percent && !is_backslash && !is_code
}

/// `ip-10-0-0-7` is the name of a machine, and no pseudonym.
fn is_glued_behind(text: &[u8], at: usize) -> bool {
    let goes_on = text.get(at) == Some(&b'-') && text.get(at + 1).is_some_and(u8::is_ascii_digit);
    goes_on || text.get(at).is_some_and(|&byte| is_word(byte))
}

/// Makes hits end where words do, so that a pseudonym is never read together with what is around it.
pub(super) fn widen(text: &[u8], hits: &mut [Hit]) {
    for hit in hits {
        if is_glued_before(text, hit.start) {
            hit.start = run_back(text, hit.start, is_word);
            while hit.start < hit.end && is_glued_before(text, hit.start) {
                hit.start -= 1;
            }
        }
        if is_glued_behind(text, hit.end) {
            hit.end = run(text, hit.end, |byte| is_word(byte) || byte == b'-');
        }
    }
}

/// Whether a name is a pseudonym, or ends in one.
pub(super) fn ends_in_pseudonym(name: &[u8]) -> bool {
    let digits = run_back(name, name.len(), |byte| byte.is_ascii_digit());
    if digits == name.len() || before(name, digits) != Some(b'-') {
        return false;
    }
    let start = run_back(name, digits - 1, |byte| byte.is_ascii_lowercase());
    kind::words().any(|known| known.as_bytes() == name.get(start..digits - 1).unwrap_or_default())
}
