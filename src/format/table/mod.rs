//! Tables: rows of cells, whose meaning the columns tell.
//!
//! What a table is like, its header tells ([`csv`], [`w3c`], [`zeek`]), or it is one of those
//! that everybody knows ([`known`]); all of them are read by one parser.

mod cells;
mod columns;
mod csv;
mod exchange;
mod known;
mod nested;
mod parser;
mod w3c;
mod zeek;

pub(super) use csv::Csv;
pub(super) use exchange::EXCHANGE;
pub(super) use known::{AWS_ELB, AWS_S3, AWS_VPC_FLOW, POSTGRES_CSV, SQUID};
pub(super) use w3c::W3c;
pub(super) use zeek::Zeek;

use serde::{Deserialize, Serialize};

use self::cells::Cut;
use self::parser::TableParser;
use super::{FieldNames, Layout, Parsed, Parser};
use crate::time::Assumptions;

/// All that is to be known of a table to read any of its rows: what a plan keeps of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Table {
    cut: Cut,
    columns: Vec<Column>,
    time: TimeAt,
    /// The first and the last of the columns that are the message.
    message: Option<(usize, usize)>,
    /// Whether the last column has all that follows it.
    takes_rest: bool,
    /// How many cells a row has.
    least: usize,
    most: usize,
    asides: Asides,
    /// What stands for nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    absent: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Column {
    name: String,
    usage: Usage,
    class: Class,
}

/// What the cells of a column are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Usage {
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

/// What cells of a column look like: tells a row from the lines of a cell of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Class {
    Any,
    /// Always in quotes.
    Quoted,
    /// A number, or nothing.
    Number,
    /// One of the words of a protocol of web servers.
    Protocol,
    /// With a slash.
    Slashed,
}

/// Where a row tells its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum TimeAt {
    Nowhere,
    /// In one cell, in the shape of this word.
    Cell {
        at: usize,
        shape: String,
        is_utc: bool,
    },
    /// Date and clock apart.
    Pair {
        date: usize,
        clock: usize,
        is_utc: bool,
    },
    /// A clock, of the day that a comment tells.
    Clock {
        at: usize,
        date: String,
    },
}

/// The lines of a table that are no rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Asides {
    None,
    /// Lines with these hashes: the header, and what stands before it.
    Lines(Vec<u64>),
    /// Lines that begin with `#`.
    Comments,
}

impl Table {
    fn to_detail(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A parser for the table that a layout tells of.
    fn parser_of(
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        match serde_json::from_str::<Self>(layout.detail) {
            Ok(table) => Box::new(TableParser::new(table, names, assumptions)),
            Err(_) => Box::new(NoTable),
        }
    }
}

/// The parser of a table that nothing is known about.
struct NoTable;

impl Parser for NoTable {
    fn starts(&mut self, _line: &[u8]) -> bool {
        false
    }

    fn parse(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut Parsed) -> bool {
        false
    }
}
