//! The values of a field that were seen so far, to recognise them quickly in the next block.
//!
//! Only codes within a block reach its column, numbered in the order of first use there: what a
//! block holds does not depend on the blocks before it.

use crate::simd::is_same;

/// Values after which it starts over, so that ids without end do not fill the memory.
const MAX_KNOWN: usize = 1 << 14;

/// Bytes of values after which it starts over.
const MAX_KNOWN_BYTES: usize = 1 << 20;

/// A slot that has no value.
const FREE: u32 = u32::MAX;

/// Values as long as this or shorter are told apart by their ends alone.
const WHOLE_IN_ENDS: usize = 32;

/// Known values, and which of them the block under construction has.
#[derive(Debug, Default)]
pub(super) struct KnownValues {
    /// Place of a value or [`FREE`]; as many as a power of two, at most half of them in use.
    slots: Vec<u32>,
    known: Vec<Known>,
    bytes: Vec<u8>,
    /// The block's values in the order of first use.
    used: Vec<u32>,
    /// Number of the block.
    block: u32,
    /// Value asked for last: fields often say the same as the entry before.
    last: usize,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    ends: Ends,
    /// Place in the bytes.
    start: u32,
    /// Last block that had it.
    block: u32,
    /// Its code there.
    code: u32,
}

/// Length, first and last bytes of a value: up to sixteen each, overlapping if it is short.
#[derive(Clone, Copy, Debug)]
struct Ends {
    words: [u64; 4],
    len: u32,
}

impl Ends {
    #[inline]
    fn new(value: &[u8]) -> Self {
        let words = match (value.first_chunk(), value.last_chunk()) {
            (Some(head), Some(tail)) => {
                let ([one, two], [three, four]) = (words_of(head), words_of(tail));
                [one, two, three, four]
            }
            _ => short_ends(value),
        };
        Self { words, len: u32::try_from(value.len()).unwrap_or(u32::MAX) }
    }

    /// Whether all is the same; without the call that comparing arrays is in WASM.
    #[inline]
    fn is(&self, other: &Self) -> bool {
        let [one, two, three, four] = self.words;
        let [other_one, other_two, other_three, other_four] = other.words;
        // Values that differ mostly do so at their ends.
        two == other_two
            && four == other_four
            && (one ^ other_one) | (three ^ other_three) | u64::from(self.len ^ other.len) == 0
    }

    #[inline]
    fn hash(&self, value: &[u8]) -> u64 {
        let [one, two, three, four] = self.words;
        // A sum: neither product waits for the other.
        let mut hash = (one ^ four.rotate_left(23) ^ u64::from(self.len))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .wrapping_add((two.rotate_left(32) ^ three).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        if value.len() > WHOLE_IN_ENDS {
            // What the ends do not reach, and a little of what they do.
            let inner = value.get(16..value.len() - 8).unwrap_or_default();
            let (chunks, _) = inner.as_chunks();
            for chunk in chunks {
                hash = mix(hash, u64::from_le_bytes(*chunk));
            }
        }
        hash
    }
}

/// Sixteen bytes as two numbers.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn words_of(sixteen: &[u8; 16]) -> [u64; 2] {
    let whole = u128::from_le_bytes(*sixteen);
    [whole as u64, (whole >> 64) as u64]
}

/// Ends of a value of less than sixteen bytes; with the length they tell it from all others.
#[inline]
fn short_ends(value: &[u8]) -> [u64; 4] {
    if let (Some(head), Some(tail)) = (value.first_chunk(), value.last_chunk()) {
        return [u64::from_le_bytes(*head), u64::from_le_bytes(*tail), 0, 0];
    }
    if let (Some(head), Some(tail)) = (value.first_chunk(), value.last_chunk()) {
        return [u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into(), 0, 0];
    }
    // Of up to three bytes these are all there are.
    let at = |idx: usize| u64::from(value.get(idx).copied().unwrap_or(0));
    [at(0) | at(value.len() / 2) << 8 | at(value.len().saturating_sub(1)) << 16, 0, 0, 0]
}

/// Multiplication by an odd number and a turn: all that short keys need.
fn mix(one: u64, other: u64) -> u64 {
    let folded = one.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29) ^ other;
    folded.wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

impl KnownValues {
    /// Begins the next block.
    pub(super) fn next_block(&mut self) {
        if self.known.len() > MAX_KNOWN || self.bytes.len() > MAX_KNOWN_BYTES {
            self.slots.fill(FREE);
            self.known.clear();
            self.bytes.clear();
            self.last = 0;
        }
        self.used.clear();
        self.block = self.block.wrapping_add(1);
    }

    /// How many different values the block has so far.
    pub(super) fn n_used(&self) -> usize {
        self.used.len()
    }

