//! Replaces what varies in a message, judged by the message alone.
//!
//! # Source
//! The rules were found on sixteen public logs and hold one configuration for all; they were checked
//! on others. A token varies if it has a digit, is a path, an address, a name of three parts, a unit
//! or a date's word, or follows a word that announces a name.

use std::ops::Range;

use super::kind::{SlotKind, SlotKinds};
use super::token::{Piece, SLOT, is_blank, is_delimiter, is_end_mark, pieces, word_end};
use super::words::{announces_name, is_no_name, is_of_date, is_unit};

/// As much of a message as is looked at; what a program writes of its own stands before that.
const MAX_MESSAGE_BYTES: usize = 4096;

/// More tokens tell nothing more about what kind of message it is.
const MAX_TOKENS: usize = 192;

/// Masks messages, one after the other, without allocating for each.
#[derive(Clone, Debug, Default)]
pub struct Masker {
    text: Vec<u8>,
    tokens: Vec<Token>,
    slots: Vec<SlotKinds>,
    spans: Vec<Range<usize>>,
}

/// A masked message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Masked<'m> {
    /// Its first line with single blanks, and [`SLOT`] for what varies.
    pub text: &'m [u8],
    /// What each slot had.
    pub slots: &'m [SlotKinds],
    /// Where each slot's value stands in the message.
    pub spans: &'m [Range<usize>],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TokenKind {
    Word,
    Slot,
    Delimiter(u8),
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: TokenKind,
    /// Where it ends in the masked text, without marks behind a slot.
    end: usize,
}

/// What stands between two tokens of a masked message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
}

/// What varies in a message, about to become a slot.
struct Slot<'m> {
    kinds: SlotKinds,
    /// Where it stands in the line.
    span: Range<usize>,
    /// Marks of a sentence's end behind it.
    marks: &'m [u8],
}

/// What stood before a token in the message.
#[derive(Clone, Copy, Debug, Default)]
struct Before<'m> {
    word: &'m [u8],
    end: usize,
}

