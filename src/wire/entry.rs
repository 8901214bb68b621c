//! One entry in full on the wire: what it says, the stack traces in it, its text piece by piece.

use serde::{Deserialize, Serialize};

use super::answer::{failed, head, wire_key};
use super::groups::wire_about;
use super::{Answer, Column, Reply, Trouble};
use crate::fold::groups::{FieldVisitor, Subjects};
use crate::fold::{AboutEntry, Said};
use crate::format::PlanFormat;
use crate::input::Storage;
use crate::session::{EntryText, GoneText, ReadPlan, Session};
use crate::trace::{Exception, Frame, Origin, Relation, Trace, find, unfolded};
use crate::units::{ByteSpan, SourceId};

/// Longest text that one reply carries: of the original text, of the message, of a piece.
const MAX_RAW_BYTES: usize = 1 << 20;

/// Traces that are sent; an entry with more of them repeats itself.
const MAX_TRACES: usize = 4;

/// A stack trace in an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireTrace {
    /// Which text of the entry it is in.
    pub place: WireTracePlace,
    /// The text with line ends, if it is written in one line; otherwise the lines are its own.
    pub unfolded: Option<String>,
    /// What people call the language that it is written like.
    pub language: String,
    /// Whether the call that failed is the last of the frames.
    pub has_failed_call_last: bool,
    /// Place in `exceptions` of the one at the end of the chain of causes.
    pub root_cause: u32,
    /// The one that was not handled, then what caused it.
    pub exceptions: Vec<WireException>,
}

/// A text of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum WireTracePlace {
    /// What it says.
    Message,
    /// The value of a field.
    Field {
        /// Place among its fields.
        idx: u32,
    },
    /// The original text, where nothing parsed from it has the trace.
    Original,
}

/// An exception of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireException {
    /// What it has to do with the one before.
    pub relation: WireRelation,
    /// It is not part of the chain of causes.
    pub is_aside: bool,
    /// Its type; may be empty.
    pub name: String,
    /// What it says.
    pub message: String,
    /// The line that names it, from 0.
    pub line: Option<u32>,
    /// Its calls in the order of the text.
    pub frames: Vec<WireFrame>,
    /// Calls that the text leaves out.
    pub n_left_out: u32,
}

/// What an exception has to do with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WireRelation {
    /// There is none before.
    First,
    /// It caused the other.
    CausedBy,
    /// It was being handled when the other came up.
    WhileHandling,
    /// It was suppressed.
    Suppressed,
    /// Nothing that the text says.
    Beside,
}

/// A call of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireFrame {
    /// Its first line, from 0.
    pub first: u32,
    /// One past its last.
    pub end: u32,
    /// Function with its class or module; may be empty.
    pub function: String,
    /// File; may be empty.
    pub file: String,
    /// Line in the file.
    pub line: Option<u32>,
    /// Whether it is code of the program itself, as far as known libraries tell.
    pub is_own: bool,
}

#[inline(never)]
pub(super) fn entry<S: Storage>(session: &mut Session<S>, source: SourceId, offset: u64) -> Answer {
    let found = match session.entry(source, offset) {
        Ok(Some(found)) => found,
        Ok(None) => return head(failed(Trouble::BadRequest, "no entry starts there")),
        Err(GoneText) => return head(gone()),
    };
    let plan = session.plan_of(source);
    let format = plan.and_then(|plan| plan.formats.formats.get(usize::from(found.format)));
    let title = format.map_or("", PlanFormat::title);
    let written = plan.filter(|_| found.is_dated);
    let offset = |plan: &ReadPlan| plan.offset_of(&found.text, found.key.nanos, found.stamp);
    let offset_secs = written.map_or(0, offset);
    let traces = traces_in(&found);
    let about = wire_about(about_entry(&found, format));
    let (message, is_message_clipped) = clipped(&found.message);
    let reply = Reply::Entry {
        key: wire_key(found.key),
        is_dated: found.is_dated,
        task_start: found.task_start,
        lines_before: found.lines_before,
        length_bytes: found.text.len() as u64,
        level: found.level as u8,
        digits: found.stamp.digits(),
        inferred: found.stamp.inferred().0,
        offset_secs,
        format: title.to_owned(),
        message,
        is_message_clipped,
        fields: found.fields.into_iter().map(|(name, value)| (name, lossy(&value))).collect(),
        traces,
        about,
    };
    let mut raw = found.text;
    raw.truncate(MAX_RAW_BYTES);
    Answer { head: reply, columns: vec![Column::U8(raw)] }
}

