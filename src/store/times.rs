//! The times of a block's entries.

use super::paged::{HOLE, PAGE_ROWS, Paged};
use super::stamp::NO_TIME;

/// Units of time counts: the coarsest in which all times of a block are whole numbers.
const UNITS: [u64; 4] = [1_000_000_000, 1_000_000, 1_000, 1];

/// Times as counts of a unit from the block's earliest one, with a base per 64 entries.
///
/// # Shape
/// One per entry: Unix nanoseconds, or [`NO_TIME`].
/// A log with some milliseconds between entries takes two bytes per entry.
#[derive(Clone, Debug)]
pub struct Times {
    base: i64,
    unit: u64,
    counts: Paged,
}

impl Times {
    /// Packs `times`, the earliest of which is `base`; `scratch` is working memory.
    #[inline(never)]
    pub(super) fn pack(times: &[i64], base: i64, scratch: &mut Vec<u64>) -> Self {
        scratch.clear();
        scratch.extend(times.iter().map(|nanos| match *nanos {
            NO_TIME => HOLE,
            nanos => nanos.abs_diff(base),
        }));
        let unit = if count_in::<{ UNITS[0] }>(scratch) {
            UNITS[0]
        } else if count_in::<{ UNITS[1] }>(scratch) {
            UNITS[1]
        } else if count_in::<{ UNITS[2] }>(scratch) {
            UNITS[2]
        } else {
            UNITS[3]
        };
        Self { base, unit, counts: Paged::pack(scratch) }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Time of entry `row`; also [`NO_TIME`] past the last.
    pub fn get(&self, row: usize) -> i64 {
        if row < self.len() { self.nanos(self.counts.get(row)) } else { NO_TIME }
    }

    /// The last time of any entry before `row`.
    pub fn last_before(&self, row: usize) -> Option<i64> {
        let (mut page, mut n_wanted) = (row / PAGE_ROWS, row % PAGE_ROWS);
        loop {
            let mut times = [NO_TIME; PAGE_ROWS];
            let times = self.page(page, &mut times);
            let before = times.get(..n_wanted.min(times.len())).unwrap_or_default();
            if let Some(nanos) = before.iter().rfind(|nanos| **nanos != NO_TIME) {
                return Some(*nanos);
            }
            (page, n_wanted) = (page.checked_sub(1)?, PAGE_ROWS);
        }
    }

    /// Copies out the times of entries `page * 64` and following, up to 64; returns them.
    pub fn page<'o>(&self, page: usize, out: &'o mut [i64; PAGE_ROWS]) -> &'o [i64] {
        let mut counts = [0; PAGE_ROWS];
        let n = self.counts.read(page, &mut counts);
        for (nanos, count) in out.iter_mut().zip(counts) {
            *nanos = self.nanos(count);
        }
        out.get(..n).unwrap_or_default()
    }

    /// All of them in turn; [`Self::page`] is faster.
    pub fn iter(&self) -> impl Iterator<Item = i64> + '_ {
        (0..self.len()).map(|row| self.get(row))
    }

    fn nanos(&self, count: u64) -> i64 {
        if count == HOLE {
            return NO_TIME;
        }
        // Two times can lie further apart than `i64` holds; going round comes out right.
        self.base.wrapping_add_unsigned(count.wrapping_mul(self.unit))
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.counts.size_bytes()
    }
}

/// Counts everything in units of `UNIT` nanoseconds if that leaves no remainder.
///
/// # Source
/// H. Warren, "Hacker's Delight" (2002), 10-17: the product with the inverse of the unit's odd
/// part, turned by its even part, is the quotient where there is no rest, and else too large.
fn count_in<const UNIT: u64>(nanos: &mut [u64]) -> bool {
    let inverse = const { inverse_of(UNIT >> UNIT.trailing_zeros()) };
    let count = |nanos: u64| nanos.wrapping_mul(inverse).rotate_right(UNIT.trailing_zeros());
    let is_whole = nanos.iter().all(|nanos| count(*nanos) <= u64::MAX / UNIT || *nanos == HOLE);
    if is_whole {
        for nanos in nanos {
            *nanos = if *nanos == HOLE { HOLE } else { count(*nanos) };
        }
    }
    is_whole
}

/// The multiplicative inverse of an odd number, by Newton's method.
const fn inverse_of(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut n_bits = 3;
    while n_bits < u64::BITS {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(odd.wrapping_mul(inverse)));
        n_bits *= 2;
    }
    inverse
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(times: &[i64]) -> Times {
        let base = times.iter().copied().min().unwrap_or(NO_TIME);
        let packed = Times::pack(times, base, &mut Vec::new());
        assert_eq!(packed.iter().collect::<Vec<_>>(), times);
        let mut pages = Vec::new();
        for page in 0..times.len().div_ceil(PAGE_ROWS) {
            pages.extend_from_slice(packed.page(page, &mut [0; PAGE_ROWS]));
        }
        assert_eq!(pages, times);
        assert_eq!(packed.get(times.len()), NO_TIME);
        for row in 0..=times.len() {
            let before = times[..row].iter().rfind(|nanos| **nanos != NO_TIME);
            assert_eq!(packed.last_before(row), before.copied(), "row {row}");
        }
        packed
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn packed_times_are_the_times(
            times in prop::collection::vec(prop_oneof![8 => 0_i64..100_000, 1 => Just(NO_TIME)], 0..300),
            unit in prop::sample::select(UNITS.to_vec()),
            shift in any::<i64>(),
        ) {
            let scale = |time: i64| shift.saturating_add(time * i64::try_from(unit).unwrap());
            check(&times.into_iter().map(|time| if time == NO_TIME { time } else { scale(time) })
                .collect::<Vec<_>>());
        }

        #[test]
        fn any_times_are_the_times(times in prop::collection::vec(any::<i64>(), 0..100)) {
            check(&times);
        }
    }

    #[test]
    fn the_ends_of_time_are_kept() {
        check(&[i64::MIN, i64::MAX - 1, NO_TIME, 0]);
        check(&[NO_TIME; 70]);
    }

    #[test]
    fn steady_times_take_two_bytes_or_less() {
        let millis: Vec<i64> =
            (0..6_400).map(|n| 1_780_000_000_123_000_000 + n * 54_000_000).collect();
        assert!(check(&millis).size_bytes() < 6_400 * 17 / 8);
        let secs: Vec<i64> =
            (0..6_400).map(|n| 1_780_000_000_000_000_000 + n / 3 * 1_000_000_000).collect();
        assert!(check(&secs).size_bytes() < 6_400 * 9 / 8);
    }
}
