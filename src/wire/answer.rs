//! A request to its reply.

use super::entry::{entry, entry_piece};
use super::example::{WireOther, read_ask, read_format, wire_format, wire_mark};
use super::plan::read_plan;
use super::rows::rows;
use super::write::write;
use super::{
    Column, Ended, Key, NanosText, Reply, Request, SentFold, SourcePlan, TaskFailure, TaskLedger,
    Trouble, Want, WireDroppedField, WireFormatTitle, WireLedger, WireMemory, WireOverrule,
    WirePlace, WireUnplanned,
};
use crate::aggregate::order::Direction;
use crate::format::example::Other;
use crate::format::{FORMATS, Format, Framing, OwnFormat, ToldFormat};
use crate::ingest::{Task, TaskError, TaskErrorCause, TaskState};
use crate::input::{ReadError, Storage, TOO_MUCH};
use crate::session::{
    Example, ExampleAsk, FoldId, MembersFound, MemoryUse, Overrule, PartsDue, Planning,
    SelectionId, SelectionSpec, Session,
};
use crate::store::{Ledger, NO_TIME, RowKey, StampBits};
use crate::units::{ByteSpan, SourceId, UnixNanos};

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
        Err(error) => head(failed(Trouble::BadRequest, &super::failed_message(&error))),
    }
}

// What a variant asks for is done by functions of their own: this one is called all the time, and
// what a browser calls often it optimises as a whole, the parts too that are hardly ever reached.
fn answer_parsed<S: Storage>(session: &mut Session<S>, request: Request) -> Answer {
    match request {
        Request::Source { source, name, size_bytes, modified_millis, place } => {
            name_source(session, SourceId(source), &name, size_bytes, place);
            session.set_written(SourceId(source), instant(modified_millis));
            head(Reply::Done)
        }
        Request::Open { source, overrule } => {
            session.overrule(SourceId(source), read_overrule(overrule));
            head(open(session, SourceId(source)))
        }
        Request::FindMembers { source, budget_bytes, is_planned_apart } => {
            let planning = if is_planned_apart { Planning::Apart } else { Planning::AtOnce };
            head(find_members(session, SourceId(source), planning, budget_bytes))
        }
        Request::PlanMembers { source, overrule, members } => {
            head(plan_members(session, SourceId(source), &read_overrule(overrule), members))
        }
        Request::Ingest { source, plan, start, end } => {
            head(ingest(session, SourceId(source), plan, ByteSpan { start, end }))
        }
        Request::Step { budget_bytes, is_due } => {
            let due = if is_due { PartsDue::Small } else { PartsDue::Awaited };
            step(session, budget_bytes, due)
        }
        Request::Select { selection, generation, query, as_text, from, end } => {
            let range = from.zip(end).map(|(from, end)| (from.0, end.0));
            select(session, selection, SelectionSpec { generation, query, as_text, range })
        }
        Request::Unselect { selection } => {
            session.unselect(SelectionId(selection));
            head(Reply::Done)
        }
        Request::Fold { fold, selection, generation, ask } => {
            session.ask(FoldId(fold), SelectionId(selection), generation, ask);
            head(Reply::Done)
        }
        Request::Unfold { fold } => {
            session.unask(FoldId(fold));
            head(Reply::Done)
        }
        Request::Resend => change(session, Session::resend),
        Request::KnownFields { names } => head(known_fields(session, names)),
        Request::Rank { selection, keys } => head(rank(session, SelectionId(selection), keys)),
        Request::Rows { selection, key, count, reads, look } => {
            rows(session, SelectionId(selection), (key, count, reads), &look)
        }
        Request::Write { selection, key, count, form, lines } => {
            write(session, SelectionId(selection), (key, count), form, &lines)
        }
        Request::Seek { selection, key, is_backwards, min_level } => {
            let direction = if is_backwards { Direction::Backwards } else { Direction::Forwards };
            seek(session, SelectionId(selection), key, (direction, min_level))
        }
        Request::Entry { source, offset } => entry(session, SourceId(source), offset),
        Request::EntryPiece { source, offset, start, end } => {
            entry_piece(session, (SourceId(source), offset), ByteSpan { start, end })
        }
        Request::Example { source, overrule, line, marks, pattern } => {
            session.overrule(SourceId(source), read_overrule(overrule));
            let ask = read_ask(&line, marks, pattern);
            head(example(session, SourceId(source), &line, ask))
        }
        Request::ReadFormat { text } => head(format_reply(&text)),
        Request::Formats => head(formats()),
        Request::Memory => head(memory(session)),
        Request::Budget { budget_bytes } => head(set_budget(session, budget_bytes)),
        Request::Pause { is_paused } => {
            change(session, if is_paused { Session::pause } else { Session::resume })
        }
        Request::Cancel => change(session, Session::cancel),
        Request::Grow { source, from } => head(grow(session, SourceId(source), from)),
        Request::Join { source, start, closing, opening } => {
            session.join(SourceId(source), start, closing.map(|at| at.0), opening.map(|at| at.0));
            head(Reply::Done)
        }
        Request::Close { source } => {
            session.close(SourceId(source));
            head(Reply::Done)
        }
    }
}

