//! Ways of feeding the same text to the core, and what comes out as text made for reading.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use flate2::{Compression, write::GzEncoder};
use logscry::fold::{Counts, Fold as _};
use logscry::format::{PlanFormat, format_by_id};
use logscry::ingest::{Sizes, TaskState};
use logscry::input::{ContentKind, ReadError, Storage};
use logscry::level::Level;
use logscry::session::{EntryText, LIST, Session};
use logscry::store::{Figure, Ledger, Order};
use logscry::time::{Inferred, format_rfc3339};
use logscry::units::{ByteSpan, SourceId, UnixNanos};

use crate::limit;
use crate::view::{View as _, ViewSpec};

/// 2026-07-01: the corpus was last written then, as far as its tests are concerned.
pub(crate) const MODIFIED: UnixNanos = UnixNanos(1_782_864_000_000_000_000);

/// Sources in memory; optionally such that bytes must be fetched before they can be read.
#[derive(Clone, Default)]
pub(crate) struct Memory {
    pub(crate) files: BTreeMap<SourceId, Vec<u8>>,
    /// Only these spans can be read, once each.
    pub(crate) fetched: Option<Vec<(SourceId, ByteSpan)>>,
}

impl Storage for Memory {
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        if let Some(fetched) = &self.fetched
            && !fetched
                .iter()
                .any(|(id, have)| *id == source && have.start <= span.start && span.end <= have.end)
        {
            return Err(ReadError::NotHere);
        }
        let file = self.files.get(&source).ok_or(ReadError::Unreadable)?;
        out.extend_from_slice(
            file.get(span.start as usize..span.end as usize).ok_or(ReadError::Changed)?,
        );
        Ok(())
    }

    fn can_reread(&self, _source: SourceId) -> bool {
        self.fetched.is_none()
    }

    fn forget(&mut self, source: SourceId) {
        self.files.remove(&source);
    }
}

/// A way of feeding.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    pub(crate) sizes: Sizes,
    /// Where a plain source is cut into ranges.
    pub(crate) cuts: Vec<u64>,
    /// Ranges are dealt out to so many sessions.
    pub(crate) n_workers: usize,
    /// Bytes have to be fetched for the core.
    pub(crate) is_pumped: bool,
    /// What each session may hold in memory, in bytes.
    pub(crate) budget: Option<u64>,
}

impl Way {
    /// In one piece.
    pub(crate) fn whole() -> Self {
        Self {
            sizes: Sizes::default(),
            cuts: Vec::new(),
            n_workers: 1,
            is_pumped: false,
            budget: None,
        }
    }

    /// In reads and blocks of a few bytes.
    pub(crate) fn chunks(bytes: u64) -> Self {
        let sizes = Sizes {
            block_bytes: bytes * 5,
            read_bytes: bytes,
            tail_bytes: bytes,
            raw_read_bytes: bytes,
        };
        Self { sizes, ..Self::whole() }
    }

    pub(crate) fn cut(cuts: Vec<u64>, n_workers: usize) -> Self {
        Self { cuts, n_workers, ..Self::chunks(50) }
    }

    pub(crate) fn pumped() -> Self {
        Self { is_pumped: true, ..Self::chunks(100) }
    }
}

/// What came out: entries in order, and the figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Output {
    pub(crate) entries: Vec<String>,
    pub(crate) ledger: Ledger,
    pub(crate) order: Order,
    pub(crate) counts: Counts,
    pub(crate) failures: Vec<TaskState>,
}

/// Feeds one source and collects everything.
pub(crate) fn feed(bytes: &[u8], way: &Way) -> Output {
    feed_with_query(bytes, way, "")
}

pub(crate) fn feed_with_query(bytes: &[u8], way: &Way, query: &str) -> Output {
    feed_at(bytes, way, query, MODIFIED)
}

