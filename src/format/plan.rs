//! What detection decided about a source: all that a worker needs to parse any part of it.

use serde::{Deserialize, Serialize};

use super::Framing;

/// How to read the entries of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The formats, in the order in which they are tried for each entry; the last one always parses.
    pub formats: Vec<PlanFormat>,
    /// Whether lines without a head belong to the entry before.
    pub framing: Framing,
    /// Why, in one sentence.
    pub why: String,
}

/// One format of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanFormat {
    /// Id of a row of [`FORMATS`](super::FORMATS).
    pub id: String,
    /// Which of the format's layouts.
    pub layout: u16,
}

impl Plan {
    /// The format that the plan is known by: the one that read most of the sample.
    pub fn main_id(&self) -> &str {
        self.formats.first().map_or("text", |format| format.id.as_str())
    }
}