    /// Code of `value` in the block: from 1 on, in the order of first use.
    #[inline]
    pub(super) fn code(&mut self, value: &[u8]) -> u32 {
        let ends = Ends::new(value);
        let place = match self.known.get(self.last) {
            Some(known) if self.says(known, &ends, value) => self.last,
            _ => self.find(&ends, value),
        };
        self.last = place;
        let (block, next) = (self.block, u32::try_from(self.used.len() + 1).unwrap_or(u32::MAX));
        let Some(known) = self.known.get_mut(place) else { return 0 };
        if known.block != block {
            known.block = block;
            known.code = next;
            self.used.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
        known.code
    }

    #[inline]
    fn says(&self, known: &Known, ends: &Ends, value: &[u8]) -> bool {
        known.ends.is(ends)
            && (value.len() <= WHOLE_IN_ENDS
                || self.bytes_of(known).is_some_and(|bytes| is_same(bytes, value)))
    }

    fn bytes_of(&self, known: &Known) -> Option<&[u8]> {
        let start = known.start as usize;
        self.bytes.get(start..start + known.ends.len as usize)
    }

    #[inline]
    fn find(&mut self, ends: &Ends, value: &[u8]) -> usize {
        if self.known.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let mask = self.slots.len() - 1;
        let mut slot = place_of(ends.hash(value), self.slots.len());
        loop {
            let place = self.slots.get(slot).copied().unwrap_or(FREE) as usize;
            match self.known.get(place) {
                None => return self.insert(slot, ends, value),
                Some(known) if self.says(known, ends, value) => return place,
                Some(_) => slot = (slot + 1) & mask,
            }
        }
    }

    #[inline(never)]
    fn insert(&mut self, slot: usize, ends: &Ends, value: &[u8]) -> usize {
        let start = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(value);
        // No block has the number before the present one once another is begun.
        let block = self.block.wrapping_sub(1);
        self.known.push(Known { ends: *ends, start, block, code: 0 });
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = u32::try_from(self.known.len() - 1).unwrap_or(FREE);
        }
        self.known.len() - 1
    }

    #[cold]
    fn grow(&mut self) {
        let n_slots = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(n_slots, FREE);
        for (place, known) in (0_u32..).zip(&self.known) {
            let value = self.bytes_of(known).unwrap_or_default();
            let mut slot = place_of(known.ends.hash(value), n_slots);
            while self.slots.get(slot).is_some_and(|taken| *taken != FREE) {
                slot = (slot + 1) & (n_slots - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = place;
            }
        }
    }

    /// The block's values in the order of their codes.
    pub(super) fn used(&self) -> impl Iterator<Item = &[u8]> {
        self.used.iter().map(|place| {
            let known = self.known.get(*place as usize);
            known.and_then(|known| self.bytes_of(known)).unwrap_or_default()
        })
    }

    /// Bytes in memory beside the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        (self.slots.capacity() + self.used.capacity()) * size_of::<u32>()
            + self.known.capacity() * size_of::<Known>()
            + self.bytes.capacity()
    }
}

/// The hash's highest bits, which depend on all others, as one of so many places: a power of two.
fn place_of(hash: u64, n_places: usize) -> usize {
    let n_bits = n_places.trailing_zeros().max(1);
    usize::try_from(hash >> (u64::BITS - n_bits)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn codes_are_those_of_a_list(
            blocks in prop::collection::vec(prop::collection::vec("[ab]{0,3}|[a-c]{7,9}|x{0,30}[yz]x{0,30}[yz]?x{0,9}", 0..60), 1..4),
        ) {
            let mut known = KnownValues::default();
            for block in &blocks {
                known.next_block();
                let mut listed: Vec<&str> = Vec::new();
                for value in block {
                    let at = listed.iter().position(|seen| seen == value).unwrap_or_else(|| {
                        listed.push(value);
                        listed.len() - 1
                    });
                    prop_assert_eq!(known.code(value.as_bytes()) as usize, at + 1);
                }
                prop_assert_eq!(known.n_used(), listed.len());
                let used: Vec<&[u8]> = known.used().collect();
                let listed: Vec<&[u8]> = listed.iter().map(|value| value.as_bytes()).collect();
                prop_assert_eq!(used, listed);
            }
        }
    }

    #[test]
    fn values_without_end_are_forgotten() {
        let mut known = KnownValues::default();
        for block in 0..5 {
            known.next_block();
            for n in 0..20_000 {
                assert_eq!(known.code(format!("{block}-{n}").as_bytes()), n + 1);
            }
        }
        assert!(known.size_bytes() < 8 << 20, "{}", known.size_bytes());
    }

    #[test]
    fn values_of_all_lengths_are_told_apart() {
        let mut known = KnownValues::default();
        known.next_block();
        for n in 0..300 {
            assert_eq!(known.code(&vec![0; n]), u32::try_from(n + 1).unwrap());
        }
    }
}
