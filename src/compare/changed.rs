//! Values that changed at a constant place: `exited with 0` became `exited with 1`.

use std::collections::BTreeMap;

use super::evidence::{is_of_failure, words_of};
use super::side::{Kind, Side};
use crate::template::{SLOT, SlotKind};

/// What speaks for a count of failures that is no longer zero, and for any other new value.
const FROM_ZERO: f64 = 3.0;
const OTHER_VALUE: f64 = 1.0;

/// So many zeros make a place that is always zero, whatever it is called.
const MIN_ZEROS: u64 = 4;

/// A place with so few different values has states, if so many lines per value have it.
const MAX_STATES: usize = 2;
const MIN_LINES: u64 = 8;

/// Another value at a place that was constant.
pub(super) struct ChangedValue {
    pub(super) weight: f64,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) n_before: u64,
    pub(super) n_after: u64,
}

/// Lines of the target whose kind is known, but with a value that a constant place never had.
pub(super) fn changed_values(baseline: &Side, target: &Side) -> BTreeMap<usize, ChangedValue> {
    let mut changed = BTreeMap::new();
    for kind in &target.kinds {
        let Some(old) = baseline.find(&kind.text) else { continue };
        for (slot, (before, after)) in old.values.iter().zip(&kind.values).enumerate() {
            if before.is_many || !is_watched(old, slot) {
                continue;
            }
            for seen in after.list().iter().filter(|seen| !before.has(&seen.value)) {
                let Some(weight) = weight_of_change(old, slot, &seen.value) else { continue };
                let words: Vec<_> =
                    before.list().iter().map(|seen| String::from_utf8_lossy(&seen.value)).collect();
                changed.entry(seen.first).or_insert(ChangedValue {
                    weight,
                    before: words.join(" or "),
                    after: String::from_utf8_lossy(&seen.value).into_owned(),
                    n_before: old.count,
                    n_after: seen.count,
                });
            }
        }
    }
    changed
}

/// What another value at a place says, if it says anything.
fn weight_of_change(old: &Kind, slot: usize, now: &[u8]) -> Option<f64> {
    let before = old.values.get(slot)?.list();
    let is_number = now.iter().all(u8::is_ascii_digit);
    let is_zero = is_number && matches!(before, [only] if *only.value == *b"0");
    let named = words_before(&old.text, slot);
    if is_zero && (old.count >= MIN_ZEROS || named.iter().any(|word| says_outcome(word))) {
        return Some(FROM_ZERO);
    }
    let is_place = named.last().is_some_and(|word| word == b"line");
    let is_constant = before.len() <= MAX_STATES && old.count >= MIN_LINES * before.len() as u64;
    (is_zero || (is_constant && !is_place)).then_some(OTHER_VALUE)
}

/// The words before a slot, in lower case.
fn words_before(text: &[u8], slot: usize) -> Vec<Vec<u8>> {
    let mut parts = text.split(|byte| *byte == SLOT);
    let before = parts.nth(slot).unwrap_or_default();
    let mut words = words_of(before);
    words.drain(..words.len().saturating_sub(3));
    words
}

fn says_outcome(word: &[u8]) -> bool {
    const WORDS: [&str; 8] =
        ["exit", "exited", "status", "code", "return", "returned", "result", "rc"];
    is_of_failure(word) || WORDS.iter().any(|known| known.as_bytes() == word)
}

/// Numbers and names are watched; times, sizes, ids and places vary by nature.
fn is_watched(kind: &Kind, slot: usize) -> bool {
    let by_nature = |kind: SlotKind| !matches!(kind, SlotKind::Number | SlotKind::Identifier);
    kind.slots.get(slot).is_some_and(|kinds| !kinds.iter().any(by_nature))
}
