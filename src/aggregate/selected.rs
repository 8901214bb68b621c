//! Which entries of a block are in a selection.

use crate::store::{Block, NO_TIME, PAGE_ROWS, RowSet};

/// The entries of a block that are in a selection, with each reason for it kept separate.
///
/// Levels and the range are separate from the rows, so that changing them costs no search and the
/// timeline can show what lies outside the range.
#[derive(Clone, Copy, Debug)]
pub struct SelectedRows<'a> {
    /// Those that meet the query apart from its level terms.
    pub rows: &'a RowSet,
    /// Levels that the query lets through, as bits.
    pub level_mask: u8,
    /// Times of the list, half open; `None` means all, including entries without a time.
    pub range: Option<(i64, i64)>,
}

impl SelectedRows<'_> {
    /// Whether entry `row` of the block is in the list.
    pub fn lists(&self, block: &Block, row: usize) -> bool {
        self.rows.has(row)
            && self.level_mask >> block.tag(row).level & 1 == 1
            && self.is_in_range(block.times.get(row))
    }

    /// Which of the 64 entries from `page * 64` on are in the list, as bits.
    pub fn word(&self, block: &Block, page: usize) -> u64 {
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

    /// Whether a time is in the range.
    pub fn is_in_range(&self, nanos: i64) -> bool {
        // `NO_TIME` lies at the end of time, outside of every half-open range.
        self.range.is_none_or(|(from, end)| from <= nanos && nanos < end)
    }

    /// How many entries of the block are in the list.
    ///
    /// # Cost
    /// O(1) if the zone map tells, else O(entries / 64).
    pub fn count(&self, block: &Block) -> u64 {
        let n = block.n_entries();
        if *self.rows == RowSet::Empty {
            return 0;
        }
        if self.lists_all_times(block) {
            if self.level_mask == u8::MAX {
                return self.rows.count(n) as u64;
            }
            if *self.rows == RowSet::Full {
                let levels = (0..8_u8).zip(block.zone.levels);
                let shown = levels.filter(|(level, _)| self.level_mask >> level & 1 == 1);
                return shown.map(|(_, count)| u64::from(count)).sum();
            }
        }
        (0..n.div_ceil(PAGE_ROWS)).map(|page| u64::from(self.word(block, page).count_ones())).sum()
    }
}

/// Which values pass, as bits; the first is the lowest bit.
fn bits<T: Copy>(values: [T; PAGE_ROWS], passes: impl Fn(T) -> bool) -> u64 {
    let indexed = values.iter().enumerate();
    indexed.fold(0, |word, (bit, value)| word | u64::from(passes(*value)) << bit)
}
