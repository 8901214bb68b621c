//! `logscry entries`: every entry, or those that match.

use std::sync::Arc;

use logscry::export::{ColumnNames, Form, Origin};
use logscry::fold::groups::GroupIndex;
use logscry::ingest::{Task, TaskError, TaskState};
use logscry::query;
use logscry::session::{
    Around, EntryCursor, EntryStep, EntryText, Hits, LIST, SelectionId, SelectionSpec, Session,
};
use logscry::units::ByteSpan;

use super::archives;
use super::args::EntriesArgs;
use super::choices::overrule_of;
use super::files::{Files, Input, inputs};
use super::group_names::with_groups;
use super::groups::{group_index, group_of};
use super::outcome::{Extent, Refusal, extent_of, print_bytes, query_refusal};
use super::scan::{self, Found, FoundSource};
use super::shown::shown;
use super::summary::{failure_words, is_unread};
use super::text_names::names_as_text;

/// Output is written in pieces of about this size.
const FLUSH_BYTES: usize = 1 << 16;

/// Columns of a CSV if none are named; the page suggests the same.
const USUAL_COLUMNS: &str = "time,level,source,line,message";

/// What matches, with what stands around it.
const WITH_CONTEXT: SelectionId = SelectionId(2);

/// Stands between entries that are not neighbours, as `grep` writes it.
const SEPARATOR: &[u8] = b"--\n";

pub(super) fn run(args: &EntriesArgs) -> Result<Extent, Refusal> {
    let form = form_of(args)?;
    let overrule = overrule_of(&args.sources.reading)?;
    let given = inputs(&args.sources.paths)?;
    let mut n_unread = given.n_unread;
    let query = query::parse(&args.query).map_err(|error| query_refusal(&args.query, &error))?;
    let found = scan::find(given.list, &overrule);
    let as_text = names_as_text(&found, &query);
    let query = with_groups(&found, &args.query)?;
    let index = if form == Form::JsonLines { group_index(&found) } else { None };
    let Found { inputs, sources } = found;
    let mut session = Session::new(Files::new(Arc::clone(&inputs)));
    for (idx, input) in inputs.iter().enumerate() {
        scan::name(&mut session, idx, input);
    }
    let spec = SelectionSpec { query, as_text, ..SelectionSpec::default() };
    session.select(LIST, spec).map_err(|error| query_refusal(&args.query, &error))?;
    let mut writer = Writer::new(form, index, args);
    for source in &sources {
        let Some(input) = inputs.get(source.idx) else { continue };
        n_unread += read(&mut session, source, input);
        if args.by_time {
            continue;
        }
        writer.write_source(&mut session, input)?;
        // One source at a time: memory holds the columns of one.
        session.close(scan::id_of(source.idx));
        if writer.n_left == 0 {
            break;
        }
    }
    if args.by_time {
        writer.write_list(&mut session)?;
    }
    writer.flush()?;
    Ok(extent_of(&inputs, n_unread))
}

/// How entries are written, going by the arguments.
fn form_of(args: &EntriesArgs) -> Result<Form, Refusal> {
    let EntriesArgs { text, json, csv, columns, context, .. } = args;
    if *json {
        return Ok(Form::JsonLines);
    }
    if *text || (!csv && columns.is_none()) {
        return Ok(Form::Text);
    }
    let columns = ColumnNames::parse(columns.as_deref().unwrap_or(USUAL_COLUMNS))
        .map_err(|bad| bad.0.to_owned())?;
    Ok(Form::Csv(if *context > 0 { columns.with_hit() } else { columns }))
}

/// Reads a source to its end; returns how many parts of it could not be read.
pub(super) fn read(session: &mut Session<Files>, source: &FoundSource, input: &Input) -> usize {
    if let Some(archive) = &source.archive {
        archives::tell_troubles(archive, &input.name);
    }
    let Some(opened) = &source.opened else { return 1 };
    let id = scan::id_of(source.idx);
    session.ingest(id, &opened.plan, ByteSpan { start: 0, end: input.size });
    while session.step(64 << 20).has_more {}
    let mut n_unread = 0;
    for error in session.tasks().filter(|task| task.source() == id).filter_map(failure_of) {
        n_unread += usize::from(is_unread(error));
        eprintln!("logscry: {}: {}", failure_words(&error), shown(&input.name));
    }
    n_unread
}

