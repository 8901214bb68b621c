//! One field's values over the entries of a block.
//!
//! Repeated values become codes into a dictionary, and whole numbers become numbers. A dictionary of
//! values that mostly do not repeat (ids, paths with parameters) would be a copy of the text, so only
//! their positions are kept.

use super::ints::{IntColumn, IntText};
use super::narrow::Narrow;
use super::rowset::RowSet;
use super::spans::SpanColumn;

/// A sealed column.
#[derive(Clone, Debug)]
pub enum FieldColumn {
    /// Values repeat.
    Dict(DictColumn),
    /// Values are whole numbers with exactly one spelling.
    Ints(IntColumn),
    /// Values rarely repeat and are found in the text.
    Spans(SpanColumn),
    /// Dropped to save memory, or never made: the block's text must be parsed again.
    Dropped {
        /// What it took in memory.
        size_bytes: u32,
    },
}

impl FieldColumn {
    /// The column of a field for which none is made.
    pub(super) const NONE: Self = Self::Dropped { size_bytes: 0 };
}

/// Codes, one per entry: 0 for "absent", otherwise a dictionary index plus 1.
#[derive(Clone, Debug)]
pub struct DictColumn {
    codes: Narrow,
    /// End of each value in `bytes`.
    ends: Narrow,
    n_values: u32,
    /// The values, one after another.
    bytes: Box<[u8]>,
}

/// Values of a dictionary under construction; keeps its memory from one to the next.
#[derive(Debug, Default)]
pub(super) struct DictValues {
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl DictValues {
    /// Starts over.
    pub(super) fn clear(&mut self) {
        self.ends.clear();
        self.bytes.clear();
    }

    /// Adds the next value.
    pub(super) fn push(&mut self, value: &[u8]) {
        self.bytes.extend_from_slice(value);
        self.ends.push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.ends.capacity() * size_of::<u32>() + self.bytes.capacity()
    }
}

/// A test for values.
pub trait ValueTest {
    /// Whether a value passes.
    fn passes(&self, value: &[u8]) -> bool;

    /// Whether a whole number passes; `None` if that depends on how it is written.
    ///
    /// The answer must be what [`Self::passes`] says of the number's text.
    fn passes_int(&self, value: i64) -> Option<bool>;
}

impl DictColumn {
    /// Packs codes for `values`; all codes are among them, or 0 if `min_code` is.
    pub(super) fn new(codes: &[u32], min_code: u64, values: &DictValues) -> Self {
        let n_values = values.ends.len();
        Self {
            codes: Narrow::pack_between(codes, (min_code, n_values as u64)),
            ends: Narrow::pack(&values.ends),
            n_values: u32::try_from(n_values).unwrap_or(u32::MAX),
            bytes: values.bytes.as_slice().into(),
        }
    }

    /// How many values the dictionary has.
    pub fn n_values(&self) -> usize {
        self.n_values as usize
    }

    /// One code per entry.
    pub(super) fn codes(&self) -> &Narrow {
        &self.codes
    }

    /// Value `place` of the dictionary.
    pub fn value(&self, place: usize) -> &[u8] {
        let end_of = |place| usize::try_from(self.ends.get(place)).unwrap_or(usize::MAX);
        let start = place.checked_sub(1).map_or(0, end_of);
        self.bytes.get(start..end_of(place)).unwrap_or_default()
    }

    /// The first `n` entries with a value that passes; `passes` says which do.
    pub fn rows_with(&self, n: usize, passes: &[bool]) -> RowSet {
        self.codes.rows_where(n, |code| {
            // None passes that is absent: there is no value before the first.
            let place = usize::try_from(code).unwrap_or_default().wrapping_sub(1);
            passes.get(place).copied() == Some(true)
        })
    }

    fn rows_where(&self, n: usize, test: &impl ValueTest) -> RowSet {
        let places = 0..self.n_values();
        let passes: Vec<bool> = places.map(|place| test.passes(self.value(place))).collect();
        self.rows_with(n, &passes)
    }
}

impl FieldColumn {
    /// Calls `visit` with the value of entry `row`, whose text is `entry`, or with `None` if it lacks the
    /// field or the column was dropped.
    pub fn with_value<T>(
        &self,
        row: usize,
        entry: &[u8],
        visit: impl FnOnce(Option<&[u8]>) -> T,
    ) -> T {
        match self {
            Self::Dict(dict) => {
                let place = usize::try_from(dict.codes.get(row)).unwrap_or(0).checked_sub(1);
                visit(place.map(|place| dict.value(place)))
            }
            Self::Ints(ints) => match ints.get(row) {
                Some(value) => visit(Some(IntText::new(value).as_bytes())),
                None => visit(None),
            },
            Self::Spans(spans) => visit(spans.value(row, entry)),
            Self::Dropped { .. } => visit(None),
        }
    }

    /// The first `n` entries whose value passes; `entry` returns the text of one and is called only if the
    /// column is not resident.
    pub(super) fn rows_where<'t>(
        &self,
        n: usize,
        entry: impl Fn(usize) -> &'t [u8],
        test: &impl ValueTest,
    ) -> RowSet {
        match self {
            Self::Dict(dict) => dict.rows_where(n, test),
            Self::Ints(ints) => ints.rows_where(n, |value| {
                test.passes_int(value)
                    .unwrap_or_else(|| test.passes(IntText::new(value).as_bytes()))
            }),
            Self::Spans(spans) => RowSet::from_fn(n, |row| {
                spans.value(row, entry(row)).is_some_and(|value| test.passes(value))
            }),
            Self::Dropped { .. } => RowSet::Empty,
        }
    }

    /// Whether values are available without the block's text.
    pub fn is_resident(&self) -> bool {
        matches!(self, Self::Dict(_) | Self::Ints(_))
    }

    /// Whether the block's text must be parsed again to know the values.
    pub fn is_dropped(&self) -> bool {
        matches!(self, Self::Dropped { .. })
    }

    /// Bytes in memory besides the value itself.
    pub fn size_bytes(&self) -> usize {
        match self {
            Self::Dict(dict) => dict.codes.size_bytes() + dict.ends.size_bytes() + dict.bytes.len(),
            Self::Ints(ints) => ints.size_bytes(),
            Self::Spans(spans) => spans.size_bytes(),
            Self::Dropped { .. } => 0,
        }
    }

    /// Drops the values; returns how many bytes that saves.
    pub(super) fn drop_values(&mut self) -> usize {
        let n_freed = self.size_bytes();
        if !self.is_dropped() {
            *self = Self::Dropped { size_bytes: u32::try_from(n_freed).unwrap_or(u32::MAX) };
        }
        n_freed
    }

    /// What a dropped column took in memory, in bytes; 0 if there never was one.
    pub fn size_before_drop(&self) -> u64 {
        match self {
            Self::Dropped { size_bytes } => u64::from(*size_bytes),
            Self::Dict(_) | Self::Ints(_) | Self::Spans(_) => 0,
        }
    }
}
