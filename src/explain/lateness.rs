//! What came after a delay: where a chain took too long first, what is odd later in it is most likely
//! no news of its own (a caller gives up, a message is never reached).

use super::chain::{Chain, NOTHING};
use super::gaps::{Gap, Way};
use super::view::View;

/// Ways of a kind are slow if that surprises by itself: one in a thousand.
const SURPRISE: f64 = 3.0;

/// Entries of the selection behind a slow way of their chain.
pub(super) struct Lateness {
    /// By entry: a slow way leads to it, or to one before it.
    pub(super) is_late: Vec<bool>,
    /// The same, or a slow way begins at it.
    pub(super) is_late_next: Vec<bool>,
}

/// Finds what came after a delay: `gaps` are what tests of the kinds of ways found.
pub(super) fn lateness(ways: &[Way], gaps: &[(u32, Gap)], chain: &Chain, view: &View) -> Lateness {
    let n_kinds = ways.iter().map(|way| way.kind as usize + 1).max().unwrap_or(0);
    let mut limits = vec![f64::INFINITY; n_kinds];
    for (kind, gap) in gaps.iter().filter(|(_, gap)| gap.surprise >= SURPRISE) {
        // Halfway between what is usual and what it takes now.
        limits[*kind as usize] = f64::midpoint(gap.secs.ln(), gap.usual_secs.ln());
    }
    let mut is_slow = vec![false; view.len()];
    for way in ways {
        let at = way.from as usize;
        is_slow[at] = view.is_inside[at] && way.log_secs >= limits[way.kind as usize];
    }
    let mut is_late = vec![false; view.len()];
    // Entries are in order of time, so the one before in the chain is known already.
    for at in 0..view.len() {
        let before = chain.previous[at];
        is_late[at] = before != NOTHING && (is_late[before as usize] || is_slow[before as usize]);
    }
    let is_late_next = is_late.iter().zip(&is_slow).map(|(late, slow)| *late || *slow).collect();
    Lateness { is_late, is_late_next }
}
