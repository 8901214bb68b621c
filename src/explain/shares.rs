//! Whether something has another share on the two sides: a message of all entries, a successor of
//! all that may follow.
//!
//! # Source
//! G of the table of two by two (the likelihood ratio), divided by how much the share varies between
//! stretches of the rest: what always fluctuates is no news.

use super::stats::{float, median, surprise, xlogx};
use super::view::{Buckets, NO_TILE, View};

/// Degrees of freedom: so many stretches are usual.
const FREEDOM: f64 = 30.0;

/// A stretch speaks at most so many times as loudly as the one in the middle: incidents in the rest
/// must not hide one another.
const CAP: f64 = 4.0;

/// As many stretches without any variation are taken as seen before the first.
const PRIOR: f64 = 5.0;

/// What is counted: each entry under a key, each key among others.
pub(super) struct Keyed {
    /// By entry.
    pub(super) keys: Vec<u32>,
    pub(super) n_keys: usize,
    /// By entry: what the key's share is of; the same for all entries with the key.
    pub(super) wholes: Vec<u32>,
    pub(super) n_wholes: usize,
}

/// A key's share on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Share {
    /// An entry with the key.
    pub(super) example: u32,
    pub(super) inside: u64,
    pub(super) of_inside: u64,
    pub(super) outside: u64,
    pub(super) of_outside: u64,
    /// -log10 p.
    pub(super) surprise: f64,
    /// How much of what differs is behind a delay of its chain.
    pub(super) late: f64,
}

/// Counts of entries by side and by stretch.
struct Tally {
    inside: u64,
    /// Those of the selection behind a delay.
    late: u64,
    outside: u64,
    by_tile: Vec<u32>,
    /// Stretches with any.
    tiles: Vec<u32>,
}

impl Tally {
    fn new(n_tiles: usize) -> Self {
        Self { inside: 0, late: 0, outside: 0, by_tile: vec![0; n_tiles], tiles: Vec::new() }
    }

    fn count(&mut self, places: &[u32], view: &View, is_late: Option<&[bool]>) {
        for tile in self.tiles.drain(..) {
            self.by_tile[tile as usize] = 0;
        }
        (self.inside, self.late, self.outside) = (0, 0, 0);
        for at in places {
            let at = *at as usize;
            if view.is_inside[at] {
                self.inside += 1;
                self.late += u64::from(is_late.is_some_and(|late| late[at]));
                continue;
            }
            self.outside += 1;
            let tile = view.tiles[at];
            if tile != NO_TILE {
                let count = &mut self.by_tile[tile as usize];
                if *count == 0 {
                    self.tiles.push(tile);
                }
                *count += 1;
            }
        }
    }
}

/// Tests the share of every key that both sides can have.
///
/// # Cost
/// O(entries + keys × stretches).
pub(super) fn shares(keyed: &Keyed, view: &View, is_late: Option<&[bool]>) -> Vec<Share> {
    let Keyed { keys, n_keys, wholes, n_wholes } = keyed;
    let mut owners = vec![u32::MAX; *n_keys];
    for (key, whole) in keys.iter().zip(wholes) {
        if let Some(owner) = owners.get_mut(*key as usize) {
            *owner = *whole;
        }
    }
    let (by_key, by_whole) = (Buckets::new(keys, *n_keys), Buckets::new(wholes, *n_wholes));
    let keys_of = Buckets::new(&owners, *n_wholes);
    let (mut all, mut own) = (Tally::new(view.n_tiles), Tally::new(view.n_tiles));
    let mut scratch = Vec::new();
    let mut found = Vec::new();
    for whole in 0..*n_wholes {
        all.count(by_whole.of(whole), view, is_late);
        if all.inside == 0 || all.outside == 0 {
            continue;
        }
        for key in keys_of.of(whole) {
            let places = by_key.of(*key as usize);
            own.count(places, view, is_late);
            let deviation = (deviance(&own, &all) / dispersion(&own, &all, &mut scratch)).sqrt();
            found.push(Share {
                example: places[0],
                inside: own.inside,
                of_inside: all.inside,
                outside: own.outside,
                of_outside: all.outside,
                surprise: surprise(deviation, FREEDOM),
                late: late(&own, &all),
            });
        }
    }
    found
}

/// How much of what differs is behind a delay: of the entries with the key if there are too many, of
/// all others if too few.
fn late(own: &Tally, all: &Tally) -> f64 {
    let is_more = own.inside * all.outside >= own.outside * all.inside;
    let (late, n) = if is_more {
        (own.late, own.inside)
    } else {
        (all.late - own.late, all.inside - own.inside)
    };
    float(late) / float(n.max(1))
}

/// G of the table of two by two.
fn deviance(own: &Tally, all: &Tally) -> f64 {
    let [a, n, b, m] = [own.inside, all.inside, own.outside, all.outside].map(float);
    let share = (a + b) / (n + m);
    let side =
        |count: f64, of: f64| xlogx(count, of * share) + xlogx(of - count, of * (1.0 - share));
    (2.0 * (side(a, n) + side(b, m))).max(0.0)
}

/// How much the share varies between the stretches of the rest, at least 1.
fn dispersion(own: &Tally, all: &Tally, scratch: &mut Vec<f64>) -> f64 {
    let share = (float(own.outside) + 0.5) / (float(all.outside) + 1.0);
    let without = -(1.0 - share).ln();
    scratch.clear();
    for tile in &all.tiles {
        let trials = f64::from(all.by_tile[*tile as usize]);
        let count = f64::from(own.by_tile[*tile as usize]);
        scratch.push(if count > 0.0 {
            2.0 * (xlogx(count, trials * share) + xlogx(trials - count, trials * (1.0 - share)))
        } else {
            2.0 * trials * without
        });
    }
    let n = float(scratch.len() as u64);
    let limit = CAP * median(scratch).max(1.0);
    let sum: f64 = scratch.iter().map(|deviance| deviance.min(limit)).sum();
    ((PRIOR + sum) / (PRIOR + n)).max(1.0)
}
