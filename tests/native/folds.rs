//! What holds for every fold, whatever it asks: the same bytes however the entries were read, and
//! the answer that a loop over the entries gives.

use std::collections::BTreeMap;

use logscry::desk::{Desk, NewPart, ReadStretch, WorkerId};
use logscry::fold::{Answer, AnyFold, Ask, by_source, counts, fields, groups, numbers, values};
use logscry::input::ContentKind;
use logscry::level::Level;
use logscry::session::{
    EntryCursor, EntryStep, EntryText, FoldId, FoldPart, LIST, PartsDue, SelectionId,
    SelectionSpec, Session,
};
use logscry::store::NO_TIME;
use logscry::store::{Figure, Stretch};
use logscry::units::{NanosText, SourceId};
use proptest::prelude::*;

use crate::feed::{self, MODIFIED, Memory, Way};
use crate::laws::text;

const QUERIES: &[&str] = &[
    "",
    "level>=warn",
    "failed",
    "-level:info",
    "id:1*",
    "nothing:here",
    "status>=400",
    "-time>=2026-03-01T10",
];

/// Buckets that begin and end amidst the entries, some of them empty.
const GRID_START: i64 = 1_772_359_201_500_000_000;
const BUCKET_NANOS: i64 = 750_000_000;
const N_BUCKETS: u32 = 12;

pub(crate) fn asks() -> Vec<Ask> {
    let grid = counts::GridAsk {
        start: NanosText(GRID_START),
        width: NanosText(BUCKET_NANOS),
        bucket_count: N_BUCKETS,
        edges: Vec::new(),
    };
    // Of buckets that are not all of one length.
    let edge = |idx: i64| GRID_START + BUCKET_NANOS * idx + 10_000_000 * idx * idx;
    let edges = (0..=i64::from(N_BUCKETS)).map(|idx| NanosText(edge(idx))).collect();
    let uneven = counts::GridAsk { edges, ..grid.clone() };
    let window = groups::WindowAsk {
        from: NanosText(1_772_359_201_000_000_000),
        end: NanosText(1_772_359_208_000_000_000),
    };
    let of = |field: &str| Ask::Values(values::Ask { field: field.to_owned(), top: 1_000 });
    vec![
        Ask::Counts(counts::Ask { grid: Some(grid.clone()) }),
        Ask::Counts(counts::Ask { grid: Some(uneven) }),
        Ask::Counts(counts::Ask::default()),
        Ask::Fields(fields::Ask { top: 1_000 }),
        Ask::Groups(groups::Ask { top: 1_000, window: None }),
        Ask::Groups(groups::Ask { top: 1_000, window: Some(window) }),
        of("id"),
        of("status"),
        of("thread"),
        of("nothing"),
        Ask::Numbers(numbers::Ask { field: "status".to_owned(), bound: "400".to_owned() }),
        Ask::Numbers(numbers::Ask { field: "ms".to_owned(), bound: "0.3s".to_owned() }),
        Ask::BySource(by_source::Ask { grid }),
    ]
}

pub(crate) fn select(
    session: &mut Session<Memory>,
    id: SelectionId,
    query: &str,
    range: Option<(i64, i64)>,
) {
    let spec = SelectionSpec { generation: 1, query: query.to_owned(), as_text: Vec::new(), range };
    session.select(id, spec).unwrap();
}

