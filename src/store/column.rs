//! One field's values over the entries of a block.
//!
//! Values that repeat become codes into a dictionary. Values that mostly do not (ids, paths with
//! parameters) would make the dictionary a copy of the text; of those only the place is kept.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// A value before sealing: where it lies.
///
/// # Shape
/// `start` below the block's text length points into the text, from there on into the
/// unescaped bytes that follow it.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// Entry in the block.
    pub row: u32,
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

/// Codes of a dictionary column, one per entry, 0 for "absent", as narrow as they can be.
#[derive(Clone, Debug)]
pub enum Codes {
    /// Up to 255 values.
    U8(Vec<u8>),
    /// Up to 65,535.
    U16(Vec<u16>),
    /// More.
    U32(Vec<u32>),
}

/// A sealed column.
#[derive(Clone, Debug)]
pub enum FieldColumn {
    /// Values repeat: `codes[row] - 1` is a place in the dictionary.
    Dict {
        /// Per entry.
        codes: Codes,
        /// End of each value in `bytes`.
        ends: Vec<u32>,
        /// The values, one after the other.
        bytes: Vec<u8>,
    },
    /// Values rarely repeat: where each lies in the block's text; sorted by row.
    Spans(Vec<Cell>),
}

/// Values seen before it is decided whether they repeat.
const TRIAL_CELLS: usize = 256;

impl FieldColumn {
    /// Seals the cells of one field, sorted by row, of a block with `n_rows` entries.
    ///
    /// An entry that names a field twice keeps the first value.
    pub fn seal(cells: &[Cell], n_rows: usize, text: &[u8], unescaped: &[u8]) -> Self {
        let value = |cell: &Cell| bytes_of(*cell, text, unescaped);
        let is_verbatim = cells.iter().all(|cell| (cell.start as usize) < text.len());
        let mut dict = Dict::default();
        let mut codes = vec![0_u32; n_rows];
        for (n_seen, cell) in cells.iter().enumerate() {
            if n_seen % TRIAL_CELLS == TRIAL_CELLS - 1
                && is_verbatim
                && dict.ends.len() * 4 > n_seen * 3
            {
                return Self::Spans(first_per_row(cells));
            }
            match codes.get_mut(cell.row as usize) {
                Some(code) if *code == 0 => *code = dict.code(value(cell)),
                _ => {}
            }
        }
        let n_values = dict.ends.len();
        Self::Dict { codes: Codes::narrowest(&codes, n_values), ends: dict.ends, bytes: dict.bytes }
    }

    /// Value of entry `row`, or `None` if it lacks the field; `text` is the block's.
    pub fn value<'c>(&'c self, row: usize, text: &'c [u8]) -> Option<&'c [u8]> {
        match self {
            Self::Dict { codes, ends, bytes } => {
                dict_value(ends, bytes, (codes.get(row) as usize).checked_sub(1)?)
            }
            Self::Spans(cells) => {
                let at = cells.binary_search_by_key(&row, |cell| cell.row as usize).ok()?;
                cells.get(at).map(|cell| bytes_of(*cell, text, &[]))
            }
        }
    }

    /// Whether values can be had without the block's text.
    pub fn is_resident(&self) -> bool {
        matches!(self, Self::Dict { .. })
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        match self {
            Self::Dict { codes, ends, bytes } => codes.size_bytes() + ends.len() * 4 + bytes.len(),
            Self::Spans(cells) => size_of_val(cells.as_slice()),
        }
    }
}

/// Value `place` of a dictionary.
pub(crate) fn dict_value<'d>(ends: &[u32], bytes: &'d [u8], place: usize) -> Option<&'d [u8]> {
    let end = *ends.get(place)? as usize;
    let start =
        place.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |end| *end as usize);
    bytes.get(start..end)
}

fn bytes_of<'t>(cell: Cell, text: &'t [u8], unescaped: &'t [u8]) -> &'t [u8] {
    let (start, len) = (cell.start as usize, cell.len as usize);
    let found = match start.checked_sub(text.len()) {
        None => text.get(start..start + len),
        Some(start) => unescaped.get(start..start + len),
    };
    found.unwrap_or_default()
}

fn first_per_row(cells: &[Cell]) -> Vec<Cell> {
    let mut kept = cells.to_vec();
    kept.dedup_by_key(|cell| cell.row);
    kept.shrink_to_fit();
    kept
}

