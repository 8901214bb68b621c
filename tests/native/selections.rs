//! Selections while things change under them: a range, memory, the text, the source.

use logscry::aggregate::order::{Direction, FIRST_KEY};
use logscry::session::{FoldId, LIST, SelectionId, Session};
use logscry::store::{NO_TIME, RowKey};
use logscry::units::{ByteSpan, SourceId};

use crate::feed::{self, MODIFIED, Memory, Way};
use crate::folds::{asks, select};

/// Behind every entry.
const END: RowKey = RowKey { nanos: NO_TIME, source: SourceId(u32::MAX), offset: 0 };

/// Entries of which about every fourth has a hit, at no regular distance, and the others have none;
/// the other way round if `is_swapped`.
fn log_with_hits(n: u64, is_swapped: bool) -> Vec<u8> {
    let line = |n: u64| {
        let is_hit = (n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 62 == 0) != is_swapped;
        let what = if is_hit { "hit" } else { "all" };
        format!("2026-03-01 10:00:{:02} info {what}\n", n / 7 % 60)
    };
    (0..n).map(line).collect::<String>().into_bytes()
}

/// The keys of a selection, in order.
fn keys(session: &mut Session<Memory>, id: SelectionId) -> Vec<RowKey> {
    session.rows(id, FIRST_KEY, 10_000).into_iter().map(|row| row.key).collect()
}

/// The keys that a query lists in a text that nothing happens to.
fn expected(text: &[u8], query: &str) -> Vec<RowKey> {
    let mut session = feed::session_of(text, Way::whole().sizes);
    select(&mut session, LIST, query, None);
    feed::run(&mut session);
    keys(&mut session, LIST)
}

#[test]
fn another_range_of_the_same_query_lists_other_entries() {
    let text = b"2026-03-01 10:00:00 info a\n2026-03-01 10:00:01 info b\n".repeat(40);
    let mut session = feed::session_of(&text, Way::chunks(50).sizes);
    let second = 1_000_000_000;
    let start = 1_772_359_200 * second;
    select(&mut session, LIST, "info", None);
    feed::run(&mut session);
    assert_eq!(session.count_before(LIST, &[END]), [80]);
    for (range, n_listed) in [((start, start + second), 40), ((start, start + 9 * second), 80)] {
        select(&mut session, LIST, "info", Some(range));
        assert_eq!(session.count_before(LIST, &[END]), [n_listed]);
    }
}

#[test]
fn rows_given_up_while_a_block_is_searched_are_found_again() {
    let text = log_with_hits(240, false);
    let expected = expected(&text, "hit");
    let id = SelectionId(3);
    for n_steps in (0..280).step_by(7) {
        let mut session = feed::session_of(&text, Way::chunks(200).sizes);
        feed::run(&mut session);
        select(&mut session, id, "hit", None);
        for _ in 0..n_steps {
            session.step(1);
        }
        session.set_budget(Some(0));
        session.count_before(id, &[END]);
        session.set_budget(None);
        feed::run(&mut session);
        assert_eq!(keys(&mut session, id), expected, "given up after {n_steps} steps");
    }
}

#[test]
fn a_source_in_the_place_of_another_is_searched_itself() {
    let (text, other) = (log_with_hits(240, false), log_with_hits(240, true));
    let (id, size) = (SourceId(0), other.len() as u64);
    assert_eq!(text.len(), other.len());
    let expected = expected(&other, "hit");
    for n_steps in [1, 40, 90] {
        let mut session = feed::session_of(&text, Way::chunks(200).sizes);
        feed::run(&mut session);
        select(&mut session, LIST, "hit", None);
        for _ in 0..n_steps {
            session.step(1);
        }
        session.close(id);
        session.storage_mut().files.insert(id, other.clone());
        session.name_source(id, "other", size);
        let opened = session.open(id, MODIFIED).unwrap();
        session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
        feed::run(&mut session);
        assert_eq!(keys(&mut session, LIST), expected, "replaced after {n_steps} steps");
    }
}

#[test]
fn seeking_visits_every_entry_of_one_time_once() {
    let text = b"2026-03-01 10:00:00 info a\n".repeat(40);
    let mut session = feed::session_of(&text, Way::chunks(50).sizes);
    select(&mut session, LIST, "", None);
    feed::run(&mut session);
    let mut keys = keys(&mut session, LIST);
    for (from, direction) in [(FIRST_KEY, Direction::Forwards), (END, Direction::Backwards)] {
        let mut next = |key: &RowKey| session.seek(LIST, *key, direction, 0);
        let first = next(&from);
        let visited: Vec<RowKey> = std::iter::successors(first, next).collect();
        assert_eq!(visited, keys, "{direction:?}");
        keys.reverse();
    }
}

#[test]
fn entries_whose_text_is_gone_are_counted_as_unsearched() {
    let text = b"2026-03-01 10:00:00 info a\n2026-03-01 10:00:01 info b\n".repeat(40);
    let mut session = feed::session_of(&text, Way::chunks(50).sizes);
    feed::run(&mut session);
    session.storage_mut().files.clear();
    for (query, n_unsearched) in [("info", 80), ("is:untimed", 0)] {
        select(&mut session, LIST, query, None);
        session.ask(FoldId(0), LIST, 1, asks().remove(1));
        feed::run(&mut session);
        let coverage = session.part(FoldId(0)).unwrap().coverage;
        assert_eq!((coverage.looked_at, coverage.unsearched), (80, n_unsearched), "{query}");
    }
}
