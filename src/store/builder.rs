//! Collects entries until they make a block.

use super::block::{Block, NO_TIME, StampBits, Zone};
use super::column::FieldColumn;
use super::filter::TextFilter;
use super::paged::Paged;
use super::seal::{Cell, CellText, FieldCells, Scratch, UNESCAPED};
use super::tags::{Tag, TagCollector};
use super::text::KeptText;
use super::times::Times;
use crate::level::{Level, N_LEVELS};
use crate::time::Stamp;
use crate::units::{ByteSpan, FieldId, SourceId};

/// Fields of a block from which on those that few entries have get no column: a column has room for
/// every entry, and a source whose keys are ids would take a thousand times its size.
const MANY_FIELDS: usize = 1_000;

/// Of that many entries of such a block one must have a field for it to get a column.
const RARE: usize = 64;

/// Text whose values are taken in at a time: what the first cache holds.
const NEAR_BYTES: u64 = 32 << 10;

/// An entry as the builder takes it.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry {
    /// Its text, adjacent to that of the entry before.
    pub span: ByteSpan,
    /// Its time.
    pub time: Option<Stamp>,
    /// It says a time that 64-bit nanoseconds cannot hold.
    pub is_out_of_range: bool,
    /// Its level.
    pub level: Level,
    /// Which format of the plan parsed it.
    pub format: u8,
}

/// Fields of all blocks so far from which on looking at each of them costs more than it saves.
const TOO_MANY_FIELDS: usize = 20_000;

/// Values of a field that can wait until the block is sealed.
const FEW_CELLS: usize = 8;

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
    /// Time of the last dated entry before the block.
    time_before: Option<i64>,
    /// Text of entries whose values are not taken in yet, in bytes.
    n_waiting: u64,
    times: Vec<i64>,
    starts: Vec<u32>,
    tags: TagCollector,
    /// By field id; empty for fields that did not occur.
    fields: Vec<FieldCells>,
    unescaped: Vec<u8>,
    scratch: Scratch,
}

impl BlockBuilder {
    /// An empty builder for blocks of one task.
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
            unescaped: Vec::new(),
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

    /// Adds the fields of the entry pushed last, whose text is `n_text` bytes long.
    ///
    /// # Shape
    /// Field, start and length of each value. Starts count from the entry's; those from `n_text`
    /// on go on in `unescaped`, which has the values that do not stand in the text as such.
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
        match self.fields.get_mut(field.0 as usize) {
            Some(field) => field.cells.push(cell),
            None => self.push_first_cell(field.0 as usize, cell),
        }
    }

    /// Makes room for a field that is new to the task.
    #[cold]
    fn push_first_cell(&mut self, place: usize, cell: Cell) {
        self.fields.resize_with(place + 1, FieldCells::default);
        if let Some(field) = self.fields.get_mut(place) {
            field.cells.push(cell);
        }
    }

    /// Whether so much text waits that [`Self::take_in`] should be called before it is far away.
    #[inline]
    pub fn is_full(&self) -> bool {
        self.n_waiting >= NEAR_BYTES
    }

    /// Takes in the values of the entries so far; `text` is that of [`Self::span`].
    pub fn take_in(&mut self, text: &[u8]) {
        self.n_waiting = 0;
        if self.fields.len() > TOO_MANY_FIELDS {
            return;
        }
        let of = CellText { text, unescaped: &self.unescaped, starts: &self.starts };
        for field in self.fields.iter_mut().filter(|field| field.cells.len() >= FEW_CELLS) {
            field.take_in(of);
        }
    }

    /// Makes the block and starts over; `text` is that of [`Self::span`].
    ///
    /// What it calls once a block is never inlined here: browsers compile one large function
    /// longer than its parts, and cannot use it until all of it is done.
    ///
    /// # Cost
    /// O(entries and fields); memory is kept for the next block, and what the block holds is
    /// allocated at its exact size.
    pub fn seal(&mut self, text: &[u8], lines_before: u64, kept: Kept) -> Option<Block> {
        let span = self.span.take()?;
        self.n_waiting = 0;
        let of = CellText { text, unescaped: &self.unescaped, starts: &self.starts };
        let n_fields = self.fields.iter().filter(|field| !field.cells.is_empty()).count();
        let mut fields = Vec::with_capacity(n_fields);
        let min_cells = if n_fields > MANY_FIELDS { self.starts.len() / RARE } else { 0 };
        for (id, field) in (0..).map(FieldId).zip(&mut self.fields) {
            match field.cells.len() {
                0 => {}
                n_cells if n_cells < min_cells => {
                    // As one that was given up, it is read again by a query that names it.
                    *field = FieldCells::default();
                    fields.push((id, FieldColumn::Dropped { size_bytes: 0 }));
                }
                _ => fields.push((id, field.seal(of, &mut self.scratch))),
            }
        }
        let zone = zone_of(&self.times, &self.tags);
        let wide = &mut self.scratch.wide;
        let times = Times::pack(&self.times, zone.first, wide);
        let block = Block {
            source: self.source,
            task_start: self.task_start,
            span,
            lines_before,
            time_before: self.time_before,
            times,
            starts: Paged::pack_sorted(&self.starts),
            tags: self.tags.pack(),
            fields,
            zone,
            filter: TextFilter::new_in(&mut self.scratch.filter, text),
            kept: (kept == Kept::Text).then(|| KeptText::new(text)),
        };
        let last = self.times.iter().rfind(|nanos| **nanos != NO_TIME);
        self.time_before = last.copied().or(self.time_before);
        self.times.clear();
        self.starts.clear();
        self.unescaped.clear();
        Some(block)
    }

    /// Bytes in memory beside the value itself.
    pub fn size_bytes(&self) -> usize {
        let fields: usize = self.fields.iter().map(FieldCells::size_bytes).sum();
        fields
            + self.fields.capacity() * size_of::<FieldCells>()
            + self.times.capacity() * size_of::<i64>()
            + self.starts.capacity() * size_of::<u32>()
            + self.unescaped.capacity()
            + self.tags.size_bytes()
            + self.scratch.size_bytes()
    }
}

#[inline(never)]
fn zone_of(times: &[i64], tags: &TagCollector) -> Zone {
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
    for (tag, n) in tags.counts() {
        if let Some(count) = zone.levels.get_mut(usize::from(tag.level)) {
            *count += n;
        }
    }
    zone
}
