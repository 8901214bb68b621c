//! What a session holds in memory, and how it stays within its limit.
//!
//! Over the budget, rows of selections that nothing needs now are dropped, then columns of fields:
//! first those that no query has used, largest first. Both can be rebuilt from the text. The index,
//! the answers, the list's rows and kept text are never dropped. Answers stay the same, but those
//! that need what was dropped take longer.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Session;
use crate::input::Storage;
use crate::query::Query;
use crate::store::{Block, BlockSize, FieldColumn};
use crate::units::FieldId;

/// Bytes held, by purpose; the kinds do not overlap.
///
/// # Shape
/// Unused capacity counts; the allocator's overhead does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoryUse {
    /// Blocks, except their fields and text.
    pub index: u64,
    /// Columns of fields.
    pub fields: u64,
    /// Kept text.
    pub text: u64,
    /// Rows of selections, and what folds know.
    pub answers: u64,
    /// Text on its way through the parser, and room to seal it.
    pub reading: u64,
    /// Text read again and cached for the next query.
    pub cache: u64,
}

impl MemoryUse {
    /// All of it.
    pub fn total(&self) -> u64 {
        let Self { index, fields, text, answers, reading, cache } = self;
        index + fields + text + answers + reading + cache
    }

    fn add(&mut self, size: BlockSize) {
        self.index += size.index as u64;
        self.fields += size.fields as u64;
        self.text += size.text as u64;
    }
}

/// The budget, and what it takes to keep within it.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// How many bytes may be held; `None` means no limit.
    budget: Option<u64>,
    /// Sums over the first `n_summed` blocks.
    blocks: MemoryUse,
    n_summed: usize,
    /// When each field was last used, by name, counted in queries.
    asked: BTreeMap<String, u64>,
    n_queries: u64,
}

impl Memory {
    /// Notes that a query uses fields.
    pub(super) fn note_query(&mut self, query: &Query) {
        self.n_queries += 1;
        for used in &query.fields {
            self.asked.insert(used.name.clone(), self.n_queries);
        }
    }

    /// Blocks were removed or changed: the sums start over.
    pub(super) fn forget_sums(&mut self) {
        self.blocks = MemoryUse::default();
        self.n_summed = 0;
    }

    fn sum(&mut self, blocks: &[Block]) {
        for block in blocks.iter().skip(self.n_summed) {
            self.blocks.add(block.size_bytes());
        }
        self.n_summed = blocks.len();
    }
}

impl<S: Storage> Session<S> {
    /// What is held.
    ///
    /// # Cost
    /// O(blocks).
    pub fn memory(&self) -> MemoryUse {
        let mut held = self.memory.blocks;
        for block in self.blocks.iter().skip(self.memory.n_summed) {
            held.add(block.size_bytes());
        }
        held.index += (self.blocks.capacity() * size_of::<Block>()) as u64;
        held.answers = self.questions.size_bytes() as u64;
        held.cache = self.questions.read_ahead_bytes() as u64;
        held.reading = self.tasks.iter().map(|slot| slot.task.size_bytes() as u64).sum();
        held.reading += self.storage.size_bytes() as u64;
        held
    }

    /// How many bytes may be held; `None` means no limit.
    pub fn budget(&self) -> Option<u64> {
        self.memory.budget
    }

    /// Sets how many bytes may be held, and drops whatever exceeds that.
    pub fn set_budget(&mut self, budget: Option<u64>) {
        self.memory.budget = budget;
        self.stay_within_budget();
    }

    /// Whether the session exceeds the budget although it dropped everything it may.
    pub fn is_over_budget(&self) -> bool {
        self.room().is_some_and(|room| room < 0)
    }

    /// Fields whose columns were dropped: name and the bytes they took, sorted by name.
    ///
    /// # Cost
    /// O(blocks · fields).
    pub fn dropped_fields(&self) -> Vec<(String, u64)> {
        let mut sums = BTreeMap::<&str, u64>::new();
        for (id, column) in self.blocks.iter().flat_map(|block| &block.fields) {
            if column.size_before_drop() > 0 {
                *sums.entry(self.names.name(*id)).or_default() += column.size_before_drop();
            }
        }
        sums.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect()
    }

    /// Bytes that may still be added; negative if the limit is exceeded. `None`: no limit.
    fn room(&self) -> Option<i64> {
        let budget = i64::try_from(self.memory.budget?).unwrap_or(i64::MAX);
        Some(budget.saturating_sub_unsigned(self.memory().total()))
    }

    /// Drops columns until the rest fits the budget.
    ///
    /// # Cost
    /// O(1) within the budget, else O(blocks · fields).
    pub(super) fn stay_within_budget(&mut self) {
        self.memory.sum(&self.blocks);
        if self.room().is_none_or(|room| room >= 0) {
            return;
        }
        self.questions.give_up_rows(self.blocks.len());
        let Some(mut room) = self.room().filter(|room| *room < 0) else { return };
        for id in self.fields_to_drop() {
            if room >= 0 {
                break;
            }
            let freed: usize = self.blocks.iter_mut().map(|block| block.drop_field(id)).sum();
            room = room.saturating_add_unsigned(freed as u64);
        }
        self.memory.forget_sums();
        self.memory.sum(&self.blocks);
    }

    /// Fields that have columns: least recently used first, and those never used by size, largest first.
    #[inline(never)]
    fn fields_to_drop(&self) -> Vec<FieldId> {
        let mut sizes = BTreeMap::<FieldId, usize>::new();
        for (id, column) in self.blocks.iter().flat_map(|block| &block.fields) {
            *sizes.entry(*id).or_default() += column.size_bytes();
        }
        sizes.retain(|_, size| *size > 0);
        let asked = |id| self.memory.asked.get(self.names.name(id)).copied().unwrap_or(0);
        let mut order: Vec<_> =
            sizes.into_iter().map(|(id, size)| (asked(id), Reverse(size), id)).collect();
        order.sort_unstable();
        order.into_iter().map(|(.., id)| id).collect()
    }

    /// Puts rebuilt columns back into their block, as far as there is room.
    pub(super) fn keep_restored(
        &mut self,
        block_idx: usize,
        restored: Vec<(FieldId, FieldColumn)>,
    ) {
        for (id, column) in restored {
            let size = i64::try_from(column.size_bytes()).unwrap_or(i64::MAX);
            let has_room = self.room().is_none_or(|room| room >= size);
            if has_room && let Some(block) = self.blocks.get_mut(block_idx) {
                let added = block.put_back(id, column) as u64;
                let is_summed = block_idx < self.memory.n_summed;
                self.memory.blocks.fields += if is_summed { added } else { 0 };
            }
        }
    }
}
