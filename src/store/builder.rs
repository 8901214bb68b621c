//! Collects entries until they make a block.

use super::block::{Block, Zone};
use super::column::FieldColumn;
use super::filter::TextFilter;
use super::paged::Paged;
use super::seal::{Cell, CellText, FieldCells, Scratch, UNESCAPED};
use super::stamp::{NO_TIME, StampBits};
use super::tags::{Tag, TagCollector};
use super::text::KeptText;
use super::times::Times;
use crate::level::{Level, N_LEVELS};
use crate::time::Stamp;
use crate::units::{ByteSpan, FieldId, SourceId};

/// Text whose values are taken in at a time: what the first-level cache holds.
const NEAR_BYTES: u64 = 32 << 10;

/// Fields with this id or a higher one get no columns: where every entry names fields of its own,
/// there are millions of them, and indexing their values would cost more than the values.
const MAX_FIELDS: usize = 1 << 14;

/// A block may have at least this many columns, however short its entries are.
const MIN_COLUMNS: usize = 256;

/// An entry as the builder takes it.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry {
    /// Its text, adjacent to the text of the entry before.
    pub span: ByteSpan,
    /// Its time.
    pub time: Option<Stamp>,
    /// Its written time is one that 64-bit nanoseconds cannot hold.
    pub is_out_of_range: bool,
    /// Its level.
    pub level: Level,
    /// Which format of the plan parsed it.
    pub format: u8,
}

/// What a block keeps of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Its position: the text can be read again.
    Place,
    /// All of it, compressed.
    Text,
}

/// A block under construction; reused for one block after another.
#[derive(Debug)]
pub struct BlockBuilder {
    source: SourceId,
    task_start: u64,
    span: Option<ByteSpan>,
    /// Time of the last dated entry before the block.
    time_before: Option<i64>,
    /// Text of entries whose values are not taken in yet, in bytes.
    n_waiting: u64,
    times: Vec<i64>,
    starts: Vec<u32>,
    tags: TagCollector,
    /// By field id, below [`MAX_FIELDS`]; empty for fields that did not occur.
    fields: Vec<FieldCells>,
    /// The other fields that occurred, once per value.
    others: Vec<FieldId>,
    unescaped: Vec<u8>,
    has_codes: bool,
    scratch: Scratch,
}

impl BlockBuilder {
    /// An empty builder for the blocks of one task.
    pub fn new(source: SourceId, task_start: u64) -> Self {
        Self {
            source,
            task_start,
            span: None,
            time_before: None,
            n_waiting: 0,
            times: Vec::new(),
            starts: Vec::new(),
            tags: TagCollector::default(),
            fields: Vec::new(),
            others: Vec::new(),
            unescaped: Vec::new(),
            has_codes: false,
            scratch: Scratch::default(),
        }
    }

    /// Sets the time of the last dated entry before the block under construction.
    pub fn set_time_before(&mut self, nanos: Option<i64>) {
        self.time_before = nanos;
    }

    /// Text of the entries so far.
    pub fn span(&self) -> Option<ByteSpan> {
        self.span
    }

    /// Notes that the text of some entry has codes that are no part of what it says.
    #[cold]
    pub fn note_codes(&mut self) {
        self.has_codes = true;
    }

    /// Adds an entry.
    #[inline]
    pub fn push(&mut self, entry: NewEntry) {
        let block_start = self.span.map_or(entry.span.start, |span| span.start);
        self.span = Some(ByteSpan { start: block_start, end: entry.span.end });
        self.n_waiting += entry.span.len();
        let start = u32::try_from(entry.span.start - block_start).unwrap_or(u32::MAX);
        self.starts.push(start);
        self.times.push(entry.time.map_or(NO_TIME, |stamp| stamp.at.0));
        let stamp = entry.time.map_or(StampBits(0), StampBits::new);
        let stamp = if entry.is_out_of_range { stamp.out_of_range() } else { stamp };
        self.tags.push(Tag { level: entry.level as u8, stamp, format: entry.format });
    }

