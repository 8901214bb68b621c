//! Cells to columns.

use super::column::{DictColumn, DictValues, FieldColumn};
use super::dict::KnownValues;
use super::filter::FilterRoom;
use super::ints::{IntColumn, IntText, canonical_int, short_int};
use super::spans::{EntrySpans, SpanColumn};

/// Marks the start of a cell as an offset in the unescaped bytes; a block's text is far shorter.
pub(super) const UNESCAPED: u32 = 1 << 31;

/// How many values pass between two checks of whether they repeat.
const TRIAL_CELLS: usize = 256;

/// From this many values on, half must have occurred before; of fewer, one in sixteen.
const MANY_CELLS: usize = 2_048;

/// How many blocks a field is assumed not to repeat, once its values did not.
const SPANS_FOR_BLOCKS: u8 = 16;

/// A field is sparse if fewer than one entry in this many has it.
const SPARSE: usize = 64;

/// Stands for "no number"; cannot be spelled in [`canonical_int`]'s digits.
const NO_NUMBER: i64 = i64::MIN;

/// A value before sealing: its position.
///
/// # Shape
/// `start` is relative to the block, or, with [`UNESCAPED`], to the unescaped bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// Entry in the block.
    pub(super) row: u32,
    /// First byte.
    pub(super) start: u32,
    /// Length in bytes.
    pub(super) len: u32,
}

/// What the cells of a block refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellText<'t> {
    /// The block's text.
    pub(super) text: &'t [u8],
    /// Values that the text does not contain literally.
    pub(super) unescaped: &'t [u8],
    /// Where each entry starts in the text.
    pub(super) starts: &'t [u32],
}

impl<'t> CellText<'t> {
    #[inline]
    fn value(&self, cell: Cell) -> &'t [u8] {
        self.text_from(cell).get(..cell.len as usize).unwrap_or_default()
    }

    /// The value and everything that follows it.
    #[inline]
    fn text_from(&self, cell: Cell) -> &'t [u8] {
        // Nearly all stand in the text, beyond which all those lie that do not.
        let rest = self.text.get(cell.start as usize..);
        rest.unwrap_or_else(|| self.unescaped_from(cell))
    }

    #[cold]
    fn unescaped_from(&self, cell: Cell) -> &'t [u8] {
        self.unescaped.get((cell.start & !UNESCAPED) as usize..).unwrap_or_default()
    }

    /// The number that a value is, if that is how the number would be written.
    #[inline]
    fn int(&self, cell: Cell) -> Option<i64> {
        let eight = self.text.get(cell.start as usize..).and_then(|rest| rest.first_chunk());
        let short = eight.and_then(|eight| short_int(*eight, cell.len as usize));
        short.or_else(|| canonical_int(self.value(cell)))
    }
}

/// One field over the blocks of a task: its cells in the current one, and what helps with them.
#[derive(Debug, Default)]
pub(super) struct FieldCells {
    /// Sorted by row; an entry that names the field twice has two.
    pub(super) cells: Vec<Cell>,
    /// Some of their values are not contained literally in the text.
    pub(super) has_unescaped: bool,
    stage: Stage,
    /// How many of the cells the stage has taken in.
    n_taken: usize,
    numbers: Vec<i64>,
    codes: Vec<u32>,
    known: KnownValues,
    /// How many more blocks are assumed not to repeat.
    n_as_spans: u8,
}

/// What the cells of a block are assumed to be, until one shows otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stage {
    #[default]
    Numbers,
    Codes,
    Spans,
}

/// Room to work in, for each field in turn.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    codes: Vec<u32>,
    pub(super) wide: Vec<u64>,
    spans: EntrySpans,
    values: DictValues,
    /// Code of each number, by its offset.
    code_of: Vec<u8>,
    pub(super) filter: FilterRoom,
}

impl FieldCells {
    /// Takes in the new cells.
    ///
    /// The result does not depend on when this is called. A block is larger than the fast caches: values
    /// are processed while their text is still there.
    pub(super) fn take_in(&mut self, of: CellText<'_>) {
        if self.stage == Stage::Numbers && self.take_numbers(of).is_none() {
            if self.n_as_spans > 0 {
                self.n_as_spans -= 1;
                self.stage = Stage::Spans;
            } else {
                self.begin_codes();
            }
        }
        if self.stage == Stage::Codes && self.take_codes(of).is_none() {
            self.give_up_codes();
        }
    }