#[inline(never)]
pub(super) fn entry_piece<S: Storage>(
    session: &mut Session<S>,
    (source, offset): (SourceId, u64),
    span: ByteSpan,
) -> Answer {
    let end = span.end.min(span.start.saturating_add(MAX_RAW_BYTES as u64));
    match session.entry_piece(source, offset, ByteSpan { start: span.start, end }) {
        Ok(Some(piece)) => Answer { head: Reply::EntryPiece, columns: vec![Column::U8(piece)] },
        Ok(None) => head(failed(Trouble::BadRequest, "no entry starts there")),
        Err(GoneText) => head(gone()),
    }
}

fn gone() -> Reply {
    failed(Trouble::Changed, "the text of this entry can no longer be read")
}

/// As much of a text as a reply carries, and whether there is more.
fn clipped(text: &[u8]) -> (String, bool) {
    (lossy(text.get(..MAX_RAW_BYTES).unwrap_or(text)), text.len() > MAX_RAW_BYTES)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn about_entry(entry: &EntryText, format: Option<&PlanFormat>) -> AboutEntry {
    let fields = |see: &mut FieldVisitor<'_>| {
        entry.fields.iter().for_each(|(name, value)| see(name, value));
    };
    let time_at = format.and_then(|format| format.time_at(&entry.text));
    let said = Said { text: &entry.text, message: &entry.message, time_at, fields: &fields };
    Subjects::default().of(&said).about()
}

/// The traces of an entry: in its message and its fields, or else in its text.
fn traces_in(entry: &EntryText) -> Vec<WireTrace> {
    let fields = entry.fields.iter().enumerate().map(|(idx, (_, value))| {
        let idx = number(idx);
        (WireTracePlace::Field { idx }, value.as_slice())
    });
    let message = std::iter::once((WireTracePlace::Message, entry.message.as_slice()));
    let mut traces: Vec<WireTrace> = Vec::new();
    for (place, text) in message.chain(fields) {
        let is_new =
            |trace: &WireTrace| traces.iter().all(|one| one.exceptions != trace.exceptions);
        let found = trace_in(place, text).filter(is_new);
        traces.extend(found);
        if traces.len() >= MAX_TRACES {
            break;
        }
    }
    if traces.is_empty() {
        traces.extend(trace_in(WireTracePlace::Original, &entry.text));
    }
    traces
}

fn trace_in(place: WireTracePlace, text: &[u8]) -> Option<WireTrace> {
    let (text, _) = clipped(text);
    let unfolded = unfolded(&text);
    let trace = find(unfolded.as_deref().unwrap_or(&text))?;
    let root = trace.root_cause();
    let is_root = |one: &Exception<'_>| root.is_some_and(|root| std::ptr::eq(root, one));
    let Trace { language, exceptions } = &trace;
    Some(WireTrace {
        place,
        language: language.title().to_owned(),
        has_failed_call_last: language.lists_failed_call_last(),
        root_cause: number(exceptions.iter().position(is_root).unwrap_or(0)),
        exceptions: exceptions.iter().map(wire_exception).collect(),
        unfolded,
    })
}

fn wire_exception(exception: &Exception<'_>) -> WireException {
    let Exception { relation, is_aside, name, message, line, frames, n_left_out } = exception;
    WireException {
        relation: match relation {
            Relation::First => WireRelation::First,
            Relation::CausedBy => WireRelation::CausedBy,
            Relation::WhileHandling => WireRelation::WhileHandling,
            Relation::Suppressed => WireRelation::Suppressed,
            Relation::Beside => WireRelation::Beside,
        },
        is_aside: *is_aside,
        name: (*name).to_owned(),
        message: (*message).to_owned(),
        line: line.map(number),
        frames: frames.iter().map(wire_frame).collect(),
        n_left_out: number(*n_left_out),
    }
}

fn wire_frame(frame: &Frame<'_>) -> WireFrame {
    let Frame { function, file, line, origin, lines } = frame;
    WireFrame {
        first: number(lines.start),
        end: number(lines.end),
        function: (*function).to_owned(),
        file: (*file).to_owned(),
        line: *line,
        is_own: *origin == Origin::Own,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
