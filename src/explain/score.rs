//! How much all tests together speak for a value.

use super::column::ABSENT;
use super::evidence::{KINDS, Test, TestKind};
use super::stats::float;

/// What the second, third, … test of a kind adds, as a share of the one before: tests of one value
/// look at the same entries, so each tells only some news.
const NEXT_TEST: f64 = 0.5;

/// What is behind this adds nothing.
const MAX_TESTS: usize = 50;

/// What speaks for a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Weighed {
    pub(super) score: f64,
    /// The best test of each kind, the one that counts most first, and that of all its entries.
    pub(super) best: Vec<Test>,
}

/// Adds up what the tests say about each value, kind by kind.
///
/// The more tests a value has, the more surprising its best one has to be: from each the logarithm
/// of their number is taken off.
pub(super) fn weigh(tests: &[Test], n_values: usize) -> Vec<Weighed> {
    let mut by_value: Vec<Vec<&Test>> = vec![Vec::new(); n_values];
    for test in tests {
        let [one, other] = test.ends;
        if let Some(list) = by_value.get_mut(one as usize) {
            list.push(test);
        }
        if other != one
            && other != ABSENT
            && let Some(list) = by_value.get_mut(other as usize)
        {
            list.push(test);
        }
    }
    by_value.into_iter().map(|tests| weighed(&tests)).collect()
}

fn weighed(tests: &[&Test]) -> Weighed {
    let mut score = 0.0;
    let mut best: Vec<(f64, Test)> = Vec::new();
    for kind in KINDS {
        let (sum, first) = of_kind(tests, kind);
        score += sum;
        best.extend(first);
    }
    best.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut best: Vec<Test> = best.into_iter().map(|(_, test)| test).collect();
    // Whatever the value's messages do, people ask first how many entries have it.
    let whole = tests.iter().find(|test| test.kind == TestKind::Count && test.groups == [None; 2]);
    if let Some(whole) = whole
        && !best.is_empty()
        && !best.contains(whole)
    {
        best.push(**whole);
    }
    Weighed { score, best }
}

/// The sum of a kind, and its best test with what that adds.
fn of_kind(tests: &[&Test], kind: TestKind) -> (f64, Option<(f64, Test)>) {
    let mut list: Vec<&Test> = tests.iter().copied().filter(|test| test.kind == kind).collect();
    // Tests are made in one order, which decides where they are alike.
    let penalty = float(list.len() as u64).log10();
    let counts = |test: &Test| (test.surprise - penalty).max(0.0) * test.weight();
    list.sort_by(|one, other| counts(other).total_cmp(&counts(one)));
    let (mut sum, mut weight) = (0.0, 1.0);
    for test in list.iter().take(MAX_TESTS) {
        sum += counts(test) * weight;
        weight *= NEXT_TEST;
    }
    let best = list.first().map(|test| (counts(test), **test));
    (sum, best.filter(|(left, _)| *left > 0.0))
}