fn set_budget<S: Storage>(session: &mut Session<S>, budget_bytes: Option<u64>) -> Reply {
    session.set_budget(budget_bytes);
    memory(session)
}

fn change<S: Storage>(session: &mut Session<S>, by: fn(&mut Session<S>)) -> Answer {
    by(session);
    head(Reply::Done)
}

#[inline(never)]
fn grow<S: Storage>(session: &mut Session<S>, source: SourceId, from: u64) -> Reply {
    let (size, modified) = session.written(source);
    Reply::Grown { is_same: session.grow(source, size, from, modified) }
}

pub(super) fn head(head: Reply) -> Answer {
    Answer { head, columns: Vec::new() }
}

pub(super) fn failed(trouble: Trouble, message: &str) -> Reply {
    Reply::Failed { trouble, message: message.to_owned() }
}

/// Milliseconds of any date that exists fit; the cast saturates for the rest.
#[expect(clippy::cast_possible_truncation, reason = "saturates, as wanted")]
fn instant(millis: f64) -> UnixNanos {
    UnixNanos((millis * 1e6) as i64)
}

#[inline(never)]
fn open<S: Storage>(session: &mut Session<S>, source: SourceId) -> Reply {
    let (_, modified) = session.written(source);
    match session.open(source, modified) {
        Ok(opened) => Reply::Opened { source: source.0, opened: opened.into() },
        Err(error) => read_failed(session, source, error),
    }
}

#[inline(never)]
fn name_source<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    name: &str,
    size: u64,
    place: Option<WirePlace>,
) {
    match place {
        None => session.name_source(source, name, size),
        Some(place) => session.name_member(source, name, &place.into()),
    }
}

#[inline(never)]
fn plan_members<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    overrule: &Overrule,
    members: Vec<WireUnplanned>,
) -> Reply {
    let mut opened = Vec::with_capacity(members.len());
    for WireUnplanned { place, modified } in members {
        match session.plan_member(&place.into(), UnixNanos(modified.0), overrule) {
            Ok(planned) => opened.push(planned.into()),
            Err(error) => return read_failed(session, source, error),
        }
    }
    Reply::MembersPlanned { opened }
}

