//! Lines that belong together, and what of them detectors read.
//!
//! A value may be cut: by colour codes, by a runtime that splits long lines, by a line end every
//! 64 characters. Such cuts are *gaps*: they are left out of what detectors read and stand where
//! they stood in what is written, so the number of lines never changes.

use super::bytes::{follows, piece, run, run_back};

/// A passage without its gaps.
pub(super) struct Passage {
    pub(super) text: Vec<u8>,
    /// Where in the text something was left out, and what; in order.
    pub(super) gaps: Vec<(usize, Vec<u8>)>,
}

/// Cuts bytes, however they arrive, into passages of whole lines.
#[derive(Default)]
pub(super) struct Cutter {
    /// What may go on with the next line.
    pending: Vec<u8>,
    /// Where the last line of it begins.
    last_line: usize,
    /// A line that has not ended.
    partial: Vec<u8>,
    join: State,
}

/// Whether a passage goes on.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
enum State {
    #[default]
    Whole,
    /// A private key has begun.
    Key,
    /// The runtime says that the line goes on.
    Partial,
    /// The last line ends in the value of a name.
    OpenValue,
}

/// No passage is longer; a key that never ends must not hold everything back.
const MAX_PASSAGE: usize = 1 << 18;

impl Cutter {
    /// Takes bytes, and gives away each passage that is complete.
    pub(super) fn push(&mut self, mut bytes: &[u8], mut give: impl FnMut(&[u8])) {
        if !self.partial.is_empty() {
            let Some(end) = memchr::memchr(b'\n', bytes) else {
                self.partial.extend_from_slice(bytes);
                return;
            };
            let (head, rest) = bytes.split_at(end + 1);
            let mut line = std::mem::take(&mut self.partial);
            line.extend_from_slice(head);
            self.take_line(&line, &mut give);
            bytes = rest;
        }
        let mut at = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            self.take_line(piece(bytes, at, end + 1), &mut give);
            at = end + 1;
        }
        self.partial.extend_from_slice(piece(bytes, at, bytes.len()));
    }

    /// Gives away what is left.
    pub(super) fn finish(&mut self, mut give: impl FnMut(&[u8])) {
        if !self.partial.is_empty() {
            let line = std::mem::take(&mut self.partial);
            self.take_line(&line, &mut give);
        }
        self.flush(&mut give);
        self.join = State::Whole;
    }

    fn flush(&mut self, give: &mut impl FnMut(&[u8])) {
        if !self.pending.is_empty() {
            give(&self.pending);
            self.pending.clear();
        }
    }

    fn take_line(&mut self, line: &[u8], give: &mut impl FnMut(&[u8])) {
        let goes_on = !self.pending.is_empty()
            && self.pending.len() + line.len() <= MAX_PASSAGE
            && match self.join {
                State::Whole => false,
                State::Key => true,
                State::Partial => {
                    is_next_part(piece(&self.pending, self.last_line, self.pending.len()), line)
                }
                State::OpenValue => is_rest_of_value(line),
            };
        if !goes_on {
            self.flush(give);
        }
        let was = if goes_on { self.join } else { State::Whole };
        let next = state_after(was, line);
        if next == State::Whole && self.pending.is_empty() {
            give(line);
            self.join = State::Whole;
            return;
        }
        self.last_line = self.pending.len();
        self.pending.extend_from_slice(line);
        self.join = next;
        if next == State::Whole {
            self.flush(give);
        }
    }
}

/// What a line says about the next.
fn state_after(was: State, line: &[u8]) -> State {
    let dashes = if was == State::Key || line.len() > 20 {
        memchr::memmem::find(line, b"-----")
    } else {
        None
    };
    if let Some(at) = dashes {
        let rest = piece(line, at, line.len());
        let begins = memchr::memmem::rfind(rest, b"-----BEGIN ").filter(|&at| {
            memchr::memmem::find(piece(rest, at, rest.len().min(at + 60)), b"PRIVATE KEY").is_some()
        });
        let ends = memchr::memmem::rfind(rest, b"-----END ");
        match (begins, ends) {
            (Some(begin), end) if end.is_none_or(|end| end < begin) => return State::Key,
            (None, Some(_)) if was == State::Key => return State::Whole,
            _ => {}
        }
    }
    if was == State::Key {
        return State::Key;
    }
    if part_of(line) == Some(b'P') {
        return State::Partial;
    }
    if was == State::OpenValue || ends_in_value(line) { State::OpenValue } else { State::Whole }
}

/// The mark of a container's line: `P` if it goes on, `F` if it is full.
fn part_of(line: &[u8]) -> Option<u8> {
    let end = container_prefix(line)?;
    line.get(end - 2).copied()
}

