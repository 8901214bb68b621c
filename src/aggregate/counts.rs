//! What the timeline and the level chips show.
//!
//! A timeline must never hide an entry: one without a time, or outside the buckets, is
//! counted apart instead of being dropped.

use super::grid::{Grid, GridCursor};
use crate::level::N_LEVELS;
use crate::store::{Block, NO_TIME, RowSet};

/// Counts of the entries of a view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Entries of the list: level, range and all.
    pub total: u64,
    /// Entries by level, whatever the level terms say; within the range.
    pub levels: [u64; N_LEVELS],
    /// Entries of the timeline per bucket and level: `bucket * N_LEVELS + level`.
    pub timeline: Vec<u32>,
    /// Entries without a time, by level.
    pub undated: [u64; N_LEVELS],
    /// Entries of the timeline with a time outside the grid.
    pub n_outside: u64,
    /// Entries whose text would have been needed and is gone.
    pub n_unsearched: u64,
}

/// Which entries of a block are counted where.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'a> {
    /// Those that meet the query beside its level terms.
    pub rows: &'a RowSet,
    /// Levels that the query lets through.
    pub level_mask: u8,
    /// Times of the list, half open; `None` is all, entries without a time too.
    pub range: Option<(i64, i64)>,
}

impl Counted<'_> {
    /// Whether entry `row` of the block stands in the list.
    pub fn lists(&self, block: &Block, row: usize) -> bool {
        let level = block.levels.get(row).copied().unwrap_or_default();
        self.rows.has(row)
            && self.level_mask >> level & 1 == 1
            && self.is_in_range(block.times.get(row).copied().unwrap_or(NO_TIME))
    }

    fn is_in_range(&self, nanos: i64) -> bool {
        // `NO_TIME` lies at the end of time, outside of every half-open range.
        self.range.is_none_or(|(from, end)| from <= nanos && nanos < end)
    }
}

impl Counts {
    /// Adds the counts of another part of the entries, over the same grid.
    pub fn merge(&mut self, other: &Self) {
        let Self { total, levels, timeline, undated, n_outside, n_unsearched } = other;
        self.total += total;
        self.n_outside += n_outside;
        self.n_unsearched += n_unsearched;
        add_to(&mut self.levels, levels);
        add_to(&mut self.undated, undated);
        if self.timeline.len() < timeline.len() {
            self.timeline.resize(timeline.len(), 0);
        }
        for (sum, count) in self.timeline.iter_mut().zip(timeline) {
            *sum += count;
        }
    }

    /// Adds the entries of a block; returns how many of them the list has.
    ///
    /// # Cost
    /// O(1) if all of the block falls into one bucket, else O(entries).
    pub fn add_block(&mut self, block: &Block, counted: Counted<'_>, grid: Option<Grid>) -> u64 {
        if let Some(grid) = grid
            && self.timeline.is_empty()
        {
            self.timeline = vec![0; grid.n_buckets as usize * N_LEVELS];
        }
        let before = self.total;
        if *counted.rows != RowSet::Empty && !self.add_at_once(block, counted, grid) {
            self.add_each(block, counted, grid);
        }
        self.total - before
    }

    /// The short way for a block whose entries all match and share a bucket.
    fn add_at_once(&mut self, block: &Block, counted: Counted<'_>, grid: Option<Grid>) -> bool {
        let zone = &block.zone;
        let is_in_range = counted.is_in_range(zone.first) && counted.is_in_range(zone.last);
        if *counted.rows != RowSet::Full || zone.n_undated > 0 || !is_in_range {
            return false;
        }
        let bucket = match grid {
            None => None,
            Some(grid) => match (grid.index_of(zone.first), grid.index_of(zone.last)) {
                (Some(first), Some(last)) if first == last => Some(first),
                _ => return false,
            },
        };
        for (level, count) in zone.levels.iter().enumerate() {
            self.count(level, *count, counted.level_mask, bucket);
        }
        true
    }

    /// Adds `n` listed entries of one level.
    fn count(&mut self, level: usize, n: u32, level_mask: u8, bucket: Option<usize>) {
        if let Some(count) = self.levels.get_mut(level) {
            *count += u64::from(n);
        }
        if level_mask >> level & 1 == 1 {
            self.total += u64::from(n);
            let cell = bucket.and_then(|bucket| self.timeline.get_mut(bucket * N_LEVELS + level));
            if let Some(cell) = cell {
                *cell += n;
            }
        }
    }

    fn add_each(&mut self, block: &Block, counted: Counted<'_>, grid: Option<Grid>) {
        let mut cursor = grid.map(GridCursor::new);
        let entries = block.times.iter().zip(&block.levels).enumerate();
        for (_, (nanos, level)) in entries.filter(|(row, _)| counted.rows.has(*row)) {
            let level_idx = usize::from(*level);
            let is_shown = counted.level_mask >> level & 1 == 1;
            if counted.is_in_range(*nanos) {
                if let Some(count) = self.levels.get_mut(level_idx) {
                    *count += 1;
                }
                self.total += u64::from(is_shown);
            }
            if is_shown {
                self.place(*nanos, level_idx, cursor.as_mut());
            }
        }
    }

    fn place(&mut self, nanos: i64, level: usize, cursor: Option<&mut GridCursor>) {
        if nanos == NO_TIME {
            if let Some(count) = self.undated.get_mut(level) {
                *count += 1;
            }
            return;
        }
        let Some(cursor) = cursor else { return };
        let bucket = cursor.index_of(nanos);
        match bucket.and_then(|bucket| self.timeline.get_mut(bucket * N_LEVELS + level)) {
            Some(count) => *count += 1,
            None => self.n_outside += 1,
        }
    }
}

fn add_to(sums: &mut [u64; N_LEVELS], counts: &[u64; N_LEVELS]) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}
