//! What is different about a selection: a stretch of time, or the entries of a query.
//!
//! ```text
//! entries ─▶ table ─▶ view (stretches of time) ─▶ tests of every field ─▶ score ─▶ fold ─▶ findings
//!              └─▶ chain: what follows what  ─────┘  shares, gaps
//! ```
//!
//! Every value of every field, every level, source and group is compared with the rest in four ways:
//! how many entries have it, what follows its messages, what comes before them, and how long that
//! takes. What fluctuates anyway is no finding, and what passes is corrected for all that was tested.
//! Nothing here says why something is so: a value is more frequent, or slower, than in the rest.
//!
//! # Source
//! Shares are compared by Dunning's G, divided by its dispersion between stretches of the same length as in
//! quasi-likelihood; durations by the medians of such stretches; p is corrected as Benjamini and Hochberg do.

mod chain;
mod column;
mod evidence;
mod finding;
mod fold;
mod gaps;
mod lateness;
#[cfg(test)]
mod made_up;
mod remarks;
mod score;
mod sentence;
mod shares;
mod stats;
mod table;
#[cfg(test)]
mod tests;
mod turnover;
mod view;

pub use evidence::TestKind;
pub use finding::{Direction, Explanation, Finding, Reason, Subject, Term};
pub use table::{Entry, Settled, Table};
pub use view::Selected;

use chain::{Chain, NOTHING, chain};
use column::{ABSENT, MAX_VALUES, Values};
use evidence::{Test, Tested, tests};
use fold::Candidate;
use score::weigh;
use stats::Corrected;
use view::View;

/// What is to be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What the selection is.
    pub selected: Selected,
    /// What says the selection itself: fields by their names, and whatever else.
    pub left_out: Vec<(Subject, String)>,
    /// How many findings are wanted at most.
    pub top: usize,
}

/// Of a field's values at most one for so many entries; others are ids.
const ENTRIES_A_VALUE: usize = 20;

/// A field that is compared.
struct Compared<'t> {
    subject: Subject,
    name: &'t str,
    values: &'t Values,
}

/// Finds what is different about the selection.
///
/// # Cost
/// O(entries × fields), and what is held for one field at a time.
pub fn explain(table: &Settled, ask: &Ask) -> Explanation {
    let inside = table.is_inside.iter().filter(|inside| **inside).count();
    let outside = table.is_inside.len() - inside;
    let view = View::new(table, ask.selected);
    let mut told =
        Explanation { inside: inside as u64, outside: outside as u64, ..Explanation::default() };
    if inside == 0 || outside == 0 {
        told.notes = remarks::of_nothing(&told);
        return told;
    }
    let mut place_of = vec![NOTHING; table.times.len()];
    for (at, row) in (0..).zip(&view.rows) {
        place_of[*row as usize] = at;
    }
    let chain = chain(&table.fields, &view, &place_of);
    let groups = gathered(&table.groups, &view);
    let mut surprises = Vec::new();
    let mut candidates = Vec::new();
    for field in compared(table, &view, ask) {
        let codes = gathered(field.values, &view);
        if turnover::turns_over(&codes, field.values.n_distinct, &view) {
            continue;
        }
        let n_present = codes.iter().filter(|code| **code != ABSENT).count();
        let links = chain.as_ref().filter(|_| 2 * n_present >= view.len());
        let made = tests(&Tested {
            view: &view,
            codes: &codes,
            n_values: field.values.n_distinct,
            groups: (field.subject != Subject::Group).then_some(&groups[..]),
            chain: links,
        });
        surprises.extend(made.iter().map(|test| test.surprise));
        candidates.extend(of_field(&field, &codes, &made, view.len()));
    }
    let corrected = Corrected::new(surprises);
    told.n_tests = corrected.n_tests();
    told.chain = chain.map(|chain: Chain| chain.field);
    let findings = fold::findings(candidates, ask.top, |candidate| {
        sentence::finding(candidate, table, &corrected)
    });
    (told.findings, told.notes) = remarks::of_findings(findings, table, &view, ask, &told);
    told
}

/// Fields, levels, sources and groups with values that can be compared.
fn compared<'t>(table: &'t Settled, view: &View, ask: &Ask) -> Vec<Compared<'t>> {
    let fields = table.fields.iter().map(|(name, values)| Compared {
        subject: Subject::Field,
        name: name.as_str(),
        values,
    });
    let others = [
        (Subject::Level, "level", &table.levels),
        (Subject::Source, "source", &table.sources),
        (Subject::Group, "group", &table.groups),
    ];
    let others = others.map(|(subject, name, values)| Compared { subject, name, values });
    let is_left_out = |field: &Compared<'_>| {
        ask.left_out.iter().any(|(subject, name)| *subject == field.subject && name == field.name)
    };
    let can_be = |field: &Compared<'_>| {
        let Values { n_distinct, cells, .. } = field.values;
        let is_everywhere = cells.len() >= table.times.len();
        let least = if is_everywhere { 2 } else { 1 };
        let most = match field.subject {
            Subject::Level | Subject::Group => usize::MAX,
            Subject::Field | Subject::Source => MAX_VALUES.min(view.len() / ENTRIES_A_VALUE),
        };
        (least..=most).contains(n_distinct)
    };
    fields.chain(others).filter(|field| can_be(field) && !is_left_out(field)).collect()
}

/// The codes of the entries that are tested.
fn gathered(values: &Values, view: &View) -> Vec<u32> {
    let n = view.rows.last().map_or(0, |last| *last as usize + 1);
    let codes = values.codes(n);
    view.rows.iter().map(|row| codes[*row as usize]).collect()
}

/// Values that tests speak for; what most entries have names nothing.
fn of_field<'t>(
    field: &Compared<'t>,
    codes: &[u32],
    made: &[Test],
    n: usize,
) -> Vec<Candidate<'t>> {
    let mut counts = vec![0_usize; field.values.n_distinct];
    for code in codes {
        if let Some(count) = counts.get_mut(*code as usize) {
            *count += 1;
        }
    }
    let weighed = weigh(made, field.values.n_distinct);
    let named = (0..)
        .zip(weighed)
        .zip(counts)
        .filter(|((_, weighed), count)| !weighed.best.is_empty() && 2 * count <= n);
    named
        .map(|((code, weighed), _)| Candidate {
            subject: field.subject,
            field: field.name,
            values: field.values,
            code,
            weighed,
        })
        .collect()
}
