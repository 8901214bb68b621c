//! What the timeline and the level chips show.
//!
//! A timeline must never hide an entry: one without a time, or outside the buckets, is
//! counted apart instead of being dropped.

use super::grid::{Grid, GridCursor};
use crate::level::N_LEVELS;
use crate::simd::Chunk;
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
    /// O(1) if all of the block falls into one bucket, else O(entries / 64) and 64 more for every
    /// bucket that begins in it, or O(entries) where times do not run forward.
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

    /// Adds 64 entries at a time, and one by one only those among which a bucket or the range
    /// begins or ends.
    fn add_each(&mut self, block: &Block, counted: Counted<'_>, grid: Option<Grid>) {
        let mut cursor = grid.map(GridCursor::new);
        let (mut times, mut levels) = ([NO_TIME; PAGE_ROWS], [0; PAGE_ROWS]);
        for page in 0..block.n_entries().div_ceil(PAGE_ROWS) {
            let mut word = counted.rows.word(page, block.n_entries());
            if word == 0 {
                continue;
            }
            block.tags.levels(page, &mut levels);
            let (first, last) = page_times(block, page, &mut times);
            if let Some(place) = shared_place(first, last, counted, cursor.as_mut()) {
                self.add_word(word, &levels, counted.level_mask, place);
                continue;
            }
            block.times.page(page, &mut times);
            for (nanos, level) in times.iter().zip(levels) {
                if word & 1 == 1 {
                    self.add_one(*nanos, level, counted, cursor.as_mut());
                }
                word >>= 1;
            }
        }
    }

    /// Adds the entries of `word`, which share a place; `levels` are those of its 64 entries.
    fn add_word(&mut self, word: u64, levels: &[u8; PAGE_ROWS], level_mask: u8, place: Place) {
        let chunk = Chunk::load(levels);
        let mut rest = word;
        for level in (0..8_u8).rev() {
            if rest == 0 {
                break;
            }
            let of_level = chunk.equal_to(level) & rest;
            rest &= !of_level;
            let is_shown = level_mask >> level & 1 == 1;
            let n = of_level.count_ones();
            let shown = if is_shown { n } else { 0 };
            let level = usize::from(level);
            if place.is_in_range {
                if let Some(count) = self.levels.get_mut(level) {
                    *count += u64::from(n);
                }
                self.total += u64::from(shown);
            }
            match place.bucket {
                Bucket::None => {}
                Bucket::Outside => self.n_outside += u64::from(shown),
                Bucket::Inside(bucket) => {
                    if let Some(cell) = self.timeline.get_mut(bucket * N_LEVELS + level) {
                        *cell += shown;
                    }
                }
            }
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

/// What entries share that lie close together in time.
#[derive(Clone, Copy, Debug)]
struct Place {
    is_in_range: bool,
    bucket: Bucket,
}

#[derive(Clone, Copy, Debug)]
enum Bucket {
    /// There is no grid.
    None,
    /// Before or after the grid.
    Outside,
    Inside(usize),
}

/// The earliest and the latest time of the entries `page * 64` and following.
fn page_times(block: &Block, page: usize, times: &mut [i64; PAGE_ROWS]) -> (i64, i64) {
    if block.zone.is_sorted {
        let first = page * PAGE_ROWS;
        let last = (first + PAGE_ROWS).min(block.n_entries()) - 1;
        return (block.times.get(first), block.times.get(last));
    }
    let of_page = block.times.page(page, times);
    let ends = |(first, last): (i64, i64), nanos: &i64| (first.min(*nanos), last.max(*nanos));
    of_page.iter().fold((i64::MAX, i64::MIN), ends)
}

/// Where all times from `first` to `last` are counted, if that is the same for all of them.
fn shared_place(
    first: i64,
    last: i64,
    counted: Counted<'_>,
    cursor: Option<&mut GridCursor>,
) -> Option<Place> {
    if last == NO_TIME {
        return None;
    }
    let is_in_range = counted.is_in_range(first);
    let is_apart = counted.range.is_some_and(|(from, end)| last < from || first >= end);
    if is_in_range != counted.is_in_range(last) || !(is_in_range || is_apart) {
        return None;
    }
    let Some(cursor) = cursor else { return Some(Place { is_in_range, bucket: Bucket::None }) };
    let bucket = match (cursor.index_of(first), cursor.index_of(last)) {
        (Some(one), Some(other)) if one == other => Bucket::Inside(one),
        (None, None) if cursor.is_apart(first, last) => Bucket::Outside,
        _ => return None,
    };
    Some(Place { is_in_range, bucket })
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
