//! A block's entries by the value that they have of a field, without a string for each.

use super::block::Block;
use super::column::{DictColumn, FieldColumn};
use super::ints::{IntColumn, IntText, number};
use super::narrow::Narrow;
use super::paged::PAGE_ROWS;
use super::spans::SpanColumn;

/// A value as its column keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldValue<'v> {
    /// Its bytes.
    Text(&'v [u8]),
    /// A whole number, which would be written just so.
    Int(i64),
}

impl FieldValue<'_> {
    /// Calls `visit` with the bytes of the value.
    pub fn with_bytes<T>(self, visit: impl FnOnce(&[u8]) -> T) -> T {
        match self {
            Self::Text(bytes) => visit(bytes),
            Self::Int(value) => visit(IntText::new(value).as_bytes()),
        }
    }
}

/// More codes than this are not worth a table: their entries are visited one by one.
const MAX_CODES: usize = 1 << 16;

impl Block {
    /// Calls `visit` with the values that entries have in `column`, one of this block's, each with
    /// the places of its entries in ascending order.
    ///
    /// `word` says which of the entries `page * 64` and following are asked for, as bits. Entries
    /// without a value are left out; a value that the column does not share between entries may
    /// come several times. `text` is the block's; if the column is resident, it is not looked at.
    ///
    /// # Cost
    /// O(entries), and one call per value.
    pub fn visit_values(
        &self,
        column: &FieldColumn,
        text: &[u8],
        word: impl Fn(usize) -> u64,
        mut visit: impl FnMut(FieldValue<'_>, &[u32]),
    ) {
        let rows = selected_rows(self.n_entries(), word);
        match column {
            FieldColumn::Dict(dict) => dict.visit_values(&rows, visit),
            FieldColumn::Ints(ints) => ints.visit_values(&rows, visit),
            FieldColumn::Spans(spans) => self.visit_spans(spans, text, &rows, &mut visit),
            FieldColumn::Dropped { .. } => {}
        }
    }

    fn visit_spans(
        &self,
        spans: &SpanColumn,
        text: &[u8],
        rows: &[u32],
        visit: &mut impl FnMut(FieldValue<'_>, &[u32]),
    ) {
        for row in rows {
            let place = *row as usize;
            let entry = text.get(self.range(place)).unwrap_or_default();
            if let Some(value) = spans.value(place, entry) {
                visit(FieldValue::Text(value), &[*row]);
            }
        }
    }
}

impl DictColumn {
    fn visit_values(&self, rows: &[u32], mut visit: impl FnMut(FieldValue<'_>, &[u32])) {
        let n_codes = self.n_values() + 1;
        for_each_code(self.codes(), n_codes, rows, |code, rows| {
            // Code 0 says that there is no value.
            if let Some(place) = code.checked_sub(1) {
                visit(FieldValue::Text(self.value(place)), rows);
            }
        });
    }
}

impl IntColumn {
    fn visit_values(&self, rows: &[u32], mut visit: impl FnMut(FieldValue<'_>, &[u32])) {
        let n_codes = match self.offsets() {
            Narrow::Same(_) => 1,
            Narrow::U8(_) => 1 << 8,
            Narrow::U16(_) => 1 << 16,
            Narrow::U32(_) | Narrow::U64(_) => usize::MAX,
        };
        for_each_code(self.offsets(), n_codes, rows, |offset, rows| {
            if let Some(value) = number(self.base(), offset as u64) {
                visit(FieldValue::Int(value), rows);
            }
        });
    }
}

/// Places of the bits that are set, ascending.
fn selected_rows(n_entries: usize, word: impl Fn(usize) -> u64) -> Vec<u32> {
    let mut rows = Vec::with_capacity(n_entries);
    for page in 0..n_entries.div_ceil(PAGE_ROWS) {
        let first = u32::try_from(page * PAGE_ROWS).unwrap_or(u32::MAX);
        let mut rest = word(page);
        if rest == u64::MAX {
            rows.extend(first..first + 64);
            continue;
        }
        while rest != 0 {
            rows.push(first + rest.trailing_zeros());
            rest &= rest - 1;
        }
    }
    rows
}

/// Calls `visit` with every code below `n_codes` that any of `rows` has, ascending, and with those
/// of `rows` that have it: a counting sort.
fn for_each_code(
    codes: &Narrow,
    n_codes: usize,
    rows: &[u32],
    mut visit: impl FnMut(usize, &[u32]),
) {
    if rows.is_empty() {
        return;
    }
    if let Narrow::Same(code) = codes {
        return visit(usize::try_from(*code).unwrap_or(usize::MAX), rows);
    }
    let code_of = |row: &u32| usize::try_from(codes.get(*row as usize)).unwrap_or(usize::MAX);
    if n_codes > MAX_CODES {
        for row in rows {
            visit(code_of(row), std::slice::from_ref(row));
        }
        return;
    }
    // Where the entries of each code end; while they are put there, where the next one goes.
    let mut ends = vec![0_u32; n_codes + 1];
    for row in rows {
        if let Some(count) = ends.get_mut(code_of(row) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut sorted = vec![0_u32; rows.len()];
    for row in rows {
        if let Some(next) = ends.get_mut(code_of(row))
            && let Some(place) = sorted.get_mut(*next as usize)
        {
            *place = *row;
            *next += 1;
        }
    }
    let mut start = 0;
    for (code, end) in ends.iter().take(n_codes).enumerate() {
        let end = *end as usize;
        if end > start {
            visit(code, sorted.get(start..end).unwrap_or_default());
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::level::Level;
    use crate::store::{BlockBuilder, Kept, NewEntry};
    use crate::units::{ByteSpan, FieldId, SourceId};

    const FIELD: FieldId = FieldId(0);

    /// A block of one field, with its text.
    fn block_of(values: &[Option<String>]) -> (Block, Vec<u8>) {
        let mut builder = BlockBuilder::new(SourceId(0), 0);
        let mut text = Vec::new();
        for value in values {
            let start = text.len() as u64;
            text.extend_from_slice(b"> ");
            text.extend_from_slice(value.as_deref().unwrap_or_default().as_bytes());
            text.push(b'\n');
            let span = ByteSpan { start, end: text.len() as u64 };
            let level = Level::Info;
            builder.push(NewEntry { span, time: None, is_out_of_range: false, level, format: 0 });
            let n_text = usize::try_from(span.len()).unwrap();
            let field = value.iter().map(|value| (FIELD, 2, u32::try_from(value.len()).unwrap()));
            builder.push_fields(n_text, &[], field);
        }
        (builder.seal(&text, 0, Kept::Place).unwrap(), text)
    }

    /// What a visit finds must be what a loop over the rows finds; returns the kind of column.
    #[track_caller]
    fn check(values: &[Option<String>], is_selected: impl Fn(usize) -> bool) -> &'static str {
        let (block, text) = block_of(values);
        let Some((_, column)) = block.fields.iter().find(|(field, _)| *field == FIELD) else {
            assert!(values.iter().all(Option::is_none));
            return "none";
        };
        let mut expected = BTreeMap::<Vec<u8>, Vec<u32>>::new();
        for row in (0..values.len()).filter(|row| is_selected(*row)) {
            column.with_value(row, &text[block.range(row)], |value| {
                if let Some(value) = value {
                    let row = u32::try_from(row).unwrap();
                    expected.entry(value.to_vec()).or_default().push(row);
                }
            });
        }
        let word = |page: usize| {
            let rows = (0..64).filter(|bit| page * 64 + bit < values.len());
            rows.filter(|bit| is_selected(page * 64 + bit)).fold(0, |word, bit| word | 1 << bit)
        };
        let mut found = BTreeMap::<Vec<u8>, Vec<u32>>::new();
        block.visit_values(column, &text, word, |value, rows| {
            assert!(!rows.is_empty() && rows.is_sorted());
            value.with_bytes(|value| found.entry(value.to_vec()).or_default().extend(rows));
        });
        assert_eq!(found, expected);
        match column {
            FieldColumn::Dict(_) => "dict",
            FieldColumn::Ints(_) => "ints",
            FieldColumn::Spans(_) => "spans",
            FieldColumn::Dropped { .. } => "dropped",
        }
    }

    #[test]
    fn every_kind_of_column_is_visited() {
        let all = |n: usize, value: &dyn Fn(usize) -> String| -> Vec<Option<String>> {
            (0..n).map(|row| Some(value(row)).filter(|_| row % 5 != 3)).collect()
        };
        let odd = |row: usize| row % 2 == 1;
        let unlike = |row: usize| format!("value {row} {}", row * row * 7919 % 1013);
        assert_eq!(check(&all(200, &|row| format!("v{}", row % 7)), odd), "dict");
        assert_eq!(check(&all(200, &|_| "same".to_owned()), |_| true), "dict");
        assert_eq!(check(&all(3_000, &|row| format!("{}", row * 3)), odd), "ints");
        assert_eq!(check(&all(3_000, &|row| format!("{}", row * 60_000)), |_| true), "ints");
        assert_eq!(check(&all(200, &|_| "17".to_owned()), |row| row > 70), "ints");
        assert_eq!(check(&all(3_000, &unlike), odd), "spans");
        assert_eq!(check(&[None, None], |_| true), "none");
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn visits_find_what_a_loop_finds(
            values in prop_oneof![
                prop::collection::vec(prop::option::weighted(0.8, "[a-c]{0,2}"), 1..200),
                prop::collection::vec(prop::option::weighted(0.8, "-?[1-9][0-9]{0,1}"), 1..200),
                prop::collection::vec(prop::option::weighted(0.8, "[1-9][0-9]{0,17}"), 1..200),
                prop::collection::vec(prop::option::weighted(0.8, "[a-z0-9 ]{0,30}"), 1..200),
            ],
            selected in prop::collection::vec(any::<u64>(), 4),
            is_all in any::<bool>(),
        ) {
            check(&values, |row| is_all || selected[row / 64] >> (row % 64) & 1 == 1);
        }
    }
}
