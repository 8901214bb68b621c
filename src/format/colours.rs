//! Colour codes in text, in every spelling that carriers use for them.
//!
//! An entry that has any is parsed without them, so that none hides a level, a time, a field or
//! the edge of a word. What was found is then mapped back to the original text; only values with codes
//! inside are copied.
//!
//! The NUL bytes of UTF-16 among lines of another encoding are taken out in the same way, since
//! whoever cuts a source sees its bytes: letters beyond ASCII are lost there, and counted.

use super::{Parsed, TextRef};
use crate::frame::is_wide;

pub(super) const ESCAPE: u8 = 0x1B;

/// What begins a code, before the bracket: the escape character itself, in octal as rsyslog writes
/// it, in caret notation, and as programming languages and JSON spell it.
const INTROS: [&[u8]; 9] =
    [b"\x1b", b"#033", b"^[", b"\\033", b"\\x1b", b"\\x1B", b"\\u001b", b"\\u001B", b"\\e"];

/// Start and end of the code whose bracket is at `bracket`.
fn code_around(text: &[u8], bracket: usize) -> Option<(usize, usize)> {
    let before = text.get(..bracket)?;
    // Most brackets are only brackets.
    if !matches!(before.last(), Some(0x1b | b'3' | b'[' | b'b' | b'B' | b'e')) {
        return None;
    }
    let intro = INTROS.iter().find(|intro| before.ends_with(intro))?;
    let rest = text.get(bracket + 1..)?;
    let n_numbers =
        rest.iter().take(32).take_while(|byte| matches!(byte, b'0'..=b'9' | b';' | b':')).count();
    let is_escape = intro.len() == 1;
    let is_end = match rest.get(n_numbers)? {
        b'm' | b'K' => true,
        other => is_escape && other.is_ascii_alphabetic(),
    };
    if !is_end {
        return None;
    }
    let mut start = bracket - intro.len();
    // A backslash that is escaped itself goes with the code: alone it would escape what follows.
    let n_more = before.get(..start)?.iter().rev().take_while(|byte| **byte == b'\\').count();
    if intro.first() == Some(&b'\\') && n_more % 2 == 1 {
        start -= 1;
    }
    Some((start, bracket + 1 + n_numbers + 1))
}

/// Whether `text` has more than what it says.
#[inline]
pub(super) fn has_codes(text: &[u8]) -> bool {
    is_wide(text)
        || memchr::memchr_iter(b'[', text).any(|bracket| code_around(text, bracket).is_some())
}

/// A text without its colour codes.
#[derive(Debug, Default)]
pub struct PlainText {
    text: Vec<u8>,
    /// Where codes were in the text, and how many bytes had been removed up to there.
    cuts: Vec<(usize, usize)>,
}

impl PlainText {
    /// Removes the codes from `text`; returns whether there were any.
    pub(super) fn set(&mut self, text: &[u8]) -> bool {
        self.text.clear();
        self.cuts.clear();
        if is_wide(text) {
            self.narrow(text);
            return true;
        }
        let mut done = 0;
        let mut n_cut = 0;
        for bracket in memchr::memchr_iter(b'[', text) {
            let Some((start, end)) = code_around(text, bracket) else { continue };
            if start < done {
                continue;
            }
            self.text.extend_from_slice(text.get(done..start).unwrap_or_default());
            n_cut += end - start;
            self.cuts.push((self.text.len(), n_cut));
            done = end;
        }
        if n_cut > 0 {
            self.text.extend_from_slice(text.get(done..).unwrap_or_default());
        }
        n_cut > 0
    }

    /// Takes the NUL bytes out of `text`, and the half of a line end at its end.
    #[cold]
    fn narrow(&mut self, text: &[u8]) {
        let letters = text.split(|byte| *byte == 0);
        for (n_cut, letter) in letters.enumerate() {
            if n_cut > 0 {
                self.cuts.push((self.text.len(), n_cut));
            }
            self.text.extend_from_slice(letter);
        }
        let n_ends = self.text.iter().rev().take_while(|byte| **byte == b'\r').count();
        self.text.truncate(self.text.len() - n_ends);
    }

