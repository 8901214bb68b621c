//! Formats without a definition: patterns inferred from a sample.
//!
//! For every line of a sample, inference writes the pattern that its head suggests (`head.rs`) and
//! keeps those that many lines suggest (`infer.rs`). As for all formats, detection's scores decide
//! which of them are worth having.

mod bar;
mod group;
mod head;
mod infer;
mod parts;
mod places;
mod reader;
mod token;

pub(super) use infer::infer;
pub(super) use parts::escaped;

/// The most patterns that are proposed for a source.
pub(super) const MAX_PROPOSED: u16 = 40;

/// The number of a user-defined layout; no proposed layout has it.
pub(super) const GIVEN: u16 = MAX_PROPOSED;
