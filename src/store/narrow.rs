//! Whole numbers in as few bytes as the largest of them needs.

use super::rowset::RowSet;

/// Numbers from 0 on, all of one width, so random access stays one look-up.
#[derive(Clone, Debug)]
pub(super) enum Narrow {
    /// All are equal to this one: no memory at all.
    Same(u64),
    /// Up to 255.
    U8(Box<[u8]>),
    /// Up to 65,535.
    U16(Box<[u16]>),
    /// Up to 2^32 - 1.
    U32(Box<[u32]>),
    /// More.
    U64(Box<[u64]>),
}

impl Narrow {
    /// Packs `values`.
    ///
    /// # Cost
    /// O(n) time, one allocation of exactly what is needed.
    pub(super) fn pack<T: Copy + Into<u64>>(values: &[T]) -> Self {
        let ends = values.iter().fold((u64::MAX, 0), |(min, max), value| {
            let value: u64 = (*value).into();
            (min.min(value), max.max(value))
        });
        Self::pack_between(values, ends)
    }

    /// Packs `values`, given their minimum and maximum.
    pub(super) fn pack_between<T: Copy + Into<u64>>(values: &[T], ends: (u64, u64)) -> Self {
        Self::collect(values.iter().map(|value| (*value).into()), ends)
    }

    /// Packs what `values` yields, given its minimum and maximum.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "the width fits the largest")]
    pub(super) fn collect(values: impl Iterator<Item = u64>, (min, max): (u64, u64)) -> Self {
        match max {
            _ if min >= max => Self::Same(max),
            0..=0xFF => Self::U8(values.map(|value| value as u8).collect()),
            0x100..=0xFFFF => Self::U16(values.map(|value| value as u16).collect()),
            0x1_0000..=0xFFFF_FFFF => Self::U32(values.map(|value| value as u32).collect()),
            _ => Self::U64(values.collect()),
        }
    }

    /// Number `idx`, which must be one of those packed; 0 past the last where the end is known.
    pub(super) fn get(&self, idx: usize) -> u64 {
        match self {
            Self::Same(value) => *value,
            Self::U8(values) => values.get(idx).copied().map_or(0, u64::from),
            Self::U16(values) => values.get(idx).copied().map_or(0, u64::from),
            Self::U32(values) => values.get(idx).copied().map_or(0, u64::from),
            Self::U64(values) => values.get(idx).copied().unwrap_or(0),
        }
    }

    /// Copies the numbers from `first` on into `out`, as many as fit.
    pub(super) fn read(&self, first: usize, out: &mut [u64]) {
        match self {
            Self::Same(value) => out.fill(*value),
            Self::U8(values) => widen(values, first, out),
            Self::U16(values) => widen(values, first, out),
            Self::U32(values) => widen(values, first, out),
            Self::U64(values) => widen(values, first, out),
        }
    }

    /// The positions among the first `n` whose number meets `is_in`.
    pub(super) fn rows_where(&self, n: usize, is_in: impl Fn(u64) -> bool) -> RowSet {
        match self {
            Self::Same(value) if is_in(*value) => RowSet::Full,
            Self::Same(_) => RowSet::Empty,
            Self::U8(values) => RowSet::from_values(n, values, |v| is_in(u64::from(v))),
            Self::U16(values) => RowSet::from_values(n, values, |v| is_in(u64::from(v))),
            Self::U32(values) => RowSet::from_values(n, values, |v| is_in(u64::from(v))),
            Self::U64(values) => RowSet::from_values(n, values, is_in),
        }
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        match self {
            Self::Same(_) => 0,
            Self::U8(values) => values.len(),
            Self::U16(values) => size_of_val(&**values),
            Self::U32(values) => size_of_val(&**values),
            Self::U64(values) => size_of_val(&**values),
        }
    }
}

fn widen<T: Copy + Into<u64>>(values: &[T], first: usize, out: &mut [u64]) {
    for (wide, value) in out.iter_mut().zip(values.get(first..).unwrap_or_default()) {
        *wide = (*value).into();
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
            values in prop::collection::vec(0_u64..1 << 40, 0..200),
            shift in 0_u32..40,
            first in 0_usize..200,
        ) {
            let values: Vec<u64> = values.into_iter().map(|value| value >> shift).collect();
            let packed = Narrow::pack(&values);
            for (idx, value) in values.iter().enumerate() {
                prop_assert_eq!(packed.get(idx), *value);
            }
            let rest = values.get(first..).unwrap_or_default();
            let mut out = vec![0; rest.len()];
            packed.read(first, &mut out);
            prop_assert_eq!(&out, rest);
            let rows = packed.rows_where(values.len(), |value| value % 3 == 0);
            for (idx, value) in values.iter().enumerate() {
                prop_assert_eq!(rows.has(idx), value % 3 == 0);
            }
        }
    }

    #[test]
    fn the_width_is_that_of_the_largest() {
        let sizes = [&[7, 7][..], &[0, 255], &[0, 256], &[0, 65_536], &[0, 1 << 32]]
            .map(|values: &[u64]| Narrow::pack(values).size_bytes());
        assert_eq!(sizes, [0, 2, 4, 8, 16]);
    }
}
