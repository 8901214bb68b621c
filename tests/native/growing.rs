//! The law of a source that grew: reading on gives what reading all of it at once gives.

use logscry::session::{ReadPlan, Session};
use logscry::store::Figure;
use logscry::units::{ByteSpan, SourceId, UnixNanos};
use proptest::prelude::*;

use crate::feed::{self, Memory, Output, Way, feed, feed_at};
use crate::laws::{Text, text};
use crate::view::{View as _, ViewSpec};

const ID: SourceId = SourceId(0);
const DAY_NANOS: i64 = 86_400 * 1_000_000_000;

/// Sessions that have read the first `size` bytes of a source, cut like this.
fn read_start(bytes: &[u8], size: usize, plan: &ReadPlan, way: &Way) -> Vec<Session<Memory>> {
    let begun = &bytes[..size];
    let mut sessions: Vec<Session<Memory>> = (0..way.n_workers)
        .map(|_| {
            let storage = Memory { files: [(ID, begun.to_vec())].into(), fetched: None };
            let mut session = Session::with_sizes(storage, way.sizes);
            session.name_source(ID, "test", size as u64);
            session.set_view(ViewSpec::default()).unwrap();
            session
        })
        .collect();
    deal(&mut sessions, plan, feed::ranges(size as u64, &way.cuts));
    sessions
}

fn deal(sessions: &mut [Session<Memory>], plan: &ReadPlan, ranges: Vec<ByteSpan>) {
    let n_sessions = sessions.len();
    for (n, range) in ranges.into_iter().enumerate() {
        sessions[n % n_sessions].ingest(ID, plan, range);
    }
    sessions.iter_mut().for_each(feed::run);
}

/// Where to read on: at the last task whose first line is known to be whole, since another follows.
fn place_to_read_on(sessions: &[Session<Memory>]) -> u64 {
    let tasks = sessions.iter().flat_map(Session::tasks);
    let firm =
        tasks.filter(|task| task.ledger()[Figure::Entries] > 0 && task.ledger()[Figure::Lines] > 1);
    firm.map(|task| task.start()).max().unwrap_or(0)
}

/// What comes of reading on when the source has grown to all of `bytes`; nothing if all is to be read again.
fn read_on(
    mut sessions: Vec<Session<Memory>>,
    bytes: &[u8],
    plan: &ReadPlan,
    way: &Way,
) -> Option<Output> {
    let (size, from) = (bytes.len() as u64, place_to_read_on(&sessions));
    let modified = plan.assumptions.not_after;
    let mut is_same = true;
    for session in &mut sessions {
        session.storage_mut().files.insert(ID, bytes.to_vec());
        is_same &= session.grow(ID, size, from, modified);
    }
    let mut ranges = feed::ranges(size, &way.cuts);
    ranges.retain(|range| range.end > from);
    if let Some(first) = ranges.first_mut() {
        first.start = from;
    }
    deal(&mut sessions, plan, ranges);
    is_same.then(|| feed::collect(sessions))
}

fn plan_at(bytes: &[u8], modified: UnixNanos) -> ReadPlan {
    let storage = Memory { files: [(ID, bytes.to_vec())].into(), fetched: None };
    let mut session = Session::new(storage);
    session.name_source(ID, "test", bytes.len() as u64);
    session.open(ID, modified).unwrap().plan
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn reading_on_is_reading_at_once(
        text in text(),
        size in 0_usize..3_000,
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        later_cuts in prop::collection::vec(0_u64..3_000, 0..4),
        n_workers in 1_usize..4,
        days in prop_oneof![3 => 0_i64..3, 1 => 0_i64..800],
    ) {
        let size = size.min(text.len());
        let way = Way::cut(cuts, n_workers);
        let modified = UnixNanos(feed::MODIFIED.0 + days * DAY_NANOS);
        let plan = plan_at(&text, modified);
        let before = ReadPlan { assumptions: plan_at(&text, feed::MODIFIED).assumptions, ..plan.clone() };
        let sessions = read_start(&text, size, &before, &way);
        let later = Way { cuts: later_cuts, ..way };
        if let Some(output) = read_on(sessions, &text, &plan, &later) {
            prop_assert_eq!(output, feed_at(&text, &Way::whole(), "", modified));
        }
    }
}

/// How much of a day's log is kept, if it has grown since; nothing if all has to be read again.
#[track_caller]
fn check_kept(line: &str, days: i64, is_kept: bool) {
    let text = Text(line.repeat(400).into_bytes());
    let modified = UnixNanos(feed::MODIFIED.0 + days * DAY_NANOS);
    let before = plan_at(&text, feed::MODIFIED);
    let way = Way::cut(vec![4_000, 8_000], 2);
    let sessions = read_start(&text, text.len() - line.len() / 2, &before, &way);
    assert_eq!(place_to_read_on(&sessions), 8_000);
    let output = read_on(sessions, &text, &plan_at(&text, modified), &way);
    assert_eq!(output.is_some(), is_kept, "{line} {days} days later");
    if let Some(output) = output {
        assert_eq!(output, feed(&text, &Way::whole()));
    }
}

#[test]
fn times_that_another_year_or_day_would_change_are_read_again() {
    // The corpus was last written on 2026-07-01.
    check_kept("2026-06-30 10:00:00,123 INFO [main] a.B - one and two and three\n", 4_000, true);
    check_kept("Jun 30 10:00:05 web1 sshd[12]: Accepted one and two and three\n", 2, true);
    check_kept("Jun 30 10:00:05 web1 sshd[12]: Accepted one and two and three\n", 364, false);
    check_kept("10:00:05.123 INFO one and two and three and four and five\n", 0, false);
}
