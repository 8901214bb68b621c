//! Where the workers' parts come together: a session without sources.
//!
//! Workers send the parts of their answers as bytes; the desk keeps the newest of each worker and
//! merges them whenever one changes. A worker that is gone takes its parts with it.

use std::collections::BTreeMap;

use crate::fold::{Answer, Ask, Coverage};
use crate::session::{FoldId, FoldPart};
use crate::store::Stretch;
use crate::units::SourceId;

/// A worker, by a number that its successor has too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkerId(pub u32);

/// Everything that workers sent.
#[derive(Debug, Default)]
pub struct Desk {
    folds: BTreeMap<FoldId, DeskFold>,
    /// By the first byte of the task that read each.
    sources: BTreeMap<SourceId, BTreeMap<u64, DeskStretch>>,
}

#[derive(Debug)]
struct DeskStretch {
    worker: WorkerId,
    read: ReadStretch,
}

/// What one task read so far, or what all tasks read of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadStretch {
    /// The figures; those by format are left out.
    pub stretch: Stretch,
    /// Entries by the format that read them.
    pub formats: Vec<FormatCount>,
}

/// Entries that one format read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatCount {
    /// Its id, or the name of a format of the user's own.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How many.
    pub n_entries: u64,
}

impl ReadStretch {
    fn append(&mut self, next: &Self) {
        self.stretch.append(&next.stretch);
        for format in &next.formats {
            match self.formats.iter_mut().find(|known| known.id == format.id) {
                Some(known) => known.n_entries += format.n_entries,
                None => self.formats.push(format.clone()),
            }
        }
    }
}

/// What is known of the answer to one question.
#[derive(Debug)]
struct DeskFold {
    generation: u32,
    ask: Ask,
    parts: BTreeMap<WorkerId, DeskPart>,
}

#[derive(Debug)]
struct DeskPart {
    part: FoldPart,
    is_complete: bool,
}

/// A part of an answer, as a worker sends it.
#[derive(Clone, Copy, Debug)]
pub struct NewPart<'b> {
    /// Of which fold.
    pub fold: FoldId,
    /// Of which question.
    pub generation: u32,
    /// Every entry that the worker has read so far is in it.
    pub is_complete: bool,
    /// See [`FoldPart::to_bytes`].
    pub bytes: &'b [u8],
}

/// The parts of all workers merged.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskAnswer {
    /// To which question.
    pub generation: u32,
    /// Workers whose parts are in it.
    pub n_workers: u32,
    /// All of these parts were complete.
    pub is_complete: bool,
    /// What was asked about.
    pub coverage: Coverage,
    /// The answer.
    pub answer: Answer,
    /// Its bulk, if it has any.
    pub bulk: Vec<u32>,
}

impl Desk {
    /// A question is asked under this number from now on; parts of earlier ones are dropped.
    pub fn ask(&mut self, fold: FoldId, generation: u32, ask: Ask) {
        self.folds.insert(fold, DeskFold { generation, ask, parts: BTreeMap::new() });
    }

    /// Forgets a question.
    pub fn unask(&mut self, fold: FoldId) {
        self.folds.remove(&fold);
    }

    /// Takes a part in place of what the worker sent before; says whether it is of the question that
    /// is asked now and makes sense.
    pub fn take(&mut self, worker: WorkerId, new: NewPart<'_>) -> bool {
        let NewPart { fold, generation, is_complete, bytes } = new;
        let Some(known) = self.folds.get_mut(&fold) else { return false };
        if known.generation != generation {
            return false;
        }
        let Some(part) = FoldPart::from_bytes(&known.ask, bytes) else { return false };
        known.parts.insert(worker, DeskPart { part, is_complete });
        true
    }

    /// Takes what a task read in place of what was sent of it before.
    pub fn take_stretch(
        &mut self,
        worker: WorkerId,
        (source, start): (SourceId, u64),
        read: ReadStretch,
    ) {
        let stretches = self.sources.entry(source).or_default();
        stretches.insert(start, DeskStretch { worker, read });
    }

    /// What was read of a source so far: the sum of its tasks, in the order of their offsets, formats
    /// sorted by their entries.
    ///
    /// # Cost
    /// O(tasks of the source).
    pub fn source(&self, source: SourceId) -> ReadStretch {
        let mut sum = ReadStretch::default();
        let stretches = self.sources.get(&source);
        stretches.iter().flat_map(|known| known.values()).for_each(|next| sum.append(&next.read));
        let order = |a: &FormatCount, b: &FormatCount| {
            b.n_entries.cmp(&a.n_entries).then_with(|| a.id.cmp(&b.id))
        };
        sum.formats.sort_by(order);
        sum
    }

    /// Forgets what the tasks that start at or after `from` read of a source.
    pub fn forget(&mut self, source: SourceId, from: u64) {
        if let Some(stretches) = self.sources.get_mut(&source) {
            stretches.retain(|start, _| *start < from);
        }
    }

    /// A worker is gone, and all that it knew; returns the folds and sources that this changes.
    pub fn lose(&mut self, worker: WorkerId) -> (Vec<FoldId>, Vec<SourceId>) {
        let folds = self.folds.iter_mut().filter_map(|(id, known)| {
            let was_there = known.parts.remove(&worker).is_some();
            was_there.then_some(*id)
        });
        let sources = self.sources.iter_mut().filter_map(|(id, stretches)| {
            let n_before = stretches.len();
            stretches.retain(|_, known| known.worker != worker);
            (stretches.len() < n_before).then_some(*id)
        });
        (folds.collect(), sources.collect())
    }

    /// The answer to a question so far; `None` until a worker has sent a part of it.
    ///
    /// # Cost
    /// That of merging the parts of all workers.
    pub fn answer(&self, fold: FoldId) -> Option<DeskAnswer> {
        let known = self.folds.get(&fold)?;
        let mut parts = known.parts.values();
        let mut merged = parts.next()?.part.clone();
        parts.for_each(|other| merged.merge(other.part.clone()));
        let (answer, bulk) = merged.fold.answer();
        Some(DeskAnswer {
            generation: known.generation,
            n_workers: u32::try_from(known.parts.len()).unwrap_or(u32::MAX),
            is_complete: known.parts.values().all(|known| known.is_complete),
            coverage: merged.coverage,
            answer,
            bulk,
        })
    }
}
