//! Field names as small numbers.
//!
//! Numbers are assigned in order of first use. Two workers number differently, so only names may
//! cross from one to another.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::units::FieldId;

/// The field names of a source, each once; a copy costs nothing until one of the two gets a name.
#[derive(Clone, Debug, Default)]
pub struct FieldNames(Arc<Known>);

#[derive(Clone, Debug, Default)]
struct Known {
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
        let Known { names, ids } = Arc::make_mut(&mut self.0);
        let id = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let hash_of = |&id: &u32| hash(names.get(id as usize).map_or("", String::as_str));
        ids.insert_unique(hash(&name), id, hash_of);
        names.push(name.into_owned());
        FieldId(id)
    }

    /// The id of `name`, if it has one.
    pub fn get(&self, name: &str) -> Option<FieldId> {
        let Known { names, ids } = &*self.0;
        let is_same = |&id: &u32| names.get(id as usize).is_some_and(|known| known == name);
        ids.find(hash(name), is_same).copied().map(FieldId)
    }

    /// The name with this id; empty if there is none.
    pub fn name(&self, id: FieldId) -> &str {
        self.0.names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// All names, in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.names.iter().map(String::as_str)
    }

    /// How many names there are; every id is smaller.
    pub fn len(&self) -> usize {
        self.0.names.len()
    }

    /// Whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.0.names.is_empty()
    }
}

fn hash(name: &str) -> u64 {
    FixedState::default().hash_one(name.as_bytes())
}
