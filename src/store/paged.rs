//! Numbers that stay close to their neighbours: a base for every 64 of them, narrow offsets.

use super::narrow::Narrow;

/// Rows of a page: as many as a word of a [`RowSet`](super::RowSet) has bits.
pub const PAGE_ROWS: usize = 64;

/// Stands for "no number"; greater than every number.
pub(super) const HOLE: u64 = u64::MAX;

/// Numbers below [`HOLE`], and holes.
///
/// # Shape
/// Number `row` is `bases[row / 64] + offsets[row]`; if there are holes, offset 0 is a hole and the
/// others are one greater.
#[derive(Clone, Debug)]
pub(super) struct Paged {
    bases: Narrow,
    offsets: Narrow,
    has_holes: bool,
    n: u32,
}

impl Paged {
    /// Packs `values`, whose content is meaningless afterwards.
    ///
    /// # Cost
    /// O(n) time, two allocations.
    pub(super) fn pack(values: &mut [u64]) -> Self {
        let has_holes = values.contains(&HOLE);
        let shift = u64::from(has_holes);
        let mut bases = Vec::with_capacity(values.len().div_ceil(PAGE_ROWS));
        let (mut min, mut max) = (u64::MAX, 0);
        for page in values.chunks_mut(PAGE_ROWS) {
            let base = page.iter().copied().fold(HOLE, u64::min);
            for value in page {
                *value = if *value == HOLE { 0 } else { *value - base + shift };
                min = min.min(*value);
                max = max.max(*value);
            }
            bases.push(if base == HOLE { 0 } else { base });
        }
        Self {
            bases: Narrow::pack(&bases),
            offsets: Narrow::pack_between(values, (min, max)),
            has_holes,
            n: u32::try_from(values.len()).unwrap_or(u32::MAX),
        }
    }

    /// Packs numbers that never decrease.
    ///
    /// # Cost
    /// O(n) time, two allocations.
    #[inline(never)]
    pub(super) fn pack_sorted(values: &[u32]) -> Self {
        let pages = values.chunks(PAGE_ROWS);
        let bases: Vec<u32> = pages.filter_map(|page| page.first().copied()).collect();
        let widths = values.chunks(PAGE_ROWS).map(|page| match page {
            [first, .., last] => last - first,
            _ => 0,
        });
        let max = u64::from(widths.max().unwrap_or(0));
        let offsets = (0..).zip(values).map(|(row, value): (usize, _)| {
            let base = bases.get(row / PAGE_ROWS).copied().unwrap_or(0);
            u64::from(value.wrapping_sub(base))
        });
        Self {
            bases: Narrow::pack(&bases),
            offsets: Narrow::collect(offsets, (0, max)),
            has_holes: false,
            n: u32::try_from(values.len()).unwrap_or(u32::MAX),
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.n as usize
    }

    /// Number of `row`, which must be one of those packed.
    pub(super) fn get(&self, row: usize) -> u64 {
        self.number(self.bases.get(row / PAGE_ROWS), self.offsets.get(row))
    }

    /// Copies out the numbers of a page; returns how many.
    pub(super) fn read(&self, page: usize, out: &mut [u64; PAGE_ROWS]) -> usize {
        let first = page * PAGE_ROWS;
        let n = self.len().saturating_sub(first).min(PAGE_ROWS);
        let out = out.get_mut(..n).unwrap_or_default();
        self.offsets.read(first, out);
        let base = self.bases.get(page);
        for value in out {
            *value = self.number(base, *value);
        }
        n
    }

    fn number(&self, base: u64, offset: u64) -> u64 {
        match (self.has_holes, offset) {
            (true, 0) => HOLE,
            (true, _) => base + (offset - 1),
            (false, _) => base + offset,
        }
    }

    /// How many of the numbers, which must be sorted, come before the first that fails `is_before`.
    pub(super) fn partition_point(&self, is_before: impl Fn(u64) -> bool) -> usize {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.get(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.bases.size_bytes() + self.offsets.size_bytes()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn packed_numbers_are_the_numbers(
            values in prop::collection::vec(
                prop_oneof![8 => 0_u64..1 << 20, 1 => 0_u64..HOLE, 1 => Just(HOLE)], 0..300,
            ),
            is_tame in any::<bool>(),
        ) {
            let values: Vec<u64> =
                values.into_iter().map(|value| if is_tame { value % 300 } else { value }).collect();
            let packed = Paged::pack(&mut values.clone());
            prop_assert_eq!(packed.len(), values.len());
            for (row, value) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(row), *value);
            }
            for (page, expected) in values.chunks(PAGE_ROWS).enumerate() {
                let mut out = [0; PAGE_ROWS];
                let n = packed.read(page, &mut out);
                prop_assert_eq!(&out[..n], expected);
            }
        }

        #[test]
        fn sorted_numbers_are_searched(mut values in prop::collection::vec(0_u64..500, 0..200)) {
            values.sort_unstable();
            let small: Vec<u32> = values.iter().map(|value| u32::try_from(*value).unwrap()).collect();
            let packed = Paged::pack_sorted(&small);
            for (row, value) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(row), *value);
            }
            for at in [0, 1, 250, 499, 600] {
                let expected = values.partition_point(|value| *value < at);
                prop_assert_eq!(packed.partition_point(|value| value < at), expected);
            }
        }
    }
}
