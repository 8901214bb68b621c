//! What a block's text cannot contain: a filter for ids, hashes and long numbers.
//!
//! It knows every run of six letters and digits, ignoring case, that includes a digit. Words have no
//! digit and times of day are split by their separators, so ordinary text costs little; ids consist
//! of such runs. A literal with an unknown run occurs nowhere in the block, wherever in the text it
//! might begin: nothing is ever missed, and few blocks are searched in vain, because every run of the
//! literal has to be there.

use memchr::memchr_iter;

use crate::simd::{Chunk, Lanes};

/// Bytes of a run.
const RUN: usize = 6;

/// Bytes of a chunk at which a run may start and still fit in it.
const STEP: usize = 64 - RUN + 1;

/// A chunk plus what is read with its last runs, which are loaded eight bytes at a time.
const REACH: usize = 64 + 8;

/// Bits of the largest filter, as a power of two: 32 KiB, which the first-level cache holds.
const MAX_LOG2: u32 = 18;

/// Words of the largest filter.
const MAX_WORDS: usize = 1 << (MAX_LOG2 - 6);

/// How many bits may be set in the largest filter: with more, it is useless.
const MAX_SET: usize = MAX_WORDS * 64 * MAX_FILL_PERCENT / 100;

/// A filter is folded while fewer than this percentage of its bits are set.
const MAX_FILL_PERCENT: usize = 30;

/// Runs of six letters and digits, as a set of their hashes.
#[derive(Clone, Debug, Default)]
pub struct TextFilter {
    /// A power of two of words; none if there are too many runs to tell anything apart.
    words: Box<[u64]>,
    /// Some values contain escapes, so their text differs from what they mean.
    has_escapes: bool,
}

/// Room to build a filter piece by piece while a text grows; its memory is kept for the next one.
#[derive(Debug, Default)]
pub(super) struct FilterRoom {
    /// Allocated on first use; no bit is set between two filters.
    words: Vec<u64>,
    /// Runs that start before this offset of the text are taken in.
    at: usize,
    has_escapes: bool,
}

impl FilterRoom {
    /// Takes in the new runs of a text that cannot continue in what follows.
    ///
    /// The result does not depend on when this is called: a text is best processed while it is still in
    /// the cache.
    pub(super) fn take_in(&mut self, text: &[u8]) {
        let start = self.at;
        if let Some(words) = words_of(&mut self.words) {
            self.at = for_each_whole(text, start, |_, run| set(words, run));
        }
        // The byte after the last backslash is there, too.
        self.has_escapes |= has_escapes(text.get(start..=self.at).unwrap_or_default());
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }
}

fn words_of(words: &mut Vec<u64>) -> Option<&mut [u64; MAX_WORDS]> {
    words.resize(MAX_WORDS, 0);
    words.first_chunk_mut()
}

#[inline]
fn set(words: &mut [u64; MAX_WORDS], run: u64) {
    let hash = hash_of(run);
    if let Some(word) = words.get_mut(hash as usize / 64) {
        *word |= 1 << (hash % 64);
    }
}

/// The runs of a literal, hashed: the question for filters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe(Box<[u32]>);