/// `2026-03-14T09:26:53.589793238Z stdout F `; how long it is.
fn container_prefix(line: &[u8]) -> Option<usize> {
    if line.get(10) != Some(&b'T') || !line.first()?.is_ascii_digit() {
        return None;
    }
    let time = run(line, 0, |byte| byte != b' ');
    let stream =
        [&b" stdout "[..], b" stderr "].into_iter().any(|stream| follows(line, time, stream));
    let mark = line.get(time + 8)?;
    (stream && time <= 40 && b"PF".contains(mark) && line.get(time + 9) == Some(&b' '))
        .then_some(time + 10)
}

/// The next line of the same stream.
fn is_next_part(last: &[u8], line: &[u8]) -> bool {
    let stream =
        |line: &[u8]| container_prefix(line).map(|end| piece(line, end - 9, end - 3).to_vec());
    stream(last).is_some_and(|last| stream(line) == Some(last))
}

/// The line's last word is a name and some of its value, without a quote; or a run of characters as
/// long as lines of Base64 are.
fn ends_in_value(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let from = line.len().saturating_sub(600);
    let start = run_back(line, line.len(), |byte| byte != b' ' && byte != b'\t').max(from);
    let word = piece(line, start, line.len());
    let is_open = word.last().is_some_and(|&byte| is_of_value(byte));
    let is_pair = word.len() >= 6 && word.contains(&b'=');
    is_open && (is_pair || word.len() >= 60) && memchr::memchr2(b'"', b'\'', word).is_none()
}

/// A line of one word that no line of a log is: the rest of a value.
fn is_rest_of_value(line: &[u8]) -> bool {
    let word = line.trim_ascii_end();
    let end = run_back(word, word.len(), |byte| byte == b'=');
    let is_padded = word.len() - end <= 2;
    (4..=512).contains(&word.len())
        && is_padded
        && piece(word, 0, end).iter().all(|&byte| is_of_value(byte))
}

fn is_of_value(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/_.~%@:-!#$^&*".contains(&byte) || byte >= 0x80
}

impl Passage {
    /// What detectors read of some lines.
    pub(super) fn new(raw: &[u8]) -> Self {
        let mut passage = Self { text: Vec::with_capacity(raw.len()), gaps: Vec::new() };
        let is_key = raw.len() > 60 && memchr::memmem::find(raw, b"PRIVATE KEY").is_some();
        let mut at = 0;
        let mut is_part = false;
        while at < raw.len() {
            let end = raw
                .get(at..)
                .and_then(|rest| memchr::memchr(b'\n', rest))
                .map_or(raw.len(), |n| at + n);
            let line = piece(raw, at, end);
            let skip = if is_part { container_prefix(line).unwrap_or(0) } else { 0 };
            if skip > 0 {
                passage.leave_out(piece(line, 0, skip));
            }
            passage.take_line(piece(line, skip, line.len()));
            let is_last = end + 1 >= raw.len();
            is_part = part_of(line).is_some() && !is_last;
            if end < raw.len() {
                if is_last || is_key && part_of(line) != Some(b'P') && !is_next_wrapped(raw, end) {
                    passage.text.push(b'\n');
                    is_part &= !is_key;
                } else if passage.text.last() == Some(&b'\r') {
                    passage.text.pop();
                    passage.leave_out(b"\r\n");
                } else {
                    passage.leave_out(b"\n");
                }
            }
            at = end + 1;
        }
        passage
    }

    fn take_line(&mut self, line: &[u8]) {
        let mut at = 0;
        while let Some(escape) = line.get(at..).and_then(|rest| memchr::memchr2(0x1b, b'\\', rest))
        {
            let start = at + escape;
            let Some(len) = colour_code(line, start) else {
                self.text.extend_from_slice(piece(line, at, start + 1));
                at = start + 1;
                continue;
            };
            self.text.extend_from_slice(piece(line, at, start));
            self.leave_out(piece(line, start, start + len));
            at = start + len;
        }
        self.text.extend_from_slice(piece(line, at, line.len()));
    }

    fn leave_out(&mut self, bytes: &[u8]) {
        let at = self.text.len();
        match self.gaps.last_mut() {
            Some((last, gap)) if *last == at => gap.extend_from_slice(bytes),
            _ => self.gaps.push((at, bytes.to_vec())),
        }
    }
}

/// Keys keep their line ends, since that is how they read.
fn is_next_wrapped(_raw: &[u8], _end: usize) -> bool {
    false
}

/// A colour code, as it is or as JSON writes it.
fn colour_code(line: &[u8], at: usize) -> Option<usize> {
    let lead = [&b"\x1b["[..], b"\\u001b[", b"\\u001B[", b"\\x1b[", b"\\x1B[", b"\\033[", b"\\e["]
        .into_iter()
        .find(|lead| follows(line, at, lead))?;
    let from = at + lead.len();
    let end = run(line, from, |byte| byte.is_ascii_digit() || b";:?".contains(&byte));
    line.get(end).filter(|byte| byte.is_ascii_alphabetic()).map(|_| end + 1 - at)
}
