//! A request to its reply.

use std::num::NonZeroU64;

use super::example::{example_reply, format_reply, read_ask, read_format};
use super::{
    Column, Content, Ended, GridSpec, Key, NanosText, Reply, Request, SourcePlan, TaskFailure,
    TaskLedger, Trouble, Want, WireDroppedField, WireFormatTitle, WireLedger, WireMemory,
    WireNeedle, WireOverrule, WirePlace, WireUnknownField,
};
use crate::aggregate::order::Direction;
use crate::aggregate::{Grid, MAX_BUCKETS};
use crate::format::{FORMATS, Format, Framing, PlanFormat, ToldFormat};
use crate::ingest::{Task, TaskError, TaskErrorCause, TaskState};
use crate::input::{ContentKind, ReadError, Storage, TOO_MUCH};
use crate::session::{
    ExampleAsk, GoneText, ListStep, MemoryUse, Overrule, ReadPlan, Session, UnknownField, ViewSpec,
};
use crate::store::{Ledger, NO_TIME, RowKey, StampBits};
use crate::time::Assumptions;
use crate::units::{ByteSpan, SourceId, UnixNanos};

/// Longest original text that a reply carries; the page knows the same number.
const MAX_RAW_BYTES: usize = 1 << 20;

/// A reply's head with its columns.
#[derive(Debug)]
pub struct Answer {
    /// Small things, as JSON when it crosses the boundary.
    pub head: Reply,
    /// Bulk, in the order that the head's variant states.
    pub columns: Vec<Column>,
}

/// Answers one request, given as JSON.
pub fn answer<S: Storage>(session: &mut Session<S>, request: &str) -> Answer {
    match Request::read(request) {
        Ok(request) => answer_parsed(session, request),
        Err(error) => head(failed(Trouble::BadRequest, &format!("not a request: {error}"))),
    }
}

// What a variant asks for is done by functions of their own: this one is called all the time, and
// what a browser calls often it optimises as a whole, the parts too that are hardly ever reached.
fn answer_parsed<S: Storage>(session: &mut Session<S>, request: Request) -> Answer {
    match request {
        Request::Open { source, name, size_bytes, modified_millis, overrule, place } => {
            name_source(session, source, &name, size_bytes, place);
            session.overrule(SourceId(source), read_overrule(overrule));
            head(open(session, SourceId(source), modified_millis))
        }
        Request::List { source, name, size_bytes, modified_millis, budget_bytes } => {
            session.name_source(SourceId(source), &name, size_bytes);
            head(list(session, SourceId(source), modified_millis, budget_bytes))
        }
        Request::Ingest { source, name, size_bytes, plan, place, start, end } => {
            name_source(session, source, &name, size_bytes, place);
            ingest(session, SourceId(source), plan, ByteSpan { start, end })
        }
        Request::Step { budget_bytes } => head(step(session, budget_bytes)),
        Request::Ledgers => head(ledgers(session)),
        Request::View { generation, query, from, end, grid } => {
            let range = from.zip(end).map(|(from, end)| (from.0, end.0));
            head(set_view(
                session,
                ViewSpec { generation, query, range, grid: grid.and_then(grid_of) },
            ))
        }
        Request::Counts => counts(session),
        Request::Rank { keys } => head(rank(session, keys)),
        Request::Rows { key, count, reads } => rows(session, key, count, reads),
        Request::Seek { key, is_backwards, min_level } => {
            let direction = if is_backwards { Direction::Backwards } else { Direction::Forwards };
            head(seek(session, key, direction, min_level))
        }
        Request::Entry { source, offset } => entry(session, SourceId(source), offset),
        Request::Example {
            source,
            name,
            size_bytes,
            modified_millis,
            overrule,
            place,
            line,
            marks,
            pattern,
        } => {
            let id = SourceId(source);
            name_source(session, source, &name, size_bytes, place);
            session.overrule(id, read_overrule(overrule));
            let ask = read_ask(&line, marks, pattern);
            head(example(session, id, modified_millis, &line, ask))
        }
        Request::ReadFormat { text } => head(format_reply(&text)),
        Request::Formats => head(formats()),
        Request::Memory => head(memory(session)),
        Request::Budget { budget_bytes } => {
            session.set_budget(budget_bytes);
            head(memory(session))
        }
        Request::Pause { is_paused } => {
            if is_paused {
                session.pause();
            } else {
                session.resume();
            }
            head(Reply::Done)
        }
        Request::Cancel => {
            session.cancel();
            head(Reply::Done)
        }
        Request::Grow { source, size_bytes, modified_millis, from } => {
            let modified = instant(modified_millis);
            let is_same = session.grow(SourceId(source), size_bytes, from, modified);
            head(Reply::Grown { is_same })
        }
        Request::Join { source, start, closing } => {
            session.join(SourceId(source), start, closing.map(|nanos| nanos.0));
            head(Reply::Done)
        }
        Request::Close { source } => {
            session.close(SourceId(source));
            head(Reply::Done)
        }
    }
}