/// Sessions that read a source in some way, each asked everything about a query.
pub(crate) fn sessions(
    bytes: &[u8],
    way: &Way,
    query: &str,
    range: Option<(i64, i64)>,
) -> Vec<Session<Memory>> {
    let id = SourceId(0);
    let size = bytes.len() as u64;
    let storage = Memory { files: BTreeMap::from([(id, bytes.to_vec())]), fetched: None };
    let mut first = Session::with_sizes(storage.clone(), way.sizes);
    first.name_source(id, "test", size);
    let opened = first.open(id, MODIFIED).unwrap();
    let mut sessions: Vec<Session<Memory>> = (0..way.n_workers)
        .map(|_| {
            let fetched = way.is_pumped.then(Vec::new);
            let mut session = Session::with_sizes(Memory { fetched, ..storage.clone() }, way.sizes);
            session.name_source(id, "test", size);
            session.set_budget(way.budget);
            select(&mut session, LIST, query, range);
            for (fold, ask) in (0..).zip(asks()) {
                session.ask(FoldId(fold), LIST, 1, ask);
            }
            session
        })
        .collect();
    let cuts = if opened.plan.content == ContentKind::Text { way.cuts.as_slice() } else { &[] };
    for (n, range) in feed::ranges(size, cuts).into_iter().enumerate() {
        sessions[n % way.n_workers].ingest(id, &opened.plan, range);
    }
    sessions.iter_mut().for_each(feed::run);
    feed::join(&mut sessions, &mut BTreeMap::new());
    sessions
}

/// The parts of all sessions merged in an order, one for each question.
fn merged(sessions: &[Session<Memory>], is_reversed: bool) -> Vec<Vec<u8>> {
    let n_asks = u32::try_from(asks().len()).unwrap();
    let merge = |fold| {
        let mut parts: Vec<FoldPart> =
            sessions.iter().map(|session| session.part(FoldId(fold)).unwrap()).collect();
        if is_reversed {
            parts.reverse();
        }
        // As they travel.
        let parts = parts.into_iter().map(|part| {
            let bytes = part.to_bytes();
            let read = FoldPart::from_bytes(&part.ask, &bytes).unwrap();
            assert_eq!(read.to_bytes(), bytes);
            read
        });
        parts
            .reduce(|mut sum, part| {
                sum.merge(part);
                sum
            })
            .unwrap()
            .to_bytes()
    };
    (0..n_asks).map(merge).collect()
}

/// Template, entries by level, and entries before the window, by group.
type GroupCounts = BTreeMap<String, (String, Vec<u64>, u64)>;

/// Groups counted by asking for the group of each entry.
fn groups_of_a_loop(
    session: &mut Session<Memory>,
    part: &AnyFold,
    window: Option<groups::WindowAsk>,
) -> GroupCounts {
    let AnyFold::Groups(fold) = part else { unreachable!("groups were asked for") };
    let mut index = fold.index();
    let mut counts = GroupCounts::new();
    session.for_each_entry(LIST, |session, entry| {
        let fields = |see: &mut groups::FieldVisitor<'_>| {
            entry.fields.iter().for_each(|(name, value)| see(name, value));
        };
        let said = groups::Said {
            text: &entry.text,
            message: &entry.message,
            time_at: session
                .plan_of(entry.key.source)
                .and_then(|plan| plan.formats.formats.get(usize::from(entry.format)))
                .and_then(|format| format.time_at(&entry.text)),
            fields: &fields,
        };
        let (id, template) = index.of(&said).unwrap();
        let group =
            counts.entry(id.to_owned()).or_insert_with(|| (template.to_owned(), vec![0; 8], 0));
        let nanos = if entry.is_dated { entry.key.nanos } else { NO_TIME };
        match window {
            Some(window) if nanos < window.from.0 => group.2 += 1,
            Some(window) if nanos >= window.end.0 => {}
            _ => group.1[entry.level as usize] += 1,
        }
        true
    });
    counts.retain(|_, (_, levels, _)| levels.iter().any(|count| *count > 0));
    counts
}

