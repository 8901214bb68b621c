//! Everything that is not a unit test, in one binary.
#![expect(
    clippy::pedantic,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "tests touch the world, and a panic is how they fail"
)]

mod archives;
mod boxing;
#[cfg(feature = "cli")]
mod cli;
mod codecs;
mod exports;
mod feed;
mod folds;
mod golden;
mod growing;
mod kinds;
mod laws;
mod limit;
mod long_blocks;
mod many_fields;
mod memory;
mod overruling;
mod own_formats;
mod packing;
#[expect(clippy::expect_used, reason = "a property that does not hold panics")]
#[path = "../fuzz/properties/mod.rs"]
mod properties;
#[cfg(feature = "cli")]
mod readme;
mod regressions;
mod rewriting;
mod searching;
mod tidy;
mod unboxing;
mod unpacking;
mod vectors;
mod view;
#[cfg(feature = "ts")]
mod wire;
