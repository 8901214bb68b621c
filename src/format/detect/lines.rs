//! The lines of a sample, and which of them continue an entry by their looks.

/// How many lines of a sample are looked at.
const MAX_LINES: usize = 1000;

/// The lines of a sample: places in its text.
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

fn line(sample: &[u8], start: usize, newline: usize) -> Line {
    let text = sample.get(start..newline).unwrap_or_default();
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    Line { start, end: start + text.len(), is_head: !is_continuation(text) }
}

/// Blank, indented, or the usual next lines of stack traces and of structures over several lines.
pub(in crate::format) fn is_continuation(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 7] = [b"Caused by:", b"at ", b"...", b"Suppressed:", b"}", b"]", b")"];
    let is_blank = line.iter().all(u8::is_ascii_whitespace);
    let is_indented = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    is_blank
        || is_indented
        || STARTS.iter().any(|start| line.starts_with(start))
        || is_exception(line)
}

/// `java.lang.IllegalStateException: …`, `ValueError: …`.
fn is_exception(line: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'$');
    let end = line.iter().position(|byte| !is_name(byte)).unwrap_or(line.len());
    let name = line.get(..end).unwrap_or_default();
    let is_end = line.get(end).is_none_or(|&byte| byte == b':');
    is_end && end > 6 && (name.ends_with(b"Exception") || name.ends_with(b"Error"))
}

#[cfg(test)]
mod tests {
    use super::is_continuation;
    use crate::frame::{Heads, classify, is_blank, starts_entry};

    struct NoHeads;

    impl Heads for NoHeads {
        fn starts(&mut self, _line: &[u8]) -> bool {
            false
        }
        fn joins_headless(&self) -> bool {
            false
        }
    }

    /// `frame` stands above `format`, which therefore cannot ask it.
    #[test]
    fn first_lines_of_traces_are_heads_and_the_next_ones_are_not_as_framing_has_it() {
        for trace in [
            "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\nValueError: x",
            "java.lang.Boom: x\n\tat a.b(C.java:1)\nCaused by: y\n\t... 3 more",
            "boom\n    at f (x.js:1:2)\n}\n]\n)\n... 2 more",
        ] {
            let mut before = None;
            for line in trace.lines().map(str::as_bytes) {
                assert!(!is_blank(line));
                let is_start = starts_entry(before, line, &mut NoHeads);
                assert_eq!(is_continuation(line), !is_start, "{}", line.escape_ascii());
                before = Some(classify(line));
            }
        }
    }
}
