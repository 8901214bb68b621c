//! Findings in numbers and plain sentences. They say what is so, never why.

use super::evidence::{Numbers, Test, TestKind};
use super::finding::{Direction, Finding, Reason};
use super::fold::Candidate;
use super::gaps::Gap;
use super::stats::{Corrected, float, ratio};
use super::table::Settled;
use crate::units::grouped;

/// Findings are accidents at most so often.
const MAX_RATE: f64 = 0.01;

/// Less of a difference is not worth a look.
const MIN_RATIO: f64 = 1.5;

/// Fewer entries on both sides say nothing.
const MIN_ENTRIES: f64 = 5.0;

/// Longer templates are shortened in sentences.
const MAX_TEMPLATE_CHARS: usize = 80;

/// How many entries of either side have something.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Counts {
    inside: u64,
    of_inside: u64,
    outside: u64,
    of_outside: u64,
}

/// A candidate as it is told.
pub(super) fn finding(
    candidate: &Candidate<'_>,
    table: &Settled,
    corrected: &Corrected,
) -> Finding {
    let rows = candidate.rows();
    let counts = counts(&rows, table);
    let (ratio, ratio_at_least) =
        ratio((counts.inside, counts.of_inside), (counts.outside, counts.of_outside));
    let told = Told { rows: &rows, counts, table, corrected };
    let reasons: Vec<Reason> =
        candidate.weighed.best.iter().map(|test| told.reason(test)).collect();
    let passes = reasons.iter().any(|reason| reason.passes);
    let direction = match (counts.inside, counts.outside) {
        (_, 0) => Direction::Appeared,
        (0, _) => Direction::Vanished,
        _ if ratio_at_least < MIN_RATIO => Direction::Other,
        _ if ratio > 1.0 => Direction::More,
        _ => Direction::Less,
    };
    let Counts { inside, outside, .. } = counts;
    let (terms, score) = (vec![candidate.term()], candidate.weighed.score);
    Finding { terms, score, passes, direction, inside, outside, ratio, ratio_at_least, reasons }
}

/// Counts what the table has, entries that were exported twice as often as they stand there.
fn counts(rows: &[u32], table: &Settled) -> Counts {
    let is_inside = |row: &&u32| table.is_inside.get(**row as usize).is_some_and(|inside| *inside);
    let n_inside = table.is_inside.iter().filter(|inside| **inside).count();
    let inside = rows.iter().filter(is_inside).count();
    Counts {
        inside: inside as u64,
        of_inside: n_inside as u64,
        outside: (rows.len() - inside) as u64,
        of_outside: (table.is_inside.len() - n_inside) as u64,
    }
}

/// What sentences about a value are made of.
struct Told<'t> {
    rows: &'t [u32],
    counts: Counts,
    table: &'t Settled,
    corrected: &'t Corrected,
}

impl Told<'_> {
    fn reason(&self, test: &Test) -> Reason {
        let corrected = self.corrected.rate(test.surprise);
        let [one, other] = test.groups.map(|group| self.template(group));
        let (sentence, is_large) = match (test.numbers, test.kind) {
            (Numbers::Gap(gap), _) => {
                let (one, other) = (one.unwrap_or_default(), other.unwrap_or_default());
                (gap_sentence(&gap, &one, &other), gap.secs >= MIN_RATIO * gap.usual_secs)
            }
            (Numbers::Share(_), TestKind::Count) => {
                let counts = self.counts_of(test.groups[0]);
                let words = count_words(counts);
                (one.map_or(words.clone(), |one| format!("{one}: {words}")), is_large(counts))
            }
            (Numbers::Share(share), kind) => {
                let counts = Counts {
                    inside: share.inside,
                    of_inside: share.of_inside,
                    outside: share.outside,
                    of_outside: share.of_outside,
                };
                (link_sentence(counts, kind, &one.unwrap_or_default(), other), is_large(counts))
            }
        };
        let passes = corrected < MAX_RATE && is_large;
        Reason { kind: test.kind, sentence, corrected, passes }
    }

    /// Entries with the value, all of them or those of a group.
    fn counts_of(&self, group: Option<u32>) -> Counts {
        let Some(group) = group else { return self.counts };
        let cells = &self.table.groups.cells;
        let of_group = |row: &u32| {
            let at = cells.binary_search_by_key(row, |(row, _)| *row);
            at.ok().and_then(|at| cells.get(at)).is_some_and(|(_, code)| *code == group)
        };
        let rows: Vec<u32> = self.rows.iter().copied().filter(of_group).collect();
        counts(&rows, self.table)
    }

    fn template(&self, group: Option<u32>) -> Option<String> {
        let template = self.table.templates.get(group? as usize)?;
        let mut letters = template.chars();
        let start: String = letters.by_ref().take(MAX_TEMPLATE_CHARS).collect();
        let more = if letters.next().is_some() { "…" } else { "" };
        Some(format!("“{}{more}”", start.replace('\n', " ")))
    }
}

