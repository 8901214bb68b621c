//! Puts specific layouts before the general ones that read the same lines.
//!
//! Summing over all lines favours a layout that reads everything but says little about each line.
//! If a source mixes lines with and without some part, each should be read by the layout that fits
//! it best; but a layout that fits a few lines only by chance must not be among them. How much a
//! layout fixes beyond the general one tells the two cases apart.

use super::lines::Lines;
use super::score::{Entry, Scored};
use super::share::{MAX_FORMATS, is_meaningful};
use crate::format::{Framing, Turn};

/// How much more a layout must fix than the one whose lines it takes: two bytes of literals, such as
/// a pair of brackets; a colon after a word is less, and is common in prose.
const MARKED_MARGIN: u32 = 4;

/// Which layout reads a line: its position among the chosen ones, and the entry it finds.
type Readers = Vec<Option<(usize, Entry)>>;

/// Puts layouts that read a meaningful share of the lines and say more about them before the chosen
/// ones; drops those that are left without lines.
pub(super) fn refine<'a>(
    mut chosen: Vec<&'a Scored>,
    scored: &[&'a Scored],
    lines: &Lines<'_>,
) -> Vec<&'a Scored> {
    while chosen.len() < MAX_FORMATS {
        let readers = readers(&chosen, lines);
        let finer = scored.iter().filter_map(|candidate| gain(candidate, &chosen, &readers, lines));
        let best = finer.reduce(|best, next| if next.key > best.key { next } else { best });
        let Some(best) = best else { break };
        chosen.insert(best.before, best.layout);
    }
    let readers = readers(&chosen, lines);
    let mut place = 0;
    chosen.retain(|_| {
        place += 1;
        readers.iter().flatten().any(|(reader, _)| *reader + 1 == place)
    });
    chosen
}

/// A layout that says more about some lines.
struct Finer<'a> {
    layout: &'a Scored,
    /// The first of the layouts whose lines it takes.
    before: usize,
    /// Points won, then what the layout fixes.
    key: (u32, u32),
}

fn gain<'a>(
    candidate: &'a Scored,
    chosen: &[&Scored],
    readers: &Readers,
    lines: &Lines<'_>,
) -> Option<Finer<'a>> {
    if candidate.framing != Framing::Headed
        || chosen.iter().any(|known| known.place() == candidate.place())
    {
        return None;
    }
    let shared = candidate.entries().iter().filter_map(|entry| {
        let (place, read) = readers.get(entry.line).copied().flatten()?;
        let general = chosen.get(place)?;
        // What was inferred says nothing better than a format that is known.
        let n_more = entry.points.saturating_sub(read.points);
        let is_better = match (candidate.turn, general.turn) {
            (Turn::Inferred, Turn::First) => false,
            (Turn::Inferred, Turn::General) => n_more > 0,
            _ => entry.points >= read.points,
        };
        let is_finer = is_better
            && general.framing == Framing::Headed
            && candidate.specificity > general.specificity
            && entry.time == read.time;
        let margin = candidate.specificity.saturating_sub(general.specificity);
        Some((place, is_finer.then_some((n_more, margin))))
    });
    let shared: Vec<_> = shared.collect();
    let before = shared.iter().filter(|(_, won)| won.is_some()).map(|(place, _)| *place).min()?;
    // There it takes all lines that are read by what comes behind it.
    let taken = || shared.iter().filter(|(place, _)| *place >= before).map(|(_, won)| *won);
    let won: Vec<(u32, u32)> = taken().collect::<Option<_>>()?;
    let is_marked = won.iter().all(|(_, margin)| *margin >= MARKED_MARGIN);
    // What anything may look like must be most of what is read at all.
    let is_usual = won.len() * 2 > readers.iter().flatten().count();
    let is_worth = is_meaningful(won.len(), lines, chosen.len()) && (is_marked || is_usual);
    let points = won.iter().map(|(points, _)| points).sum();
    is_worth.then_some(Finer { layout: candidate, before, key: (points, candidate.specificity) })
}

fn readers(chosen: &[&Scored], lines: &Lines<'_>) -> Readers {
    let mut readers = vec![None; lines.len()];
    for (place, layout) in chosen.iter().enumerate() {
        for entry in layout.entries() {
            if let Some(reader @ None) = readers.get_mut(entry.line) {
                *reader = Some((place, *entry));
            }
        }
    }
    readers
}
