//! Reads all sources on every core and merges the results of the threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use logscry::fold::Ask;
use logscry::ingest::{TaskError, TaskState};
use logscry::input::ContentKind;
use logscry::session::{
    ArchiveBytes, ArchiveTrouble, FoldId, FoldPart, LIST, Member, Opened, Overrule, Planning,
    SelectionSpec, Session,
};
use logscry::store::Stretch;
use logscry::units::{ByteSpan, SourceId, UnixNanos};

use super::files::{Files, Input};
use super::shown::shown;

/// Text of a range: large enough that starting costs nothing, small enough to share out.
const RANGE_BYTES: u64 = 32 << 20;

/// The result of reading all sources.
pub(crate) struct Scan {
    pub(crate) inputs: Arc<[Input]>,
    pub(crate) sources: Vec<ScannedSource>,
    /// The answers to the questions, in their order.
    pub(crate) answers: Vec<FoldPart>,
}

impl Scan {
    /// Every source with the input it was opened from.
    pub(crate) fn with_inputs(&self) -> impl Iterator<Item = (&Input, &ScannedSource)> {
        let input_of = |source: &ScannedSource| self.inputs.get(source.found.idx);
        self.sources.iter().filter_map(move |source| Some((input_of(source)?, source)))
    }
}

/// One source.
pub(crate) struct ScannedSource {
    pub(crate) found: FoundSource,
    pub(crate) read: Stretch,
    pub(crate) failures: Vec<TaskError>,
}

struct RangeResult {
    source: usize,
    start: u64,
    read: Stretch,
    state: TaskState,
}

/// Everything that can be read: the inputs, and the members of archives among them.
pub(crate) struct Found {
    /// The inputs first, in order, then those found inside others.
    pub(crate) inputs: Arc<[Input]>,
    pub(crate) sources: Vec<FoundSource>,
}

impl Found {
    /// The same sources once more, for another pass over them.
    pub(crate) fn again(&self) -> Self {
        let again = |source: &FoundSource| FoundSource {
            idx: source.idx,
            opened: source.opened.clone(),
            archive: None,
        };
        Self { inputs: Arc::clone(&self.inputs), sources: self.sources.iter().map(again).collect() }
    }
}

/// A source before it is read.
pub(crate) struct FoundSource {
    /// Its index among the inputs.
    pub(crate) idx: usize,
    /// `None` if it could not even be opened.
    pub(crate) opened: Option<Opened>,
    /// What it contains, if it is an archive.
    pub(crate) archive: Option<Archive>,
}

/// What an archive contains besides the members that are read.
#[derive(Default)]
pub(crate) struct Archive {
    pub(crate) skipped: Vec<Member>,
    pub(crate) bytes: Vec<ArchiveBytes>,
    pub(crate) troubles: Vec<ArchiveTrouble>,
}

/// Opens all inputs and finds the members of archives among them: each archive is followed by its members.
pub(crate) fn find(given: Vec<Input>, overrule: &Overrule) -> Found {
    let mut session = Session::new(Files::new(given.clone().into()));
    let mut inputs = given;
    let mut sources = Vec::new();
    for idx in 0..inputs.len() {
        let Some(input) = inputs.get(idx).cloned() else { continue };
        let opened = open(&mut session, idx, &input, overrule);
        let is_archive =
            opened.as_ref().is_some_and(|opened| opened.plan.content == ContentKind::Archive);
        let at = sources.len();
        sources.push(FoundSource { idx, opened, archive: None });
        if is_archive {
            let (members, archive) = find_members(&mut session, idx, &input);
            for (member, mut opened) in members {
                opened.plan.unpack_limit = overrule.unpack_limit;
                let idx = inputs.len();
                inputs.push(input.member(&member));
                sources.push(FoundSource { idx, opened: Some(opened), archive: None });
            }
            if let Some(source) = sources.get_mut(at) {
                source.archive = Some(archive);
            }
        }
    }
    Found { inputs: inputs.into(), sources }
}

