//! Which of an object's values are the entry's time, level and message.

use crate::format::marked::level_in_words;
use crate::format::roles::{Kind, Role, level_of, time_of};
use crate::format::scales::{Scale, Writer};
use crate::format::scan::number;
use crate::format::split_times::{rest_of, with_rest};
use crate::format::{Parsed, TextRef};
use crate::level::Level;
use crate::time::{Reading, TimeParser};

/// A field that may say something about its entry.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct Candidate {
    pub(in crate::format) role: Role,
    /// Its index in [`Parsed::fields`].
    pub(in crate::format) field: usize,
}

/// Everything that an entry's keys say.
#[derive(Default)]
pub(in crate::format) struct Candidates {
    pub(in crate::format) list: Vec<Candidate>,
    pub(in crate::format) writer: Writer,
    /// The scale of the source's numbers, the same for all entries.
    pub(in crate::format) seen: Option<Scale>,
}

impl Candidates {
    /// For a source whose numbers follow a scale.
    pub(in crate::format) fn counted_by(seen: Option<Scale>) -> Self {
        Self { seen, ..Self::default() }
    }

    pub(in crate::format) fn clear(&mut self) {
        self.list.clear();
        self.writer = Writer::NOBODY;
    }
}

/// Sets time, level and message, and removes the fields that they came from.
pub(in crate::format) fn pick(
    entry: &[u8],
    candidates: &Candidates,
    times: &mut TimeParser,
    out: &mut Parsed,
) {
    let Candidates { list: candidates, writer, seen } = candidates;
    let mut taken = [None; 3];
    let (mut time, mut level, mut message) = (None, None, None);
    for candidate in candidates {
        let value = value_at(out, candidate.field);
        match candidate.role.kind {
            Kind::Time => consider(&mut time, candidate, || time_of(out.text(entry, value), times)),
            Kind::Level => consider(&mut level, candidate, || {
                let seen = seen.filter(|_| candidate.role.may_count());
                level_of(out.text(entry, value), candidate.role.numbers, *writer, seen)
            }),
            Kind::Message => consider(&mut message, candidate, || {
                // A bare number is a line of a source file, a size, a code: it says nothing.
                let is_number = || number(out.text(entry, value)).is_some();
                (value.len > 0 && !is_number()).then_some(value)
            }),
            Kind::SeverityNumber | Kind::Status | Kind::Fraction(_) => {}
        }
    }
    if level.is_none() {
        level = best(candidates, Kind::SeverityNumber, |field| {
            otel_level(number(out.text(entry, value_at(out, field)))?)
        });
    }
    if time.is_none() {
        time = best_of(
            candidates,
            |kind| matches!(kind, Kind::Fraction(_)),
            |field| {
                // What a part of a second cannot be is the whole time in small units.
                let text = out.text(entry, value_at(out, field));
                (text.len() >= 13).then(|| time_of(text, times)).flatten()
            },
        );
    }
    if let Some(RankedValue { value: reading, field, rank }) = time {
        out.set_time(match reading {
            Reading::Time(stamp) if stamp.digits == 0 => {
                let rest = rest_of_second(entry, candidates, rank, out);
                rest.map_or(reading, |rest| with_rest(stamp, rest))
            }
            Reading::Time(_) | Reading::OutOfRange => reading,
        });
        *slot(&mut taken, 0) = Some(field);
    }
    out.message = TextRef::from_range(0, entry.len());
    if let Some(RankedValue { value, field, .. }) = message {
        out.message = without_line_end(entry, value, out);
        out.is_unfinished = out.message.len == value.len;
        *slot(&mut taken, 1) = Some(field);
    }
    match level {
        Some(RankedValue { value: level, field, .. }) => {
            out.level = level;
            *slot(&mut taken, 2) = Some(field);
        }
        None => out.level = implied_level(entry, candidates, out),
    }
    taken.sort_unstable();
    if let [Some(first), Some(second), Some(third)] = taken
        && third == first + 2
        && second == first + 1
    {
        // Side by side, as most programs write them: the rest moves up once.
        out.fields.drain(first..=third);
        return;
    }
    for field in taken.into_iter().rev().flatten() {
        out.fields.remove(field);
    }
}