/// Entries of each bucket, and those of them that are errors, by looking at each.
fn bars_of_a_loop(grid: &counts::GridAsk, dated: &[(i64, Level)]) -> Vec<[u32; 2]> {
    let even = |idx: i64| NanosText(grid.start.0 + grid.width.0 * idx);
    let even: Vec<NanosText> = (0..=i64::from(grid.bucket_count)).map(even).collect();
    let edges = if grid.edges.is_empty() { &even } else { &grid.edges };
    let bars = edges.windows(2).map(|ends| {
        let is_inside = |(nanos, _): &&(i64, Level)| ends[0].0 <= *nanos && *nanos < ends[1].0;
        let n = |wanted: fn(Level) -> bool| {
            let inside = dated.iter().filter(is_inside).filter(|(_, level)| wanted(*level));
            u32::try_from(inside.count()).unwrap()
        };
        [n(|_| true), n(|level| level >= Level::Error)]
    });
    bars.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn parts_merge_to_the_same_bytes_however_the_entries_were_read(
        text in text(),
        query in prop::sample::select(QUERIES.to_vec()),
        range in prop::option::of((1_771_000_000_000_000_000_i64..1_774_000_000_000_000_000, 0_i64..1_000_000_000_000_000)),
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        n_workers in 1_usize..5,
        budget in prop::option::of(0_u64..2_000),
    ) {
        let range = range.map(|(from, len)| (from, from + len));
        let expected = merged(&sessions(&text, &Way::whole(), query, range), false);
        let ways = [
            Way::chunks(60),
            Way { budget, ..Way::cut(cuts.clone(), n_workers) },
            Way { cuts, n_workers, ..Way::whole() },
            Way::pumped(),
        ];
        for way in ways {
            let sessions = sessions(&text, &way, query, range);
            prop_assert_eq!(&merged(&sessions, false), &expected, "{:?}", way);
            prop_assert_eq!(&merged(&sessions, true), &expected, "{:?} reversed", way);
        }
    }

    #[test]
    fn values_are_those_of_a_loop(text in text(), query in prop::sample::select(QUERIES.to_vec())) {
        let mut sessions = sessions(&text, &Way::chunks(50), query, None);
        let session = &mut sessions[0];
        let mut n_entries = 0;
        let mut expected = BTreeMap::<String, BTreeMap<String, u64>>::new();
        let mut dated = Vec::new();
        session.for_each_entry(LIST, |_, entry| {
            n_entries += 1;
            dated.extend(entry.is_dated.then_some((entry.key.nanos, entry.level)));
            let mut seen = Vec::new();
            for (name, value) in &entry.fields {
                if !seen.contains(&name) {
                    seen.push(name);
                    let value = String::from_utf8_lossy(value).into_owned();
                    *expected.entry(name.clone()).or_default().entry(value).or_default() += 1;
                }
            }
            true
        });
        for (fold, ask) in (0..).zip(asks()) {
            let part = session.part(FoldId(fold)).unwrap().fold;
            match part.answer().0 {
                Answer::Counts(counts) => {
                    prop_assert_eq!(counts.total, n_entries);
                    let Ask::Counts(counts::Ask { grid }) = ask else { unreachable!() };
                    let bars = grid.map_or_else(Vec::new, |grid| bars_of_a_loop(&grid, &dated));
                    let found = part.answer().1;
                    let found: Vec<u32> =
                        found.chunks(8).map(|levels| levels.iter().sum()).collect();
                    prop_assert_eq!(found, bars.iter().map(|bar| bar[0]).collect::<Vec<_>>());
                }
                Answer::BySource(answer) => {
                    let bars = bars_of_a_loop(&answer.grid, &dated);
                    let is_empty = bars.iter().all(|bar| bar[0] == 0);
                    prop_assert_eq!(answer.sources.len(), usize::from(!is_empty));
                    let expected = if is_empty { Vec::new() } else { bars.concat() };
                    prop_assert_eq!(part.answer().1, expected);
                }
                Answer::Fields(answer) => {
                    prop_assert_eq!(answer.entries, n_entries);
                    let found: BTreeMap<_, _> =
                        answer.fields.iter().map(|field| (field.name.clone(), (field.present, field.n_values))).collect();
                    let sums: BTreeMap<_, _> = expected
                        .iter()
                        .map(|(name, values)| (name.clone(), (values.values().sum(), values.len() as u64)))
                        .collect();
                    prop_assert_eq!(found, sums);
                }
                Answer::Groups(answer) => {
                    prop_assert_eq!(answer.entries, n_entries);
                    let Ask::Groups(groups::Ask { window, .. }) = ask else { unreachable!() };
                    let found = answer.groups.into_iter().filter(|group| group.count > 0);
                    let found: GroupCounts = found
                        .map(|group| (group.id, (group.template, group.levels, group.n_before)))
                        .collect();
                    prop_assert_eq!(found, groups_of_a_loop(session, &part, window));
                }
                Answer::Values(answer) => {
                    let none = BTreeMap::new();
                    let values = expected.get(&answer.field).unwrap_or(&none);
                    let found: BTreeMap<_, _> =
                        answer.top.iter().map(|value| (value.value.clone(), value.count)).collect();
                    prop_assert_eq!(&found, values);
                    prop_assert_eq!(answer.present, values.values().sum::<u64>());
                    prop_assert_eq!(answer.absent, n_entries - answer.present);
                    prop_assert_eq!((answer.beyond, answer.is_estimate), (0, false));
                }
                Answer::Numbers(answer) => {
                    let none = BTreeMap::new();
                    let values = expected.get(&answer.field).unwrap_or(&none);
                    prop_assert_eq!(answer.present, values.values().sum::<u64>());
                    // None of the generated values has a unit.
                    let is_number = |value: &&String| {
                        value.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
                            && value.parse::<f64>().is_ok()
                    };
                    let compared: u64 =
                        values.iter().filter(|(value, _)| is_number(value)).map(|(_, n)| n).sum();
                    prop_assert_eq!(answer.compared, compared, "{:?}", values);
                }
            }
        }
    }

    #[test]
    fn selections_side_by_side_do_not_mix(text in text(), queries in prop::sample::subsequence(QUERIES.to_vec(), 3)) {
        let mut sessions = sessions(&text, &Way::chunks(50), queries[0], None);
        let session = &mut sessions[0];
        let ids = [LIST, SelectionId(7), SelectionId(3)];
        let ask = asks().remove(2);
        for (id, query) in ids.into_iter().zip(&queries) {
            select(session, id, query, None);
            session.ask(FoldId(100 + id.0), id, 1, ask.clone());
        }
        feed::run(session);
        // With nothing to hold on to, rows that nothing needs are given up and found again.
        session.set_budget(Some(0));
        for (id, query) in ids.into_iter().zip(&queries) {
            let alone = self::sessions(&text, &Way::chunks(50), query, None).remove(0);
            prop_assert_eq!(
                session.part(FoldId(100 + id.0)).unwrap().to_bytes(),
                alone.part(FoldId(2)).unwrap().to_bytes()
            );
            session.ask(FoldId(200), id, 1, ask.clone());
            feed::run(session);
            prop_assert_eq!(
                session.part(FoldId(200)).unwrap().to_bytes(),
                alone.part(FoldId(2)).unwrap().to_bytes(),
                "asked again"
            );
        }
    }

    #[test]
    fn a_cursor_visits_the_list_in_its_order(
        text in text(),
        query in prop::sample::select(QUERIES.to_vec()),
        n in 1_usize..12,
        n_bytes in prop::sample::select(vec![0, 40, 300, u64::MAX]),
    ) {
        let mut sessions = sessions(&text, &Way::chunks(50), query, None);
        let session = &mut sessions[0];
        let shown = |entry: &EntryText| {
            let place = (entry.key, entry.lines_before, entry.level as u8, entry.stamp.digits());
            (place, entry.text.clone(), entry.line_end, entry.message.clone(), entry.fields.clone())
        };
        let mut expected = Vec::new();
        session.for_each_entry(LIST, |_, entry| {
            expected.push(shown(entry));
            true
        });
        expected.sort();
        let mut cursor = EntryCursor::default();
        let mut found = Vec::new();
        let step = EntryStep { n_entries: n, n_bytes, is_text_only: false };
        while !cursor.is_over() {
            let before = found.len();
            session.visit_entries(LIST, &mut cursor, step, |_, entry| found.push(shown(entry)));
            prop_assert!(found.len() - before <= n);
        }
        prop_assert_eq!(cursor.n_gone, 0);
        prop_assert_eq!(&found, &expected);
        let mut texts = Vec::new();
        let mut cursor = EntryCursor::default();
        while !cursor.is_over() {
            let step = EntryStep { is_text_only: true, ..step };
            session.visit_entries(LIST, &mut cursor, step, |_, entry| {
                let place = (entry.key, entry.level as u8, entry.stamp.digits());
                texts.push((place, entry.text.clone(), entry.line_end));
            });
        }
        let expected: Vec<_> = expected
            .iter()
            .map(|((key, _, level, digits), text, line_end, ..)| ((*key, *level, *digits), text.clone(), *line_end))
            .collect();
        prop_assert_eq!(texts, expected);
    }

    #[test]
    fn the_desk_answers_what_the_parts_merge_to(
        text in text(),
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        n_workers in 1_usize..4,
    ) {
        let mut sessions = sessions(&text, &Way::cut(cuts, n_workers), "", None);
        let mut desk = Desk::default();
        for (fold, ask) in (0..).zip(asks()) {
            desk.ask(FoldId(fold), 1, ask);
        }
        for (worker, session) in (0..).zip(&mut sessions) {
            for sent in session.take_parts(PartsDue::All) {
                let (fold, generation, is_complete) = (sent.fold, sent.generation, sent.is_complete);
                let new = NewPart { fold, generation, is_complete, bytes: &sent.bytes };
                prop_assert!(desk.take(WorkerId(worker), new));
                prop_assert!(!desk.take(WorkerId(worker), NewPart { generation: 2, ..new }), "of another question");
            }
        }
        for (fold, _) in (0..).zip(asks()) {
            let mut parts = sessions.iter().map(|session| session.part(FoldId(fold)).unwrap());
            let mut sum = parts.next().unwrap();
            parts.for_each(|part| sum.merge(part));
            let answer = desk.answer(FoldId(fold)).unwrap();
            prop_assert_eq!((answer.answer, answer.bulk), sum.fold.answer());
            prop_assert_eq!(answer.coverage, sum.coverage);
            prop_assert_eq!((answer.n_workers as usize, answer.is_complete), (n_workers, true));
        }
        for (worker, session) in (0..).zip(&sessions) {
            for task in session.tasks() {
                let stretch = Stretch { ledger: task.ledger().clone(), order: task.order().clone() };
                let read = ReadStretch { stretch, ..ReadStretch::default() };
                desk.take_stretches(WorkerId(worker), [(task.source(), task.start(), read.clone())]);
                // Told again, it counts once.
                desk.take_stretches(WorkerId(worker), [(task.source(), task.start(), read)]);
            }
        }
        let whole = feed::collect_from(&mut sessions);
        let Stretch { mut ledger, order } = desk.source(SourceId(0)).stretch;
        // Left out of what ways of reading have in common.
        ledger[Figure::BytesRead] = 0;
        prop_assert_eq!((ledger, order), (whole.ledger, whole.order));
        // A worker that is gone takes its parts with it.
        let n_tasks = sessions[0].tasks().count();
        let (changed, sources) = desk.lose(WorkerId(0));
        prop_assert_eq!(sources.len(), n_tasks.min(1));
        prop_assert_eq!(changed.len(), asks().len());
        desk.forget(SourceId(0), 0);
        prop_assert_eq!(desk.source(SourceId(0)), ReadStretch::default());
        prop_assert_eq!(desk.answer(FoldId(0)).map_or(0, |answer| answer.n_workers as usize), n_workers - 1);
    }
}

