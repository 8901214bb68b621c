//! A limited number of distinct things, chosen by their hashes rather than by which came first.
//!
//! A limit on what is kept must not make the answer depend on the order of reading. So those with
//! the smallest hashes are kept: whatever is among them in the end was among them from its first
//! entry on, in every part, so its count is exact. What was left out is known to exist, and how
//! many things that is can be estimated from the density of the hashes.
//!
//! # Source
//! Bar-Yossef, Jayram, Kumar, Sivakumar, Trevisan: "Counting distinct elements in a data stream"
//! (2002); the estimate is that of Beyer, Haas, Reinwald, Sismanis, Gemulla (2007).

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use twox_hash::XxHash64;

/// How many distinct things a part keeps, apart from ties of the last hash.
pub(super) const MAX_KEPT: usize = 1 << 16;

/// The same on every machine, since parts of different machines merge.
pub(super) fn hash_of(bytes: &[u8]) -> u64 {
    XxHash64::oneshot(0, bytes)
}

/// Something with a hash of its own.
pub(super) trait Hashed {
    /// [`hash_of`] what it is.
    fn hash(&self) -> u64;
    /// Whether it is the same thing; the hashes are the same already.
    fn is_same(&self, other: &Self) -> bool;
    /// Adds the counts of another with the same identity.
    fn absorb(&mut self, other: Self);
    /// Bytes in memory besides the value itself.
    fn size_bytes(&self) -> usize;
}

/// The distinct things with the smallest hashes.
#[derive(Clone, Debug)]
pub(super) struct Bottom<T> {
    kept: HashTable<T>,
    /// Nothing with a larger hash is kept.
    bound: u64,
    max_kept: usize,
}

impl<T: Hashed> Bottom<T> {
    pub(super) fn new(max_kept: usize) -> Self {
        Self { kept: HashTable::new(), bound: u64::MAX, max_kept }
    }

    /// Takes what has this hash: adds to the same thing by `add`, or keeps what `make` gives.
    pub(super) fn take(
        &mut self,
        hash: u64,
        is_same: impl Fn(&T) -> bool,
        add: impl FnOnce(&mut T),
        make: impl FnOnce() -> T,
    ) {
        if hash > self.bound {
            return;
        }
        match self.kept.entry(hash, |known| known.hash() == hash && is_same(known), T::hash) {
            Entry::Occupied(mut known) => add(known.get_mut()),
            Entry::Vacant(place) => {
                place.insert(make());
                // Twice as many, so that looking for the bound costs little for each.
                if self.kept.len() >= 2 * self.max_kept {
                    self.prune();
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        if other.bound < self.bound {
            self.bound = other.bound;
            self.kept.retain(|known| known.hash() <= other.bound);
        }
        for theirs in other.kept {
            let hash = theirs.hash();
            if hash > self.bound {
                continue;
            }
            match self.kept.entry(
                hash,
                |known| known.hash() == hash && known.is_same(&theirs),
                T::hash,
            ) {
                Entry::Occupied(mut ours) => ours.get_mut().absorb(theirs),
                Entry::Vacant(place) => drop(place.insert(theirs)),
            }
        }
        if self.kept.len() >= 2 * self.max_kept {
            self.prune();
        }
    }

    /// Drops all but those with the smallest hashes.
    fn prune(&mut self) {
        let mut hashes: Vec<u64> = self.kept.iter().map(T::hash).collect();
        let (_, last, _) = hashes.select_nth_unstable(self.max_kept - 1);
        let bound = *last;
        self.kept.retain(|known| known.hash() <= bound);
        self.bound = bound;
    }

    /// What is kept, sorted by hash, and the largest hash that is, if anything was left out.
    pub(super) fn canonical(&self) -> (Vec<&T>, Option<u64>) {
        let mut kept: Vec<&T> = self.kept.iter().collect();
        kept.sort_by_key(|known| known.hash());
        let mut bound = (self.bound < u64::MAX).then_some(self.bound);
        if kept.len() > self.max_kept {
            let last = kept.get(self.max_kept - 1).map(|known| known.hash());
            bound = last;
            kept.retain(|known| Some(known.hash()) <= last);
        }
        (kept, bound)
    }

    /// Sets again what [`Self::canonical`] gave.
    pub(super) fn restore(&mut self, kept: Vec<T>, bound: Option<u64>) {
        self.bound = bound.unwrap_or(u64::MAX);
        for known in kept {
            self.kept.insert_unique(known.hash(), known, T::hash);
        }
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        let inner: usize = self.kept.iter().map(T::size_bytes).sum();
        self.kept.capacity() * size_of::<T>() + inner
    }
}

/// How many distinct things there are, estimated from how many are kept and their largest hash.
///
/// Exact if nothing was left out; else within about 1 % (one standard error is `1 / √kept`).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an estimate, and below 2^64"
)]
pub(super) fn n_distinct(n_kept: usize, bound: Option<u64>) -> u64 {
    match bound {
        None => n_kept as u64,
        Some(bound) => {
            let share = (bound as f64 + 1.0) / 18_446_744_073_709_551_616.0;
            (n_kept.saturating_sub(1) as f64 / share).round() as u64
        }
    }
}

/// A hash alone, for things that are only counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct JustHash(pub(super) u64);

impl Hashed for JustHash {
    fn hash(&self) -> u64 {
        self.0
    }

