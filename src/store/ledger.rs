//! Where every byte, line and entry of a source went.

use std::ops::{Index, IndexMut};

use super::figure::{CountedEntry, Figure, Figures};
use crate::level::{Level, N_LEVELS};

/// Counts over some part of a source; parts add up in any order.
///
/// # Invariants
/// Figures that others are part of are the sums of these ([`Figures::uneven`]);
/// `levels` and `formats` each add up to the entries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// One count for each figure; `ledger[Figure::Lines]` for short.
    pub figures: Figures,
    /// Entries by level.
    pub levels: [u64; N_LEVELS],
    /// Entries by the format that parsed them, as a position in the source's plan.
    pub formats: Vec<u64>,
}

impl Ledger {
    /// Adds an entry, read by the format at a place of the plan.
    pub fn count_entry(&mut self, entry: &CountedEntry, level: Level, format: u8) {
        self.figures.count_entry(entry);
        if let Some(count) = self.levels.get_mut(level as usize) {
            *count += 1;
        }
        let place = usize::from(format);
        if self.formats.len() <= place {
            self.formats.resize(place + 1, 0);
        }
        if let Some(count) = self.formats.get_mut(place) {
            *count += 1;
        }
    }

    /// Adds another part's counts.
    pub fn merge(&mut self, other: &Self) {
        let Self { figures, levels, formats } = other;
        self.figures.merge(figures);
        for (sum, count) in self.levels.iter_mut().zip(levels) {
            *sum += count;
        }
        if self.formats.len() < formats.len() {
            self.formats.resize(formats.len(), 0);
        }
        for (sum, count) in self.formats.iter_mut().zip(formats) {
            *sum += count;
        }
    }
}

impl Ledger {
    /// Takes away the counts of a part that was added.
    pub fn take_away(&mut self, other: &Self) {
        let Self { figures, levels, formats } = other;
        self.figures.take_away(figures);
        for (sum, count) in self.levels.iter_mut().zip(levels) {
            *sum = sum.saturating_sub(*count);
        }
        for (sum, count) in self.formats.iter_mut().zip(formats) {
            *sum = sum.saturating_sub(*count);
        }
    }
}

impl Index<Figure> for Ledger {
    type Output = u64;

    #[inline]
    fn index(&self, figure: Figure) -> &u64 {
        &self.figures[figure]
    }
}

impl IndexMut<Figure> for Ledger {
    #[inline]
    fn index_mut(&mut self, figure: Figure) -> &mut u64 {
        &mut self.figures[figure]
    }
}

/// How the times of one stretch of a source run: enough to join it to its neighbours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// Earliest and latest time.
    pub range: Option<(i64, i64)>,
    /// Times of the first and last dated entry.
    pub ends: Option<(i64, i64)>,
}

impl Order {
    /// Adds the next dated entry; returns whether it is earlier than the one before.
    pub fn push(&mut self, nanos: i64) -> bool {
        let (first, last) = self.range.unwrap_or((nanos, nanos));
        self.range = Some((first.min(nanos), last.max(nanos)));
        let (opening, closing) = self.ends.unwrap_or((nanos, nanos));
        self.ends = Some((opening, nanos));
        nanos < closing
    }

    /// Adds the stretch that follows this one in the source; returns whether its first dated entry
    /// is earlier than the last one here, which the ledgers of the two do not know.
    ///
    /// Associative but not commutative: whoever merges sorts the stretches by offset first.
    pub fn append(&mut self, next: &Self) -> bool {
        let Some((opening, closing)) = next.ends else { return false };
        let (first, last) = next.range.unwrap_or((opening, closing));
        let before = self.ends;
        let is_earlier = self.push(opening);
        self.ends = Some((before.map_or(opening, |(start, _)| start), closing));
        self.range = self.range.map(|(low, high)| (low.min(first), high.max(last)));
        is_earlier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How the times run, and how often they step back.
    fn order_of(times: &[i64]) -> (Order, usize) {
        let mut order = Order::default();
        let n_earlier = times.iter().filter(|nanos| order.push(**nanos)).count();
        (order, n_earlier)
    }

    #[test]
    fn each_step_back_counts_once() {
        let order = Order { range: Some((1, 6)), ends: Some((5, 1)) };
        assert_eq!(order_of(&[5, 6, 2, 3, 1]), (order, 2));
    }

    #[test]
    fn stretches_join_as_if_they_had_been_one() {
        let times = [5, 6, 2, 3, 1, 9];
        for first in 0..times.len() {
            for second in first..times.len() {
                let (mut joined, mut n_earlier) = order_of(&times[..first]);
                for (next, n_within) in
                    [order_of(&times[first..second]), order_of(&times[second..])]
                {
                    n_earlier += n_within + usize::from(joined.append(&next));
                }
                assert_eq!((joined, n_earlier), order_of(&times), "cut at {first} and {second}");
            }
        }
    }

    #[test]
    fn ledgers_add_up_in_any_order() {
        let counted = |n_lines, level, format| {
            let mut ledger = Ledger::default();
            let entry = CountedEntry { n_lines, is_earlier: true, ..CountedEntry::default() };
            ledger.count_entry(&entry, level, format);
            ledger
        };
        let (one, two) = (counted(1, Level::Info, 0), counted(5, Level::Error, 1));
        let (mut a, mut b) = (one.clone(), two.clone());
        a.merge(&two);
        b.merge(&one);
        assert_eq!(a, b);
        let of = |figure| a[figure];
        assert_eq!((of(Figure::Entries), of(Figure::Lines), of(Figure::OutOfOrder)), (2, 6, 2));
        assert_eq!(a.formats, [1, 1]);
        assert_eq!((a.levels[Level::Info as usize], a.levels.iter().sum::<u64>()), (1, 2));
    }
}
