//! Text of entries that were read earlier, and one entry in full.

use super::Session;
use super::around::AroundPlace;
use super::entry_reader::{EntryReader, PartText};
use super::selection::SelectionId;
use super::source::TaskSlot;
use super::text::{GoneText, block_text, count_line_ends, span_text};
use crate::frame::trim_line_ends;
use crate::input::Storage;
use crate::level::Level;
use crate::store::{Block, Figure, RowKey, StampBits};
use crate::units::{ByteSpan, SourceId};

/// One entry in full.
#[derive(Clone, Debug)]
pub struct EntryText {
    /// Its place in the list.
    pub key: RowKey,
    /// It has a time of its own; else its key has that of its place.
    pub is_dated: bool,
    /// Start of the task that read it.
    pub task_start: u64,
    /// Lines of that task before it.
    pub lines_before: u64,
    /// Its level.
    pub level: Level,
    /// Digits and inferred parts of its time.
    pub stamp: StampBits,
    /// Position of its format in the source's plan.
    pub format: u8,
    /// Its text without the line ends after it.
    pub text: Vec<u8>,
    /// How its last line ends: as the source has it, and with a line feed at the source's end.
    pub line_end: &'static str,
    /// Its message, as a range of `text`, or its unescaped form.
    pub message: Vec<u8>,
    /// Names and values in text order.
    pub fields: Vec<(String, Vec<u8>)>,
    /// What it is in a selection of entries around others, if it was visited in one.
    pub around: Option<AroundPlace>,
}

/// The first line end after a text in the bytes that begin with it.
pub(super) fn line_end_after(whole: &[u8], text: &[u8]) -> &'static str {
    let after = whole.get(text.len()..).unwrap_or_default();
    if after.starts_with(b"\r\n") { "\r\n" } else { "\n" }
}

impl<S: Storage> Session<S> {
    /// The entry that starts at `offset` of a source, if any.
    ///
    /// # Errors
    /// [`GoneText`] if its text can no longer be read.
    pub fn entry(&mut self, id: SourceId, offset: u64) -> Result<Option<EntryText>, GoneText> {
        let holds = |block: &&Block| {
            block.source == id && block.span.start <= offset && offset < block.span.end
        };
        let Some(block_idx) = self.blocks.iter().position(|block| holds(&block)) else {
            return Ok(None);
        };
        let block_row = self.blocks.get(block_idx).and_then(|block| block.entry_at(offset));
        match block_row {
            Some(at) => self.entry_of_block(block_idx, at.row).map(Some),
            None => Ok(None),
        }
    }

    /// Bytes `span` of the entry that starts at `offset` of a source, counted from there, without the
    /// line ends after it; `None` if no entry starts there.
    ///
    /// # Errors
    /// [`GoneText`] if its text can no longer be read.
    pub fn entry_piece(
        &mut self,
        id: SourceId,
        offset: u64,
        span: ByteSpan,
    ) -> Result<Option<Vec<u8>>, GoneText> {
        let holds = |block: &&Block| {
            block.source == id && block.span.start <= offset && offset < block.span.end
        };
        let Some(block) = self.blocks.iter().find(holds) else { return Ok(None) };
        let Some(at) = block.entry_at(offset) else { return Ok(None) };
        let end = offset.saturating_add(span.end).min(at.span.end);
        let start = offset.saturating_add(span.start).min(end);
        let mut piece = span_text(block, ByteSpan { start, end }, &mut self.storage)?.to_vec();
        if end == at.span.end {
            piece.truncate(trim_line_ends(&piece).len());
        }
        Ok(Some(piece))
    }

    fn entry_of_block(&mut self, block_idx: usize, row: usize) -> Result<EntryText, GoneText> {
        let block = self.blocks.get(block_idx).ok_or(GoneText)?;
        let range = block.range(row);
        // From the block's start, to count the lines before.
        let end = block.span.start + range.end as u64;
        let span = ByteSpan { start: block.span.start, end };
        let text = span_text(block, span, &mut self.storage)?;
        let before = text.get(..range.start).unwrap_or_default();
        let lines_before = block.lines_before + count_line_ends(before);
        let whole = PartText::whole(&text).entry(block, row);
        self.entry_text(block_idx, row, whole, lines_before).ok_or(GoneText)
    }

    /// Parses `whole`, the text of an entry, again.
    pub(super) fn entry_text(
        &mut self,
        block_idx: usize,
        row: usize,
        whole: &[u8],
        lines_before: u64,
    ) -> Option<EntryText> {
        let block = self.blocks.get(block_idx)?;
        let parser = self.sources.get_mut(&block.source)?.parser.as_mut()?;
        let mut reader = EntryReader::new(parser, &mut self.names);
        let entry = reader.read(whole);
        let named = |(field, value): (_, &[u8])| (entry.name(field).to_owned(), value.to_vec());
        Some(EntryText {
            key: block.key(row),
            is_dated: block.is_dated(row),
            task_start: block.task_start,
            lines_before,
            level: block.level(row),
            stamp: block.tag(row).stamp,
            format: block.tag(row).format,
            text: entry.text.to_vec(),
            line_end: line_end_after(whole, entry.text),
            message: entry.message().to_vec(),
            fields: entry.fields().map(named).collect(),
            around: None,
        })
    }

    /// Calls `visit` with every entry of a selection, in the order of reading, until it says stop;
    /// returns how many entries can no longer be read.
    ///
    /// # Cost
    /// Reads and parses all text again.
    pub fn for_each_entry(
        &mut self,
        id: SelectionId,
        mut visit: impl FnMut(&Self, &EntryText) -> bool,
    ) -> u64 {
        let mut n_gone = 0;
        for block_idx in 0..self.blocks.len() {
            match self.for_each_of_block(id, block_idx, &mut visit) {
                Ok(true) => {}
                Ok(false) => break,
                Err(GoneText) => n_gone += self.n_listed(id, block_idx),
            }
        }
        n_gone
    }

    fn for_each_of_block(
        &mut self,
        id: SelectionId,
        block_idx: usize,
        visit: &mut impl FnMut(&Self, &EntryText) -> bool,
    ) -> Result<bool, GoneText> {
        let block = self.blocks.get(block_idx).ok_or(GoneText)?;
        let mut lines_before = block.lines_before;
        let ranges: Vec<_> = (0..block.n_entries()).map(|row| block.range(row)).collect();
        let text = block_text(block, &mut self.storage)?;
        for (row, range) in ranges.into_iter().enumerate() {
            let whole = text.get(range).unwrap_or_default();
            if self.is_listed(id, block_idx, row)
                && let Some(entry) = self.entry_text(block_idx, row, whole, lines_before)
            {
                let around = self.around_place(id, block_idx, row);
                if !visit(self, &EntryText { around, ..entry }) {
                    return Ok(false);
                }
            }
            lines_before += count_line_ends(whole);
        }
        Ok(true)
    }

    /// Lines of a source before the task that starts at `task_start`, once the tasks before are over.
    pub fn lines_before_task(&self, id: SourceId, task_start: u64) -> u64 {
        let earlier = |slot: &&TaskSlot| slot.task.source() == id && slot.task.start() < task_start;
        self.tasks.iter().filter(earlier).map(|slot| slot.task.ledger()[Figure::Lines]).sum()
    }
}
