//! Everything that is not a unit test, in one binary.
#![expect(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests touch the world, and a panic is how they fail"
)]

mod archive_law;
#[cfg(feature = "cli")]
mod archive_mutants;
mod archive_writer;
mod around;
mod behind_the_sample;
#[cfg(feature = "cli")]
mod cli;
#[cfg(all(feature = "cli", unix))]
mod cli_compare;
#[cfg(feature = "cli")]
mod cli_context;
#[cfg(feature = "cli")]
mod cli_explain;
mod cli_files;
mod coloured_search;
mod cli_forms;
#[cfg(feature = "cli")]
mod cli_groups;
mod cli_redact;
mod damaged_streams;
#[path = "../corpus/list.rs"]
mod corpus;
mod desk;
mod desk_answers;
mod exports;
mod feed;
mod folds;
mod golden;
mod group_terms;
mod growing;
mod kinds;
mod laws;
mod limit;
mod long_blocks;
mod marking;
mod many_fields;
mod memory;
mod overruling;
mod own_formats;
mod pasting;
mod quantities;
mod compressors;
#[expect(clippy::expect_used, reason = "a property that does not hold panics")]
#[path = "../fuzz/properties/mod.rs"]
mod properties;
#[cfg(feature = "cli")]
mod readme;
mod redaction;
mod regressions;
mod requests;
mod rewriting;
mod row_look;
mod random_queries;
mod searching;
mod selections;
mod sentences;
mod tidy;
mod times_asked;
mod archive_reading;
mod undated;
mod unpack_limits;
mod vectors;
mod view;
#[cfg(feature = "ts")]
mod wire;
mod written_dates;
