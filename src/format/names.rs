//! Field names as small numbers.
//!
//! Numbers are assigned in order of first use. Two workers number differently, so only names may
//! cross from one to another.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::units::FieldId;

/// The field names of a source, each once.
#[derive(Clone, Debug, Default)]
pub struct FieldNames {
    names: Vec<String>,
    ids: HashTable<u32>,
}

impl FieldNames {
    /// A table without names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The id of `name`, assigned now if it has none; invalid UTF-8 becomes U+FFFD.
    pub fn intern(&mut self, name: &[u8]) -> FieldId {
        let name = String::from_utf8_lossy(name);
        if let Some(id) = self.get(&name) {
            return id;
        }
        let id = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        let names = &self.names;
        let hash_of = |&id: &u32| hash(names.get(id as usize).map_or("", String::as_str));
        self.ids.insert_unique(hash(&name), id, hash_of);
        self.names.push(name.into_owned());
        FieldId(id)
    }

    /// The id of `name`, if it has one.
    pub fn get(&self, name: &str) -> Option<FieldId> {
        let is_same = |&id: &u32| self.names.get(id as usize).is_some_and(|known| known == name);
        self.ids.find(hash(name), is_same).copied().map(FieldId)
    }

    /// The name with this id; empty if there is none.
    pub fn name(&self, id: FieldId) -> &str {
        self.names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// All names, in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// How many names there are; every id is smaller.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

fn hash(name: &str) -> u64 {
    FixedState::default().hash_one(name.as_bytes())
}