impl Masker {
    /// Masks the first line of a message.
    ///
    /// # Cost
    /// O(length of that line), up to 4 KiB of it.
    pub fn mask(&mut self, message: &[u8]) -> Masked<'_> {
        self.text.clear();
        self.tokens.clear();
        self.slots.clear();
        self.spans.clear();
        let line = first_line(message);
        let mut at = 0;
        let mut before = Before::default();
        while let Some(&byte) = line.get(at) {
            if is_blank(byte) {
                at += 1;
                continue;
            }
            if self.tokens.len() >= MAX_TOKENS || at >= MAX_MESSAGE_BYTES {
                // What follows varies, as far as anybody can tell.
                let kinds = SlotKinds::only(SlotKind::Identifier);
                self.push_slot(Slot { kinds, span: at..line.len(), marks: &[] }, Gap::Blank);
                break;
            }
            at = self.chunk(line, at, &mut before);
        }
        let start = message.iter().take_while(|byte| is_blank(**byte)).count();
        for span in &mut self.spans {
            *span = start + span.start..start + span.end;
        }
        Masked { text: &self.text, slots: &self.slots, spans: &self.spans }
    }

    /// Takes what stands between two blanks.
    fn chunk<'l>(&mut self, line: &'l [u8], start: usize, before: &mut Before<'l>) -> usize {
        let len = line.get(start..).unwrap_or_default().iter().position(|byte| is_blank(*byte));
        let end = len.map_or(line.len(), |len| start + len);
        let chunk = line.get(start..end).unwrap_or_default();
        match url_in(chunk) {
            None => self.tokens_of(line, start, end, before),
            Some((from, until)) => {
                self.tokens_of(line, start, start + from, before);
                let gap = self.gap(line, start + from);
                let span = start + from..start + until;
                let kinds = SlotKinds::only(SlotKind::Url);
                self.push_slot(Slot { kinds, span, marks: &[] }, gap);
                let url = chunk.get(from..until).unwrap_or_default();
                *before = Before { word: url, end: start + until };
                self.tokens_of(line, start + until, end, before);
            }
        }
        end
    }

    /// What stands before a place of the line.
    fn gap(&self, line: &[u8], at: usize) -> Gap {
        let before = at.checked_sub(1).and_then(|at| line.get(at));
        let has_blank = !self.tokens.is_empty() && before.is_some_and(|byte| is_blank(*byte));
        if has_blank { Gap::Blank } else { Gap::None }
    }

    fn tokens_of<'l>(&mut self, line: &'l [u8], start: usize, end: usize, before: &mut Before<'l>) {
        let mut at = start;
        let line = line.get(..end).unwrap_or(line);
        while let Some(&byte) = line.get(at) {
            let gap = self.gap(line, at);
            if is_delimiter(byte) {
                *before = Before { word: line.get(at..=at).unwrap_or_default(), end: at + 1 };
                self.push_delimiter(byte, gap, at);
                at += 1;
                continue;
            }
            let end = word_end(line, at).max(at + 1);
            let word = line.get(at..end).unwrap_or_default();
            let follows = gap == Gap::Blank && before.end + 1 == at;
            match self.kind_of(word, if follows { before.word } else { &[] }) {
                Some(kind) => {
                    let n_marks = word.iter().rev().take_while(|byte| is_end_mark(**byte)).count();
                    let len = word.len() - n_marks.min(word.len() - 1);
                    let marks = word.get(len..).unwrap_or_default();
                    let kinds = SlotKinds::only(kind);
                    self.push_slot(Slot { kinds, span: at..at + len, marks }, gap);
                }
                None => self.push(TokenKind::Word, gap, word),
            }
            *before = Before { word, end };
            at = end;
        }
    }

    /// What a word is, if it varies; `before` stands one blank before it.
    fn kind_of(&self, word: &[u8], before: &[u8]) -> Option<SlotKind> {
        if varies(word) {
            return Some(SlotKind::of(word));
        }
        if announces_name(before) && !is_no_name(word) {
            return Some(SlotKind::Identifier);
        }
        let is_after_slot = self.tokens.last().is_some_and(|last| last.kind == TokenKind::Slot);
        if is_after_slot && is_unit(word) {
            return Some(SlotKind::of_unit(word.strip_suffix(b".").unwrap_or(word)));
        }
        is_of_date(word).then_some(SlotKind::Time)
    }

    fn push(&mut self, kind: TokenKind, gap: Gap, text: &[u8]) {
        if gap == Gap::Blank {
            self.text.push(b' ');
        }
        self.text.extend_from_slice(text);
        self.tokens.push(Token { kind, end: self.text.len() });
    }

    /// Adds a slot; slots side by side, or with a sign of a list between them, are one.
    fn push_slot(&mut self, slot: Slot<'_>, gap: Gap) {
        let Slot { kinds, span, marks } = slot;
        let n_joined = match self.tokens.as_slice() {
            [.., Token { kind: TokenKind::Slot, .. }] => 1,
            [
                ..,
                Token { kind: TokenKind::Slot, .. },
                Token { kind: TokenKind::Delimiter(b':' | b',' | b';' | b'|'), .. },
            ] => 2,
            _ => 0,
        };
        if n_joined > 0 {
            self.tokens.truncate(self.tokens.len() + 1 - n_joined);
            self.join_slot(kinds, span.end);
        } else {
            self.push(TokenKind::Slot, gap, &[SLOT]);
            self.slots.push(kinds);
            self.spans.push(span);
        }
        self.text.extend_from_slice(marks);
    }

    /// The last token is a slot: it takes all that was written after it.
    fn join_slot(&mut self, kinds: SlotKinds, end: usize) {
        if let Some(last) = self.tokens.last() {
            self.text.truncate(last.end);
        }
        if let Some(last) = self.slots.last_mut() {
            *last = last.or(kinds);
        }
        if let Some(last) = self.spans.last_mut() {
            last.end = end;
        }
    }

    /// Adds a sign; a slot with another in brackets behind it is one slot.
    fn push_delimiter(&mut self, sign: u8, gap: Gap, at: usize) {
        if sign == b')' {
            let (n_back, inner) = match self.tokens.as_slice() {
                [
                    ..,
                    Token { kind: TokenKind::Slot, .. },
                    Token { kind: TokenKind::Delimiter(b'('), .. },
                    Token { kind: TokenKind::Slot, .. },
                ] => {
                    self.spans.pop();
                    (2, self.slots.pop().unwrap_or_default())
                }
                [
                    ..,
                    Token { kind: TokenKind::Slot, .. },
                    Token { kind: TokenKind::Delimiter(b'('), .. },
                ] => (1, SlotKinds::default()),
                _ => (0, SlotKinds::default()),
            };
            if n_back > 0 {
                self.tokens.truncate(self.tokens.len() - n_back);
                return self.join_slot(inner, at + 1);
            }
        }
        self.push(TokenKind::Delimiter(sign), gap, &[sign]);
    }
}

