//! Rows of the list, with the line that each shows.

use super::Session;
use super::entry_reader::{EntryReader, PartText, ReadEntry};
use super::row_line::{FEW_LINES, LeftOut, clipped, row_line};
use super::selection::{FOUND, LIST, SelectionId};
use super::source::Source;
use super::text::span_text;
use crate::aggregate::order::{self, ListedRow};
use crate::input::Storage;
use crate::store::{RowKey, StampBits};
use crate::units::{ByteSpan, FieldId};

/// Longest value of a field in a row, in bytes.
const MAX_VALUE_BYTES: usize = 300;

/// How much of an entry is parsed for its row: the head is at the front.
const MAX_PARSED_BYTES: u64 = 256 << 10;

/// The same where a row says how many lines it leaves out; of a longer entry it cannot say that.
const MAX_COUNTED_BYTES: u64 = 16 << 20;

/// What rows show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowLook<'a> {
    /// Fields whose values are wanted.
    pub fields: &'a [String],
    /// Lines of each message, at least one.
    pub n_lines: u32,
    /// By which clock its source wrote the time of each.
    pub has_offsets: bool,
}

impl RowLook<'_> {
    /// The first line of each message.
    pub const LINE: Self = Self { fields: &[], n_lines: 1, has_offsets: false };
}

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
    /// First lines of its message, or where they do not show a hit the text around it; clipped, `None` if the text is gone.
    pub message: Option<Vec<u8>>,
    /// Where what the selection looks for stands in it: starts and ends in turn, in UTF-16 units.
    pub marks: Vec<u32>,
    /// What is left out where many lines are wanted; `None` if it cannot be told.
    pub left_out: Option<LeftOut>,
    /// One for each of the fields that are wanted, clipped; empty without it. Several values of a name have
    /// commas between them.
    pub values: Vec<Vec<u8>>,
    /// East of UTC, in seconds; zero if it was not asked for.
    pub offset_secs: i32,
}

impl<S: Storage> Session<S> {
    /// The first `n` entries of a selection at or after `key`, in the list's order.
    ///
    /// # Cost
    /// That of [`order::rows_from`], and one read per run of rows that share a block.
    pub fn rows(&mut self, id: SelectionId, key: RowKey, n: usize) -> Vec<RowText> {
        self.rows_within(id, (key, n), usize::MAX, RowLook::LINE).0
    }

    /// Like [`Self::rows`], but only as many as `max_reads` reads of text yield, at least one, and whether
    /// some were left off because of that.
    ///
    /// Rows far apart cost a read each, and a caller that asks several workers does not need every
    /// row from each.
    pub fn rows_within(
        &mut self,
        id: SelectionId,
        (key, n): (RowKey, usize),
        max_reads: usize,
        look: RowLook<'_>,
    ) -> (Vec<RowText>, bool) {
        let listed = order::rows_from(&self.listed_blocks(id), key, n);
        let mut rows = Vec::with_capacity(listed.len());
        let runs = listed.chunk_by(|one, next| one.block_idx == next.block_idx);
        for run in runs.take(max_reads.max(1)) {
            self.rows_of_block(id, run, look, &mut rows);
        }
        let is_cut = rows.len() < listed.len();
        (rows, is_cut)
    }

    fn rows_of_block(
        &mut self,
        id: SelectionId,
        run: &[ListedRow],
        look: RowLook<'_>,
        rows: &mut Vec<RowText>,
    ) {
        let Some(block) = run.first().and_then(|row| self.blocks.get(row.block_idx)) else {
            return;
        };
        let ranges = run.iter().map(|listed| block.range(listed.row));
        let start = ranges.clone().map(|range| range.start).min().unwrap_or(0);
        let end = ranges.map(|range| range.end).max().unwrap_or(0);
        let first = block.span.start + start as u64;
        let is_one = run.len() == 1;
        let last = block.span.start + end as u64;
        let max_parsed =
            if look.n_lines > FEW_LINES { MAX_COUNTED_BYTES } else { MAX_PARSED_BYTES };
        let last = if is_one { last.min(first + max_parsed) } else { last };
        let text = span_text(block, ByteSpan { start: first, end: last }, &mut self.storage);
        let wanted: Vec<_> = look.fields.iter().map(|name| self.names.get(name)).collect();
        let source = self.sources.get_mut(&block.source);
        let (parser, plan) = match source {
            Some(Source { parser, plan, .. }) => (parser.as_mut(), plan.as_ref()),
            None => (None, None),
        };
        let mut reader = parser.map(|parser| EntryReader::new(parser, &mut self.names));
        let selections = &self.questions.selections;
        let found = selections.get(&FOUND).filter(|_| id == LIST);
        let selection = found.or_else(|| selections.get(&id));
        let sought = selection.map_or(&[][..], |selection| &selection.query.needles);
        for listed in run {
            let mut marks = Vec::new();
            let mut values = Vec::new();
            let mut left_out = Some(LeftOut::default());
            let is_counted = block.range(listed.row).len() as u64 <= MAX_COUNTED_BYTES;
            let whole = text.as_ref().ok().map(|text| PartText { text, start });
            let whole = whole.map(|part| part.entry(block, listed.row));
            let message = whole.map(|whole| {
                let entry = reader.as_mut().map(|reader| reader.read(whole));
                let message = entry.as_ref().map(ReadEntry::message).unwrap_or_default();
                let line = row_line(sought, whole, message, look.n_lines);
                marks = line.marks;
                left_out = Some(line.left_out).filter(|_| is_counted || look.n_lines <= FEW_LINES);
                values.extend(wanted.iter().map(|id| value_of(entry.as_ref(), *id)));
                line.text
            });
            let tag = block.tag(listed.row);
            let is_dated = block.is_dated(listed.row);
            let (key, level, stamp) = (listed.key, tag.level, tag.stamp);
            let whole = whole.filter(|_| look.has_offsets && is_dated);
            let offset =
                plan.zip(whole).map(|(plan, whole)| plan.offset_of(whole, key.nanos, stamp));
            let offset_secs = offset.unwrap_or(0);
            rows.push(RowText {
                key,
                is_dated,
                level,
                stamp,
                message,
                marks,
                left_out,
                values,
                offset_secs,
            });
        }
    }
}

/// The values that an entry has of a field, in one line.
fn value_of(entry: Option<&ReadEntry<'_>>, field: Option<FieldId>) -> Vec<u8> {
    let mut out = Vec::new();
    let values = entry.into_iter().flat_map(ReadEntry::fields);
    for (_, value) in values.filter(|(id, value)| Some(*id) == field && !value.is_empty()) {
        if !out.is_empty() {
            out.extend_from_slice(b", ");
        }
        out.extend_from_slice(clipped(value, MAX_VALUE_BYTES));
    }
    clipped(&out, MAX_VALUE_BYTES).to_vec()
}
