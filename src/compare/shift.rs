//! What both sides have, but one of them far more of.

use std::collections::BTreeMap;

use super::blocks::MAX_PLACES;
use super::evidence::{Evidence, words_of};
use super::side::{Kind, Line, Side};
use super::{Change, ChangeKind, ChangePlace, float};

/// Chance alone reaches this once in ten thousand.
const MIN_G: f64 = 15.0;

/// So many times as often, at least.
const MIN_RATIO: f64 = 2.5;

/// As many of one kind of change as are listed, the clearest first.
const MAX_OF_A_KIND: usize = 20;

/// One of so many may be missing before the stop: otherwise the two are not of one kind.
const MAX_MISSING_BEFORE: usize = 5;

/// Fewer missing messages at the end are no early stop.
const MIN_UNREACHED: usize = 10;

/// So many of all lines.
#[derive(Clone, Copy)]
struct Share {
    with: f64,
    all: f64,
}

impl Share {
    fn of(kind: Option<&Kind>, side: &Side) -> Self {
        let all = float(side.lines.len() as u64);
        Self { with: kind.map_or(0.0, |kind| float(kind.count)), all }
    }
}

/// Two-sided G of one share against another.
fn g(one: Share, other: Share) -> f64 {
    let share = (one.with + other.with) / (one.all + other.all);
    let term = |seen: f64, expected: f64| {
        if seen > 0.0 && expected > 0.0 { seen * (seen / expected).ln() } else { 0.0 }
    };
    let part = |Share { with, all }: Share| {
        term(with, all * share) + term(all - with, all * (1.0 - share))
    };
    2.0 * (part(one) + part(other))
}

/// How a count moved.
struct Movement {
    ratio: f64,
    g: f64,
}

/// Whether count and share both moved, by far more than chance.
fn movement(before: Share, after: Share) -> Option<Movement> {
    let all = 1000.0 * before.all.max(after.all);
    let by_count = g(Share { all, ..before }, Share { all, ..after });
    let g = g(before, after).min(by_count);
    let ratio = (after.with + 0.5) / (before.with + 0.5);
    let by_share = ratio * before.all.max(1.0) / after.all.max(1.0);
    let is_far = ratio.min(by_share) >= MIN_RATIO || ratio.max(by_share) <= 1.0 / MIN_RATIO;
    (is_far && g >= MIN_G).then_some(Movement { ratio, g })
}

/// What became more, less or nothing; and what is told in a sentence only.
pub(super) fn shifts(
    baseline: &Side,
    target: &Side,
    evidence: &Evidence,
) -> (Vec<Change>, Vec<String>) {
    let mut shifts: Vec<Shift<'_>> = Vec::new();
    let stop = stop_of(baseline, target);
    let is_new = |kind: &&Kind| baseline.find(&kind.text).is_none();
    let new = NewWords::of(target.kinds.iter().filter(is_new));
    let (mut n_missing, mut n_reworded) = (0, 0);
    for old in &baseline.kinds {
        let now = target.find(&old.text);
        if now.is_none() && stop.as_ref().is_some_and(|stop| stop.is_unreached(old)) {
            continue;
        }
        let found = movement(Share::of(Some(old), baseline), Share::of(now, target));
        if now.is_none() && found.is_some() && new.has_reworded(old) {
            n_reworded += 1;
            continue;
        }
        let Some(movement) = found else {
            n_missing += usize::from(now.is_none());
            continue;
        };
        let kind = match (now, movement.ratio > 1.0) {
            (None, _) => ChangeKind::Gone,
            (Some(_), true) => ChangeKind::More,
            (Some(_), false) => ChangeKind::Less,
        };
        let weight = if kind == ChangeKind::More { 0.5 * evidence.weigh(old) + 0.3 } else { 0.0 };
        shifts.push(Shift { kind, movement, weight, before: old, now });
    }
    shifts.sort_by(|a, b| b.movement.g.total_cmp(&a.movement.g));
    let mut notes = Vec::new();
    notes.extend(stop.map(|stop| stop.sentence()));
    if n_reworded > 0 {
        notes.push(format!("{n_reworded} messages came in other words as often"));
    }
    if n_missing > 0 {
        notes.push(format!(
            "{n_missing} messages of the baseline did not come, each too rare to tell why"
        ));
    }
    let mut changes = Vec::new();
    for kind in [ChangeKind::More, ChangeKind::Less, ChangeKind::Gone] {
        let of_kind = shifts.iter().filter(|shift| shift.kind == kind);
        let n_more = of_kind.clone().count().saturating_sub(MAX_OF_A_KIND);
        changes.extend(of_kind.take(MAX_OF_A_KIND).map(|shift| shift.told(baseline, target)));
        if n_more > 0 {
            notes.push(format!("{n_more} other messages came {}", words(kind)));
        }
    }
    (changes, notes)
}

