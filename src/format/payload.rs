//! Entries inside the messages of another format: a syslog line around JSON, or a container
//! runtime's line around each line of a program's output.
//!
//! The carrier's fields are kept; time, level and message are those of the carried entry, as long as
//! it states them at least as well as the carrier does.

use super::parsed::CarrierDay;
use super::scan::{line_end, skip_blanks};
use super::{Carries, FieldNames, Format, Parsed, Parser, PlanFormat, TextRef};
use crate::frame::{Carried, Heads};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Stamp};

/// Reads entries with a plan of their own.
pub(super) trait ReadByPlan: Heads {
    /// Parses `entry` into `out`; false if none of the plan's formats can.
    fn read(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool;
}

/// How the messages of one format of a plan are read.
pub(super) struct Payload<R> {
    carries: Carries,
    /// Only objects are read; other messages are left alone.
    is_objects: bool,
    inner: Box<R>,
    inner_out: Parsed,
    /// Reads single lines, of an entry or in framing; it has names of its own, since framing has none.
    carrier: Box<dyn Parser>,
    names: FieldNames,
    line_out: Parsed,
}

impl<R: ReadByPlan> Payload<R> {
    /// `inner` for the messages of `format`, a layout of `known`.
    pub(super) fn new(
        known: &dyn Format,
        format: &PlanFormat,
        inner: R,
        assumptions: Assumptions,
    ) -> Self {
        let mut names = FieldNames::new();
        Self {
            carries: known.carries(format.layout()),
            is_objects: format
                .payload
                .as_deref()
                .is_some_and(|plan| plan.main_id() == "json" && plan.formats.len() == 1),
            inner: Box::new(inner),
            inner_out: Parsed::default(),
            carrier: known.parser(format.layout(), &mut names, assumptions),
            names,
            line_out: Parsed::default(),
        }
    }

    /// Whether messages are lines, so that an entry may need several.
    pub(super) fn is_lines(&self) -> bool {
        self.carries == Carries::Lines
    }

    /// What `line` carries, if the carrier can read it.
    pub(super) fn carried<'l>(&'l mut self, line: &'l [u8]) -> Option<Carried<'l>> {
        self.line_out.clear();
        if !self.carrier.parse(line, &mut self.names, &mut self.line_out) {
            return None;
        }
        let text = self.line_out.text(line, self.line_out.message);
        Some(Carried {
            text,
            stream: self.line_out.stream,
            is_unfinished: self.line_out.is_unfinished,
            starts: self.inner.starts(text),
            joins_headless: self.inner.joins_headless(),
        })
    }

