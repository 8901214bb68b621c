//! Entries around those of a selection: so many before and after each in its own source, as `grep -C` shows lines.
//!
//! Neighbours are those of the source's text, whatever their times and levels and whatever block or task they are in;
//! where text between two blocks is not read, they are no neighbours.

use std::borrow::Borrow;
use std::ops::Range;

use super::Session;
use super::selection::{BlockRows, Selection, SelectionId};
use crate::aggregate::order::{self, FIRST_KEY, ListedBlock};
use crate::input::Storage;
use crate::store::{Block, PAGE_ROWS, RowKey, RowSet};

/// Which entries to select.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// Those of this selection,
    pub of: SelectionId,
    /// with as many before and after each.
    pub n_entries: u64,
    /// Only around some of them.
    pub hits: Hits,
}

/// Which entries of a selection others are around; the rest of it counts as any other entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hits {
    /// All of them.
    All,
    /// The first in the order of the text; sources in the order of their ids.
    FirstInText(u64),
    /// The first in the order of the list.
    FirstInList(u64),
}

/// What an entry is among those around others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AroundPlace {
    /// It is one of those that others are around.
    pub is_hit: bool,
    /// The entry before it in its source is not selected.
    pub begins_group: bool,
}

/// The same for all entries of a block.
#[derive(Clone, Debug)]
pub(super) struct AroundRows {
    hits: RowSet,
    begins: RowSet,
}

impl AroundRows {
    pub(super) fn place_of(&self, row: usize) -> AroundPlace {
        AroundPlace { is_hit: self.hits.has(row), begins_group: self.begins.has(row) }
    }

    pub(super) fn size_bytes(&self) -> usize {
        self.hits.size_bytes() + self.begins.size_bytes()
    }
}

impl<S: Storage> Session<S> {
    /// Makes `id` the selection of entries around those of another, as far as that is found by now: it does not follow
    /// what is read or asked later.
    ///
    /// # Cost
    /// O(blocks · log blocks), and O(entries) for each block that has some of them.
    pub fn select_around(&mut self, id: SelectionId, around: Around) {
        let hits = hits_of(&self.listed_blocks(around.of), around.hits);
        let order = in_text_order(&self.blocks, 0..hits.len());
        let mut found: Vec<(BlockRows, AroundRows)> = hits.into_iter().map(unspread).collect();
        let n_entries = usize::try_from(around.n_entries).unwrap_or(usize::MAX);
        for run in order.chunk_by(|one, next| self.is_followed_by(*one, *next)) {
            spread(&self.blocks, run, n_entries, &mut found);
        }
        let Some(of) = self.questions.selections.get(&around.of) else { return };
        let selection = Selection::around(of, found);
        self.questions.selections.insert(id, selection);
        self.questions.restart_folds_of(id);
    }

    /// Whether a block's text goes on in another without a gap.
    fn is_followed_by(&self, one: usize, next: usize) -> bool {
        let pair = self.blocks.get(one).zip(self.blocks.get(next));
        pair.is_some_and(|(one, next)| one.source == next.source && one.span.end == next.span.start)
    }

    /// What an entry is in a selection of entries around others; `None` in any other.
    pub(super) fn around_place(
        &self,
        id: SelectionId,
        block_idx: usize,
        row: usize,
    ) -> Option<AroundPlace> {
        let around = self.questions.selections.get(&id)?.around.as_ref()?;
        around.get(block_idx).map(|rows| rows.place_of(row))
    }
}

