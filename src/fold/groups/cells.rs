//! Counts over time that merge: cells whose width is a power of two, as fine as a fixed number of
//! them allows.
//!
//! Widths are anchored at the epoch and depend only on the first and the last time, so that counts
//! are the same whatever was added first.

use crate::fold::{ByteReader, ByteWriter};

/// How many cells there may be from the first to the last.
pub(super) const MAX_CELLS: u64 = 256;

/// No cell is narrower than about a millisecond.
const MIN_SHIFT: u8 = 20;

/// Widths reach 2^63 nanoseconds, which is all of time.
const MAX_SHIFT: u8 = 63;

/// Counts by cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cells {
    /// A cell is `2^shift` nanoseconds wide.
    shift: u8,
    /// Number of the first cell, counted from the epoch.
    base: i64,
    /// Distance from the first, and count; sorted, and none of them zero.
    counts: Vec<(u16, u32)>,
}

impl Default for Cells {
    fn default() -> Self {
        Self { shift: MIN_SHIFT, base: 0, counts: Vec::new() }
    }
}

impl Cells {
    /// Counts entries at an instant.
    pub(super) fn add(&mut self, nanos: i64, n: u32) {
        let cell = nanos >> self.shift;
        if let Some((offset, count)) = self.counts.last_mut()
            && self.base + i64::from(*offset) == cell
        {
            *count = count.saturating_add(n);
            return;
        }
        self.add_cell(nanos, n);
    }

    fn add_cell(&mut self, nanos: i64, n: u32) {
        if self.counts.is_empty() {
            self.base = nanos >> self.shift;
            self.counts.push((0, n));
            return;
        }
        let (first, last) = (self.base, self.last());
        let mut shift = self.shift;
        let span = |shift: u8| {
            let more = shift - self.shift;
            let cell = nanos >> shift;
            (last >> more).max(cell).abs_diff((first >> more).min(cell))
        };
        while span(shift) >= MAX_CELLS && shift < MAX_SHIFT {
            shift += 1;
        }
        self.widen(shift);
        let cell = nanos >> self.shift;
        if cell < self.base {
            let more = u16::try_from(self.base.abs_diff(cell)).unwrap_or(u16::MAX);
            self.counts.iter_mut().for_each(|(offset, _)| *offset += more);
            self.base = cell;
        }
        let offset = u16::try_from(cell.abs_diff(self.base)).unwrap_or(u16::MAX);
        match self.counts.binary_search_by_key(&offset, |(offset, _)| *offset) {
            Ok(at) => {
                if let Some((_, count)) = self.counts.get_mut(at) {
                    *count = count.saturating_add(n);
                }
            }
            Err(at) => self.counts.insert(at, (offset, n)),
        }
    }

    fn last(&self) -> i64 {
        self.base + self.counts.last().map_or(0, |(offset, _)| i64::from(*offset))
    }

    fn widen(&mut self, shift: u8) {
        if shift <= self.shift {
            return;
        }
        let more = shift - self.shift;
        let base = self.base >> more;
        let mut wider: Vec<(u16, u32)> = Vec::new();
        for (offset, count) in &self.counts {
            let cell = (self.base + i64::from(*offset)) >> more;
            let offset = u16::try_from(cell.abs_diff(base)).unwrap_or(u16::MAX);
            match wider.last_mut().filter(|(last, _)| *last == offset) {
                Some((_, sum)) => *sum = sum.saturating_add(*count),
                None => wider.push((offset, *count)),
            }
        }
        *self = Self { shift, base, counts: wider };
    }

    /// Adds the counts of another.
    pub(super) fn merge(&mut self, other: &Self) {
        if other.counts.is_empty() {
            return;
        }
        if self.counts.is_empty() {
            *self = other.clone();
            return;
        }
        self.widen(other.shift);
        for (offset, count) in &other.counts {
            // Any instant of the cell: its width is at most that of ours.
            let nanos = (other.base + i64::from(*offset)) << other.shift;
            self.add(nanos, *count);
        }
    }