    /// Adds the fields of the last entry pushed, whose text is `n_text` bytes long.
    ///
    /// # Shape
    /// Field, start and length of each value. Starts are relative to the entry; those from `n_text` on
    /// refer to `unescaped`, which has the values that the text does not contain literally.
    #[inline]
    pub fn push_fields(
        &mut self,
        n_text: usize,
        unescaped: &[u8],
        fields: impl Iterator<Item = (FieldId, u32, u32)>,
    ) {
        let row = u32::try_from(self.starts.len()).unwrap_or(u32::MAX).wrapping_sub(1);
        let entry_start = self.starts.last().copied().unwrap_or_default();
        if unescaped.is_empty() {
            // What starts at the end or beyond is empty, and stands anywhere.
            for (field, start, len) in fields {
                self.push_cell(field, Cell { row, start: entry_start.wrapping_add(start), len });
            }
            return;
        }
        let n_text = u32::try_from(n_text).unwrap_or(u32::MAX);
        // Until sealing, such values are numbered from the far end of the 32-bit offsets.
        let unescaped_start = UNESCAPED | u32::try_from(self.unescaped.len()).unwrap_or_default();
        self.unescaped.extend_from_slice(unescaped);
        for (field, start, len) in fields {
            let start = match start.checked_sub(n_text) {
                None => entry_start + start,
                Some(_) if len == 0 => entry_start,
                Some(start) => unescaped_start + start,
            };
            self.push_cell(field, Cell { row, start, len });
            if start & UNESCAPED != 0
                && let Some(cells) = self.fields.get_mut(field.0 as usize)
            {
                cells.has_unescaped = true;
            }
        }
    }

    #[inline]
    fn push_cell(&mut self, field: FieldId, cell: Cell) {
        let place = field.0 as usize;
        if place >= self.fields.len() {
            self.make_room(place);
        }
        // In registers: a cell that is handed on by its address is written twice.
        if let Some(field) = self.fields.get_mut(place) {
            field.cells.push(cell);
        }
    }

    /// Makes room for a field that is new to the task, or notes that it gets none.
    #[cold]
    fn make_room(&mut self, place: usize) {
        if place >= MAX_FIELDS {
            self.others.push(FieldId(u32::try_from(place).unwrap_or(u32::MAX)));
            return;
        }
        self.fields.resize_with(place + 1, FieldCells::default);
    }

    /// Whether enough text is waiting that [`Self::take_in`] should be called while it is in the cache.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.n_waiting >= NEAR_BYTES
    }

    /// Takes in the values of the entries so far; `text` is the text of [`Self::span`].
    pub fn take_in(&mut self, text: &[u8]) {
        let of = CellText { text, unescaped: &self.unescaped, starts: &self.starts };
        let n_rows = self.starts.len();
        for field in &mut self.fields {
            if !field.is_sparse(n_rows) {
                field.take_in(of);
            }
        }
        self.scratch.filter.take_in(text);
        self.n_waiting = 0;
    }

    /// Makes the block and starts over; `text` is the text of [`Self::span`].
    ///
    /// Whatever it calls once per block is never inlined here: browsers take longer to compile one large
    /// function than its parts, and cannot use it until all of it is compiled.
    ///
    /// # Cost
    /// O(entries and fields); memory is kept for the next block, and what the block holds is allocated at
    /// its exact size.
    pub fn seal(&mut self, text: &[u8], lines_before: u64, kept: Kept) -> Option<Block> {
        let span = self.span.take()?;
        self.n_waiting = 0;
        let of = CellText { text, unescaped: &self.unescaped, starts: &self.starts };
        let fields = seal_fields(&mut self.fields, &mut self.others, of, &mut self.scratch);
        let zone = zone_of(&self.times, &self.tags);
        let wide = &mut self.scratch.wide;
        let times = Times::pack(&self.times, zone.first, wide);
        let has_codes = std::mem::take(&mut self.has_codes);
        let filter = TextFilter::new_in(&mut self.scratch.filter, text);
        let block = Block {
            source: self.source,
            task_start: self.task_start,
            span,
            lines_before,
            time_before: self.time_before,
            opening: self.times.iter().find(|nanos| **nanos != NO_TIME).copied(),
            times,
            starts: Paged::pack_sorted(&self.starts),
            tags: self.tags.pack(),
            fields,
            zone,
            has_codes,
            // Codes may stand within an id.
            filter: if has_codes { TextFilter::default() } else { filter },
            kept: (kept == Kept::Text).then(|| KeptText::new(text)),
        };
        let last = self.times.iter().rfind(|nanos| **nanos != NO_TIME);
        self.time_before = last.copied().or(self.time_before);
        self.times.clear();
        self.starts.clear();
        self.unescaped.clear();
        Some(block)
    }

    /// Bytes in memory besides the value itself.
    pub fn size_bytes(&self) -> usize {
        let fields: usize = self.fields.iter().map(FieldCells::size_bytes).sum();
        fields
            + self.others.capacity() * size_of::<FieldId>()
            + self.fields.capacity() * size_of::<FieldCells>()
            + self.times.capacity() * size_of::<i64>()
            + self.starts.capacity() * size_of::<u32>()
            + self.unescaped.capacity()
            + self.tags.size_bytes()
            + self.scratch.size_bytes()
    }
}

