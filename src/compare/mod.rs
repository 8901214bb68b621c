//! What is different between two sets of entries: a good run and a bad one, yesterday and today.
//!
//! ```text
//! entries ─▶ side (lines by kind, values by place)      one for the baseline, one for the target
//!              └─▶ news: what is new ─▶ blocks ─▶ order by evidence
//!              └─▶ shift: more, less, gone, stopped early
//! ```
//!
//! What is new is decided exactly: a masked line that the other side never has, or a value that a
//! constant place never had. Likeness decides nothing; evidence that something broke decides only the
//! order.
#![warn(clippy::indexing_slicing)]

mod blocks;
mod changed;
mod evidence;
mod news;
mod shift;
mod side;
#[cfg(test)]
mod tests;
mod values;

pub use news::compare;
pub use side::{Entry, Side};

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The target has it, the baseline never: a message, or a value at a constant place.
    New,
    /// Far more of it, in number and in share.
    More,
    /// Far less of it, in number and in share.
    Less,
    /// The baseline has it often, the target never.
    Gone,
}

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// How it changed.
    pub kind: ChangeKind,
    /// What it is about, with `<*>` for what varies.
    pub template: String,
    /// The values before and after, if that is what changed.
    pub values: Option<(String, String)>,
    /// How many lines of the baseline have it.
    pub baseline: u64,
    /// How many lines of the target have it.
    pub target: u64,
    /// Where it stands: in the target, or in the baseline if it is gone; the first hundred.
    pub places: Vec<ChangePlace>,
    /// The lines at the first place that are new themselves, as they are seen.
    pub lines: Vec<String>,
    /// How much speaks for it.
    pub weight: f64,
}

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangePlace {
    /// Which of the side's sources.
    pub source: u32,
    /// Its first line, from one.
    pub first: u64,
    /// Its last line.
    pub last: u64,
}

/// All that is different.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// What speaks most for something broken comes first.
    pub changes: Vec<Change>,
    /// What a sentence says better than a list.
    pub notes: Vec<String>,
}

impl ChangeKind {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::More => "more",
            Self::Less => "less",
            Self::Gone => "gone",
        }
    }
}

/// A count, to reckon with.
#[expect(clippy::cast_precision_loss, reason = "no log has so many lines that it matters")]
fn float(count: u64) -> f64 {
    count as f64
}
