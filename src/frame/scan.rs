//! Walks over text line by line and cuts it into entries.

use super::entry::{Heads, LineLook, RareBytes, is_blank, look};
use super::line_ends::LineEnds;
use super::line_parts::{head_behind_return, lead_len, look_behind_zeros, part_len};
use super::window::Window;
use crate::units::ByteSpan;

/// Longest entry that is kept whole; a longer one is cut into several, and counted.
///
/// An entry has to be in memory once to be parsed, together with what it is compared with.
pub const MAX_ENTRY_BYTES: u64 = 128 << 20;

/// One entry, as far as framing knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framed {
    /// From its first byte to the start of the next entry, including line ends and blank lines.
    pub span: ByteSpan,
    /// Line ends in the span (the last line of a source may have none and still counts).
    pub n_lines: u64,
    /// Those that contain only white space.
    pub n_blank: u64,
    /// It is longer than [`MAX_ENTRY_BYTES`] and goes on in the next one.
    pub is_split: bool,
}

impl Framed {
    /// The part of an entry whose text is `first`, where more than one was found in it.
    #[must_use]
    pub fn first_part(self, first: &[u8]) -> Self {
        let span = ByteSpan { end: self.span.start + first.len() as u64, ..self.span };
        let whole_lines = memchr::memrchr(b'\n', first).and_then(|end| first.get(..end));
        let lines = || whole_lines.into_iter().flat_map(|lines| lines.split(|byte| *byte == b'\n'));
        let n_blank = lines().filter(|line| is_blank(line)).count() as u64;
        Self { span, n_lines: lines().count() as u64, n_blank, is_split: false }
    }

    /// What is left of an entry behind `first`, a part of it.
    #[must_use]
    pub fn behind(self, first: Self) -> Self {
        Self {
            span: ByteSpan { start: first.span.end, ..self.span },
            n_lines: self.n_lines.saturating_sub(first.n_lines),
            n_blank: self.n_blank.saturating_sub(first.n_blank),
            is_split: self.is_split,
        }
    }
}

/// Finds the entries that belong to one range of a source.
///
/// Scanners over adjacent ranges find each entry exactly once: a range begins at the first line that
/// starts an entry and whose preceding line (ignoring blank ones) is at or after the range's start; it
/// ends where the next range begins by the same rule.
#[derive(Debug)]
pub struct Scanner {
    end: u64,
    /// Start of the current line.
    line_start: u64,
    /// Start of what is left of it: a line with NUL bytes inside has several parts.
    part_start: u64,
    /// Some part of it was not blank.
    is_line_seen: bool,
    /// Length of the byte order mark; for ranges, the first line begins before it.
    n_mark: u64,
    line_ends: LineEnds,
    /// What the last non-blank line said about the next, and where it starts.
    before: Option<(LineLook, u64)>,
    entry_start: Option<u64>,
    n_lines: u64,
    n_blank: u64,
    phase: Phase,
    outside: Outside,
}

/// Bytes and lines at the front of a source that belong to no entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outside {
    /// Byte order mark, and lines before the first entry.
    pub n_bytes: u64,
    /// Those lines.
    pub n_lines: u64,
    /// Those of them that contain only white space.
    pub n_blank: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// In the middle of a line that belongs to another range.
    Aligning,
    /// At a line, before the first entry of the range.
    Seeking,
    Running,
    Done,
}

impl Scanner {
    /// A scanner for the entries of `start..end`; give it text from [`Self::keep_from`] on.
    pub fn new(start: u64, end: u64) -> Self {
        let phase = if start == 0 { Phase::Running } else { Phase::Aligning };
        // The line end just before `start` tells that a line begins right there.
        let from = start.saturating_sub(1);
        Self {
            end,
            line_start: from,
            part_start: from,
            is_line_seen: false,
            n_mark: 0,
            line_ends: LineEnds::new(from),
            before: None,
            entry_start: None,
            n_lines: 0,
            n_blank: 0,
            phase,
            outside: Outside::default(),
        }
    }

