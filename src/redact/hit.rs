//! What detectors find, and which finding counts where several lie over one another.

use super::kind::Kind;

/// A found value: where it stands in a view of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// The view whose text says what the value is, and where it stands in it.
    pub(super) view: usize,
    pub(super) view_start: usize,
    pub(super) view_end: usize,
}

/// What the detectors have found in one view.
#[derive(Default)]
pub(super) struct Hits {
    pub(super) list: Vec<Found>,
}

/// A found value, where it stands in the view that is searched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

impl Hits {
    pub(super) fn push(&mut self, kind: Kind, start: usize, end: usize) {
        if start < end {
            self.list.push(Found { start, end, kind });
        }
    }

    /// Whether something found covers a place already.
    pub(super) fn covers(&self, start: usize, end: usize) -> bool {
        self.list.iter().rev().any(|hit| hit.start <= start && end <= hit.end)
    }
}

/// Makes hits that lie over one another one: the longer one counts, and one that begins inside
/// another and ends behind it makes that longer.
pub(super) fn settle(hits: &mut Vec<Hit>) {
    hits.sort_by_key(|hit| (hit.start, usize::MAX - hit.end, hit.kind, hit.view));
    let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits.drain(..) {
        match kept.last_mut() {
            Some(last) if hit.start < last.end => {
                if hit.end > last.end {
                    last.end = hit.end;
                    last.kind = last.kind.min(hit.kind);
                } else if (hit.start, hit.end) == (last.start, last.end) {
                    last.kind = last.kind.min(hit.kind);
                }
            }
            _ => kept.push(hit),
        }
    }
    *hits = kept;
}
