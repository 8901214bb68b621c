//! How much of a sample a format must read to be one of the source's.

use super::lines::Lines;
use super::score::Scored;

/// How many real formats a plan may hold.
pub(super) const MAX_FORMATS: usize = 8;

/// Whether a format that reads `n` entries of a sample does so because the source uses it, not by chance.
pub(super) fn is_meaningful(n: usize, lines: &Lines<'_>, n_chosen: usize) -> bool {
    // Not one alone among many: below, free text does well enough.
    n > 0 && is_share(n, lines) && (n > 1 || lines.n_heads() <= if n_chosen == 0 { 20 } else { 12 })
}

/// Whether `n` lines are one in fifty.
pub(super) fn is_share(n: usize, lines: &Lines<'_>) -> bool {
    n * 50 >= lines.n_heads()
}

/// The layout that reads most entries, given that earlier ones are tried first.
pub(super) fn most_read<'a>(chosen: &[&'a Scored], lines: &Lines<'_>) -> Option<&'a Scored> {
    let mut is_left = vec![true; lines.len()];
    let mut best: Option<(usize, &Scored)> = None;
    for scored in chosen {
        let n_own = scored.n_left(&is_left);
        scored.mark(&mut is_left);
        if best.is_none_or(|(n_best, _)| n_own > n_best) {
            best = Some((n_own, scored));
        }
    }
    best.map(|(_, scored)| scored)
}
