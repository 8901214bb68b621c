//! How many values of a field compare with a quantity: the others are no numbers, or measure
//! something else.

use serde::{Deserialize, Serialize};

use super::{ByteReader, ByteWriter, Fold, FoldBlock, Unreadable};
use crate::query::Bound;
use crate::store::FieldValue;

/// Which field, and what it is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "NumbersAsk"))]
pub struct Ask {
    /// Name of the field.
    pub field: String,
    /// The quantity, as a query writes it.
    pub bound: String,
}

/// How many values of a field compare with a quantity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "NumbersAnswer"))]
pub struct Answer {
    /// Name of the field.
    pub field: String,
    /// The quantity, as a query writes it.
    pub bound: String,
    /// Selected entries that have the field.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub present: u64,
    /// Those of them whose value can be compared.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub compared: u64,
}

/// Counts of values that can be compared.
#[derive(Clone, Debug)]
pub struct Numbers {
    ask: Ask,
    bound: Option<Bound>,
    n_present: u64,
    n_compared: u64,
}

impl Fold for Numbers {
    type Ask = Ask;
    type Answer = Answer;

    fn start(ask: &Ask) -> Self {
        let bound = Bound::of(&ask.field, &ask.bound);
        Self { ask: ask.clone(), bound, n_present: 0, n_compared: 0 }
    }

    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        let Some(field) = block.field(&self.ask.field) else { return Ok(()) };
        let (mut n_present, mut n_compared) = (0, 0);
        block.visit_values(field, &mut |value, rows| {
            let n = rows.len() as u64;
            n_present += n;
            let is_compared = self.bound.is_some_and(|bound| match value {
                FieldValue::Text(value) => bound.compare(value).is_some(),
                FieldValue::Int(value) => bound.compare_int(value).is_some(),
            });
            n_compared += if is_compared { n } else { 0 };
        })?;
        self.n_present += n_present;
        self.n_compared += n_compared;
        Ok(())
    }

    fn merge(&mut self, other: Self) {
        self.n_present += other.n_present;
        self.n_compared += other.n_compared;
    }

    fn write(&self, out: &mut ByteWriter) {
        out.number(self.n_present);
        out.number(self.n_compared);
    }

    fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
        let (n_present, n_compared) = (bytes.number()?, bytes.number()?);
        Some(Self { n_present, n_compared, ..Self::start(ask) })
    }

    fn answer(&self) -> (Answer, Vec<u32>) {
        let Ask { field, bound } = self.ask.clone();
        let answer = Answer { field, bound, present: self.n_present, compared: self.n_compared };
        (answer, Vec::new())
    }

    fn size_bytes(&self) -> usize {
        0
    }
}