#[test]
fn parts_are_sent_once_when_they_are_whole() {
    let text = b"2026-03-01 10:00:00 info a id=1\n2026-03-01 10:00:01 info b id=2\n".repeat(40);
    let mut session = feed::session_of(&text, Way::chunks(50).sizes);
    select(&mut session, LIST, "", None);
    session.ask(FoldId(0), LIST, 4, asks().remove(1));
    assert_eq!(
        session.take_parts(PartsDue::Awaited).len(),
        1,
        "nothing read is a whole answer, too"
    );
    session.step(1_000);
    assert!(
        session.take_parts(PartsDue::Awaited).is_empty(),
        "it is not due, and was sent whole before"
    );
    assert_eq!(session.take_parts(PartsDue::Small).len(), 1);
    feed::run(&mut session);
    assert!(
        session
            .take_parts(PartsDue::All)
            .iter()
            .all(|sent| sent.is_complete && sent.generation == 4)
    );
    assert!(session.take_parts(PartsDue::All).is_empty(), "nothing changed");
    session.resend();
    assert_eq!(session.take_parts(PartsDue::All).len(), 1);
    select(&mut session, LIST, "id:1", None);
    assert!(session.take_parts(PartsDue::Awaited).is_empty(), "not before it is whole");
    feed::run(&mut session);
    assert_eq!(session.take_parts(PartsDue::Awaited).len(), 1, "as soon as it is");
}