    /// Seals the cells and starts over.
    ///
    /// The kind of column may depend on the blocks before; its values never do.
    ///
    /// # Cost
    /// O(cells); only the column itself is allocated.
    #[inline(never)]
    pub(super) fn seal(&mut self, of: CellText<'_>, scratch: &mut Scratch) -> FieldColumn {
        if self.cells.is_empty() {
            self.begin_codes();
        }
        self.take_in(of);
        if self.stage == Stage::Codes && self.is_dear() {
            self.give_up_codes();
        }
        if self.stage == Stage::Spans && self.has_unescaped {
            self.begin_codes();
            self.take_in(of);
        }
        let n_rows = of.starts.len();
        let is_sparse = self.is_sparse(n_rows);
        let column = match self.stage {
            Stage::Numbers => int_column(&mut self.numbers, n_rows, scratch),
            Stage::Codes => dict_column(&mut self.codes, n_rows, &self.known, scratch),
            Stage::Spans => span_column(&self.cells, of, scratch),
        };
        self.cells.clear();
        self.has_unescaped = false;
        self.stage = Stage::Numbers;
        self.n_taken = 0;
        if is_sparse {
            (self.numbers, self.codes) = (Vec::new(), Vec::new());
        }
        self.numbers.clear();
        column
    }

    /// Whether so few entries have the field that reserving room for all is not worthwhile.
    #[inline]
    pub(super) fn is_sparse(&self, n_rows: usize) -> bool {
        self.cells.len() * SPARSE < n_rows
    }

    /// None if any value is not a number.
    fn take_numbers(&mut self, of: CellText<'_>) -> Option<()> {
        for cell in self.cells.get(self.n_taken..).unwrap_or_default() {
            let number = of.int(*cell)?;
            if fill_up_to(&mut self.numbers, cell.row, NO_NUMBER) {
                self.numbers.push(number);
            }
        }
        self.n_taken = self.cells.len();
        Some(())
    }

    fn begin_codes(&mut self) {
        self.stage = Stage::Codes;
        self.n_taken = 0;
        self.codes.clear();
        self.known.next_block();
    }

    /// None if the values rarely repeat.
    fn take_codes(&mut self, of: CellText<'_>) -> Option<()> {
        while self.n_taken < self.cells.len() {
            let end = (self.n_taken / TRIAL_CELLS + 1) * TRIAL_CELLS;
            let end = end.min(self.cells.len());
            for cell in self.cells.get(self.n_taken..end).unwrap_or_default() {
                if fill_up_to(&mut self.codes, cell.row, 0) {
                    self.codes.push(self.known.code(of.text_from(*cell), cell.len as usize));
                }
            }
            self.n_taken = end;
            if end.is_multiple_of(TRIAL_CELLS) && self.is_dear() {
                return None;
            }
        }
        Some(())
    }

    /// Whether the coded values are better left in the text.
    fn is_dear(&self) -> bool {
        !self.has_unescaped && rarely_repeats(self.known.n_used(), self.n_taken)
    }

    fn give_up_codes(&mut self) {
        self.stage = Stage::Spans;
        self.n_as_spans = SPANS_FOR_BLOCKS;
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.cells.capacity() * size_of::<Cell>()
            + self.numbers.capacity() * size_of::<i64>()
            + self.codes.capacity() * size_of::<u32>()
            + self.known.size_bytes()
    }
}

/// Fills the rows before `row`; false if that row has a value already: the first one counts.
#[inline]
fn fill_up_to<T: Copy>(values: &mut Vec<T>, row: u32, none: T) -> bool {
    let row = row as usize;
    if row > values.len() {
        values.resize(row, none);
    }
    row == values.len()
}

/// Whether a dictionary of `n_used` values for `n_seen` entries is not worth its memory.
fn rarely_repeats(n_used: usize, n_seen: usize) -> bool {
    if n_seen >= MANY_CELLS {
        n_used * 2 > n_seen
    } else {
        n_used * 16 > n_seen.max(TRIAL_CELLS) * 15
    }
}

