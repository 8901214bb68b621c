//! Whether the values of a field come and go: ids, counters, times and files that are rotated.

use super::column::ABSENT;
use super::view::View;

/// So large a share of the values, or of their entries, is in one stretch each.
const SHARE: usize = 5;

/// Values seen so often can tell that they are over.
const OFTEN: usize = 3;

/// Fewer stretches, or values that are over, do not show it.
const MIN_STRETCHES: usize = 5;
const MIN_GONE: usize = 3;

/// Whether what a field says is mostly said in one stretch and never again. Values of the selection
/// alone are left out: those are what is looked for.
pub(super) fn turns_over(codes: &[u32], n_values: usize, view: &View) -> bool {
    let mut cells: Vec<(u32, i64, bool)> = Vec::new();
    for (at, code) in codes.iter().enumerate().filter(|(_, code)| **code != ABSENT) {
        cells.push((*code, view.stretches[at], view.is_inside[at]));
    }
    let n_cells = cells.len();
    let mut stretches: Vec<i64> = cells.iter().map(|(_, stretch, _)| *stretch).collect();
    stretches.dedup();
    if stretches.len() < MIN_STRETCHES || n_values < MIN_GONE {
        return false;
    }
    cells.sort_unstable();
    let (mut n_gone, mut n_often, mut n_gone_often, mut n_gone_entries) = (0, 0, 0, 0);
    for value in cells.chunk_by(|one, other| one.0 == other.0) {
        let runs = value.chunk_by(|one, other| one.1 == other.1);
        let most = runs.max_by_key(|run| run.len()).unwrap_or_default();
        let is_over = 2 * most.len() > value.len();
        let n_inside = value.iter().filter(|(_, _, is_inside)| *is_inside).count();
        let is_of_selection = 2 * n_inside > value.len();
        let is_often = value.len() >= OFTEN;
        n_often += usize::from(is_often);
        if is_over && !is_of_selection {
            n_gone += 1;
            n_gone_often += usize::from(is_often);
            n_gone_entries += value.len();
        }
    }
    let is_much = n_gone_entries * SHARE > n_cells || n_gone_often * SHARE > n_often;
    n_gone >= MIN_GONE && is_much
}
