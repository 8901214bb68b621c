//! Archives: what holds several files one beside the other, and the list of what it holds.
//!
//! Walking one only finds where its members lie; each is then read as a source of its own, from
//! any place, in any order. Walkers read small pieces at growing places, so that an archive within
//! a compressed stream is walked in one pass.

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