fn head(head: Reply) -> Answer {
    Answer { head, columns: Vec::new() }
}

fn failed(trouble: Trouble, message: &str) -> Reply {
    Reply::Failed { trouble, message: message.to_owned() }
}

/// Milliseconds of any date that exists fit; the cast saturates for the rest.
#[expect(clippy::cast_possible_truncation, reason = "saturates, as wanted")]
fn instant(millis: f64) -> UnixNanos {
    UnixNanos((millis * 1e6) as i64)
}

#[inline(never)]
fn open<S: Storage>(session: &mut Session<S>, source: SourceId, modified_millis: f64) -> Reply {
    match session.open(source, instant(modified_millis)) {
        Ok(opened) => Reply::Opened { source: source.0, opened: opened.into() },
        Err(error) => read_failed(session, source, error),
    }
}

#[inline(never)]
fn name_source<S: Storage>(
    session: &mut Session<S>,
    source: u32,
    name: &str,
    size: u64,
    place: Option<WirePlace>,
) {
    match place {
        None => session.name_source(SourceId(source), name, size),
        Some(place) => session.name_member(SourceId(source), name, &place.into()),
    }
}

#[inline(never)]
fn list<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    modified_millis: f64,
    budget: u64,
) -> Reply {
    match session.list(source, instant(modified_millis), budget) {
        Ok(ListStep { members, archives, troubles, n_read, is_done }) => Reply::Listed {
            members: members.into_iter().map(Into::into).collect(),
            archives: archives.into_iter().map(Into::into).collect(),
            troubles: troubles.into_iter().map(Into::into).collect(),
            read_bytes: n_read,
            is_done,
        },
        Err(error) => read_failed(session, source, error),
    }
}

fn read_failed<S: Storage>(session: &Session<S>, source: SourceId, error: ReadError) -> Reply {
    let wants = session.wanted_within(source);
    match error {
        ReadError::Busy => Reply::NotYet { wants: None },
        ReadError::NotHere if wants.is_some() => Reply::NotYet {
            wants: wants.map(|(source, span)| Want {
                source: source.0,
                start: span.start,
                end: span.end,
            }),
        },
        ReadError::Changed => failed(Trouble::Changed, "the file changed on disk"),
        ReadError::Unreadable => failed(Trouble::Unreadable, "the file cannot be read"),
        ReadError::Broken { .. } => failed(Trouble::Damaged, "what it is packed in is damaged"),
        ReadError::NotHere => failed(Trouble::BadRequest, "its first bytes are not there yet"),
    }
}

#[inline(never)]
fn example<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    modified_millis: f64,
    line: &str,
    ask: ExampleAsk,
) -> Reply {
    match session.example(source, instant(modified_millis), line, ask) {
        Ok(example) => example_reply(line, example),
        Err(error) => read_failed(session, source, error),
    }
}

#[inline(never)]
fn ingest<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    plan: SourcePlan,
    range: ByteSpan,
) -> Answer {
    session.ingest(source, &read_plan(plan), range);
    head(Reply::Done)
}

#[inline(never)]
fn ledgers<S: Storage>(session: &mut Session<S>) -> Reply {
    let tasks = session.fresh_tasks().map(task_ledger).collect::<Vec<_>>();
    let tasks = tasks.into_iter().map(|found| named_formats(session, found)).collect();
    Reply::Ledgers { tasks }
}