/// Feeds one source that was last written at `modified`.
pub(crate) fn feed_at(bytes: &[u8], way: &Way, query: &str, modified: UnixNanos) -> Output {
    let id = SourceId(0);
    let size = bytes.len() as u64;
    let storage = Memory { files: BTreeMap::from([(id, bytes.to_vec())]), fetched: None };
    let mut first = Session::with_sizes(storage.clone(), way.sizes);
    first.name_source(id, "test", size);
    let opened = first.open(id, modified).unwrap();
    let mut sessions: Vec<Session<Memory>> = (0..way.n_workers)
        .map(|_| {
            let fetched = way.is_pumped.then(Vec::new);
            let mut session = Session::with_sizes(Memory { fetched, ..storage.clone() }, way.sizes);
            session.name_source(id, "test", size);
            session.set_budget(way.budget);
            session.set_view(ViewSpec { query: query.to_owned(), ..ViewSpec::default() }).unwrap();
            session
        })
        .collect();
    let is_cut = opened.plan.content == ContentKind::Text;
    let cuts = if is_cut { way.cuts.as_slice() } else { &[] };
    for (n, range) in ranges(size, cuts).into_iter().enumerate() {
        sessions[n % way.n_workers].ingest(id, &opened.plan, range);
    }
    sessions.iter_mut().for_each(run);
    join(&mut sessions, &mut BTreeMap::new());
    collect(sessions)
}

/// Tells every task the last time before it, as whoever merges their figures does: once that is
/// known, and if it is not in `told`, by the task's start, already.
pub(crate) fn join(sessions: &mut [Session<Memory>], told: &mut BTreeMap<u64, Option<i64>>) {
    let tasks = sessions.iter().flat_map(Session::tasks);
    let mut tasks: Vec<_> = tasks
        .map(|task| (task.start(), task.source(), task.state(), task.order().clone()))
        .collect();
    tasks.sort_by_key(|(start, ..)| *start);
    let mut joined = Order::default();
    let mut undated = Vec::new();
    for (start, source, state, order) in tasks {
        let closing = joined.ends.map(|(_, closing)| closing);
        if told.insert(start, closing).flatten() != closing {
            for session in sessions.iter_mut() {
                session.join(source, start, closing, None);
            }
        }
        match order.ends {
            Some((opening, _)) if closing.is_none() => {
                for start in undated.drain(..) {
                    for session in sessions.iter_mut() {
                        session.join(source, start, None, Some(opening));
                    }
                }
            }
            Some(_) => {}
            None => undated.push(start),
        }
        if state != TaskState::Done {
            break;
        }
        joined.append(&order);
    }
    sessions.iter_mut().for_each(run);
}

/// A session that is about to read a source in memory, all of it.
pub(crate) fn session_of(text: &[u8], sizes: Sizes) -> Session<Memory> {
    limit::keep();
    let (id, size) = (SourceId(0), text.len() as u64);
    let storage = Memory { files: [(id, text.to_vec())].into(), fetched: None };
    let mut session = Session::with_sizes(storage, sizes);
    session.name_source(id, "test", size);
    let opened = session.open(id, MODIFIED).unwrap();
    session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
    session
}

/// A source of `size` bytes in the ranges that cuts make of it.
pub(crate) fn ranges(size: u64, cuts: &[u64]) -> Vec<ByteSpan> {
    let mut edges: Vec<u64> = cuts.iter().map(|cut| (*cut).min(size)).collect();
    edges.extend([0, size]);
    edges.sort_unstable();
    edges.dedup();
    edges.windows(2).map(|edge| ByteSpan { start: edge[0], end: edge[1] }).collect()
}

/// Steps a session to its end, fetching what it wants.
pub(crate) fn run(session: &mut Session<Memory>) {
    limit::keep();
    loop {
        let stepped = session.step(10_000);
        match stepped.wants {
            Some(want) => session.storage_mut().fetched.as_mut().unwrap().push(want),
            None if !stepped.has_more => return,
            None => {}
        }
    }
}

/// Everything that sessions found together.
pub(crate) fn collect(mut sessions: Vec<Session<Memory>>) -> Output {
    collect_from(&mut sessions)
}

