//! A sealed block of entries.

use super::column::{FieldColumn, ValueTest};
use super::filter::TextFilter;
use super::paged::Paged;
use super::rowset::RowSet;
use super::stamp::NO_TIME;
use super::tags::{Tag, Tags};
use super::text::KeptText;
use super::times::Times;
use crate::level::{Level, N_LEVELS};
use crate::units::{ByteSpan, FieldId, SourceId};

/// An entry's place in the order of the list: by time, then source, then offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// Unix nanoseconds: the entry's time or, if it has none, that of a dated entry near it;
    /// [`NO_TIME`] if its source has no times.
    pub nanos: i64,
    /// Which source.
    pub source: SourceId,
    /// Offset of the entry's first byte.
    pub offset: u64,
}

/// What a block can and cannot contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Earliest time ([`NO_TIME`] if no entry has one).
    pub first: i64,
    /// Latest time, ignoring entries without one (`i64::MIN` if there is none).
    pub last: i64,
    /// Entries by level.
    pub levels: [u32; N_LEVELS],
    /// Entries without a time.
    pub n_undated: u32,
    /// Times never go back within the block, and every entry has one.
    pub is_sorted: bool,
    /// The times that there are never go back within the block.
    pub is_forward: bool,
}

/// Adjacent entries of one source.
///
/// # Shape
/// All columns have one value per entry. Memory without fields: about five bytes per entry, where
/// entries are shorter than 1 KiB on average and follow each other within minutes.
#[derive(Clone, Debug)]
pub struct Block {
    /// The source.
    pub source: SourceId,
    /// Start of the range that produced the block.
    pub task_start: u64,
    /// Text of the entries; they follow each other without a gap.
    pub span: ByteSpan,
    /// Lines of the task before the block.
    pub lines_before: u64,
    /// Time of the last dated entry before the block, as far as it is known: the one from another task
    /// is reported once that task is read.
    pub time_before: Option<i64>,
    /// Time of its first dated entry; if it has none, that of the source's first one, if that comes
    /// later and is known.
    pub opening: Option<i64>,
    /// When each entry happened.
    pub times: Times,
    /// Where each entry starts, relative to the span.
    pub(super) starts: Paged,
    /// Level, stamp and format of each entry.
    pub tags: Tags,
    /// Fields that occur, by id.
    pub fields: Vec<(FieldId, FieldColumn)>,
    /// What the block can contain.
    pub zone: Zone,
    /// The text of some entries has colour codes or the like, which are no part of what they say.
    pub has_codes: bool,
    /// What its text cannot contain.
    pub filter: TextFilter,
    /// The text, if the source has no random access.
    pub kept: Option<KeptText>,
}

/// Position of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryAt {
    /// Its text, including the line ends and blank lines after it.
    pub span: ByteSpan,
    /// Its row in the block.
    pub row: usize,
}

impl Block {
    /// Number of entries.
    pub fn n_entries(&self) -> usize {
        self.times.len()
    }

    /// Text of entry `row`, relative to the block's span.
    pub fn range(&self, row: usize) -> std::ops::Range<usize> {
        self.start(row)..self.start(row + 1)
    }

    /// Text of adjacent entries, relative to the block's span.
    pub fn range_of(&self, rows: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let end = self.start(rows.end);
        self.start(rows.start).min(end)..end
    }

    /// One past the last entry that ends within `n_bytes` of the start of entry `row`, but past
    /// that one in any case.
    pub fn row_within(&self, row: usize, n_bytes: usize) -> usize {
        let end = self.start(row).saturating_add(n_bytes);
        if end as u64 >= self.span.len() {
            return self.n_entries().max(row + 1);
        }
        self.row_at(end).max(row + 1)
    }

    /// Where entry `row` starts; past the last entry, where the block ends.
    fn start(&self, row: usize) -> usize {
        let start = if row < self.starts.len() { self.starts.get(row) } else { self.span.len() };
        usize::try_from(start).unwrap_or(usize::MAX)
    }

    /// Whether any entry has a time.
    pub fn has_times(&self) -> bool {
        self.zone.first != NO_TIME
    }

    /// Whether any entry may be earlier than the dated one before it, judged without looking inside.
    pub fn may_go_back(&self) -> bool {
        let goes_on = self.time_before.is_none_or(|before| before <= self.zone.first);
        self.has_times() && !(self.zone.is_sorted && goes_on)
    }

