//! What a session holds in memory, and what it may.

use super::Session;
use crate::input::Storage;

/// Bytes held, by what for; the kinds do not overlap.
///
/// # Shape
/// Room that was asked for and is not filled counts; what the allocator adds does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoryUse {
    /// Blocks but for their fields and text.
    pub index: u64,
    /// Columns of fields.
    pub fields: u64,
    /// Kept text.
    pub text: u64,
    /// Rows and counts of the view.
    pub view: u64,
    /// Text on its way through the parser.
    pub reading: u64,
    /// Text read again and kept for the next question.
    pub cache: u64,
}

impl MemoryUse {
    /// All of it.
    pub fn total(&self) -> u64 {
        let Self { index, fields, text, view, reading, cache } = self;
        index + fields + text + view + reading + cache
    }
}

impl<S: Storage> Session<S> {
    /// What is held.
    ///
    /// # Cost
    /// O(blocks · fields).
    pub fn memory(&self) -> MemoryUse {
        let mut held = MemoryUse::default();
        for block in &self.blocks {
            let size = block.size_bytes();
            held.index += size.index as u64;
            held.fields += size.fields as u64;
            held.text += size.text as u64;
        }
        held.view = self.view.size_bytes() as u64;
        held.reading = self.tasks.iter().map(|slot| slot.task.size_bytes() as u64).sum();
        held
    }

    /// What may be held, in bytes; `None` is as much as there is.
    pub fn budget(&self) -> Option<u64> {
        self.budget
    }

    /// Sets what may be held.
    pub fn set_budget(&mut self, budget: Option<u64>) {
        self.budget = budget;
    }

    /// Whether more than the budget is held though all is given up that may be.
    pub fn is_over_budget(&self) -> bool {
        self.budget.is_some_and(|budget| self.memory().total() > budget)
    }

    /// Fields whose columns were given up: name and what they took, in bytes; sorted by name.
    pub fn dropped_fields(&self) -> Vec<(String, u64)> {
        Vec::new()
    }
}
