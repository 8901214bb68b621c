//! The values of one field: which there are, how often, and what they are.

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::bottom::{Bottom, Hashed, MAX_KEPT, hash_of, n_distinct};
use super::kind::TypeCounts;
use super::{ByteReader, ByteWriter, FieldType, Fold, FoldBlock, Unreadable};
use crate::store::{FieldValue, IntText};

/// Longest start of a value that is kept; what is longer is told apart by its hash and length.
const MAX_VALUE_BYTES: usize = 512;

/// Numbers below this are counted by place.
const N_SMALL: usize = 1 << 16;

/// More values than anybody reads.
const MAX_TOP: u32 = 10_000;

/// Which values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ValuesAsk"))]
pub struct Ask {
    /// Name of the field.
    pub field: String,
    /// How many of the most frequent values to answer with, at most 10,000.
    pub top: u32,
}

/// The values of a field over a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "ValuesAnswer"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Name of the field.
    pub field: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Selected entries that have it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub present: u64,
    /// Selected entries that lack it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub absent: u64,
    /// Different values, as well as that is known.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub n_values: u64,
    /// There are more than are counted one by one: `n_values` is an estimate, and the most frequent
    /// value may not be among those in `top`.
    pub is_estimate: bool,
    /// Entries whose value is not counted by itself.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub beyond: u64,
    /// The most frequent of the values that are counted, equally frequent ones sorted.
    pub top: Vec<ValueCount>,
}

/// A value and the entries that have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ValueCount {
    /// The value, or its first 512 bytes; what is not UTF-8 is replaced.
    pub value: String,
    /// The value is longer than that.
    pub is_cut: bool,
    /// How many selected entries have it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub count: u64,
}

/// Counts by value, exact for each that is kept.
#[derive(Clone, Debug)]
pub struct Values {
    ask: Ask,
    n_selected: u64,
    types: TypeCounts,
    kept: Bottom<CountedValue>,
    /// Whole numbers that are not among `kept` yet, since hashing each would take most of the
    /// time: counts of those below [`N_SMALL`] by number, once there are any, and of all others.
    small_ints: Vec<u64>,
    ints: HashMap<i64, u64, FixedState>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct CountedValue {
    hash: u64,
    len: u64,
    start: Box<[u8]>,
    count: u64,
}

impl CountedValue {
    fn is_value(&self, value: &[u8]) -> bool {
        self.len == value.len() as u64 && *self.start == *start_of(value)
    }
}

fn start_of(value: &[u8]) -> &[u8] {
    value.get(..MAX_VALUE_BYTES).unwrap_or(value)
}

impl Hashed for CountedValue {
    fn hash(&self) -> u64 {
        self.hash
    }

    fn is_same(&self, other: &Self) -> bool {
        self.len == other.len && self.start == other.start
    }

    fn absorb(&mut self, other: Self) {
        self.count += other.count;
    }

    fn size_bytes(&self) -> usize {
        self.start.len()
    }
}

impl Values {
    fn add(&mut self, value: FieldValue<'_>, n_entries: u64) {
        match value {
            FieldValue::Text(value) => self.add_text(value, n_entries),
            FieldValue::Int(value) => self.add_int(value, n_entries),
        }
    }

    fn add_int(&mut self, value: i64, n_entries: u64) {
        if let Ok(place @ ..N_SMALL) = usize::try_from(value) {
            self.small_ints.resize(N_SMALL, 0);
            if let Some(count) = self.small_ints.get_mut(place) {
                *count += n_entries;
            }
            return;
        }
        *self.ints.entry(value).or_default() += n_entries;
        if self.ints.len() >= 2 * MAX_KEPT {
            self.settle();
        }
    }

    fn add_text(&mut self, value: &[u8], n_entries: u64) {
        let hash = hash_of(value);
        self.types.add(value, n_entries);
        self.kept.take(
            hash,
            |known| known.is_value(value),
            |known| known.count += n_entries,
            || CountedValue {
                hash,
                len: value.len() as u64,
                start: start_of(value).into(),
                count: n_entries,
            },
        );
    }
}

impl Fold for Values {
    type Ask = Ask;
    type Answer = Answer;

    fn start(ask: &Ask) -> Self {
        let kept = Bottom::new(MAX_KEPT);
        let (types, small_ints, ints) = (TypeCounts::default(), Vec::new(), HashMap::default());
        Self { ask: ask.clone(), n_selected: 0, types, kept, small_ints, ints }
    }

    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        let n_selected = block.selected().count(block.block());
        if n_selected > 0
            && let Some(field) = block.field(&self.ask.field)
        {
            block.visit_values(field, &mut |value, rows| self.add(value, rows.len() as u64))?;
        }
        self.n_selected += n_selected;
        Ok(())
    }

    fn settle(&mut self) {
        for (value, n_entries) in (0..).zip(std::mem::take(&mut self.small_ints)) {
            if n_entries > 0 {
                self.add_text(IntText::new(value).as_bytes(), n_entries);
            }
        }
        // What comes out does not depend on the order.
        for (value, n_entries) in std::mem::take(&mut self.ints) {
            self.add_text(IntText::new(value).as_bytes(), n_entries);
        }
    }

    fn merge(&mut self, mut other: Self) {
        self.settle();
        other.settle();
        let Self { ask: _, n_selected, types, kept, small_ints: _, ints: _ } = other;
        self.n_selected += n_selected;
        self.types.merge(types);
        self.kept.merge(kept);
    }

    fn write(&self, out: &mut ByteWriter) {
        out.number(self.n_selected);
        self.types.write(out);
        let (values, bound) = self.kept.canonical();
        out.word(bound.unwrap_or(u64::MAX));
        out.number(values.len() as u64);
        for CountedValue { hash, len, start, count } in values {
            out.word(*hash);
            out.number(*len);
            out.text(start);
            out.number(*count);
        }
    }

    fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut read = Self::start(ask);
        read.n_selected = bytes.number()?;
        read.types = TypeCounts::read(bytes)?;
        let bound = Some(bytes.word()?).filter(|bound| *bound < u64::MAX);
        let mut values = Vec::new();
        for _ in 0..bytes.count()? {
            values.push(CountedValue {
                hash: bytes.word()?,
                len: bytes.number()?,
                start: bytes.text()?.into(),
                count: bytes.number()?,
            });
        }
        read.kept.restore(values, bound);
        Some(read)
    }

    fn answer(&self) -> (Answer, Vec<u32>) {
        let (mut values, bound) = self.kept.canonical();
        let n_values = n_distinct(values.len(), bound);
        let counted: u64 = values.iter().map(|value| value.count).sum();
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.start.cmp(&b.start)));
        let n_top = usize::try_from(self.ask.top.min(MAX_TOP)).unwrap_or(0);
        let top = values.into_iter().take(n_top).map(|value| ValueCount {
            value: String::from_utf8_lossy(&value.start).into_owned(),
            is_cut: value.len > value.start.len() as u64,
            count: value.count,
        });
        let present = self.types.total();
        let answer = Answer {
            field: self.ask.field.clone(),
            field_type: self.types.field_type(),
            present,
            absent: self.n_selected.saturating_sub(present),
            n_values,
            is_estimate: bound.is_some(),
            beyond: present.saturating_sub(counted),
            top: top.collect(),
        };
        (answer, Vec::new())
    }

    fn size_bytes(&self) -> usize {
        self.kept.size_bytes()
            + self.ints.capacity() * size_of::<(i64, u64)>()
            + self.small_ints.capacity() * size_of::<u64>()
    }
}