    /// Skips the first `n_bytes` of a source: its byte order mark.
    pub fn skip_mark(&mut self, n_bytes: u64) {
        self.n_mark = n_bytes;
        self.line_start += n_bytes;
        self.part_start = self.line_start;
        self.line_ends = LineEnds::new(self.line_start);
        self.outside.n_bytes += n_bytes;
    }

    /// First byte of the text that is still needed.
    pub fn keep_from(&self) -> u64 {
        let line = match self.phase {
            // The front of a line that belongs to somebody else is not needed.
            Phase::Aligning => self.line_ends.none_before(),
            Phase::Seeking | Phase::Running | Phase::Done => self.part_start,
        };
        self.entry_start.unwrap_or(line)
    }

    /// Whether all entries of the range have been returned.
    pub fn is_done(&self) -> bool {
        self.phase == Phase::Done
    }

    /// What is known of the text from `start` to the last line end that was found.
    #[inline]
    pub fn rare_from(&self, start: u64) -> RareBytes {
        self.line_ends.rare_from(start)
    }

    /// What came before the first entry of the source.
    pub fn outside(&self) -> Outside {
        self.outside
    }

    /// Returns the next complete entry, or `None` if more text is needed or everything is done.
    ///
    /// # Shape
    /// The window begins at or before [`Self::keep_from`].
    ///
    /// # Cost
    /// Linear in the text, whatever its chunks: no byte is searched twice.
    pub fn next(&mut self, window: &Window<'_>, heads: &mut impl Heads) -> Option<Framed> {
        while self.phase != Phase::Done {
            let Some((line, next_line)) = self.line(window) else {
                return self.at_window_end(window);
            };
            if self.phase == Phase::Aligning {
                self.phase = Phase::Seeking;
                self.move_to(next_line);
                continue;
            }
            if let Some(split) = self.split_if_overlong(next_line) {
                return Some(split);
            }
            let n_lead = lead_len(line);
            let rest = line.get(n_lead..).unwrap_or_default();
            let rare = self.rare_from(self.line_start);
            heads.notice(rare);
            let framed = match rare {
                RareBytes::None => self.take_line(rest, n_lead, next_line, heads),
                RareBytes::Perhaps => self.take_next_part(rest, n_lead, next_line, heads),
            };
            if framed.is_some() {
                return framed;
            }
        }
        None
    }

    /// Takes a line without NUL bytes, as nearly all are.
    #[inline]
    fn take_line(
        &mut self,
        rest: &[u8],
        n_lead: usize,
        next_line: u64,
        heads: &mut impl Heads,
    ) -> Option<Framed> {
        let mut framed = None;
        let is_blank = is_blank(rest);
        if !is_blank {
            let before = self.before.map(|(before, _)| before);
            let (is_start, line_look) = look(before, rest, heads);
            framed = self.take_looked_at(rest, n_lead as u64, (is_start, Some(line_look)), heads);
        }
        self.end_line(next_line, u64::from(is_blank));
        framed
    }

    /// Takes the rest of a line, which no NUL byte ends.
    fn take_rest(
        &mut self,
        rest: &[u8],
        n_lead: usize,
        next_line: u64,
        heads: &mut impl Heads,
    ) -> Option<Framed> {
        let is_blank = is_blank(rest);
        let framed = if is_blank { None } else { self.take_part(rest, n_lead as u64, heads) };
        self.end_line(next_line, u64::from(is_blank && !self.is_line_seen));
        framed
    }

    /// Counts a line that was taken and moves on, unless it showed that the range is over.
    #[inline]
    fn end_line(&mut self, next_line: u64, n_blank: u64) {
        if self.phase != Phase::Done {
            self.count_line(next_line, n_blank);
            self.move_to(next_line);
        }
    }

