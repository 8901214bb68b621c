//! Laws: what holds for any text, however it is fed.

use logscry::aggregate::Grid;
use logscry::aggregate::order::Direction;
use logscry::fold::{AnyFold, Ask, Counts, Fold as _, counts};
use logscry::input::{FirstBytes, recognise};
use logscry::level::N_LEVELS;
use logscry::session::{FoldId, LIST, RowLook, Session};
use logscry::store::{Block, Figure, RowKey};
use logscry::units::NanosText;
use proptest::prelude::*;

use crate::compressors::Packing;
use crate::feed::{self, Memory, Way, check_ledger, feed, feed_with_query};
use crate::view::{View as _, ViewSpec};

/// Queries of every kind; several name fields that the lines below have.
const QUERIES: &[&str] = &[
    "level>=warn",
    "failed",
    "-started",
    "ms>=100",
    "/at .*java/",
    "id:7 or level:info",
    "message:boom",
    "status:5*",
    "\"no stock\"",
    "source:te*",
    "-(slow or boom) level:info",
    "-status:500 or thread:w-1",
    "ms:812 -client:10.*",
    "bytes<13 status:/^5/",
    "is:earlier",
];

/// Lines as they occur in logs, and as they do not.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let known = prop::sample::select(vec![
        "2026-03-01 10:00:00,123 INFO [main] com.example.App - started in 5 ms",
        "2026-03-01 10:00:01,000 ERROR [w-1] com.example.Pay - failed",
        "java.lang.IllegalStateException: no stock",
        "\tat com.example.Pay.run(Pay.java:12)",
        "Caused by: java.io.IOException: reset",
        "{\"time\":\"2026-03-01T10:00:02Z\",\"level\":\"warn\",\"msg\":\"slow\",\"ms\":812}",
        "{",
        "  \"level\": \"info\"",
        "}",
        "ts=2026-03-01T10:00:03Z level=error msg=\"boom\" id=7",
        "10.0.0.1 - - [01/Mar/2026:10:00:04 +0000] \"GET /a HTTP/1.1\" 500 12 \"-\" \"curl\"",
        "<34>Mar  1 10:00:05 web1 su: 'su root' failed",
        "Mar  1 10:00:05 web1 sshd[12]: Accepted",
        "Traceback (most recent call last):",
        "  File \"a.py\", line 3, in f",
        "ValueError: bad",
        "panic: boom",
        "goroutine 1 [running]:",
        "main.main()",
        "",
        "   ",
        "0001-01-01 00:00:00 INFO ancient",
        "9999-12-31 23:59:59 INFO far",
        "\r2026-03-01 10:00:06 INFO 10 %\r2026-03-01 10:00:07 INFO 20 %",
        "fetched 1 %\rfetched 2 %\r2026-03-01 10:00:08 ERROR gone",
        "2026-03-01 10:00:09 INFO cut\0\0\x002026-03-01 10:00:10 ERROR [w-2] next",
        "{\"level\":\"info\"}{\"level\":\"error\",\"ms\":5}\0\0{\"level\":\"warn\"}",
        "\x1b[31m2026-03-01 10:00:11 ERROR\x1b[0m red",
        "\0\x32\0\x30\0\x32\0\x36\0-\0\x30\0\x33\0",
    ]);
    prop_oneof![
        6 => known.prop_map(|line| line.as_bytes().to_vec()),
        1 => "[ -~]{0,60}".prop_map(String::into_bytes),
        1 => prop::collection::vec(any::<u8>().prop_filter("line end", |b| *b != b'\n'), 0..40),
    ]
}

/// A text that shows itself readably when a law fails on it.
#[derive(Clone)]
pub(crate) struct Text(pub(crate) Vec<u8>);

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

