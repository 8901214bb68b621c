//! Laws on blocks of many pages of 64 entries, which the short texts of the other laws never make.

use std::fmt::Write as _;
use std::num::NonZeroU64;

use logscry::aggregate::Grid;
use logscry::aggregate::order::{Direction, FIRST_KEY};
use logscry::fold::{Counts, Fold as _, counts};
use logscry::ingest::Sizes;
use logscry::level::N_LEVELS;
use logscry::session::{LIST, Session};
use logscry::store::{NO_TIME, RowKey};
use proptest::prelude::*;

use crate::feed::{self, Memory};
use crate::view::{View as _, ViewSpec};

/// Midnight of the day that the entries happened, in Unix nanoseconds.
const DAY: i64 = 1_772_323_200_000_000_000;
const MILLI: i64 = 1_000_000;

/// Steps in time from entry to entry, in milliseconds, and levels.
fn entries() -> impl Strategy<Value = Vec<(i64, usize)>> {
    let forwards = prop::collection::vec((0_i64..900, 0_usize..5), 1..400);
    let any = prop::collection::vec((-2_000_i64..4_000, 0_usize..5), 1..400);
    let dense = prop::collection::vec((0_i64..2, 0_usize..5), 1..400);
    prop_oneof![2 => forwards, 1 => any, 1 => dense]
}

fn session_of(entries: &[(i64, usize)]) -> Session<Memory> {
    let mut text = String::new();
    let mut millis = 3_600_000_i64;
    for (n, (step, level)) in entries.iter().enumerate() {
        millis += step;
        let (secs, level) = (millis / 1_000, ["DEBUG", "INFO", "WARN", "ERROR", "FATAL"][*level]);
        let (hour, minute, second) = (secs / 3_600, secs / 60 % 60, secs % 60);
        writeln!(
            text,
            "2026-03-01 {hour:02}:{minute:02}:{second:02},{:03} {level} [t-{}] a.B - no {n}",
            millis % 1_000,
            n % 3
        )
        .unwrap();
    }
    feed::session_of(text.as_bytes(), Sizes::default())
}

/// Key and level of the entries that `is_in` keeps, in the order of the list.
fn listed(session: &Session<Memory>, is_in: impl Fn(&RowKey, u8) -> bool) -> Vec<(RowKey, u8)> {
    let block = &session.blocks()[0];
    let all = (0..block.n_entries()).map(|row| (block.key(row), block.tag(row).level));
    let mut listed: Vec<_> = all.filter(|(key, level)| is_in(key, *level)).collect();
    listed.sort();
    listed
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_those_of_a_loop(
        entries in entries(),
        (from, len) in (-10_000_i64..200_000, 0_i64..200_000),
        (start, width, n_buckets) in (-10_000_i64..100_000, 1_u64..90_000, 1_u32..50),
        is_bounded in any::<bool>(),
        query in prop::sample::select(vec!["", "level>=warn", "thread:t-1", "thread:t-1 level:info"]),
    ) {
        let begin = DAY + 3_600_000 * MILLI;
        let range = is_bounded.then_some((begin + from * MILLI, begin + (from + len) * MILLI));
        let width_nanos = NonZeroU64::new(width * MILLI.unsigned_abs()).unwrap();
        let grid = Grid { start: begin + start * MILLI, width_nanos, n_buckets };
        let mut session = session_of(&entries);
        let spec = ViewSpec { query: query.to_owned(), range, grid: Some(grid) };
        session.set_view(spec).unwrap();
        feed::run(&mut session);

        let is_in_range = |nanos: i64| range.is_none_or(|(from, end)| from <= nanos && nanos < end);
        let mut naive =
            Counts::start(&counts::Ask { grid: Some(grid.into()) });
        let block = &session.blocks()[0];
        prop_assert_eq!(block.n_entries(), entries.len());
        for row in 0..block.n_entries() {
            let (nanos, level) = (block.times.get(row), block.tag(row).level);
            prop_assert!(nanos != NO_TIME);
            let is_shown = !query.contains("warn") || level >= 5;
            let is_shown = is_shown && (!query.contains("info") || level == 3);
            if query.contains("t-1") && row % 3 != 1 {
                continue;
            }
            naive.levels[usize::from(level)] += u64::from(is_in_range(nanos));
            naive.total += u64::from(is_in_range(nanos) && is_shown);
            match grid.index_of(nanos).filter(|_| is_shown) {
                Some(bucket) => naive.timeline[bucket * N_LEVELS + usize::from(level)] += 1,
                None => naive.n_outside += u64::from(is_shown),
            }
        }
        prop_assert_eq!(session.counts(), naive);
    }

    #[test]
    fn any_row_is_found(
        entries in entries(),
        (from, len) in (0_i64..100_000, 0_i64..200_000),
        is_bounded in any::<bool>(),
        at in 0_usize..400,
        min_level in 0_u8..8,
    ) {
        let begin = DAY + 3_600_000 * MILLI;
        let range = is_bounded.then_some((begin + from * MILLI, begin + (from + len) * MILLI));
        let mut session = session_of(&entries);
        let query = "level>=warn".to_owned();
        session.set_view(ViewSpec { query, range, grid: None }).unwrap();
        feed::run(&mut session);
        let is_in = |key: &RowKey, level: u8| {
            level >= 5 && range.is_none_or(|(from, end)| from <= key.nanos && key.nanos < end)
        };
        let expected = listed(&session, is_in);
        let keys: Vec<RowKey> = expected.iter().map(|(key, _)| *key).collect();
        let found: Vec<RowKey> =
            session.rows(LIST, FIRST_KEY, entries.len()).into_iter().map(|row| row.key).collect();
        prop_assert_eq!(&found, &keys);
        let all = listed(&session, |_, _| true);
        let key = all[at % all.len()].0;
        let before = keys.iter().filter(|other| **other < key).count();
        prop_assert_eq!(session.count_before(LIST, &[key]), [before as u64]);
        let window: Vec<RowKey> = session.rows(LIST, key, 9).into_iter().map(|row| row.key).collect();
        prop_assert_eq!(&window, &keys[before..(before + 9).min(keys.len())]);
        let fits: Vec<RowKey> =
            expected.iter().filter(|(_, level)| *level >= min_level).map(|(key, _)| *key).collect();
        let next = fits.iter().copied().find(|other| *other > key);
        let previous = fits.iter().copied().rfind(|other| *other < key);
        prop_assert_eq!(session.seek(LIST, key, Direction::Forwards, min_level), next);
        prop_assert_eq!(session.seek(LIST, key, Direction::Backwards, min_level), previous);
    }
}