fn failure_of(task: &Task) -> Option<TaskError> {
    if let TaskState::Failed(error) = task.state() { Some(error) } else { None }
}

/// Writes entries to standard output, a piece at a time.
struct Writer {
    form: Form,
    /// In which group each entry is, if the form says that.
    index: Option<GroupIndex>,
    out: Vec<u8>,
    /// How many entries that match may follow.
    n_left: u64,
    /// Entries around each of them that are written, too.
    n_around: u64,
    /// Something was written before, and entries that are no neighbours are kept apart.
    is_parted: bool,
}

impl Writer {
    fn new(form: Form, index: Option<GroupIndex>, args: &EntriesArgs) -> Self {
        let out = form.head().into_bytes();
        let n_left = args.limit.unwrap_or(u64::MAX);
        Self { form, index, out, n_left, n_around: args.context, is_parted: false }
    }

    /// The selection to write: what matches, or that with what stands around it.
    fn chosen(&self, session: &mut Session<Files>, hits: Hits) -> SelectionId {
        if self.n_around == 0 {
            return LIST;
        }
        let around = Around { of: LIST, n_entries: self.n_around, hits };
        session.select_around(WITH_CONTEXT, around);
        WITH_CONTEXT
    }

    /// Writes what matches of the only source that is read, in the order of its text.
    fn write_source(&mut self, session: &mut Session<Files>, input: &Input) -> Result<(), Refusal> {
        let mut outcome = Ok(());
        let chosen = self.chosen(session, Hits::FirstInText(self.n_left));
        let n_gone = session.for_each_entry(chosen, |session, entry| {
            self.part(entry);
            let may_follow = self.push(session, entry);
            if self.out.len() >= FLUSH_BYTES {
                outcome = self.flush();
            }
            may_follow && outcome.is_ok()
        });
        outcome?;
        if n_gone > 0 {
            eprintln!("logscry: {n_gone} entries can no longer be read: {}", shown(&input.name));
        }
        self.flush()
    }

    /// Writes what matches of all sources, in the order of the page's list.
    fn write_list(&mut self, session: &mut Session<Files>) -> Result<(), Refusal> {
        let mut cursor = EntryCursor::default();
        let chosen = self.chosen(session, Hits::FirstInList(self.n_left));
        let step = EntryStep {
            n_entries: 1 << 16,
            n_bytes: 16 << 20,
            is_text_only: !self.form.needs_parts(),
        };
        while !cursor.is_over() && (self.n_left > 0 || self.n_around > 0) {
            session.visit_entries(chosen, &mut cursor, step, |session, entry| {
                self.push(session, entry);
            });
            self.flush()?;
        }
        if cursor.n_gone > 0 {
            eprintln!("logscry: {} entries can no longer be read", cursor.n_gone);
        }
        Ok(())
    }

    /// Keeps entries that are no neighbours apart, in the order of their text.
    fn part(&mut self, entry: &EntryText) {
        if self.form == Form::Text && entry.around.is_some_and(|place| place.begins_group) {
            if self.is_parted {
                self.out.extend_from_slice(SEPARATOR);
            }
            self.is_parted = true;
        }
    }

    /// Takes an entry if one more may follow; says whether that is so still.
    fn push(&mut self, session: &Session<Files>, entry: &EntryText) -> bool {
        // Those around others were chosen with the limit in mind.
        let is_limited = entry.around.is_none();
        if self.n_left > 0 || !is_limited {
            let is_counted = entry.around.is_none_or(|place| place.is_hit);
            self.n_left = self.n_left.saturating_sub(u64::from(is_counted));
            let id = entry.key.source;
            let line = session.lines_before_task(id, entry.task_start) + entry.lines_before + 1;
            let plan = session.plan_of(id);
            let format = plan.and_then(|plan| plan.formats.formats.get(usize::from(entry.format)));
            let Self { form, index, out, .. } = self;
            let group = index.as_mut().and_then(|index| group_of(index, entry, format));
            let origin = Origin {
                source: session.name_of(id),
                line: Some(line),
                format: session.format_of(entry),
                group,
            };
            form.push(out, entry, origin);
        }
        self.n_left > 0 || !is_limited
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        let written = print_bytes(&self.out);
        self.out.clear();
        written
    }
}
