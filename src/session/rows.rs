//! Rows of the list, with the line that each shows.

use super::Session;
use super::entry_reader::{EntryReader, PartText};
use super::selection::{FOUND, LIST, SelectionId};
use super::text::span_text;
use crate::aggregate::order::{self, ListedRow};
use crate::frame::trim_line_ends;
use crate::input::Storage;
use crate::query::{Marks, Sought, WholeText, in_utf16};
use crate::store::{RowKey, StampBits};
use crate::units::ByteSpan;

/// Longest message of a row, in bytes: wider than any screen.
const MAX_ROW_BYTES: usize = 1_000;

/// How much of an entry is parsed for its row: the head is at the front.
const MAX_PARSED_BYTES: u64 = 256 << 10;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowText {
    /// Its key in the order of the list.
    pub key: RowKey,
    /// It has a time of its own; else its key has that of its place.
    pub is_dated: bool,
    /// Level as a number.
    pub level: u8,
    /// Digits and inferred parts of its time.
    pub stamp: StampBits,
    /// First line of its message, clipped; `None` if the text is gone.
    pub message: Option<Vec<u8>>,
    /// Where what the selection looks for stands in it: starts and ends in turn, in UTF-16 units.
    pub marks: Vec<u32>,
}

impl<S: Storage> Session<S> {
    /// The first `n` entries of a selection at or after `key`, in the list's order.
    ///
    /// # Cost
    /// That of [`order::rows_from`], and one read per run of rows that share a block.
    pub fn rows(&mut self, id: SelectionId, key: RowKey, n: usize) -> Vec<RowText> {
        self.rows_within(id, key, n, usize::MAX).0
    }

    /// Like [`Self::rows`], but only as many as `max_reads` reads of text yield, at least one, and whether
    /// some were left off because of that.
    ///
    /// Rows far apart cost a read each, and a caller that asks several workers does not need every
    /// row from each.
    pub fn rows_within(
        &mut self,
        id: SelectionId,
        key: RowKey,
        n: usize,
        max_reads: usize,
    ) -> (Vec<RowText>, bool) {
        let listed = order::rows_from(&self.listed_blocks(id), key, n);
        let mut rows = Vec::with_capacity(listed.len());
        let runs = listed.chunk_by(|one, next| one.block_idx == next.block_idx);
        for run in runs.take(max_reads.max(1)) {
            self.rows_of_block(id, run, &mut rows);
        }
        let is_cut = rows.len() < listed.len();
        (rows, is_cut)
    }

    fn rows_of_block(&mut self, id: SelectionId, run: &[ListedRow], rows: &mut Vec<RowText>) {
        let Some(block) = run.first().and_then(|row| self.blocks.get(row.block_idx)) else {
            return;
        };
        let ranges = run.iter().map(|listed| block.range(listed.row));
        let start = ranges.clone().map(|range| range.start).min().unwrap_or(0);
        let end = ranges.map(|range| range.end).max().unwrap_or(0);
        let first = block.span.start + start as u64;
        let is_one = run.len() == 1;
        let last = block.span.start + end as u64;
        let last = if is_one { last.min(first + MAX_PARSED_BYTES) } else { last };
        let text = span_text(block, ByteSpan { start: first, end: last }, &mut self.storage);
        let source = self.sources.get_mut(&block.source);
        let parser = source.and_then(|source| source.parser.as_mut());
        let mut reader = parser.map(|parser| EntryReader::new(parser, &mut self.names));
        let selections = &self.questions.selections;
        let found = selections.get(&FOUND).filter(|_| id == LIST);
        let selection = found.or_else(|| selections.get(&id));
        let sought = selection.map_or(&[][..], |selection| &selection.query.needles);
        for listed in run {
            let mut marks = Vec::new();
            let message = text.as_ref().ok().map(|text| {
                let whole = PartText { text, start }.entry(block, listed.row);
                let message = reader.as_mut().map(|reader| reader.read(whole).message());
                let message = message.unwrap_or_default();
                let line = first_line(message);
                marks = marks_in(sought, whole, message, line);
                line.to_vec()
            });
            let tag = block.tag(listed.row);
            let is_dated = block.is_dated(listed.row);
            let (key, level, stamp) = (listed.key, tag.level, tag.stamp);
            rows.push(RowText { key, is_dated, level, stamp, message, marks });
        }
    }
}

/// What to mark in the line that a row shows of an entry.
fn marks_in(sought: &[Sought], whole: &[u8], message: &[u8], line: &[u8]) -> Vec<u32> {
    if sought.is_empty() {
        return Vec::new();
    }
    let most = usize::try_from(MAX_PARSED_BYTES).unwrap_or(usize::MAX);
    let start = |text: &'_ [u8]| text.len().min(most);
    let text = trim_line_ends(whole);
    let text = text.get(..start(text)).unwrap_or_default();
    let message = message.get(..start(message)).unwrap_or_default();
    let marks = Marks::new(sought, WholeText { text, message });
    in_utf16(line, &marks.message(line))
}

/// First non-blank line, clipped to [`MAX_ROW_BYTES`] between characters.
fn first_line(message: &[u8]) -> &[u8] {
    let mut lines = message.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let line = lines.find(|line| !line.is_empty()).unwrap_or_default();
    let mut end = line.len().min(MAX_ROW_BYTES);
    // Continuation bytes of UTF-8 belong to the character before.
    while end < line.len() && end > 0 && line.get(end).is_some_and(|byte| byte & 0xC0 == 0x80) {
        end -= 1;
    }
    line.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_shows_the_first_line_that_says_something() {
        assert_eq!(first_line(b"\n  \n  boom \r\n at x"), b"boom");
        assert_eq!(first_line(b""), b"");
    }

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let line = "é".repeat(2_000);
        let cut = first_line(line.as_bytes());
        assert!(std::str::from_utf8(cut).is_ok() && cut.len() <= MAX_ROW_BYTES);
        let shifted = format!("a{line}");
        assert!(std::str::from_utf8(first_line(shifted.as_bytes())).is_ok());
    }
}
