//! What the timeline and the level chips show.
//!
//! A timeline must never hide an entry: one without a time, or outside the buckets, is
//! counted apart instead of being dropped.

use super::grid::{Grid, GridCursor};
use crate::level::N_LEVELS;
use crate::store::{Block, NO_TIME, PAGE_ROWS, RowSet};

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
        self.rows.has(row)
            && self.level_mask >> block.tag(row).level & 1 == 1
            && self.is_in_range(block.times.get(row))
    }

    /// Which of the entries `page * 64` and following stand in the list, as bits.
    pub fn listed_word(&self, block: &Block, page: usize) -> u64 {
        let mut word = self.rows.word(page, block.n_entries());
        if word != 0 && self.level_mask != u8::MAX {
            let mut levels = [0; PAGE_ROWS];
            block.tags.levels(page, &mut levels);
            word &= bits(levels, |level| self.level_mask >> level & 1 == 1);
        }
        if word != 0 && !self.lists_all_times(block) {
            let mut times = [NO_TIME; PAGE_ROWS];
            block.times.page(page, &mut times);
            word &= bits(times, |nanos| self.is_in_range(nanos));
        }
        word
    }

    /// Whether the zone map says that all of a block's times are in the range.
    fn lists_all_times(&self, block: &Block) -> bool {
        let zone = &block.zone;
        self.range.is_none()
            || (zone.n_undated == 0 && self.is_in_range(zone.first) && self.is_in_range(zone.last))
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
            self.count_listed(level, *count, counted.level_mask);
            self.count_placed(level, *count, counted.level_mask, bucket);
        }
        true
    }

    /// Adds `n` entries of one level to the list.
    fn count_listed(&mut self, level: usize, n: u32, level_mask: u8) {
        if let Some(count) = self.levels.get_mut(level) {
            *count += u64::from(n);
        }
        self.total += if level_mask >> level & 1 == 1 { u64::from(n) } else { 0 };
    }

    /// Adds `n` entries of one level to a bucket of the timeline.
    fn count_placed(&mut self, level: usize, n: u32, level_mask: u8, bucket: Option<usize>) {
        let is_shown = level_mask >> level & 1 == 1;
        let cell = bucket.and_then(|bucket| self.timeline.get_mut(bucket * N_LEVELS + level));
        if let Some(cell) = cell.filter(|_| is_shown) {
            *cell += n;
        }
    }

    fn add_each(&mut self, block: &Block, counted: Counted<'_>, grid: Option<Grid>) {
        let mut cursor = grid.map(GridCursor::new);
        for page in 0..block.n_entries().div_ceil(PAGE_ROWS) {
            let word = counted.rows.word(page, block.n_entries());
            if word != 0 && !self.add_page_at_once(block, page, counted, cursor.as_mut()) {
                self.add_page(block, page, counted, cursor.as_mut());
            }
        }
    }

    /// The short way for 64 entries that share a bucket and a side of the range.
    fn add_page_at_once(
        &mut self,
        block: &Block,
        page: usize,
        counted: Counted<'_>,
        cursor: Option<&mut GridCursor>,
    ) -> bool {
        if !block.zone.is_sorted {
            return false;
        }
        let first_row = page * PAGE_ROWS;
        let end_row = (first_row + PAGE_ROWS).min(block.n_entries());
        let (first, last) = (block.times.get(first_row), block.times.get(end_row - 1));
        let is_in_range = counted.is_in_range(first);
        let buckets = cursor.map(|cursor| (cursor.index_of(first), cursor.index_of(last)));
        let bucket = buckets.and_then(|(bucket, _)| bucket);
        let is_one_bucket = buckets.is_none_or(|(one, other)| one.is_some() && one == other);
        // A range may lie between the two.
        if !is_one_bucket || counted.is_in_range(last) != is_in_range {
            return false;
        }
        if !is_in_range && counted.range.is_some_and(|(from, end)| first < from && end <= last) {
            return false;
        }
        let word = counted.rows.word(page, block.n_entries());
        for (level, n) in block.tags.count_levels(page, word).into_iter().enumerate() {
            if is_in_range {
                self.count_listed(level, n, counted.level_mask);
            }
            self.count_placed(level, n, counted.level_mask, bucket);
        }
        true
    }

    fn add_page(
        &mut self,
        block: &Block,
        page: usize,
        counted: Counted<'_>,
        mut cursor: Option<&mut GridCursor>,
    ) {
        let (mut times, mut levels) = ([NO_TIME; PAGE_ROWS], [0; PAGE_ROWS]);
        block.times.page(page, &mut times);
        block.tags.levels(page, &mut levels);
        let mut word = counted.rows.word(page, block.n_entries());
        while word != 0 {
            let row = word.trailing_zeros() as usize;
            word &= word - 1;
            let nanos = times.get(row).copied().unwrap_or(NO_TIME);
            let level = levels.get(row).copied().unwrap_or_default();
            self.add_one(nanos, level, counted, cursor.as_deref_mut());
        }
    }

    fn add_one(
        &mut self,
        nanos: i64,
        level: u8,
        counted: Counted<'_>,
        cursor: Option<&mut GridCursor>,
    ) {
        let level_idx = usize::from(level);
        let is_shown = counted.level_mask >> level & 1 == 1;
        if counted.is_in_range(nanos) {
            if let Some(count) = self.levels.get_mut(level_idx) {
                *count += 1;
            }
            self.total += u64::from(is_shown);
        }
        if is_shown {
            self.place(nanos, level_idx, cursor);
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

/// The values that pass as bits, the first the lowest.
fn bits<T: Copy>(values: [T; PAGE_ROWS], passes: impl Fn(T) -> bool) -> u64 {
    let indexed = values.iter().enumerate();
    indexed.fold(0, |word, (bit, value)| word | u64::from(passes(*value)) << bit)
}

fn add_to(sums: &mut [u64; N_LEVELS], counts: &[u64; N_LEVELS]) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}