#[test]
fn many_values_are_counted_exactly_or_said_to_be_more() {
    let n_lines = 150_000_u64;
    let lines: String = (0..n_lines)
        .map(|n| format!("2026-03-01T10:00:00Z level=info id={n:08} kind=k{}\n", n % 7))
        .collect();
    let cuts = vec![lines.len() as u64 / 3, lines.len() as u64 / 2];
    let ask = |field: &str| Ask::Values(values::Ask { field: field.to_owned(), top: 10 });
    let answers_of = |way: &Way| {
        let mut sessions = sessions(lines.as_bytes(), way, "", None);
        for session in &mut sessions {
            session.ask(FoldId(50), LIST, 1, ask("id"));
            session.ask(FoldId(51), LIST, 1, ask("kind"));
            feed::run(session);
        }
        let answer = |fold| {
            let parts = sessions.iter().map(|session| session.part(FoldId(fold)).unwrap());
            let sum = parts
                .reduce(|mut sum, part| {
                    sum.merge(part);
                    sum
                })
                .unwrap();
            let Answer::Values(answer) = sum.fold.answer().0 else {
                unreachable!("values were asked for");
            };
            answer
        };
        [answer(50), answer(51)]
    };
    let whole = answers_of(&Way::whole());
    let cut = answers_of(&Way { cuts, n_workers: 3, ..Way::whole() });
    assert_eq!(whole, cut);
    let [ids, kinds] = whole;
    assert!(ids.is_estimate && ids.n_values.abs_diff(n_lines) < n_lines / 50, "{}", ids.n_values);
    assert_eq!((ids.present, ids.absent), (n_lines, 0));
    assert_eq!(ids.beyond, n_lines - (1 << 16));
    assert!(!kinds.is_estimate && kinds.beyond == 0);
    assert_eq!(kinds.top[0].count, n_lines.div_ceil(7));
    assert_eq!(kinds.n_values, 7);
}

