//! What an explanation consists of.

use super::evidence::TestKind;

/// What a value is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A field.
    Field,
    /// The level.
    Level,
    /// The source.
    Source,
    /// The group.
    Group,
}

/// A value that entries have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// What it is of.
    pub subject: Subject,
    /// The name of the field, or the word for what it is of.
    pub field: String,
    /// The value; the id of a group.
    pub value: String,
}

/// Which way something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The rest has none of it.
    Appeared,
    /// The selection has more of it.
    More,
    /// About as much of it, but it behaves in another way.
    Other,
    /// Less of it.
    Less,
    /// None.
    Vanished,
}

impl Direction {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Appeared => "appeared",
            Self::More => "more",
            Self::Other => "other",
            Self::Less => "less",
            Self::Vanished => "vanished",
        }
    }
}

/// Why something is a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What was looked at.
    pub kind: TestKind,
    /// What was found.
    pub sentence: String,
    /// How likely it is an accident, of all that was tested.
    pub corrected: f64,
    /// Surprising enough, and large enough to matter.
    pub passes: bool,
}

/// Something that is different.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What its entries have in common; several values if they have the same entries.
    pub terms: Vec<Term>,
    /// How much speaks for it.
    pub score: f64,
    /// Whether any of the reasons passes.
    pub passes: bool,
    /// Which way it differs.
    pub direction: Direction,
    /// Entries with the first value that are selected, and all others with it.
    pub inside: u64,
    /// See [`Self::inside`].
    pub outside: u64,
    /// How many times as frequent it is.
    pub ratio: f64,
    /// At least so many times as frequent, or as rare, with 95 % confidence.
    pub ratio_at_least: f64,
    /// The best of each kind, what counts most first, and what is so of all its entries.
    pub reasons: Vec<Reason>,
}

/// All that is different, and what was looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// Entries of the selection, and all others.
    pub inside: u64,
    /// See [`Self::inside`].
    pub outside: u64,
    /// How many tests were made.
    pub n_tests: u64,
    /// The field that links entries, if one was found.
    pub chain: Option<String>,
    /// What speaks most for something comes first.
    pub findings: Vec<Finding>,
    /// What has to be known about it, in sentences.
    pub notes: Vec<String>,
}
