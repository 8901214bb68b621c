//! Rows by what they are about: as many as are kept exactly, then coarser ones, then the rest.
//!
//! Kept exactly are those with the smallest hashes, whatever came first; the entries of all others
//! are counted under a coarser form of what they are about, which each tells by itself. So no entry
//! is lost and nothing depends on the order of reading.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::row::{GroupRow, slots_of};
use super::subject::{AboutEntry, Subject, SubjectKind, coarsened, hash_of};
use crate::fold::{ByteReader, ByteWriter};
use crate::query::GroupMembers;
use crate::template::SLOT;

/// Rows that are kept exactly, and rows of the coarser kind.
const MAX_EXACT: usize = 1 << 16;
const MAX_COARSE: usize = 1 << 13;

/// All rows.
#[derive(Clone, Debug)]
pub(super) struct Tiers {
    exact: Tier,
    coarse: Tier,
    /// What is too much even for these.
    rest: Option<GroupRow>,
}

/// Rows whose hashes are at most a bound.
#[derive(Clone, Debug)]
struct Tier {
    rows: HashTable<GroupRow>,
    bound: u64,
    max: usize,
}

/// Which row an entry is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum RowPlace {
    Exact(u64),
    Coarse(u64),
    Rest,
}

impl Default for Tiers {
    fn default() -> Self {
        Self::with_limits(MAX_EXACT, MAX_COARSE)
    }
}

/// The largest hashes of rows that are kept as they are, and as coarser ones.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    exact: u64,
    coarse: u64,
}

impl Bounds {
    /// Where entries about something are counted.
    pub(super) fn place(self, subject: &Subject<'_>) -> RowPlace {
        if subject.hash <= self.exact {
            return RowPlace::Exact(subject.hash);
        }
        self.place_of(subject.about())
    }

    /// The same for an entry that is known by hashes.
    pub(super) fn place_of(self, AboutEntry { exact, coarse }: AboutEntry) -> RowPlace {
        if exact <= self.exact {
            RowPlace::Exact(exact)
        } else if coarse <= self.coarse {
            RowPlace::Coarse(coarse)
        } else {
            RowPlace::Rest
        }
    }
}

impl Bounds {
    /// What a group without members knows.
    pub(super) fn members(self) -> GroupMembers {
        let Self { exact, coarse } = self;
        GroupMembers { exact_bound: exact, coarse_bound: coarse, ..GroupMembers::none() }
    }
}

impl RowPlace {
    /// Makes what is counted here a member.
    pub(super) fn add_to(self, members: &mut GroupMembers) {
        match self {
            Self::Exact(hash) => members.exact.push(hash),
            Self::Coarse(hash) => members.coarse.push(hash),
            Self::Rest => members.has_rest = true,
        }
    }
}

impl Subject<'_> {
    /// Whether entries about it are in a group.
    pub fn is_among(&self, members: &GroupMembers) -> bool {
        let GroupMembers { exact_bound, coarse_bound, exact, coarse, has_rest } = members;
        match (Bounds { exact: *exact_bound, coarse: *coarse_bound }).place(self) {
            RowPlace::Exact(hash) => exact.binary_search(&hash).is_ok(),
            RowPlace::Coarse(hash) => coarse.binary_search(&hash).is_ok(),
            RowPlace::Rest => *has_rest,
        }
    }
}

impl Tiers {
    pub(super) fn with_limits(max_exact: usize, max_coarse: usize) -> Self {
        Self { exact: Tier::new(max_exact), coarse: Tier::new(max_coarse), rest: None }
    }

    pub(super) fn bounds(&self) -> Bounds {
        Bounds { exact: self.exact.bound, coarse: self.coarse.bound }
    }

