//! Lines of the target that are new, as the blocks that they stand in.

use std::collections::BTreeMap;

use super::ChangePlace;
use super::side::{Line, Side};

/// So many lines a reader takes in at once.
const MAX_LINES: u64 = 8;

/// So many lines that are not new may stand between two that are.
const MAX_BETWEEN: usize = 1;

/// A block begins with a line of this weight if what stands before it in the block says little.
const HEAD_WEIGHT: f64 = 2.0;

/// As many places of a change as are kept.
pub(super) const MAX_PLACES: usize = 100;

/// Lines that stand together, told once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    /// The first lines of their kind, as places among the side's lines.
    pub(super) lines: Vec<usize>,
    /// Other places of these kinds.
    pub(super) again: Vec<ChangePlace>,
}

/// Cuts the new lines of a side into blocks; `weight_of` is none for lines that are not new.
///
/// Each kind is told once, where it stands first; later lines of it are further places of that block.
pub(super) fn blocks_of(side: &Side, weight_of: impl Fn(usize) -> Option<f64>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut told: BTreeMap<u32, usize> = BTreeMap::new();
    let mut last: Option<usize> = None;
    for (place, line) in side.lines.iter().enumerate() {
        let Some(weight) = weight_of(place) else { continue };
        let is_near = last.is_some_and(|last| are_near(side, last, place));
        last = Some(place);
        if let Some(block) = told.get(&line.kind).and_then(|block| blocks.get_mut(*block)) {
            if block.again.len() < MAX_PLACES {
                let (first, last) = (line.number, line.number);
                block.again.push(ChangePlace { source: line.source, first, last });
            }
            continue;
        }
        let fits = |block: &&mut Block| is_near && has_room(side, block, line, weight, &weight_of);
        if let Some(block) = blocks.last_mut().filter(fits) {
            block.lines.push(place);
        } else {
            blocks.push(Block { lines: vec![place], again: Vec::new() });
        }
        told.insert(line.kind, blocks.len() - 1);
    }
    blocks
}

fn are_near(side: &Side, a: usize, b: usize) -> bool {
    let (Some(first), Some(second)) = (side.lines.get(a), side.lines.get(b)) else { return false };
    first.source == second.source
        && b - a <= MAX_BETWEEN + 1
        && second.number.saturating_sub(first.number) <= MAX_BETWEEN as u64 + 2
}

/// A long run is cut where something worth reading begins, else where it is full.
fn has_room(
    side: &Side,
    block: &Block,
    line: &Line,
    weight: f64,
    weight_of: &impl Fn(usize) -> Option<f64>,
) -> bool {
    let start = block.lines.first().and_then(|place| side.lines.get(*place));
    let n_lines = start.map_or(u64::MAX, |start| line.number.saturating_sub(start.number) + 1);
    let says_little = |place: &usize| weight_of(*place).unwrap_or(0.0) < HEAD_WEIGHT;
    let is_head =
        weight >= HEAD_WEIGHT && block.lines.len() >= 3 && block.lines.iter().all(says_little);
    n_lines <= MAX_LINES && !is_head
}
