//! Archives: files that contain several files, and the list of what they contain.
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

pub use member::{FoundMember, ListEnd, MAX_DEPTH, ReadAt, Skip, Walked};
pub use walk::Walk;
