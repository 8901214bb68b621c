//! Every field of a selection: its type, how many entries have it, and how many distinct
//! values it has.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::bottom::{Bottom, JustHash, MAX_KEPT, hash_of, n_distinct};
use super::kind::TypeCounts;
use super::{ByteReader, ByteWriter, FieldType, Fold, FoldBlock, Unreadable};
use crate::units::FieldId;

/// Asks about all fields; there is nothing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "FieldsAsk"))]
pub struct Ask {
    /// How many of the most frequent fields to answer with; some logs name fields by user.
    pub top: u32,
}

/// The fields of a selection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "FieldsAnswer"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Selected entries, with fields or without.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub entries: u64,
    /// How many fields there are.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub n_fields: u64,
    /// Most frequent first; equally frequent ones by name.
    pub fields: Vec<FieldSummary>,
}

/// A field in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct FieldSummary {
    /// Its name.
    pub name: String,
    /// What its values are.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Selected entries that have it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub present: u64,
    /// Distinct values.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub n_values: u64,
    /// There are too many to count one by one, so `n_values` is an estimate.
    pub is_estimate: bool,
}

/// Tallies by field.
#[derive(Clone, Debug)]
pub struct Fields {
    ask: Ask,
    n_selected: u64,
    tallies: BTreeMap<String, Tally>,
}

#[derive(Clone, Debug)]
struct Tally {
    types: TypeCounts,
    values: Bottom<JustHash>,
}

impl Tally {
    fn new() -> Self {
        Self { types: TypeCounts::default(), values: Bottom::new(MAX_KEPT) }
    }

    fn add(&mut self, value: &[u8], n_entries: u64) {
        let hash = hash_of(value);
        self.types.add(value, n_entries);
        self.values.take(hash, |_| true, |_| {}, || JustHash(hash));
    }
}

impl Fields {
    fn add_column(&mut self, field: FieldId, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        let name = block.name(field).to_owned();
        let known = self.tallies.remove(&name);
        let mut tally = known.unwrap_or_else(Tally::new);
        let outcome = block.visit_values(field, &mut |value, rows| {
            value.with_bytes(|value| tally.add(value, rows.len() as u64));
        });
        if tally.types.total() > 0 {
            self.tallies.insert(name, tally);
        }
        outcome
    }

    fn merge_tally(&mut self, name: &str, tally: Tally) {
        match self.tallies.get_mut(name) {
            Some(known) => {
                known.types.merge(tally.types);
                known.values.merge(tally.values);
            }
            None => drop(self.tallies.insert(name.to_owned(), tally)),
        }
    }
}

impl Fold for Fields {
    type Ask = Ask;
    type Answer = Answer;

    fn start(ask: &Ask) -> Self {
        Self { ask: ask.clone(), n_selected: 0, tallies: BTreeMap::new() }
    }

    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        let n_selected = block.selected().count(block.block());
        if n_selected == 0 {
            return Ok(());
        }
        let fields = block.fields();
        if fields.iter().any(|field| block.needs_text(*field)) {
            // After this nothing can fail in the middle of the block.
            block.read_text()?;
        }
        let (parsed, kept): (Vec<FieldId>, Vec<FieldId>) =
            fields.into_iter().partition(|field| block.must_parse(*field));
        for field in kept {
            self.add_column(field, block)?;
        }
        if !parsed.is_empty() {
            let mut tallies = BTreeMap::<FieldId, Tally>::new();
            block.parse(&mut |field, value| {
                if parsed.binary_search(&field).is_ok() {
                    tallies.entry(field).or_insert_with(Tally::new).add(value, 1);
                }
            })?;
            for (field, tally) in tallies {
                self.merge_tally(block.name(field), tally);
            }
        }
        self.n_selected += n_selected;
        Ok(())
    }

    fn merge(&mut self, other: Self) {
        let Self { ask: _, n_selected, tallies } = other;
        self.n_selected += n_selected;
        for (name, tally) in tallies {
            self.merge_tally(&name, tally);
        }
    }

    fn write(&self, out: &mut ByteWriter) {
        out.number(self.n_selected);
        out.number(self.tallies.len() as u64);
        for (name, Tally { types, values }) in &self.tallies {
            out.text(name.as_bytes());
            types.write(out);
            let (values, bound) = values.canonical();
            out.word(bound.unwrap_or(u64::MAX));
            out.number(values.len() as u64);
            for value in values {
                out.word(value.0);
            }
        }
    }

    fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut read = Self::start(ask);
        read.n_selected = bytes.number()?;
        for _ in 0..bytes.count()? {
            let name = String::from_utf8(bytes.text()?.to_vec()).ok()?;
            let mut tally = Tally::new();
            tally.types = TypeCounts::read(bytes)?;
            let bound = Some(bytes.word()?).filter(|bound| *bound < u64::MAX);
            let n_values = bytes.count()?;
            let values = (0..n_values).map(|_| bytes.word().map(JustHash));
            tally.values.restore(values.collect::<Option<_>>()?, bound);
            read.tallies.insert(name, tally);
        }
        Some(read)
    }

    fn answer(&self) -> (Answer, Vec<u32>) {
        let summaries = self.tallies.iter().map(|(name, tally)| {
            let (values, bound) = tally.values.canonical();
            FieldSummary {
                name: name.clone(),
                field_type: tally.types.field_type(),
                present: tally.types.total(),
                n_values: n_distinct(values.len(), bound),
                is_estimate: bound.is_some(),
            }
        });
        let mut fields: Vec<FieldSummary> = summaries.collect();
        fields.sort_by(|a, b| b.present.cmp(&a.present).then_with(|| a.name.cmp(&b.name)));
        fields.truncate(usize::try_from(self.ask.top).unwrap_or(usize::MAX));
        let n_fields = self.tallies.len() as u64;
        (Answer { entries: self.n_selected, n_fields, fields }, Vec::new())
    }

    fn size_bytes(&self) -> usize {
        let tallies = self.tallies.iter();
        tallies
            .map(|(name, tally)| name.len() + size_of::<Tally>() + tally.values.size_bytes())
            .sum()
    }
}