#[inline(never)]
fn rank<S: Storage>(session: &mut Session<S>, keys: Vec<Key>) -> Reply {
    let keys: Vec<RowKey> = keys.into_iter().map(row_key).collect();
    let counts = session.count_before(&keys);
    let (generation, is_complete) = (session.generation(), session.is_view_complete());
    Reply::Ranks { generation, is_complete, counts }
}

#[inline(never)]
fn seek<S: Storage>(
    session: &mut Session<S>,
    key: Key,
    direction: Direction,
    min_level: u8,
) -> Reply {
    let found = session.seek(row_key(key), direction, min_level);
    Reply::Found { generation: session.generation(), key: found.map(wire_key) }
}

#[inline(never)]
fn step<S: Storage>(session: &mut Session<S>, budget: u64) -> Reply {
    let stepped = session.step(budget);
    let wants = stepped.wants.map(|(source, span)| Want {
        source: source.0,
        start: span.start,
        end: span.end,
    });
    let ended = stepped.ended.into_iter().map(|(source, start, state)| Ended {
        source: source.0,
        start,
        failure: match state {
            TaskState::Failed(error) => Some(task_failure(error)),
            TaskState::Running | TaskState::Waiting(_) | TaskState::Done | TaskState::Cancelled => {
                None
            }
        },
    });
    Reply::Stepped {
        has_more: stepped.has_more,
        wants,
        ended: ended.collect(),
        has_news: stepped.has_news,
    }
}

fn task_failure(error: TaskError) -> TaskFailure {
    let (trouble, message) = match error.cause {
        TaskErrorCause::Changed => (Trouble::Changed, "the file changed on disk"),
        TaskErrorCause::Unreadable => (Trouble::Unreadable, "the file cannot be read"),
        TaskErrorCause::Damaged => (Trouble::Damaged, "the compressed data is damaged"),
        TaskErrorCause::Unfinished => (Trouble::Damaged, "the compressed data ends too early"),
        TaskErrorCause::Unsupported(why) => (Trouble::Unsupported, why),
        TaskErrorCause::TooMuch => (Trouble::TooMuch, TOO_MUCH),
    };
    TaskFailure { trouble, at: error.at, message: message.to_owned() }
}

#[inline(never)]
fn formats() -> Reply {
    let title = |format: &&dyn Format| WireFormatTitle {
        id: format.id().to_owned(),
        title: format.title().to_owned(),
    };
    Reply::Formats { formats: FORMATS.iter().map(title).collect() }
}

fn set_view<S: Storage>(session: &mut Session<S>, spec: ViewSpec) -> Reply {
    let generation = spec.generation;
    if let Err(error) = session.set_view(spec) {
        let (start, end) = (error.start, error.end);
        return Reply::BadQuery { generation, message: error.message, start, end };
    }
    let (level_mask, needles) = session.marks();
    let needles = needles.iter().map(|needle| {
        let (text, is_regex) = needle.mark();
        WireNeedle { text, is_regex }
    });
    Reply::Viewed { generation, level_mask, needles: needles.collect() }
}

#[inline(never)]
fn counts<S: Storage>(session: &Session<S>) -> Answer {
    let counts = session.counts();
    let unknown = session.unknown_fields().into_iter().map(|field| {
        let UnknownField { name, start, end, closest } = field;
        WireUnknownField { name, start, end, closest }
    });
    let head = Reply::Counts {
        generation: session.generation(),
        is_complete: session.is_view_complete(),
        looked_at: session.n_looked_at(),
        total: counts.total,
        level_counts: counts.levels.to_vec(),
        undated: counts.undated.to_vec(),
        outside_grid: counts.n_outside,
        unsearched: counts.n_unsearched,
        unknown_fields: unknown.collect(),
    };
    Answer { head, columns: vec![Column::U32(counts.timeline.clone())] }
}

/// Of what a stamp has, what a row shows.
fn wire_stamp(stamp: StampBits) -> u8 {
    stamp.digits() | stamp.inferred().0 << 4
}

