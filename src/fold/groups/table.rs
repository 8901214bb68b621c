//! What entries are about, as small numbers.

use hashbrown::HashTable;

use super::subject::{Subject, SubjectKind};
use crate::template::SlotKinds;

/// More different ones are not remembered.
const MAX_ROWS: usize = 1 << 17;

/// Each subject once.
#[derive(Clone, Debug, Default)]
pub struct SubjectTable {
    rows: Vec<TableRow>,
    numbers: HashTable<u32>,
}

#[derive(Clone, Debug)]
struct TableRow {
    kind: SubjectKind,
    identity: Box<[u8]>,
    slots: Box<[SlotKinds]>,
    hash: u64,
}

impl SubjectTable {
    /// The number of a subject, given now if it has none; none if there are too many.
    pub fn number(&mut self, subject: &Subject<'_>) -> Option<u32> {
        let Subject { kind, identity, slots, hash } = *subject;
        let Self { rows, numbers } = self;
        let is_same = |number: &u32| {
            rows.get(*number as usize).is_some_and(|row| {
                row.hash == hash && row.kind == kind && *row.identity == *identity
            })
        };
        if let Some(number) = numbers.find(hash, is_same).copied() {
            let row = rows.get_mut(number as usize)?;
            for (sum, kinds) in row.slots.iter_mut().zip(slots) {
                *sum = sum.or(*kinds);
            }
            return Some(number);
        }
        let number = u32::try_from(rows.len()).ok().filter(|_| rows.len() < MAX_ROWS)?;
        rows.push(TableRow { kind, identity: identity.into(), slots: slots.into(), hash });
        let hash_of = |number: &u32| rows.get(*number as usize).map_or(0, |row| row.hash);
        numbers.insert_unique(hash, number, hash_of);
        Some(number)
    }

    /// The subject with a number.
    pub fn subject(&self, number: u32) -> Option<Subject<'_>> {
        let TableRow { kind, identity, slots, hash } = self.rows.get(number as usize)?;
        Some(Subject { kind: *kind, identity, slots, hash: *hash })
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        let inner = self.rows.iter().map(|row| row.identity.len() + row.slots.len() * 2);
        self.rows.capacity() * size_of::<TableRow>()
            + self.numbers.capacity() * size_of::<u32>()
            + inner.sum::<usize>()
    }
}
