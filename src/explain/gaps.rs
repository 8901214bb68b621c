//! Whether the way from one message to the next takes longer: the logs of a slow service look alike
//! but for their times.

use super::stats::{float, median, spread, surprise, surprise_of_half};
use super::view::{Buckets, NO_TILE, View};

/// Degrees of freedom: medians of few times have heavy tails.
const FREEDOM: f64 = 6.0;

/// Changes of about this size, as a logarithm, surprise nobody.
const FLOOR: f64 = 0.15;

/// A way is judged if the rest has it in so many stretches, and so often.
const MIN_TILES: usize = 5;
const MIN_GAPS: usize = 10;

/// A way from one entry to the next of its chain.
pub(super) struct Way {
    /// Where it begins, and which kind of way it is.
    pub(super) from: u32,
    pub(super) kind: u32,
    /// How long it takes, as the logarithm of seconds.
    pub(super) log_secs: f64,
}

/// How long a kind of way takes on both sides.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Gap {
    /// Where one of the kind begins.
    pub(super) example: u32,
    /// The median of the selection, and the usual one of the rest, in seconds.
    pub(super) secs: f64,
    pub(super) usual_secs: f64,
    /// How many ways of the selection.
    pub(super) n: u64,
    /// -log10 p.
    pub(super) surprise: f64,
}

/// Tests every kind of way that takes longer in the selection.
pub(super) fn gaps(ways: &[Way], n_kinds: usize, view: &View) -> Vec<(u32, Gap)> {
    let kinds: Vec<u32> = ways.iter().map(|way| way.kind).collect();
    let by_kind = Buckets::new(&kinds, n_kinds);
    let kinds = (0_u32..).zip(0..n_kinds);
    kinds.filter_map(|(kind, at)| Some((kind, gap(by_kind.of(at), ways, view)?))).collect()
}

fn gap(places: &[u32], ways: &[Way], view: &View) -> Option<Gap> {
    let (mut now, mut rest, mut by_tile) = (Vec::new(), Vec::new(), Vec::new());
    for way in places.iter().map(|at| &ways[*at as usize]) {
        if view.is_inside[way.from as usize] {
            now.push(way.log_secs);
        } else {
            rest.push(way.log_secs);
            by_tile.push((view.tiles[way.from as usize], way.log_secs));
        }
    }
    if now.is_empty() || rest.len() < MIN_GAPS {
        return None;
    }
    let usual = Usual::of(&mut by_tile, &mut rest)?;
    let middle = median(&mut now.clone());
    let n = float(now.len() as u64);
    let deviation =
        (middle - usual.middle) / (usual.between + usual.within / n + FLOOR * FLOOR).sqrt();
    if deviation <= 0.0 {
        return None;
    }
    let n_as_far = rest.iter().filter(|secs| **secs >= middle).count();
    let chance = float(1 + n_as_far as u64) / float(1 + rest.len() as u64);
    Some(Gap {
        example: ways[places[0] as usize].from,
        secs: middle.exp(),
        usual_secs: usual.middle.exp(),
        n: now.len() as u64,
        surprise: surprise(deviation, FREEDOM).min(surprise_of_half(now.len(), chance)),
    })
}

/// How long a way takes in the stretches of the rest, and how much that varies.
struct Usual {
    middle: f64,
    /// Between one stretch and another.
    between: f64,
    /// Between one time and another, for the median of one.
    within: f64,
}

impl Usual {
    fn of(by_tile: &mut [(u32, f64)], rest: &mut [f64]) -> Option<Self> {
        by_tile.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut middles: Vec<(f64, usize)> = Vec::new();
        for tile in by_tile.chunk_by(|one, other| one.0 == other.0) {
            if tile[0].0 != NO_TILE {
                let mut secs: Vec<f64> = tile.iter().map(|(_, secs)| *secs).collect();
                middles.push((median(&mut secs), secs.len()));
            }
        }
        if middles.len() < MIN_TILES {
            return None;
        }
        // The median of one time says little of its stretch.
        let firm: Vec<_> = middles.iter().copied().filter(|(_, size)| *size >= 2).collect();
        let used = if firm.len() >= MIN_TILES { firm } else { middles };
        let mut values: Vec<f64> = used.iter().map(|(middle, _)| *middle).collect();
        let mut sizes: Vec<f64> = used.iter().map(|(_, size)| float(*size as u64)).collect();
        let middle = median(&mut values);
        let middle_of_rest = median(rest);
        // The variance of a median is that of a mean times half of pi.
        let within = std::f64::consts::FRAC_PI_2 * spread(rest, middle_of_rest).powi(2);
        let between = spread(&values, middle).powi(2) - within / median(&mut sizes);
        Some(Self { middle, between: between.max(0.0), within })
    }
}
