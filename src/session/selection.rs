//! Selections: each is a query with a range, and the rows that it has in every block.
//!
//! Any number live side by side. Rows are found block by block as blocks arrive, in steps within each
//! block. They are kept until memory runs short, and found again when needed after that.

use super::Session;
use super::around::AroundRows;
use crate::aggregate::SelectedRows;
use crate::aggregate::order::{self, Direction, ListedBlock};
use crate::fold::UnknownField;
use crate::input::Storage;
use crate::query::{self, Allowance, Evaluation, Kind, Query, QueryError, closest_name};
use crate::store::{RowKey, RowSet, SharedText};

/// Which selection; chosen by whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SelectionId(pub u32);

/// The selection that the list shows: its rows are never dropped.
pub const LIST: SelectionId = SelectionId(0);

/// What is looked for in the list without hiding anything: the list's condition and another one.
pub(super) const FOUND: SelectionId = SelectionId(1);

/// What to select.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionSpec {
    /// Chosen by whoever asks; returned with every answer.
    pub generation: u32,
    /// The query's text.
    pub query: String,
    /// Names that it has without quotes and that are no fields here: their terms are text.
    pub as_text: Vec<String>,
    /// Times of the list, half open.
    pub range: Option<(i64, i64)>,
}

/// A selection, as far as it has been found.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) spec: SelectionSpec,
    pub(super) query: Query,
    /// For the first blocks of the session, in their order.
    blocks: Vec<BlockRows>,
    /// The block being evaluated, if it is not finished.
    underway: Option<Underway>,
    /// Of entries around others, which are which, block by block; such rows are given, not found.
    pub(super) around: Option<Vec<AroundRows>>,
}

/// How far the evaluation of a block has come.
#[derive(Debug, Default)]
pub(super) struct Underway {
    pub(super) block_idx: usize,
    pub(super) evaluation: Evaluation,
    /// The block's text, if it has been needed.
    pub(super) text: Option<SharedText>,
}

/// The rows of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct BlockRows {
    /// Those that meet the query apart from its level terms; `None` if they have to be found again.
    pub(super) rows: Option<RowSet>,
    /// Finding them takes text that is gone.
    pub(super) is_unsearched: bool,
    /// How many of them are in the list, once a fold or a request has counted them.
    n_listed: Option<u64>,
}

impl BlockRows {
    pub(super) fn new(rows: Option<RowSet>) -> Self {
        let is_unsearched = rows.is_none();
        Self { rows: Some(rows.unwrap_or(RowSet::Empty)), is_unsearched, n_listed: None }
    }
}

impl Selection {
    fn new(spec: SelectionSpec, query: Query) -> Self {
        Self { spec, query, blocks: Vec::new(), underway: None, around: None }
    }

    /// Entries around those of another selection.
    pub(super) fn around(of: &Self, found: Vec<(BlockRows, AroundRows)>) -> Self {
        let spec = SelectionSpec { range: None, ..of.spec.clone() };
        let query = Query { level_mask: u8::MAX, ..of.query.clone() };
        let (blocks, around) = found.into_iter().unzip();
        Self { spec, query, blocks, underway: None, around: Some(around) }
    }

    /// How many of the first blocks have been evaluated.
    pub(super) fn n_found(&self) -> usize {
        self.blocks.len()
    }

    /// Forgets all rows; the question stays.
    pub(super) fn restart(&mut self) {
        self.blocks.clear();
        self.underway = None;
        self.around = self.around.take().map(|_| Vec::new());
    }