/// Whether a difference of shares is worth a look.
fn is_large(counts: Counts) -> bool {
    let Counts { inside, of_inside, outside, of_outside } = counts;
    let expected = float(outside) * float(of_inside) / float(of_outside.max(1));
    let (_, at_least) = ratio((inside, of_inside), (outside, of_outside));
    float(inside).max(expected) >= MIN_ENTRIES && at_least >= MIN_RATIO
}

fn count_words(counts: Counts) -> String {
    let Counts { inside, of_inside, outside, of_outside } = counts;
    let (here, there) = (percent(inside, of_inside), percent(outside, of_outside));
    let noun = if inside == 1 { "entry" } else { "entries" };
    if outside == 0 {
        return format!("{} {noun} ({here}), none in the rest", grouped(inside));
    }
    if inside == 0 {
        return format!("no entries; in the rest {} ({there})", grouped(outside));
    }
    format!("{} {noun} ({here}); in the rest {} ({there})", grouped(inside), grouped(outside))
}

fn link_sentence(counts: Counts, kind: TestKind, one: &str, other: Option<String>) -> String {
    let Counts { inside, of_inside, outside, of_outside } = counts;
    let what = match (kind, other) {
        (TestKind::Next, Some(other)) => format!("{one} is followed by {other}"),
        (TestKind::Next, None) => format!("nothing follows {one}"),
        (_, Some(other)) => format!("{one} follows {other}"),
        (_, None) => format!("nothing comes before {one}"),
    };
    let (here, there) = (percent(inside, of_inside), percent(outside, of_outside));
    format!(
        "{what} {} of {} times ({here}); in the rest {there}",
        grouped(inside),
        grouped(of_inside)
    )
}

fn gap_sentence(gap: &Gap, one: &str, other: &str) -> String {
    let (now, usual) = (duration(gap.secs), duration(gap.usual_secs));
    let noun = if gap.n == 1 { "time" } else { "times" };
    format!(
        "from {one} to {other} it takes {now}, usually {usual} (median of {} {noun})",
        grouped(gap.n)
    )
}

/// A share in percent, with two digits that count.
pub(super) fn percent(a: u64, n: u64) -> String {
    let percent = 100.0 * float(a) / float(n.max(1));
    match percent {
        _ if a == n && n > 0 => "100 %".to_owned(),
        _ if percent >= 9.95 => format!("{percent:.0} %"),
        _ if percent >= 0.995 => format!("{percent:.1} %"),
        _ if a == 0 => "0 %".to_owned(),
        _ if percent >= 0.095 => format!("{percent:.2} %"),
        _ if percent >= 0.001 => format!("{percent:.3} %"),
        _ => "less than 0.001 %".to_owned(),
    }
}

/// A duration with the unit that suits it.
fn duration(secs: f64) -> String {
    // A thousandth was added before logarithms were taken.
    let secs = (secs - 0.001).max(0.0);
    match secs {
        _ if secs < 0.0095 => format!("{:.1} ms", secs * 1e3),
        _ if secs < 0.9995 => format!("{:.0} ms", secs * 1e3),
        _ if secs < 99.95 => format!("{secs:.1} s"),
        _ => format!("{secs:.0} s"),
    }
}
