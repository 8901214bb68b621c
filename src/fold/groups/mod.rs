//! Groups: the entries of one template or one stack fingerprint, counted by level and over time.
//!
//! A part has a row for everything that entries are about, whether they are selected or not, so that
//! what belongs together does not depend on the query. The answer reduces the rows to groups.

mod answer;
mod cells;
mod row;
mod state;
mod subject;
mod table;
mod tiers;

use std::collections::BTreeMap;

use super::bottom::hash_of;
use super::{ByteReader, ByteWriter, Fold, FoldBlock, FoldEntry, Unreadable};
use crate::query::GroupMembers;
use crate::store::NO_TIME;
use cells::Cells;
use row::GroupRow;
use tiers::Tiers;

pub use answer::{Answer, Ask, Group, GroupIndex, GroupKind, WindowAsk};
pub use state::GroupState;
pub use subject::{AboutEntry, FieldVisitor, Said, Subject, SubjectKind, Subjects};
pub use table::SubjectTable;

/// What entries of each group are about, by its id.
pub type MembersById = BTreeMap<String, GroupMembers>;

/// What is known of the entries of a selection, by what they are about.
#[derive(Clone, Debug)]
pub struct Groups {
    ask: Ask,
    n_selected: u64,
    tiers: Tiers,
    /// Times of all entries, selected or not, by the family of their source.
    families: BTreeMap<u64, FamilyTimes>,
}

/// When sources of a family have entries.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FamilyTimes {
    first: i64,
    last: i64,
    cells: Cells,
}

impl FamilyTimes {
    fn merge(&mut self, other: &Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.cells.merge(&other.cells);
    }
}

/// A number for the kind of a source: files of one log that was rotated differ in numbers only.
fn family_of(name: &str) -> u64 {
    const PACKED: [&str; 6] = ["gz", "xz", "bz2", "zst", "lz4", "zip"];
    let words = name.split(|letter: char| !letter.is_alphanumeric());
    let is_kept = |word: &&str| {
        !word.is_empty()
            && !word.contains(|letter: char| letter.is_ascii_digit())
            && !PACKED.contains(word)
    };
    hash_of(words.filter(is_kept).collect::<Vec<_>>().join(" ").as_bytes())
}

impl Fold for Groups {
    type Ask = Ask;
    type Answer = Answer;

    fn start(ask: &Ask) -> Self {
        Self { ask: *ask, n_selected: 0, tiers: Tiers::default(), families: BTreeMap::new() }
    }

    fn wants_all_blocks() -> bool {
        true
    }

    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        let family = family_of(block.source_name());
        let Self { ask, n_selected, tiers, families } = self;
        let mut times: Option<FamilyTimes> = None;
        block.visit_entries(&mut |entry| {
            let key = entry.key;
            if key.nanos != NO_TIME {
                let times = times.get_or_insert_with(|| FamilyTimes {
                    first: key.nanos,
                    last: key.nanos,
                    cells: Cells::default(),
                });
                times.first = times.first.min(key.nanos);
                times.last = times.last.max(key.nanos);
                times.cells.add(key.nanos, 1);
            }
            *n_selected += u64::from(entry.is_selected);
            tiers.add(&entry.subject, |row| {
                row.n_all += 1;
                if entry.is_selected {
                    pick(row, ask, &entry, family);
                }
            });
        })?;
        if let Some(times) = times {
            match families.get_mut(&family) {
                Some(known) => known.merge(&times),
                None => drop(families.insert(family, times)),
            }
        }
        Ok(())
    }

    fn settle(&mut self) {
        self.tiers.prune();
    }

    fn merge(&mut self, mut other: Self) {
        self.settle();
        other.settle();
        let Self { ask: _, n_selected, tiers, families } = other;
        self.n_selected += n_selected;
        self.tiers.merge(tiers);
        for (family, times) in families {
            match self.families.get_mut(&family) {
                Some(known) => known.merge(&times),
                None => drop(self.families.insert(family, times)),
            }
        }
    }

    fn write(&self, out: &mut ByteWriter) {
        out.number(self.n_selected);
        out.number(self.families.len() as u64);
        for (family, FamilyTimes { first, last, cells }) in &self.families {
            out.word(*family);
            out.word(first.cast_unsigned());
            out.word(last.cast_unsigned());
            cells.write(out);
        }
        self.tiers.write(out);
    }

    fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut read = Self::start(ask);
        read.n_selected = bytes.number()?;
        for _ in 0..bytes.count()? {
            let family = bytes.word()?;
            let (first, last) = (bytes.word()?.cast_signed(), bytes.word()?.cast_signed());
            let cells = Cells::read(bytes)?;
            read.families.insert(family, FamilyTimes { first, last, cells });
        }
        read.tiers = Tiers::read(bytes)?;
        Some(read)
    }

    fn answer(&self) -> (Answer, Vec<u32>) {
        answer::answer(self)
    }

    fn size_bytes(&self) -> usize {
        let families = self.families.values().map(|times| times.cells.size_bytes());
        self.tiers.size_bytes() + families.sum::<usize>()
    }
}

impl Groups {
    /// Counts an entry that nothing else has to be known of: as much as it takes to tell which entries
    /// are in one group.
    pub fn note(&mut self, subject: &Subject<'_>) {
        self.tiers.add(subject, |row| row.n_all += 1);
    }

    /// The groups, and in which of them an entry is.
    pub fn index(&self) -> GroupIndex {
        answer::index(self)
    }

    /// What entries of each group are about, by its id.
    pub fn members(&self) -> MembersById {
        answer::members(self)
    }
}

/// Notes a selected entry.
fn pick(row: &mut GroupRow, ask: &Ask, entry: &FoldEntry<'_>, family: u64) {
    let FoldEntry { key, level, .. } = *entry;
    let picked = row.picked.get_or_insert_default();
    let is_inside = |(from, end)| from <= key.nanos && key.nanos < end;
    let window = ask.window();
    if window.is_none_or(is_inside) {
        if let Some(count) = picked.levels.get_mut(level as usize) {
            *count += 1;
        }
    } else if window.is_some_and(|(from, _)| key.nanos < from) {
        picked.n_before += 1;
    }
    // The source of the first entry is among them already.
    if picked.first.source != key.source {
        picked.sources.add(hash_of(&key.source.0.to_le_bytes()));
        picked.families.add(family);
    }
    picked.first = picked.first.min(key);
    if key.nanos != NO_TIME {
        picked.last = picked.last.max(key.nanos);
        picked.cells.add(key.nanos, 1);
    }
}