    /// Rows of a block, if they are known.
    pub(super) fn rows(&self, block_idx: usize) -> Option<SelectedRows<'_>> {
        let rows = self.blocks.get(block_idx)?.rows.as_ref()?;
        let (level_mask, range) = (self.query.level_mask, self.spec.range);
        Some(SelectedRows { rows, level_mask, range })
    }

    pub(super) fn is_unsearched(&self, block_idx: usize) -> bool {
        self.blocks.get(block_idx).is_some_and(|found| found.is_unsearched)
    }

    /// Takes out how far the evaluation of a block has come, to resume it.
    pub(super) fn take_underway(&mut self, block_idx: usize) -> Underway {
        let known = self.underway.take().filter(|known| known.block_idx == block_idx);
        known.unwrap_or_else(|| Underway { block_idx, ..Underway::default() })
    }

    /// Keeps how far the evaluation of a block has come.
    pub(super) fn put_underway(&mut self, underway: Underway) {
        self.underway = Some(underway);
    }

    /// Stores what was found in a block: the next one, or one whose rows had been dropped.
    pub(super) fn put(&mut self, block_idx: usize, found: BlockRows) {
        match self.blocks.get_mut(block_idx) {
            Some(known) => *known = found,
            None => self.blocks.push(found),
        }
    }

    /// Stores how many entries of a block are in the list, as counted by a fold.
    pub(super) fn note_n_listed(&mut self, block_idx: usize, n_listed: Option<u64>) {
        if let Some(found) = self.blocks.get_mut(block_idx) {
            found.n_listed = n_listed.or(found.n_listed);
        }
    }

    /// Drops all rows; they can be found again.
    pub(super) fn give_up(&mut self) {
        if self.around.is_some() {
            return;
        }
        for found in &mut self.blocks {
            // Those that take no memory stay.
            if found.rows.as_ref().is_some_and(|rows| rows.size_bytes() > 0) {
                found.rows = None;
            }
        }
    }

    /// The time before a block has changed: returns whether that may change what is selected.
    ///
    /// A block underway goes on: only searches of its text are kept of it, which no time changes.
    pub(super) fn note_time_before(&mut self, block_idx: usize) -> bool {
        let asks = self.around.is_none() && self.query.expr.asks_for(Kind::Earlier);
        match self.blocks.get_mut(block_idx).filter(|_| asks) {
            Some(found) => {
                *found = BlockRows::default();
                true
            }
            None => false,
        }
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        let rows = self.blocks.iter().filter_map(|found| found.rows.as_ref());
        let rows: usize = rows.map(RowSet::size_bytes).sum();
        let text = self.underway.as_ref().and_then(|underway| underway.text.as_ref());
        let around = self.around.iter().flatten().map(AroundRows::size_bytes).sum::<usize>();
        around
            + rows
            + self.blocks.capacity() * size_of::<BlockRows>()
            + text.map_or(0, |text| text.len())
    }
}

impl<S: Storage> Session<S> {
    /// Defines a selection; rows found for the same query are kept, and its folds start over.
    ///
    /// # Errors
    /// If the query cannot be understood; the selection stays as it was.
    pub fn select(&mut self, id: SelectionId, spec: SelectionSpec) -> Result<(), QueryError> {
        let query = query::parse_with(&spec.query, &spec.as_text)?;
        self.memory.note_query(&query);
        match self.questions.selections.get_mut(&id) {
            Some(known)
                if known.around.is_none()
                    && known.spec.query == spec.query
                    && known.spec.as_text == spec.as_text =>
            {
                if known.spec.range != spec.range {
                    known.blocks.iter_mut().for_each(|found| found.n_listed = None);
                }
                known.spec = spec;
            }
            _ => drop(self.questions.selections.insert(id, Selection::new(spec, query))),
        }
        self.questions.restart_folds_of(id);
        Ok(())
    }

    /// Forgets a selection and the folds over it.
    pub fn unselect(&mut self, id: SelectionId) {
        self.questions.selections.remove(&id);
        self.questions.folds.retain(|_, fold| fold.selection != id);
    }

    /// What defines a selection.
    pub fn selection(&self, id: SelectionId) -> Option<&SelectionSpec> {
        self.questions.selections.get(&id).map(|selection| &selection.spec)
    }