#[inline(never)]
fn rows<S: Storage>(session: &mut Session<S>, key: Key, count: u32, reads: u32) -> Answer {
    // A window of the list; more rows than any screen holds would only be slow.
    let count = usize::try_from(count.min(10_000)).unwrap_or(0);
    let reads = usize::try_from(reads).unwrap_or(usize::MAX);
    let (rows, is_cut) = session.rows_within(row_key(key), count, reads);
    let mut text = Vec::new();
    let mut ends = Vec::new();
    for row in &rows {
        let gone = &b"(the text of this entry cannot be read any more)"[..];
        text.extend_from_slice(row.message.as_deref().unwrap_or(gone));
        ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    }
    let columns = vec![
        Column::I64(rows.iter().map(|row| row.key.nanos).collect()),
        Column::U32(rows.iter().map(|row| row.key.source.0).collect()),
        Column::F64(rows.iter().map(|row| js_number(row.key.offset)).collect()),
        Column::U8(rows.iter().map(|row| row.level).collect()),
        Column::U8(rows.iter().map(|row| wire_stamp(row.stamp)).collect()),
        Column::U8(text),
        Column::U32(ends),
    ];
    Answer { head: Reply::Rows { generation: session.generation(), is_cut }, columns }
}

#[inline(never)]
fn memory<S: Storage>(session: &Session<S>) -> Reply {
    let MemoryUse { index, fields, text, view, reading, cache } = session.memory();
    let held = WireMemory {
        index_bytes: index,
        field_bytes: fields,
        text_bytes: text,
        view_bytes: view,
        reading_bytes: reading,
        cache_bytes: cache,
    };
    let dropped = session.dropped_fields().into_iter();
    Reply::Memory {
        held,
        budget_bytes: session.budget(),
        is_over: session.is_over_budget(),
        dropped: dropped.map(|(name, bytes)| WireDroppedField { name, bytes }).collect(),
    }
}

#[inline(never)]
fn entry<S: Storage>(session: &mut Session<S>, source: SourceId, offset: u64) -> Answer {
    let found = match session.entry(source, offset) {
        Ok(Some(found)) => found,
        Ok(None) => return head(failed(Trouble::BadRequest, "no entry starts there")),
        Err(GoneText) => {
            return head(failed(
                Trouble::Changed,
                "the text of this entry cannot be read any more",
            ));
        }
    };
    let lossy = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let plan = session.plan_of(source);
    let format = plan.and_then(|plan| plan.formats.formats.get(usize::from(found.format)));
    let title = format.map_or("", PlanFormat::title);
    let message_len = found.message.len().min(MAX_RAW_BYTES);
    let reply = Reply::Entry {
        key: wire_key(found.key),
        task_start: found.task_start,
        lines_before: found.lines_before,
        length_bytes: found.text.len() as u64,
        level: found.level as u8,
        digits: found.stamp.digits(),
        inferred: found.stamp.inferred().0,
        format: title.to_owned(),
        message: lossy(found.message.get(..message_len).unwrap_or_default()),
        fields: found.fields.into_iter().map(|(name, value)| (name, lossy(&value))).collect(),
    };
    let mut raw = found.text;
    raw.truncate(MAX_RAW_BYTES);
    Answer { head: reply, columns: vec![Column::U8(raw)] }
}

fn task_ledger(task: &Task) -> TaskLedger {
    let order = task.order();
    TaskLedger {
        source: task.source().0,
        start: task.start(),
        ledger: wire_ledger(task.ledger(), order.n_backwards),
        first: order.range.map(|(first, _)| NanosText(first)),
        last: order.range.map(|(_, last)| NanosText(last)),
        opening: order.ends.map(|(opening, _)| NanosText(opening)),
        closing: order.ends.map(|(_, closing)| NanosText(closing)),
    }
}

/// Puts ids and titles to the counts by format.
fn named_formats<S: Storage>(session: &Session<S>, mut found: TaskLedger) -> TaskLedger {
    let plan = session.plan_of(SourceId(found.source));
    let formats = plan.map_or(&[][..], |plan| &plan.formats.formats);
    for ((id, title, _), format) in found.ledger.formats.iter_mut().zip(formats) {
        format.called().clone_into(id);
        format.title().clone_into(title);
    }
    found.ledger.formats.retain(|(_, _, n_entries)| *n_entries > 0);
    found
}

