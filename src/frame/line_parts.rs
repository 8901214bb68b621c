//! Lines that are more than one: what NUL bytes and carriage returns set apart within them.
//!
//! NUL bytes stand where text was lost, in a crash or a rotation that truncates. What follows them
//! may be the start of a later line, so a head there starts an entry; anything else is the rest of
//! what stands before them.
//!
//! A carriage return moves back to the front of the line, and what follows is drawn over it: a
//! progress bar. However often that happens, it is one line. Its entry is the first that was drawn;
//! progress in front of it belongs to the entry before.
//!
//! Text in UTF-16 among other lines has a NUL byte after each letter, and no such gaps.

use super::entry::{Heads, LineLook, look};

/// U+FEFF in UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// How many letters with a NUL byte after each make UTF-16 of a text.
const WIDE_UNITS: usize = 4;

/// How many bytes at the start of `line` are no part of it: byte order marks, which a file that was
/// put together of several has within, NUL bytes, and carriage returns that nothing stands before.
#[inline]
pub fn lead_len(line: &[u8]) -> usize {
    match line.first() {
        // As nearly all do; one comparison tells.
        Some(b' '..=b'~') | None => 0,
        Some(_) => long_lead_len(line),
    }
}

#[inline(never)]
fn long_lead_len(line: &[u8]) -> usize {
    if !matches!(line.first(), Some(0 | b'\r' | 0xEF | 0xFE | 0xFF)) {
        return 0;
    }
    let mut rest = line;
    loop {
        let n_empty = rest.iter().take_while(|byte| matches!(byte, 0 | b'\r')).count();
        let after = rest.get(n_empty..).unwrap_or_default();
        let after = after.strip_prefix(MARK).unwrap_or(after);
        let after = match after {
            [0xFF, 0xFE, wide @ ..] | [0xFE, 0xFF, 0, wide @ ..] if is_wide(wide) => wide,
            _ => after,
        };
        if after.len() == rest.len() {
            return line.len() - rest.len();
        }
        rest = after;
    }
}

/// Whether `text` begins with letters of ASCII in UTF-16.
///
/// A line in UTF-16 ends in the middle of its line feed if the other half comes second, and begins
/// in the middle of a letter if not: either way a letter of it comes first.
#[inline]
pub fn is_wide(text: &[u8]) -> bool {
    text.get(1) == Some(&0) && begins_wide(text)
}

#[cold]
fn begins_wide(text: &[u8]) -> bool {
    let units = text.get(..2 * WIDE_UNITS).unwrap_or_default().as_chunks().0;
    let is_ascii = |unit: &[u8; 2]| matches!(unit, [b'\t' | 0x20..=0x7E, 0]);
    !units.is_empty() && units.iter().all(is_ascii)
}

/// The length of the part of `line` that its first NUL byte ends; `line` has no lead.
#[cold]
pub(super) fn part_len(line: &[u8]) -> usize {
    if is_wide(line) {
        return line.len();
    }
    memchr::memchr(0, line).unwrap_or(line.len())
}

// What follows is seldom asked, and compiled apart from what is asked of each line: hence `dyn`.

/// Whether `part`, which NUL bytes set apart from `before` on its line, starts an entry, and what the
/// line says then about the next.
#[cold]
pub(super) fn look_behind_zeros(
    before: Option<LineLook>,
    part: &[u8],
    heads: &mut dyn Heads,
) -> (bool, Option<LineLook>) {
    if heads.carried(part).is_none() && !heads.starts(part) {
        return (false, before);
    }
    let (is_start, line_look) = look(before, part, heads);
    (is_start, Some(line_look))
}

/// Where in `line`, whose front starts no entry, text behind a carriage return does, and what the
/// line says then about the next.
#[inline]
pub(super) fn head_behind_return(
    before: Option<LineLook>,
    line: &[u8],
    heads: &mut impl Heads,
) -> Option<(usize, LineLook)> {
    memchr::memchr(b'\r', line).and_then(|first| head_from(before, line, first, heads))
}

#[cold]
fn head_from(
    before: Option<LineLook>,
    line: &[u8],
    first: usize,
    heads: &mut dyn Heads,
) -> Option<(usize, LineLook)> {
    let behind = line.get(first..)?;
    let drawn_from = |at: usize| line.get(at..).unwrap_or_default();
    let at = memchr::memchr_iter(b'\r', behind).map(|at| first + at + 1).find(|at| {
        let drawn = drawn_from(*at);
        heads.carried(drawn).is_some() || heads.starts(drawn)
    })?;
    Some((at, look(before, drawn_from(at), heads).1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_leads_a_line() {
        let cases: [(&[u8], usize); 12] = [
            (b"a", 0),
            (b"\xEF\xBB\xBFa", 3),
            (b"\0\0\xEF\xBB\xBF\0a\0", 6),
            (b"\xEF\xBCa", 0),
            (b"\0\0", 2),
            (b"", 0),
            (b"\ra\r", 1),
            (b"\0\r\0a", 3),
            (b"\xFF\xFEa\0b\0c\0d\0", 2),
            (b"\xFE\xFF\0a\0b\0c\0d\0", 3),
            (b"\xFF\xFEab", 0),
            (b"\xFE\xFFab", 0),
        ];
        for (line, len) in cases {
            assert_eq!(lead_len(line), len, "{}", line.escape_ascii());
        }
    }

    #[test]
    fn zeros_end_a_part_unless_each_letter_has_one() {
        let cases: [(&[u8], usize); 5] = [
            (b"ab", 2),
            (b"ab\0\0cd\0", 2),
            (b"a\0b", 1),
            (b"a\0b\0c\0d\0e\0", 10),
            (b"a\0b\0\x01\0d\0", 1),
        ];
        for (line, len) in cases {
            assert_eq!(part_len(line), len, "{}", line.escape_ascii());
        }
    }
}