impl std::ops::Deref for Text {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

pub(crate) fn text() -> impl Strategy<Value = Text> {
    let lines = prop::collection::vec(line(), 1..40);
    (lines, any::<bool>(), any::<bool>())
        .prop_map(|(lines, has_mark, has_end)| {
            let mut text = if has_mark { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
            text.extend(lines.join(&b'\n'));
            if has_end {
                text.push(b'\n');
            }
            // Not to be taken for something else than text.
            text.extend_from_slice(
                b"\nplain text so that the whole is text and not binary, whatever came before it\n"
                    .repeat(8)
                    .as_slice(),
            );
            Text(text)
        })
        .prop_filter("plain text", |text| recognise(FirstBytes { bytes: text }).is_none())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn entries_and_diagnostics_cover_every_byte(text in text()) {
        let output = feed(&text, &Way::whole());
        prop_assume!(output.ledger[Figure::BytesDecoded] > 0);
        check_ledger(&output, text.len() as u64);
    }

    #[test]
    fn chunks_do_not_matter(text in text(), bytes in 1_u64..300) {
        prop_assert_eq!(feed(&text, &Way::chunks(bytes)), feed(&text, &Way::whole()));
    }

    #[test]
    fn cuts_and_workers_do_not_matter(
        text in text(),
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        n_workers in 1_usize..5,
    ) {
        prop_assert_eq!(feed(&text, &Way::cut(cuts, n_workers)), feed(&text, &Way::whole()));
    }

    #[test]
    fn compression_does_not_matter(
        text in text(),
        packing in prop::sample::select(Packing::ALL.to_vec()),
        outer in prop::option::weighted(0.2, prop::sample::select(Packing::ALL.to_vec())),
        n_members in 1_usize..4,
        bytes in 1_u64..300,
    ) {
        prop_assume!(feed(&text, &Way::whole()).ledger[Figure::BytesDecoded] > 0);
        let raw = packing.pack(&text, n_members);
        let raw = outer.map_or(raw.clone(), |outer| outer.pack(&raw, 1));
        prop_assert_eq!(feed(&raw, &Way::chunks(bytes)), feed(&text, &Way::whole()));
    }

    #[test]
    fn encoding_does_not_matter(
        text in text(),
        is_big in any::<bool>(),
        packing in prop::option::of(prop::sample::select(Packing::ALL.to_vec())),
        bytes in 1_u64..300,
    ) {
        // What is not UTF-8 has no place in another encoding.
        let text = String::from_utf8_lossy(&text).into_owned();
        let units = text.encode_utf16();
        let order = if is_big { u16::to_be_bytes } else { u16::to_le_bytes };
        let raw: Vec<u8> = units.flat_map(order).collect();
        prop_assume!(recognise(FirstBytes { bytes: &raw }).is_some());
        let raw = packing.map_or(raw.clone(), |packing| packing.pack(&raw, 1));
        prop_assert_eq!(feed(&raw, &Way::chunks(bytes)), feed(text.as_bytes(), &Way::whole()));
    }

    #[test]
    fn who_fetches_the_bytes_does_not_matter(text in text()) {
        prop_assert_eq!(feed(&text, &Way::pumped()), feed(&text, &Way::whole()));
    }

    #[test]
    fn queries_do_not_depend_on_feeding(
        text in text(),
        query in prop::sample::select(QUERIES.to_vec()),
        cuts in prop::collection::vec(0_u64..2_000, 0..4),
    ) {
        let whole = feed_with_query(&text, &Way::whole(), query);
        prop_assert_eq!(&feed_with_query(&text, &Way::cut(cuts, 2), query), &whole);
        prop_assert_eq!(&feed_with_query(&text, &Way::pumped(), query), &whole);
        prop_assert_eq!(whole.counts.total, whole.entries.len() as u64, "counts and list agree");
    }

    #[test]
    fn what_a_query_lets_through_and_what_it_leaves_out_is_everything(
        text in text(),
        query in prop::sample::select(vec!["failed", "ms>=100", "/at .*java/", "level>=warn", "id:7"]),
    ) {
        let n_all = feed(&text, &Way::whole()).entries.len();
        let n_in = feed_with_query(&text, &Way::whole(), query).entries.len();
        let n_out = feed_with_query(&text, &Way::whole(), &format!("-({query})")).entries.len();
        prop_assert_eq!(n_in + n_out, n_all);
    }

    #[test]
    fn a_budget_changes_no_answer(
        text in text(),
        query in prop::sample::select(QUERIES.to_vec()),
        budget in prop_oneof![Just(0_u64), 0_u64..20_000],
        is_packed in any::<bool>(),
    ) {
        let raw = if is_packed { feed::gzip(&text, 1) } else { text.to_vec() };
        let way = Way { sizes: Way::chunks(60).sizes, ..Way::whole() };
        let bounded = feed_with_query(&raw, &Way { budget: Some(budget), ..way.clone() }, query);
        prop_assert_eq!(bounded, feed_with_query(&raw, &way, query));
    }

    #[test]
    fn columns_given_up_come_back(text in text(), query in prop::sample::select(QUERIES.to_vec())) {
        let mut session = session_of(&text);
        let rows_of = |session: &mut Session<Memory>, query: &str| {
            session.set_view(ViewSpec { query: query.to_owned(), ..ViewSpec::default() }).unwrap();
            feed::run(session);
            let rows = session.rows(LIST, logscry::aggregate::order::FIRST_KEY, 1_000);
            (session.counts().clone(), rows)
        };
        let expected = rows_of(&mut session, query);
        let before = session.memory();
        session.set_budget(Some(0));
        prop_assert!(session.memory().fields < before.fields || before.fields == 0 || session.dropped_fields().is_empty());
        prop_assert_eq!(session.memory().index, before.index);
        // Another query in between, so that the rows are found anew.
        rows_of(&mut session, "");
        prop_assert_eq!(&rows_of(&mut session, query), &expected);
        session.set_budget(None);
        rows_of(&mut session, "");
        prop_assert_eq!(&rows_of(&mut session, query), &expected);
    }

    #[test]
    fn counts_merge_in_any_order(parts in prop::collection::vec(counts(), 3)) {
        let merged = |order: [usize; 3]| {
            let mut sum = Counts::default();
            sum.timeline = vec![0; 16];
            order.iter().for_each(|idx| sum.merge(parts[*idx].clone()));
            sum
        };
        let mut nested = parts[1].clone();
        nested.merge(parts[2].clone());
        let mut right = parts[0].clone();
        right.merge(nested);
        prop_assert_eq!(merged([0, 1, 2]), merged([2, 0, 1]));
        prop_assert_eq!(merged([0, 1, 2]), right);
    }

    #[test]
    fn the_list_is_ordered_and_every_row_is_found(text in text(), n_rows in 1_usize..9) {
        let mut session = session_of(&text);
        let mut expected: Vec<RowKey> = session
            .blocks()
            .iter()
            .flat_map(|block| (0..block.n_entries()).map(|row| block.key(row)))
            .collect();
        expected.sort();
        let mut found = Vec::new();
        let mut from = logscry::aggregate::order::FIRST_KEY;
        loop {
            let window = session.rows(LIST, from, n_rows);
            let Some(last) = window.last() else { break };
            from = RowKey { offset: last.key.offset + 1, ..last.key };
            found.extend(window.into_iter().map(|row| row.key));
        }
        prop_assert_eq!(&found, &expected);
        for (idx, key) in expected.iter().enumerate() {
            prop_assert_eq!(session.count_before(LIST, &[*key]), [idx as u64]);
        }
    }

    #[test]
    fn few_reads_give_the_first_rows_and_say_that_more_follow(text in text(), max_reads in 1_usize..4) {
        let mut session = session_of(&text);
        let from = logscry::aggregate::order::FIRST_KEY;
        let all = session.rows(LIST, from, 1_000);
        let (rows, is_cut) = session.rows_within(LIST, (from, 1_000), max_reads, RowLook::LINE);
        prop_assert_eq!(is_cut, rows.len() < all.len());
        prop_assert!(rows.len() >= max_reads.min(all.len()));
        prop_assert_eq!(&rows[..], &all[..rows.len()]);
    }

    #[test]
    fn seeking_finds_the_neighbour_of_that_level(text in text(), at in 0_usize..30, min_level in 0_u8..8) {
        let mut session = session_of(&text);
        let mut keys: Vec<(RowKey, u8)> = session
            .blocks()
            .iter()
            .flat_map(|block| (0..block.n_entries()).map(|row| (block.key(row), block.tag(row).level)))
            .collect();
        keys.sort();
        let (key, _) = keys[at % keys.len()];
        let fits = |(other, level): &&(RowKey, u8)| *other != key && *level >= min_level;
        let next = keys.iter().filter(fits).map(|(other, _)| *other).find(|other| *other > key);
        let previous = keys.iter().filter(fits).map(|(other, _)| *other).rfind(|other| *other < key);
        prop_assert_eq!(session.seek(LIST, key, Direction::Forwards, min_level), next);
        prop_assert_eq!(session.seek(LIST, key, Direction::Backwards, min_level), previous);
    }

    #[test]
    fn buckets_undated_and_outside_are_all_that_is_listed(
        text in text(),
        start in 1_772_000_000_000_000_000_i64..1_773_000_000_000_000_000,
        width in 1_u64..4_000_000_000_000_000,
        n_buckets in 1_u32..50,
        query in prop::sample::select(vec!["", "level>=warn", "failed", "-level:info"]),
    ) {
        let mut session = session_of(&text);
        let grid = Grid { start, width_nanos: width.try_into().unwrap(), n_buckets };
        let spec = ViewSpec { query: query.to_owned(), grid: Some(grid), ..ViewSpec::default() };
        session.set_view(spec).unwrap();
        feed::run(&mut session);
        let counts = session.counts().clone();
        let in_buckets: u64 = counts.timeline.iter().map(|count| u64::from(*count)).sum();
        let undated: u64 = counts.undated.iter().sum();
        prop_assert_eq!(in_buckets + undated + counts.n_outside, counts.total);
        // The naive twin: one division per entry, no zone maps.
        let mut naive = vec![0_u32; counts.timeline.len()];
        let rows_of = |block: &Block| -> Vec<(RowKey, usize)> {
            let level = |row| usize::from(block.tag(row).level);
            let dated = (0..block.n_entries()).filter(|row| block.is_dated(*row));
            dated.map(|row| (block.key(row), level(row))).collect()
        };
        let entries: Vec<_> = session.blocks().iter().flat_map(rows_of).collect();
        for (key, level) in entries {
            let after = RowKey { offset: key.offset + 1, ..key };
            let ranks = session.count_before(LIST, &[key, after]);
            let is_listed = ranks[0] < ranks[1];
            if key.nanos < start || !is_listed {
                continue;
            }
            let bucket = key.nanos.abs_diff(start) / width;
            if bucket < u64::from(n_buckets) {
                naive[bucket as usize * N_LEVELS + level] += 1;
            }
        }
        prop_assert_eq!(&naive, &counts.timeline);
        // The same buckets, each named.
        let edges = (0..=i64::from(n_buckets)).map(|idx| NanosText(start + width as i64 * idx));
        let named = counts::GridAsk { edges: edges.collect(), ..grid.into() };
        session.ask(FoldId(7), LIST, 1, Ask::Counts(counts::Ask { grid: Some(named) }));
        feed::run(&mut session);
        let Some(AnyFold::Counts(other)) = session.part(FoldId(7)).map(|part| part.fold) else { panic!() };
        prop_assert_eq!((other.timeline, other.n_outside), (counts.timeline, counts.n_outside));
    }
}

fn counts() -> impl Strategy<Value = Counts> {
    let levels = prop::array::uniform8(0_u64..1_000);
    (0_u64..1_000, levels, prop::collection::vec(0_u32..9, 16), 0_u64..9).prop_map(
        |(total, levels, timeline, n_outside)| {
            let mut counts = Counts::default();
            (counts.total, counts.levels, counts.undated) = (total, levels, levels);
            (counts.timeline, counts.n_outside) = (timeline, n_outside);
            counts
        },
    )
}

/// Everything read, in small blocks, by one session.
fn session_of(text: &[u8]) -> Session<Memory> {
    let mut session = feed::session_of(text, Way::chunks(40).sizes);
    session.set_view(ViewSpec::default()).unwrap();
    feed::run(&mut session);
    session
}
