//! What the fuzzer runs: the properties that the native tests replay, and what both need.
#![expect(dead_code, clippy::all, reason = "the tests use more of what is shared than the fuzzer")]

#[path = "../native/archive_writer.rs"]
mod archive_writer;
#[path = "../native/feed.rs"]
mod feed;
#[path = "../native/compressors.rs"]
mod compressors;
mod properties;
#[path = "../native/limit.rs"]
mod limit;
#[path = "../native/view.rs"]
mod view;
#[path = "../native/archive_reading.rs"]
mod archive_reading;

/// Panics if a property does not hold for what the fuzzer made up.
pub fn check(target: &str, data: &[u8]) {
    properties::check(target, data);
}

/// What a target starts from, each with a name.
pub fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    properties::seeds(target)
}

/// Names of all targets.
pub fn targets() -> impl Iterator<Item = &'static str> {
    properties::TARGETS.iter().map(|target| target.name)
}
