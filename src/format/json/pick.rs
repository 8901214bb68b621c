//! Which of an object's values are the entry's time, level and message.

use crate::format::marked::level_in_words;
use crate::format::roles::{Kind, Role, level_of, time_of};
use crate::format::scan::number;
use crate::format::{Parsed, TextRef};
use crate::level::Level;
use crate::time::TimeParser;

/// A field that may tell something about its entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) role: Role,
    /// Its place in [`Parsed::fields`].
    pub(super) field: usize,
}

/// Sets time, level and message, and takes the fields that they came from out of the list.
pub(super) fn pick(
    entry: &[u8],
    candidates: &[Candidate],
    times: &mut TimeParser,
    out: &mut Parsed,
) {
    let mut taken = [None; 3];
    let time =
        best(candidates, Kind::Time, |field| time_of(out.text(entry, value_at(out, field)), times));
    let has_five = candidates.iter().any(|candidate| candidate.role.kind == Kind::FiveLevels);
    let mut level = best(candidates, Kind::Level, |field| {
        let text = out.text(entry, value_at(out, field));
        if has_five { five_levels(text).or_else(|| level_of(text)) } else { level_of(text) }
    });
    if level.is_none() {
        level = best(candidates, Kind::SeverityNumber, |field| {
            otel_level(number(out.text(entry, value_at(out, field)))?)
        });
    }
    let message = best(candidates, Kind::Message, |field| {
        let value = value_at(out, field);
        // A bare number is a line of a source file, a size, a code: it says nothing.
        let is_number = || number(out.text(entry, value)).is_some();
        (value.len > 0 && !is_number()).then_some(value)
    });
    if let Some((reading, field)) = time {
        out.set_time(reading);
        *slot(&mut taken, 0) = Some(field);
    }
    out.message = TextRef::from_range(0, entry.len());
    if let Some((value, field)) = message {
        out.message = without_line_end(entry, value, out);
        out.is_unfinished = out.message.len == value.len;
        *slot(&mut taken, 1) = Some(field);
    }
    match level {
        Some((level, field)) => {
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

/// Container runtimes keep the line end of what they caught.
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

/// The surest candidate of a kind whose value can be read.
fn best<T>(
    candidates: &[Candidate],
    kind: Kind,
    mut read: impl FnMut(usize) -> Option<T>,
) -> Option<(T, usize)> {
    let mut best: Option<(u16, T, usize)> = None;
    for candidate in candidates.iter().filter(|candidate| candidate.role.kind == kind) {
        let is_surer = best.as_ref().is_none_or(|(rank, ..)| candidate.role.rank < *rank);
        if is_surer && let Some(value) = read(candidate.field) {
            best = Some((candidate.role.rank, value, candidate.field));
        }
    }
    best.map(|(_, value, field)| (value, field))
}

fn value_at(out: &Parsed, field: usize) -> TextRef {
    out.fields.get(field).map_or(TextRef::default(), |&(_, value)| value)
}

/// The constants of `OCP\ILogger`.
fn five_levels(text: &[u8]) -> Option<Level> {
    const LEVELS: [Level; 5] = [Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal];
    LEVELS.get(usize::try_from(number(text)?).ok()?).copied()
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

/// The level where no key gives it: an HTTP status, else what the message is marked with.
fn implied_level(entry: &[u8], candidates: &[Candidate], out: &Parsed) -> Level {
    let status = best(candidates, Kind::Status, |field| {
        let text = out.text(entry, value_at(out, field));
        number(text).and_then(Level::from_http_status).or_else(|| Level::from_word(text))
    });
    if let Some((level, _)) = status {
        return level;
    }
    let message = out.text(entry, out.message);
    // Without a message, the whole entry stands for it, and its words mean nothing.
    let marked = if message.len() < entry.len() { level_in_words(message) } else { None };
    marked.unwrap_or(Level::Unknown)
}