/// The first line that says something.
fn first_line(message: &[u8]) -> &[u8] {
    let start = message.iter().position(|byte| !is_blank(*byte)).unwrap_or(message.len());
    let rest = message.get(start..).unwrap_or_default();
    let limit = rest.get(..MAX_MESSAGE_BYTES + 1).unwrap_or(rest);
    let end = memchr::memchr(b'\n', limit).unwrap_or(limit.len());
    limit.get(..end).unwrap_or_default()
}

/// Whether a word is something else in every message, by its letters.
pub(super) fn varies(word: &[u8]) -> bool {
    let (mut n_slashes, mut n_backslashes, mut n_dots, mut n_ats) = (0, 0, 0, 0);
    let mut last = 0;
    for &byte in word {
        match byte {
            b'0'..=b'9' => return true,
            b'/' => n_slashes += 1,
            b'\\' => n_backslashes += 1,
            b'.' => n_dots += 1,
            b'@' => n_ats += 1,
            // Digits of Arabic and Persian.
            0xA0..=0xA9 if last == 0xD9 => return true,
            0xB0..=0xB9 if last == 0xDB => return true,
            _ => {}
        }
        last = byte;
    }
    if n_slashes >= 2 || n_backslashes >= 2 {
        return true;
    }
    if n_dots == 0 {
        return false;
    }
    let inner = word.get(1..word.len() - 1).unwrap_or_default();
    (n_ats > 0 && inner.contains(&b'@')) || (n_dots >= 2 && is_dotted_name(word))
}

/// A name of three parts or more that is no exception.
fn is_dotted_name(word: &[u8]) -> bool {
    let is_dot = |byte: &u8| *byte == b'.';
    let start = word.iter().take_while(|byte| is_dot(byte)).count();
    let n_end = word.iter().rev().take_while(|byte| is_dot(byte)).count();
    let name = word.get(start..word.len() - n_end.min(word.len() - start)).unwrap_or_default();
    let n_inner = name.iter().filter(|byte| is_dot(byte)).count();
    n_inner >= 2 && !name.ends_with(b"Exception") && !name.ends_with(b"Error")
}

/// Where in a chunk an address with a scheme stands.
fn url_in(chunk: &[u8]) -> Option<(usize, usize)> {
    let at = memchr::memmem::find(chunk, b"://")?;
    let before = chunk.get(..at)?;
    let n_scheme = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let is_behind = |byte: &u8| {
        matches!(byte, b',' | b';' | b')' | b']' | b'}' | b'>' | b'"' | b'\'' | b'.' | b'|')
    };
    let rest = chunk.get(at..)?;
    let n_behind = rest.iter().rev().take_while(|byte| is_behind(byte)).count();
    Some((at - n_scheme, chunk.len() - n_behind.min(rest.len() - 1)))
}

