//! Every entry of a selection in the list's order, a few at a time, for exports.

use std::collections::BTreeMap;

use super::Session;
use super::entry_reader::PartText;
use super::read_back::{EntryText, line_end_after};
use super::selection::SelectionId;
use super::text::{count_line_ends, span_text};
use crate::aggregate::order::{self, FIRST_KEY, ListedRow};
use crate::frame::trim_line_ends;
use crate::input::Storage;
use crate::store::RowKey;
use crate::units::ByteSpan;

/// How far a pass over a selection has come; to stop, drop it.
#[derive(Clone, Copy, Debug)]
pub struct EntryCursor {
    /// Where it continues; `None` at its end.
    next: Option<RowKey>,
    /// Entries that were skipped because their text can no longer be read.
    pub n_gone: u64,
}

impl Default for EntryCursor {
    fn default() -> Self {
        Self::at(FIRST_KEY)
    }
}

impl EntryCursor {
    /// A pass that begins at a place of the list.
    pub fn at(key: RowKey) -> Self {
        Self { next: Some(key), n_gone: 0 }
    }

    /// Where it continues; `None` once everything read so far has been visited.
    pub fn next(&self) -> Option<RowKey> {
        self.next
    }

    /// Whether everything read so far has been visited.
    pub fn is_over(&self) -> bool {
        self.next.is_none()
    }
}

/// How far a step goes, and how deep.
#[derive(Clone, Copy, Debug)]
pub struct EntryStep {
    /// At most so many entries.
    pub n_entries: usize,
    /// At most about so much text, but at least one entry.
    pub n_bytes: u64,
    /// Leave message, fields and the lines before empty: nothing is parsed.
    pub is_text_only: bool,
}

impl<S: Storage> Session<S> {
    /// Calls `visit` with the next entries of a selection in the list's order.
    ///
    /// # Cost
    /// That of [`order::rows_from`], plus one read for each block they are in, from its start if
    /// lines are counted: a few large steps read less than many small ones.
    pub fn visit_entries(
        &mut self,
        id: SelectionId,
        cursor: &mut EntryCursor,
        step: EntryStep,
        mut visit: impl FnMut(&Self, &EntryText),
    ) {
        let Some(next) = cursor.next else { return };
        let mut rows = order::rows_from(&self.listed_blocks(id), next, step.n_entries);
        let is_last = rows.len() < step.n_entries;
        let n_found = rows.len();
        rows.truncate(self.n_within(&rows, step.n_bytes));
        let after = |last: &ListedRow| RowKey { offset: last.key.offset + 1, ..last.key };
        let is_over = is_last && rows.len() == n_found;
        cursor.next = if is_over { None } else { rows.last().map(after) };
        let mut by_block: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for (rank, listed) in rows.iter().enumerate() {
            by_block.entry(listed.block_idx).or_default().push((listed.row, rank));
        }
        let mut found: Vec<Option<EntryText>> = Vec::new();
        found.resize_with(rows.len(), || None);
        for (block_idx, mut wanted) in by_block {
            // In the order of the text, so that lines are counted once.
            wanted.sort_unstable();
            self.read_of_block(block_idx, &wanted, step, &mut found);
        }
        for (entry, listed) in found.into_iter().zip(rows) {
            let around = self.around_place(id, listed.block_idx, listed.row);
            match entry {
                Some(entry) => visit(self, &EntryText { around, ..entry }),
                None => cursor.n_gone += 1,
            }
        }
    }

    /// How many of the rows a step takes: as many as fit, in so many blocks as can be open at once.
    fn n_within(&self, rows: &[ListedRow], n_bytes: u64) -> usize {
        let mut blocks = Vec::new();
        let mut n_left = n_bytes;
        let is_within = |listed: &&ListedRow| {
            let length = self.blocks.get(listed.block_idx).map_or(0, |b| b.range(listed.row).len());
            if !blocks.contains(&listed.block_idx) {
                blocks.push(listed.block_idx);
            }
            let fits = n_left >= length as u64 && blocks.len() <= MAX_BLOCKS;
            n_left = n_left.saturating_sub(length as u64);
            fits
        };
        rows.iter().take_while(is_within).count().max(1)
    }

    /// Reads entries of a block, given as rows with their places in `found`, in the order of the text.
    fn read_of_block(
        &mut self,
        block_idx: usize,
        wanted: &[(usize, usize)],
        step: EntryStep,
        found: &mut [Option<EntryText>],
    ) {
        let Some(block) = self.blocks.get(block_idx) else { return };
        let ranges: Vec<_> = wanted.iter().map(|(row, _)| block.range(*row)).collect();
        let Some(last) = ranges.last() else { return };
        // Lines are counted from the block's start.
        let start =
            if step.is_text_only { ranges.first().map_or(0, |first| first.start) } else { 0 };
        let [from, to] = [start, last.end].map(|at| block.span.start + at as u64);
        let Ok(text) = span_text(block, ByteSpan { start: from, end: to }, &mut self.storage)
        else {
            return;
        };
        let part = PartText { text: &text, start };
        let mut n_lines = block.lines_before;
        let mut counted = start;
        for ((row, rank), range) in wanted.iter().zip(ranges) {
            let Some(block) = self.blocks.get(block_idx) else { return };
            let whole = part.entry(block, *row);
            let entry = if step.is_text_only {
                self.text_alone(block_idx, *row, whole)
            } else {
                n_lines += count_line_ends(text.get(counted..range.start).unwrap_or_default());
                counted = range.start;
                self.entry_text(block_idx, *row, whole, n_lines)
            };
            if let Some(slot) = found.get_mut(*rank) {
                *slot = entry;
            }
        }
    }

    /// An entry without what parsing finds.
    fn text_alone(&self, block_idx: usize, row: usize, whole: &[u8]) -> Option<EntryText> {
        let block = self.blocks.get(block_idx)?;
        let text = trim_line_ends(whole);
        let tag = block.tag(row);
        Some(EntryText {
            key: block.key(row),
            is_dated: block.is_dated(row),
            task_start: block.task_start,
            lines_before: 0,
            level: block.level(row),
            stamp: tag.stamp,
            format: tag.format,
            text: text.to_vec(),
            line_end: line_end_after(whole, text),
            message: Vec::new(),
            fields: Vec::new(),
            around: None,
        })
    }
}

/// How many blocks a step reads at most.
const MAX_BLOCKS: usize = 256;
