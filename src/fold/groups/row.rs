//! What is known of the entries that are about the same.

use super::cells::Cells;
use super::subject::{SubjectKind, coarsened, hash_of};
use crate::fold::{ByteReader, ByteWriter};
use crate::level::N_LEVELS;
use crate::store::{NO_TIME, RowKey};
use crate::template::SlotKinds;
use crate::units::SourceId;

/// Entries that are about the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GroupRow {
    pub(super) kind: SubjectKind,
    pub(super) hash: u64,
    pub(super) identity: Box<[u8]>,
    pub(super) slots: Box<[SlotKinds]>,
    /// Entries, selected or not: what is alike does not depend on the query.
    pub(super) n_all: u64,
    /// Of the selected ones, if there are any.
    pub(super) picked: Option<Box<Picked>>,
}

/// What is known of selected entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picked {
    /// Within the window, if one is asked about.
    pub(super) levels: [u64; N_LEVELS],
    /// Before the window.
    pub(super) n_before: u64,
    pub(super) first: RowKey,
    /// Last time; `i64::MIN` if none has one.
    pub(super) last: i64,
    pub(super) sources: SmallSet,
    /// Which kinds of sources.
    pub(super) families: SmallSet,
    pub(super) cells: Cells,
}

/// At most so many numbers, the ones with the smallest hashes, sorted by these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SmallSet(Vec<u64>);

/// More sources than that are estimated.
const MAX_IN_SET: usize = 128;

impl Default for Picked {
    fn default() -> Self {
        Self {
            levels: [0; N_LEVELS],
            n_before: 0,
            first: RowKey { nanos: NO_TIME, source: SourceId(u32::MAX), offset: u64::MAX },
            last: i64::MIN,
            sources: SmallSet::default(),
            families: SmallSet::default(),
            cells: Cells::default(),
        }
    }
}

impl Picked {
    /// How many entries are counted.
    pub(super) fn count(&self) -> u64 {
        self.levels.iter().sum()
    }

    pub(super) fn merge(&mut self, other: &Self) {
        let Self { levels, n_before, first, last, sources, families, cells } = other;
        for (sum, count) in self.levels.iter_mut().zip(levels) {
            *sum += count;
        }
        self.n_before += n_before;
        self.first = self.first.min(*first);
        self.last = self.last.max(*last);
        self.sources.merge(sources);
        self.families.merge(families);
        self.cells.merge(cells);
    }

    fn write(&self, out: &mut ByteWriter) {
        let Self { levels, n_before, first, last, sources, families, cells } = self;
        for count in levels {
            out.number(*count);
        }
        out.number(*n_before);
        out.word(first.nanos.cast_unsigned());
        out.number(first.source.0.into());
        out.number(first.offset);
        out.word(last.cast_unsigned());
        sources.write(out);
        families.write(out);
        cells.write(out);
    }

    fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut levels = [0; N_LEVELS];
        for count in &mut levels {
            *count = bytes.number()?;
        }
        let n_before = bytes.number()?;
        let first = RowKey {
            nanos: bytes.word()?.cast_signed(),
            source: SourceId(u32::try_from(bytes.number()?).ok()?),
            offset: bytes.number()?,
        };
        let last = bytes.word()?.cast_signed();
        let (sources, families) = (SmallSet::read(bytes)?, SmallSet::read(bytes)?);
        let cells = Cells::read(bytes)?;
        Some(Self { levels, n_before, first, last, sources, families, cells })
    }
}

impl GroupRow {
    pub(super) fn new(kind: SubjectKind, identity: &[u8], slots: &[SlotKinds]) -> Self {
        let hash = hash_of(kind, identity);
        Self { kind, hash, identity: identity.into(), slots: slots.into(), n_all: 0, picked: None }
    }

    pub(super) fn is_of(&self, kind: SubjectKind, identity: &[u8]) -> bool {
        self.kind == kind && *self.identity == *identity
    }

