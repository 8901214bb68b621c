//! What has to be known about an explanation, and when nothing can be said.

use super::Ask;
use super::finding::{Explanation, Finding, Term};
use super::stats::{float, median};
use super::table::Settled;
use super::view::{Selected, View};
use crate::units::grouped;

/// Fewer entries say nothing.
const MIN_INSIDE: u64 = 5;

/// Fewer stretches do not show how much things vary.
const MIN_TILES: usize = 5;

/// There is nothing to compare.
pub(super) fn of_nothing(told: &Explanation) -> Vec<String> {
    let sentence = match (told.inside, told.outside) {
        (0, 0) => "There are no entries.",
        (0, _) => "No entry is in the selection, so there is nothing to explain.",
        _ => "Every entry is in the selection, so there is nothing to compare it with.",
    };
    vec![sentence.to_owned()]
}

/// The findings without those that only repeat the selection, and what to know about them.
pub(super) fn of_findings(
    findings: Vec<Finding>,
    table: &Settled,
    view: &View,
    ask: &Ask,
    told: &Explanation,
) -> (Vec<Finding>, Vec<String>) {
    let mut notes = Vec::new();
    let repeats = |finding: &Finding| {
        ask.selected == Selected::Entries && finding.outside == 0 && finding.inside == told.inside
    };
    let (repeating, findings): (Vec<_>, Vec<_>) = findings.into_iter().partition(repeats);
    let terms: Vec<String> = repeating.iter().flat_map(|f| &f.terms).map(words).collect();
    if !terms.is_empty() {
        notes.push(format!("The selection is just the entries with {}.", terms.join(", ")));
    }
    notes.extend(rate(view, ask.selected));
    if let Some(chain) = &told.chain {
        notes.push(format!("Entries are linked by {chain}."));
    }
    let n_again = table.is_again.iter().filter(|again| **again).count() as u64;
    if n_again > 0 {
        let n = grouped(n_again);
        notes.push(format!("{n} entries stand in the sources twice and are tested once."));
    }
    let n_undated = table.times.iter().filter(|time| time.is_none()).count() as u64;
    if n_undated > 0 && ask.selected != Selected::Entries {
        notes.push(format!("{} entries without a time count as the rest.", grouped(n_undated)));
    }
    if view.n_tiles < MIN_TILES {
        let sentence = "The rest is too short to show how much everything varies anyway: \
                        differences may be chance.";
        notes.push(sentence.to_owned());
    }
    if told.inside < MIN_INSIDE {
        notes.push("The selection has too few entries to say what is different.".to_owned());
        return (Vec::new(), notes);
    }
    if !findings.iter().any(|finding| finding.passes) {
        let n = grouped(told.n_tests);
        notes.push(format!("Nothing differs more than it varies anyway ({n} tests)."));
    }
    (findings, notes)
}

/// How many entries there are, beside what is usual in so long a time.
fn rate(view: &View, selected: Selected) -> Option<String> {
    const MIN_FACTOR: f64 = 1.5;
    if selected == Selected::Entries || view.n_tiles < MIN_TILES {
        return None;
    }
    let mut sizes: Vec<f64> = view.sizes.iter().map(|size| f64::from(*size)).collect();
    let usual = median(&mut sizes);
    let n_inside = view.is_inside.iter().filter(|inside| **inside).count() as u64;
    let factor = float(n_inside) / usual.max(1.0);
    let words = match factor {
        _ if factor >= MIN_FACTOR => format!("{factor:.1} times as many entries as usual"),
        _ if factor <= 1.0 / MIN_FACTOR => {
            format!("only {:.0} % of the usual entries", 100.0 * factor)
        }
        _ => return None,
    };
    Some(format!("There are {words} for so long a time ({usual:.0})."))
}

/// A term as it is told.
fn words(term: &Term) -> String {
    format!("{} = {}", term.field, term.value)
}
