//! `logscry entries`: every entry, or those that match.

use std::fmt::Write as _;
use std::sync::Arc;

use logscry::format::PlanFormat;
use logscry::ingest::{Task, TaskError, TaskState};
use logscry::query;
use logscry::session::{EntryText, LIST, SelectionSpec, Session};
use logscry::store::NO_TIME;
use logscry::time::{Inferred, format_rfc3339};
use logscry::units::{ByteSpan, UnixNanos};
use serde_json::{Map, Value, json};

use super::archives;
use super::args::EntriesArgs;
use super::choices::overrule_of;
use super::files::{Files, inputs};
use super::outcome::{Extent, Refusal, extent_of, print, query_refusal};
use super::scan::{self, Found};
use super::shown::{shown, shown_json};
use super::summary::{failure_words, is_unread};
use super::text_names::names_as_text;

/// Output is written in pieces of about this size.
const FLUSH_BYTES: usize = 1 << 16;

pub(super) fn run(args: &EntriesArgs) -> Result<Extent, Refusal> {
    let overrule = overrule_of(&args.sources)?;
    let given = inputs(&args.sources.paths)?;
    let mut n_unread = given.n_unread;
    let query = query::parse(&args.query).map_err(|error| query_refusal(&args.query, &error))?;
    let found = scan::find(given.list, &overrule);
    let as_text = names_as_text(&found, &query);
    let Found { inputs, sources } = found;
    let mut n_left = args.limit.unwrap_or(u64::MAX);
    let mut session = Session::new(Files::new(Arc::clone(&inputs)));
    for (idx, input) in inputs.iter().enumerate() {
        scan::name(&mut session, idx, input);
    }
    let spec = SelectionSpec { query: args.query.clone(), as_text, ..SelectionSpec::default() };
    session.select(LIST, spec).map_err(|error| query_refusal(&args.query, &error))?;
    for source in &sources {
        if let (Some(archive), Some(input)) = (&source.archive, inputs.get(source.idx)) {
            archives::tell_troubles(archive, &input.name);
        }
        let Some(opened) = &source.opened else {
            n_unread += 1;
            continue;
        };
        let Some(input) = inputs.get(source.idx) else { continue };
        let id = scan::id_of(source.idx);
        session.ingest(id, &opened.plan, ByteSpan { start: 0, end: input.size });
        while session.step(64 << 20).has_more {}
        for error in session.tasks().filter_map(failure_of) {
            n_unread += usize::from(is_unread(error));
            eprintln!("logscry: {}: {}", failure_words(&error), shown(&input.name));
        }
        print_source(&mut session, &input.name, args, &mut n_left)?;
        // One source at a time: memory holds the columns of one.
        session.close(id);
        if n_left == 0 {
            break;
        }
    }
    Ok(extent_of(&inputs, n_unread))
}

fn failure_of(task: &Task) -> Option<TaskError> {
    if let TaskState::Failed(error) = task.state() { Some(error) } else { None }
}

fn print_source(
    session: &mut Session<Files>,
    name: &str,
    args: &EntriesArgs,
    n_left: &mut u64,
) -> Result<(), Refusal> {
    let mut out = String::new();
    let mut outcome = Ok(());
    let n_gone = session.for_each_entry(LIST, |session, entry| {
        if *n_left == 0 {
            return false;
        }
        *n_left -= 1;
        if args.json {
            push_json(&mut out, session, name, entry);
        } else {
            push_text(&mut out, entry);
        }
        if out.len() >= FLUSH_BYTES {
            outcome = print(&out);
            out.clear();
        }
        outcome.is_ok()
    });
    outcome?;
    if n_gone > 0 {
        eprintln!("logscry: {n_gone} entries can no longer be read: {}", shown(name));
    }
    print(&out)
}

fn push_text(out: &mut String, entry: &EntryText) {
    out.push_str(&String::from_utf8_lossy(&entry.text));
    out.push('\n');
}

fn push_json(out: &mut String, session: &Session<Files>, name: &str, entry: &EntryText) {
    let id = entry.key.source;
    let plan = session.plan_of(id);
    let format: Option<&PlanFormat> =
        plan.and_then(|plan| plan.formats.formats.get(usize::from(entry.format)));
    let has_time = entry.key.nanos != NO_TIME;
    let time = has_time.then(|| format_rfc3339(UnixNanos(entry.key.nanos), entry.stamp.digits()));
    let line = session.lines_before_task(id, entry.task_start) + entry.lines_before + 1;
    let object = json!({
        "source": name,
        "line": line,
        "offset": entry.key.offset,
        "time": time,
        "level": entry.level.name(),
        "format": format.filter(|f| !f.title().is_empty()).map_or("text", |f| f.called()),
        "message": String::from_utf8_lossy(&entry.message),
        "fields": fields(entry),
        "inferred": inferred_words(entry.stamp.inferred()),
    });
    // Writing to a string cannot fail.
    let written = writeln!(out, "{}", shown_json(&object.to_string()));
    debug_assert!(written.is_ok());
}

/// Fields by name; a name that occurs more than once has a list of values.
fn fields(entry: &EntryText) -> Map<String, Value> {
    let mut found: Map<String, Value> = Map::new();
    for (name, value) in &entry.fields {
        let value = Value::from(String::from_utf8_lossy(value).into_owned());
        match found.get_mut(name) {
            None => drop(found.insert(name.clone(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    found
}

fn inferred_words(inferred: Inferred) -> Vec<&'static str> {
    let parts = [(Inferred::YEAR, "year"), (Inferred::ZONE, "zone"), (Inferred::DATE, "date")];
    parts.into_iter().filter(|(part, _)| inferred.has(*part)).map(|(_, word)| word).collect()
}
