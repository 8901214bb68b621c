//! Formats that nobody described: patterns inferred from a sample.
//!
//! Inference writes for every line of a sample the pattern that its own head suggests (`head.rs`),
//! and keeps those that many lines suggest (`infer.rs`); which of them are worth having is decided
//! by the scores of detection, as for all formats.

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

/// The number of a layout that the user gave: nothing is proposed under it.
pub(super) const GIVEN: u16 = MAX_PROPOSED;