/// The columns of a block, by field.
///
/// A column has room for a value of every entry, so rare fields get none once there are more fields
/// than an entry has bytes. The columns of a block therefore take about as much as its text.
#[inline(never)]
fn seal_fields(
    cells: &mut [FieldCells],
    others: &mut Vec<FieldId>,
    of: CellText<'_>,
    scratch: &mut Scratch,
) -> Vec<(FieldId, FieldColumn)> {
    others.sort_unstable();
    others.dedup();
    let n_fields = cells.iter().filter(|field| !field.cells.is_empty()).count();
    let n_columns = MIN_COLUMNS.max(of.text.len() / of.starts.len().max(1));
    let too_few = if n_fields > n_columns { nth_most_cells(cells, n_columns) } else { 0 };
    let mut fields = Vec::with_capacity(n_fields + others.len());
    for (id, field) in (0..).map(FieldId).zip(cells) {
        if field.cells.len() > too_few {
            fields.push((id, field.seal(of, scratch)));
        } else if !field.cells.is_empty() {
            *field = FieldCells::default();
            fields.push((id, FieldColumn::NONE));
        }
    }
    fields.extend(others.drain(..).map(|id| (id, FieldColumn::NONE)));
    fields
}

/// How many cells a field must have to be among the `n` most frequent ones.
#[cold]
fn nth_most_cells(cells: &[FieldCells], n: usize) -> usize {
    let mut counts: Vec<usize> = cells.iter().map(|field| field.cells.len()).collect();
    counts.sort_unstable();
    counts.into_iter().rev().nth(n).unwrap_or(0)
}

/// Whether the times that there are never go back.
fn is_forward(times: &[i64]) -> bool {
    times.iter().filter(|nanos| **nanos != NO_TIME).is_sorted()
}

#[inline(never)]
fn zone_of(times: &[i64], tags: &TagCollector) -> Zone {
    let mut zone = Zone {
        first: NO_TIME,
        last: i64::MIN,
        levels: [0; N_LEVELS],
        n_undated: 0,
        is_sorted: times.is_sorted(),
        is_forward: true,
    };
    for nanos in times {
        if *nanos == NO_TIME {
            zone.n_undated += 1;
        } else {
            zone.first = zone.first.min(*nanos);
            zone.last = zone.last.max(*nanos);
        }
    }
    let has_undated = zone.n_undated > 0;
    zone.is_forward = if has_undated { is_forward(times) } else { zone.is_sorted };
    zone.is_sorted &= !has_undated;
    for (tag, n) in tags.counts() {
        if let Some(count) = zone.levels.get_mut(usize::from(tag.level)) {
            *count += n;
        }
    }
    zone
}
