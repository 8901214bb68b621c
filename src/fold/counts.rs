//! What the timeline and the level chips show.
//!
//! A timeline must never hide an entry: one without a time, or outside the buckets, is
//! counted apart instead of being dropped.

use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

use super::{ByteReader, ByteWriter, Fold, FoldBlock, Unreadable};
use crate::aggregate::{Buckets, Grid, GridCursor, MAX_BUCKETS, SelectedRows};
use crate::level::N_LEVELS;
use crate::simd::Chunk;
use crate::store::{Block, NO_TIME, PAGE_ROWS, RowSet};
use crate::units::NanosText;

/// Over which buckets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "CountsAsk"))]
pub struct Ask {
    /// Buckets of the timeline; none for no timeline.
    pub grid: Option<GridAsk>,
}

/// Adjacent buckets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct GridAsk {
    /// Left edge of the first bucket.
    pub start: NanosText,
    /// Width of each; unless it is above zero there are no buckets.
    pub width: NanosText,
    /// How many, at most 100,000.
    pub bucket_count: u32,
    /// Where each begins and the last ends, ascending, if they are not of one width; else empty.
    #[serde(default)]
    pub edges: Vec<NanosText>,
}

impl GridAsk {
    fn buckets(&self) -> Option<Buckets> {
        if !self.edges.is_empty() {
            let edges: Vec<i64> = self.edges.iter().map(|edge| edge.0).collect();
            let ascends = edges.windows(2).all(|pair| pair.first() < pair.last());
            let is_good = ascends && edges.len() <= MAX_BUCKETS as usize;
            return is_good.then(|| Buckets::Between(edges.into()));
        }
        let width_nanos = NonZeroU64::new(u64::try_from(self.width.0).ok()?)?;
        let n_buckets = self.bucket_count.min(MAX_BUCKETS);
        Some(Buckets::Even(Grid { start: self.start.0, width_nanos, n_buckets }))
    }
}

impl From<Grid> for GridAsk {
    fn from(grid: Grid) -> Self {
        let width = i64::try_from(grid.width_nanos.get()).unwrap_or(i64::MAX);
        let (start, width) = (NanosText(grid.start), NanosText(width));
        Self { start, width, bucket_count: grid.n_buckets, edges: Vec::new() }
    }
}

/// The counts. Bulk: one number per bucket and level, `bucket * 8 + level`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "CountsAnswer"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Entries of the list.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub total: u64,
    /// By level, whatever the query says about levels; within the range.
    #[cfg_attr(feature = "ts", ts(type = "number[]"))]
    pub level_counts: Vec<u64>,
    /// Listed entries without a time, by level, whatever the range.
    #[cfg_attr(feature = "ts", ts(type = "number[]"))]
    pub undated: Vec<u64>,
    /// Matching entries with a time outside the grid.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub outside_grid: u64,
}

/// Counts of the entries of a selection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    buckets: Option<Buckets>,
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
}

impl Counts {
    /// Adds the entries of a block.
    ///
    /// # Cost
    /// O(1) if all of the block falls into one bucket, else O(entries / 64) and 64 more for every
    /// bucket that begins in it, or O(entries) where times do not run forward.
    fn add_block(&mut self, block: &Block, selected: SelectedRows<'_>) {
        if *selected.rows != RowSet::Empty && !self.add_at_once(block, selected) {
            self.add_each(block, selected);
        }
    }

