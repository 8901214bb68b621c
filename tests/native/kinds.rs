//! Every figure of the ledger can be looked at: its query finds as many entries.

use std::collections::BTreeMap;
use std::fs;

use logscry::format::FORMATS;
use logscry::session::Session;
use logscry::store::{Figure, Unit};
use logscry::units::{ByteSpan, SourceId};
use proptest::prelude::*;

use crate::feed::{self, MODIFIED, Memory, Output, Way, feed, feed_with_query};
use crate::golden::cases;
use crate::laws::text;
use crate::view::{View as _, ViewSpec};

/// Entries that a query finds in `text`, read in small blocks.
fn found(text: &[u8], query: &str) -> u64 {
    feed_with_query(text, &Way::chunks(100), query).entries.len() as u64
}

#[track_caller]
fn check(text: &[u8], what: &str) {
    let Output { ledger, entries, .. } = feed(text, &Way::whole());
    for (row, count) in ledger.figures.rows() {
        let Some(query) = row.query else { continue };
        let n_listed = found(text, query);
        if row.unit == Unit::Entries {
            assert_eq!(n_listed, count, "{}: {what}", row.id);
        } else {
            // They hold what is counted.
            assert_eq!(n_listed > 0, count > 0, "{}: {what}", row.id);
        }
    }
    let middle = text.len() as u64 / 2;
    let pieces = Way::cut(vec![middle / 2, middle, middle + 60, middle + 120], 3);
    let earlier = feed_with_query(text, &pieces, "is:earlier");
    assert_eq!(earlier.entries.len() as u64, ledger[Figure::OutOfOrder], "{what}");
    assert_eq!(found(text, "is:out-of-range -is:untimed"), 0, "{what}");
    let parts = [Figure::InferredYear, Figure::InferredZone, Figure::InferredDate];
    let inferred: u64 = parts.iter().map(|part| ledger[*part]).sum();
    assert_eq!(found(text, "is:inferred") > 0, inferred > 0, "{what}");
    let by_format: u64 =
        FORMATS.iter().map(|format| found(text, &format!("format:{}", format.id()))).sum();
    assert_eq!(by_format, entries.len() as u64, "{what}");
    assert_eq!(found(text, "format:*"), by_format, "{what}");
    assert_eq!(
        found(text, "format!=text") + found(text, "format:text"),
        entries.len() as u64,
        "{what}"
    );
}

#[test]
fn every_figure_of_the_ledger_has_a_query() {
    for path in cases() {
        check(&fs::read(&path).unwrap(), &path.display().to_string());
    }
}

#[test]
fn figures_that_the_corpus_does_not_have_can_be_looked_at() {
    check(b"plain \xFF\n2026-01-02T03:04:05Z two\n  three\n", "bytes that are not UTF-8");
    let lines = [5, 60, 61, 62, 63, 64, 65, 3, 4].map(|second| match second {
        0..10 => format!("{{\"time\":\"2026-03-01T10:00:0{second}Z\",\"msg\":\"dated\"}}\n"),
        _ => format!("{{\"msg\":\"{}\"}}\n", "without a time ".repeat(40)),
    });
    check(lines.concat().as_bytes(), "blocks without a time in between");
    check(b"9999-12-31 23:59:59 INFO far\n2026-03-01 10:00:00 INFO near\nnever\n", "far times");
}

const ID: SourceId = SourceId(0);

/// A source that workers have read some ranges of, and then more, in any order.
struct Race {
    sessions: Vec<Session<Memory>>,
    ranges: Vec<ByteSpan>,
}

impl Race {
    fn new(text: &[u8], way: &Way, query: &str) -> Self {
        let size = text.len() as u64;
        let session = || {
            let storage = Memory { files: [(ID, text.to_vec())].into(), fetched: None };
            let mut session = Session::with_sizes(storage, way.sizes);
            session.name_source(ID, "test", size);
            session.set_view(ViewSpec { query: query.to_owned(), ..ViewSpec::default() }).unwrap();
            session
        };
        let sessions = (0..way.n_workers).map(|_| session()).collect();
        Self { sessions, ranges: feed::ranges(size, &way.cuts) }
    }

    /// Reads the ranges in an order, each by some worker; after each, and in the midst of it, the
    /// tasks are told of each other.
    fn run(mut self, order: &[(usize, usize)]) -> Output {
        let plan = self.sessions[0].open(ID, MODIFIED).unwrap().plan;
        let mut told = BTreeMap::new();
        for (pick, worker) in order.iter().chain(&vec![(0, 0); self.ranges.len()]) {
            if self.ranges.is_empty() {
                break;
            }
            let range = self.ranges.remove(pick % self.ranges.len());
            let n_sessions = self.sessions.len();
            let session = &mut self.sessions[worker % n_sessions];
            session.ingest(ID, &plan, range);
            session.step(100);
            feed::join(&mut self.sessions, &mut told);
        }
        self.sessions.iter_mut().for_each(feed::run);
        feed::join(&mut self.sessions, &mut told);
        self.sessions.iter_mut().for_each(feed::run);
        feed::collect(self.sessions)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn entries_out_of_order_are_found_however_it_is_fed(
        text in text(),
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        order in prop::collection::vec((0_usize..9, 0_usize..4), 0..7),
        n_workers in 1_usize..4,
        query in prop::sample::select(vec!["is:earlier", "-(-is:earlier)", "is:earlier or is:cut", "is:cut or is:earlier", "is:earlier (failed or -failed)"]),
    ) {
        let whole = feed(&text, &Way::whole());
        prop_assume!(whole.ledger[Figure::BytesDecoded] > 0);
        let found = Race::new(&text, &Way::cut(cuts, n_workers), query).run(&order);
        let n_earlier = whole.ledger[Figure::OutOfOrder];
        prop_assert_eq!(found.ledger[Figure::OutOfOrder], n_earlier);
        prop_assert_eq!(found.entries.len() as u64, n_earlier);
        prop_assert_eq!(found.counts.total, n_earlier);
        prop_assert_eq!(found.entries, feed_with_query(&text, &Way::whole(), query).entries);
    }
}
