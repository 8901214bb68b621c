//! Which entries of a block's text hold a needle.
//!
//! The text is searched as a whole, never entry by entry; a hit is mapped to its entry, and the
//! search resumes after that entry. The answer is the same as searching each trimmed entry alone.
//! Entries are searched in batches, so that a slow pattern can be interrupted or abandoned.

use std::ops::Range;

use super::literals::{Hit, Literals};
use super::needle::Needle;
use super::regex::Regex;
use crate::frame::trim_line_ends;
use crate::store::Block;

/// A search for a needle in a block's text.
pub(super) struct Search<'a> {
    pub(super) needle: &'a Needle,
    pub(super) block: &'a Block,
    pub(super) text: &'a [u8],
}

impl Search<'_> {
    /// The range of text that adjacent entries cover.
    fn text_of(&self, rows: &Range<usize>) -> Range<usize> {
        let range = self.block.range_of(rows);
        range.start..range.end.min(self.text.len())
    }

    /// The text of an entry with the line ends after it, and without.
    fn entry(&self, row: usize) -> (&[u8], &[u8]) {
        let whole = self.text.get(self.block.range(row)).unwrap_or_default();
        (whole, trim_line_ends(whole))
    }

    /// Adds those of `rows` that hold the needle.
    pub(super) fn add(&self, rows: Range<usize>, found: &mut Vec<usize>) {
        let range = self.text_of(&rows);
        let text = self.text.get(..range.end).unwrap_or_default();
        let by_literals = |literals: &Literals, found: &mut Vec<usize>| {
            let next = |from| literals.find(text, from);
            let is_in = |entry: &[u8], is_within| is_within || self.needle.is_in(entry);
            self.each(range.clone(), next, is_in, found);
        };
        match self.needle {
            Needle::Literals(literals) => by_literals(literals, found),
            Needle::Regex(regex) => match (regex.as_literals(), regex.required()) {
                (Some(literals), _) => by_literals(literals, found),
                (None, Some(literals)) => {
                    let next = |from| literals.find(text, from);
                    self.each(range, next, |entry, _| regex.is_match(entry), found);
                }
                (None, None) if regex.can_search(self.text.get(range).unwrap_or_default()) => {
                    self.add_by_regex(regex, rows, found);
                }
                (None, None) => found.extend(rows.filter(|row| regex.is_match(self.entry(*row).1))),
            },
        }
    }

    /// Those of `rows` with a value that may hold the needle, escaped or unescaped.
    pub(super) fn candidates(&self, rows: Range<usize>) -> Vec<usize> {
        let range = self.text_of(&rows);
        let text = self.text.get(..range.end).unwrap_or_default();
        let mut found = Vec::new();
        match self.needle {
            // What stands around a value is not what stands around it in the text.
            Needle::Regex(regex) if regex.looks_around() => match regex.required() {
                Some(literals) => {
                    let next = |from| literals.find(text, from);
                    self.each(range.clone(), next, |_, _| true, &mut found);
                }
                None => return rows.collect(),
            },
            Needle::Literals(_) | Needle::Regex(_) => self.add(rows, &mut found),
        }
        let next_escape = |from| {
            let start = from + memchr::memchr(b'\\', text.get(from..)?)?;
            Some(Hit { start, end: start + 1 })
        };
        self.each(range, next_escape, |_, _| true, &mut found);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Adds the entries of a part of the text that have a hit which `is_in` confirms, given the
    /// entry's text and whether the whole hit lies inside it.
    fn each(
        &self,
        range: Range<usize>,
        mut next: impl FnMut(usize) -> Option<Hit>,
        is_in: impl Fn(&[u8], bool) -> bool,
        rows: &mut Vec<usize>,
    ) {
        let mut from = range.start;
        while let Some(hit) = next(from).filter(|hit| hit.start < range.end) {
            let row = self.block.row_at(hit.start);
            let place = self.block.range(row);
            let entry = self.entry(row).1;
            if is_in(entry, hit.end <= place.start + entry.len()) {
                rows.push(row);
            }
            from = place.end.max(hit.start + 1);
        }
    }

    /// Adds those of `rows` that match a pattern which may look far ahead.
    ///
    /// A hit may span many entries, and the pattern may scan just as many before it settles for a
    /// short one. So, starting with one entry, it gets at most twice as much text as has gone
    /// without a match since the last one: each byte is scanned at most four times, and only once
    /// where matches are rare.
    fn add_by_regex(&self, regex: &Regex, rows: Range<usize>, found: &mut Vec<usize>) {
        let mut row = rows.start;
        let mut n_clear = 0;
        while row < rows.end {
            let window = row..self.block.row_within(row, 2 * n_clear).min(rows.end);
            if window.len() == 1 {
                let (whole, entry) = self.entry(row);
                let is_match = regex.is_match(entry);
                found.extend(is_match.then_some(row));
                n_clear = if is_match { 0 } else { n_clear + whole.len() };
                row += 1;
                continue;
            }
            let text = self.text_of(&window);
            let hit = regex.find(self.text.get(..text.end).unwrap_or_default(), text.start);
            let Some(hit) = hit.filter(|hit| hit.start < text.end) else {
                self.add_line_ends(regex, window.clone(), found);
                n_clear += text.len();
                row = window.end;
                continue;
            };
            let hit_row = self.block.row_at(hit.start);
            self.add_line_ends(regex, row..hit_row, found);
            let entry = self.entry(hit_row).1;
            let is_within = hit.end <= self.block.range(hit_row).start + entry.len();
            found.extend((is_within || regex.is_match(entry)).then_some(hit_row));
            n_clear = 0;
            row = hit_row + 1;
        }
    }

    /// Adds those of `rows` that match only on their own: in the whole text, an entry that ends
    /// before blanks or a carriage return does not end at a line end.
    fn add_line_ends(&self, regex: &Regex, rows: Range<usize>, found: &mut Vec<usize>) {
        if !regex.asks_for_line_end() {
            return;
        }
        found.extend(rows.filter(|row| {
            let (whole, entry) = self.entry(*row);
            let is_line_end = whole.get(entry.len()).is_none_or(|byte| *byte == b'\n');
            !is_line_end && regex.is_match(entry)
        }));
    }
}
