//! Remembers heads: the text between an entry's time and its message.
//!
//! Programs have few threads, loggers and levels, so the text between time and message repeats even
//! though times and messages do not. The result of running a pattern over such a text is stored
//! under the text and found again by comparing: the same fields, only sooner.
//!
//! That is sound because only those bytes can have decided what they mean. The text ends with a
//! blank, and the message begins with a byte that the pattern does not name anywhere, so no step can
//! have succeeded by looking past it (`Heads::is_closed`).

use super::steps::{Field, Step};
use crate::format::scan::{is_blank, is_same};
use crate::format::{Parsed, TextRef};
use crate::level::Level;
use crate::simd::Lanes;
use crate::units::FieldId;

/// The longest text that is kept, in bytes.
const MAX_LEN: usize = 96;
/// The most fields kept for a text.
const MAX_FIELDS: usize = 6;
/// How many pairs of places the table has; a power of two.
const N_PAIRS: usize = 1024;
/// After this many look-ups the hit rate is checked.
const TRIAL: u32 = 1024;

/// Before so many questions nothing is kept: in a short source, of which there may be thousands, the
/// table would cost more than it saves.
const N_WITHOUT: u32 = 128;

/// The known texts.
#[derive(Clone)]
pub(super) struct Heads {
    /// Each text may be in either place of its pair; the more recent one comes first.
    pairs: Vec<[KnownHead; 2]>,
    /// Whether the text has the level, or what stands before it.
    has_level: bool,
    is_inert: [bool; 256],
    /// Runs of blanks in the text with the fewest: up to the last of them a text tells its place.
    n_runs: u32,
    n_asked: u32,
    n_found: u32,
    /// How many look-ups to skip because hardly any succeeded.
    n_pause: u32,
}

#[derive(Clone, Copy)]
struct KnownHead {
    text: [u8; MAX_LEN],
    /// Zero if the place is empty.
    len: u8,
    level: Level,
    n_fields: u8,
    fields: [(FieldId, u8, u8); MAX_FIELDS],
}

const NOTHING: KnownHead = KnownHead {
    text: [0; MAX_LEN],
    len: 0,
    level: Level::Unknown,
    n_fields: 0,
    fields: [(FieldId(0), 0, 0); MAX_FIELDS],
};

/// The step after which a pattern's repeating text begins, if the pattern has such a text.
pub(super) fn first_step(steps: &[Step]) -> Option<usize> {
    let (last, before) = steps.split_last()?;
    if !matches!(last, Step::Message) || before.iter().any(could_take_message) {
        return None;
    }
    let is_time = |step: &Step| matches!(step, Step::Time(..));
    let first = before.iter().rposition(is_time).map_or(0, |at| at + 1);
    let has_worth =
        |step: &Step| matches!(step, Step::Field(_) | Step::LevelWord(_) | Step::LevelNamed(_));
    before.get(first..)?.iter().any(has_worth).then_some(first)
}

/// Whether an optional part begins with something that a message could begin with, or holds a time.
fn could_take_message(step: &Step) -> bool {
    let Step::Optional(inner) = step else { return false };
    let begins_plainly = matches!(inner.first(), Some(Step::Literal(_) | Step::Blanks));
    let has_time = inner.iter().any(|step| matches!(step, Step::Time(..) | Step::Optional(_)));
    has_time || !begins_plainly
}

/// Whether it, or an optional part of it, gives the level.
fn may_say_level(step: &Step) -> bool {
    let Step::Optional(inner) = step else { return step.is_level() };
    inner.iter().any(may_say_level)
}

impl KnownHead {
    #[inline]
    fn is_at_start(&self, text: &[u8]) -> bool {
        let len = usize::from(self.len);
        let same = |(known, text)| is_same(known, text);
        len > 0 && self.text.get(..len).zip(text.get(..len)).is_some_and(same)
    }
}

