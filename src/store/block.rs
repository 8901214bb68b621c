//! A sealed block of entries.

use super::column::FieldColumn;
use super::text::KeptText;
use crate::level::{Level, N_LEVELS};
use crate::time::{Inferred, Stamp};
use crate::units::{ByteSpan, FieldId, SourceId};

/// Stands for "no time" in a column of times; sorts after every time.
pub const NO_TIME: i64 = i64::MAX;

/// What a stamp says beside its instant: digits of the second and what was inferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StampBits(pub u8);

impl StampBits {
    /// Packs digits (0 to 9) and inferred parts.
    pub fn new(stamp: Stamp) -> Self {
        Self(stamp.digits & 0x0F | stamp.inferred.0 << 4)
    }

    /// Digits of the second that the source wrote.
    pub fn digits(self) -> u8 {
        self.0 & 0x0F
    }

    /// Parts of the time that were inferred.
    pub fn inferred(self) -> Inferred {
        Inferred(self.0 >> 4)
    }
}

/// An entry's place in the order of the list: by time, then source, then offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// Unix nanoseconds, or [`NO_TIME`].
    pub nanos: i64,
    /// Which source.
    pub source: SourceId,
    /// Offset of the entry's first byte.
    pub offset: u64,
}

/// What a block can and cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Earliest time ([`NO_TIME`] if no entry has one).
    pub first: i64,
    /// Latest time, entries without one left out (`i64::MIN` if there is none).
    pub last: i64,
    /// Entries by level.
    pub levels: [u32; N_LEVELS],
    /// Entries without a time.
    pub n_undated: u32,
    /// Times never go back within the block, and no entry lacks one.
    pub is_sorted: bool,
}

/// Entries of one source that lie next to each other.
///
/// # Shape
/// All columns have one value per entry. Memory: 15 bytes an entry before fields.
#[derive(Clone, Debug)]
pub struct Block {
    /// Whose entries.
    pub source: SourceId,
    /// Start of the range whose reading made the block.
    pub task_start: u64,
    /// Text of the entries; they follow each other without a gap.
    pub span: ByteSpan,
    /// Lines of the task before the block.
    pub lines_before: u64,
    /// Unix nanoseconds or [`NO_TIME`].
    pub times: Vec<i64>,
    /// Where each entry starts, from the start of the span.
    pub starts: Vec<u32>,
    /// Levels as numbers.
    pub levels: Vec<u8>,
    /// [`StampBits`] of each entry.
    pub stamps: Vec<u8>,
    /// Which format of the source's plan parsed it.
    pub formats: Vec<u8>,
    /// Fields that occur, by id.
    pub fields: Vec<(FieldId, FieldColumn)>,
    /// What it can hold.
    pub zone: Zone,
    /// The text, if the source has no random access.
    pub kept: Option<KeptText>,
}

/// Place of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryAt {
    /// Its text, line ends and blank lines after it included.
    pub span: ByteSpan,
    /// Where it stands in the block.
    pub row: usize,
}

impl Block {
    /// How many entries it holds.
    pub fn n_entries(&self) -> usize {
        self.times.len()
    }

    /// Text of entry `row`, from the start of the block's span.
    pub fn range(&self, row: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(row).map_or(0, |start| *start as usize);
        let whole = usize::try_from(self.span.len()).unwrap_or(usize::MAX);
        let end = self.starts.get(row + 1).map_or(whole, |next| *next as usize);
        start..end
    }

    /// Where entry `row` stands in the list.
    pub fn key(&self, row: usize) -> RowKey {
        RowKey {
            nanos: self.times.get(row).copied().unwrap_or(NO_TIME),
            source: self.source,
            offset: self.span.start + self.range(row).start as u64,
        }
    }

    /// The entry that starts at `offset`, if one does.
    pub fn entry_at(&self, offset: u64) -> Option<EntryAt> {
        let relative = u32::try_from(offset.checked_sub(self.span.start)?).ok()?;
        let row = self.starts.binary_search(&relative).ok()?;
        let range = self.range(row);
        let span = ByteSpan {
            start: self.span.start + range.start as u64,
            end: self.span.start + range.end as u64,
        };
        Some(EntryAt { span, row })
    }

    /// Column of a field, if any entry has it.
    pub fn field(&self, id: FieldId) -> Option<&FieldColumn> {
        let at = self.fields.binary_search_by_key(&id, |(field, _)| *field).ok()?;
        self.fields.get(at).map(|(_, column)| column)
    }

    /// Level of entry `row`.
    pub fn level(&self, row: usize) -> Level {
        let number = self.levels.get(row).copied().unwrap_or_default();
        Level::ALL.get(usize::from(number)).copied().unwrap_or_default()
    }

    /// Bytes in memory, by what for.
    pub fn size_bytes(&self) -> BlockSize {
        let columns: usize = self.fields.iter().map(|(_, column)| column.size_bytes()).sum();
        let places = self.fields.capacity() * size_of::<(FieldId, FieldColumn)>();
        BlockSize {
            index: size_of::<Self>() + self.n_entries() * 15,
            fields: columns + places,
            text: self.kept.as_ref().map_or(0, KeptText::size_bytes),
        }
    }
}

/// Bytes in memory of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockSize {
    /// All but the other two.
    pub index: usize,
    /// Columns of fields.
    pub fields: usize,
    /// Kept text.
    pub text: usize,
}
