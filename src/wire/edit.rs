//! How a query is edited and completed: what a click writes, and what can follow at the cursor.

use serde::{Deserialize, Serialize};

use crate::level::Level;
use crate::query::{
    self, Completed, Completion, Condition, Edit, Kind, LooseTerm, QueryError, Subject,
};

/// A change of a query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "edit", rename_all = "camelCase")]
pub enum WireEdit {
    /// Only entries that meet the condition.
    Include {
        /// What they must meet.
        condition: WireCondition,
    },
    /// Only entries that do not.
    Exclude {
        /// What they must not meet.
        condition: WireCondition,
    },
    /// Neither.
    Remove {
        /// What is said no more.
        condition: WireCondition,
    },
    /// Only entries of these levels, as bits; all levels if no bit is set.
    SetLevels {
        /// The bits.
        levels: u8,
    },
    /// This level and worse; all levels if the query says so already.
    AtLeast {
        /// As a number.
        level: u8,
    },
    /// Only this level; all levels if the query says so already.
    OnlyLevel {
        /// As a number.
        level: u8,
    },
    /// Only this level; if some levels are chosen already, adds or removes this one.
    ToggleLevel {
        /// As a number.
        level: u8,
    },
    /// No entries of this level.
    ExcludeLevel {
        /// As a number.
        level: u8,
    },
}

/// The condition behind a click; values are literal, `*` and quotes included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "subject", rename_all = "camelCase")]
pub enum WireCondition {
    /// A field has the value.
    Field {
        /// The field.
        name: String,
        /// The value.
        value: String,
    },
    /// Of the source with this name.
    Source {
        /// The name.
        name: String,
    },
    /// Read by the format with this id.
    Format {
        /// The id.
        id: String,
    },
    /// Of a group.
    Group {
        /// Its id.
        id: String,
    },
    /// Entries of a kind that the ledger counts.
    Kind {
        /// Its word in the query language; an unknown one changes nothing.
        word: String,
    },
}

/// What is written at the cursor of a query, and what could be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireCompletion {
    /// The field whose value belongs there; null if a name does.
    pub field: Option<String>,
    /// The part of it before the cursor, without quotes.
    pub typed: String,
    /// First UTF-16 unit of what an offer replaces.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What the language itself offers, as written.
    pub offers: Vec<String>,
}

/// A term that every entry must meet, and the query without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireTerm {
    /// As it is written.
    pub text: String,
    /// First UTF-16 unit of it.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The query without it.
    pub without: String,
}

pub(super) fn terms_of(query: &str) -> Vec<WireTerm> {
    let terms = query::loose_terms(query).unwrap_or_default().into_iter();
    let wire = |LooseTerm { text, start, end, without }| WireTerm { text, start, end, without };
    terms.map(wire).collect()
}

/// Applies the edits one after another; an error comes with the text that it is about.
pub(super) fn rewritten(
    query: String,
    edits: Vec<WireEdit>,
) -> Result<String, (String, QueryError)> {
    let mut text = query;
    for edit in edits {
        if let Some(edit) = read_edit(edit) {
            text = query::rewrite(&text, &edit).map_err(|error| (text, error))?;
        }
    }
    Ok(text)
}

pub(super) fn completion(query: &str, cursor: u32) -> Option<WireCompletion> {
    query::complete(query, cursor).map(|found| {
        let offers = found.expected.own_offers();
        let Completion { expected, typed, start, end } = found;
        let field = match expected {
            Completed::Value(Subject::Field(name)) => Some(name),
            Completed::Value(Subject::Group) => Some("group".to_owned()),
            Completed::Name | Completed::Value(_) => None,
        };
        WireCompletion { field, typed, start, end, offers }
    })
}

fn read_edit(edit: WireEdit) -> Option<Edit> {
    Some(match edit {
        WireEdit::Include { condition } => Edit::Include(read_condition(condition)?),
        WireEdit::Exclude { condition } => Edit::Exclude(read_condition(condition)?),
        WireEdit::Remove { condition } => Edit::Remove(read_condition(condition)?),
        WireEdit::SetLevels { levels } => Edit::SetLevels(levels),
        WireEdit::AtLeast { level } => Edit::AtLeast(read_level(level)?),
        WireEdit::OnlyLevel { level } => Edit::OnlyLevel(read_level(level)?),
        WireEdit::ToggleLevel { level } => Edit::ToggleLevel(read_level(level)?),
        WireEdit::ExcludeLevel { level } => Edit::ExcludeLevel(read_level(level)?),
    })
}

fn read_condition(condition: WireCondition) -> Option<Condition> {
    Some(match condition {
        WireCondition::Field { name, value } => Condition::Field { name, value },
        WireCondition::Source { name } => Condition::Source(name),
        WireCondition::Format { id } => Condition::Format(id),
        WireCondition::Group { id } => Condition::Group(id),
        WireCondition::Kind { word } => Condition::Kind(Kind::named(&word)?),
    })
}

fn read_level(level: u8) -> Option<Level> {
    Level::ALL.get(usize::from(level)).copied()
}
