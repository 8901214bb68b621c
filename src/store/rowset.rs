//! Sets of a block's entries.

/// Some of `n` entries, by their row in the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowSet {
    /// None of them.
    Empty,
    /// All of them.
    Full,
    /// Bit `row % 64` of word `row / 64`; bits past the last entry are 0.
    Bits(Vec<u64>),
}

impl RowSet {
    /// The entries among `n` for which `is_in` holds.
    pub fn from_fn(n: usize, mut is_in: impl FnMut(usize) -> bool) -> Self {
        let mut words = vec![0_u64; n.div_ceil(64)];
        for (word_idx, word) in words.iter_mut().enumerate() {
            let first = word_idx * 64;
            for row in first..n.min(first + 64) {
                *word |= u64::from(is_in(row)) << (row - first);
            }
        }
        Self::Bits(words).simplified(n)
    }

    /// These of `n` entries, in any order.
    pub fn from_rows(n: usize, rows: &[usize]) -> Self {
        if rows.is_empty() {
            return Self::Empty;
        }
        let mut words = vec![0_u64; n.div_ceil(64)];
        for row in rows.iter().filter(|row| **row < n) {
            if let Some(word) = words.get_mut(row / 64) {
                *word |= 1 << (row % 64);
            }
        }
        Self::Bits(words).simplified(n)
    }

    /// The entries among the first `n` whose value meets `is_in`; there is a value for each.
    pub(super) fn from_values<T: Copy>(n: usize, values: &[T], is_in: impl Fn(T) -> bool) -> Self {
        let word_of = |page: &[T]| {
            let bits = page.iter().enumerate();
            bits.fold(0, |word, (bit, value)| word | u64::from(is_in(*value)) << bit)
        };
        let values = values.get(..n).unwrap_or(values);
        Self::Bits(values.chunks(64).map(word_of).collect()).simplified(n)
    }

    /// Entries `page * 64` and following as bits, entry `page * 64` lowest; `n` is the number of entries
    /// in the block.
    pub fn word(&self, page: usize, n: usize) -> u64 {
        match self {
            Self::Empty => 0,
            Self::Full => match n.saturating_sub(page * 64) {
                rest @ 0..64 => (1 << rest) - 1,
                _ => u64::MAX,
            },
            Self::Bits(words) => words.get(page).copied().unwrap_or(0),
        }
    }

    /// Whether `row` is in the set.
    pub fn has(&self, row: usize) -> bool {
        match self {
            Self::Empty => false,
            Self::Full => true,
            Self::Bits(words) => {
                words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1)
            }
        }
    }

    /// Entries in both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Empty, _) | (_, Self::Empty) => Self::Empty,
            (Self::Full, set) | (set, Self::Full) => set,
            (Self::Bits(left), Self::Bits(right)) => {
                Self::Bits(left.iter().zip(right).map(|(a, b)| a & b).collect())
            }
        }
    }

    /// Entries in either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Full, _) | (_, Self::Full) => Self::Full,
            (Self::Empty, set) | (set, Self::Empty) => set,
            (Self::Bits(left), Self::Bits(right)) => {
                Self::Bits(left.iter().zip(right).map(|(a, b)| a | b).collect())
            }
        }
    }

    /// Those of `n` entries that are not in the set.
    #[must_use]
    pub fn not(self, n: usize) -> Self {
        match self {
            Self::Empty => Self::Full,
            Self::Full => Self::Empty,
            Self::Bits(mut words) => {
                for word in &mut words {
                    *word = !*word;
                }
                if let (Some(last), 1..) = (words.last_mut(), n % 64) {
                    *last &= (1 << (n % 64)) - 1;
                }
                Self::Bits(words).simplified(n)
            }
        }
    }

    /// How many of `n` entries are in the set.
    pub fn count(&self, n: usize) -> usize {
        match self {
            Self::Empty => 0,
            Self::Full => n,
            Self::Bits(words) => words.iter().map(|word| word.count_ones() as usize).sum(),
        }
    }

    /// Bytes in memory besides the value itself.
    pub fn size_bytes(&self) -> usize {
        match self {
            Self::Empty | Self::Full => 0,
            Self::Bits(words) => words.capacity() * size_of::<u64>(),
        }
    }

    fn simplified(self, n: usize) -> Self {
        match self.count(n) {
            0 => Self::Empty,
            all if all == n => Self::Full,
            _ => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares every operation with the same on plain vectors of bools.
    #[track_caller]
    fn check(n: usize, left: impl Fn(usize) -> bool, right: impl Fn(usize) -> bool) {
        let (a, b) = (RowSet::from_fn(n, &left), RowSet::from_fn(n, &right));
        let rows = |set: &RowSet| (0..n).map(|row| set.has(row)).collect::<Vec<_>>();
        let expect = |f: &dyn Fn(usize) -> bool| (0..n).map(f).collect::<Vec<_>>();
        assert_eq!(rows(&a), expect(&left));
        let listed: Vec<usize> = (0..n).rev().filter(|row| left(*row)).collect();
        assert_eq!(RowSet::from_rows(n, &listed), a);
        let values: Vec<bool> = expect(&left);
        assert_eq!(RowSet::from_values(n, &values, |value| value), a);
        let bits = |row: usize| a.word(row / 64, n) >> (row % 64) & 1 == 1;
        assert_eq!((0..n.next_multiple_of(64)).filter(|row| bits(*row)).count(), a.count(n));
        assert_eq!((0..n).map(bits).collect::<Vec<_>>(), expect(&left));
        assert_eq!(rows(&a.clone().and(b.clone())), expect(&|row| left(row) && right(row)));
        assert_eq!(rows(&a.clone().or(b)), expect(&|row| left(row) || right(row)));
        assert_eq!(rows(&a.clone().not(n)), expect(&|row| !left(row)));
        assert_eq!(a.count(n), expect(&left).iter().filter(|is_in| **is_in).count());
    }

    #[test]
    fn sets_behave_like_lists_of_bools() {
        for n in [1, 63, 64, 65, 200] {
            check(n, |row| row % 3 == 0, |row| row % 2 == 0);
            check(n, |_| true, |row| row == n - 1);
            check(n, |_| false, |row| row > 5);
        }
    }
}