    /// The short way for a block whose entries all match and share a bucket.
    fn add_at_once(&mut self, block: &Block, selected: SelectedRows<'_>) -> bool {
        let zone = &block.zone;
        let is_in_range = selected.is_in_range(zone.first) && selected.is_in_range(zone.last);
        if *selected.rows != RowSet::Full || zone.n_undated > 0 || !is_in_range {
            return false;
        }
        let bucket = match &self.buckets {
            None => None,
            Some(buckets) => match (buckets.index_of(zone.first), buckets.index_of(zone.last)) {
                (Some(first), Some(last)) if first == last => Some(first),
                _ => return false,
            },
        };
        for (level, count) in zone.levels.iter().enumerate() {
            self.count(level, *count, selected.level_mask, bucket);
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
    fn add_each(&mut self, block: &Block, selected: SelectedRows<'_>) {
        let mut cursor = self.buckets.clone().map(GridCursor::new);
        let (mut times, mut levels) = ([NO_TIME; PAGE_ROWS], [0; PAGE_ROWS]);
        for page in 0..block.n_entries().div_ceil(PAGE_ROWS) {
            let mut word = selected.rows.word(page, block.n_entries());
            if word == 0 {
                continue;
            }
            block.tags.levels(page, &mut levels);
            let (first, last) = page_times(block, page, &mut times);
            if let Some(place) = shared_place(first, last, selected, cursor.as_mut()) {
                self.add_word(word, &levels, selected.level_mask, place);
                continue;
            }
            block.times.page(page, &mut times);
            for (nanos, level) in times.iter().zip(levels) {
                if word & 1 == 1 {
                    self.add_one(*nanos, level, selected, cursor.as_mut());
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
        selected: SelectedRows<'_>,
        cursor: Option<&mut GridCursor>,
    ) {
        let level_idx = usize::from(level);
        let is_shown = selected.level_mask >> level & 1 == 1;
        if selected.is_in_range(nanos) {
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

impl Fold for Counts {
    type Ask = Ask;
    type Answer = Answer;

    fn start(ask: &Ask) -> Self {
        let buckets = ask.grid.as_ref().and_then(GridAsk::buckets);
        let n_cells = buckets.as_ref().map_or(0, |buckets| buckets.n_buckets() * N_LEVELS);
        Self { buckets, timeline: vec![0; n_cells], ..Self::default() }
    }

    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        self.add_block(block.block(), block.selected());
        Ok(())
    }

    fn n_added(&self) -> Option<u64> {
        Some(self.total)
    }

    fn merge(&mut self, other: Self) {
        let Self { buckets: _, total, levels, timeline, undated, n_outside } = other;
        self.total += total;
        self.n_outside += n_outside;
        add_to(&mut self.levels, &levels);
        add_to(&mut self.undated, &undated);
        for (sum, count) in self.timeline.iter_mut().zip(timeline) {
            *sum += count;
        }
    }

    fn write(&self, out: &mut ByteWriter) {
        let Self { buckets: _, total, levels, timeline, undated, n_outside } = self;
        out.number(*total);
        out.number(*n_outside);
        for count in levels.iter().chain(undated) {
            out.number(*count);
        }
        for count in timeline {
            out.number((*count).into());
        }
    }

    fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut read = Self::start(ask);
        read.total = bytes.number()?;
        read.n_outside = bytes.number()?;
        for count in read.levels.iter_mut().chain(&mut read.undated) {
            *count = bytes.number()?;
        }
        for count in &mut read.timeline {
            *count = u32::try_from(bytes.number()?).ok()?;
        }
        Some(read)
    }

    fn answer(&self) -> (Answer, Vec<u32>) {
        let answer = Answer {
            total: self.total,
            level_counts: self.levels.to_vec(),
            undated: self.undated.to_vec(),
            outside_grid: self.n_outside,
        };
        (answer, self.timeline.clone())
    }

    fn size_bytes(&self) -> usize {
        self.timeline.capacity() * size_of::<u32>()
    }
}

/// Where entries close together in time are counted.
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
    selected: SelectedRows<'_>,
    cursor: Option<&mut GridCursor>,
) -> Option<Place> {
    if last == NO_TIME {
        return None;
    }
    let is_in_range = selected.is_in_range(first);
    let is_apart = selected.range.is_some_and(|(from, end)| last < from || first >= end);
    if is_in_range != selected.is_in_range(last) || !(is_in_range || is_apart) {
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

fn add_to(sums: &mut [u64; N_LEVELS], counts: &[u64; N_LEVELS]) {
    for (sum, count) in sums.iter_mut().zip(counts) {
        *sum += count;
    }
}