    /// Parses `entry` with the carrier's parser `outer`, and its message with the inner plan; returns
    /// whether the message was read, or `None` if the carrier could not read its own part.
    pub(super) fn parse(
        &mut self,
        entry: &[u8],
        outer: &mut dyn Parser,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<bool> {
        let first_end = if self.is_lines() { line_end(entry, 0) } else { entry.len() };
        let first = entry.get(..first_end).unwrap_or_default();
        let first = first.strip_suffix(b"\r").unwrap_or(first);
        if !outer.parse(first, names, out) {
            return None;
        }
        if first.len() < entry.len() {
            out.move_unescaped(first.len(), entry.len());
        }
        if first_end < entry.len() {
            self.join_lines(entry, first_end, out);
        }
        if is_whole(out.message, entry) {
            return Some(!self.is_objects);
        }
        let message = out.message;
        if self.is_objects {
            let Some(n_before) = object_at(out.text(entry, message)) else { return Some(false) };
            let (start, len) = (message.start as usize, message.len as usize);
            out.message = TextRef::from_range(start + n_before, start + len);
        }
        // What the carrier unescaped is lent to the parser within.
        let unescaped = std::mem::take(&mut out.unescaped);
        let carried = bytes_of(entry, &unescaped, out.message);
        self.inner_out.clear();
        let is_dated = |stamp: Stamp| !stamp.inferred.has(Inferred::DATE);
        let is_said = out.time.is_some_and(is_dated);
        self.inner_out.carrier = if is_said { CarrierDay::Said } else { CarrierDay::Unsaid };
        let is_read = self.inner.read(carried, names, &mut self.inner_out);
        let carried_len = carried.len();
        out.unescaped = unescaped;
        if self.is_objects && !is_read {
            out.message = message;
            return Some(false);
        }
        merge(entry.len(), carried_len, &self.inner_out, out);
        Some(true)
    }

    /// Parses `entry` as what is carried; false if it says nothing as such.
    pub(super) fn read_bare(
        &mut self,
        entry: &[u8],
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> bool {
        self.inner.starts(entry)
            && self.inner.read(entry, names, out)
            && (out.time.is_some() || out.level != Level::Unknown || !out.fields.is_empty())
    }

    /// Joins the messages of all lines of `entry`, the first of which is in `out`.
    fn join_lines(&mut self, entry: &[u8], first_end: usize, out: &mut Parsed) {
        let mut joined = out.text(entry, out.message).to_vec();
        let mut is_unfinished = out.is_unfinished;
        let mut at = first_end;
        while at < entry.len() {
            let end = line_end(entry, at + 1);
            let line = entry.get(at + 1..end).unwrap_or_default();
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            self.line_out.clear();
            let is_read = self.carrier.parse(line, &mut self.names, &mut self.line_out);
            let text = if is_read { self.line_out.text(line, self.line_out.message) } else { line };
            if !is_unfinished {
                joined.push(b'\n');
            }
            joined.extend_from_slice(text);
            is_unfinished = is_read && self.line_out.is_unfinished;
            at = end;
        }
        let start = entry.len() + out.unescaped.len();
        out.unescaped.extend_from_slice(&joined);
        out.message = TextRef::from_range(start, start + joined.len());
    }
}

/// Marks an object in a message of syslog.
///
/// # Source
/// Project Lumberjack's "cookie", as used by rsyslog's `mmjsonparse` and `omfile`.
const COOKIE: &[u8] = b"@cee:";

/// Where the object begins if a message is one, possibly after its mark.
pub(super) fn object_at(message: &[u8]) -> Option<usize> {
    let marked = message.strip_prefix(COOKIE).map_or(0, |_| COOKIE.len());
    let at = skip_blanks(message, marked);
    (message.get(at) == Some(&b'{')).then_some(at)
}

/// Whether the message is the whole entry because it has none of its own; then nothing is carried.
pub(super) fn is_whole(message: TextRef, entry: &[u8]) -> bool {
    message.start == 0 && message.len as usize == entry.len()
}

fn bytes_of<'a>(entry: &'a [u8], unescaped: &'a [u8], text: TextRef) -> &'a [u8] {
    let (start, len) = (text.start as usize, text.len as usize);
    let (from, start) = match start.checked_sub(entry.len()) {
        None => (entry, start),
        Some(start) => (unescaped, start),
    };
    from.get(start..start + len).unwrap_or_default()
}

/// Adds what the message of `carried_len` bytes says to `out`, which holds what the carrier said.
fn merge(entry_len: usize, carried_len: usize, inner: &Parsed, out: &mut Parsed) {
    let carried_start = out.message.start as usize;
    let n_before = entry_len + out.unescaped.len();
    let place_of = |text: TextRef| {
        let start = match (text.start as usize).checked_sub(carried_len) {
            None => carried_start + text.start as usize,
            Some(start) => n_before + start,
        };
        TextRef::from_range(start, start + text.len as usize)
    };
    out.fields.extend(inner.fields.iter().map(|&(id, value)| (id, place_of(value))));
    out.message = place_of(inner.message);
    out.unescaped.extend_from_slice(&inner.unescaped);
    // A further entry is read from the bytes of the source, so it must stand there as it is.
    out.next = inner.next.map(|next| carried_start + next).filter(|next| *next < entry_len);
    if inner.level != Level::Unknown {
        out.level = inner.level;
    }
    if out.time.is_none_or(|carrier| inner.time.is_some_and(|inner| says_more(inner, carrier))) {
        out.is_time_out_of_range = inner.is_time_out_of_range;
        out.time = inner.time;
    }
}

/// Whether to prefer the time of the carried entry: it is when the event happened, unless the carrier
/// knows something that it leaves out.
fn says_more(inner: Stamp, carrier: Stamp) -> bool {
    let is_missing_more = !carrier.inferred.has(inner.inferred);
    !is_missing_more && (inner.inferred != carrier.inferred || inner.digits >= carrier.digits)
}
