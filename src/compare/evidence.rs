//! How much a line says that something broke.
//!
//! Order is what readers need: that a line is new is told by a set difference, but most of what is
//! new is of no interest. Three things speak for a line: its own level, a word of failure, and words
//! that the baseline never has. What the baseline says all the time speaks for little.

use std::collections::BTreeMap;

use super::float;
use super::side::{Kind, Side};
use crate::level::Level;

/// What the baseline says, and how often.
pub(super) struct Evidence {
    /// In how many lines each word is, whole and in its parts.
    words: BTreeMap<Vec<u8>, u64>,
    /// Kinds of one line: where there are many, others were to be expected.
    n_once: u64,
    levels: [u64; crate::level::N_LEVELS],
    n_lines: u64,
}

/// How words of failure begin, in lower case.
const STEMS: [&str; 46] = [
    "abort",
    "abnormal",
    "assert",
    "bad",
    "broke",
    "cannot",
    "corrupt",
    "crash",
    "critical",
    "dead",
    "deni",
    "denied",
    "die",
    "disconnect",
    "dump",
    "err",
    "error",
    "exceed",
    "except",
    "exhaust",
    "expir",
    "fail",
    "fatal",
    "fault",
    "hung",
    "illegal",
    "incorrect",
    "invalid",
    "kill",
    "leak",
    "lost",
    "mismatch",
    "missing",
    "oops",
    "overflow",
    "panic",
    "refus",
    "reject",
    "segv",
    "terminat",
    "timeout",
    "traceback",
    "unable",
    "undefined",
    "unexpect",
    "unreach",
];

/// Sentences of failure whose words alone say nothing.
const PHRASES: [&[&str]; 7] = [
    &["not", "found"],
    &["no", "such"],
    &["timed", "out"],
    &["but", "was"],
    &["could", "not"],
    &["out", "of", "memory"],
    &["did", "not"],
];

impl Evidence {
    pub(super) fn of(baseline: &Side) -> Self {
        let mut words: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
        let mut levels = [0; crate::level::N_LEVELS];
        let (mut n_lines, mut n_once) = (0, 0);
        for kind in &baseline.kinds {
            n_lines += kind.count;
            n_once += u64::from(kind.count == 1);
            if let Some(level) = levels.get_mut(kind.level as usize) {
                *level += kind.count;
            }
            let mut own = words_of(&kind.text);
            own.extend(tokens_of(&kind.text).map(<[u8]>::to_vec));
            own.sort_unstable();
            own.dedup();
            for word in own {
                *words.entry(word).or_default() += kind.count;
            }
        }
        Self { words, n_once, levels, n_lines }
    }

    /// From 0 for what most lines have to 1 for what none has.
    fn rarity(&self, n_with: u64) -> f64 {
        let (all, with) = (float(self.n_lines) + 1.0, float(n_with) + 1.0);
        if self.n_lines == 0 { 1.0 } else { ((all / with).ln() / all.ln()).max(0.0) }
    }

    /// How little a line of a kind that the baseline never has was to be expected, from 0 to 1.
    ///
    /// # Source
    /// Good and Turing: the next line is of an unknown kind about as often as lines so far were the
    /// only ones of theirs.
    pub(super) fn surprise(&self) -> f64 {
        let chance = (float(self.n_once) + 1.0) / (float(self.n_lines) + 1.0);
        (-chance.log10() / 3.0).clamp(0.0, 1.0)
    }

    /// What speaks for a line of this kind.
    pub(super) fn weigh(&self, kind: &Kind) -> f64 {
        let words = words_of(&kind.text);
        let level = match kind.level {
            Level::Fatal => 4.0,
            Level::Error => 3.0,
            Level::Warn => 1.0,
            Level::Unknown | Level::Trace | Level::Debug | Level::Info | Level::Notice => 0.0,
        };
        let n_level = self.levels.get(kind.level as usize).copied().unwrap_or(0);
        let n_unknown = words.iter().filter(|word| self.n_with(word) == 0).count();
        // A long line has words of all sorts.
        let dilution = (24.0 / float(words.len().max(1) as u64)).min(1.0);
        level * self.rarity(n_level)
            + 3.0 * self.failure(&kind.text, &words) * dilution
            + 0.5 * float(n_unknown.min(2) as u64)
    }

    fn n_with(&self, word: &[u8]) -> u64 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// How much its words speak of failure, from 0 to 1.
    fn failure(&self, text: &[u8], words: &[Vec<u8>]) -> f64 {
        let mut most =
            if PHRASES.iter().any(|phrase| has_phrase(words, phrase)) { 0.6 } else { 0.0 };
        for token in tokens_of(text) {
            let whole = self.rarity(self.n_with(token));
            for word in words_of(token).iter().filter(|word| is_of_failure(word)) {
                most = f64::max(most, 0.5 * (whole + self.rarity(self.n_with(word))));
            }
        }
        most
    }
}

/// What stands between blanks and signs.
fn tokens_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = |byte: &u8| !byte.is_ascii_alphanumeric() && !b"-_.".contains(byte) && *byte < 0x80;
    text.split(ends).filter(|token| !token.is_empty())
}

fn has_phrase(words: &[Vec<u8>], phrase: &[&str]) -> bool {
    words.windows(phrase.len()).any(|window| {
        window.iter().zip(phrase).all(|(word, wanted)| word.as_slice() == wanted.as_bytes())
    })
}

pub(super) fn is_of_failure(word: &[u8]) -> bool {
    STEMS.iter().any(|stem| {
        if stem.len() <= 3 {
            word == stem.as_bytes() || (*stem == "err" && word == b"errno")
        } else {
            word.starts_with(stem.as_bytes())
        }
    })
}

/// The words of a text in lower case: letters only, names in humps taken apart.
pub(super) fn words_of(text: &[u8]) -> Vec<Vec<u8>> {
    let mut words = Vec::new();
    let mut word: Vec<u8> = Vec::new();
    let mut last = 0_u8;
    for &byte in text {
        let is_letter = byte.is_ascii_alphabetic() || byte >= 0x80;
        let is_hump = byte.is_ascii_uppercase() && last.is_ascii_lowercase();
        if (!is_letter || is_hump) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if is_letter {
            word.push(byte.to_ascii_lowercase());
        }
        last = byte;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}
