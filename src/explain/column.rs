//! The values of one field, as a code for each entry that has one.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use twox_hash::XxHash64;

/// A field with more values is not compared, and its values are known by their hashes only: ids link
/// entries, and nobody has to read them.
pub(super) const MAX_VALUES: usize = 1_000;

/// As much of a value is kept; the rest of it tells it apart all the same.
const MAX_VALUE_BYTES: usize = 512;

/// Values of a field. Values that differ in the case of letters only are one, as for a query.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    /// Entries that have a value, and its code.
    cells: Vec<(u32, u32)>,
    hashes: Vec<u64>,
    /// As they are written, unless there are too many.
    texts: Vec<Box<[u8]>>,
    is_wide: bool,
    index: HashTable<u32>,
}

impl Column {
    /// Takes the value of an entry; the first one counts.
    pub(super) fn push(&mut self, row: u32, value: &[u8]) {
        if self.cells.last().is_some_and(|(last, _)| *last == row) {
            return;
        }
        let code = self.code_of(hash_of(value), Some(value));
        self.cells.push((row, code));
    }

    fn code_of(&mut self, hash: u64, text: Option<&[u8]>) -> u32 {
        let Self { hashes, index, .. } = self;
        let hash_at = |code: &u32| hashes.get(*code as usize).copied().unwrap_or_default();
        let code = match index.entry(hash, |code| hash_at(code) == hash, hash_at) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(place) => {
                let code = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
                place.insert(code);
                self.hashes.push(hash);
                if !self.is_wide {
                    self.texts.push(Box::default());
                }
                code
            }
        };
        if self.hashes.len() > MAX_VALUES {
            self.is_wide = true;
            self.texts = Vec::new();
        }
        // Of several spellings the first in order, whichever came first.
        if let (Some(text), Some(known)) = (text, self.texts.get_mut(code as usize)) {
            let start = text.get(..MAX_VALUE_BYTES).unwrap_or(text);
            if known.is_empty() || *start < **known {
                *known = start.into();
            }
        }
        code
    }

    /// Adds what another has, whose entries stand behind the first `n_rows`.
    pub(super) fn merge(&mut self, other: Self, n_rows: u32) {
        let Self { cells, hashes, texts, is_wide, index: _ } = other;
        let mut codes = Vec::with_capacity(hashes.len());
        for (code, hash) in hashes.iter().enumerate() {
            codes.push(self.code_of(*hash, texts.get(code).map(AsRef::as_ref)));
        }
        if is_wide {
            self.is_wide = true;
            self.texts = Vec::new();
        }
        let moved = cells
            .into_iter()
            .filter_map(|(row, code)| Some((row + n_rows, *codes.get(code as usize)?)));
        self.cells.extend(moved);
    }

    /// Codes by the order of the values, entries by their new places.
    pub(super) fn settled(self, place_of: &[u32]) -> Values {
        let Self { cells, hashes, texts, is_wide, index: _ } = self;
        let mut order: Vec<usize> = (0..hashes.len()).collect();
        order.sort_by_key(|code| (texts.get(*code), hashes.get(*code)));
        let mut new_codes = vec![0; hashes.len()];
        for (new, old) in (0_u32..).zip(&order) {
            if let Some(code) = new_codes.get_mut(*old) {
                *code = new;
            }
        }
        let moved = |(row, code): (u32, u32)| {
            Some((*place_of.get(row as usize)?, *new_codes.get(code as usize)?))
        };
        let mut cells: Vec<(u32, u32)> = cells.into_iter().filter_map(moved).collect();
        cells.sort_unstable();
        let n_distinct = hashes.len();
        let name = |code: &usize| Some(String::from_utf8_lossy(texts.get(*code)?).into_owned());
        let names = if is_wide { Vec::new() } else { order.iter().filter_map(name).collect() };
        Values { cells, n_distinct, names }
    }
}

/// The values of a field in an order that depends on nothing but them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Values {
    /// Entries that have a value, in order, and its code.
    pub(super) cells: Vec<(u32, u32)>,
    pub(super) n_distinct: usize,
    /// By code; none if there are too many to be compared.
    pub(super) names: Vec<String>,
}

/// No value.
pub(super) const ABSENT: u32 = u32::MAX;

impl Values {
    /// The code of each of `n` entries, [`ABSENT`] for those without a value.
    pub(super) fn codes(&self, n: usize) -> Vec<u32> {
        let mut codes = vec![ABSENT; n];
        for (row, code) in &self.cells {
            if let Some(place) = codes.get_mut(*row as usize) {
                *place = *code;
            }
        }
        codes
    }
}

fn hash_of(value: &[u8]) -> u64 {
    if value.iter().any(u8::is_ascii_uppercase) {
        return XxHash64::oneshot(0, &value.to_ascii_lowercase());
    }
    XxHash64::oneshot(0, value)
}
