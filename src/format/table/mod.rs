//! Tables: rows of cells whose meaning comes from their columns.
//!
//! A table is described by its header (`csv`, `w3c`, `zeek`) or is well known ([`known`]); one parser
//! reads them all.

pub(super) mod cells;
pub(super) mod columns;
pub(super) mod figures;
pub(super) mod known;
mod named;
mod nested;
pub(super) mod parser;

use serde::{Deserialize, Serialize};

use self::cells::Cut;
use super::scales::Scale;

/// Everything needed to read any row of a table; a plan keeps this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Table {
    pub(super) cut: Cut,
    pub(super) columns: Vec<Column>,
    pub(super) time: TimeAt,
    /// The first and the last of the columns that are the message.
    pub(super) message: Option<(usize, usize)>,
    /// Whether the last column takes everything that follows.
    pub(super) takes_rest: bool,
    /// How many cells a row has.
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) asides: Asides,
    /// The scale that the numbers of its levels are of, if they alone tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) scale: Option<Scale>,
    /// The column that has the rest of the time's second, and in how many digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) rest: Option<(usize, u8)>,
    /// What stands for an empty cell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) absent: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) usage: Usage,
    pub(super) class: Class,
}

/// What the cells of a column are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Usage {
    Field,
    /// The time, or a part of it, or the message.
    Taken,
    Level,
    /// An HTTP status, or a level as a word.
    Status,
    /// `GET /path HTTP/1.1`.
    Request,
    /// A result and an HTTP status, `TCP_MISS/200`.
    Result,
}

/// What the cells of a column look like; tells a row from a line inside a multi-line cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Class {
    Any,
    /// Always in quotes.
    Quoted,
    /// A number, or nothing.
    Number,
    /// One of these, for well-known tables only; plans never contain it.
    #[serde(skip)]
    OneOf(&'static [&'static str]),
    /// With a slash.
    Slashed,
    /// An IP address with or without a port, or nothing.
    Address,
    /// Eight or more hexadecimal digits.
    Hex,
    /// A word for a level, or a word in letters beyond ASCII.
    Level,
    /// Five digits or capitals (SQL:2011, 24.1).
    SqlState,
    /// Capitals and digits with dots between.
    Operation,
}

/// Where a row has its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum TimeAt {
    Nowhere,
    /// In one cell, in the shape of this word.
    Cell {
        at: usize,
        shape: String,
        is_utc: bool,
    },
    /// Date and clock in separate cells.
    Pair {
        date: usize,
        clock: usize,
        is_utc: bool,
    },
    /// A clock; a comment gives the day.
    Clock {
        at: usize,
        date: String,
    },
}

/// The lines of a table that are not rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Asides {
    None,
    /// Lines with these hashes: the header and the lines before it.
    Lines(Vec<u64>),
    /// Lines that begin with `#`.
    Comments,
}

impl Table {
    pub(super) fn to_detail(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
