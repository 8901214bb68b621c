//! The values of a field seen so far, to recognise them quickly in the next block.
//!
//! Only codes within a block reach its column, numbered in order of first use there: what a block
//! holds does not depend on the blocks before it.

use crate::simd::is_same;

/// Starts over after this many values, so that endless ids do not fill the memory.
const MAX_KNOWN: usize = 1 << 14;

/// Starts over after this many bytes of values.
const MAX_KNOWN_BYTES: usize = 1 << 20;

/// A slot without a value.
const FREE: u32 = u32::MAX;

/// Values up to this length are contained in their key.
const WHOLE: usize = 16;

/// Odd, with random-looking bits, as multiplicative hashing needs.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Known values, and which of them occur in the block under construction.
#[derive(Debug, Default)]
pub(super) struct KnownValues {
    /// Index of a value or [`FREE`]; a power of two of slots, at most half of them used.
    slots: Vec<u32>,
    /// Bits of a hash that do not select the slot.
    shift: u32,
    known: Vec<Known>,
    bytes: Vec<u8>,
    /// The block's values in order of first use.
    used: Vec<u32>,
    /// Number of the block.
    block: u32,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    key: Key,
    /// Position in the bytes.
    start: u32,
    /// Last block that contained it.
    block: u32,
    /// Its code there.
    code: u32,
}

/// A value's length, and all its bytes padded with zeros, or a hash of them if they are too many.
#[derive(Clone, Copy, Debug)]
struct Key {
    words: [u64; 2],
    len: u32,
}

impl Key {
    /// The key of the first `len` bytes of `text`: if more bytes follow, nothing is copied and the cost
    /// does not depend on how many there are.
    #[inline]
    fn new(text: &[u8], len: usize) -> Self {
        let words = match (text.first_chunk(), KEPT.get(len)) {
            (Some(sixteen), Some([first, second])) => {
                let [one, two] = words_of(sixteen);
                [one & first, two & second]
            }
            (None, Some(_)) => padded(text, len),
            (_, None) => [hash_of_many(text.get(..len).unwrap_or_default()), 0],
        };
        Self { words, len: u32::try_from(len).unwrap_or(u32::MAX) }
    }

    /// Whether everything is equal; avoids the call that comparing arrays is in WASM.
    #[inline]
    fn is(&self, other: &Self) -> bool {
        let ([one, two], [other_one, other_two]) = (self.words, other.words);
        (one ^ other_one) | (two ^ other_two) | u64::from(self.len ^ other.len) == 0
    }

    /// A hash whose highest bits depend on all others.
    #[inline]
    fn hash(&self) -> u64 {
        let [one, two] = self.words;
        let folded = one ^ two.rotate_left(29);
        (folded ^ folded >> 32).wrapping_mul(ODD)
    }
}

/// By length: the bits of sixteen bytes that belong to the value.
const KEPT: [[u64; 2]; WHOLE + 1] = {
    let mut kept = [[0; 2]; WHOLE + 1];
    let mut len = 1;
    while len <= WHOLE {
        kept[len] = kept[len - 1];
        kept[len][(len - 1) / 8] |= 0xFF << ((len - 1) % 8 * 8);
        len += 1;
    }
    kept
};

/// Sixteen bytes as two numbers.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn words_of(sixteen: &[u8; WHOLE]) -> [u64; 2] {
    let whole = u128::from_le_bytes(*sixteen);
    [whole as u64, (whole >> 64) as u64]
}

/// The words of a value near the end of its text.
#[cold]
fn padded(text: &[u8], len: usize) -> [u64; 2] {
    let mut sixteen = [0; WHOLE];
    for (to, from) in sixteen.iter_mut().zip(text.iter().take(len)) {
        *to = *from;
    }
    words_of(&sixteen)
}

/// Hash of a value longer than sixteen bytes.
#[inline]
fn hash_of_many(value: &[u8]) -> u64 {
    let add = |hash: u64, sixteen: &[u8; WHOLE]| {
        let [one, two] = words_of(sixteen);
        // Only one of the two products waits for the bytes before.
        (hash ^ one).wrapping_mul(ODD).rotate_left(29) ^ two.wrapping_mul(0xD6E8_FEB8_6659_FD93)
    };
    let hash = value.as_chunks().0.iter().fold(0, add);
    // What the chunks leave over, and a little of what they do not.
    value.last_chunk().map_or(hash, |last| add(hash, last))
}