    /// What `text` says: without its codes, or itself if it has none.
    ///
    /// # Cost
    /// One look at every `[`, and a copy if there are codes.
    pub fn of<'a>(&'a mut self, text: &'a [u8]) -> &'a [u8] {
        if self.set(text) { &self.text } else { text }
    }

    pub(super) fn text(&self) -> &[u8] {
        &self.text
    }

    /// Maps a position in this text to the text with codes: before the codes at that position.
    fn end_in_full(&self, at: usize) -> usize {
        at + self.n_cut(self.cuts.partition_point(|(cut, _)| *cut < at))
    }

    /// The same, but after the codes at that position.
    fn start_in_full(&self, at: usize) -> usize {
        at + self.n_cut(self.cuts.partition_point(|(cut, _)| *cut <= at))
    }

    /// How many bytes the first codes have.
    fn n_cut(&self, n_codes: usize) -> usize {
        n_codes.checked_sub(1).and_then(|at| self.cuts.get(at)).map_or(0, |(_, n_cut)| *n_cut)
    }

    /// Makes what was parsed from this text point into `entry`, the text with the codes.
    pub(super) fn give_back(&self, entry: &[u8], out: &mut Parsed) {
        let Parsed { fields, message, unescaped, next, .. } = out;
        let values = fields.iter_mut().map(|(_, value)| value);
        for value in values.chain([message]) {
            *value = self.place_of(*value, entry, unescaped);
        }
        *next = next.map(|next| self.start_in_full(next));
    }

    fn place_of(&self, value: TextRef, entry: &[u8], unescaped: &mut Vec<u8>) -> TextRef {
        let (start, len) = (value.start as usize, value.len as usize);
        if let Some(start) = start.checked_sub(self.text.len()) {
            return TextRef::from_range(entry.len() + start, entry.len() + start + len);
        }
        let full = self.start_in_full(start);
        if len == 0 || self.end_in_full(start + len) == full + len {
            return TextRef::from_range(full, full + len);
        }
        let first = entry.len() + unescaped.len();
        unescaped.extend_from_slice(self.text.get(start..start + len).unwrap_or_default());
        TextRef::from_range(first, first + len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, plain: &str) {
        let mut found = PlainText::default();
        let has_any = found.set(text.as_bytes());
        assert_eq!(has_any, text != plain, "{text}");
        if has_any {
            assert_eq!(String::from_utf8_lossy(found.text()), plain, "{text}");
        }
    }

    #[test]
    fn codes_of_every_spelling_are_taken_out() {
        check("\x1b[31mERROR\x1b[0m x", "ERROR x");
        check("\x1b[1;38:5:9mERROR\x1b[K\x1b[m", "ERROR");
        for intro in ["#033", "^[", r"\033", r"\x1b", r"\x1B", r"\u001b", r"\u001B", r"\e"] {
            check(&format!("a {intro}[31mERROR{intro}[0m: b"), "a ERROR: b");
        }
        check(r#"{"m":"\\u001b[31mred\\u001b[0m"}"#, r#"{"m":"red"}"#);
    }

    #[test]
    fn other_brackets_stay() {
        for text in ["[31m]", "a[3]", "^[x]", "#033", "x1b[31m", "\x1b", "\x1b[", "web[12]: b[3m"] {
            check(text, text);
        }
    }

    #[test]
    fn wide_text_has_no_zeros() {
        check("k\0i\0l\0n\0 \0\x31\0\r\0", "kiln 1");
        check("k\0iln", "k\0iln");
    }

    #[test]
    fn values_point_to_where_they_stand() {
        let entry = b"\x1b[31mone\x1b[0m two th\x1b[1mree\x1b[0m";
        let mut plain = PlainText::default();
        assert!(plain.set(entry));
        let id = crate::units::FieldId(0);
        let mut out = Parsed { message: TextRef::from_range(0, 13), ..Parsed::default() };
        for (start, end) in [(0, 3), (4, 7), (8, 13)] {
            out.push(id, start, end);
        }
        plain.give_back(entry, &mut out);
        let texts: Vec<&[u8]> =
            out.fields.iter().map(|(_, value)| out.text(entry, *value)).collect();
        assert_eq!(texts, [&b"one"[..], b"two", b"three"]);
        assert_eq!(out.fields[0].1, TextRef::from_range(5, 8));
        assert_eq!(out.text(entry, out.message), b"one two three");
    }
}
