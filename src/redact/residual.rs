//! What looks rare or random and was left: for the user to look at before the text is handed over.

use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use std::hash::BuildHasher as _;

use super::bytes::{before, is_word, piece, run};
use super::hit::Hit;
use super::names::Place;
use super::tokens::{DIGIT, Token};
use super::values::looks_secret;

/// So many values are kept: those with the smallest hashes, so that it does not matter in which
/// order they came.
const MAX_KEPT: usize = 1000;

/// Shorter runs are numbers of versions, models and threads.
const MIN_LEN: usize = 16;

/// Values that were left though they may be secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Residual {
    kept: BTreeMap<u64, Left>,
    /// How often any of them stands.
    n_times: u64,
}

/// A value that was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The value.
    pub value: String,
    /// Where it stands first.
    pub first: Place,
    /// How often it stands.
    pub n_times: u64,
}

impl Residual {
    /// Collects what looks random outside of what is replaced.
    pub(super) fn collect(&mut self, text: &[u8], tokens: &[Token], hits: &[Hit], place: Place) {
        let mut done = 0;
        for token in tokens {
            let (start, token_end) = token.range();
            if start < done || token.len() < MIN_LEN || token.has & DIGIT == 0 || token.has == DIGIT
            {
                continue;
            }
            let end = run(text, token_end, |byte| is_word(byte) || b"+/=".contains(&byte));
            done = end;
            let value = piece(text, start, end);
            let is_hit = hits.iter().any(|hit| hit.start < end && hit.end > start);
            // Addresses in memory.
            let is_address = value.starts_with(b"0x") || before(text, start) == Some(b'@');
            if !is_hit && !is_address && looks_secret(value) {
                let value = String::from_utf8_lossy(value).into_owned();
                self.add(Left { value, first: place, n_times: 1 });
            }
        }
    }

    fn add(&mut self, left: Left) {
        self.n_times += left.n_times;
        let hash = FixedState::with_seed(0).hash_one(left.value.as_bytes());
        if let Some(known) = self.kept.get_mut(&hash) {
            known.first = known.first.min(left.first);
            known.n_times += left.n_times;
        } else {
            self.kept.insert(hash, left);
            if self.kept.len() > MAX_KEPT {
                self.kept.pop_last();
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        let n_times = self.n_times + other.n_times;
        for (_, left) in other.kept {
            self.add(left);
        }
        self.n_times = n_times;
    }

    /// The values kept, those that stand first in front.
    pub fn list(&self) -> Vec<&Left> {
        let mut list: Vec<&Left> = self.kept.values().collect();
        list.sort_by(|left, other| (left.first, &left.value).cmp(&(other.first, &other.value)));
        list
    }

    /// How often such values stand.
    pub fn n_times(&self) -> u64 {
        self.n_times
    }
}
