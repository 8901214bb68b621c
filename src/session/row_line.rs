//! The line that a row shows of an entry: its first lines or, where these do not show what is looked
//! for, how they begin and the text around the first hit.

use crate::frame::trim_line_ends;
use crate::query::{Hit, Marks, Sought, WholeText, in_utf16};

/// Longest message of a row, in bytes: wider than any screen.
const MAX_ROW_BYTES: usize = 1_000;

/// Longest message where a row shows several of its lines.
const MAX_ROWS_BYTES: usize = 8_000;

/// A row of more lines says how many it leaves out, and shows a hit further down below those it has.
pub(super) const FEW_LINES: u32 = 3;

/// How much of an entry is searched for what its row marks.
const MAX_SEARCHED_BYTES: usize = 256 << 10;

/// A hit that ends further on than this may be out of sight: rows of common windows show so much.
const IN_SIGHT_BYTES: usize = 100;

/// Of a line whose hit is out of sight: how much of its start is shown, how much before the hit, and
/// from there on.
const START_BYTES: usize = 40;
const BEFORE_BYTES: usize = 40;
const AROUND_BYTES: usize = 400;

/// Stands for what is left out.
const GAP: &[u8] = " … ".as_bytes();

/// What a row of many lines does not show of its message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Whole lines after the last that is shown.
    pub n_lines: usize,
    /// The only line that is shown is cut.
    pub is_cut: bool,
}

/// A line, and what of it to mark: starts and ends in turn, in UTF-16 units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowLine {
    pub(super) text: Vec<u8>,
    pub(super) marks: Vec<u32>,
    pub(super) left_out: LeftOut,
}

/// What a row shows of an entry's message.
pub(super) fn row_line(sought: &[Sought], whole: &[u8], message: &[u8], n_lines: u32) -> RowLine {
    let (lines, left_out) = first_lines(message, n_lines);
    if sought.is_empty() {
        return RowLine { text: lines.to_vec(), marks: Vec::new(), left_out };
    }
    let text = trim_line_ends(whole);
    let text = text.get(..text.len().min(MAX_SEARCHED_BYTES)).unwrap_or_default();
    let message = message.get(..message.len().min(MAX_SEARCHED_BYTES)).unwrap_or_default();
    let marks = Marks::new(sought, WholeText { text, message });
    let hits = marks.message(lines);
    let is_in_sight = |hit: &Hit| n_lines > 1 || hit.end <= IN_SIGHT_BYTES;
    if hits.first().is_some_and(is_in_sight) {
        return RowLine { text: lines.to_vec(), marks: in_utf16(lines, &hits), left_out };
    }
    let of_lines = (lines, hits);
    let of_message = || (message, marks.message(message));
    // Of the first line what is outside the message is the head: it stands in columns.
    let below = memchr::memchr(b'\n', text).unwrap_or(text.len());
    let of_text = || (text, marks.entry().into_iter().filter(|hit| hit.start > below).collect());
    let found = Some(of_lines).filter(|(_, hits)| !hits.is_empty());
    let found = found.or_else(|| Some(of_message()).filter(|(_, hits)| !hits.is_empty()));
    let (from, hits) = found.unwrap_or_else(of_text);
    let mut start = clipped(lines, START_BYTES).to_vec();
    if n_lines > FEW_LINES {
        start.truncate(0);
        start.extend_from_slice(lines);
        start.push(b'\n');
    }
    let found = hits.first().map(|first| around(start, from, &hits, first));
    let (text, marks) = found.unwrap_or_else(|| (lines.to_vec(), Vec::new()));
    RowLine { text, marks, left_out }
}

