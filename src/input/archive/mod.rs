//! Archives: files that contain several files, and how their members are found.
//!
//! Walking one only finds where its members are; each is then read as a source of its own, from any
//! place, in any order. Walkers read small pieces at increasing offsets, so an archive inside a
//! compressed stream is walked in one pass.

mod member;
mod number;
mod tar;
#[cfg(test)]
mod testing;
mod walk;
mod zip;
mod zip_entry;

pub use member::{FoundMember, MAX_DEPTH, ReadAt, Skip, WalkEnd, Walked};
pub use walk::Walk;
