//! Everything that is not a unit test, in one binary.
#![expect(clippy::pedantic, reason = "tests may cast and index freely")]

mod feed;
mod golden;
mod laws;
#[cfg(feature = "ts")]
mod wire;
