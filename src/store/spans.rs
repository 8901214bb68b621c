//! Values that are not kept: where each lies within its entry.

use super::narrow::Narrow;

/// Place and length of one value an entry at most.
#[derive(Clone, Debug)]
pub struct SpanColumn {
    presence: Presence,
    /// From the start of the entry.
    starts: Narrow,
    lens: Narrow,
}

/// Which entries have a value, and which of the values is theirs.
#[derive(Clone, Debug)]
enum Presence {
    All,
    /// Bit `row % 64` of word `row / 64`, and how many bits the words before have.
    Some {
        words: Box<[u64]>,
        before: Narrow,
    },
}

/// A value before it is packed.
#[derive(Clone, Copy, Debug)]
pub(super) struct EntrySpan {
    /// Entry in the block.
    pub(super) row: u32,
    /// From the start of the entry, in bytes.
    pub(super) start: u32,
    /// In bytes.
    pub(super) len: u32,
}

impl SpanColumn {
    /// Packs spans, sorted by row and at most one for each of `n_rows` entries.
    pub(super) fn pack(spans: &[EntrySpan], n_rows: usize, scratch: &mut Vec<u32>) -> Self {
        scratch.clear();
        scratch.extend(spans.iter().map(|span| span.start));
        let starts = Narrow::pack(scratch);
        scratch.clear();
        scratch.extend(spans.iter().map(|span| span.len));
        let lens = Narrow::pack(scratch);
        Self { presence: Presence::of(spans, n_rows, scratch), starts, lens }
    }

    /// The value of entry `row`, whose text is `entry`.
    pub(super) fn value<'t>(&self, row: usize, entry: &'t [u8]) -> Option<&'t [u8]> {
        let idx = self.presence.rank(row)?;
        let start = usize::try_from(self.starts.get(idx)).ok()?;
        let len = usize::try_from(self.lens.get(idx)).ok()?;
        entry.get(start..start.checked_add(len)?)
    }

    /// Bytes in memory beside the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        let presence = match &self.presence {
            Presence::All => 0,
            Presence::Some { words, before } => size_of_val(&**words) + before.size_bytes(),
        };
        presence + self.starts.size_bytes() + self.lens.size_bytes()
    }
}

impl Presence {
    fn of(spans: &[EntrySpan], n_rows: usize, scratch: &mut Vec<u32>) -> Self {
        if spans.len() == n_rows {
            return Self::All;
        }
        let mut words = vec![0_u64; n_rows.div_ceil(64)];
        for span in spans {
            if let Some(word) = words.get_mut(span.row as usize / 64) {
                *word |= 1 << (span.row % 64);
            }
        }
        scratch.clear();
        let mut n_before = 0;
        for word in &words {
            scratch.push(n_before);
            n_before += word.count_ones();
        }
        Self::Some { words: words.into(), before: Narrow::pack(scratch) }
    }

    /// Place of the entry's value among all values.
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
        #[test]
        fn packed_spans_are_the_spans(
            spans in prop::collection::vec(prop::option::weighted(0.7, (0_u32..400, 0_u32..90)), 0..300),
        ) {
            let entry: Vec<u8> = (0..500_u32).map(|n| u8::try_from(n % 251).unwrap()).collect();
            let given: Vec<EntrySpan> = (0..)
                .zip(&spans)
                .filter_map(|(row, span)| span.map(|(start, len)| EntrySpan { row, start, len }))
                .collect();
            let packed = SpanColumn::pack(&given, spans.len(), &mut Vec::new());
            for (row, span) in spans.iter().enumerate() {
                let expected = span.map(|(start, len)| &entry[start as usize..(start + len) as usize]);
                prop_assert_eq!(packed.value(row, &entry), expected);
            }
        }
    }
}
