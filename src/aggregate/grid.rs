//! Equal, adjacent buckets of time.

use std::num::NonZeroU64;

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

/// Looks up the buckets of times that mostly ascend, without dividing each time.
#[derive(Clone, Copy, Debug)]
pub struct GridCursor {
    grid: Grid,
    /// Times of the bucket looked up last, as far as 64 bits can hold them.
    from: i64,
    until: i64,
    idx: usize,
}

impl GridCursor {
    /// A cursor that has not looked up a bucket yet.
    pub fn new(grid: Grid) -> Self {
        Self { grid, from: 0, until: 0, idx: 0 }
    }

    /// Whether all times from `first` to `last` lie before the grid, or all after it.
    pub fn is_apart(&self, first: i64, last: i64) -> bool {
        let is_after = first >= self.grid.start && self.grid.index_of(first).is_none();
        last < self.grid.start || is_after
    }

    /// Same as [`Grid::index_of`].
    pub fn index_of(&mut self, nanos: i64) -> Option<usize> {
        if self.from <= nanos && nanos < self.until {
            return Some(self.idx);
        }
        let idx = self.grid.index_of(nanos)?;
        let width = i128::from(self.grid.width_nanos.get());
        let from = i128::from(self.grid.start) + idx as i128 * width;
        self.idx = idx;
        self.from = i64::try_from(from).unwrap_or(i64::MAX);
        self.until = i64::try_from(from + width).unwrap_or(i64::MAX);
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
        let mut cursor = GridCursor::new(grid);
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
    fn the_ends_of_time_do_not_overflow() {
        check(i64::MIN, u64::MAX, i64::MAX, Some(1));
        check(i64::MAX - 5, 10, i64::MAX - 1, Some(0));
        check(i64::MAX, 1, i64::MIN, None);
    }
}
