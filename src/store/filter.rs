//! What a block's text cannot hold: a filter for ids, hashes and long numbers.
//!
//! It knows every run of six letters and digits, case ignored, that has a digit in it. Words
//! have none and times of day are cut up by their separators, so ordinary text costs little;
//! an id is made of such runs. A literal whose runs are not all known occurs nowhere in the
//! block, wherever in the text it might begin: none is ever missed, and few are looked for in
//! vain, because every run of it has to be there.

use crate::simd::{Chunk, Lanes};

/// Bytes of a run.
const RUN: usize = 6;

/// Bits of the largest filter, as a power of two: 32 KiB, which the first cache holds.
const MAX_LOG2: u32 = 18;

/// A filter is folded as long as less than this many of a hundred bits are set.
const MAX_FILL_PERCENT: usize = 30;

/// Runs of six letters and digits, as a set of their hashes.
#[derive(Clone, Debug, Default)]
pub struct TextFilter {
    /// A power of two of words; none if there are too many runs to tell anything apart.
    words: Box<[u64]>,
    /// Some values say with an escape what stands in the text otherwise.
    has_escapes: bool,
}

/// The runs of a literal, hashed: what to ask filters for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe(Box<[u32]>);

impl Probe {
    /// The runs of `literal`; empty if it has none, and then nothing can be said of it.
    pub fn new(literal: &[u8]) -> Self {
        let mut hashes = Vec::new();
        for_each_run(literal, |at| hashes.push(hash_at(literal, at)));
        Self(hashes.into())
    }

    /// Whether no filter can exclude the literal.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TextFilter {
    /// Collects the runs of `text`.
    ///
    /// # Cost
    /// Some instructions for every 64 bytes, and a few for every run.
    pub fn new(text: &[u8]) -> Self {
        let mut words = vec![0_u64; 1 << (MAX_LOG2 - 6)];
        let max_set = (words.len() * 64) * MAX_FILL_PERCENT / 100;
        let mut n_set = 0;
        let has_escapes = for_each_run(text, |at| {
            let hash = hash_at(text, at);
            // Once there are too many to be of use, the filter is not kept.
            if n_set <= max_set
                && let Some(word) = words.get_mut(hash as usize / 64)
            {
                let bit = 1 << (hash % 64);
                n_set += usize::from(*word & bit == 0);
                *word |= bit;
            }
        });
        if n_set > max_set {
            return Self { words: Box::default(), has_escapes };
        }
        while words.len() > 1 && n_set * 100 < words.len() * 32 * MAX_FILL_PERCENT {
            let upper = words.split_off(words.len() / 2);
            for (low, high) in words.iter_mut().zip(upper) {
                *low |= high;
            }
            n_set = words.iter().map(|word| word.count_ones() as usize).sum();
        }
        Self { words: words.into(), has_escapes }
    }

    /// Whether the text may hold the literal of `probe`; never false if it does.
    pub fn may_hold(&self, probe: &Probe) -> bool {
        let n_words = self.words.len();
        n_words == 0
            || probe.0.iter().all(|hash| {
                let word = self.words.get(*hash as usize / 64 % n_words);
                word.is_some_and(|word| word >> (hash % 64) & 1 == 1)
            })
    }

    /// Same of the values in it, escapes of which stand for other bytes than their own.
    pub fn may_hold_value(&self, probe: &Probe) -> bool {
        self.has_escapes || self.may_hold(probe)
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        self.words.len() * 8
    }
}

/// Calls `visit` with the start of every run; tells whether an escape may stand for a letter
/// or a digit.
fn for_each_run(text: &[u8], mut visit: impl FnMut(usize)) -> bool {
    let mut before = Masks::default();
    let mut has_escapes = false;
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let chunk = rest.first_chunk().map_or_else(|| Chunk::load_padded(rest), Chunk::load);
        let masks = Masks::of(chunk);
        if masks.digits | before.digits >> (64 - RUN) != 0 {
            let mut ends = run_ends(before, masks);
            while ends != 0 {
                visit(start + ends.trailing_zeros() as usize + 1 - RUN);
                ends &= ends - 1;
            }
        }
        let mut backslashes = chunk.equal_to(b'\\');
        while backslashes != 0 && !has_escapes {
            let next = text.get(start + backslashes.trailing_zeros() as usize + 1);
            has_escapes =
                next.is_some_and(|byte| byte.is_ascii_alphanumeric() && !b"nrtbf".contains(byte));
            backslashes &= backslashes - 1;
        }
        before = masks;
        start += 64;
    }
    has_escapes
}

#[derive(Clone, Copy, Default)]
struct Masks {
    digits: u64,
    letters_and_digits: u64,
}

impl Masks {
    #[inline]
    fn of(chunk: Chunk) -> Self {
        let digits = chunk.within(b'0', b'9');
        let (case, first, width) = (Lanes::splat(0x20), Lanes::splat(b'a'), Lanes::splat(25));
        let letters = chunk.mask(|lanes| lanes.or(case).minus(first).at_most(width));
        Self { digits, letters_and_digits: digits | letters }
    }
}