/// The same of sessions that go on.
pub(crate) fn collect_from(sessions: &mut [Session<Memory>]) -> Output {
    let mut output = Output::default();
    let mut tasks: Vec<(u64, Ledger, Order)> = Vec::new();
    for session in sessions.iter() {
        output.counts.merge(session.counts());
        for task in session.tasks() {
            tasks.push((task.start(), task.ledger().clone(), task.order().clone()));
            if task.state() != TaskState::Done {
                output.failures.push(task.state());
            }
        }
    }
    tasks.sort_by_key(|(start, ..)| *start);
    let mut lines_of_task = BTreeMap::new();
    for (start, ledger, order) in &tasks {
        lines_of_task.insert(*start, output.ledger[Figure::Lines]);
        output.ledger.merge(ledger);
        output.ledger[Figure::OutOfOrder] += u64::from(output.order.append(order));
    }
    let mut entries = Vec::new();
    for session in sessions.iter_mut() {
        let n_gone = session.for_each_entry(LIST, |session, entry| {
            let lines_before = lines_of_task[&entry.task_start];
            entries.push((entry.key.offset, dump(session, entry, lines_before)));
            true
        });
        assert_eq!(n_gone, 0);
    }
    entries.sort();
    output.entries = entries.into_iter().map(|(_, text)| text).collect();
    // Raw bytes differ between plain and compressed; everything else may not.
    output.ledger[Figure::BytesRead] = 0;
    output
}

/// Entries and figures as text made for reading: what a case of the corpus expects.
pub(crate) fn text_of(output: &Output) -> String {
    let mut text = output.entries.concat();
    let ledger = &output.ledger;
    let header = match ledger[Figure::HeaderLines] {
        0 => String::new(),
        n => format!(", {n} header"),
    };
    writeln!(
        text,
        "{} entries, {} lines: {} joined, {} blank{header}; {} without time, {} out of order, {} bytes not UTF-8",
        ledger[Figure::Entries],
        ledger[Figure::Lines],
        ledger[Figure::JoinedLines],
        ledger[Figure::BlankLines],
        ledger[Figure::WithoutTime],
        ledger[Figure::OutOfOrder],
        ledger[Figure::InvalidBytes]
    )
    .unwrap();
    text
}

/// One entry as text made for reading.
fn dump(session: &Session<Memory>, entry: &EntryText, lines_before: u64) -> String {
    let plan = session.plan_of(entry.key.source).unwrap();
    let format: Option<&PlanFormat> = plan.formats.formats.get(usize::from(entry.format));
    let time = if entry.is_dated {
        format_rfc3339(UnixNanos(entry.key.nanos), entry.stamp.digits())
    } else {
        "no time".to_owned()
    };
    let inferred: String =
        [(Inferred::YEAR, " year?"), (Inferred::ZONE, " zone?"), (Inferred::DATE, " date?")]
            .into_iter()
            .filter(|(part, _)| entry.stamp.inferred().has(*part))
            .map(|(_, word)| word)
            .collect();
    let mut out = String::new();
    let line = lines_before + entry.lines_before + 1;
    let id = format.and_then(|format| format_by_id(&format.id)).map_or("?", |format| format.id());
    writeln!(out, "line {line}: {time}{inferred} {} {id}", entry.level.name()).unwrap();
    writeln!(out, "  {}", String::from_utf8_lossy(&entry.message).escape_debug()).unwrap();
    for (name, value) in &entry.fields {
        writeln!(out, "  {name} = {}", String::from_utf8_lossy(value).escape_debug()).unwrap();
    }
    out
}

/// The text as a gzip stream of several members.
pub(crate) fn gzip(text: &[u8], n_members: usize) -> Vec<u8> {
    let len = text.len().div_ceil(n_members).max(1);
    let mut out = Vec::new();
    for part in text.chunks(len) {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(part).unwrap();
        out.extend(encoder.finish().unwrap());
    }
    out
}

/// The text with CRLF line ends.
pub(crate) fn with_crlf(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for byte in text {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

/// What must hold of any ledger.
#[track_caller]
pub(crate) fn check_ledger(output: &Output, text_len: u64) {
    let ledger = &output.ledger;
    assert_eq!(ledger[Figure::BytesDecoded], text_len, "every byte is read");
    assert_eq!(ledger.figures.uneven(), [], "every byte and every line is somewhere");
    assert_eq!(ledger.levels.iter().sum::<u64>(), ledger[Figure::Entries]);
    assert_eq!(ledger.formats.iter().sum::<u64>(), ledger[Figure::Entries]);
    assert_eq!(ledger[Figure::Entries], output.entries.len() as u64);
    assert_eq!(Level::ALL.len(), ledger.levels.len());
}
