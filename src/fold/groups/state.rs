//! What became of a group over the time that is known: new, surging, steady, fading, gone.
//!
//! Entries come in clumps: one fault writes many lines. So not entries are counted but moments at
//! which there are any. And nothing is called new because it is absent from a night: time is counted
//! by what else happened in it.
//!
//! # Source
//! "New" is the test of Poisson absence: that none of *n* moments falls into the first part of the
//! time by chance. Surges compare stretches with the highest earlier one of the same length, so that
//! what comes back every day is no surge.

use serde::{Deserialize, Serialize};

use super::cells::Cells;

/// What became of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum GroupState {
    /// It began within the time that is known, and that it was absent before is no accident.
    New,
    /// It rose well above what it ever was before, at once.
    Surging,
    /// It began within the time that is known, as it may by chance.
    FirstSeen,
    /// Nothing of these.
    Steady,
    /// It fell well below what it ever is after, at once.
    Fading,
    /// It ended within the time that is known, and that is no accident.
    Gone,
    /// Its entries have no time.
    Unknown,
}

impl GroupState {
    /// Its words.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Surging => "surging",
            Self::FirstSeen => "first seen",
            Self::Steady => "steady",
            Self::Fading => "fading",
            Self::Gone => "gone",
            Self::Unknown => "unknown",
        }
    }
}

/// When entries of a group were written, and when any were.
pub(super) struct Lifetime<'s> {
    pub(super) own: &'s Cells,
    pub(super) first: i64,
    pub(super) last: i64,
    /// Of all entries that are known of sources of that kind.
    pub(super) all: &'s Cells,
    pub(super) range: (i64, i64),
}

/// What begins or ends this near to the ends of the known time did so for all that is known.
const MARGIN: f64 = 0.05;

/// A chance below this is none.
const MAX_CHANCE: f64 = 0.005;

/// Less than this may be anything.
const MIN_MOMENTS: u32 = 3;

/// What is absent for longer than this is first seen, not there from the start.
const MAX_LIKELY: f64 = 1.0 / 3.0;

/// A rise has at least this many entries, is this many times as high, and so many times its scatter.
const MIN_RISE: f64 = 10.0;
const RISE_RATIO: f64 = 2.0;
const LONG_RISE_RATIO: f64 = 4.0;
const RISE_SCATTERS: f64 = 3.5;

/// Lengths of the stretches that are compared, in cells; the long ones, over which a daily rhythm
/// may rise, have to rise more.
const STRETCHES: [usize; 4] = [2, 4, 8, 16];
const LONG_STRETCH: usize = 16;

/// Cells before the first stretch that may have risen: less is no history.
const MIN_HISTORY: usize = 12;

/// What became of a group, and since when.
pub(super) fn state_of(life: &Lifetime<'_>) -> (GroupState, Option<i64>) {
    if life.last < life.first {
        return (GroupState::Unknown, None);
    }
    let counts = life.own.over(life.all);
    let n_moments = moments(&counts);
    let (began, ended) = (Absence::before(life, &counts), Absence::after(life, &counts));
    let backwards: Vec<u32> = counts.iter().rev().copied().collect();
    if began.is_no_accident(n_moments) {
        (GroupState::New, Some(life.first))
    } else if let Some(at) = rises(&counts) {
        (GroupState::Surging, Some(within(life, at)))
    } else if ended.is_no_accident(n_moments) {
        (GroupState::Gone, Some(life.last))
    } else if let Some(at) = rises(&backwards) {
        let end = counts.len() - at;
        (GroupState::Fading, Some(within(life, end)))
    } else if began.share > MARGIN && began.chance(n_moments) < MAX_LIKELY {
        (GroupState::FirstSeen, Some(life.first))
    } else {
        (GroupState::Steady, None)
    }
}

/// The start of a cell, or the first or the last time of a group that has entries on one side only.
fn within(life: &Lifetime<'_>, cell: usize) -> i64 {
    life.all.start_of(cell).clamp(life.first, life.last)
}

/// The share of what is known in which a group is absent, at one end.
struct Absence {
    share: f64,
}

impl Absence {
    fn before(life: &Lifetime<'_>, counts: &[u32]) -> Self {
        let others = others(life, counts);
        let n_cells = counts.iter().take_while(|count| **count == 0).count();
        let n_absent = others.iter().take(n_cells).sum();
        Self::of(life, life.first.abs_diff(life.range.0), n_absent, &others)
    }

    fn after(life: &Lifetime<'_>, counts: &[u32]) -> Self {
        let others = others(life, counts);
        let n_cells = counts.iter().rev().take_while(|count| **count == 0).count();
        let n_absent = others.iter().rev().take(n_cells).sum();
        Self::of(life, life.range.1.abs_diff(life.last), n_absent, &others)
    }

    /// The smaller of the shares of time and of what else happened.
    fn of(life: &Lifetime<'_>, nanos: u64, n_absent: f64, others: &[f64]) -> Self {
        let of_time = ratio(nanos, life.range.1.abs_diff(life.range.0));
        let sum: f64 = others.iter().sum();
        let of_others = if sum > 0.0 { n_absent / sum } else { of_time };
        Self { share: of_time.min(of_others) }
    }

    /// How likely it is that none of so many moments falls into this share.
    fn chance(&self, n_moments: u32) -> f64 {
        power(1.0 - self.share, n_moments)
    }

    fn is_no_accident(&self, n_moments: u32) -> bool {
        self.share >= MARGIN && n_moments >= MIN_MOMENTS && self.chance(n_moments) < MAX_CHANCE
    }
}