/// The ledger as it travels.
pub(crate) fn wire_ledger(ledger: &Ledger, out_of_order: u64) -> WireLedger {
    let Ledger {
        bytes_read,
        bytes_decoded,
        bytes_trailing,
        bytes_in_entries,
        bytes_outside,
        lines,
        blank_lines,
        header_lines,
        joined_lines,
        entries,
        without_time,
        time_out_of_range,
        inferred_year,
        inferred_zone,
        inferred_date,
        invalid_bytes,
        split_entries,
        levels,
        formats,
    } = ledger.clone();
    let unnamed = |n_entries| (String::new(), String::new(), n_entries);
    WireLedger {
        bytes_read,
        bytes_decoded,
        bytes_trailing,
        bytes_in_entries,
        bytes_outside,
        lines,
        blank_lines,
        header_lines,
        joined_lines,
        entries,
        without_time,
        time_out_of_range,
        inferred_year,
        inferred_zone,
        inferred_date,
        out_of_order,
        invalid_bytes,
        split_entries,
        levels: levels.to_vec(),
        formats: formats.into_iter().map(unnamed).collect(),
    }
}

pub(super) fn wire_plan(plan: ReadPlan) -> SourcePlan {
    let ReadPlan { content, decoders, unpack_limit, formats, assumptions, shift_secs } = plan;
    SourcePlan {
        content: match content {
            ContentKind::Text => Content::Text,
            ContentKind::Stream => Content::Stream,
            ContentKind::Archive => Content::Archive,
            ContentKind::Binary => Content::Binary,
            ContentKind::Empty => Content::Empty,
        },
        decoders,
        unpack_limit,
        formats,
        not_after: NanosText(assumptions.not_after.0),
        offset_secs: assumptions.offset_secs,
        shift_secs,
    }
}

fn read_overrule(overrule: WireOverrule) -> Overrule {
    let WireOverrule {
        format,
        own,
        encoding,
        unpack_limit,
        joins_lines,
        offset_secs,
        last_year,
        shift_secs,
    } = overrule;
    let own = own.into_iter().map(read_format).collect();
    let framing = joins_lines.map(|joins| if joins { Framing::Headed } else { Framing::Lines });
    let told = ToldFormat { format, own, framing };
    Overrule { told, encoding, unpack_limit, offset_secs, last_year, shift_secs }
}

fn read_plan(plan: SourcePlan) -> ReadPlan {
    let SourcePlan { content, decoders, unpack_limit, formats, not_after, offset_secs, shift_secs } =
        plan;
    ReadPlan {
        content: match content {
            Content::Text => ContentKind::Text,
            Content::Stream => ContentKind::Stream,
            Content::Archive => ContentKind::Archive,
            Content::Binary => ContentKind::Binary,
            Content::Empty => ContentKind::Empty,
        },
        decoders,
        unpack_limit,
        formats,
        assumptions: Assumptions { not_after: UnixNanos(not_after.0), offset_secs },
        shift_secs,
    }
}

fn grid_of(spec: GridSpec) -> Option<Grid> {
    let width_nanos = NonZeroU64::new(u64::try_from(spec.width.0).ok()?)?;
    let n_buckets = spec.bucket_count.min(MAX_BUCKETS);
    Some(Grid { start: spec.start.0, width_nanos, n_buckets })
}

fn row_key(key: Key) -> RowKey {
    let nanos = key.nanos.map_or(NO_TIME, |nanos| nanos.0);
    RowKey { nanos, source: SourceId(key.source), offset: key.offset }
}

fn wire_key(key: RowKey) -> Key {
    let nanos = (key.nanos != NO_TIME).then_some(NanosText(key.nanos));
    Key { nanos, source: key.source.0, offset: key.offset }
}

#[expect(clippy::cast_precision_loss, reason = "offsets stay below 2^53: 9 petabytes")]
fn js_number(offset: u64) -> f64 {
    offset as f64
}