    /// Adds an entry to its row.
    pub(super) fn add(&mut self, subject: &Subject<'_>, add: impl FnOnce(&mut GroupRow)) {
        let Subject { kind, identity, slots, hash } = *subject;
        if hash <= self.exact.bound {
            let row = self.exact.row(hash, kind, identity);
            let row = row.or_insert_with(|| GroupRow::new(kind, identity, slots)).into_mut();
            row.add_slots(slots);
            add(row);
            // Twice as many, so that looking for the bound costs little for each.
            if self.exact.rows.len() >= 2 * self.exact.max {
                self.prune();
            }
            return;
        }
        let identity = coarsened(kind, identity);
        let hash = hash_of(kind, &identity);
        let slots = slots_of(&identity, slots);
        if hash <= self.coarse.bound {
            let row = self.coarse.row(hash, kind, &identity);
            let row = row.or_insert_with(|| GroupRow::new(kind, &identity, &slots)).into_mut();
            row.add_slots(&slots);
            add(row);
            if self.coarse.rows.len() >= 2 * self.coarse.max {
                self.prune();
            }
            return;
        }
        add(self.rest.get_or_insert_with(rest));
    }

    pub(super) fn merge(&mut self, other: Self) {
        self.exact.bound = self.exact.bound.min(other.exact.bound);
        self.coarse.bound = self.coarse.bound.min(other.coarse.bound);
        let beyond = self.exact.take_beyond();
        let coarse = self.coarse.take_beyond();
        for row in beyond {
            self.put_coarse(row.coarsened());
        }
        for row in coarse {
            self.put_rest(row);
        }
        for row in other.exact.rows {
            if row.hash <= self.exact.bound {
                self.exact.put(row);
            } else {
                self.put_coarse(row.coarsened());
            }
        }
        for row in other.coarse.rows {
            self.put_coarse(row);
        }
        if let Some(row) = other.rest {
            self.put_rest(row);
        }
        self.prune();
    }

    /// Keeps no more than are kept in the end.
    pub(super) fn prune(&mut self) {
        self.exact.lower_bound();
        for row in self.exact.take_beyond() {
            self.put_coarse(row.coarsened());
        }
        self.coarse.lower_bound();
        for row in self.coarse.take_beyond() {
            self.put_rest(row);
        }
    }

    fn put_coarse(&mut self, row: GroupRow) {
        if row.hash <= self.coarse.bound { self.coarse.put(row) } else { self.put_rest(row) }
    }

    fn put_rest(&mut self, row: GroupRow) {
        let known = self.rest.get_or_insert_with(rest);
        // The rest is about nothing that slots could tell of.
        known.absorb(GroupRow { slots: Box::default(), ..row });
    }

    /// All rows with their places, sorted by these.
    pub(super) fn rows(&self) -> Vec<(RowPlace, &GroupRow)> {
        let exact = self.exact.rows.iter().map(|row| (RowPlace::Exact(row.hash), row));
        let coarse = self.coarse.rows.iter().map(|row| (RowPlace::Coarse(row.hash), row));
        let rest = self.rest.iter().map(|row| (RowPlace::Rest, row));
        let mut rows: Vec<_> = exact.chain(coarse).chain(rest).collect();
        rows.sort_by_key(|(place, row)| (*place, row.kind, &row.identity));
        rows
    }

    pub(super) fn write(&self, out: &mut ByteWriter) {
        let rows = self.rows();
        let of = |wanted: fn(&RowPlace) -> bool| {
            rows.iter().filter(move |(place, _)| wanted(place)).map(|(_, row)| *row)
        };
        for (bound, rows) in [
            (self.exact.bound, of(|place| matches!(place, RowPlace::Exact(_))).collect::<Vec<_>>()),
            (self.coarse.bound, of(|place| matches!(place, RowPlace::Coarse(_))).collect()),
            (u64::MAX, self.rest.iter().collect()),
        ] {
            out.word(bound);
            out.number(rows.len() as u64);
            for row in rows {
                row.write(out);
            }
        }
    }

    pub(super) fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut tiers = Self::default();
        tiers.exact.read(bytes)?;
        tiers.coarse.read(bytes)?;
        let mut rest = Tier::new(1);
        rest.read(bytes)?;
        tiers.rest = rest.rows.into_iter().next();
        Some(tiers)
    }

    pub(super) fn size_bytes(&self) -> usize {
        let rest = self.rest.as_ref().map_or(0, GroupRow::size_bytes);
        self.exact.size_bytes() + self.coarse.size_bytes() + rest
    }
}