#[inline(never)]
fn span_column(cells: &[Cell], of: CellText<'_>, scratch: &mut Scratch) -> FieldColumn {
    let spans = &mut scratch.spans;
    spans.begin(of.starts.len());
    for cell in cells {
        let row = cell.row as usize;
        let start = of.starts.get(row).copied().unwrap_or(0);
        spans.push(row, cell.start.saturating_sub(start), cell.len);
    }
    FieldColumn::Spans(SpanColumn::pack(spans, of.starts.len()))
}

impl Scratch {
    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        let Self { codes, wide, spans, values, code_of, filter } = self;
        codes.capacity() * size_of::<u32>()
            + wide.capacity() * size_of::<u64>()
            + spans.size_bytes()
            + values.size_bytes()
            + code_of.capacity()
            + filter.size_bytes()
    }
}

#[inline(never)]
fn dict_column(
    codes: &mut Vec<u32>,
    n_rows: usize,
    known: &KnownValues,
    scratch: &mut Scratch,
) -> FieldColumn {
    codes.resize(n_rows, 0);
    scratch.values.clear();
    known.used().for_each(|value| scratch.values.push(value));
    let min_code = u64::from(!codes.contains(&0));
    FieldColumn::Dict(DictColumn::new(codes, min_code, &scratch.values))
}

#[inline(never)]
fn int_column(numbers: &mut Vec<i64>, n_rows: usize, scratch: &mut Scratch) -> FieldColumn {
    numbers.resize(n_rows, NO_NUMBER);
    let (mut min, mut max, mut has_gaps) = (i64::MAX, NO_NUMBER, false);
    for number in &*numbers {
        has_gaps |= *number == NO_NUMBER;
        min = min.min(if *number == NO_NUMBER { i64::MAX } else { *number });
        max = max.max(*number);
    }
    // Numbers of at most 18 digits: neither the distance nor the 1 can overflow.
    let ends = (u64::from(!has_gaps), max.abs_diff(min) + 1);
    // Two bytes each, or one if few of them differ.
    let may_repeat = (0x100..=0xFFFF).contains(&ends.1);
    if may_repeat && code_numbers(numbers, min, ends.1, scratch).is_some() {
        let dict = DictColumn::new(&scratch.codes, ends.0, &scratch.values);
        return FieldColumn::Dict(dict);
    }
    let offsets = numbers.iter().map(|number| offset_of(*number, min));
    FieldColumn::Ints(IntColumn::new(min, offsets, ends))
}

/// As stored: 0 for none, otherwise the distance from the smallest plus 1.
#[inline]
fn offset_of(number: i64, min: i64) -> u64 {
    if number == NO_NUMBER { 0 } else { number.abs_diff(min) + 1 }
}

