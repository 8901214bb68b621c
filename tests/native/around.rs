//! Entries around those that match are their neighbours in their source, however that is fed.

use std::collections::BTreeMap;

use logscry::session::{
    Around, AroundPlace, EntryCursor, EntryStep, Hits, LIST, SelectionId, SelectionSpec, Session,
};
use logscry::store::RowKey;
use logscry::units::SourceId;
use proptest::prelude::*;

use crate::feed::{self, MODIFIED, Memory, Way};
use crate::laws::text;

const WITH_CONTEXT: SelectionId = SelectionId(2);

/// Two sources of the same text, read in the ranges that cuts make of it.
fn session_of(text: &[u8], cuts: &[u64], way: &Way) -> Session<Memory> {
    let ids = [SourceId(3), SourceId(1)];
    let files: BTreeMap<_, _> = ids.iter().map(|id| (*id, text.to_vec())).collect();
    let mut session = Session::with_sizes(Memory { files, fetched: None }, way.sizes);
    for id in ids {
        session.name_source(id, "test", text.len() as u64);
        let opened = session.open(id, MODIFIED).unwrap();
        // The last range first: blocks come in any order.
        for range in feed::ranges(text.len() as u64, cuts).into_iter().rev() {
            session.ingest(id, &opened.plan, range);
        }
    }
    session
}

fn select(session: &mut Session<Memory>, query: &str, range: Option<(i64, i64)>) {
    let spec = SelectionSpec { query: query.to_owned(), range, ..SelectionSpec::default() };
    session.select(LIST, spec).unwrap();
    feed::run(session);
}

fn listed(session: &mut Session<Memory>, id: SelectionId) -> Vec<(RowKey, Option<AroundPlace>)> {
    let step = EntryStep { n_entries: 7, n_bytes: 1 << 20, is_text_only: true };
    let mut cursor = EntryCursor::default();
    let mut found = Vec::new();
    while !cursor.is_over() {
        session.visit_entries(id, &mut cursor, step, |_, entry| {
            found.push((entry.key, entry.around));
        });
    }
    found
}

/// What should be found, from all entries and those that match, one by one.
fn expected(
    all: &[RowKey],
    is_hit: impl Fn(&RowKey) -> bool,
    n: usize,
) -> BTreeMap<RowKey, AroundPlace> {
    let mut by_source: BTreeMap<SourceId, Vec<RowKey>> = BTreeMap::new();
    for key in all {
        by_source.entry(key.source).or_default().push(*key);
    }
    let mut found = BTreeMap::new();
    for keys in by_source.values_mut() {
        keys.sort_by_key(|key| key.offset);
        let near = |idx: usize| {
            let around = idx.saturating_sub(n)..keys.len().min(idx.saturating_add(n + 1));
            keys[around].iter().any(&is_hit)
        };
        for (idx, key) in keys.iter().enumerate().filter(|(idx, _)| near(*idx)) {
            let begins_group = idx == 0 || !near(idx - 1);
            found.insert(*key, AroundPlace { is_hit: is_hit(key), begins_group });
        }
    }
    found
}

#[derive(Clone, Copy, Debug)]
enum Limit {
    None,
    Text(u64),
    List(u64),
}