/// How many tokens a coarser form of a masked message keeps.
const COARSE_TOKENS: usize = 3;

/// A coarser form of a masked message: its first tokens, and a slot for the rest.
///
/// Depends on that message alone, so that what is coarsened where there are too many does not depend
/// on which came first.
pub fn coarser(masked: &[u8]) -> Vec<u8> {
    let (mut n, mut end) = (0, masked.len());
    pieces(masked, |at, piece| {
        if n == COARSE_TOKENS {
            end = at;
        }
        n += 1;
        if let Piece::Slot(_) = piece
            && n == COARSE_TOKENS
        {
            end = end.min(at + 1);
        }
    });
    let mut out = masked.get(..end).unwrap_or(masked).to_vec();
    while out.last().is_some_and(|byte| *byte == b' ') {
        out.pop();
    }
    if end < masked.len() && out.last() != Some(&SLOT) {
        out.extend_from_slice(&[b' ', SLOT]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::token::shown;
    use super::*;

    #[track_caller]
    fn check(message: &str, expected: &str) {
        let mut masker = Masker::default();
        assert_eq!(shown(masker.mask(message.as_bytes()).text), expected);
    }

    #[test]
    fn what_varies_is_masked_and_what_does_not_stays() {
        check("gate 7 opened", "gate <*> opened");
        check("  gate   7\topened\nby hand", "gate <*> opened");
        check("user anna logged in from 10.0.0.1:8080.", "user <*> logged in from <*>.");
        check("user could not log in", "user could not log in");
        check("see http://a.example/x?y=1, please", "see <*>, please");
        check("took 10 ms, 20 KB", "took <*>");
        check("seat=7 (row 3)", "seat=<*> (row <*>)");
        check("a 1 (2) c", "a <*> c");
        check("java.io.IOException: no rope", "java.io.IOException: no rope");
        check("class org.shop.Desk", "class <*>");
        check("on Mar 3 at /var/log/x", "on <*> at <*>");
        check("", "");
    }

    #[test]
    fn a_slot_knows_where_its_value_stands() {
        let mut by = Masker::default();
        for (message, expected) in [
            ("  it exited with 1.", vec!["1"]),
            ("took 10 ms, 20 KB of a:7", vec!["10 ms, 20 KB", "7"]),
            ("a 1 (2) c 3", vec!["1 (2)", "3"]),
            ("see http://a.example/x, 4 times", vec!["http://a.example/x, 4"]),
        ] {
            let masked = by.mask(message.as_bytes());
            let values: Vec<_> =
                masked.spans.iter().filter_map(|span| message.get(span.clone())).collect();
            assert_eq!(values, expected, "{message}");
            assert_eq!(masked.slots.len(), values.len());
        }
    }

    #[test]
    fn a_number_in_a_sentence_without_blanks_does_not_take_the_sentence() {
        check("用户123登录失败", "用户<*>登录失败");
        check("غرفة ٣ مفتوحة", "غرفة <*> مفتوحة");
        check("Größe 7 übrig", "Größe <*> übrig");
    }

    #[test]
    fn size_does_no_harm() {
        let mut masker = Masker::default();
        for message in ["word ".repeat(200_000), "x".repeat(1 << 20), "a=".repeat(1 << 19)] {
            assert!(masker.mask(message.as_bytes()).text.len() <= 2 * MAX_MESSAGE_BYTES);
        }
    }

    #[test]
    fn the_coarser_form_keeps_the_start() {
        let coarse = |text: &str| {
            let mut masker = Masker::default();
            shown(&coarser(masker.mask(text.as_bytes()).text))
        };
        assert_eq!(coarse("gate opened by hand today"), "gate opened by <*>");
        assert_eq!(coarse("gate opened"), "gate opened");
        assert_eq!(coarse("gate opened 7 times"), "gate opened <*>");
    }
}