impl Codes {
    fn narrowest(codes: &[u32], n_values: usize) -> Self {
        let narrow = |code: &u32| u8::try_from(*code).unwrap_or_default();
        let middle = |code: &u32| u16::try_from(*code).unwrap_or_default();
        match n_values {
            0..=255 => Self::U8(codes.iter().map(narrow).collect()),
            256..=65_535 => Self::U16(codes.iter().map(middle).collect()),
            _ => Self::U32(codes.to_vec()),
        }
    }

    /// Code of entry `row`; 0 for "absent".
    pub fn get(&self, row: usize) -> u32 {
        match self {
            Self::U8(codes) => codes.get(row).copied().map_or(0, u32::from),
            Self::U16(codes) => codes.get(row).copied().map_or(0, u32::from),
            Self::U32(codes) => codes.get(row).copied().unwrap_or(0),
        }
    }

    fn size_bytes(&self) -> usize {
        match self {
            Self::U8(codes) => codes.len(),
            Self::U16(codes) => codes.len() * 2,
            Self::U32(codes) => codes.len() * 4,
        }
    }
}

/// A dictionary while it is being built.
#[derive(Default)]
struct Dict {
    table: HashTable<u32>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Dict {
    /// Code of `value`, a new one if it has none yet.
    fn code(&mut self, value: &[u8]) -> u32 {
        // A fixed seed: the same input gives the same bytes out.
        let hasher = FixedState::with_seed(0x10C5_C41E);
        let (ends, bytes) = (&mut self.ends, &mut self.bytes);
        let known = self.table.find(hasher.hash_one(value), |code| {
            dict_value(ends, bytes, *code as usize - 1) == Some(value)
        });
        if let Some(code) = known {
            return *code;
        }
        bytes.extend_from_slice(value);
        ends.push(u32::try_from(bytes.len()).unwrap_or(u32::MAX));
        let code = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        self.table.insert_unique(hasher.hash_one(value), code, |code| {
            hasher.hash_one(dict_value(ends, bytes, *code as usize - 1).unwrap_or_default())
        });
        code
    }
}

#[cfg(test)]
#[expect(clippy::cast_possible_truncation, reason = "numbers of tests are small")]
mod tests {
    use super::*;

    /// Seals values (`None`: absent) and reads each back.
    #[track_caller]
    fn check(values: &[Option<&str>]) -> FieldColumn {
        let mut text = Vec::new();
        let mut cells = Vec::new();
        for (row, value) in values.iter().enumerate() {
            if let Some(value) = value {
                let (row, start, len) = (row as u32, text.len() as u32, value.len() as u32);
                cells.push(Cell { row, start, len });
                text.extend_from_slice(value.as_bytes());
                text.push(b' ');
            }
        }
        let column = FieldColumn::seal(&cells, values.len(), &text, &[]);
        for (row, value) in values.iter().enumerate() {
            assert_eq!(column.value(row, &text), value.map(str::as_bytes), "row {row}");
        }
        column
    }

    #[test]
    fn repeated_values_become_codes() {
        assert!(check(&[Some("a"), None, Some("b"), Some("a"), Some("")]).is_resident());
    }

    #[test]
    fn values_that_do_not_repeat_stay_in_the_text() {
        let ids: Vec<String> = (0..2_000).map(|n| format!("id-{n}")).collect();
        let values: Vec<Option<&str>> =
            ids.iter().enumerate().map(|(n, id)| (n % 3 != 0).then_some(id.as_str())).collect();
        assert!(!check(&values).is_resident());
    }

    #[test]
    fn codes_are_as_wide_as_they_need_to_be() {
        let names: Vec<String> = (0..300).map(|n| format!("v{n}")).collect();
        let values: Vec<Option<&str>> = (0..3_000).map(|n| Some(names[n % 300].as_str())).collect();
        assert!(!check(&values).is_resident());
        let slow: Vec<Option<&str>> = (0..9_000).map(|n| Some(names[n / 30].as_str())).collect();
        assert!(matches!(check(&slow), FieldColumn::Dict { codes: Codes::U16(_), .. }));
    }

    #[test]
    fn the_first_of_two_values_counts() {
        let cells = [Cell { row: 0, start: 0, len: 1 }, Cell { row: 0, start: 1, len: 1 }];
        let column = FieldColumn::seal(&cells, 1, b"ab", &[]);
        assert_eq!(column.value(0, b"ab"), Some(&b"a"[..]));
    }

    #[test]
    fn unescaped_values_lie_after_the_text() {
        let cells = [Cell { row: 0, start: 4, len: 3 }];
        let column = FieldColumn::seal(&cells, 1, b"text", b"\tx\n");
        assert_eq!(column.value(0, b"text"), Some(&b"\tx\n"[..]));
    }
}