impl Heads {
    /// An empty table for a pattern whose repeating text begins after step `first`.
    pub(super) fn new(steps: &[Step], first: usize) -> Self {
        let has_level = steps.iter().skip(first).any(may_say_level);
        let mut is_inert = [false; 256];
        for (byte, is_inert) in (0..=u8::MAX).zip(&mut is_inert) {
            *is_inert = byte > b' ';
        }
        exclude_named(steps, &mut is_inert);
        Self {
            pairs: Vec::new(),
            has_level,
            is_inert,
            n_runs: u32::MAX,
            n_asked: 0,
            n_found: 0,
            n_pause: 0,
        }
    }

    /// Looks up the text at `at`: returns where it ends, and puts level and fields into `out`.
    #[inline]
    pub(super) fn find(&mut self, entry: &[u8], at: usize, out: &mut Parsed) -> Option<usize> {
        if self.n_pause > 0 {
            self.n_pause -= 1;
            return None;
        }
        self.count_question();
        let text = entry.get(at..)?;
        let pair = self.pairs.get(place_of(text, self.n_runs)?)?;
        let known = pair.iter().find(|known| known.is_at_start(text))?;
        let len = usize::from(known.len);
        if !self.is_inert(*text.get(len)?) {
            return None;
        }
        self.n_found += 1;
        if self.has_level {
            out.level = known.level;
        }
        let base = u32::try_from(at).ok()?;
        for &(id, start, len) in known.fields.iter().take(usize::from(known.n_fields)) {
            let value = TextRef { start: base + u32::from(start), len: u32::from(len) };
            out.fields.push((id, value));
        }
        Some(at + len)
    }

    /// Stores the result of the steps for the text `at..end`: the fields from `first_field` on.
    pub(super) fn keep(&mut self, entry: &[u8], region: Region, out: &Parsed) {
        let Region { at, end, first_field } = region;
        let is_early = self.pairs.is_empty() && self.n_asked < N_WITHOUT;
        if is_early
            || self.n_pause > 0
            || !self.is_closed(entry, region)
            || !out.unescaped.is_empty()
        {
            return;
        }
        let (Some(text), Some(found)) = (entry.get(at..end), out.fields.get(first_field..)) else {
            return;
        };
        let n_runs = n_runs(text);
        if n_runs == 0 {
            // Tabs alone: nothing tells where such a text would end.
            return;
        }
        if n_runs < self.n_runs {
            self.n_runs = n_runs;
            self.pairs.clear();
        }
        let Some(place) = entry.get(at..).and_then(|text| place_of(text, self.n_runs)) else {
            return;
        };
        let mut known = NOTHING;
        let (Some(to), Some(to_fields)) =
            (known.text.get_mut(..text.len()), known.fields.get_mut(..found.len()))
        else {
            return;
        };
        to.copy_from_slice(text);
        for (to, (id, value)) in to_fields.iter_mut().zip(found) {
            let start = (value.start as usize).checked_sub(at).and_then(|n| u8::try_from(n).ok());
            let (Some(start), Ok(len)) = (start, u8::try_from(value.len)) else { return };
            *to = (*id, start, len);
        }
        known.len = u8::try_from(text.len()).unwrap_or(0);
        known.n_fields = u8::try_from(found.len()).unwrap_or(0);
        known.level = out.level;
        if self.pairs.is_empty() {
            self.pairs = vec![[NOTHING; 2]; N_PAIRS];
        }
        if let Some([first, second]) = self.pairs.get_mut(place) {
            *second = *first;
            *first = known;
        }
    }

    /// Whether nothing beyond the text can have affected its meaning.
    fn is_closed(&self, entry: &[u8], region: Region) -> bool {
        let text = entry.get(region.at..region.end).unwrap_or_default();
        let next = entry.get(region.end).copied();
        text.len() <= MAX_LEN
            && text.last().copied().is_some_and(is_blank)
            && memchr::memchr(0x1b, text).is_none()
            && next.is_some_and(|next| self.is_inert(next))
    }