/// A row for what is too much for all others.
fn rest() -> GroupRow {
    GroupRow::new(SubjectKind::Template, &[SLOT], &[])
}

impl Tier {
    fn new(max: usize) -> Self {
        Self { rows: HashTable::new(), bound: u64::MAX, max }
    }

    fn row(&mut self, hash: u64, kind: SubjectKind, identity: &[u8]) -> RowEntry<'_> {
        let is_same = |row: &GroupRow| row.hash == hash && row.is_of(kind, identity);
        RowEntry(self.rows.entry(hash, is_same, |row| row.hash))
    }

    fn put(&mut self, row: GroupRow) {
        match self.row(row.hash, row.kind, &row.identity).0 {
            Entry::Occupied(mut known) => known.get_mut().absorb(row),
            Entry::Vacant(place) => drop(place.insert(row)),
        }
    }

    fn lower_bound(&mut self) {
        if self.rows.len() > self.max {
            let mut hashes: Vec<u64> = self.rows.iter().map(|row| row.hash).collect();
            let (_, last, _) = hashes.select_nth_unstable(self.max - 1);
            self.bound = self.bound.min(*last);
        }
    }

    fn take_beyond(&mut self) -> Vec<GroupRow> {
        let bound = self.bound;
        self.rows.extract_if(|row| row.hash > bound).collect()
    }

    fn read(&mut self, bytes: &mut ByteReader<'_>) -> Option<()> {
        self.bound = bytes.word()?;
        for _ in 0..bytes.count()? {
            self.put(GroupRow::read(bytes)?);
        }
        Some(())
    }

    fn size_bytes(&self) -> usize {
        let inner: usize = self.rows.iter().map(GroupRow::size_bytes).sum();
        self.rows.capacity() * size_of::<GroupRow>() + inner
    }
}

/// The place of a row, taken or not.
struct RowEntry<'t>(Entry<'t, GroupRow>);

impl<'t> RowEntry<'t> {
    fn or_insert_with(
        self,
        make: impl FnOnce() -> GroupRow,
    ) -> hashbrown::hash_table::OccupiedEntry<'t, GroupRow> {
        match self.0 {
            Entry::Occupied(known) => known,
            Entry::Vacant(place) => place.insert(make()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold::groups::subject::Subject;

    fn bytes(tiers: &Tiers) -> Vec<u8> {
        let mut out = ByteWriter::default();
        tiers.write(&mut out);
        out.into_bytes()
    }

    fn of(messages: &[String], limits: (usize, usize)) -> Tiers {
        let mut tiers = Tiers::with_limits(limits.0, limits.1);
        for message in messages {
            let subject = Subject::new(SubjectKind::Template, message.as_bytes(), &[]);
            tiers.add(&subject, |row| row.n_all += 1);
        }
        tiers.prune();
        tiers
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn what_is_kept_does_not_depend_on_order_or_cuts(
            messages in prop::collection::vec("[abc]( [abc]){0,4}", 0..80),
            cuts in (0_usize..80, 0_usize..80),
            limits in (1_usize..6, 1_usize..4),
        ) {
            let whole = of(&messages, limits);
            let n_all: u64 = whole.rows().iter().map(|(_, row)| row.n_all).sum();
            prop_assert_eq!(n_all, messages.len() as u64, "every entry is somewhere");
            let cut = |at: usize| at.min(messages.len());
            let (from, end) = (cut(cuts.0.min(cuts.1)), cut(cuts.0.max(cuts.1)));
            let mut merged = of(&messages[from..end], limits);
            merged.merge(of(&messages[end..], limits));
            merged.merge(of(&messages[..from], limits));
            prop_assert_eq!(bytes(&merged), bytes(&whole));
            let mut backwards = messages.clone();
            backwards.reverse();
            prop_assert_eq!(bytes(&of(&backwards, limits)), bytes(&whole));
            for message in &messages {
                let subject = Subject::new(SubjectKind::Template, message.as_bytes(), &[]);
                let place = whole.bounds().place(&subject);
                prop_assert!(whole.rows().iter().any(|(known, _)| *known == place));
            }
        }
    }
}