    /// Takes what the next NUL byte of a line ends.
    #[inline(never)]
    fn take_next_part(
        &mut self,
        rest: &[u8],
        n_lead: usize,
        next_line: u64,
        mut heads: &mut dyn Heads,
    ) -> Option<Framed> {
        let heads = &mut heads;
        let n_part = part_len(rest);
        if n_part == rest.len() {
            return self.take_rest(rest, n_lead, next_line, heads);
        }
        let part = rest.get(..n_part).unwrap_or_default();
        let is_blank = is_blank(part);
        let framed = if is_blank { None } else { self.take_part(part, n_lead as u64, heads) };
        if self.phase != Phase::Done {
            self.is_line_seen |= !is_blank;
            self.part_start += (n_lead + n_part) as u64;
        }
        framed
    }

    /// What is left of the line at hand, without its line end, and where the next one starts.
    #[inline]
    fn line<'t>(&mut self, window: &Window<'t>) -> Option<(&'t [u8], u64)> {
        let (line_end, next_line) = match self.line_ends.peek(window) {
            Some(at) => (at, at + 1),
            None if window.is_last && self.line_start < window.end() => {
                (window.end(), window.end())
            }
            None => return None,
        };
        // While aligning, the front of the line may be gone from the text.
        let line = window.slice(self.part_start.max(window.base), line_end);
        Some((line.strip_suffix(b"\r").unwrap_or(line), next_line))
    }

    fn move_to(&mut self, next_line: u64) {
        self.line_start = next_line;
        self.part_start = next_line;
        self.is_line_seen = false;
        self.line_ends.pass();
    }

    /// Looks at the non-blank `part` of a line, which NUL bytes may set apart from what is before.
    fn take_part(&mut self, part: &[u8], n_lead: u64, heads: &mut impl Heads) -> Option<Framed> {
        let before = self.before.map(|(before, _)| before);
        let looked_at = if self.is_line_seen {
            look_behind_zeros(before, part, heads)
        } else {
            let (is_start, line_look) = look(before, part, heads);
            (is_start, Some(line_look))
        };
        self.take_looked_at(part, n_lead, looked_at, heads)
    }

    /// Takes a part of a line of which is known whether it starts an entry, and what it says about the
    /// next line; returns the entry that ends with it.
    ///
    /// The `n_lead` bytes before it belong to what came before.
    #[inline]
    fn take_looked_at(
        &mut self,
        part: &[u8],
        n_lead: u64,
        (mut is_start, mut line_look): (bool, Option<LineLook>),
        heads: &mut impl Heads,
    ) -> Option<Framed> {
        let mut start = self.part_start + n_lead;
        let is_unknown = self.phase == Phase::Seeking && self.before.is_none();
        if !is_start && self.line_ends.may_return_from(start) {
            let before = self.before.map(|(before, _)| before);
            if let Some((at, drawn_look)) = head_behind_return(before, part, heads) {
                start += at as u64;
                (is_start, line_look) = (true, Some(drawn_look));
            }
        }
        let is_start = is_start && !is_unknown;
        let is_beyond = self.before.is_some_and(|(_, start)| start >= self.end);
        let begins = if self.line_start == self.n_mark { 0 } else { self.line_start };
        self.before = line_look.map(|line_look| (line_look, begins));
        if !is_start {
            return None;
        }
        if self.entry_start.is_none() && self.phase == Phase::Running {
            self.outside.n_bytes += start - self.line_start;
        }
        if self.entry_start == Some(start) {
            // What was too long was cut right here.
            return None;
        }
        let framed = self.close_entry(start);
        if is_beyond {
            self.phase = Phase::Done;
        } else {
            self.phase = Phase::Running;
            self.entry_start = Some(start);
        }
        framed
    }

    fn count_line(&mut self, next_line: u64, n_blank: u64) {
        if self.entry_start.is_some() {
            self.n_lines += 1;
            self.n_blank += n_blank;
        } else if self.phase == Phase::Running {
            self.outside.n_bytes += next_line - self.line_start;
            self.outside.n_lines += 1;
            self.outside.n_blank += n_blank;
        }
    }

    fn close_entry(&mut self, end: u64) -> Option<Framed> {
        let start = self.entry_start.take()?;
        let (n_lines, n_blank) = (self.n_lines, self.n_blank);
        (self.n_lines, self.n_blank) = (0, 0);
        Some(Framed { span: ByteSpan { start, end }, n_lines, n_blank, is_split: false })
    }

    /// Cuts the entry if the line that ends at `line_end` makes it too long: before that line, unless
    /// it is of one line.
    #[inline]
    fn split_if_overlong(&mut self, line_end: u64) -> Option<Framed> {
        let entry_start = self.entry_start?;
        let cut = entry_start + MAX_ENTRY_BYTES;
        if line_end <= cut {
            return None;
        }
        let is_within = entry_start < self.line_start && self.line_start < cut;
        let cut = if is_within { self.line_start } else { cut };
        let framed = self.close_entry(cut)?;
        self.entry_start = Some(cut);
        self.part_start = self.part_start.max(cut);
        Some(Framed { is_split: true, ..framed })
    }

    #[inline(never)]
    fn at_window_end(&mut self, window: &Window<'_>) -> Option<Framed> {
        if let Some(split) = self.split_if_overlong(window.end()) {
            return Some(split);
        }
        if !window.is_last {
            self.pass_zeros(window);
            return None;
        }
        self.phase = Phase::Done;
        self.close_entry(window.end())
    }

    /// Steps over NUL bytes, so that any number of them needs no memory.
    fn pass_zeros(&mut self, window: &Window<'_>) {
        if self.phase != Phase::Aligning {
            let left = window.slice(self.part_start, window.end());
            self.part_start += left.iter().take_while(|byte| **byte == 0).count() as u64;
        }
    }
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "numbers of tests are small")]
mod tests {
    use super::*;

