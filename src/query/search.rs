//! Which entries of a block's text hold a needle.
//!
//! The text is searched as a whole, never entry by entry; what is found is mapped to its entry,
//! and the search goes on behind it. The answer is that of asking each entry, trimmed, alone.

use super::literals::{Hit, Literals};
use super::needle::Needle;
use super::regex::Regex;
use crate::frame::trim_line_ends;
use crate::store::{Block, RowSet};

/// The entries of `block`, whose text is `text`, that hold `needle`.
pub(super) fn rows_with(needle: &Needle, block: &Block, text: &[u8]) -> RowSet {
    let search = Search { needle, block, text };
    let by_literals = |literals: &Literals| {
        let is_in = |entry: &[u8], is_within| is_within || needle.is_in(entry);
        search.each(|from| literals.find(text, from), is_in)
    };
    match needle {
        Needle::Literals(literals) => by_literals(literals),
        Needle::Regex { regex, .. } => match (regex.as_literals(), regex.required()) {
            (Some(literals), _) => by_literals(literals),
            (None, Some(literals)) => {
                search.each(|from| literals.find(text, from), |entry, _| regex.is_match(entry))
            }
            (None, None) if regex.can_search(text) => search.by_regex(regex),
            (None, None) => search.one_by_one(),
        },
    }
}

/// Entries of which a value, unescaped or not, may hold `needle`; `None` if any may.
pub(super) fn candidates(needle: &Needle, block: &Block, text: &[u8]) -> Option<RowSet> {
    let search = Search { needle, block, text };
    let found = match needle {
        // What stands around a value is not what stands around it in the text.
        Needle::Regex { regex, .. } if regex.looks_around() => {
            let literals = regex.required()?;
            search.each(|from| literals.find(text, from), |_, _| true)
        }
        Needle::Literals(_) | Needle::Regex { .. } => rows_with(needle, block, text),
    };
    let next_escape = |from| {
        let start = from + memchr::memchr(b'\\', text.get(from..)?)?;
        Some(Hit { start, end: start + 1 })
    };
    Some(found.or(search.each(next_escape, |_, _| true)))
}

struct Search<'a> {
    needle: &'a Needle,
    block: &'a Block,
    text: &'a [u8],
}

impl Search<'_> {
    /// Entries in which something is found that `is_in` confirms, given the entry's text and
    /// whether all that was found lies in it.
    fn each(
        &self,
        mut next: impl FnMut(usize) -> Option<Hit>,
        is_in: impl Fn(&[u8], bool) -> bool,
    ) -> RowSet {
        let mut rows = Vec::new();
        let mut from = 0;
        while let Some(found) = next(from) {
            if found.start >= self.text.len() {
                break;
            }
            let row = self.block.row_at(found.start);
            let range = self.block.range(row);
            let entry = trim_line_ends(self.text.get(range.clone()).unwrap_or_default());
            if is_in(entry, found.end <= range.start + entry.len()) {
                rows.push(row);
            }
            from = range.end.max(found.start + 1);
        }
        RowSet::from_rows(self.block.n_entries(), &rows)
    }

    fn by_regex(&self, regex: &Regex) -> RowSet {
        let found = self.each(
            |from| regex.find(self.text, from),
            |entry, is_within| is_within || regex.is_match(entry),
        );
        if !regex.asks_for_line_end() {
            return found;
        }
        // Behind blanks or a carriage return an entry's end is no line's end.
        let n = self.block.n_entries();
        let ends = RowSet::from_fn(n, |row| {
            let whole = self.text.get(self.block.range(row)).unwrap_or_default();
            let entry = trim_line_ends(whole);
            let is_line_end = whole.get(entry.len()).is_none_or(|byte| *byte == b'\n');
            !found.has(row) && !is_line_end && regex.is_match(entry)
        });
        found.or(ends)
    }

    fn one_by_one(&self) -> RowSet {
        RowSet::from_fn(self.block.n_entries(), |row| {
            let entry = self.text.get(self.block.range(row)).unwrap_or_default();
            self.needle.is_in(trim_line_ends(entry))
        })
    }
}