/// A start, the text around the first hit, and what to mark.
fn around(start: Vec<u8>, from: &[u8], hits: &[Hit], first: &Hit) -> (Vec<u8>, Vec<u32>) {
    let before = from.get(..first.start).unwrap_or_default();
    let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let mut text = start;
    let start = floor(from, first.start.saturating_sub(BEFORE_BYTES).max(line_start));
    // A hit may be longer than any row.
    let rest = from.get(first.start..).unwrap_or_default();
    let line_end = memchr::memchr(b'\n', rest).map_or(from.len(), |at| first.start + at);
    let end = floor(from, line_end.min(start + AROUND_BYTES));
    text.extend_from_slice(GAP);
    let shift = |at: usize| at.clamp(start, end) - start + text.len();
    let within = hits.iter().filter(|hit| hit.start < end && hit.end > start);
    let moved: Vec<Hit> =
        within.map(|hit| Hit { start: shift(hit.start), end: shift(hit.end) }).collect();
    text.extend_from_slice(from.get(start..end).unwrap_or_default());
    let marks = in_utf16(&text, &moved);
    (text, marks)
}

/// So many lines from the first that is not blank, as many as fit whole; only the first is ever cut, between characters.
fn first_lines(message: &[u8], n_lines: u32) -> (&[u8], LeftOut) {
    if n_lines <= 1 {
        return (clipped(first_line(message), MAX_ROW_BYTES), LeftOut::default());
    }
    let lines = message.split_inclusive(|byte| *byte == b'\n');
    let mut lines = lines.scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, *at, !line.trim_ascii().is_empty()))
    });
    let Some((start, first_end, _)) = lines.find(|(.., says)| *says) else {
        return (&[], LeftOut::default());
    };
    let n_more = usize::try_from(n_lines - 1).unwrap_or(usize::MAX);
    let fits = |(.., end, _): &(usize, usize, bool)| end - start <= MAX_ROWS_BYTES;
    let end = lines.take(n_more).take_while(fits).last().map_or(first_end, |(_, end, _)| end);
    let shown = message.get(start..end).unwrap_or_default().trim_ascii_end();
    let rest = message.get(end..).unwrap_or_default().trim_ascii_end();
    let n_lines = memchr::memchr_iter(b'\n', rest).count() + usize::from(!rest.is_empty());
    let is_cut = shown.len() > MAX_ROWS_BYTES;
    (clipped(shown, MAX_ROWS_BYTES), LeftOut { n_lines, is_cut })
}

