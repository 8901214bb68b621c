//! The lines of a sample, and which of them look like continuations.

use crate::format::continuation::is_continuation;
use crate::frame::lead_len;

/// How many lines of a sample are examined.
const MAX_LINES: usize = 1000;

/// The lines of a sample, as ranges of its text.
pub(super) struct Lines<'a> {
    text: &'a [u8],
    places: Vec<Line>,
    n_heads: usize,
}

#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    is_head: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(sample: &'a [u8]) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for newline in memchr::memchr_iter(b'\n', sample).take(MAX_LINES) {
            lines.push(line(sample, start, newline));
            start = newline + 1;
        }
        if lines.is_empty() && !sample.is_empty() {
            lines.push(line(sample, 0, sample.len()));
        }
        if !lines.iter().any(|line| line.is_head) {
            // Where every line is indented, indentation says nothing.
            for line in &mut lines {
                line.is_head = line.end > line.start;
            }
        }
        mark_dated(sample, &mut lines);
        let n_heads = lines.iter().filter(|line| line.is_head).count();
        Self { text: sample, places: lines, n_heads }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many lines could start an entry.
    pub(super) fn n_heads(&self) -> usize {
        self.n_heads
    }

    /// Whether a line could start an entry: it is neither blank nor like a continuation.
    pub(super) fn is_head(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|line| line.is_head)
    }

    /// All lines.
    pub(super) fn all(&self) -> Vec<&'a [u8]> {
        (0..self.len()).map(|at| self.line(at)).collect()
    }

    pub(super) fn line(&self, at: usize) -> &'a [u8] {
        self.entry(at, at + 1)
    }

    /// Lines `first..end` with the line ends between them.
    pub(super) fn entry(&self, first: usize, end: usize) -> &'a [u8] {
        let start = self.places.get(first).map_or(0, |line| line.start);
        let last = end.checked_sub(1).and_then(|last| self.places.get(last));
        self.text.get(start..last.map_or(start, |line| line.end)).unwrap_or_default()
    }
}

/// Where most lines are indented and begin with a date, these are entries and not parts of the few
/// others, as where a program prints its log below a banner.
fn mark_dated(sample: &[u8], lines: &mut [Line]) {
    let is_dated =
        |line: &Line| !line.is_head && is_dated(sample.get(line.start..line.end).unwrap_or(b""));
    let n_dated = lines.iter().filter(|line| is_dated(line)).count();
    let n_heads = lines.iter().filter(|line| line.is_head).count();
    let n_blank = lines.iter().filter(|line| line.start == line.end).count();
    if n_dated > n_heads && n_dated * 2 > lines.len() - n_blank {
        for line in lines {
            line.is_head |= is_dated(line);
        }
    }
}

/// Whether a line begins, behind blanks, with a date and a clock.
fn is_dated(line: &[u8]) -> bool {
    const MODEL: &[u8] = b"0000-00-00 00:00:00";
    let text = line.trim_ascii_start();
    let is_like = |(byte, model): (&u8, &u8)| match model {
        b'0' => byte.is_ascii_digit(),
        b'-' => matches!(byte, b'-' | b'/'),
        b' ' => matches!(byte, b' ' | b'T'),
        sign => byte == sign,
    };
    text.len() >= MODEL.len() && text.iter().zip(MODEL).all(is_like)
}

fn line(sample: &[u8], start: usize, newline: usize) -> Line {
    let text = sample.get(start..newline).unwrap_or_default();
    let n_lead = lead_len(text);
    let start = start + n_lead;
    let text = text.get(n_lead..).unwrap_or_default();
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    Line { start, end: start + text.len(), is_head: !is_continuation(text) }
}