    /// Lines that begin with a capital are heads; those with a number sign are comments.
    struct Capitals;

    impl Heads for Capitals {
        fn starts(&mut self, line: &[u8]) -> bool {
            line.first().is_some_and(u8::is_ascii_uppercase)
        }
        fn joins_headless(&self) -> bool {
            true
        }
        fn is_aside(&self, line: &[u8]) -> bool {
            line.starts_with(b"#")
        }
    }

    /// Entries of `start..end`, with the text given in chunks.
    fn scan(text: &[u8], start: u64, end: u64, chunk: usize) -> (Vec<Framed>, Outside) {
        let mut scanner = Scanner::new(start, end);
        if start == 0 && text.starts_with(MARK) {
            scanner.skip_mark(MARK.len() as u64);
        }
        let mut found = Vec::new();
        let first = start.saturating_sub(1) as usize;
        let mut have = first;
        loop {
            have = (have + chunk).min(text.len());
            let base = scanner.keep_from() as usize;
            let is_last = have == text.len();
            let window = Window { text: &text[base..have], base: base as u64, is_last };
            while let Some(framed) = scanner.next(&window, &mut Capitals) {
                found.push(framed);
            }
            if scanner.is_done() || is_last {
                return (found, scanner.outside());
            }
        }
    }

    const MARK: &[u8] = b"\xEF\xBB\xBF";

    const TEXT: &[u8] = b"\n\nA one\n  more\nB\r\n\n\nstill b\nC three\nD\ntail without end";

    #[test]
    fn entries_and_what_lies_outside_cover_the_text() {
        let (entries, outside) = scan(TEXT, 0, TEXT.len() as u64, 1_000);
        let texts: Vec<&[u8]> =
            entries.iter().map(|e| &TEXT[e.span.start as usize..e.span.end as usize]).collect();
        let expected: [&[u8]; 4] =
            [b"A one\n  more\n", b"B\r\n\n\nstill b\n", b"C three\n", b"D\ntail without end"];
        assert_eq!(texts, expected);
        assert_eq!(outside, Outside { n_bytes: 2, n_lines: 2, n_blank: 2 });
        let n_lines: Vec<_> = entries.iter().map(|e| (e.n_lines, e.n_blank)).collect();
        assert_eq!(n_lines, [(2, 0), (4, 2), (1, 0), (2, 0)]);
    }

