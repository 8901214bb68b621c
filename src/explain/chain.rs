//! Which field links entries: a request's id, found by how its values behave, not by its name.

use super::column::Values;
use super::view::{Buckets, View};

/// Entries by what follows what.
pub(super) struct Chain {
    /// The field that links them.
    pub(super) field: String,
    /// For each entry the next one with the same value, or [`NOTHING`].
    pub(super) next: Vec<u32>,
    /// And the one before.
    pub(super) previous: Vec<u32>,
}

/// No entry.
pub(super) const NOTHING: u32 = u32::MAX;

/// A chain is on at least half of all entries, has so many values, and so many entries for each.
const MIN_VALUES: usize = 20;
const MIN_ENTRIES: usize = 2;

/// So many of a hundred values are over within a stretch: a host or a user is no chain.
const SHORT_LIVED: usize = 90;

/// Finds the field that links most entries, if there is one.
pub(super) fn chain<'f>(
    fields: impl IntoIterator<Item = (&'f String, &'f Values)>,
    view: &View,
    place_of: &[u32],
) -> Option<Chain> {
    let mut best: Option<(u64, &str, Buckets, usize)> = None;
    for (name, values) in fields {
        let n = values.n_distinct;
        if n < MIN_VALUES
            || values.cells.len() < n * MIN_ENTRIES
            || 2 * values.cells.len() < view.len()
        {
            continue;
        }
        let mut codes = vec![u32::MAX; view.len()];
        for (row, code) in &values.cells {
            let at = place_of[*row as usize];
            if at != NOTHING && view.times[at as usize].is_some() {
                codes[at as usize] = *code;
            }
        }
        let buckets = Buckets::new(&codes, n);
        let Some(n_links) = n_links(&buckets, n, view) else { continue };
        if best.as_ref().is_none_or(|(most, ..)| n_links > *most) {
            best = Some((n_links, name, buckets, n));
        }
    }
    let (n_links, field, buckets, n) = best?;
    if n_links == 0 {
        return None;
    }
    let (mut next, mut previous) = (vec![NOTHING; view.len()], vec![NOTHING; view.len()]);
    for code in 0..n {
        for pair in buckets.of(code).windows(2) {
            if let [one, other] = pair {
                next[*one as usize] = *other;
                previous[*other as usize] = *one;
            }
        }
    }
    Some(Chain { field: field.to_owned(), next, previous })
}

/// How many entries follow another of their value, if the values are those of a chain.
fn n_links(buckets: &Buckets, n: usize, view: &View) -> Option<u64> {
    let (mut n_entries, mut lives) = (0, Vec::new());
    for code in 0..n {
        let places = buckets.of(code);
        let (Some(first), Some(last)) = (places.first(), places.last()) else { continue };
        n_entries += places.len();
        let (first, last) = (view.times[*first as usize], view.times[*last as usize]);
        lives.push(last.unwrap_or_default().saturating_sub(first.unwrap_or_default()));
    }
    if 2 * n_entries < view.len()
        || n_entries < MIN_ENTRIES * lives.len()
        || lives.len() < MIN_VALUES
    {
        return None;
    }
    let place = (lives.len() - 1) * SHORT_LIVED / 100;
    let (_, life, _) = lives.select_nth_unstable(place);
    (*life <= view.width).then_some((n_entries - lives.len()) as u64)
}
