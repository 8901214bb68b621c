//! Where the workers' parts come together: a session without sources.
//!
//! Workers send the parts of their answers as bytes; the desk keeps each worker's newest part and
//! merges them whenever one changes. A worker that is gone takes its parts with it.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::fold::groups::{Groups, MembersById};
use crate::fold::{AboutEntry, Answer, AnyFold, Ask, Coverage};
use crate::session::{FoldId, FoldPart};
use crate::store::{Ledger, Stretch};
use crate::units::SourceId;

/// A worker, by a number that passes to its successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WorkerId(pub u32);

/// Everything that workers sent.
#[derive(Debug, Default)]
pub struct Desk {
    folds: BTreeMap<FoldId, DeskFold>,
    sources: BTreeMap<SourceId, DeskSource>,
    total: TotalRead,
}

/// What is known of a source.
#[derive(Debug, Default)]
struct DeskSource {
    /// By the first byte of the task that read each.
    stretches: BTreeMap<u64, DeskStretch>,
    /// The sum of these, which is in the total.
    sum: ReadStretch,
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
    /// Its id, or the name of a user-defined format.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// How many.
    pub n_entries: u64,
}

/// What was read of all sources: how times run is known within each source only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TotalRead {
    /// The figures; those by format are left out.
    pub ledger: Ledger,
    /// Title of each format that read entries, and how many, by id.
    formats: BTreeMap<String, (String, u64)>,
}

impl TotalRead {
    /// Entries by the format that read them, most frequent first.
    pub fn formats(&self) -> Vec<FormatCount> {
        let named = self.formats.iter().map(|(id, (title, n_entries))| FormatCount {
            id: id.clone(),
            title: title.clone(),
            n_entries: *n_entries,
        });
        let mut formats: Vec<FormatCount> = named.collect();
        formats.sort_by(by_entries);
        formats
    }

    /// Replaces what it has of one source.
    ///
    /// # Cost
    /// O(formats of the source), however many sources there are.
    fn replace(&mut self, before: &ReadStretch, now: &ReadStretch) {
        self.ledger.merge(&now.stretch.ledger);
        self.ledger.take_away(&before.stretch.ledger);
        for FormatCount { id, title, n_entries } in &now.formats {
            self.formats.entry(id.clone()).or_insert_with(|| (title.clone(), 0)).1 += n_entries;
        }
        for FormatCount { id, title: _, n_entries } in &before.formats {
            if let Some((_, sum)) = self.formats.get_mut(id) {
                *sum = sum.saturating_sub(*n_entries);
                if *sum == 0 {
                    self.formats.remove(id);
                }
            }
        }
    }
}

fn by_entries(a: &FormatCount, b: &FormatCount) -> Ordering {
    b.n_entries.cmp(&a.n_entries).then_with(|| a.id.cmp(&b.id))
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
    /// The fold it belongs to.
    pub fold: FoldId,
    /// The question's.
    pub generation: u32,
    /// Every entry that the worker has read so far is in it.
    pub is_complete: bool,
    /// See [`FoldPart::to_bytes`].
    pub bytes: &'b [u8],
}

/// The parts of all workers merged.
#[derive(Clone, Debug, PartialEq)]
pub struct DeskAnswer {
    /// The question's.
    pub generation: u32,
    /// Workers whose parts are in it.
    pub n_workers: u32,
    /// All of these parts were complete.
    pub is_complete: bool,
    /// The entries it is about.
    pub coverage: Coverage,
    /// The answer.
    pub answer: Answer,
    /// Its bulk, if it has any.
    pub bulk: Vec<u32>,
}

impl Desk {
    /// Starts a question under this number; parts of earlier ones are dropped.
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

    /// Takes what tasks read, in place of what was sent of them before; returns their sources.
    ///
    /// # Cost
    /// O(tasks of these sources).
    pub fn take_stretches(
        &mut self,
        worker: WorkerId,
        tasks: impl IntoIterator<Item = (SourceId, u64, ReadStretch)>,
    ) -> BTreeSet<SourceId> {
        let mut changed = BTreeSet::new();
        for (source, start, read) in tasks {
            let known = self.sources.entry(source).or_default();
            known.stretches.insert(start, DeskStretch { worker, read });
            changed.insert(source);
        }
        for source in &changed {
            self.sum_up(*source);
        }
        changed
    }

    /// Sums up a source of which some task changed, and brings the total up to date.
    fn sum_up(&mut self, source: SourceId) {
        let Some(known) = self.sources.get_mut(&source) else { return };
        let mut sum = ReadStretch::default();
        known.stretches.values().for_each(|next| sum.append(&next.read));
        sum.formats.sort_by(by_entries);
        self.total.replace(&known.sum, &sum);
        known.sum = sum;
        if known.stretches.is_empty() {
            self.sources.remove(&source);
        }
    }

    /// What was read of a source so far: the sum of its tasks, in the order of their offsets, with the
    /// most frequent format first.
    pub fn source(&self, source: SourceId) -> ReadStretch {
        self.sources.get(&source).map_or_else(ReadStretch::default, |known| known.sum.clone())
    }

    /// What was read of all sources so far.
    pub fn total(&self) -> &TotalRead {
        &self.total
    }

    /// Forgets what the tasks that start at or after `from` read of a source.
    pub fn forget(&mut self, source: SourceId, from: u64) {
        if let Some(known) = self.sources.get_mut(&source) {
            known.stretches.retain(|start, _| *start < from);
            self.sum_up(source);
        }
    }