    /// Notes what the slots of an entry have.
    pub(super) fn add_slots(&mut self, slots: &[SlotKinds]) {
        for (sum, kinds) in self.slots.iter_mut().zip(slots) {
            *sum = sum.or(*kinds);
        }
    }

    /// Adds the entries of another that is about the same.
    pub(super) fn absorb(&mut self, other: Self) {
        self.add_slots(&other.slots);
        self.n_all += other.n_all;
        match (&mut self.picked, other.picked) {
            (Some(ours), Some(theirs)) => ours.merge(&theirs),
            (ours @ None, theirs) => *ours = theirs,
            (Some(_), None) => {}
        }
    }

    /// The same entries, about something less exact.
    pub(super) fn coarsened(self) -> Self {
        let identity = coarsened(self.kind, &self.identity);
        let slots = slots_of(&identity, &self.slots);
        Self { n_all: self.n_all, picked: self.picked, ..Self::new(self.kind, &identity, &slots) }
    }

    pub(super) fn write(&self, out: &mut ByteWriter) {
        out.number(self.kind as u64);
        out.text(&self.identity);
        out.number(self.slots.len() as u64);
        for kinds in &self.slots {
            out.number(kinds.0.into());
        }
        out.number(self.n_all);
        out.number(self.picked.is_some().into());
        if let Some(picked) = &self.picked {
            picked.write(out);
        }
    }

    pub(super) fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let kind = match bytes.number()? {
            0 => SubjectKind::Template,
            1 => SubjectKind::Stack,
            _ => return None,
        };
        let identity = bytes.text()?;
        let mut slots = Vec::new();
        for _ in 0..bytes.count()? {
            slots.push(SlotKinds(u16::try_from(bytes.number()?).ok()?));
        }
        let mut row = Self::new(kind, identity, &slots);
        row.n_all = bytes.number()?;
        row.picked = match bytes.number()? {
            0 => None,
            1 => Some(Box::new(Picked::read(bytes)?)),
            _ => return None,
        };
        Some(row)
    }

    pub(super) fn size_bytes(&self) -> usize {
        let picked = self.picked.as_ref().map_or(0, |picked| {
            let sets = picked.sources.0.capacity() + picked.families.0.capacity();
            size_of::<Picked>() + sets * size_of::<u64>() + picked.cells.size_bytes()
        });
        self.identity.len() + self.slots.len() * size_of::<SlotKinds>() + picked
    }
}

/// What the slots of a coarser form have: its own first ones are those of the finer form, and the
/// last one may have anything of the rest.
pub(super) fn slots_of(identity: &[u8], finer: &[SlotKinds]) -> Vec<SlotKinds> {
    let n = memchr::memchr_iter(crate::template::SLOT, identity).count();
    let mut slots: Vec<SlotKinds> = finer.iter().copied().take(n).collect();
    slots.resize(n, SlotKinds::default());
    slots
}

impl SmallSet {
    pub(super) fn add(&mut self, hash: u64) {
        if let Err(at) = self.0.binary_search(&hash)
            && at < MAX_IN_SET
        {
            self.0.insert(at, hash);
            self.0.truncate(MAX_IN_SET);
        }
    }

    fn merge(&mut self, other: &Self) {
        for hash in &other.0 {
            self.add(*hash);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }

    /// How many there were, and whether that is an estimate.
    pub(super) fn n_distinct(&self) -> (u64, bool) {
        let bound = self.0.last().copied().filter(|_| self.0.len() >= MAX_IN_SET);
        (crate::fold::bottom::n_distinct(self.0.len(), bound), bound.is_some())
    }

    fn write(&self, out: &mut ByteWriter) {
        out.number(self.0.len() as u64);
        for hash in &self.0 {
            out.word(*hash);
        }
    }

    fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let n = bytes.count()?;
        let hashes: Vec<u64> = (0..n).map(|_| bytes.word()).collect::<Option<_>>()?;
        (n <= MAX_IN_SET && hashes.is_sorted()).then_some(Self(hashes))
    }
}
