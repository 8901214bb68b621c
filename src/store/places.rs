//! Where entries stand in the list: by their time or, without one, behind the entry before them.
//!
//! People read a file from top to bottom: a line without a time belongs to what is said before it. So
//! such an entry takes the time of the nearest dated entry before it in its source as its *place*; in
//! front of the first dated entry it takes that one's. Neither depends on how a source is cut. Only
//! the entries of a source without any time stand last.

use super::block::{Block, RowKey};
use super::stamp::NO_TIME;

impl Block {
    /// Key of entry `row` in the order of the list.
    ///
    /// # Cost
    /// O(1), or O(entries) without a time; [`Self::places`] is faster for many.
    pub fn key(&self, row: usize) -> RowKey {
        self.key_in(row, &mut self.places(row))
    }

    /// The same, when keys are asked for in the order of the text.
    pub fn key_in(&self, row: usize, places: &mut Places<'_>) -> RowKey {
        RowKey { nanos: places.at(row), source: self.source, offset: self.offset(row) }
    }

    /// The same by the entry's own time, [`NO_TIME`] without one: what is counted by time may not depend
    /// on a place, which becomes known only when the entries before it do.
    pub fn own_key(&self, row: usize) -> RowKey {
        RowKey { nanos: self.times.get(row), source: self.source, offset: self.offset(row) }
    }

    /// Finds the places of the entries from `row` on.
    pub fn places(&self, row: usize) -> Places<'_> {
        let is_dated = self.zone.n_undated == 0;
        let before = if is_dated { None } else { self.times.last_before(row) };
        Places { block: self, next: row, before: before.unwrap_or_else(|| self.lead()) }
    }

    /// The earliest and the latest place of any entry.
    pub fn place_range(&self) -> (i64, i64) {
        let (first, last) = (self.zone.first, self.zone.last);
        if !self.begins_undated() {
            return (first, last);
        }
        let lead = self.lead();
        (first.min(lead), last.max(lead))
    }

    /// Whether places never go back within the block.
    pub fn is_ordered(&self) -> bool {
        let zone = &self.zone;
        zone.is_sorted || (zone.is_forward && !(self.begins_undated() && self.lead() > zone.first))
    }

    /// The place of the entries in front of the block's first dated one.
    fn lead(&self) -> i64 {
        self.time_before.or(self.opening).unwrap_or(NO_TIME)
    }

    fn begins_undated(&self) -> bool {
        self.zone.n_undated > 0 && self.times.get(0) == NO_TIME
    }
}

/// Finds the places of a block's entries, in the order of the text.
#[derive(Clone, Copy, Debug)]
pub struct Places<'b> {
    block: &'b Block,
    /// The first entry not looked at yet.
    next: usize,
    /// The place of an entry without a time that stands there.
    before: i64,
}

impl Places<'_> {
    /// The place of entry `row`, which is none before those asked for already.
    #[inline]
    pub fn at(&mut self, row: usize) -> i64 {
        let nanos = self.block.times.get(row);
        if nanos != NO_TIME || self.block.zone.n_undated == 0 {
            return nanos;
        }
        let mut between = (self.next..row).rev().map(|row| self.block.times.get(row));
        let found = between.find(|nanos| *nanos != NO_TIME);
        self.before = found.unwrap_or(self.before);
        self.next = row;
        self.before
    }
}
