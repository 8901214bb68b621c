//! Times that are split over two members: whole seconds, and the fraction of the second.

use super::roles::{Kind, Role, TIMES, role_of};
use super::scales::Numbers;
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

/// The role of one part of a time that is split in two: `instant.epochSecond` and
/// `instant.nanoOfSecond`, `timestampSeconds` and `timestampNanos`, `tv_sec` and `tv_nsec`.
///
/// # Source
/// `Timestamp` of Protocol Buffers, Java's `Instant`, Rust's `SystemTime` in serde, C's `timespec`
/// and `timeval`, Fluent Bit and Cloud Logging, Firestore.
pub(super) fn split_time(path: &str) -> Option<Role> {
    let (outer, last) = path.rsplit_once('.').unwrap_or(("", path));
    let whole = |name: &str| SECONDS.contains(&name).then_some(Kind::Time);
    let rest = |name: &str| {
        FRACTIONS.iter().find(|(known, _)| *known == name).map(|(_, n)| Kind::Fraction(*n))
    };
    let depth = u16::try_from(path.bytes().filter(|&byte| byte == b'.').count()).unwrap_or(99);
    if let Some(kind) = whole(last).or_else(|| rest(last)) {
        // In an object, that one's name counts.
        let rank = match role_of(outer.as_bytes()) {
            Some(Role { kind: Kind::Time, rank, .. }) => rank,
            _ if matches!(outer, "ts" | "tv") => 90,
            _ => 3000 + 100 * depth,
        };
        return Some(Role { kind, rank, numbers: Numbers::Writers });
    }
    let whole = SECONDS.iter().map(|name| (*name, Kind::Time));
    let rest = FRACTIONS.iter().map(|(name, n)| (*name, Kind::Fraction(*n)));
    whole.chain(rest).find_map(|(name, kind)| {
        let stem = last.strip_suffix(name)?.trim_end_matches(['_', '-']);
        let place = TIMES.iter().position(|known| *known == stem);
        let is_time = place.is_some() || matches!(stem, "tv" | "unix" | "epoch");
        let rank = place.and_then(|place| u16::try_from(place).ok()).unwrap_or(60);
        is_time.then_some(Role { kind, rank: rank + 100 * depth, numbers: Numbers::Writers })
    })
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