/// The entries of each block that others are around.
fn hits_of(listed: &[ListedBlock<'_>], hits: Hits) -> Vec<RowSet> {
    let total: u64 = listed.iter().map(|block| block.n_listed).sum();
    match hits {
        Hits::FirstInText(n) if n < total => {
            let blocks: Vec<&Block> = listed.iter().map(|listed| listed.block).collect();
            let mut sets = vec![RowSet::Empty; listed.len()];
            let mut n_left = n;
            for idx in in_text_order(&blocks, 0..blocks.len()) {
                let (Some(block), Some(set)) = (listed.get(idx), sets.get_mut(idx)) else {
                    continue;
                };
                *set = listed_rows(block, |_| {
                    let may_follow = n_left > 0;
                    n_left = n_left.saturating_sub(1);
                    may_follow
                });
            }
            sets
        }
        Hits::FirstInList(n) if n < total => {
            let n = usize::try_from(n).unwrap_or(usize::MAX);
            let end: Option<RowKey> =
                order::rows_from(listed, FIRST_KEY, n + 1).get(n).map(|row| row.key);
            let is_before = |block: &Block, row| end.is_none_or(|end| block.key(row) < end);
            listed
                .iter()
                .map(|listed| listed_rows(listed, |row| is_before(listed.block, row)))
                .collect()
        }
        Hits::All | Hits::FirstInText(_) | Hits::FirstInList(_) => {
            listed.iter().map(|block| listed_rows(block, |_| true)).collect()
        }
    }
}

/// The listed entries of a block that are wanted; they are asked for in order.
fn listed_rows(listed: &ListedBlock<'_>, mut is_wanted: impl FnMut(usize) -> bool) -> RowSet {
    if listed.n_listed == 0 {
        return RowSet::Empty;
    }
    let mut word = 0;
    RowSet::from_fn(listed.block.n_entries(), |row| {
        if row % PAGE_ROWS == 0 {
            word = listed.selected.word(listed.block, row / PAGE_ROWS);
        }
        word >> (row % PAGE_ROWS) & 1 == 1 && is_wanted(row)
    })
}

/// Blocks by source and place.
fn in_text_order<B: Borrow<Block>>(blocks: &[B], indices: Range<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = indices.collect();
    order.sort_by_key(|idx| {
        blocks.get(*idx).map(Borrow::borrow).map(|block: &Block| (block.source, block.span.start))
    });
    order
}

fn unspread(hits: RowSet) -> (BlockRows, AroundRows) {
    (BlockRows::new(Some(RowSet::Empty)), AroundRows { hits, begins: RowSet::Empty })
}

/// Adds what is around the hits in blocks whose text is in one piece.
fn spread(
    blocks: &[Block],
    run: &[usize],
    n_entries: usize,
    found: &mut [(BlockRows, AroundRows)],
) {
    let shapes: Vec<BlockHits> = run
        .iter()
        .filter_map(|idx| Some((blocks.get(*idx)?, found.get(*idx)?)))
        .map(|(block, (_, around))| BlockHits::new(block.n_entries(), &around.hits))
        .collect();
    let [forwards, backwards]: [Vec<&BlockHits>; 2] =
        [shapes.iter().collect(), shapes.iter().rev().collect()];
    let after = reaches(&forwards, n_entries, |shape| {
        shape.hits.last().map(|last| shape.n_entries - 1 - last)
    });
    let mut before = reaches(&backwards, n_entries, |shape| shape.hits.first().copied());
    before.reverse();
    let mut is_before_in = false;
    for ((idx, shape), (n_first, n_last)) in run.iter().zip(&shapes).zip(after.iter().zip(before)) {
        let Some((rows, around)) = found.get_mut(*idx) else { continue };
        let set = shape.with_neighbours(n_entries, *n_first, n_last);
        around.begins = RowSet::from_fn(shape.n_entries, |row| {
            let is_in = set.has(row);
            let begins = is_in && !is_before_in;
            is_before_in = is_in;
            begins
        });
        *rows = BlockRows::new(Some(set));
    }
}

/// How many entries of each block are still near a hit in one of those before it, in the order given; `distance` is
/// that of the hit nearest to the block's end in this order.
fn reaches(
    shapes: &[&BlockHits],
    n_entries: usize,
    distance: impl Fn(&BlockHits) -> Option<usize>,
) -> Vec<usize> {
    let mut reach: usize = 0;
    let mut all = Vec::new();
    for shape in shapes.iter().copied() {
        all.push(reach);
        let own = distance(shape).map_or(0, |distance| n_entries.saturating_sub(distance));
        reach = own.max(reach.saturating_sub(shape.n_entries));
    }
    all
}

/// The hits of a block, in order.
struct BlockHits {
    n_entries: usize,
    hits: Vec<usize>,
}

impl BlockHits {
    fn new(n_entries: usize, hits: &RowSet) -> Self {
        let rows = if *hits == RowSet::Empty { 0..0 } else { 0..n_entries };
        Self { n_entries, hits: rows.filter(|row| hits.has(*row)).collect() }
    }

    /// The hits with their neighbours, and with so many entries at both ends that are neighbours of others.
    fn with_neighbours(&self, n_entries: usize, n_first: usize, n_last: usize) -> RowSet {
        if self.hits.is_empty() && n_first == 0 && n_last == 0 {
            return RowSet::Empty;
        }
        let last_from = self.n_entries.saturating_sub(n_last);
        let mut at = 0;
        RowSet::from_fn(self.n_entries, |row| {
            while self.hits.get(at).is_some_and(|hit| hit.saturating_add(n_entries) < row) {
                at += 1;
            }
            let is_near =
                self.hits.get(at).is_some_and(|hit| *hit <= row.saturating_add(n_entries));
            is_near || row < n_first || row >= last_from
        })
    }
}
