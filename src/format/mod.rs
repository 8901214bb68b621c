//! Parses entries into times, levels, messages and fields.
//!
//! A format is a row of [`FORMATS`]. Detection scores all of them on a sample of a source and
//! makes a [`Plan`]: which formats, in which order, with the reason. A plan is all that a worker
//! needs to parse any part of the source, and any worker then finds the same entries.
//!
//! `contract.rs` says what a format is and names none; `defs/` has one file for each, and the table.
//! Between the two are the techniques that several formats share: patterns, tables, prefixes of
//! lines, JSON, syslog. Only planning, detection and reading know the table.

#![warn(clippy::indexing_slicing)]

mod coded;
mod colours;
mod continuation;
mod contract;
mod defs;
pub mod detect;
pub mod example;
mod json;
mod layout;
mod lead;
mod marked;
mod names;
mod own;
mod pairs;
mod parsed;
mod pattern;
mod payload;
mod plan;
mod prefixed;
mod request;
mod roles;
mod scales;
mod scan;
mod seen_levels;
mod source_parser;
mod split_times;
mod syslog;
mod table;
#[cfg(test)]
mod date_tests;
#[cfg(test)]
mod tests;

pub use colours::PlainText;
pub use contract::{Carries, Format, FormatCard, Framing, Layout, Parser, Sample, Turn};
pub use defs::{FORMATS, format_by_id};
pub use detect::{detect, detect_told};
pub use lead::Lead;
pub use names::FieldNames;
pub use own::{MAX_FORMAT_FILE, OwnFormat, is_format_file};
pub use parsed::{Parsed, TextRef};
pub use pattern::{PatternError, check as check_pattern};
pub use plan::{Plan, PlanFormat, ToldFormat};
pub use source_parser::SourceParser;