/// How many moments there were entries at: cells with any, where two side by side may be one moment
/// at the edge of both.
pub(super) fn moments(counts: &[u32]) -> u32 {
    let runs = counts.split(|count| *count == 0).map(<[u32]>::len);
    let moments = runs.map(|len| if len == 2 { 1 } else { len }).sum::<usize>();
    u32::try_from(moments).unwrap_or(u32::MAX)
}

/// How much else happened in each cell; a cell counts for at most the middle one, since a storm of
/// entries is no more time.
fn others(life: &Lifetime<'_>, counts: &[u32]) -> Vec<f64> {
    let (_, _, all) = life.all.dense();
    let others = all.iter().zip(counts).map(|(all, own)| f64::from(all.saturating_sub(*own)));
    let mut others: Vec<f64> = others.collect();
    let mut sorted: Vec<f64> = others.iter().copied().filter(|count| *count > 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    others.iter_mut().for_each(|count| *count = count.min(middle));
    others
}

/// The cell from which on a stretch is well above every earlier one of the same length.
fn rises(counts: &[u32]) -> Option<usize> {
    let mut sums = vec![0.0];
    let mut squares = vec![0.0];
    for count in counts {
        let count = f64::from(*count);
        sums.push(sums.last().copied().unwrap_or(0.0) + count);
        squares.push(squares.last().copied().unwrap_or(0.0) + count * count);
    }
    let risen = STRETCHES.iter().filter_map(|len| Some((rises_over(*len, &sums, &squares)?, *len)));
    let (from, len) = risen.min_by_key(|(from, len)| from + len)?;
    // It may have begun in the midst of the stretch.
    let stretch = counts.get(from..from + len)?;
    let sum: u64 = stretch.iter().copied().map(u64::from).sum();
    let is_high = |count: &u32| u64::from(*count) * 2 * len as u64 >= sum;
    Some(from + stretch.iter().position(is_high).unwrap_or(0))
}

fn rises_over(len: usize, sums: &[f64], squares: &[f64]) -> Option<usize> {
    let at = |sums: &[f64], place: usize| sums.get(place).copied().unwrap_or(0.0);
    let n_cells = sums.len() - 1;
    let stretch = |from: usize| at(sums, from + len) - at(sums, from);
    let ratio = if len >= LONG_STRETCH { LONG_RISE_RATIO } else { RISE_RATIO };
    let mut highest = 0.0_f64;
    for from in len.max(MIN_HISTORY)..(n_cells + 1).saturating_sub(len) {
        highest = highest.max(stretch(from - len));
        let here = stretch(from);
        // What never was before is new, not risen.
        if highest < 1.0 || here < MIN_RISE || here < ratio * highest {
            continue;
        }
        let before = scatter(at(sums, from), at(squares, from), as_number(from));
        let square_sum = at(squares, from + len) - at(squares, from);
        let within = scatter(here, square_sum, as_number(len));
        let scatter = before.max(within).max(1.0);
        if here - highest > RISE_SCATTERS * (scatter * (here + highest)).sqrt() {
            return Some(from);
        }
    }
    None
}

/// Variance of counts by their mean: 1 if they scatter as independent entries do.
fn scatter(sum: f64, square_sum: f64, n: f64) -> f64 {
    let mean = sum / n;
    if mean > 0.0 { (square_sum / n - mean * mean) / mean } else { 1.0 }
}

/// A power by multiplication alone: the same on every machine, down to the last bit.
fn power(base: f64, exponent: u32) -> f64 {
    let (mut product, mut square, mut left) = (1.0, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            product *= square;
        }
        square *= square;
        left >>= 1;
    }
    product
}

#[expect(clippy::cast_precision_loss, reason = "places and times, to compare")]
fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred cells")]
fn as_number(n: usize) -> f64 {
    n as f64
}

/// What became of a group in a window against the time before it.
pub(super) struct InWindow {
    pub(super) n_before: u64,
    pub(super) n_inside: u64,
    /// Moments at which it was there.
    pub(super) n_moments: u32,
    /// How long the window is, and the known time before it.
    pub(super) nanos_before: u64,
    pub(super) nanos_inside: u64,
}

/// What became of a group in a window.
pub(super) fn state_in_window(seen: &InWindow) -> GroupState {
    let share = ratio(seen.nanos_inside, seen.nanos_inside.saturating_add(seen.nanos_before));
    if seen.nanos_before == 0 {
        return GroupState::Steady;
    }
    if seen.n_before == 0 {
        let is_no_accident =
            seen.n_moments >= MIN_MOMENTS && power(share, seen.n_moments) < MAX_CHANCE;
        return if is_no_accident { GroupState::New } else { GroupState::FirstSeen };
    }
    if seen.n_inside == 0 {
        let is_no_accident =
            seen.n_moments >= MIN_MOMENTS && power(1.0 - share, seen.n_moments) < MAX_CHANCE;
        return if is_no_accident { GroupState::Gone } else { GroupState::Steady };
    }
    let all = f64::from(seen.n_moments);
    let inside = all * ratio(seen.n_inside, seen.n_before + seen.n_inside);
    let expected = all * share;
    let scatters = (inside - expected) / (all * share * (1.0 - share)).sqrt().max(0.5);
    let times = (inside / expected.max(f64::MIN_POSITIVE))
        / ((all - inside) / (all - expected).max(f64::MIN_POSITIVE)).max(f64::MIN_POSITIVE);
    if scatters > RISE_SCATTERS && times >= RISE_RATIO {
        GroupState::Surging
    } else if scatters < -RISE_SCATTERS && times <= 1.0 / RISE_RATIO {
        GroupState::Fading
    } else {
        GroupState::Steady
    }
}

#[cfg(test)]
mod tests;
