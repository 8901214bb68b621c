//! All entries that are compared, by what explanations look at.
//!
//! Whoever reads adds entries to a table of its own; tables merge. A settled table has its entries in
//! the order of the list and its values in their own, so nothing that follows depends on who read
//! what first.

use std::collections::BTreeMap;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use twox_hash::XxHash64;

use super::column::{Column, Values};
use crate::level::Level;

/// An entry, as far as an explanation needs to know it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'e> {
    /// Its own time in Unix nanoseconds.
    pub at: Option<i64>,
    /// Its source, and where it starts.
    pub source: u32,
    /// See [`Self::source`].
    pub offset: u64,
    /// Its level.
    pub level: Level,
    /// What it is about, as hashes: of all of it, and of its coarser form.
    pub about: (u64, u64),
    /// Its text.
    pub text: &'e [u8],
    /// Whether it is of the selection.
    pub is_inside: bool,
}

/// Entries, added in any order.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    columns: BTreeMap<String, Column>,
    abouts: Vec<(u64, u64)>,
    about_codes: HashMap<(u64, u64), u32, FixedState>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    at: Option<i64>,
    source: u32,
    offset: u64,
    level: Level,
    about: u32,
    text_hash: u64,
    is_inside: bool,
}

impl Table {
    /// Takes an entry with its fields, in the order of its text.
    pub fn add<'f>(
        &mut self,
        entry: Entry<'_>,
        fields: impl IntoIterator<Item = (&'f str, &'f [u8])>,
    ) {
        let row = place(self.rows.len());
        for (name, value) in fields {
            match self.columns.get_mut(name) {
                Some(column) => column.push(row, value),
                None => self.columns.entry(name.to_owned()).or_default().push(row, value),
            }
        }
        let Entry { at, source, offset, level, about, text, is_inside } = entry;
        let about = self.about_code(about);
        let text_hash = XxHash64::oneshot(0, text);
        self.rows.push(Row { at, source, offset, level, about, text_hash, is_inside });
    }

    fn about_code(&mut self, about: (u64, u64)) -> u32 {
        let next = place(self.abouts.len());
        let code = *self.about_codes.entry(about).or_insert(next);
        if code == next {
            self.abouts.push(about);
        }
        code
    }

    /// Adds what another table has.
    pub fn merge(&mut self, other: Self) {
        let Self { rows, columns, abouts, about_codes: _ } = other;
        let n_rows = place(self.rows.len());
        let codes: Vec<u32> = abouts.into_iter().map(|about| self.about_code(about)).collect();
        let code = |row: &Row| codes.get(row.about as usize).copied().unwrap_or_default();
        self.rows.extend(rows.iter().map(|row| Row { about: code(row), ..*row }));
        for (name, column) in columns {
            self.columns.entry(name).or_default().merge(column, n_rows);
        }
    }

    /// Brings entries and values into their order. `name_of` says what a source is called, and
    /// `group_of` in which group entries are that are about something: its id, and its template.
    pub fn settled(
        self,
        name_of: impl Fn(u32) -> String,
        group_of: impl Fn((u64, u64)) -> Option<(String, String)>,
    ) -> Settled {
        let Self { mut rows, columns, abouts, about_codes: _ } = self;
        let mut order: Vec<u32> = (0..place(rows.len())).collect();
        let key = |row: &Row| (row.at.is_none(), row.at, row.source, row.offset);
        order.sort_by_key(|at| rows.get(*at as usize).map(key));
        let mut place_of = vec![0_u32; rows.len()];
        for (new, old) in (0..).zip(&order) {
            if let Some(place) = place_of.get_mut(*old as usize) {
                *place = new;
            }
        }
        let columns = columns.into_iter().map(|(name, column)| (name, column.settled(&place_of)));
        let columns = columns.collect();
        rows.sort_by_key(key);
        let (mut levels, mut sources) = (Column::default(), Column::default());
        for (at, row) in (0..).zip(&rows) {
            levels.push(at, row.level.name().as_bytes());
            sources.push(at, name_of(row.source).as_bytes());
        }
        let known: Vec<_> = abouts.into_iter().map(group_of).collect();
        let (groups, templates) = groups(&rows, &known);
        let same: Vec<u32> = (0..place(rows.len())).collect();
        Settled {
            times: rows.iter().map(|row| row.at).collect(),
            is_inside: rows.iter().map(|row| row.is_inside).collect(),
            is_again: again(&rows),
            fields: columns,
            levels: levels.settled(&same),
            sources: sources.settled(&same),
            groups,
            templates,
        }
    }
}

/// The groups of entries by their ids, however many there are, and the template of each.
fn groups(rows: &[Row], known: &[Option<(String, String)>]) -> (Values, Vec<String>) {
    let ids: BTreeMap<&str, &str> =
        known.iter().flatten().map(|(id, template)| (id.as_str(), template.as_str())).collect();
    let code_of: BTreeMap<&str, u32> = ids.keys().copied().zip(0..).collect();
    let codes: Vec<Option<u32>> = known
        .iter()
        .map(|group| group.as_ref().and_then(|(id, _)| code_of.get(id.as_str()).copied()))
        .collect();
    let code = |row: &Row| codes.get(row.about as usize).copied().flatten();
    let cells = (0..).zip(rows).filter_map(|(at, row)| Some((at, code(row)?)));
    let values = Values {
        cells: cells.collect(),
        n_distinct: ids.len(),
        names: ids.keys().map(|id| (*id).to_owned()).collect(),
    };
    (values, ids.values().map(|template| (*template).to_owned()).collect())
}

/// Which entries were exported before: the same text at the same time, if that is finer than what
/// programs write on purpose more than once.
fn again(rows: &[Row]) -> Vec<bool> {
    const COARSE_NANOS: i64 = 1_000_000;
    let mut again = vec![false; rows.len()];
    let mut at = 0;
    for same_time in rows.chunk_by(|one, other| one.at == other.at) {
        let is_fine =
            same_time.first().is_some_and(|row| row.at.is_some_and(|at| at % COARSE_NANOS != 0));
        if is_fine && same_time.len() > 1 {
            let mut hashes: Vec<(u64, usize)> =
                same_time.iter().map(|row| row.text_hash).zip(at..).collect();
            hashes.sort_unstable();
            for pair in hashes.windows(2) {
                if let [(one, _), (other, place)] = pair
                    && one == other
                    && let Some(is_again) = again.get_mut(*place)
                {
                    *is_again = true;
                }
            }
        }
        at += same_time.len();
    }
    again
}

/// Entries in the order of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    pub(super) times: Vec<Option<i64>>,
    pub(super) is_inside: Vec<bool>,
    /// Exported before: counted, but not tested a second time.
    pub(super) is_again: Vec<bool>,
    pub(super) fields: BTreeMap<String, Values>,
    pub(super) levels: Values,
    pub(super) sources: Values,
    pub(super) groups: Values,
    /// What the entries of each group have in common.
    pub(super) templates: Vec<String>,
}

/// A place in a list, as it is stored.
pub(super) fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
