//! From values to findings: what says the same is said once.

use super::column::Values;
use super::finding::{Finding, Subject, Term};
use super::score::Weighed;

/// A value that may be a finding.
pub(super) struct Candidate<'t> {
    pub(super) subject: Subject,
    pub(super) field: &'t str,
    pub(super) values: &'t Values,
    pub(super) code: u32,
    pub(super) weighed: Weighed,
}

/// Values of this much the same entries are one finding: shared of all, in percent.
const SAME: usize = 95;

/// A value goes before a broader one that holds all its entries if it has so much of its score; what
/// is narrower says more.
const NARROWER: f64 = 0.8;

/// A group within a value is its detail if that has so much of its score.
const DETAIL: f64 = 0.5;

/// So many times as many are looked at as are wanted.
const LOOK: usize = 3;

impl Candidate<'_> {
    pub(super) fn term(&self) -> Term {
        let value = self.values.names.get(self.code as usize).cloned().unwrap_or_default();
        Term { subject: self.subject, field: self.field.to_owned(), value }
    }

    /// Entries of the table that have the value, in order.
    pub(super) fn rows(&self) -> Vec<u32> {
        let mine = self.values.cells.iter().filter(|(_, code)| *code == self.code);
        mine.map(|(row, _)| *row).collect()
    }
}

/// A finding in the making.
struct Draft {
    subject: Subject,
    rows: Vec<u32>,
    rank: f64,
    finding: Finding,
}

impl Draft {
    /// Nearly all of its entries are among another's, which has more.
    fn is_within(&self, other: &Self) -> bool {
        self.rows.len() < other.rows.len()
            && 100 * n_shared(&self.rows, &other.rows) >= SAME * self.rows.len()
    }
}

/// The best findings, at most so many.
pub(super) fn findings(
    mut candidates: Vec<Candidate<'_>>,
    top: usize,
    finding: impl Fn(&Candidate<'_>) -> Finding,
) -> Vec<Finding> {
    candidates.sort_by(|one, other| {
        let order = other.weighed.score.total_cmp(&one.weighed.score);
        order.then_with(|| one.term().cmp(&other.term()))
    });
    candidates.truncate(LOOK * top);
    let mut drafts: Vec<Draft> = Vec::new();
    for candidate in &candidates {
        let rows = candidate.rows();
        let is_group = candidate.subject == Subject::Group;
        match drafts.iter_mut().find(|draft| !is_group && is_same(&draft.rows, &rows)) {
            Some(draft) => draft.finding.terms.push(candidate.term()),
            None => drafts.push(Draft {
                subject: candidate.subject,
                rows,
                rank: candidate.weighed.score,
                finding: finding(candidate),
            }),
        }
    }
    let is_detail = |group: &Draft| {
        let holds = |value: &Draft| {
            value.subject != Subject::Group
                && (group.is_within(value) || is_same(&group.rows, &value.rows))
                && value.finding.score >= DETAIL * group.finding.score
        };
        group.subject == Subject::Group && drafts.iter().any(holds)
    };
    let is_kept: Vec<bool> = drafts.iter().map(|draft| !is_detail(draft)).collect();
    let mut kept = is_kept.into_iter();
    drafts.retain(|_| kept.next().unwrap_or(false));
    lift_narrower(&mut drafts);
    drafts.sort_by(|one, other| other.rank.total_cmp(&one.rank));
    drafts.truncate(top);
    drafts.into_iter().map(|draft| draft.finding).collect()
}

/// Puts values before broader ones that hold all their entries.
fn lift_narrower(drafts: &mut [Draft]) {
    /// Enough to go before.
    const LIFT: f64 = 0.001;
    let ranks: Vec<f64> = drafts
        .iter()
        .map(|draft| {
            let is_broader = |other: &&Draft| {
                other.subject != Subject::Group
                    && draft.finding.score >= NARROWER * other.finding.score
                    && draft.is_within(other)
            };
            let broader = drafts.iter().filter(is_broader).map(|other| other.finding.score + LIFT);
            if draft.subject == Subject::Group {
                draft.rank
            } else {
                broader.fold(draft.rank, f64::max)
            }
        })
        .collect();
    for (draft, rank) in drafts.iter_mut().zip(ranks) {
        draft.rank = rank;
    }
}

fn is_same(one: &[u32], other: &[u32]) -> bool {
    let (least, most) = (one.len().min(other.len()), one.len().max(other.len()));
    if 100 * least < SAME * most {
        return false;
    }
    let shared = n_shared(one, other);
    100 * least >= SAME * (one.len() + other.len() - shared)
}

/// How many places two sorted lists share.
fn n_shared(one: &[u32], other: &[u32]) -> usize {
    let (mut at, mut n) = (0, 0);
    for row in one {
        while other.get(at).is_some_and(|known| known < row) {
            at += 1;
        }
        n += usize::from(other.get(at) == Some(row));
    }
    n
}
