//! When each source has entries, and when errors: what a row of the sources draws.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::counts::{self, GridAsk};
use super::{ByteReader, ByteWriter, Counts, Fold, FoldBlock, Unreadable};
use crate::level::{Level, N_LEVELS};

/// More buckets than a small chart has bars.
const MAX_SMALL_BUCKETS: u32 = 128;

/// Over which buckets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "BySourceAsk"))]
pub struct Ask {
    /// Buckets, at most 128.
    pub grid: GridAsk,
}

/// Sources with entries in the buckets. Bulk: two numbers per source and bucket, all entries and those
/// that are errors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(rename = "BySourceAnswer"))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// The grid that is counted over.
    pub grid: GridAsk,
    /// The sources, in order of their numbers.
    pub sources: Vec<u32>,
}

/// Counts over time for each source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BySource {
    grid: GridAsk,
    by_source: BTreeMap<u32, Counts>,
}

impl BySource {
    fn ask(&self) -> counts::Ask {
        counts::Ask { grid: Some(self.grid.clone()) }
    }

    fn counts_of(&mut self, source: u32) -> &mut Counts {
        let ask = self.ask();
        self.by_source.entry(source).or_insert_with(|| Counts::start(&ask))
    }
}

impl Fold for BySource {
    type Ask = Ask;
    type Answer = Answer;

    fn start(ask: &Ask) -> Self {
        let bucket_count = ask.grid.bucket_count.min(MAX_SMALL_BUCKETS);
        Self { grid: GridAsk { bucket_count, ..ask.grid.clone() }, by_source: BTreeMap::new() }
    }

    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
        let source = block.block().source.0;
        self.counts_of(source).add(block)
    }

    /// A source of which nothing is counted is as one that was never seen.
    fn settle(&mut self) {
        let nothing = Counts::start(&self.ask());
        self.by_source.retain(|_, counts| *counts != nothing);
    }

    fn merge(&mut self, other: Self) {
        for (source, counts) in other.by_source {
            self.counts_of(source).merge(counts);
        }
    }

    fn write(&self, out: &mut ByteWriter) {
        out.number(self.by_source.len() as u64);
        for (source, counts) in &self.by_source {
            out.number((*source).into());
            counts.write(out);
        }
    }

    fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut read = Self::start(ask);
        for _ in 0..bytes.count()? {
            let source = u32::try_from(bytes.number()?).ok()?;
            let counts = Counts::read(&read.ask(), bytes)?;
            read.by_source.insert(source, counts);
        }
        Some(read)
    }

    fn answer(&self) -> (Answer, Vec<u32>) {
        let (mut sources, mut bulk) = (Vec::new(), Vec::new());
        for (source, counts) in &self.by_source {
            if counts.timeline.iter().all(|count| *count == 0) {
                continue;
            }
            sources.push(*source);
            for levels in counts.timeline.chunks_exact(N_LEVELS) {
                let errors = levels.get(Level::Error as usize..).unwrap_or_default();
                bulk.extend([levels.iter().sum::<u32>(), errors.iter().sum()]);
            }
        }
        (Answer { grid: self.grid.clone(), sources }, bulk)
    }

    fn size_bytes(&self) -> usize {
        let one = size_of::<(u32, Counts)>();
        self.by_source.values().map(|counts| one + counts.size_bytes()).sum()
    }
}