    /// Entries that are earlier than the dated one before them: the ledger's out-of-order entries.
    ///
    /// # Cost
    /// O(entries).
    pub fn rows_going_back(&self) -> RowSet {
        let mut before = self.time_before;
        RowSet::from_fn(self.n_entries(), |row| {
            let nanos = self.times.get(row);
            if nanos == NO_TIME {
                return false;
            }
            before.replace(nanos).is_some_and(|before| nanos < before)
        })
    }

    /// The entry that contains byte `at` of the block's text.
    pub fn row_at(&self, at: usize) -> usize {
        self.starts.partition_point(|start| start <= at as u64).saturating_sub(1)
    }

    /// Offset of the first byte of entry `row`.
    pub fn offset(&self, row: usize) -> u64 {
        self.span.start + self.start(row) as u64
    }

    /// Whether entry `row` has a time.
    pub fn is_dated(&self, row: usize) -> bool {
        self.zone.n_undated == 0 || self.times.get(row) != NO_TIME
    }

    /// The entry that starts at `offset`, if one does.
    pub fn entry_at(&self, offset: u64) -> Option<EntryAt> {
        let relative = usize::try_from(offset.checked_sub(self.span.start)?).ok()?;
        let row = self.row_at(relative);
        let range = self.range(row);
        if range.start != relative || row >= self.n_entries() {
            return None;
        }
        let span = ByteSpan {
            start: self.span.start + range.start as u64,
            end: self.span.start + range.end as u64,
        };
        Some(EntryAt { span, row })
    }

    /// Column of a field, if any entry has the field.
    pub fn field(&self, id: FieldId) -> Option<&FieldColumn> {
        let at = self.fields.binary_search_by_key(&id, |(field, _)| *field).ok()?;
        self.fields.get(at).map(|(_, column)| column)
    }

    /// Drops the values of a field, which can be rebuilt from the text; returns how many bytes that
    /// saves.
    pub fn drop_field(&mut self, id: FieldId) -> usize {
        self.field_mut(id).map_or(0, FieldColumn::drop_values)
    }

    /// Puts a rebuilt column in place of a dropped one; returns its bytes in memory.
    pub fn put_back(&mut self, id: FieldId, column: FieldColumn) -> usize {
        match self.field_mut(id).filter(|place| place.is_dropped()) {
            Some(place) => {
                *place = column;
                place.size_bytes()
            }
            None => 0,
        }
    }

    fn field_mut(&mut self, id: FieldId) -> Option<&mut FieldColumn> {
        let at = self.fields.binary_search_by_key(&id, |(field, _)| *field).ok()?;
        self.fields.get_mut(at).map(|(_, column)| column)
    }

    /// Level, stamp and format of entry `row`, which must be one of the block's.
    pub fn tag(&self, row: usize) -> Tag {
        self.tags.get(row)
    }

    /// Level of entry `row`.
    pub fn level(&self, row: usize) -> Level {
        let number = self.tag(row).level;
        Level::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Entries whose level is in `mask`.
    pub fn rows_of_levels(&self, mask: u8) -> RowSet {
        self.tags.rows_of_levels(self.n_entries(), mask)
    }

    /// Entries whose tag passes.
    pub fn rows_of_tags(&self, is_in: impl FnMut(Tag) -> bool) -> RowSet {
        self.tags.rows_where(self.n_entries(), is_in)
    }

    /// Entries whose value in `column`, a column of this block, passes.
    ///
    /// `text` is the block's; it is not used if the column is resident.
    ///
    /// # Cost
    /// O(entries), and one test per value of a dictionary or per span.
    pub fn rows_where(&self, column: &FieldColumn, text: &[u8], wanted: &impl ValueTest) -> RowSet {
        let entry = |row| text.get(self.range(row)).unwrap_or_default();
        column.rows_where(self.n_entries(), entry, wanted)
    }

    /// Bytes in memory besides the value itself, by purpose.
    pub fn size_bytes(&self) -> BlockSize {
        let columns: usize = self.fields.iter().map(|(_, column)| column.size_bytes()).sum();
        let places = self.fields.capacity() * size_of::<(FieldId, FieldColumn)>();
        BlockSize {
            index: self.times.size_bytes()
                + self.starts.size_bytes()
                + self.tags.size_bytes()
                + self.filter.size_bytes(),
            fields: columns + places,
            text: self.kept.as_ref().map_or(0, KeptText::size_bytes),
        }
    }
}

/// Bytes in memory of a block, besides the value itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockSize {
    /// Everything but the other two.
    pub index: usize,
    /// Columns of fields.
    pub fields: usize,
    /// Kept text.
    pub text: usize,
}
