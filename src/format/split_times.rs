//! Times that are split over two members: whole seconds, and the fraction of the second.
//!
//! # Source
//! `Timestamp` of Protocol Buffers, Java's `Instant`, Rust's `SystemTime` in serde, C's `timespec`
//! and `timeval`, Fluent Bit and Cloud Logging, Firestore.

use super::scan::number;
use crate::time::{Reading, Stamp};
use crate::units::UnixNanos;

/// Names for the whole seconds of a time, alone or after the name of a time.
const SECONDS: &[&str] = &[
    "epochsecond",
    "epochseconds",
    "epoch_second",
    "epoch_seconds",
    "epochsec",
    "epoch_sec",
    "secs_since_epoch",
    "seconds_since_epoch",
    "_seconds",
    "seconds",
    "second",
    "_sec",
    "secs",
    "sec",
];

/// Names for the fraction of the second, and how many digits it has.
const FRACTIONS: &[(&str, u8)] = &[
    ("nanos_since_epoch", 9),
    ("nanoofsecond", 9),
    ("nano_of_second", 9),
    ("subsec_nanos", 9),
    ("_nanoseconds", 9),
    ("nanoseconds", 9),
    ("nanosecond", 9),
    ("_nanos", 9),
    ("nanos", 9),
    ("nano", 9),
    ("nanosec", 9),
    ("nanosecs", 9),
    ("nsecs", 9),
    ("_nsec", 9),
    ("nsec", 9),
    ("microofsecond", 6),
    ("micro_of_second", 6),
    ("microseconds", 6),
    ("microsecond", 6),
    ("micros", 6),
    ("usecs", 6),
    ("_usec", 6),
    ("usec", 6),
    ("milliofsecond", 3),
    ("milli_of_second", 3),
    ("milliseconds", 3),
    ("millisecond", 3),
    ("msecs", 3),
    ("msec", 3),
];

/// One member of a time that is split in two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SplitPart {
    Seconds,
    /// The fraction of the second, as a number of this many digits.
    Fraction(u8),
}

/// The part that a member of a time's own object has by its name: `epochSecond`, `nanoOfSecond`.
pub(super) fn split_part(name: &str) -> Option<SplitPart> {
    parts().find_map(|(known, part)| (known == name).then_some(part))
}

/// The name of the time and the part of it that a name puts together: `timestampSeconds`, `tv_nsec`.
pub(super) fn split_name(name: &str, is_time: impl Fn(&str) -> bool) -> Option<(&str, SplitPart)> {
    parts().find_map(|(known, part)| {
        let stem = name.strip_suffix(known)?.trim_end_matches(['_', '-']);
        is_time(stem).then_some((stem, part))
    })
}

fn parts() -> impl Iterator<Item = (&'static str, SplitPart)> {
    let seconds = SECONDS.iter().map(|name| (*name, SplitPart::Seconds));
    seconds.chain(FRACTIONS.iter().map(|(name, n)| (*name, SplitPart::Fraction(*n))))
}

/// The rest of a second, written as a number of at most so many digits, and that many.
pub(super) fn rest_of(text: &[u8], n_digits: u8) -> Option<(i64, u8)> {
    let is_rest = text.len() <= usize::from(n_digits);
    Some((i64::from(number(text).filter(|_| is_rest)?), n_digits))
}

/// A time in whole seconds with the rest of its second.
pub(super) fn with_rest(stamp: Stamp, (rest, n_digits): (i64, u8)) -> Reading {
    let nanos = rest * 10_i64.pow(9 - u32::from(n_digits.min(9)));
    match stamp.at.0.checked_add(nanos) {
        Some(at) => Reading::Time(Stamp { at: UnixNanos(at), digits: n_digits, ..stamp }),
        None => Reading::OutOfRange,
    }
}
