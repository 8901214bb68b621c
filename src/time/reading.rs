//! What is made of a text that is written like a time.

use super::Stamp;

/// What a text with the shape of a time means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// An instant.
    Time(Stamp),
    /// A real time that 64-bit nanoseconds cannot hold.
    OutOfRange,
}
