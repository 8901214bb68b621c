//! Reads all sources with every core and merges what the threads found.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use logscry::aggregate::Counts;
use logscry::ingest::{TaskError, TaskState};
use logscry::input::ContentKind;
use logscry::session::{Opened, Overrule, Session, ViewSpec};
use logscry::store::{Ledger, Order};
use logscry::units::{ByteSpan, SourceId, UnixNanos};

use super::files::{Files, Input};

/// Text of a range: large enough that its start costs nothing, small enough to share out.
const RANGE_BYTES: u64 = 32 << 20;

/// What reading all sources brought.
pub(crate) struct Scan {
    pub(crate) sources: Vec<ScannedSource>,
    pub(crate) counts: Counts,
}

/// One source.
pub(crate) struct ScannedSource {
    /// `None` if it could not even be opened.
    pub(crate) opened: Option<Opened>,
    pub(crate) ledger: Ledger,
    pub(crate) order: Order,
    pub(crate) failures: Vec<TaskError>,
}

struct RangeResult {
    source: usize,
    start: u64,
    ledger: Ledger,
    order: Order,
    state: TaskState,
}

/// Opens a source in a session.
pub(crate) fn open(
    session: &mut Session<Files>,
    idx: usize,
    input: &Input,
    overrule: &Overrule,
) -> Option<Opened> {
    let id = SourceId(u32::try_from(idx).unwrap_or(u32::MAX));
    session.name_source(id, &input.name, input.size);
    session.overrule(id, overrule.clone());
    #[expect(clippy::cast_possible_truncation, reason = "saturates, as wanted")]
    let modified = UnixNanos((input.modified_millis * 1e6) as i64);
    match session.open(id, modified) {
        Ok(opened) => Some(opened),
        Err(error) => {
            eprintln!("logscry: cannot be read ({error:?}): {}", input.name);
            None
        }
    }
}

/// Reads everything.
pub(crate) fn scan(inputs: &Arc<[Input]>, overrule: &Overrule) -> Scan {
    let mut session = Session::new(Files::new(Arc::clone(inputs)));
    let mut open_one = |(idx, input)| open(&mut session, idx, input, overrule);
    let opened: Vec<Option<Opened>> = inputs.iter().enumerate().map(&mut open_one).collect();
    let mut ranges = Vec::new();
    for (idx, input) in inputs.iter().enumerate() {
        let content = opened.get(idx).and_then(Option::as_ref).map(|opened| opened.plan.content);
        ranges.extend(ranges_of(content, input.size).into_iter().map(|range| (idx, range)));
    }
    let next = AtomicUsize::new(0);
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(ranges.len()).max(1);
    let mut results = Vec::new();
    let mut counts = Counts::default();
    thread::scope(|scope| {
        let work = || read_ranges(inputs, &opened, &ranges, &next);
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        for handle in threads {
            // A panic is a bug; its message stands on standard error already.
            let Ok((part, part_counts)) = handle.join() else { continue };
            results.extend(part);
            counts.merge(&part_counts);
        }
    });
    Scan { sources: merge(opened, results), counts }
}

fn ranges_of(content: Option<ContentKind>, size: u64) -> Vec<ByteSpan> {
    match content {
        Some(ContentKind::Text) => (0..size.div_ceil(RANGE_BYTES))
            .map(|n| ByteSpan { start: n * RANGE_BYTES, end: ((n + 1) * RANGE_BYTES).min(size) })
            .collect(),
        Some(ContentKind::Stream) => vec![ByteSpan { start: 0, end: size }],
        Some(ContentKind::Binary | ContentKind::Empty) | None => Vec::new(),
    }
}

/// Takes ranges until none is left.
fn read_ranges(
    inputs: &Arc<[Input]>,
    opened: &[Option<Opened>],
    ranges: &[(usize, ByteSpan)],
    next: &AtomicUsize,
) -> (Vec<RangeResult>, Counts) {
    let mut results = Vec::new();
    let mut counts = Counts::default();
    while let Some((source, range)) = ranges.get(next.fetch_add(1, Ordering::Relaxed)) {
        let Some(Some(opened)) = opened.get(*source) else { continue };
        // A session of its own for each range: its columns are not needed afterwards.
        let mut session = Session::new(Files::new(Arc::clone(inputs)));
        let id = SourceId(u32::try_from(*source).unwrap_or(u32::MAX));
        let input = inputs.get(*source);
        session.name_source(id, input.map_or("", |i| &i.name), input.map_or(0, |i| i.size));
        session.ingest(id, &opened.plan, *range);
        finish(&mut session);
        counts.merge(session.counts());
        results.extend(session.tasks().map(|task| RangeResult {
            source: *source,
            start: task.start(),
            ledger: task.ledger().clone(),
            order: task.order().clone(),
            state: task.state(),
        }));
    }
    (results, counts)
}

/// Steps until nothing is left to do.
pub(crate) fn finish(session: &mut Session<Files>) {
    // The empty query always parses.
    let is_set = session.set_view(ViewSpec::default()).is_ok();
    debug_assert!(is_set);
    while session.step(64 << 20).has_more {}
}

fn merge(opened: Vec<Option<Opened>>, mut results: Vec<RangeResult>) -> Vec<ScannedSource> {
    results.sort_by_key(|result| (result.source, result.start));
    let mut sources: Vec<ScannedSource> = opened
        .into_iter()
        .map(|opened| ScannedSource {
            opened,
            ledger: Ledger::default(),
            order: Order::default(),
            failures: Vec::new(),
        })
        .collect();
    for result in results {
        let Some(source) = sources.get_mut(result.source) else { continue };
        source.ledger.merge(&result.ledger);
        source.order.append(&result.order);
        if let TaskState::Failed(error) = result.state {
            source.failures.push(error);
        }
    }
    sources
}
