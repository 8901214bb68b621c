//! Adjacent buckets of time: equal ones, or such as days that are longer when clocks change.

use std::num::NonZeroU64;
use std::sync::Arc;

/// More buckets than any chart has pixels.
pub const MAX_BUCKETS: u32 = 100_000;

/// Bucket `i` is `[start + i * width, start + (i + 1) * width)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Left edge of bucket 0, Unix nanoseconds.
    pub start: i64,
    /// Width of each bucket, in nanoseconds.
    pub width_nanos: NonZeroU64,
    /// How many there are.
    pub n_buckets: u32,
}

impl Grid {
    /// Index of the bucket that holds `nanos`, or `None` outside the grid.
    pub fn index_of(&self, nanos: i64) -> Option<usize> {
        // Two log times can lie further apart than `i64` holds; `abs_diff` cannot overflow.
        let elapsed = nanos.abs_diff(self.start);
        let idx = elapsed / self.width_nanos;
        (nanos >= self.start && idx < u64::from(self.n_buckets))
            .then(|| usize::try_from(idx).ok())?
    }
}

/// Buckets of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Buckets {
    /// Equal ones.
    Even(Grid),
    /// Bucket `i` is `[edges[i], edges[i + 1])`; the edges ascend.
    Between(Arc<[i64]>),
}

impl Buckets {
    /// How many there are.
    pub fn n_buckets(&self) -> usize {
        match self {
            Self::Even(grid) => grid.n_buckets as usize,
            Self::Between(edges) => edges.len().saturating_sub(1),
        }
    }

    /// Index of the bucket that holds `nanos`, or `None` outside.
    pub fn index_of(&self, nanos: i64) -> Option<usize> {
        match self {
            Self::Even(grid) => grid.index_of(nanos),
            Self::Between(edges) => {
                let idx = edges.partition_point(|edge| *edge <= nanos).checked_sub(1)?;
                (idx < self.n_buckets()).then_some(idx)
            }
        }
    }

    /// Left edge of the first.
    fn start(&self) -> i64 {
        match self {
            Self::Even(grid) => grid.start,
            Self::Between(edges) => edges.first().copied().unwrap_or(i64::MAX),
        }
    }

    /// Times of a bucket, half open, as far as 64 bits can hold them.
    fn span_of(&self, idx: usize) -> (i64, i64) {
        match self {
            Self::Even(grid) => {
                let width = i128::from(grid.width_nanos.get());
                let from = i128::from(grid.start) + idx as i128 * width;
                let clipped = |nanos| i64::try_from(nanos).unwrap_or(i64::MAX);
                (clipped(from), clipped(from + width))
            }
            Self::Between(edges) => {
                let edge = |idx| edges.get(idx).copied().unwrap_or(i64::MAX);
                (edge(idx), edge(idx + 1))
            }
        }
    }
}

/// Looks up the buckets of times that mostly ascend, without dividing each time.
#[derive(Clone, Debug)]
pub struct GridCursor {
    buckets: Buckets,
    /// Times of the bucket looked up last, as far as 64 bits can hold them.
    from: i64,
    until: i64,
    idx: usize,
}

impl GridCursor {
    /// A cursor that has not looked up a bucket yet.
    pub fn new(buckets: Buckets) -> Self {
        Self { buckets, from: 0, until: 0, idx: 0 }
    }

    /// Whether all times from `first` to `last` lie before the buckets, or all after them.
    pub fn is_apart(&self, first: i64, last: i64) -> bool {
        let start = self.buckets.start();
        let is_after = first >= start && self.buckets.index_of(first).is_none();
        last < start || is_after
    }

    /// Same as [`Buckets::index_of`].
    pub fn index_of(&mut self, nanos: i64) -> Option<usize> {
        if self.from <= nanos && nanos < self.until {
            return Some(self.idx);
        }
        let idx = self.buckets.index_of(nanos)?;
        self.idx = idx;
        (self.from, self.until) = self.buckets.span_of(idx);
        Some(idx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(start: i64, width: u64, nanos: i64, expected: Option<usize>) {
        let grid = Grid { start, width_nanos: NonZeroU64::new(width).unwrap(), n_buckets: 3 };
        assert_eq!(grid.index_of(nanos), expected);
        let mut cursor = GridCursor::new(Buckets::Even(grid));
        // The second look-up is answered from memory.
        assert_eq!([cursor.index_of(nanos), cursor.index_of(nanos)], [expected; 2]);
    }

    #[test]
    fn left_edge_is_inside_and_right_edge_is_not() {
        check(100, 10, 99, None);
        check(100, 10, 100, Some(0));
        check(100, 10, 109, Some(0));
        check(100, 10, 110, Some(1));
        check(100, 10, 130, None);
    }

    #[test]
    fn buckets_may_differ() {
        let buckets = Buckets::Between([100, 123, 148, 172].into());
        let mut cursor = GridCursor::new(buckets.clone());
        let expected = [(99, None), (100, Some(0)), (122, Some(0)), (123, Some(1)), (171, Some(2))];
        for (nanos, bucket) in expected.into_iter().chain([(172, None), (i64::MAX, None)]) {
            assert_eq!([buckets.index_of(nanos), cursor.index_of(nanos)], [bucket; 2], "{nanos}");
        }
        assert!(cursor.is_apart(1, 99) && cursor.is_apart(172, 180));
        assert!(!cursor.is_apart(1, 100) && !cursor.is_apart(171, 180));
        assert_eq!(Buckets::Between([].into()).index_of(0), None);
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        check(i64::MIN, u64::MAX, i64::MAX, Some(1));
        check(i64::MAX - 5, 10, i64::MAX - 1, Some(0));
        check(i64::MAX, 1, i64::MIN, None);
    }
}