/// Container runtimes keep the line end of what they captured.
fn without_line_end(entry: &[u8], value: TextRef, out: &Parsed) -> TextRef {
    let mut text = out.text(entry, value);
    while let Some(line) = text.strip_suffix(b"\n") {
        text = line.strip_suffix(b"\r").unwrap_or(line);
    }
    TextRef { len: u32::try_from(text.len()).unwrap_or(value.len), ..value }
}

fn slot<T>(taken: &mut [T; 3], place: usize) -> &mut T {
    let [first, second, third] = taken;
    match place {
        0 => first,
        1 => second,
        _ => third,
    }
}

/// A value that could be read.
struct RankedValue<T> {
    rank: u16,
    value: T,
    field: usize,
}

/// Replaces a less certain candidate if the value of this one can be read.
#[inline]
fn consider<T>(
    best: &mut Option<RankedValue<T>>,
    candidate: &Candidate,
    read: impl FnOnce() -> Option<T>,
) {
    let Candidate { role: Role { rank, .. }, field } = *candidate;
    let is_surer = best.as_ref().is_none_or(|found| rank < found.rank);
    if is_surer && let Some(value) = read() {
        *best = Some(RankedValue { rank, value, field });
    }
}

/// The fraction of the second, where it is a member of its own beside the time of that rank.
fn rest_of_second(
    entry: &[u8],
    candidates: &[Candidate],
    rank: u16,
    out: &Parsed,
) -> Option<(i64, u8)> {
    candidates.iter().find_map(|candidate| {
        let Kind::Fraction(n_digits) = candidate.role.kind else { return None };
        let text = out.text(entry, value_at(out, candidate.field));
        rest_of(text, n_digits).filter(|_| candidate.role.rank == rank)
    })
}

/// The most certain candidate of a kind whose value can be read.
fn best<T>(
    candidates: &[Candidate],
    kind: Kind,
    read: impl FnMut(usize) -> Option<T>,
) -> Option<RankedValue<T>> {
    best_of(candidates, |found| found == kind, read)
}

/// The same for several kinds.
fn best_of<T>(
    candidates: &[Candidate],
    is_kind: impl Fn(Kind) -> bool,
    mut read: impl FnMut(usize) -> Option<T>,
) -> Option<RankedValue<T>> {
    let mut best = None;
    for candidate in candidates.iter().filter(|candidate| is_kind(candidate.role.kind)) {
        consider(&mut best, candidate, || read(candidate.field));
    }
    best
}

fn value_at(out: &Parsed, field: usize) -> TextRef {
    out.fields.get(field).map_or(TextRef::default(), |&(_, value)| value)
}

/// OpenTelemetry logs data model, `SeverityNumber`.
fn otel_level(number: u32) -> Option<Level> {
    match number {
        1..=4 => Some(Level::Trace),
        5..=8 => Some(Level::Debug),
        9..=12 => Some(Level::Info),
        13..=16 => Some(Level::Warn),
        17..=20 => Some(Level::Error),
        21..=24 => Some(Level::Fatal),
        _ => None,
    }
}

/// The level if no key gives one: that of an HTTP status, else the mark of the message.
fn implied_level(entry: &[u8], candidates: &[Candidate], out: &Parsed) -> Level {
    let status = best(candidates, Kind::Status, |field| {
        let text = out.text(entry, value_at(out, field));
        number(text).and_then(Level::from_http_status).or_else(|| Level::from_word(text))
    });
    if let Some(RankedValue { value: level, .. }) = status {
        return level;
    }
    let message = out.text(entry, out.message);
    // Without a message, the whole entry stands for it, and its words mean nothing.
    let marked = if message.len() < entry.len() { level_in_words(message) } else { None };
    marked.unwrap_or(Level::Unknown)
}
