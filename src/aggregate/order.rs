//! The order of the list: by time, then source, then offset; entries without a time last.
//!
//! Nothing is ever sorted as a whole. A worker can say how many of its entries come before a key and
//! which come next after it; blocks that lie entirely on one side are never opened.

use std::collections::BinaryHeap;

use super::selected::SelectedRows;
use crate::store::{Block, NO_TIME, PAGE_ROWS, RowKey};
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
    /// Smallest and largest time of any entry, [`NO_TIME`] counting as the latest.
    fn times(&self) -> (i64, i64) {
        let zone = &self.block.zone;
        (zone.first, if zone.n_undated > 0 { NO_TIME } else { zone.last })
    }

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

    /// How many entries, listed or not, come before `key`; 0 if times do not always run forward, so
    /// that nothing at or after the key is passed over.
    fn start_of(&self, key: RowKey) -> usize {
        if !self.block.zone.is_sorted {
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
        let (first, last) = self.times();
        if self.n_listed == 0 || key.nanos < first {
            0
        } else if key.nanos > last {
            self.n_listed
        } else if self.block.zone.is_sorted {
            self.count_up_to(self.start_of(key))
        } else {
            self.rows_from(0).filter(|row| self.block.key(*row) < key).count() as u64
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
    let mut order: Vec<usize> = (0..blocks.len())
        .filter(|idx| blocks.get(*idx).is_some_and(|b| b.n_listed > 0 && b.times().1 >= key.nanos))
        .collect();
    order.sort_by_key(|idx| blocks.get(*idx).map_or(NO_TIME, |listed| listed.times().0));
    // A heap of the n smallest so far, the largest of them on top.
    let mut best: BinaryHeap<ListedRow> = BinaryHeap::with_capacity(n + 1);
    for block_idx in order {
        let Some(listed) = blocks.get(block_idx) else { continue };
        let is_full = best.len() >= n;
        if is_full && best.peek().is_none_or(|top| top.key.nanos < listed.times().0) {
            break;
        }
        let is_sorted = listed.block.zone.is_sorted;
        for row in listed.rows_from(listed.start_of(key)) {
            let key_of_row = listed.block.key(row);
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
        let (first, last) = listed.times();
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
        let first = if is_backwards { 0 } else { listed.start_of(key) };
        let rows = listed.rows_from(first);
        let rows = rows.filter(|row| listed.block.tag(*row).level >= min_level);
        let keys = rows.map(|row| listed.block.key(row));
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
