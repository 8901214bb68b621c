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
#[derive(Debug, Default)]
pub struct FieldNames {
    known: Arc<Known>,
    recent: Option<Box<Recent>>,
}

/// Short names met last, by their exact bytes: the same few come again and again.
#[derive(Debug)]
struct Recent([Option<(ShortName, FieldId)>; N_RECENT]);

/// As many as an entry has names, and some more: a power of two.
const N_RECENT: usize = 64;

/// A name of at most sixteen bytes: its first eight, its last eight, and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ShortName {
    head: u64,
    tail: u64,
    len: usize,
}

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
    #[inline]
    pub fn intern(&mut self, name: &[u8]) -> FieldId {
        let Some(short) = ShortName::new(name) else { return self.look_up(name) };
        let recent = self.recent.get_or_insert_default();
        match recent.place(short) {
            Some(Some((known, id))) if *known == short => *id,
            _ => self.look_up_short(name, short),
        }
    }

    #[inline(never)]
    fn look_up_short(&mut self, name: &[u8], short: ShortName) -> FieldId {
        let id = self.look_up(name);
        if let Some(place) = self.recent.get_or_insert_default().place(short) {
            *place = Some((short, id));
        }
        id
    }

    fn look_up(&mut self, name: &[u8]) -> FieldId {
        let name = String::from_utf8_lossy(name);
        if let Some(id) = self.get(&name) {
            return id;
        }
        let Known { names, ids } = Arc::make_mut(&mut self.known);
        let id = u32::try_from(names.len()).unwrap_or(u32::MAX);
        let hash_of = |&id: &u32| hash(names.get(id as usize).map_or("", String::as_str));
        ids.insert_unique(hash(&name), id, hash_of);
        names.push(name.into_owned());
        FieldId(id)
    }

    /// The id of `name`, if it has one.
    pub fn get(&self, name: &str) -> Option<FieldId> {
        let Known { names, ids } = &*self.known;
        let is_same = |&id: &u32| names.get(id as usize).is_some_and(|known| known == name);
        ids.find(hash(name), is_same).copied().map(FieldId)
    }

    /// The name with this id; empty if there is none.
    pub fn name(&self, id: FieldId) -> &str {
        self.known.names.get(id.0 as usize).map_or("", String::as_str)
    }

    /// All names, in order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.known.names.iter().map(String::as_str)
    }

    /// How many names there are; every id is smaller.
    pub fn len(&self) -> usize {
        self.known.names.len()
    }

    /// Whether there are no names.
    pub fn is_empty(&self) -> bool {
        self.known.names.is_empty()
    }
}

impl Clone for FieldNames {
    fn clone(&self) -> Self {
        Self { known: Arc::clone(&self.known), recent: None }
    }
}

impl Default for Recent {
    fn default() -> Self {
        Self([None; N_RECENT])
    }
}

impl Recent {
    #[inline]
    fn place(&mut self, name: ShortName) -> Option<&mut Option<(ShortName, FieldId)>> {
        let mixed = (name.head ^ name.tail.rotate_left(25)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        self.0.get_mut((mixed >> 32) as usize % N_RECENT)
    }
}

impl ShortName {
    #[inline]
    fn new(name: &[u8]) -> Option<Self> {
        let (head, tail) = match name.len() {
            8..=16 => {
                (u64::from_le_bytes(*name.first_chunk()?), u64::from_le_bytes(*name.last_chunk()?))
            }
            4..=7 => {
                let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
                (four(name.first_chunk()?), four(name.last_chunk()?))
            }
            2 | 3 => {
                let two = |bytes: &[u8; 2]| u64::from(u16::from_le_bytes(*bytes));
                (two(name.first_chunk()?), two(name.last_chunk()?))
            }
            1 => (u64::from(*name.first()?), 0),
            _ => return None,
        };
        Some(Self { head, tail, len: name.len() })
    }
}

fn hash(name: &str) -> u64 {
    FixedState::default().hash_one(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn each_name_has_one_id_whatever_was_met_before(
            names in prop::collection::vec("[ab\u{e9}]{0,3}|[abc]{4,9}|a{7,18}", 0..200),
            is_broken in prop::collection::vec(any::<bool>(), 200),
        ) {
            let mut known = FieldNames::new();
            let mut expected = BTreeMap::new();
            for (name, is_broken) in names.iter().zip(is_broken) {
                // Invalid UTF-8 now and then.
                let mut bytes = name.clone().into_bytes();
                bytes.extend(is_broken.then_some(0xFF));
                let n_known = u32::try_from(expected.len()).unwrap();
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let id = *expected.entry(text.clone()).or_insert(n_known);
                prop_assert_eq!(known.intern(&bytes), FieldId(id));
                prop_assert_eq!(known.name(FieldId(id)), text);
            }
        }
    }

    #[test]
    fn a_copy_gives_ids_of_its_own() {
        let mut one = FieldNames::new();
        assert_eq!(one.intern(b"a"), FieldId(0));
        let mut other = one.clone();
        assert_eq!((one.intern(b"b"), other.intern(b"c")), (FieldId(1), FieldId(1)));
        assert_eq!((one.intern(b"c"), other.intern(b"b")), (FieldId(2), FieldId(2)));
    }
}
