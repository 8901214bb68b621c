//! Patterns that the lines of a sample suggest.

use std::collections::BTreeMap;

use super::head::{ReadHead, read_head};
use super::parts::{Part, render, skeleton};
use super::reader::Labels;
use crate::format::pattern::{check, in_capitals};
use crate::time::find::each_time;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::UnixNanos;

/// How many lines are examined, spread evenly.
const MAX_LINES: usize = 300;
/// The most patterns that are proposed; most sources write a handful of layouts.
const MAX_PATTERNS: usize = 12;
/// With fewer lines than this, each may be of its own kind.
const FEW_LINES: usize = 20;

/// Lines whose heads have the same structure.
struct Kind {
    n_lines: usize,
    /// Those whose level might also be the first word of a sentence.
    n_loose: usize,
    parts: Vec<Part>,
    /// For each field, how often each name was suggested.
    names: Vec<BTreeMap<String, usize>>,
}

/// The patterns that `lines` suggest, most frequent first.
///
/// # Shape
/// Each passes `pattern::check`, has a time or a level, and a field or a level.
///
/// # Cost
/// Reads at most the first 200 bytes of 300 lines.
pub(in crate::format) fn infer(lines: &[&[u8]]) -> Vec<String> {
    let mut times = TimeParser::new(ANY_YEAR);
    let step = lines.len().div_ceil(MAX_LINES).max(1);
    let sampled: Vec<&[u8]> = lines.iter().copied().step_by(step).collect();
    let mut kinds = BTreeMap::new();
    let mut labelled = BTreeMap::new();
    for line in &sampled {
        let coded = read_head(line, Labels::Coded, &mut times);
        let any = read_head(line, Labels::Any, &mut times);
        if let Some(head) = any.filter(|any| coded.as_ref() != Some(any)) {
            add(&mut labelled, head);
        }
        if let Some(head) = coded {
            add(&mut kinds, head);
        }
    }
    // A level alone begins an entry only where nothing says when.
    let n_timed = kinds.values().filter(|kind| kind.has_time()).map(|kind| kind.n_lines).sum();
    let has_times = 5 * usize::max(n_timed, count_timed(&sampled, &mut times)) >= sampled.len();
    let is_usual = |kind: &Kind| !has_times && kind.n_lines * 2 >= sampled.len();
    kinds.retain(|_, kind| kind.has_time() || is_usual(kind));
    labelled.retain(|_, kind| kind.has_time() || is_usual(kind));
    // Words before a colon are a column only if most lines have them.
    labelled.retain(|_, kind| kind.n_lines >= 4 && kind.n_lines * 2 >= sampled.len());
    let n_needed = if sampled.len() <= FEW_LINES { 1 } else { (sampled.len() / 50).max(2) };
    kinds.retain(|_, kind| kind.n_lines >= n_needed);
    let mut kinds: Vec<(String, Kind)> = kinds.into_iter().chain(labelled).collect();
    kinds.sort_by(|a, b| b.1.n_lines.cmp(&a.1.n_lines).then_with(|| a.0.cmp(&b.0)));
    let mut patterns: Vec<String> = Vec::new();
    for (_, kind) in kinds.iter().take(MAX_PATTERNS) {
        let is_steady = kind.n_loose == 0 || kind.n_lines * 2 >= sampled.len();
        let pattern = kind.pattern();
        let pattern = if is_steady { pattern } else { in_capitals(&pattern) };
        for pattern in orders(&pattern) {
            if check(&pattern).is_ok() && !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
        }
    }
    patterns
}

/// Times only need to be recognised here, so any year will do.
const ANY_YEAR: Assumptions =
    Assumptions { not_after: UnixNanos(4_102_444_800_000_000_000), offset_secs: 0, dates: None };

fn add(kinds: &mut BTreeMap<String, Kind>, head: ReadHead) {
    let ReadHead { parts, is_loose } = head;
    let names: Vec<String> = parts
        .iter()
        .filter_map(|part| match part {
            Part::Field(_, name) => Some(name.clone()),
            Part::Fixed(_) => None,
        })
        .collect();
    let kind = kinds.entry(skeleton(&parts)).or_insert_with(|| Kind {
        n_lines: 0,
        n_loose: 0,
        parts,
        names: vec![BTreeMap::new(); names.len()],
    });
    kind.n_lines += 1;
    kind.n_loose += usize::from(is_loose);
    for (votes, name) in kind.names.iter_mut().zip(names) {
        *votes.entry(name).or_default() += 1;
    }
}

/// How many lines have a time anywhere.
fn count_timed(lines: &[&[u8]], times: &mut TimeParser) -> usize {
    let mut n = 0;
    for line in lines {
        each_time(line, &TimeShape::ALL, times, |found| {
            let is_time = !matches!(found.shape, TimeShape::Epoch | TimeShape::Clock);
            n += usize::from(is_time);
            is_time
        });
    }
    n
}

impl Kind {
    fn has_time(&self) -> bool {
        self.parts.iter().any(Part::is_time)
    }

    fn pattern(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(most_voted).collect();
        render(&self.parts, &names)
    }
}

fn most_voted(votes: &BTreeMap<String, usize>) -> &str {
    let best = votes.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)));
    best.map_or("field", |(name, _)| name)
}

/// The same pattern with day, month and two-digit year in every order: only many entries can show
/// which one a source uses.
fn orders(pattern: &str) -> Vec<String> {
    const NUMBERS: [TimeShape; 3] =
        [TimeShape::ShortYear, TimeShape::MonthFirst, TimeShape::DayFirst];
    let word = |shape: TimeShape| format!("{{time:{}}}", shape.word());
    let Some(found) = NUMBERS.into_iter().find(|shape| pattern.contains(&word(*shape))) else {
        return vec![pattern.to_owned()];
    };
    let others = NUMBERS.into_iter().filter(|shape| *shape != found);
    let others = others.map(|shape| pattern.replace(&word(found), &word(shape)));
    std::iter::once(pattern.to_owned()).chain(others).collect()
}