    /// Width of a cell as a power of two of nanoseconds, the number of the first one, and the counts
    /// from there on.
    pub(super) fn dense(&self) -> (u8, i64, Vec<u32>) {
        let n = self.counts.last().map_or(0, |(offset, _)| usize::from(*offset) + 1);
        let mut counts = vec![0; n];
        for (offset, count) in &self.counts {
            if let Some(place) = counts.get_mut(usize::from(*offset)) {
                *place = *count;
            }
        }
        (self.shift, self.base, counts)
    }

    /// The counts in cells that are at least about so wide.
    pub(super) fn at_least(&self, width_nanos: u64) -> Vec<u32> {
        let mut wider = self.clone();
        wider.widen(u8::try_from(width_nanos.checked_ilog2().unwrap_or(0)).unwrap_or(0));
        wider.dense().2
    }

    /// Where a cell begins, counted from the first one.
    pub(super) fn start_of(&self, cell: usize) -> i64 {
        let cell = self.base.saturating_add(i64::try_from(cell).unwrap_or(i64::MAX));
        i64::try_from(i128::from(cell) << self.shift).unwrap_or(i64::MAX)
    }

    /// The counts in the cells of another, as many as that has.
    pub(super) fn over(&self, other: &Self) -> Vec<u32> {
        let (shift, base, counts) = other.dense();
        let mut out = vec![0_u32; counts.len()];
        let more = shift.saturating_sub(self.shift);
        for (offset, count) in &self.counts {
            let cell = (self.base + i64::from(*offset)) >> more;
            let place = cell.checked_sub(base).and_then(|at| usize::try_from(at).ok());
            if let Some(sum) = place.and_then(|at| out.get_mut(at)) {
                *sum = sum.saturating_add(*count);
            }
        }
        out
    }

    pub(super) fn write(&self, out: &mut ByteWriter) {
        out.number(self.shift.into());
        out.word(self.base.cast_unsigned());
        out.number(self.counts.len() as u64);
        let mut before = 0;
        for (offset, count) in &self.counts {
            out.number(u64::from(offset - before));
            out.number(u64::from(*count));
            before = *offset;
        }
    }

    pub(super) fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let shift = u8::try_from(bytes.number()?).ok()?;
        let base = bytes.word()?.cast_signed();
        let mut cells = Vec::new();
        let mut offset = 0_u16;
        for _ in 0..bytes.count()? {
            offset = offset.checked_add(u16::try_from(bytes.number()?).ok()?)?;
            cells.push((offset, u32::try_from(bytes.number()?).ok()?));
        }
        let is_sound = (MIN_SHIFT..=MAX_SHIFT).contains(&shift) && u64::from(offset) < MAX_CELLS;
        is_sound.then_some(Self { shift, base, counts: cells })
    }

    pub(super) fn size_bytes(&self) -> usize {
        self.counts.capacity() * size_of::<(u16, u32)>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(times: &[i64]) -> Cells {
        let mut cells = Cells::default();
        for nanos in times {
            cells.add(*nanos, 1);
        }
        cells
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn counts_do_not_depend_on_order_or_cuts(
            times in prop::collection::vec((any::<i64>(), 0_u32..60), 0..40),
            cut in 0_usize..40,
        ) {
            let mut times: Vec<i64> = times.into_iter().map(|(nanos, shift)| nanos >> shift).collect();
            let whole = of(&times);
            let (one, other) = times.split_at(cut.min(times.len()));
            let mut merged = of(other);
            merged.merge(&of(one));
            prop_assert_eq!(&merged, &whole);
            times.sort_unstable();
            prop_assert_eq!(&of(&times), &whole);
            let (_, _, counts) = whole.dense();
            prop_assert!(counts.len() as u64 <= MAX_CELLS);
            prop_assert_eq!(counts.iter().sum::<u32>() as usize, times.len());
            let mut out = ByteWriter::default();
            whole.write(&mut out);
            let bytes = out.into_bytes();
            prop_assert_eq!(Cells::read(&mut ByteReader::new(&bytes)), Some(whole));
        }
    }
}