fn limit() -> impl Strategy<Value = Limit> {
    prop_oneof![
        Just(Limit::None),
        (0_u64..8).prop_map(Limit::Text),
        (0_u64..8).prop_map(Limit::List),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn neighbours_are_those_of_the_text(
        text in text(),
        cuts in prop::collection::vec(0_u64..2_000, 0..5),
        bytes in 20_u64..400,
        n in 0_usize..6,
        query in prop::sample::select(vec!["", "a", "e", "level:error", "-level:info o", "plain", "\"no such text\""]),
        is_ranged in any::<bool>(),
        limit in limit(),
    ) {
        let mut session = session_of(&text, &cuts, &Way::chunks(bytes));
        select(&mut session, "", None);
        let all: Vec<RowKey> = listed(&mut session, LIST).into_iter().map(|(key, _)| key).collect();
        let range = all.get(all.len() / 2).filter(|_| is_ranged).map(|key| (key.nanos, i64::MAX));
        select(&mut session, query, range);
        let matching: Vec<RowKey> =
            listed(&mut session, LIST).into_iter().map(|(key, _)| key).collect();
        let mut in_text = matching.clone();
        in_text.sort_by_key(|key| (key.source, key.offset));
        let first = |keys: &[RowKey], n: u64| keys.iter().take(n as usize).copied().collect();
        let (hits, counted): (Hits, Vec<RowKey>) = match limit {
            Limit::None => (Hits::All, matching),
            Limit::Text(n) => (Hits::FirstInText(n), first(&in_text, n)),
            Limit::List(n) => (Hits::FirstInList(n), first(&matching, n)),
        };
        let around = Around { of: LIST, n_entries: n as u64, hits };
        session.select_around(WITH_CONTEXT, around);
        let found = listed(&mut session, WITH_CONTEXT);
        let mut keys: Vec<RowKey> = found.iter().map(|(key, _)| *key).collect();
        let wanted = expected(&all, |key| counted.contains(key), n);
        let found: BTreeMap<_, _> = found.into_iter().map(|(key, place)| (key, place.unwrap())).collect();
        prop_assert_eq!(&found, &wanted);
        // In the order of the list, each once, and what matches is as it was.
        prop_assert!(keys.is_sorted());
        keys.dedup();
        prop_assert_eq!(keys.len(), found.len());
        prop_assert!(listed(&mut session, LIST).iter().all(|(_, place)| place.is_none()));
    }
}

#[test]
fn entries_on_both_sides_of_what_is_not_read_are_no_neighbours() {
    let line = |idx: u32| format!("2026-02-09 09:13:{:02} INFO number {idx}\n", idx % 60);
    let text: String = (0..30).map(line).collect();
    let (size, before_gap) = (text.len() as u64, text.clone());
    let files = [(SourceId(0), text.into_bytes())].into();
    let mut session = Session::with_sizes(Memory { files, fetched: None }, Way::chunks(90).sizes);
    session.name_source(SourceId(0), "test", size);
    let opened = session.open(SourceId(0), MODIFIED).unwrap();
    let ranges = feed::ranges(size, &[size / 3, 2 * size / 3]);
    session.ingest(SourceId(0), &opened.plan, ranges[0]);
    session.ingest(SourceId(0), &opened.plan, ranges[2]);
    select(&mut session, "", None);
    let read = listed(&mut session, LIST);
    let after_gap = read.iter().find(|(key, _)| key.offset >= 2 * size / 3).unwrap().0.offset;
    let after_gap = usize::try_from(after_gap).unwrap();
    let number = before_gap[..after_gap].matches('\n').count();
    select(&mut session, &format!("\"number {number}\""), None);
    session.select_around(WITH_CONTEXT, Around { of: LIST, n_entries: 3, hits: Hits::All });
    let found = listed(&mut session, WITH_CONTEXT);
    assert_eq!(found.len(), 4);
    assert_eq!(found[0].1, Some(AroundPlace { is_hit: true, begins_group: true }));
}

#[test]
fn memory_that_runs_short_and_another_question_do_not_change_them() {
    let line = |idx: u32| format!("2026-02-09 09:13:{:02} INFO number {idx}\n", idx % 60);
    let text: String = (0..300).map(line).collect();
    let mut session = session_of(text.as_bytes(), &[], &Way::chunks(200));
    select(&mut session, "\"number 77\"", None);
    session.select_around(WITH_CONTEXT, Around { of: LIST, n_entries: 2, hits: Hits::All });
    let before = listed(&mut session, WITH_CONTEXT);
    assert_eq!(before.len(), 10);
    session.set_budget(Some(1));
    feed::run(&mut session);
    assert_eq!(listed(&mut session, WITH_CONTEXT), before);
    select(&mut session, "\"number 78\"", None);
    assert_eq!(listed(&mut session, WITH_CONTEXT), before);
    session.close(SourceId(1));
    assert_eq!(listed(&mut session, WITH_CONTEXT), []);
}