impl KnownValues {
    /// Begins the next block.
    pub(super) fn next_block(&mut self) {
        if self.known.len() > MAX_KNOWN || self.bytes.len() > MAX_KNOWN_BYTES {
            self.slots.fill(FREE);
            self.known.clear();
            self.bytes.clear();
        }
        self.used.clear();
        self.block = self.block.wrapping_add(1);
    }

    /// How many different values the block has so far.
    pub(super) fn n_used(&self) -> usize {
        self.used.len()
    }

    /// Code in the block of the value in the first `len` bytes of `text`: from 1 on, in order of first
    /// use. Faster if more text follows.
    #[inline]
    pub(super) fn code(&mut self, text: &[u8], len: usize) -> u32 {
        let key = Key::new(text, len);
        // The hash's highest bits.
        let mut slot = usize::try_from(key.hash() >> self.shift).unwrap_or(0);
        let place = loop {
            let place = self.slots.get(slot).copied().unwrap_or(FREE) as usize;
            let Some(known) = self.known.get(place) else { break self.insert(slot, key, text) };
            if known.key.is(&key) && (len <= WHOLE || self.says(known, text)) {
                if known.block == self.block {
                    return known.code;
                }
                break place;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        };
        self.begin_use(place)
    }

    /// Whether a text begins with the bytes of a value of the length asked for.
    fn says(&self, known: &Known, text: &[u8]) -> bool {
        let value = text.get(..known.key.len as usize).unwrap_or_default();
        self.bytes_of(known).is_some_and(|bytes| is_same(bytes, value))
    }

    fn bytes_of(&self, known: &Known) -> Option<&[u8]> {
        let start = known.start as usize;
        self.bytes.get(start..start + known.key.len as usize)
    }

    /// Gives a code to a value that is new to the block.
    #[inline(never)]
    fn begin_use(&mut self, place: usize) -> u32 {
        let next = u32::try_from(self.used.len() + 1).unwrap_or(u32::MAX);
        let Some(known) = self.known.get_mut(place) else { return 0 };
        (known.block, known.code) = (self.block, next);
        self.used.push(u32::try_from(place).unwrap_or(u32::MAX));
        next
    }

    #[inline(never)]
    fn insert(&mut self, slot: usize, key: Key, text: &[u8]) -> usize {
        let start = u32::try_from(self.bytes.len()).unwrap_or(u32::MAX);
        self.bytes.extend_from_slice(text.get(..key.len as usize).unwrap_or_default());
        // No block has the number before the present one once another is begun.
        let block = self.block.wrapping_sub(1);
        self.known.push(Known { key, start, block, code: 0 });
        let place = self.known.len() - 1;
        if self.known.len() * 2 > self.slots.len() {
            self.grow();
        } else if let Some(slot) = self.slots.get_mut(slot) {
            *slot = u32::try_from(place).unwrap_or(FREE);
        }
        place
    }

    #[cold]
    fn grow(&mut self) {
        let n_slots = (self.slots.len() * 2).max(16);
        self.shift = u64::BITS - n_slots.trailing_zeros();
        self.slots.clear();
        self.slots.resize(n_slots, FREE);
        for (place, known) in (0_u32..).zip(&self.known) {
            let mut slot = usize::try_from(known.key.hash() >> self.shift).unwrap_or(0);
            while self.slots.get(slot).is_some_and(|taken| *taken != FREE) {
                slot = (slot + 1) & (n_slots - 1);
            }
            if let Some(free) = self.slots.get_mut(slot) {
                *free = place;
            }
        }
    }

    /// The block's values in code order.
    pub(super) fn used(&self) -> impl Iterator<Item = &[u8]> {
        self.used.iter().map(|place| {
            let known = self.known.get(*place as usize);
            known.and_then(|known| self.bytes_of(known)).unwrap_or_default()
        })
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        (self.slots.capacity() + self.used.capacity()) * size_of::<u32>()
            + self.known.capacity() * size_of::<Known>()
            + self.bytes.capacity()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

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
                    let code = known.code(value.as_bytes(), value.len());
                    prop_assert_eq!(code as usize, at + 1);
                    let more = format!("{value}{value}, and what follows");
                    prop_assert_eq!(known.code(more.as_bytes(), value.len()), code);
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
                let value = format!("{block}-{n}");
                assert_eq!(known.code(value.as_bytes(), value.len()), n + 1);
            }
        }
        assert!(known.size_bytes() < 8 << 20, "{}", known.size_bytes());
    }

    #[test]
    fn values_of_all_lengths_are_told_apart() {
        let mut known = KnownValues::default();
        known.next_block();
        for n in 0..300 {
            assert_eq!(known.code(&[0; 300], n), u32::try_from(n + 1).unwrap());
        }
    }
}
