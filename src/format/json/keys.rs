//! Keys of JSON objects.
//!
//! Every key met gets a slot under the slot of the object that it is in.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::glue::{Glues, ROOT};
use crate::format::FieldNames;
use crate::format::roles::{Role, role_of};
use crate::format::scales::Writer;
use crate::units::FieldId;

struct Slot {
    parent: u32,
    key: Box<[u8]>,
    path: Box<[u8]>,
    id: Option<FieldId>,
    role: Option<Role>,
    writer: Writer,
    /// Objects between it and the outermost one.
    depth: u32,
}

/// All keys seen so far.
#[derive(Default)]
pub(in crate::format) struct Keys {
    slots: Vec<Slot>,
    table: HashTable<u32>,
    pub(super) glues: Glues,
    /// Put before every name.
    prefix: Box<[u8]>,
}

impl Keys {
    /// Keys of objects inside something of this name.
    pub(in crate::format) fn within(name: &str) -> Self {
        Self { prefix: format!("{name}.").into_bytes().into(), ..Self::default() }
    }

    /// The slot of `key` (as written, escapes included) in the object of slot `parent`.
    pub(in crate::format) fn slot(&mut self, parent: u32, key: &[u8]) -> u32 {
        self.find(parent, key).unwrap_or_else(|| self.add(parent, key))
    }

    fn find(&self, parent: u32, key: &[u8]) -> Option<u32> {
        let is_same =
            |&at: &u32| self.slots.get(at as usize).is_some_and(|slot| slot.is(parent, key));
        self.table.find(hash(parent, key), is_same).copied()
    }

    fn add(&mut self, parent: u32, key: &[u8]) -> u32 {
        let mut path = Vec::new();
        if let Some(parent) = self.slots.get(parent as usize) {
            path.extend_from_slice(&parent.path);
            path.push(b'.');
        } else {
            path.extend_from_slice(&self.prefix);
        }
        super::unescape(key, &mut path);
        let depth = self.slots.get(parent as usize).map_or(0, |parent| parent.depth + 1);
        let at = u32::try_from(self.slots.len()).unwrap_or(ROOT);
        let role = role_of(&path);
        let writer = Writer::of(&String::from_utf8_lossy(&path).to_ascii_lowercase());
        let path = path.into();
        let slot = Slot { parent, key: key.into(), path, id: None, role, writer, depth };
        self.slots.push(slot);
        let slots = &self.slots;
        let hash_of =
            |&at: &u32| slots.get(at as usize).map_or(0, |slot| hash(slot.parent, &slot.key));
        self.table.insert_unique(hash(parent, key), at, hash_of);
        at
    }

    /// The slot of the object that contains a slot.
    pub(in crate::format) fn parent(&self, slot: u32) -> u32 {
        self.slots.get(slot as usize).map_or(ROOT, |slot| slot.parent)
    }

    /// How many objects lie between a slot and the outermost one.
    pub(in crate::format) fn depth(&self, slot: u32) -> u32 {
        self.slots.get(slot as usize).map_or(0, |slot| slot.depth)
    }

    /// The field of a slot that holds a value.
    pub(in crate::format) fn field(&mut self, slot: u32, names: &mut FieldNames) -> FieldId {
        let Some(slot) = self.slots.get_mut(slot as usize) else { return FieldId(0) };
        *slot.id.get_or_insert_with(|| names.intern(&slot.path))
    }

    /// What a slot's value may say, and what its name says.
    pub(in crate::format) fn told(&self, slot: u32) -> (Option<Role>, Writer) {
        self.slots
            .get(slot as usize)
            .map_or((None, Writer::NOBODY), |slot| (slot.role, slot.writer))
    }
}

impl Slot {
    fn is(&self, parent: u32, key: &[u8]) -> bool {
        self.parent == parent && *self.key == *key
    }
}

fn hash(parent: u32, key: &[u8]) -> u64 {
    FixedState::with_seed(u64::from(parent)).hash_one(key)
}