    #[test]
    fn chunks_do_not_matter() {
        let whole = scan(TEXT, 0, TEXT.len() as u64, 1_000);
        for chunk in 1..TEXT.len() {
            assert_eq!(scan(TEXT, 0, TEXT.len() as u64, chunk), whole, "chunks of {chunk}");
        }
    }

    #[test]
    fn any_two_cuts_give_each_entry_once() {
        check_cuts(TEXT);
        check_cuts(b"A\nB\n\nC\n");
    }

    #[test]
    fn lines_aside_start_nothing_and_the_next_line_does() {
        let text = b"#one\n\n#two\nno head\nB\n#three\n#four\nno head either\nC\n";
        let (entries, outside) = scan(text, 0, text.len() as u64, 1_000);
        let texts: Vec<&[u8]> =
            entries.iter().map(|e| &text[e.span.start as usize..e.span.end as usize]).collect();
        let expected: [&[u8]; 4] =
            [b"no head\n", b"B\n#three\n#four\n", b"no head either\n", b"C\n"];
        assert_eq!(texts, expected);
        assert_eq!(outside, Outside { n_bytes: 11, n_lines: 3, n_blank: 1 });
        check_cuts(text);
        check_cuts(b"#one\n#two\n");
    }

    #[test]
    fn a_cut_may_fall_into_the_byte_order_mark() {
        check_cuts(b"\xEF\xBB\xBFA\nB\nC\n");
        check_cuts(b"\xEF\xBB\xBF\n\nA\nb\nC\n");
    }

    #[test]
    fn what_leads_a_line_belongs_to_what_came_before() {
        let text = b"\0\0A\n\xEF\xBB\xBFB\nno head\n\xEF\xBB\xBFno head\n\0\0\n\0\0\0C\n\0\0";
        let (entries, outside) = scan(text, 0, text.len() as u64, 1_000);
        let texts: Vec<&[u8]> =
            entries.iter().map(|e| &text[e.span.start as usize..e.span.end as usize]).collect();
        let expected: [&[u8]; 3] =
            [b"A\n\xEF\xBB\xBF", b"B\nno head\n\xEF\xBB\xBFno head\n\0\0\n\0\0\0", b"C\n\0\0"];
        assert_eq!(texts, expected);
        assert_eq!(outside, Outside { n_bytes: 2, n_lines: 0, n_blank: 0 });
        let n_lines: Vec<_> = entries.iter().map(|e| (e.n_lines, e.n_blank)).collect();
        assert_eq!(n_lines, [(1, 0), (4, 1), (2, 1)]);
        check_cuts(text);
    }

    #[track_caller]
    fn check_texts(text: &[u8], expected: &[&[u8]]) {
        let (entries, outside) = scan(text, 0, text.len() as u64, 1_000);
        let texts = entries.iter().map(|e| &text[e.span.start as usize..e.span.end as usize]);
        let show = |text: &[u8]| text.escape_ascii().to_string();
        let expected: Vec<_> = expected.iter().map(|text| show(text)).collect();
        assert_eq!(texts.map(show).collect::<Vec<_>>(), expected);
        let n_lines: u64 = entries.iter().map(|entry| entry.n_lines).sum();
        let n_ends = memchr::memchr_iter(b'\n', text).count() as u64;
        let has_end = text.is_empty() || text.ends_with(b"\n");
        assert_eq!(n_lines + outside.n_lines, n_ends + u64::from(!has_end));
        for chunk in 1..text.len() {
            assert_eq!(scan(text, 0, text.len() as u64, chunk).0, entries, "chunks of {chunk}");
        }
        check_cuts(text);
    }

