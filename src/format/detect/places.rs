//! Where lines of free text have their times.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Lines;
use crate::time::find::{FoundTime, each_time};
use crate::time::{Assumptions, TimeParser, TimeShape};

/// How many places are kept.
const MAX_PLACES: usize = 3;
/// With no more lines than this, one line with a whole date makes a place.
const FEW_LINES: usize = 20;

/// A shape of time at a token of the line, or anywhere near its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TimePlace {
    pub(super) shape: TimeShape,
    pub(super) token: Option<u16>,
    /// How many of the lines have it.
    pub(super) n_lines: usize,
}

/// Where the remaining lines have times, best place first.
///
/// A place is better the more lines have it (in steps of 5 %) and the more its shape says: a time
/// with a year may be missing from a fifth more lines than a clock. Otherwise the earlier place is
/// better. The first place needs a fifth of the lines, further ones a tenth; a clock is not a
/// further place if the first one has dates, since its own date would be made up.
pub(super) fn text_places(
    lines: &Lines<'_>,
    is_left: &[bool],
    assumptions: Assumptions,
) -> Vec<TimePlace> {
    let mut parser = TimeParser::new(assumptions);
    let mut left: Vec<BTreeSet<(TimeShape, u16)>> = (0..lines.len())
        .filter(|&at| lines.is_head(at) && is_left.get(at) == Some(&true))
        .map(|at| times_of(lines.line(at), &mut parser))
        .collect();
    let n_all = left.len();
    let mut places = Vec::new();
    while places.len() < MAX_PLACES {
        let n_needed =
            if places.is_empty() { n_all.div_ceil(5) } else { n_all.div_ceil(10).max(2) };
        let is_enough = |place: &TimePlace| {
            // Of few lines each may be of its own kind, and a whole date is no accident.
            let is_sure = n_all <= FEW_LINES && is_whole_date(place.shape);
            place.n_lines >= if is_sure { 1 } else { n_needed }
        };
        let Some(place) = best_place(&left, n_all, &places).filter(is_enough) else { break };
        left.retain(|times| !has_place(times, place));
        places.push(place);
    }
    places
}

/// Whether a time of this shape says all there is to say, and nothing else looks like it.
fn is_whole_date(shape: TimeShape) -> bool {
    shape.completeness() == 3 && shape != TimeShape::Epoch
}

/// The times of a line; one that is part of a fuller one, like the clock after a date, does not count.
#[inline(never)]
fn times_of(line: &[u8], parser: &mut TimeParser) -> BTreeSet<(TimeShape, u16)> {
    let mut found: Vec<FoundTime> = Vec::new();
    each_time(line, &TimeShape::ALL, parser, |time| {
        found.push(time);
        false
    });
    let is_part = |part: &FoundTime| {
        found.iter().any(|whole| {
            whole.shape.completeness() > part.shape.completeness()
                && whole.start <= part.start
                && part.end <= whole.end
        })
    };
    found.iter().filter(|time| !is_part(time)).map(|time| (time.shape, time.token)).collect()
}

fn has_place(times: &BTreeSet<(TimeShape, u16)>, place: TimePlace) -> bool {
    times.iter().any(|&(shape, token)| {
        shape == place.shape && place.token.is_none_or(|wanted| wanted == token)
    })
}

#[inline(never)]
fn best_place(
    lines: &[BTreeSet<(TimeShape, u16)>],
    n_all: usize,
    known: &[TimePlace],
) -> Option<TimePlace> {
    let has_dates = known.iter().any(|place| place.shape != TimeShape::Clock);
    let mut n_at: BTreeMap<(TimeShape, u16), usize> = BTreeMap::new();
    let mut n_any: BTreeMap<TimeShape, usize> = BTreeMap::new();
    for times in lines {
        let mut shapes = BTreeSet::new();
        for &(shape, token) in times {
            *n_at.entry((shape, token)).or_default() += 1;
            if shapes.insert(shape) {
                *n_any.entry(shape).or_default() += 1;
            }
        }
    }
    let mut best: Option<(TimePlace, (usize, u8, u16))> = None;
    for (&(shape, token), &n_here) in &n_at {
        let n_shape = n_any.get(&shape).copied().unwrap_or(0);
        // A time that wanders is looked for anywhere.
        let is_steady = n_here * 5 >= n_shape * 4;
        let n_lines = if is_steady { n_here } else { n_shape };
        // A time of day alone is too common in messages: it must be early and nearly everywhere.
        if shape == TimeShape::Clock && (has_dates || token > 2 || n_here * 10 < n_all * 6) {
            continue;
        }
        let n_steps =
            n_lines * 20 / n_all.max(1) + if is_steady { worth_steps(shape, token) } else { 0 };
        let key = (n_steps, shape.completeness(), u16::MAX - token);
        if best.as_ref().is_none_or(|(_, best_key)| key > *best_key) {
            best = Some((TimePlace { shape, token: is_steady.then_some(token), n_lines }, key));
        }
    }
    best.map(|(place, _)| place)
}

/// How many steps of coverage a shape's information is worth.
fn worth_steps(shape: TimeShape, token: u16) -> usize {
    // A number is complete as a time and even has a zone, but away from the head it may be none.
    let is_doubtful = shape == TimeShape::Epoch && token > 1;
    match shape.completeness() {
        0 => 0,
        1 => 2,
        _ if is_doubtful => 2,
        _ => 4,
    }
}
