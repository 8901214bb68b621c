//! Every entry of a selection in the list's order, a few at a time, for exports.

use super::Session;
use super::entry_reader::PartText;
use super::read_back::EntryText;
use super::selection::SelectionId;
use super::text::{GoneText, block_text, count_line_ends};
use crate::aggregate::order::{self, FIRST_KEY, ListedRow};
use crate::input::Storage;
use crate::store::{RowKey, SharedText};

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
        Self { next: Some(FIRST_KEY), n_gone: 0 }
    }
}

impl EntryCursor {
    /// Whether everything read so far has been visited.
    pub fn is_over(&self) -> bool {
        self.next.is_none()
    }
}

impl<S: Storage> Session<S> {
    /// Calls `visit` with the next `n` entries of a selection in the list's order.
    ///
    /// # Cost
    /// That of [`order::rows_from`], plus one read for each block they are in: a few large steps
    /// read less than many small ones.
    pub fn visit_entries(
        &mut self,
        id: SelectionId,
        cursor: &mut EntryCursor,
        n: usize,
        mut visit: impl FnMut(&Self, &EntryText),
    ) {
        let Some(next) = cursor.next else { return };
        let rows = order::rows_from(&self.listed_blocks(id), next, n);
        let after = |last: &ListedRow| RowKey { offset: last.key.offset + 1, ..last.key };
        cursor.next = if rows.len() < n { None } else { rows.last().map(after) };
        let mut open: Vec<OpenBlock> = Vec::new();
        for ListedRow { block_idx, row, .. } in rows {
            let known = open.iter().position(|known| known.block_idx == block_idx);
            let place = known.unwrap_or_else(|| {
                // Sources that were written at the same time take turns: some of their blocks stay.
                open.truncate(MAX_OPEN - 1);
                open.insert(0, self.open_block(block_idx));
                0
            });
            let entry = open.get_mut(place).and_then(|known| self.entry_at(known, block_idx, row));
            match entry {
                Some(entry) => visit(self, &entry),
                None => cursor.n_gone += 1,
            }
        }
    }

    fn open_block(&mut self, block_idx: usize) -> OpenBlock {
        let block = self.blocks.get(block_idx).ok_or(GoneText);
        let text = block.and_then(|block| block_text(block, &mut self.storage)).ok();
        let n_lines = block.map_or(0, |block| block.lines_before);
        OpenBlock { block_idx, text, at: 0, n_lines }
    }

    fn entry_at(
        &mut self,
        open: &mut OpenBlock,
        block_idx: usize,
        row: usize,
    ) -> Option<EntryText> {
        let block = self.blocks.get(block_idx)?;
        let text = open.text.clone()?;
        let lines_before = open.lines_before(&text, block.range(row).start)?;
        let whole = PartText::whole(&text).entry(block, row);
        self.entry_text(block_idx, row, whole, lines_before)
    }
}

/// A block whose entries are being visited.
struct OpenBlock {
    block_idx: usize,
    /// `None` if it is gone.
    text: Option<SharedText>,
    /// How far lines have been counted, and how many lines of the task end before that point.
    at: usize,
    n_lines: u64,
}

impl OpenBlock {
    /// Lines of the task before byte `to` of the text, counted on from the last place, which may be
    /// further on if times do not run forward.
    fn lines_before(&mut self, text: &[u8], to: usize) -> Option<u64> {
        let between = text.get(self.at.min(to)..self.at.max(to))?;
        let n_between = count_line_ends(between);
        let is_forward = self.at <= to;
        self.n_lines = if is_forward { self.n_lines + n_between } else { self.n_lines - n_between };
        self.at = to;
        Some(self.n_lines)
    }
}

/// How many blocks keep their text during a step.
const MAX_OPEN: usize = 16;
