//! Values that are not stored: where each is within its entry.

use super::narrow::Narrow;

/// Position and length of at most one value per entry.
#[derive(Clone, Debug)]
pub struct SpanColumn {
    presence: Presence,
    /// Relative to the entry.
    starts: Narrow,
    lens: Narrow,
}

/// Which entries have a value, and which of the values is theirs.
#[derive(Clone, Debug)]
enum Presence {
    All,
    /// Bit `row % 64` of word `row / 64`, and how many bits the words before contain.
    Some {
        words: Box<[u64]>,
        before: Narrow,
    },
}

/// Values before packing: sorted by row, at most one per row.
#[derive(Debug, Default)]
pub(super) struct EntrySpans {
    starts: Vec<u32>,
    lens: Vec<u32>,
    /// Bit `row % 64` of word `row / 64` if the entry has one.
    words: Vec<u64>,
}

impl EntrySpans {
    /// Starts over, for a block of this many entries.
    pub(super) fn begin(&mut self, n_rows: usize) {
        self.starts.clear();
        self.lens.clear();
        self.words.clear();
        self.words.resize(n_rows.div_ceil(64), 0);
    }

    /// Adds the value of entry `row`, in bytes relative to the entry. The first one counts.
    #[inline]
    pub(super) fn push(&mut self, row: usize, start: u32, len: u32) {
        let Some(word) = self.words.get_mut(row / 64) else { return };
        let bit = 1 << (row % 64);
        if *word & bit == 0 {
            *word |= bit;
            self.starts.push(start);
            self.lens.push(len);
        }
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        (self.starts.capacity() + self.lens.capacity()) * size_of::<u32>()
            + self.words.capacity() * size_of::<u64>()
    }
}

impl SpanColumn {
    /// Packs the values of a block of `n_rows` entries.
    pub(super) fn pack(spans: &EntrySpans, n_rows: usize) -> Self {
        let presence = match spans.starts.len() {
            n if n == n_rows => Presence::All,
            _ => Presence::of(&spans.words),
        };
        Self { presence, starts: Narrow::pack(&spans.starts), lens: Narrow::pack(&spans.lens) }
    }

    /// The value of entry `row`, whose text is `entry`.
    pub(super) fn value<'t>(&self, row: usize, entry: &'t [u8]) -> Option<&'t [u8]> {
        let idx = self.presence.rank(row)?;
        let start = usize::try_from(self.starts.get(idx)).ok()?;
        let len = usize::try_from(self.lens.get(idx)).ok()?;
        entry.get(start..start.checked_add(len)?)
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        let presence = match &self.presence {
            Presence::All => 0,
            Presence::Some { words, before } => size_of_val(&**words) + before.size_bytes(),
        };
        presence + self.starts.size_bytes() + self.lens.size_bytes()
    }
}

impl Presence {
    fn of(words: &[u64]) -> Self {
        let mut n_before = 0_u32;
        let before: Vec<u32> = words
            .iter()
            .map(|word| {
                let n = n_before;
                n_before += word.count_ones();
                n
            })
            .collect();
        Self::Some { words: words.into(), before: Narrow::pack(&before) }
    }

    /// Index of the entry's value among all values.
    fn rank(&self, row: usize) -> Option<usize> {
        match self {
            Self::All => Some(row),
            Self::Some { words, before } => {
                let word = words.get(row / 64)?;
                let bit = 1_u64 << (row % 64);
                let n_in_word = (word & (bit - 1)).count_ones() as usize;
                let n_before = usize::try_from(before.get(row / 64)).ok()?;
                (word & bit != 0).then_some(n_before + n_in_word)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn packed_spans_are_the_spans(
            spans in prop::collection::vec(prop::option::weighted(0.7, (0_u32..400, 0_u32..90)), 0..300),
        ) {
            let entry: Vec<u8> = (0..500_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
            let mut given = EntrySpans::default();
            given.begin(spans.len());
            for (row, span) in spans.iter().enumerate() {
                if let Some((start, len)) = span {
                    given.push(row, *start, *len);
                    given.push(row, start + 1, 0);
                }
            }
            let packed = SpanColumn::pack(&given, spans.len());
            for (row, span) in spans.iter().enumerate() {
                let expected = span.map(|(start, len)| &entry[start as usize..(start + len) as usize]);
                prop_assert_eq!(packed.value(row, &entry), expected);
            }
        }
    }
}