    #[test]
    fn a_head_behind_zeros_starts_an_entry() {
        check_texts(
            b"A cut\0\0\0B\nx\0\0no head\0C\0\0\nD\0\n",
            &[b"A cut\0\0\0", b"B\nx\0\0no head\0", b"C\0\0\n", b"D\0\n"],
        );
        check_texts(b"\0\0\0A\0\0", &[b"A\0\0"]);
        check_texts(b"#one\0\0A\n", &[b"A\n"]);
        let text = [b"A".as_slice(), &[0; 200], b"B\n", &[0; 200], b"\n", &[0; 70], b"C"].concat();
        let behind = [b"B\n".as_slice(), &[0; 200], b"\n", &[0; 70]].concat();
        check_texts(&text, &[&text[..201], &behind, b"C"]);
    }

    #[test]
    fn what_is_drawn_over_a_line_is_one_entry() {
        check_texts(b"A\n\rB\rC\rD\nE\r\n", &[b"A\n\r", b"B\rC\rD\n", b"E\r\n"]);
        check_texts(b"A\n1\r2\rB\rC\nD\n", &[b"A\n1\r2\r", b"B\rC\n", b"D\n"]);
        check_texts(b"A\n1\r2\r\n\r\r\n", &[b"A\n1\r2\r\n\r\r\n"]);
        // Some devices end lines the other way round.
        check_texts(b"A\n\rB\n\r  b\n\rC\n\r", &[b"A\n\r", b"B\n\r  b\n\r", b"C\n\r"]);
    }

    #[test]
    fn zeros_need_no_memory_in_front_of_a_line() {
        let text = [&[0; 5_000][..], b"A\n"].concat();
        let mut scanner = Scanner::new(0, text.len() as u64);
        for have in [100, 1_000, 5_000] {
            let base = scanner.keep_from() as usize;
            let window = Window { text: &text[base..have], base: base as u64, is_last: false };
            assert_eq!(scanner.next(&window, &mut Capitals), None);
            assert_eq!(scanner.keep_from(), have as u64);
        }
        let window = Window { text: &text[5_000..], base: 5_000, is_last: true };
        let framed = scanner.next(&window, &mut Capitals).unwrap();
        assert_eq!(framed.span, ByteSpan { start: 5_000, end: 5_002 });
        assert_eq!(scanner.outside().n_bytes, 5_000);
    }

    #[track_caller]
    fn check_cuts(text: &[u8]) {
        let size = text.len() as u64;
        let (whole, _) = scan(text, 0, size, 1_000);
        for first in 1..size {
            for second in first..size {
                let parts = [(0, first), (first, second), (second, size)]
                    .map(|(start, end)| scan(text, start, end, 3).0);
                let joined: Vec<Framed> = parts.concat();
                assert_eq!(joined, whole, "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn an_overlong_entry_is_cut_and_nothing_is_lost() {
        let mut text = vec![b'x'; MAX_ENTRY_BYTES as usize + 1_000];
        text.extend_from_slice(b"\nB next\n");
        text[0] = b'A';
        let size = text.len() as u64;
        for chunk in [50_000_000, text.len()] {
            let (entries, _) = scan(&text, 0, size, chunk);
            let lens: Vec<_> = entries.iter().map(|e| (e.span.len(), e.is_split)).collect();
            assert_eq!(lens, [(MAX_ENTRY_BYTES, true), (1_001, false), (7, false)], "{chunk}");
        }
        // The next entry begins where the one before would be too long with it.
        text[MAX_ENTRY_BYTES as usize - 1..].copy_from_slice(&[b'\n'; 1_009]);
        text.splice(MAX_ENTRY_BYTES as usize - 4..MAX_ENTRY_BYTES as usize + 4, *b"\nB next\n");
        let (entries, _) = scan(&text, 0, size, 50_000_000);
        assert_eq!(entries.iter().map(|entry| entry.span.len()).sum::<u64>(), size);
        assert_eq!(text[entries[1].span.start as usize], b'B');

        let (late, _) = scan(&text, 1_000, size, 50_000_000);
        assert!(
            late.is_empty(),
            "the entry after the first known line belongs to the range before"
        );
    }
}