impl Probe {
    /// The runs of `literal`; if it has none, filters can say nothing about it.
    pub fn new(literal: &[u8]) -> Self {
        let mut hashes = Vec::new();
        for_each_run(literal, |_, run| hashes.push(hash_of(run)));
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
    /// A few instructions for every 64 bytes and for every run.
    pub fn new(text: &[u8]) -> Self {
        Self::new_in(&mut FilterRoom::default(), text)
    }

    /// The same, in room that may have taken in part of the text already and is empty afterwards.
    pub(super) fn new_in(room: &mut FilterRoom, text: &[u8]) -> Self {
        room.take_in(text);
        let start = std::mem::take(&mut room.at);
        let has_escapes = std::mem::take(&mut room.has_escapes)
            || has_escapes(text.get(start..).unwrap_or_default());
        let Some(words) = words_of(&mut room.words) else { return Self::default() };
        for_each_left(text, start, |_, run| set(words, run));
        let kept = fold(words).into();
        words.fill(0);
        Self { words: kept, has_escapes }
    }

    /// Whether the text may contain the literal of `probe`; never false if it does.
    pub fn may_hold(&self, probe: &Probe) -> bool {
        let n_words = self.words.len();
        n_words == 0
            || probe.0.iter().all(|hash| {
                let word = self.words.get(*hash as usize / 64 % n_words);
                word.is_some_and(|word| word >> (hash % 64) & 1 == 1)
            })
    }

    /// The same for values, whose escapes stand for other bytes than their own.
    pub fn may_hold_value(&self, probe: &Probe) -> bool {
        self.has_escapes || self.may_hold(probe)
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        self.words.len() * 8
    }
}

/// Folds a filter as often as it stays useful; one with too many bits set becomes empty.
fn fold(mut words: &mut [u64]) -> &[u64] {
    let count = |words: &[u64]| -> usize { words.iter().map(|w| w.count_ones() as usize).sum() };
    let mut n_set = count(words);
    if n_set > MAX_SET {
        return &[];
    }
    while words.len() > 1 && n_set * 100 < words.len() * 32 * MAX_FILL_PERCENT {
        let (lower, upper) = words.split_at_mut(words.len() / 2);
        for (low, high) in lower.iter_mut().zip(upper) {
            *low |= *high;
        }
        n_set = count(lower);
        words = lower;
    }
    words
}

/// Calls `visit` with the start of every run and the eight bytes from there on, zeros beyond the
/// text.
fn for_each_run(text: &[u8], mut visit: impl FnMut(usize, u64)) {
    let start = for_each_whole(text, 0, &mut visit);
    for_each_left(text, start, visit);
}

/// The same for runs from `start` on that are complete whatever follows the text; returns where the
/// others may start.
#[inline]
fn for_each_whole(text: &[u8], mut start: usize, mut visit: impl FnMut(usize, u64)) -> usize {
    while let Some(reach) = text.get(start..).and_then(|rest| rest.first_chunk()) {
        visit_runs(reach, start, &mut visit);
        start += STEP;
    }
    start
}

/// The same for the runs that are left then.
#[inline]
fn for_each_left(text: &[u8], mut start: usize, mut visit: impl FnMut(usize, u64)) {
    while start < text.len() {
        let mut reach = [0; REACH];
        for (to, from) in reach.iter_mut().zip(text.get(start..).unwrap_or_default()) {
            *to = *from;
        }
        visit_runs(&reach, start, &mut visit);
        start += STEP;
    }
}

/// The runs that start in the first [`STEP`] bytes of `reach`, which begins at `start`.
#[inline]
fn visit_runs(reach: &[u8; REACH], start: usize, visit: &mut impl FnMut(usize, u64)) {
    let Some(first) = reach.first_chunk() else { return };
    let mut runs = run_starts(Chunk::load(first));
    while runs != 0 {
        let at = runs.trailing_zeros() as usize % 64;
        let eight = reach.get(at..at + 8).and_then(|rest| rest.first_chunk());
        visit(start + at, eight.map_or(0, |eight| u64::from_le_bytes(*eight)));
        runs &= runs - 1;
    }
}

/// Where runs start: bits of the chunk's first [`STEP`] bytes.
#[inline]
fn run_starts(chunk: Chunk) -> u64 {
    let digits = chunk.within(b'0', b'9');
    let case = Lanes::splat(0x20);
    let letters = chunk.mask(|lanes| lanes.or(case).within(b'a', b'z'));
    let one = digits | letters;
    let two = one & one >> 1;
    let four = two & two >> 2;
    let six = four & two >> 4;
    let digit = digits | digits >> 1;
    six & (digit | digit >> 2 | digit >> 4)
}

/// Whether a backslash and what follows may stand for a letter or a digit.
fn has_escapes(text: &[u8]) -> bool {
    let next = |at: usize| text.get(at + 1).copied().unwrap_or_default();
    memchr_iter(b'\\', text)
        .map(next)
        .any(|byte| byte.is_ascii_alphanumeric() && !b"nrtbf".contains(&byte))
}

/// Hash of the run in the lower six bytes: letters in one case, and the bits that mix best.
#[inline]
fn hash_of(run: u64) -> u32 {
    let folded = run & 0xDFDF_DFDF_DFDF;
    // One multiplication alone would leave the hashes of numbers alike.
    let mixed = (folded ^ folded >> 21).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed >> (64 - MAX_LOG2)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn runs(text: &[u8]) -> Vec<usize> {
        let mut starts = Vec::new();
        for_each_run(text, |at, _| starts.push(at));
        starts
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

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

        #[test]
        fn a_text_may_be_taken_in_as_it_grows(
            text in "([a-z]{1,12} |[0-9a-f]{8}-[0-9a-f]{4,12} |[\\\\u1]{1,4}){0,60}",
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let text = text.as_bytes();
            let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
            ends.sort_unstable();
            let mut room = FilterRoom::default();
            // Nothing is left of a text in the room for the next one.
            for _ in 0..2 {
                for end in &ends {
                    room.take_in(&text[..*end]);
                }
                let (filter, whole) = (TextFilter::new_in(&mut room, text), TextFilter::new(text));
                prop_assert_eq!(filter.words, whole.words);
                prop_assert_eq!(filter.has_escapes, whole.has_escapes);
            }
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