    /// Drops everything that a worker sent; returns the folds and sources that this changes.
    pub fn lose(&mut self, worker: WorkerId) -> (Vec<FoldId>, Vec<SourceId>) {
        let folds = self.folds.iter_mut().filter_map(|(id, known)| {
            let was_there = known.parts.remove(&worker).is_some();
            was_there.then_some(*id)
        });
        let folds = folds.collect();
        let sources = self.sources.iter_mut().filter_map(|(id, known)| {
            let n_before = known.stretches.len();
            known.stretches.retain(|_, stretch| stretch.worker != worker);
            (known.stretches.len() < n_before).then_some(*id)
        });
        let sources: Vec<SourceId> = sources.collect();
        for source in &sources {
            self.sum_up(*source);
        }
        (folds, sources)
    }

    /// What is known so far of a question, of all workers together.
    fn merged(&self, fold: FoldId) -> Option<FoldPart> {
        let mut parts = self.folds.get(&fold)?.parts.values();
        let mut merged = parts.next()?.part.clone();
        parts.for_each(|other| merged.merge(other.part.clone()));
        Some(merged)
    }

    /// What entries of each group are about, as far as a question about groups is answered.
    ///
    /// # Cost
    /// That of [`Self::answer`].
    pub fn members_of_groups(&self, fold: FoldId) -> Option<MembersById> {
        Some(self.groups(fold)?.members())
    }

    fn groups(&self, fold: FoldId) -> Option<Groups> {
        if let AnyFold::Groups(groups) = self.merged(fold)?.fold { Some(groups) } else { None }
    }

    /// Id and template of the group of an entry, as far as a question about groups is answered.
    ///
    /// # Cost
    /// That of [`Self::answer`].
    pub fn group_of(&self, fold: FoldId, about: AboutEntry) -> Option<(String, String)> {
        let index = self.groups(fold)?.index();
        index.of_hashes(about).map(|(id, template)| (id.to_owned(), template.to_owned()))
    }

    /// The answer to a question so far; `None` until a worker has sent a part of it.
    ///
    /// # Cost
    /// That of merging the parts of all workers.
    pub fn answer(&self, fold: FoldId) -> Option<DeskAnswer> {
        let known = self.folds.get(&fold)?;
        let merged = self.merged(fold)?;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold::counts;
    use crate::store::{Figure, Order};

    fn read(n_entries: u64, (opening, closing): (i64, i64), format: u8) -> ReadStretch {
        let mut stretch = Stretch::default();
        stretch.ledger[Figure::Entries] = n_entries;
        stretch.ledger.levels[usize::from(format)] = n_entries;
        let range = (opening.min(closing), opening.max(closing));
        stretch.order = Order { range: Some(range), ends: Some((opening, closing)) };
        let (id, title) = (format!("f{format}"), format!("Format {format}"));
        ReadStretch { stretch, formats: vec![FormatCount { id, title, n_entries }] }
    }

    /// A total summed from scratch.
    fn total_of(desk: &Desk) -> TotalRead {
        let mut total = TotalRead::default();
        for known in desk.sources.values() {
            total.replace(&ReadStretch::default(), &known.sum);
        }
        total
    }

    #[test]
    fn an_answer_is_complete_once_every_part_is() {
        let (fold, ask) = (FoldId(0), Ask::Counts(counts::Ask::default()));
        let part = FoldPart {
            fold: AnyFold::start(&ask),
            ask: ask.clone(),
            coverage: Coverage::default(),
        };
        let bytes = part.to_bytes();
        let mut desk = Desk::default();
        desk.ask(fold, 1, ask);
        let mut answer = |worker, is_complete| {
            desk.take(
                WorkerId(worker),
                NewPart { fold, generation: 1, is_complete, bytes: &bytes },
            );
            desk.answer(fold).map(|answer| (answer.n_workers, answer.is_complete))
        };
        assert_eq!(answer(0, true), Some((1, true)));
        assert_eq!(answer(1, false), Some((2, false)));
        assert_eq!(answer(2, true), Some((3, false)));
        assert_eq!(answer(1, true), Some((3, true)));
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn the_total_is_the_sum_of_the_sources_whatever_comes_and_goes(
            steps in prop::collection::vec(
                (0..5_u8, 0..3_u32, 0..4_u32, 0..4_u64, (1..9_u64, 0..9_i64, 0..9_i64, 0..3_u8)),
                1..40,
            ),
        ) {
            let mut desk = Desk::default();
            for (step, worker, source, start, (n_entries, opening, closing, format)) in steps {
                let (worker, source) = (WorkerId(worker), SourceId(source));
                match step {
                    0 => drop(desk.lose(worker)),
                    1 => desk.forget(source, start),
                    _ => {
                        let read = read(n_entries, (opening, closing), format);
                        desk.take_stretches(worker, [(source, start, read)]);
                    }
                }
                prop_assert_eq!(desk.total(), &total_of(&desk));
                let n_entries: u64 = desk.total().formats().iter().map(|known| known.n_entries).sum();
                prop_assert_eq!(desk.total().ledger[Figure::Entries], n_entries);
            }
            (0..4).for_each(|source| desk.forget(SourceId(source), 0));
            prop_assert_eq!(desk.total(), &TotalRead::default());
        }
    }
}