/// First non-blank line.
fn first_line(message: &[u8]) -> &[u8] {
    let mut lines = message.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

/// The start of a text, cut between characters.
pub(super) fn clipped(text: &[u8], max_bytes: usize) -> &[u8] {
    text.get(..floor(text, max_bytes)).unwrap_or_default()
}

/// The last place up to `at` that is between characters.
fn floor(text: &[u8], at: usize) -> usize {
    let mut at = at.min(text.len());
    // Continuation bytes of UTF-8 belong to the character before.
    while at > 0 && text.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_the_first_line_that_says_something() {
        assert_eq!(first_lines(b"\n  \n  boom \r\n at x", 1).0, b"boom");
        assert_eq!(first_lines(b"", 1).0, b"");
    }

    #[test]
    fn a_row_of_several_lines_begins_with_the_first_that_says_something() {
        let message = b"\n  \n  boom\n at x\n\n at y\n at z\n";
        let more = |n_lines| LeftOut { n_lines, is_cut: false };
        assert_eq!(first_lines(message, 3), (&b"  boom\n at x"[..], more(2)));
        assert_eq!(first_lines(message, 4), (&b"  boom\n at x\n\n at y"[..], more(1)));
        assert_eq!(first_lines(message, 90), (&b"  boom\n at x\n\n at y\n at z"[..], more(0)));
        assert_eq!(first_lines(b" \n", 3), (&b""[..], more(0)));
    }

    #[test]
    fn lines_are_shown_whole_or_counted() {
        let line = "x".repeat(3_000);
        let message = [line.as_str(); 5].join("\n");
        let (shown, left_out) = first_lines(message.as_bytes(), 60);
        assert_eq!((shown.len(), left_out.n_lines, left_out.is_cut), (6_001, 3, false));
        let long = format!("{}\nend", "x".repeat(4 << 20));
        let (shown, left_out) = first_lines(long.as_bytes(), 60);
        assert_eq!((shown.len(), left_out.n_lines, left_out.is_cut), (MAX_ROWS_BYTES, 1, true));
    }

    #[test]
    fn a_row_of_many_lines_shows_a_hit_below_them() {
        let frames: Vec<_> = (0..3_000).map(|idx| format!(" at frame {idx};")).collect();
        let message = format!("boom\n{}", frames.join("\n"));
        let sought = crate::query::parse("\"frame 2977;\"").unwrap().needles;
        let shown = row_line(&sought, message.as_bytes(), message.as_bytes(), 60);
        let text = String::from_utf8(shown.text).unwrap();
        assert!(text.starts_with("boom\n at frame 0;\n"), "{text}");
        assert!(text.ends_with(" at frame 58;\n …  at frame 2977;"), "{text}");
        assert_eq!(shown.left_out, LeftOut { n_lines: 2_941, is_cut: false });
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let line = "é".repeat(5_000);
        let cut = first_lines(line.as_bytes(), 1).0;
        assert!(std::str::from_utf8(cut).is_ok() && cut.len() <= MAX_ROW_BYTES);
        let shifted = format!("a{line}");
        assert!(std::str::from_utf8(first_lines(shifted.as_bytes(), 3).0).is_ok());
    }

    fn line(query: &str, message: &str) -> (String, Vec<String>) {
        let query = crate::query::parse(query).unwrap();
        let bytes = message.as_bytes();
        let RowLine { text, marks, .. } = row_line(&query.needles, bytes, bytes, 1);
        let text = String::from_utf8(text).unwrap();
        let units: Vec<u16> = text.encode_utf16().collect();
        let pairs = marks.chunks(2).map(|pair| {
            let range = pair[0] as usize..pair[1] as usize;
            String::from_utf16(&units[range]).unwrap()
        });
        (text.clone(), pairs.collect())
    }

    #[test]
    fn a_hit_out_of_sight_is_shown_with_what_stands_around_it() {
        let far = format!("gate opened {}the rope tore, the rope", "é ".repeat(200));
        let (text, marks) = line("rope", &far);
        assert!(text.starts_with("gate opened é é") && text.contains(" … "), "{text}");
        assert!(text.ends_with("the rope tore, the rope") && text.len() < 300, "{text}");
        assert_eq!(marks, ["rope", "rope"]);
        let (text, marks) = line("rope", "boom\n at a\n at rope (b)\n at c");
        assert_eq!((text.as_str(), marks), ("boom …  at rope (b)", vec!["rope".to_owned()]));
    }

    #[test]
    fn a_hit_in_the_head_alone_shows_nothing_else() {
        let sought = crate::query::parse("ERROR").unwrap().needles;
        let shown = row_line(&sought, b"09:00:00 ERROR boom\n at x", b"boom\n at x", 1);
        assert_eq!(shown, RowLine { text: b"boom".to_vec(), ..RowLine::default() });
        let shown = row_line(&sought, b"09:00:00 ERROR boom\n at ERROR", b"boom", 1);
        assert_eq!(shown.text, "boom …  at ERROR".as_bytes());
    }

    #[test]
    fn a_hit_in_sight_leaves_the_line_as_it_is() {
        let near = format!("the rope tore {}", "x".repeat(2_000));
        assert_eq!(line("rope", &near).0.as_bytes(), &near.as_bytes()[..MAX_ROW_BYTES]);
        assert_eq!(line("", "boom\n rope"), ("boom".to_owned(), vec![]));
        assert_eq!(line("level:error", "boom\n rope"), ("boom".to_owned(), vec![]));
    }

    #[test]
    fn a_hit_longer_than_a_row_is_cut() {
        let long = format!("{} {}", "a".repeat(150), "b".repeat(900));
        let (text, marks) = line("/b+/", &long);
        assert_eq!(marks, ["b".repeat(AROUND_BYTES - BEFORE_BYTES)]);
        assert!(text.starts_with(&"a".repeat(START_BYTES)) && text.len() < 500);
        let lines = format!("{}\n{}", "a".repeat(150), "b\n".repeat(900));
        assert_eq!(line("/(b\\s)+/", &lines).1, ["b"]);
    }
}
