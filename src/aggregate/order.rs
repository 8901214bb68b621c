//! The order of the list: by time, then source, then offset. An entry without a time stands behind
//! the one before it in its source.
//!
//! Nothing is ever sorted as a whole. A worker can say how many of its entries come before a key and
//! which come next after it; blocks that lie entirely on one side are never opened.

use std::collections::BinaryHeap;

use super::selected::SelectedRows;
use crate::store::{Block, PAGE_ROWS, RowKey};
use crate::units::SourceId;

/// A block with those of its entries that are in the list.
#[derive(Clone, Copy, Debug)]
pub struct ListedBlock<'a> {
    /// The block.
    pub block: &'a Block,
    /// Which of its entries are in the list.
    pub selected: SelectedRows<'a>,
    /// How many there are.
    pub n_listed: u64,
}

/// Which way to look for a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Towards later entries.
    Forwards,
    /// Towards earlier entries.
    Backwards,
}

/// An entry of the list: its key, and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ListedRow {
    /// Its place in the order.
    pub key: RowKey,
    /// Position of its block among those given.
    pub block_idx: usize,
    /// Its position in the block.
    pub row: usize,
}

impl ListedBlock<'_> {
    /// Listed entries from `row` on, in the order of the text.
    fn rows_from(&self, row: usize) -> impl Iterator<Item = usize> {
        let first_page = row / PAGE_ROWS;
        (first_page..self.block.n_entries().div_ceil(PAGE_ROWS)).flat_map(move |page| {
            let mut word = self.selected.word(self.block, page);
            if page == first_page {
                word &= u64::MAX << (row % PAGE_ROWS);
            }
            std::iter::from_fn(move || {
                let bit = (word != 0).then(|| word.trailing_zeros() as usize)?;
                word &= word - 1;
                Some(page * PAGE_ROWS + bit)
            })
        })
    }

    /// Keys of some entries, which come in the order of the text from `first` on.
    fn keys(
        &self,
        first: usize,
        rows: impl Iterator<Item = usize>,
    ) -> impl Iterator<Item = (usize, RowKey)> {
        let mut places = self.block.places(first);
        rows.map(move |row| (row, self.block.key_in(row, &mut places)))
    }

    /// How many entries, listed or not, come before `key`; 0 if places do not always run forward, so
    /// that nothing at or after the key is passed over.
    fn start_of(&self, key: RowKey) -> usize {
        if !self.block.is_ordered() {
            return 0;
        }
        let (mut low, mut high) = (0, self.block.n_entries());
        while low < high {
            let middle = low.midpoint(high);
            if self.block.key(middle) < key { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn count_before(&self, key: RowKey) -> u64 {
        let (first, last) = self.block.place_range();
        if self.n_listed == 0 || key.nanos < first {
            0
        } else if key.nanos > last {
            self.n_listed
        } else if self.block.is_ordered() {
            self.count_up_to(self.start_of(key))
        } else {
            self.keys(0, self.rows_from(0)).filter(|(_, of_row)| *of_row < key).count() as u64
        }
    }

    /// How many of the first `n` entries are listed.
    fn count_up_to(&self, n: usize) -> u64 {
        let word = |page| self.selected.word(self.block, page);
        let whole: u32 = (0..n / PAGE_ROWS).map(|page| word(page).count_ones()).sum();
        let rest = match n % PAGE_ROWS {
            0 => 0,
            n_rest => (word(n / PAGE_ROWS) & ((1 << n_rest) - 1)).count_ones(),
        };
        u64::from(whole + rest)
    }
}

/// Counts the entries that come before `key`.
///
/// # Cost
/// O(blocks), plus O(entries / 64) for each block whose times include the key's, or O(entries) if
/// times do not run forward in it.
pub fn count_before(blocks: &[ListedBlock<'_>], key: RowKey) -> u64 {
    blocks.iter().map(|listed| listed.count_before(key)).sum()
}

/// The first `n` entries at or after `key`, in order.
///
/// # Cost
/// O(blocks · log blocks), plus O(entries · log n) for the blocks that hold them.
pub fn rows_from(blocks: &[ListedBlock<'_>], key: RowKey, n: usize) -> Vec<ListedRow> {
    let range_of = |idx: usize| {
        let listed = blocks.get(idx).filter(|listed| listed.n_listed > 0)?;
        Some((idx, listed.block.place_range()))
    };
    let mut order: Vec<(usize, (i64, i64))> = (0..blocks.len()).filter_map(range_of).collect();
    order.retain(|(_, (_, last))| *last >= key.nanos);
    order.sort_by_key(|(_, (first, _))| *first);
    // A heap of the n smallest so far, the largest of them on top.
    let mut best: BinaryHeap<ListedRow> = BinaryHeap::with_capacity(n + 1);
    for (block_idx, (first, _)) in order {
        let Some(listed) = blocks.get(block_idx) else { continue };
        let is_full = best.len() >= n;
        if is_full && best.peek().is_none_or(|top| top.key.nanos < first) {
            break;
        }
        let is_sorted = listed.block.is_ordered();
        let start = listed.start_of(key);
        for (row, key_of_row) in listed.keys(start, listed.rows_from(start)) {
            let is_better = best.len() < n || best.peek().is_some_and(|top| key_of_row < top.key);
            if is_sorted && !is_better {
                break;
            }
            if key_of_row >= key && is_better {
                best.push(ListedRow { key: key_of_row, block_idx, row });
                if best.len() > n {
                    best.pop();
                }
            }
        }
    }
    best.into_sorted_vec()
}

/// The entry closest to `key`, excluding `key` itself, with a level of at least `min_level`.
///
/// # Cost
/// As [`rows_from`]; blocks without such a level are not opened.
pub fn seek(
    blocks: &[ListedBlock<'_>],
    key: RowKey,
    direction: Direction,
    min_level: u8,
) -> Option<RowKey> {
    let is_backwards = direction == Direction::Backwards;
    let mut best: Option<RowKey> = None;
    for listed in blocks {
        let (first, last) = listed.block.place_range();
        let has_level =
            listed.block.zone.levels.iter().skip(usize::from(min_level)).any(|n| *n > 0);
        let is_useless = if is_backwards {
            first > key.nanos || best.is_some_and(|best| last < best.nanos)
        } else {
            last < key.nanos || best.is_some_and(|best| first > best.nanos)
        };
        if !has_level || is_useless || listed.n_listed == 0 {
            continue;
        }
        let start = if is_backwards { 0 } else { listed.start_of(key) };
        let rows = listed.rows_from(start);
        let rows = rows.filter(|row| listed.block.tag(*row).level >= min_level);
        let keys = listed.keys(start, rows).map(|(_, key)| key);
        let found = if is_backwards {
            keys.filter(|found| *found < key).max()
        } else {
            keys.filter(|found| *found > key).min()
        };
        best = match (best, found) {
            (Some(best), Some(found)) if is_backwards => Some(best.max(found)),
            (Some(best), Some(found)) => Some(best.min(found)),
            (best, found) => best.or(found),
        };
    }
    best
}

/// The key before every other.
pub const FIRST_KEY: RowKey = RowKey { nanos: i64::MIN, source: SourceId(0), offset: 0 };