    /// Whether a selection has been evaluated on every sealed block.
    pub fn is_selected(&self, id: SelectionId) -> bool {
        let known = self.questions.selections.get(&id);
        known.is_some_and(|selection| selection.n_found() >= self.blocks.len())
    }

    /// Levels that a selection lets through.
    pub fn level_mask(&self, id: SelectionId) -> u8 {
        let selection = self.questions.selections.get(&id);
        selection.map_or(u8::MAX, |selection| selection.query.level_mask)
    }

    /// Whether anything read so far may have a field of this name.
    pub fn knows_field(&self, name: &str) -> bool {
        self.names.get(name).is_some()
    }

    /// Fields of a selection's query that no entry read so far has.
    pub(super) fn unknown_fields(&self, id: SelectionId) -> Vec<UnknownField> {
        let selection = self.questions.selections.get(&id);
        let uses = selection.iter().flat_map(|selection| &selection.query.fields);
        let unknown = (0..).zip(uses).filter(|(_, used)| self.names.get(&used.name).is_none());
        unknown
            .map(|(place, used)| UnknownField {
                place,
                name: used.name.clone(),
                closest: closest_name(&used.name, self.names.iter()),
            })
            .collect()
    }

    /// For each key, how many entries of a selection come before it.
    pub fn count_before(&mut self, id: SelectionId, keys: &[RowKey]) -> Vec<u64> {
        let blocks = self.listed_blocks(id);
        keys.iter().map(|key| order::count_before(&blocks, *key)).collect()
    }

    /// The entry of a selection next to `key` with at least that level.
    pub fn seek(
        &mut self,
        id: SelectionId,
        key: RowKey,
        direction: Direction,
        min_level: u8,
    ) -> Option<RowKey> {
        order::seek(&self.listed_blocks(id), key, direction, min_level)
    }

    /// Blocks on which a selection has been evaluated, with its entries, in the order of
    /// [`Self::blocks`].
    ///
    /// # Cost
    /// O(blocks), plus the cost of counting rows once after each change of the selection.
    pub(super) fn listed_blocks(&mut self, id: SelectionId) -> Vec<ListedBlock<'_>> {
        self.find_given_up(id);
        let Some(selection) = self.questions.selections.get_mut(&id) else { return Vec::new() };
        let (level_mask, range) = (selection.query.level_mask, selection.spec.range);
        let pairs = self.blocks.iter().zip(&mut selection.blocks);
        pairs
            .map(|(block, found)| {
                let rows = found.rows.as_ref().unwrap_or(&RowSet::Empty);
                let selected = SelectedRows { rows, level_mask, range };
                let n_listed = *found.n_listed.get_or_insert_with(|| selected.count(block));
                debug_assert_eq!(n_listed, selected.count(block), "a fold counted otherwise");
                ListedBlock { block, selected, n_listed }
            })
            .collect()
    }

    /// Finds dropped rows again.
    fn find_given_up(&mut self, id: SelectionId) {
        let Some(selection) = self.questions.selections.get(&id) else { return };
        let is_gone = |found: &BlockRows| found.rows.is_none();
        if !selection.blocks.iter().any(is_gone) {
            return;
        }
        for block_idx in 0..selection.n_found() {
            self.find_rows(id, block_idx, Allowance::UNLIMITED);
        }
    }

    /// Whether entry `row` of a block is in a selection.
    pub(super) fn is_listed(&self, id: SelectionId, block_idx: usize, row: usize) -> bool {
        let Some(selection) = self.questions.selections.get(&id) else { return true };
        let Some(block) = self.blocks.get(block_idx) else { return false };
        selection.rows(block_idx).is_some_and(|selected| selected.lists(block, row))
    }

    /// How many entries of a block are in a selection.
    pub(super) fn n_listed(&self, id: SelectionId, block_idx: usize) -> u64 {
        let Some(selection) = self.questions.selections.get(&id) else { return 0 };
        let Some(block) = self.blocks.get(block_idx) else { return 0 };
        selection.rows(block_idx).map_or(0, |selected| selected.count(block))
    }
}
