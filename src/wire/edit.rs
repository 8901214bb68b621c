//! How a query is edited and completed: what a click writes, and what may stand at the cursor.

use serde::{Deserialize, Serialize};

use super::desk::DeskReply;
use crate::level::Level;
use crate::query::{self, Completed, Completion, Condition, Edit, Kind, QueryError, Subject};

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
    /// Entries of these levels, as bits; all if none is left.
    SetLevels {
        /// The bits.
        levels: u8,
    },
    /// Only this level; if some are chosen, adds it to them or takes it away.
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

/// A condition that a click means; values are meant as they are, `*` and quotes included.
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
    /// Of a kind that the ledger counts.
    Kind {
        /// Its word in the query language; an unknown one changes nothing.
        word: String,
    },
}

/// What stands at the cursor of a query, and what may stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireCompletion {
    /// Of which field a value may stand there; null if a name may.
    pub field: Option<String>,
    /// What of it is written before the cursor, without quotes.
    pub typed: String,
    /// First UTF-16 unit of what an offer replaces.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What the language itself offers, as it is written.
    pub offers: Vec<String>,
}

/// Applies the edits one after the other.
pub(super) fn rewritten(query: String, edits: Vec<WireEdit>) -> DeskReply {
    let mut text = query;
    for edit in edits {
        let Some(edit) = read_edit(edit) else { continue };
        match query::rewrite(&text, &edit) {
            Ok(rewritten) => text = rewritten,
            Err(QueryError { message, start, end }) => {
                return DeskReply::NoQuery { message, start, end };
            }
        }
    }
    DeskReply::Rewritten { query: text }
}

pub(super) fn completion(query: &str, cursor: u32) -> DeskReply {
    let found = query::complete(query, cursor).map(|found| {
        let offers = found.expected.own_offers();
        let Completion { expected, typed, start, end } = found;
        let field = match expected {
            Completed::Value(Subject::Field(name)) => Some(name),
            Completed::Name | Completed::Value(_) => None,
        };
        WireCompletion { field, typed, start, end, offers }
    });
    DeskReply::Completion { completion: found }
}

fn read_edit(edit: WireEdit) -> Option<Edit> {
    Some(match edit {
        WireEdit::Include { condition } => Edit::Include(read_condition(condition)?),
        WireEdit::Exclude { condition } => Edit::Exclude(read_condition(condition)?),
        WireEdit::SetLevels { levels } => Edit::SetLevels(levels),
        WireEdit::ToggleLevel { level } => Edit::ToggleLevel(read_level(level)?),
        WireEdit::ExcludeLevel { level } => Edit::ExcludeLevel(read_level(level)?),
    })
}

fn read_condition(condition: WireCondition) -> Option<Condition> {
    Some(match condition {
        WireCondition::Field { name, value } => Condition::Field { name, value },
        WireCondition::Source { name } => Condition::Source(name),
        WireCondition::Format { id } => Condition::Format(id),
        WireCondition::Kind { word } => Condition::Kind(Kind::named(&word)?),
    })
}

fn read_level(level: u8) -> Option<Level> {
    Level::ALL.get(usize::from(level)).copied()
}