    fn is_inert(&self, byte: u8) -> bool {
        self.is_inert.get(usize::from(byte)).copied().unwrap_or_default()
    }

    fn count_question(&mut self) {
        self.n_asked += 1;
        if self.n_asked == TRIAL {
            // Keeping costs more than a question: below a third it does not pay.
            self.n_pause = if self.n_found * 3 < TRIAL { TRIAL * 32 } else { 0 };
            (self.n_asked, self.n_found) = (0, 0);
        }
    }
}

/// A text and where its fields begin in [`Parsed::fields`].
#[derive(Clone, Copy)]
pub(super) struct Region {
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) first_field: usize,
}

/// Runs of spaces in a text.
fn n_runs(text: &[u8]) -> u32 {
    let mut before = 0;
    let is_start = |&byte: &u8| std::mem::replace(&mut before, byte) != b' ' && byte == b' ';
    u32::try_from(text.iter().copied().filter(is_start).count()).unwrap_or(u32::MAX)
}

/// The place of a text in the table, which depends on its bytes up to its `n_runs`th run of spaces.
#[inline]
fn place_of(text: &[u8], n_runs: u32) -> Option<usize> {
    let spaces = Lanes::splat(b' ');
    let mut mixed = 0_u64;
    let mut n_left = n_runs;
    let mut carry = 0;
    let (chunks, _) = text.get(..text.len().min(MAX_LEN))?.as_chunks::<16>();
    for chunk in chunks {
        let is_space = Lanes::load(chunk).equals(spaces).bits();
        let mut starts = is_space & !(is_space << 1 | carry);
        carry = is_space >> 15;
        let (low, high) = halves(chunk);
        while starts != 0 {
            n_left -= 1;
            if n_left == 0 {
                let n_bytes = starts.trailing_zeros();
                mixed = mix(mixed, first_bytes(low, n_bytes));
                mixed = mix(mixed, first_bytes(high, n_bytes.saturating_sub(8)));
                return Some((mixed >> 40) as usize % N_PAIRS);
            }
            starts &= starts - 1;
        }
        mixed = mix(mix(mixed, low), high);
    }
    None
}

fn halves(chunk: &[u8; 16]) -> (u64, u64) {
    let (words, _) = chunk.as_chunks::<8>();
    match words {
        [low, high] => (u64::from_le_bytes(*low), u64::from_le_bytes(*high)),
        _ => (0, 0),
    }
}

/// The word's first `n` bytes, the others zero.
fn first_bytes(word: u64, n: u32) -> u64 {
    if n < 8 { word & ((1 << (8 * n)) - 1) } else { word }
}

fn mix(mixed: u64, word: u64) -> u64 {
    (mixed.rotate_left(29) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Takes every byte that the pattern names out of the inert ones.
fn exclude_named(steps: &[Step], is_inert: &mut [bool; 256]) {
    let exclude = |bytes: &[u8], is_inert: &mut [bool; 256]| {
        for byte in bytes {
            if let Some(is_inert) = is_inert.get_mut(usize::from(*byte)) {
                *is_inert = false;
            }
        }
    };
    for step in steps {
        match step {
            Step::Literal(literal) => exclude(literal, is_inert),
            Step::Field(Field { ends, values, .. }) => {
                ends.iter().chain(values).for_each(|text| exclude(text, is_inert));
            }
            Step::Optional(inner) => exclude_named(inner, is_inert),
            Step::LevelNamed(named) | Step::LevelOnly(named) => {
                named.iter().for_each(|(word, _)| exclude(word, is_inert));
            }
            Step::Time(..)
            | Step::Blanks
            | Step::MoreBlanks
            | Step::MaybeBlanks
            | Step::LineEnd
            | Step::LevelWord(_)
            | Step::LevelLetter
            | Step::Message
            | Step::MessageStart
            | Step::MessageEnd
            | Step::MessageMore => {}
        }
    }
}
