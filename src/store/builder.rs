//! Collects entries until they make a block.

use super::block::{Block, NO_TIME, StampBits, Zone};
use super::column::{Cell, FieldColumn};
use super::filter::TextFilter;
use super::text::KeptText;
use crate::level::{Level, N_LEVELS};
use crate::time::Stamp;
use crate::units::{ByteSpan, FieldId, SourceId};

/// An entry as the builder takes it.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry {
    /// Its text, adjacent to that of the entry before.
    pub span: ByteSpan,
    /// Its time.
    pub time: Option<Stamp>,
    /// Its level.
    pub level: Level,
    /// Which format of the plan parsed it.
    pub format: u8,
}

/// What a block keeps of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Where it lies: it can be read again.
    Place,
    /// All of it, compressed.
    Text,
}

/// A block under construction; reused for one block after the other.
#[derive(Debug)]
pub struct BlockBuilder {
    source: SourceId,
    task_start: u64,
    span: Option<ByteSpan>,
    times: Vec<i64>,
    starts: Vec<u32>,
    levels: Vec<u8>,
    stamps: Vec<u8>,
    formats: Vec<u8>,
    /// By field id; empty for fields that did not occur.
    cells: Vec<Vec<Cell>>,
    unescaped: Vec<u8>,
}

impl BlockBuilder {
    /// An empty builder for blocks of one task.
    pub fn new(source: SourceId, task_start: u64) -> Self {
        Self {
            source,
            task_start,
            span: None,
            times: Vec::new(),
            starts: Vec::new(),
            levels: Vec::new(),
            stamps: Vec::new(),
            formats: Vec::new(),
            cells: Vec::new(),
            unescaped: Vec::new(),
        }
    }

    /// Text of the entries so far.
    pub fn span(&self) -> Option<ByteSpan> {
        self.span
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: NewEntry) {
        let block_start = self.span.map_or(entry.span.start, |span| span.start);
        self.span = Some(ByteSpan { start: block_start, end: entry.span.end });
        let start = u32::try_from(entry.span.start - block_start).unwrap_or(u32::MAX);
        self.starts.push(start);
        self.times.push(entry.time.map_or(NO_TIME, |stamp| stamp.at.0));
        self.stamps.push(entry.time.map_or(0, |stamp| StampBits::new(stamp).0));
        self.levels.push(entry.level as u8);
        self.formats.push(entry.format);
    }

    /// Adds a field of the entry pushed last whose value stands in the text, `start` bytes into
    /// the entry.
    pub fn push_field(&mut self, field: FieldId, start: u32, len: u32) {
        let entry_start = self.starts.last().copied().unwrap_or_default();
        self.push_cell(field, entry_start + start, len);
    }

    /// Adds a field of the entry pushed last whose value does not stand in the text as such.
    ///
    /// Until sealing, such values are numbered from the far end of the 32-bit offsets.
    pub fn push_unescaped(&mut self, field: FieldId, value: &[u8]) {
        let start = UNESCAPED | u32::try_from(self.unescaped.len()).unwrap_or_default();
        self.unescaped.extend_from_slice(value);
        self.push_cell(field, start, u32::try_from(value.len()).unwrap_or_default());
    }

    fn push_cell(&mut self, field: FieldId, start: u32, len: u32) {
        let row = u32::try_from(self.times.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let place = field.0 as usize;
        if self.cells.len() <= place {
            self.cells.resize_with(place + 1, Vec::new);
        }
        if let Some(cells) = self.cells.get_mut(place) {
            cells.push(Cell { row, start, len });
        }
    }

    /// Makes the block and starts over; `text` is that of [`Self::span`].
    pub fn seal(&mut self, text: &[u8], lines_before: u64, kept: Kept) -> Option<Block> {
        let span = self.span.take()?;
        let n_rows = self.times.len();
        let unescaped = std::mem::take(&mut self.unescaped);
        let text_len = u32::try_from(text.len()).unwrap_or(UNESCAPED - 1);
        let mut fields = Vec::new();
        for (id, cells) in (0..).map(FieldId).zip(&mut self.cells) {
            if cells.is_empty() {
                continue;
            }
            for cell in cells.iter_mut().filter(|cell| cell.start & UNESCAPED != 0) {
                cell.start = text_len + (cell.start & !UNESCAPED);
            }
            fields.push((id, FieldColumn::seal(cells, n_rows, text, &unescaped)));
            cells.clear();
        }
        let zone = zone_of(&self.times, &self.levels);
        Some(Block {
            source: self.source,
            task_start: self.task_start,
            span,
            lines_before,
            times: take_exact(&mut self.times),
            starts: take_exact(&mut self.starts),
            levels: take_exact(&mut self.levels),
            stamps: take_exact(&mut self.stamps),
            formats: take_exact(&mut self.formats),
            fields,
            zone,
            filter: TextFilter::new(text),
            kept: (kept == Kept::Text).then(|| KeptText::new(text)),
        })
    }
}

/// Marks the start of a cell as a place in the unescaped bytes; a block's text is far shorter.
const UNESCAPED: u32 = 1 << 31;

/// Copies the values out at their exact size and keeps the room for the next block.
fn take_exact<T: Copy>(values: &mut Vec<T>) -> Vec<T> {
    let exact = values.as_slice().to_vec();
    values.clear();
    exact
}

fn zone_of(times: &[i64], levels: &[u8]) -> Zone {
    let mut zone = Zone {
        first: NO_TIME,
        last: i64::MIN,
        levels: [0; N_LEVELS],
        n_undated: 0,
        is_sorted: times.is_sorted(),
    };
    for nanos in times {
        if *nanos == NO_TIME {
            zone.n_undated += 1;
        } else {
            zone.first = zone.first.min(*nanos);
            zone.last = zone.last.max(*nanos);
        }
    }
    zone.is_sorted &= zone.n_undated == 0;
    for level in levels {
        if let Some(count) = zone.levels.get_mut(usize::from(*level)) {
            *count += 1;
        }
    }
    zone
}
