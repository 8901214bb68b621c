//! Writes entries for people and programs elsewhere: original text, JSON lines or CSV.
//!
//! The page and the command write with the same code, so that what one saves is what the other
//! prints. Nothing is shortened, and nothing is left out.

mod columns;
mod csv;
mod json;
mod unseen;

pub use columns::{BadColumns, ColumnNames};
pub use unseen::{is_unseen, shown_json};

use crate::session::EntryText;

/// How entries are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// Their original lines, with the line ends that the source has.
    Text,
    /// One JSON object a line.
    JsonLines,
    /// One record an entry, below a head.
    Csv(ColumnNames),
}

/// What an entry does not say about itself.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'o> {
    /// What its source is called.
    pub source: &'o str,
    /// Its first line in the source, from 1; `None` as long as that is not known.
    pub line: Option<u64>,
    /// What its format is called.
    pub format: &'o str,
    /// Id and template of its group, as far as groups were asked for.
    pub group: Option<(&'o str, &'o str)>,
}

impl Form {
    /// Whether message, fields and line are needed, or only the text.
    pub fn needs_parts(&self) -> bool {
        *self != Self::Text
    }

    /// What stands before the first entry.
    pub fn head(&self) -> String {
        match self {
            Self::Text | Self::JsonLines => String::new(),
            Self::Csv(columns) => csv::head(columns),
        }
    }

    /// Appends an entry.
    pub fn push(&self, out: &mut Vec<u8>, entry: &EntryText, origin: Origin<'_>) {
        match self {
            Self::Text => {
                out.extend_from_slice(&entry.text);
                out.extend_from_slice(entry.line_end.as_bytes());
            }
            Self::JsonLines => json::push(out, entry, origin),
            Self::Csv(columns) => csv::push(out, columns, entry, origin),
        }
    }
}