/// Gives each different number a code, unless there are too many for a byte.
fn code_numbers(numbers: &[i64], min: i64, max_offset: u64, scratch: &mut Scratch) -> Option<()> {
    let Scratch { codes, values, code_of, .. } = scratch;
    code_of.clear();
    code_of.resize(usize::try_from(max_offset).ok()? + 1, 0);
    codes.clear();
    codes.reserve(numbers.len());
    values.clear();
    let mut n_values = 0_u8;
    for number in numbers {
        let offset = usize::try_from(offset_of(*number, min)).ok()?;
        let code = code_of.get_mut(offset)?;
        if *code == 0 && offset > 0 {
            n_values = n_values.checked_add(1)?;
            *code = n_values;
            values.push(IntText::new(*number).as_bytes());
        }
        codes.push(u32::from(*code));
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Seals `blocks` of values one after another with the same helper and compares.
    #[track_caller]
    fn check(blocks: &[Vec<Option<String>>]) -> Vec<FieldColumn> {
        let (mut field, mut scratch) = (FieldCells::default(), Scratch::default());
        blocks.iter().map(|values| check_block(values, &mut field, &mut scratch)).collect()
    }

    #[track_caller]
    fn check_block(
        values: &[Option<String>],
        field: &mut FieldCells,
        scratch: &mut Scratch,
    ) -> FieldColumn {
        let mut text = Vec::new();
        let mut starts = Vec::new();
        for (row, value) in (0..).zip(values) {
            starts.push(u32::try_from(text.len()).unwrap());
            text.extend_from_slice(b"> ");
            if let Some(value) = value {
                let start = u32::try_from(text.len()).unwrap();
                let len = u32::try_from(value.len()).unwrap();
                field.cells.push(Cell { row, start, len });
                text.extend_from_slice(value.as_bytes());
            }
            text.push(b'\n');
            if row % 7 == 3 {
                field.take_in(CellText { text: &text, unescaped: &[], starts: &starts });
            }
        }
        let of = CellText { text: &text, unescaped: &[], starts: &starts };
        let column = field.seal(of, scratch);
        for (row, value) in values.iter().enumerate() {
            let entry = &text[starts[row] as usize..];
            let expected = value.as_deref().map(str::as_bytes);
            column.with_value(row, entry, |found| assert_eq!(found, expected, "row {row}"));
        }
        column
    }

    fn all(n: usize, value: impl Fn(usize) -> String) -> Vec<Option<String>> {
        (0..n).map(|row| Some(value(row))).collect()
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn sealed_values_are_the_values(
            blocks in prop::collection::vec(
                prop::collection::vec(prop::option::weighted(0.8, "[a-c]{0,2}|[0-9]{1,5}|-?[1-9]{1,19}"), 1..80),
                1..4,
            ),
            is_numeric in any::<bool>(),
        ) {
            let is_kept = |value: &String| !is_numeric || canonical_int(value.as_bytes()).is_some();
            let blocks: Vec<Vec<Option<String>>> = blocks
                .into_iter()
                .map(|values| values.into_iter().map(|value| value.filter(is_kept)).collect())
                .collect();
            check(&blocks);
        }

        #[test]
        fn numbers_of_any_range_are_the_numbers(
            numbers in prop::collection::vec(any::<i64>(), 1..300),
            shift in 2_u32..60,
        ) {
            let number = |n: usize| (numbers[n] >> shift).to_string();
            check(&[all(numbers.len(), number)]);
        }
    }

    #[test]
    fn repeated_values_become_codes() {
        let columns = check(&[all(3_000, |n| format!("v{}", n % 200)), all(900, |_| "one".into())]);
        assert!(columns.iter().all(FieldColumn::is_resident));
        assert!(columns[1].size_bytes() <= 3, "one value takes no code");
    }

    #[test]
    fn values_that_do_not_repeat_stay_in_the_text() {
        let mut ids = all(3_000, |n| format!("id-{n}"));
        ids[7] = None;
        let columns = check(&[ids.clone(), ids]);
        assert!(columns.iter().all(|column| !column.is_resident()));
        assert!(columns[0].size_bytes() < 3_000 * 9 / 4, "{}", columns[0].size_bytes());
    }

    #[test]
    fn a_field_may_begin_to_repeat() {
        let ids = all(3_000, |n| format!("id-{n}"));
        let mut blocks = vec![ids];
        blocks.extend((0..20).map(|_| all(300, |_| "same".into())));
        assert!(check(&blocks).last().unwrap().is_resident());
    }

    #[test]
    fn numbers_are_as_narrow_as_their_range() {
        let sizes = [1, 200, 40_000, 1 << 30].map(|range| {
            check(&[all(1_000, |n| (7 + n * 7_919 % range).to_string())])[0].size_bytes()
        });
        assert_eq!(sizes, [0, 1_000, 2_000, 4_000]);
        // Few different ones are codes of a byte, and a little for the dictionary.
        let statuses = check(&[all(1_000, |n| (200 + n % 5 * 75).to_string())]);
        assert!(statuses[0].size_bytes() < 1_050);
    }

    #[test]
    fn the_first_of_two_values_counts() {
        let (mut field, mut scratch) = (FieldCells::default(), Scratch::default());
        for text in [&b"ab"[..], b"12"] {
            field.cells.push(Cell { row: 0, start: 0, len: 1 });
            field.cells.push(Cell { row: 0, start: 1, len: 1 });
            let column = field.seal(CellText { text, unescaped: &[], starts: &[0] }, &mut scratch);
            column.with_value(0, text, |value| assert_eq!(value, text.get(..1)));
        }
    }

    #[test]
    fn unescaped_values_are_kept() {
        let (mut field, mut scratch) = (FieldCells::default(), Scratch::default());
        field.cells.push(Cell { row: 0, start: UNESCAPED | 1, len: 3 });
        field.has_unescaped = true;
        let of = CellText { text: b"text", unescaped: b"?\tx\n", starts: &[0] };
        field.seal(of, &mut scratch).with_value(0, b"text", |value| {
            assert_eq!(value, Some(&b"\tx\n"[..]));
        });
    }
}