#[test]
fn foreign_bytes_are_no_part() {
    let session =
        sessions(b"2026-03-01 10:00:00 info a id=1 status=5\n", &Way::whole(), "", None).remove(0);
    for (fold, ask) in (0..).zip(asks()) {
        let bytes = session.part(FoldId(fold)).unwrap().to_bytes();
        assert!(FoldPart::from_bytes(&ask, &bytes).is_some());
        for cut in 0..bytes.len() {
            assert!(FoldPart::from_bytes(&ask, &bytes[..cut]).is_none(), "{ask:?} cut at {cut}");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        assert!(FoldPart::from_bytes(&ask, &longer).is_none());
    }
}

#[test]
fn folds_end_with_their_selection() {
    let mut session = feed::session_of(b"2026-03-01 10:00:00 info a\n", Way::whole().sizes);
    let other = SelectionId(3);
    for (fold, id) in [(0, LIST), (1, other)] {
        select(&mut session, id, "", None);
        session.ask(FoldId(fold), id, 1, asks().remove(1));
    }
    feed::run(&mut session);
    session.unselect(other);
    assert_eq!([0, 1].map(|fold| session.part(FoldId(fold)).is_some()), [true, false]);
}

#[test]
fn tasks_that_are_over_are_told_again_when_the_receiver_has_lost_them() {
    let mut session = feed::session_of(b"2026-03-01 10:00:00 info a\n", Way::whole().sizes);
    feed::run(&mut session);
    assert_eq!(session.fresh_tasks().count(), 1);
    session.step(1);
    assert_eq!(session.fresh_tasks().count(), 0);
    session.resend();
    assert_eq!(session.fresh_tasks().count(), 1);
}
