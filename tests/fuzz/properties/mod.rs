//! What must hold for any bytes: one file for each target of the fuzzer.
//!
//! The fuzzer looks for bytes for which it does not hold; what it found stays in
//! `tests/regressions/<target>/`, and the native tests replay that without the fuzzer.

mod archive;
mod charset;
mod choices;
mod decoding;
mod detect;
mod frame;
mod inflate;
mod open;
mod pack;
mod parsers;
mod query;
mod records;
mod seeding;
mod session;
mod sniff;
mod time;

use choices::Choices;
use seeding::Seeds;

/// A property and what to start from.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Panics if it does not hold; the end of what it is given decides how the rest is fed.
    check: fn(Choices<'_>),
    seeds: fn(&mut Seeds),
}

/// Every target, sorted by name.
pub(crate) static TARGETS: &[Target] = &[
    Target { name: "archive", check: archive::check, seeds: Seeds::archives },
    Target { name: "charset", check: charset::check, seeds: Seeds::charsets },
    Target { name: "detect", check: detect::check, seeds: Seeds::logs },
    Target { name: "frame", check: frame::check, seeds: Seeds::logs },
    Target { name: "inflate", check: inflate::check, seeds: Seeds::packed },
    Target { name: "open", check: open::check, seeds: Seeds::sources },
    Target { name: "pack", check: pack::check, seeds: Seeds::logs },
    Target { name: "parsers", check: parsers::check, seeds: Seeds::samples },
    Target { name: "query", check: query::check, seeds: Seeds::queries },
    Target { name: "records", check: records::check, seeds: Seeds::exports },
    Target { name: "session", check: session::check, seeds: Seeds::logs },
    Target { name: "sniff", check: sniff::check, seeds: Seeds::sources },
    Target { name: "time", check: time::check, seeds: Seeds::times },
];

/// Panics if the target's property does not hold for `data`.
pub(crate) fn check(target: &str, data: &[u8]) {
    (named(target).check)(Choices::new(data));
}

/// What a target starts from, each with a name.
pub(crate) fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut seeds = Seeds::default();
    (named(target).seeds)(&mut seeds);
    seeds.into_all()
}

fn named(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).expect("a target of this name")
}