/// In a sentence, after "came".
fn words(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::New => "for the first time",
        ChangeKind::More => "more often",
        ChangeKind::Less => "less often",
        ChangeKind::Gone => "no longer",
    }
}

/// Of so many new messages that have its rarest word one is looked for that is the same in other words.
const MAX_LOOKED_AT: usize = 1_000;

/// New messages by their words.
struct NewWords<'k> {
    list: Vec<(&'k Kind, Vec<Vec<u8>>)>,
    /// Which of them have a word, in their order.
    by_word: BTreeMap<Vec<u8>, Vec<usize>>,
}

impl<'k> NewWords<'k> {
    fn of(kinds: impl Iterator<Item = &'k Kind>) -> Self {
        let list: Vec<_> = kinds.map(|kind| (kind, words_of(&kind.text))).collect();
        let mut by_word = BTreeMap::<Vec<u8>, Vec<usize>>::new();
        for (at, (_, words)) in list.iter().enumerate() {
            for word in words {
                let having = by_word.entry(word.clone()).or_default();
                if having.last() != Some(&at) {
                    having.push(at);
                }
            }
        }
        Self { list, by_word }
    }

    /// Whether a new message has all words of one that is gone, in their order, and comes about as
    /// often: the same, printed in another way.
    fn has_reworded(&self, old: &Kind) -> bool {
        let words = words_of(&old.text);
        let having = |word: &Vec<u8>| self.by_word.get(word).map_or(&[][..], Vec::as_slice);
        let fewest = words.iter().map(having).min_by_key(|having| having.len());
        let candidates = fewest.unwrap_or_default().iter().take(MAX_LOOKED_AT);
        candidates.filter_map(|at| self.list.get(*at)).any(|(kind, now)| {
            let comes_as_often = kind.count <= 2 * old.count && old.count <= 2 * kind.count;
            let mut rest = now.iter();
            comes_as_often
                && now.len() <= 2 * words.len()
                && words.iter().all(|word| rest.any(|seen| seen == word))
        })
    }
}

/// A message that both sides have, or only the baseline.
struct Shift<'k> {
    kind: ChangeKind,
    movement: Movement,
    weight: f64,
    before: &'k Kind,
    now: Option<&'k Kind>,
}

impl Shift<'_> {
    fn told(&self, baseline: &Side, target: &Side) -> Change {
        let Self { kind, weight, before, now, .. } = self;
        let (side, shown) = now.map_or((baseline, *before), |now| (target, now));
        Change {
            kind: *kind,
            template: before.shown(),
            values: None,
            baseline: before.count,
            target: now.map_or(0, |now| now.count),
            places: side.place_of(&shown.text).map_or(Vec::new(), |at| places(side, at)),
            lines: vec![shown.example()],
            weight: *weight,
        }
    }
}

/// Where the target ended before its time.
struct Stop {
    /// The line of the baseline after which next to nothing is in the target.
    place: usize,
    n_unreached: usize,
}

impl Stop {
    fn is_unreached(&self, kind: &Kind) -> bool {
        kind.first >= self.place
    }

    fn sentence(&self) -> String {
        format!("stopped early: {} messages were never reached", self.n_unreached)
    }
}

/// Of the kinds of the baseline in order of first appearance, those behind some place are missing
/// almost without exception: the target stopped there.
fn stop_of(baseline: &Side, target: &Side) -> Option<Stop> {
    if target.lines.len() >= baseline.lines.len() {
        return None;
    }
    let is_missing = |kind: &Kind| target.find(&kind.text).is_none();
    let n_missing = baseline.kinds.iter().filter(|kind| is_missing(kind)).count();
    let (mut balance, mut most) = (0_i64, 0);
    let (mut n_behind, mut n_kinds) = (0, 0);
    let mut best = None;
    for kind in baseline.kinds.iter().rev() {
        n_kinds += 1;
        if !is_missing(kind) {
            // What ends every run comes after a failure too: one there weighs as much as four missing.
            balance -= 4;
            continue;
        }
        balance += 1;
        n_behind += 1;
        if balance > most {
            most = balance;
            best = Some((kind.first, n_behind, baseline.kinds.len() - n_kinds));
        }
    }
    let (place, n_unreached, n_before) = best?;
    let is_whole_before = (n_missing - n_unreached) * MAX_MISSING_BEFORE <= n_before;
    (is_whole_before && n_unreached >= MIN_UNREACHED).then_some(Stop { place, n_unreached })
}

fn places(side: &Side, kind: usize) -> Vec<ChangePlace> {
    let of_kind = side.lines.iter().filter(|line| line.kind as usize == kind);
    let place = |line: &Line| {
        let (first, last) = (line.number, line.number);
        ChangePlace { source: line.source, first, last }
    };
    of_kind.take(MAX_PLACES).map(place).collect()
}