#[inline(never)]
fn find_members<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    planning: Planning,
    budget: u64,
) -> Reply {
    let (_, modified) = session.written(source);
    match session.find_members(source, modified, planning, budget) {
        Ok(MembersFound { members, archives, troubles, n_read, is_done }) => Reply::MembersFound {
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
        ReadError::Broken { .. } => {
            failed(Trouble::Damaged, "the archive or compressed data around it is damaged")
        }
        ReadError::NotHere => failed(Trouble::BadRequest, "its first bytes have not arrived yet"),
    }
}

#[inline(never)]
fn example<S: Storage>(
    session: &mut Session<S>,
    source: SourceId,
    line: &str,
    ask: ExampleAsk,
) -> Reply {
    let (_, modified) = session.written(source);
    match session.example(source, modified, line, ask) {
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
) -> Reply {
    if session.ingest(source, &read_plan(plan), range) {
        return Reply::Done;
    }
    failed(Trouble::BadRequest, "an unknown source, or a plan that reads nothing")
}

fn ledgers<S: Storage>(session: &mut Session<S>) -> Vec<TaskLedger> {
    let tasks = session.fresh_tasks().map(task_ledger).collect::<Vec<_>>();
    tasks.into_iter().map(|found| named_formats(session, found)).collect()
}

pub(super) fn generation_of<S: Storage>(session: &Session<S>, selection: SelectionId) -> u32 {
    session.selection(selection).map_or(0, |spec| spec.generation)
}

#[inline(never)]
fn rank<S: Storage>(session: &mut Session<S>, selection: SelectionId, keys: Vec<Key>) -> Reply {
    let keys: Vec<RowKey> = keys.into_iter().map(row_key).collect();
    let counts = session.count_before(selection, &keys);
    let generation = generation_of(session, selection);
    Reply::Ranks { generation, is_complete: session.is_selected(selection), counts }
}

#[inline(never)]
fn seek<S: Storage>(
    session: &mut Session<S>,
    selection: SelectionId,
    key: Key,
    (direction, min_level): (Direction, u8),
) -> Answer {
    let found = session.seek(selection, row_key(key), direction, min_level);
    let generation = generation_of(session, selection);
    head(Reply::Found { generation, key: found.map(wire_key) })
}

#[inline(never)]
fn step<S: Storage>(session: &mut Session<S>, budget: u64, due: PartsDue) -> Answer {
    let stepped = session.step(budget);
    let wants = stepped.wants.map(|(source, span)| Want {
        source: source.0,
        start: span.start,
        end: span.end,
    });
    let ended: Vec<Ended> = stepped
        .ended
        .into_iter()
        .map(|(source, start, state)| Ended { source: source.0, start, failure: failure_of(state) })
        .collect();
    let is_idle = !stepped.has_more && wants.is_none();
    let due = if is_idle { PartsDue::All } else { due };
    let parts = session.take_parts(due);
    let is_sent = due != PartsDue::Awaited || !parts.is_empty() || !ended.is_empty();
    let tasks = if is_sent { ledgers(session) } else { Vec::new() };
    let folds = parts.iter().map(|part| SentFold {
        fold: part.fold.0,
        generation: part.generation,
        is_complete: part.is_complete,
    });
    let head = Reply::Progress {
        has_more: stepped.has_more,
        wants,
        ended,
        has_news: stepped.has_news && due == PartsDue::Awaited,
        tasks,
        folds: folds.collect(),
    };
    Answer { head, columns: parts.into_iter().map(|part| Column::U8(part.bytes)).collect() }
}

fn failure_of(state: TaskState) -> Option<TaskFailure> {
    match state {
        TaskState::Failed(error) => Some(task_failure(error)),
        TaskState::Running | TaskState::Waiting(_) | TaskState::Done | TaskState::Cancelled => None,
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

#[inline(never)]
fn select<S: Storage>(session: &mut Session<S>, id: u32, spec: SelectionSpec) -> Answer {
    let id = SelectionId(id);
    let generation = spec.generation;
    if let Err(error) = session.select(id, spec) {
        let (start, end) = (error.start, error.end);
        return head(Reply::BadQuery { generation, message: error.message, start, end });
    }
    head(Reply::Selected { generation, level_mask: session.level_mask(id) })
}

#[inline(never)]
fn known_fields<S: Storage>(session: &Session<S>, mut names: Vec<String>) -> Reply {
    names.retain(|name| session.knows_field(name));
    Reply::KnownFields { names }
}

/// Of what a stamp has, and of whether the entry has a time, what a row shows.
pub(super) fn wire_stamp((stamp, is_dated): (StampBits, bool)) -> u8 {
    stamp.digits() | stamp.inferred().0 << 4 | u8::from(!is_dated) << 7
}

#[inline(never)]
fn memory<S: Storage>(session: &Session<S>) -> Reply {
    let MemoryUse { index, fields, text, answers, reading, cache } = session.memory();
    let held = WireMemory {
        index_bytes: index,
        field_bytes: fields,
        text_bytes: text,
        answer_bytes: answers,
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

fn task_ledger(task: &Task) -> TaskLedger {
    let order = task.order();
    TaskLedger {
        source: task.source().0,
        start: task.start(),
        ledger: wire_ledger(task.ledger()),
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
pub(super) fn wire_ledger(ledger: &Ledger) -> WireLedger {
    let unnamed = |n_entries: &u64| (String::new(), String::new(), *n_entries);
    WireLedger {
        figures: ledger.figures.counts().to_vec(),
        levels: ledger.levels.to_vec(),
        formats: ledger.formats.iter().map(unnamed).collect(),
    }
}

fn example_reply(line: &str, example: Example) -> Reply {
    let Example { pattern, problem, marks, trial } = example;
    let other = |Other { line, text }| {
        // A cut may have gone through a letter.
        WireOther { line, text: String::from_utf8_lossy(&text).into_owned() }
    };
    Reply::Example {
        pattern,
        problem,
        marks: marks.into_iter().map(|mark| wire_mark(line, mark)).collect(),
        n_lines: trial.n_lines,
        n_read: trial.n_read,
        n_more: trial.n_more,
        n_others: trial.n_others,
        others: trial.others.into_iter().map(other).collect(),
    }
}

/// Answers a request to read a file's text.
fn format_reply(text: &str) -> Reply {
    match OwnFormat::from_json(text) {
        Ok(own) => Reply::Format { format: Some(wire_format(own)), problem: None },
        Err(problem) => Reply::Format { format: None, problem: Some(problem) },
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
    let told = ToldFormat { format, own, framing, dates: None };
    Overrule { told, encoding, unpack_limit, offset_secs, last_year, shift_secs }
}

pub(super) fn row_key(key: Key) -> RowKey {
    let nanos = key.nanos.map_or(NO_TIME, |nanos| nanos.0);
    RowKey { nanos, source: SourceId(key.source), offset: key.offset }
}

pub(super) fn wire_key(key: RowKey) -> Key {
    let nanos = (key.nanos != NO_TIME).then_some(NanosText(key.nanos));
    Key { nanos, source: key.source.0, offset: key.offset }
}

#[expect(clippy::cast_precision_loss, reason = "offsets stay below 2^53: 9 petabytes")]
pub(super) fn js_number(offset: u64) -> f64 {
    offset as f64
}
