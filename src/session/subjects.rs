//! What the entries of a block are about, remembered: finding it out again for each question would
//! take most of the time.
//!
//! Only speed depends on what is remembered. A block whose entries are about too much that is new is
//! read again each time.

use std::collections::BTreeMap;

use crate::fold::groups::{SubjectTable, Subjects};

/// What is remembered, by place of the block.
#[derive(Debug, Default)]
pub(super) struct SubjectColumns {
    pub(super) subjects: Subjects,
    pub(super) table: SubjectTable,
    /// For each entry its number in the table.
    columns: BTreeMap<usize, Box<[u32]>>,
}

impl SubjectColumns {
    /// The numbers of a block's entries, if they are remembered.
    pub(super) fn column(&self, block_idx: usize) -> Option<&[u32]> {
        self.columns.get(&block_idx).map(AsRef::as_ref)
    }

    /// Remembers the numbers of a block's entries.
    pub(super) fn put(&mut self, block_idx: usize, numbers: Vec<u32>) {
        self.columns.insert(block_idx, numbers.into());
    }

    /// Forgets everything: it can be found out again.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        let columns: usize = self.columns.values().map(|numbers| numbers.len()).sum();
        self.table.size_bytes() + columns * size_of::<u32>()
    }
}