    fn is_same(&self, _other: &Self) -> bool {
        true
    }

    fn absorb(&mut self, _other: Self) {}

    fn size_bytes(&self) -> usize {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// A thing by its hash, and how often it was there.
    #[derive(Clone, Debug)]
    struct Counted(u64, u64);

    impl Hashed for Counted {
        fn hash(&self) -> u64 {
            self.0
        }

        fn is_same(&self, _other: &Self) -> bool {
            true
        }

        fn absorb(&mut self, other: Self) {
            self.1 += other.1;
        }

        fn size_bytes(&self) -> usize {
            0
        }
    }

    fn bottom_of(things: &[u64], max_kept: usize) -> Bottom<Counted> {
        let mut bottom = Bottom::new(max_kept);
        for thing in things {
            let hash = hash_of(&thing.to_le_bytes());
            bottom.take(hash, |_| true, |known: &mut Counted| known.1 += 1, || Counted(hash, 1));
        }
        bottom
    }

    /// What is kept, with how often it was there, and the bound.
    fn parts(bottom: &Bottom<Counted>) -> (Vec<(u64, u64)>, Option<u64>) {
        let (kept, bound) = bottom.canonical();
        (kept.into_iter().map(|Counted(hash, n)| (*hash, *n)).collect(), bound)
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn what_is_kept_depends_on_nothing_but_what_there_is(
            things in prop::collection::vec(0_u64..200, 0..400),
            cut in 0_usize..400,
            max_kept in 1_usize..60,
        ) {
            let (left, right) = things.split_at(cut.min(things.len()));
            let mut counts = BTreeMap::<u64, u64>::new();
            for thing in &things {
                *counts.entry(hash_of(&thing.to_le_bytes())).or_default() += 1;
            }
            let mut expected: Vec<(u64, u64)> = counts.into_iter().collect();
            let bound = (expected.len() > max_kept).then(|| expected[max_kept - 1].0);
            expected.truncate(max_kept);
            prop_assert_eq!(parts(&bottom_of(&things, max_kept)), (expected.clone(), bound));
            for (one, other) in [(left, right), (right, left)] {
                let mut merged = bottom_of(one, max_kept);
                merged.merge(bottom_of(other, max_kept));
                prop_assert_eq!(parts(&merged), (expected.clone(), bound));
            }
        }
    }

    #[test]
    fn the_number_of_different_things_is_about_right() {
        let things: Vec<u64> = (0..100_000).collect();
        let (kept, bound) = parts(&bottom_of(&things, 1 << 12));
        let estimate = n_distinct(kept.len(), bound);
        assert!((95_000..105_000).contains(&estimate), "{estimate}");
        assert_eq!(n_distinct(17, None), 17);
        // The last of those kept is the bound itself: two in a quarter of all hashes.
        assert_eq!(n_distinct(3, Some((1 << 62) - 1)), 8);
    }
}