fn find_members(
    session: &mut Session<Files>,
    idx: usize,
    input: &Input,
) -> (Vec<(Member, Opened)>, Archive) {
    let mut archive = Archive::default();
    let mut members = Vec::new();
    loop {
        let planning = Planning::AtOnce;
        match session.find_members(id_of(idx), modified_of(input), planning, u64::MAX) {
            Ok(step) => {
                for member in step.members {
                    match member.opened.clone() {
                        Ok(Some(opened)) => members.push((member, *opened)),
                        Ok(None) | Err(_) => archive.skipped.push(member),
                    }
                }
                archive.bytes.extend(step.archives);
                archive.troubles.extend(step.troubles);
                if step.is_done {
                    return (members, archive);
                }
            }
            Err(error) => {
                eprintln!("logscry: cannot read a source ({error:?}): {}", shown(&input.name));
                return (members, archive);
            }
        }
    }
}

/// The id of the source at an index of the inputs.
pub(crate) fn id_of(idx: usize) -> SourceId {
    SourceId(u32::try_from(idx).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, as wanted")]
fn modified_of(input: &Input) -> UnixNanos {
    UnixNanos((input.modified_millis * 1e6) as i64)
}

/// Introduces a source to a session.
pub(crate) fn name(session: &mut Session<Files>, idx: usize, input: &Input) {
    match &input.member {
        None => session.name_source(id_of(idx), &input.name, input.size),
        Some(place) => session.name_member(id_of(idx), &input.name, place),
    }
}

/// Opens a source in a session.
fn open(
    session: &mut Session<Files>,
    idx: usize,
    input: &Input,
    overrule: &Overrule,
) -> Option<Opened> {
    name(session, idx, input);
    session.overrule(id_of(idx), overrule.clone());
    match session.open(id_of(idx), modified_of(input)) {
        Ok(opened) => Some(opened),
        Err(error) => {
            eprintln!("logscry: cannot read a source ({error:?}): {}", shown(&input.name));
            None
        }
    }
}

/// What is asked of all sources: questions about the entries that a query matches.
#[derive(Default)]
pub(crate) struct Questions {
    /// The query's text; one that can be understood.
    pub(crate) query: String,
    /// See [`SelectionSpec::as_text`].
    pub(crate) as_text: Vec<String>,
    pub(crate) asks: Vec<Ask>,
}

impl Questions {
    fn put_to(&self, session: &mut Session<Files>) {
        let (query, as_text) = (self.query.clone(), self.as_text.clone());
        let spec = SelectionSpec { query, as_text, ..SelectionSpec::default() };
        let is_set = session.select(LIST, spec).is_ok();
        debug_assert!(is_set, "the query was tried before");
        for (id, ask) in (0..).zip(&self.asks) {
            session.ask(FoldId(id), LIST, 0, ask.clone());
        }
    }

    fn add_answers(&self, session: &Session<Files>, answers: &mut Vec<FoldPart>) {
        let ids = (0..).take(self.asks.len());
        let parts = ids.filter_map(|id| session.part(FoldId(id))).collect();
        merge_answers(answers, parts);
    }
}

fn merge_answers(answers: &mut Vec<FoldPart>, parts: Vec<FoldPart>) {
    if answers.is_empty() {
        *answers = parts;
        return;
    }
    for (answer, part) in answers.iter_mut().zip(parts) {
        answer.merge(part);
    }
}

/// Reads everything.
pub(crate) fn scan(found: Found, questions: &Questions) -> Scan {
    let Found { inputs, sources } = found;
    let mut jobs: Vec<Job> = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let content = source.opened.as_ref().map(|opened| opened.plan.content);
        let Some(input) = inputs.get(source.idx) else { continue };
        let reach = input.member.as_ref().map(|member| &member.reach);
        let archive = reach.filter(|reach| reach.is_sequential()).map(|reach| reach.archive);
        let parts = if archive.is_some() { 1 } else { usize::MAX };
        let ranges = ranges_of(content, input.size, parts);
        match jobs.last_mut() {
            // What is unpacked in one pass is read in one.
            Some(last) if archive.is_some() && last.archive == archive => {
                last.ranges.extend(ranges.into_iter().map(|range| (at, range)));
            }
            _ if archive.is_some() => {
                let ranges = ranges.into_iter().map(|range| (at, range)).collect();
                jobs.push(Job { archive, ranges });
            }
            _ => jobs
                .extend(ranges.into_iter().map(|range| Job { archive, ranges: vec![(at, range)] })),
        }
    }
    let next = AtomicUsize::new(0);
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(jobs.len()).max(1);
    let mut results = Vec::new();
    let mut answers = Vec::new();
    thread::scope(|scope| {
        let work = || read_jobs(&inputs, (&sources, questions), &jobs, &next);
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        for handle in threads {
            // A panic is a bug; its message stands on standard error already.
            let Ok((part, parts)) = handle.join() else { continue };
            results.extend(part);
            merge_answers(&mut answers, parts);
        }
    });
    if answers.is_empty() {
        // Nothing could be read: the answers say so.
        let mut session = Session::new(Files::new(Arc::clone(&inputs)));
        questions.put_to(&mut session);
        questions.add_answers(&session, &mut answers);
    }
    Scan { sources: merge(sources, results), answers, inputs }
}

/// What one thread reads without a break.
struct Job {
    /// The compressed archive that all of it lies in.
    archive: Option<SourceId>,
    /// Indexes among the sources, and ranges of them.
    ranges: Vec<(usize, ByteSpan)>,
}

fn ranges_of(content: Option<ContentKind>, size: u64, n_parts: usize) -> Vec<ByteSpan> {
    let whole = vec![ByteSpan { start: 0, end: size }];
    match content {
        Some(ContentKind::Text) if n_parts > 1 => (0..size.div_ceil(RANGE_BYTES))
            .map(|n| ByteSpan { start: n * RANGE_BYTES, end: ((n + 1) * RANGE_BYTES).min(size) })
            .collect(),
        Some(ContentKind::Text | ContentKind::Stream) => whole,
        Some(ContentKind::Archive | ContentKind::Binary | ContentKind::Empty) | None => Vec::new(),
    }
}

/// Takes jobs until none is left.
fn read_jobs(
    inputs: &Arc<[Input]>,
    (sources, questions): (&[FoundSource], &Questions),
    jobs: &[Job],
    next: &AtomicUsize,
) -> (Vec<RangeResult>, Vec<FoldPart>) {
    let mut results = Vec::new();
    let mut answers = Vec::new();
    while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
        // A session of its own for each job, and its columns given up with each source: they are
        // not needed afterwards.
        let mut session = Session::new(Files::new(Arc::clone(inputs)));
        // All of them known first: as long as one is, what it lies in stays unpacked where it stands.
        for (at, _) in &job.ranges {
            let idx = sources.get(*at).map_or(0, |source| source.idx);
            if let Some(input) = inputs.get(idx) {
                name(&mut session, idx, input);
            }
        }
        for (at, range) in &job.ranges {
            let Some(FoundSource { idx, opened: Some(opened), .. }) = sources.get(*at) else {
                continue;
            };
            session.ingest(id_of(*idx), &opened.plan, *range);
            questions.put_to(&mut session);
            finish(&mut session);
            questions.add_answers(&session, &mut answers);
            results.extend(session.tasks().map(|task| RangeResult {
                source: *at,
                start: task.start(),
                read: Stretch { ledger: task.ledger().clone(), order: task.order().clone() },
                state: task.state(),
            }));
            session.close(id_of(*idx));
        }
    }
    (results, answers)
}

/// Steps until nothing is left to do.
pub(crate) fn finish(session: &mut Session<Files>) {
    while session.step(64 << 20).has_more {}
}

fn merge(found: Vec<FoundSource>, mut results: Vec<RangeResult>) -> Vec<ScannedSource> {
    results.sort_by_key(|result| (result.source, result.start));
    let mut sources: Vec<ScannedSource> = found
        .into_iter()
        .map(|found| ScannedSource { found, read: Stretch::default(), failures: Vec::new() })
        .collect();
    for result in results {
        let Some(source) = sources.get_mut(result.source) else { continue };
        source.read.append(&result.read);
        if let TaskState::Failed(error) = result.state {
            source.failures.push(error);
        }
    }
    sources
}
