//! What the target has and the baseline never, in the order in which it is worth reading.

use std::collections::BTreeMap;

use super::blocks::{Block, MAX_PLACES, blocks_of};
use super::changed::{ChangedValue, changed_values};
use super::evidence::Evidence;
use super::shift::shifts;
use super::side::{Kind, Side};
use super::{Change, ChangeKind, ChangePlace, Comparison};

/// News that less speaks for are told together: two good runs differ, too.
const NOISE: f64 = 2.0;

/// What speaks for any news where the baseline has no message only once.
const SURPRISE: f64 = 2.0;

/// A line with so much of what speaks for its block may head it.
const HEAD_SHARE: f64 = 0.75;

/// Tells what is different in the target.
///
/// # Cost
/// O(lines of both), and for every message that is gone a look at up to 1,000 that are new.
pub fn compare(baseline: &Side, target: &Side) -> Comparison {
    let evidence = Evidence::of(baseline);
    let surprise = SURPRISE * evidence.surprise();
    let is_new = |kind: &Kind| !kind.is_coarse && baseline.find(&kind.text).is_none();
    let weight = |kind: &Kind| is_new(kind).then(|| evidence.weigh(kind) + surprise);
    let weights: Vec<Option<f64>> = target.kinds.iter().map(weight).collect();
    let values = changed_values(baseline, target);
    let weight_of = |place: usize| {
        let line = target.lines.get(place)?;
        let new = weights.get(line.kind as usize).copied().flatten();
        new.or_else(|| values.get(&place).map(|value| value.weight))
    };
    let blocks = blocks_of(target, weight_of);
    let told = |block: &Block| told(target, block, weight_of, &values);
    let mut news: Vec<Change> = blocks.iter().filter_map(told).collect();
    let (shifted, notes) = shifts(baseline, target, &evidence);
    let is_more = |change: &Change| change.kind == ChangeKind::More;
    let (more, rest): (Vec<_>, Vec<_>) = shifted.into_iter().partition(is_more);
    news.extend(more);
    // A stable order: among equals, the earlier comes first.
    news.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.places.cmp(&b.places)));
    let is_noise = |change: &Change| change.kind == ChangeKind::New && change.weight < NOISE;
    let (noise, mut changes): (Vec<_>, Vec<_>) = news.into_iter().partition(is_noise);
    changes.extend(rest);
    changes.extend(together(noise));
    Comparison { changes, notes }
}

/// Several changes as one; one alone stays as it is.
fn together(mut noise: Vec<Change>) -> Option<Change> {
    if noise.len() < 2 {
        return noise.pop();
    }
    let places = noise.iter().flat_map(|change| change.places.iter().copied());
    Some(Change {
        kind: ChangeKind::New,
        template: format!("{} other new messages, without a sign of failure", noise.len()),
        values: None,
        baseline: 0,
        target: noise.iter().map(|change| change.target).sum(),
        places: places.take(MAX_PLACES).collect(),
        lines: noise.iter().take(8).map(|change| change.template.clone()).collect(),
        weight: 0.0,
    })
}

/// A block as a change, told by the line that most speaks for it.
fn told(
    target: &Side,
    block: &Block,
    weight_of: impl Fn(usize) -> Option<f64>,
    changed: &BTreeMap<usize, ChangedValue>,
) -> Option<Change> {
    let weight = |place: &usize| weight_of(*place).unwrap_or(0.0);
    let first = *block.lines.first()?;
    let most = block.lines.iter().map(weight).fold(0.0, f64::max);
    let others = block.lines.iter().map(weight).sum::<f64>() - most;
    // The first to say what it is about; what follows often explains in louder words.
    let is_head = |place: &usize| weight(place) >= HEAD_SHARE * most;
    let best = block.lines.iter().copied().find(is_head).unwrap_or(first);
    let kind = target.kinds.get(target.lines.get(best)?.kind as usize)?;
    let value = changed.get(&best);
    let (start, end) = (target.lines.get(first)?, target.lines.get(*block.lines.last()?)?);
    let mut places =
        vec![ChangePlace { source: start.source, first: start.number, last: end.number }];
    places.extend(&block.again);
    places.truncate(MAX_PLACES);
    let kind_of = |place: &usize| target.kinds.get(target.lines.get(*place)?.kind as usize);
    Some(Change {
        kind: ChangeKind::New,
        template: kind.shown(),
        values: value.map(|value| (value.before.clone(), value.after.clone())),
        baseline: value.map_or(0, |value| value.n_before),
        target: value.map_or(kind.count, |value| value.n_after),
        places,
        lines: block.lines.iter().filter_map(kind_of).map(Kind::example).collect(),
        // Rounded, so that no machine's logarithm decides the order.
        weight: ((most + (0.1 * others).min(0.5)) * 1e6).round() / 1e6,
    })
}