/// Where runs end, as bits of the later of two adjacent chunks.
#[inline]
fn run_ends(before: Masks, masks: Masks) -> u64 {
    let joined = |low: u64, high: u64| u128::from(low) | u128::from(high) << 64;
    let one = joined(before.letters_and_digits, masks.letters_and_digits);
    let two = one & one << 1;
    let four = two & two << 2;
    let six = four & two << 4;
    let digit = joined(before.digits, masks.digits);
    let digit = digit | digit << 1;
    let digit = digit | digit << 2 | digit << 4;
    let [_, ends] = halves(six & digit);
    ends
}

#[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
fn halves(bits: u128) -> [u64; 2] {
    [bits as u64, (bits >> 64) as u64]
}

/// Hash of the run at `at`: letters in one case, and those bits that mix best.
#[inline]
fn hash_at(text: &[u8], at: usize) -> u32 {
    let rest = text.get(at..).unwrap_or_default();
    let eight = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut padded = [0; 8];
        for (to, from) in padded.iter_mut().zip(rest) {
            *to = *from;
        }
        padded
    });
    let folded = (u64::from_le_bytes(eight) | 0x2020_2020_2020) << 16;
    // Neighbouring runs share five bytes: one multiplication would leave their hashes alike.
    let mixed = folded.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mixed = (mixed ^ mixed >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed >> (64 - MAX_LOG2)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn runs(text: &[u8]) -> Vec<usize> {
        let mut starts = Vec::new();
        for_each_run(text, |at| starts.push(at));
        starts
    }

    proptest! {
        #[test]
        fn runs_are_six_letters_and_digits_with_a_digit(text in "[a-zA-Z0-9]{0,9}([0-9a-f_é-]{0,80}[A-Z 0-9]{0,70}){0,4}") {
            let text = text.as_bytes();
            let naive: Vec<usize> = (0..(text.len() + 1).saturating_sub(RUN))
                .filter(|at| {
                    let run = &text[*at..at + RUN];
                    run.iter().all(u8::is_ascii_alphanumeric) && run.iter().any(u8::is_ascii_digit)
                })
                .collect();
            prop_assert_eq!(runs(text), naive);
        }

        #[test]
        fn what_a_text_holds_is_never_excluded(
            text in "([a-z]{1,12} |[0-9a-f]{8}-[0-9a-f]{4,12} |[A-Z0-9]{1,40}[.,:é]){0,200}",
            from: prop::sample::Index,
            until: prop::sample::Index,
            is_upper: bool,
        ) {
            let text = text.as_bytes();
            let (from, until) = (from.index(text.len() + 1), until.index(text.len() + 1));
            let mut needle = text[from.min(until)..from.max(until)].to_vec();
            if is_upper {
                needle.make_ascii_uppercase();
            }
            prop_assert!(TextFilter::new(text).may_hold(&Probe::new(&needle)));
        }
    }

    #[test]
    fn ids_that_are_not_there_are_excluded() {
        let mut seed = 1_u64;
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            seed >> 32
        };
        let ids: Vec<String> =
            (0..20_000).map(|_| format!("{:08x}{:08x}", next(), next())).collect();
        let text = ids[..1_000].join(" ").into_bytes();
        let filter = TextFilter::new(&text);
        let n_kept = ids.iter().filter(|id| filter.may_hold(&Probe::new(id.as_bytes()))).count();
        assert_eq!(n_kept, 1_000);
        assert!(filter.size_bytes() <= 8 << 10, "{}", filter.size_bytes());
    }

    #[test]
    fn words_cannot_be_excluded_and_cost_nothing() {
        assert!(Probe::new(b"timeout 2026-03-01 10:00:00").is_empty());
        let filter =
            TextFilter::new(&b"2026-03-01 10:00:00,123 INFO nothing but words\n".repeat(100));
        assert!(filter.may_hold(&Probe::new(b"timeout")));
        assert_eq!(filter.size_bytes(), 8);
        assert!(!filter.may_hold(&Probe::new(b"a1b2c3d4")));
    }

    #[test]
    fn a_text_of_nothing_but_ids_has_no_filter() {
        let mut seed = 1_u64;
        let text: Vec<u8> = (0..1 << 20)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                b"0123456789abcdefghijklmnopqrstuv"[(seed >> 59) as usize]
            })
            .collect();
        let filter = TextFilter::new(&text);
        assert_eq!(filter.size_bytes(), 0);
        assert!(filter.may_hold(&Probe::new(b"0000000000000000")));
    }

    #[test]
    fn values_with_escapes_of_letters_are_not_excluded() {
        let probe = Probe::new(b"id123456");
        let check = |text: &[u8], expected: bool| {
            assert_eq!(TextFilter::new(text).may_hold_value(&probe), expected);
        };
        check(br#"{"msg":"id\u0031""#, true);
        check(br#"{"msg":"a\tb\nc\"d\"""#, false);
    }
}
