//! Searching and skipping: what a query finds is what asking each entry finds, and what cannot
//! hold it is not read.

use std::time::Duration;

use logscry::aggregate::Grid;
use logscry::fold::{Counts, Fold as _, counts};
use logscry::ingest::Sizes;
use logscry::input::{ReadError, Storage};
use logscry::level::{Level, N_LEVELS};
use logscry::session::{EntryText, LIST, Session};
use logscry::store::NO_TIME;
use logscry::units::{ByteSpan, SourceId};
use proptest::prelude::*;

use crate::feed::{MODIFIED, Way};
use crate::limit;
use crate::view::{View as _, ViewSpec};

/// One source that counts what is read of it.
pub(crate) struct Counting {
    bytes: Vec<u8>,
    reads: Vec<ByteSpan>,
}

impl Storage for Counting {
    fn read(&mut self, _: SourceId, span: ByteSpan, out: &mut Vec<u8>) -> Result<(), ReadError> {
        self.reads.push(span);
        let found = self.bytes.get(span.start as usize..span.end as usize);
        out.extend_from_slice(found.ok_or(ReadError::Changed)?);
        Ok(())
    }

    fn can_reread(&self, _: SourceId) -> bool {
        true
    }

    fn forget(&mut self, _: SourceId) {}
}

const ID: SourceId = SourceId(0);

/// Everything read, in blocks of about `block_bytes`.
pub(crate) fn session_of(text: &[u8], block_bytes: u64) -> Session<Counting> {
    limit::keep();
    let sizes = Sizes { block_bytes, read_bytes: block_bytes * 4, ..Way::chunks(1_000).sizes };
    let storage = Counting { bytes: text.to_vec(), reads: Vec::new() };
    let mut session = Session::with_sizes(storage, sizes);
    session.name_source(ID, "test", text.len() as u64);
    let opened = session.open(ID, MODIFIED).unwrap();
    session.ingest(ID, &opened.plan, ByteSpan { start: 0, end: text.len() as u64 });
    view(&mut session, "");
    session
}

fn view(session: &mut Session<Counting>, query: &str) {
    view_in_steps(session, query, 1 << 20);
}

/// Returns how many steps it took.
pub(crate) fn view_in_steps(session: &mut Session<Counting>, query: &str, budget: u64) -> usize {
    session.set_view(ViewSpec { query: query.to_owned(), ..ViewSpec::default() }).unwrap();
    let mut n_steps = 1;
    while session.step(budget).has_more {
        n_steps += 1;
    }
    n_steps
}

/// What of the text a query reads, in the order of reading.
fn reads_of(session: &mut Session<Counting>, query: &str) -> Vec<ByteSpan> {
    view(session, "level:trace");
    session.storage_mut().reads.clear();
    view(session, query);
    std::mem::take(&mut session.storage_mut().reads)
}

/// Offsets of the listed entries for which `is_in` holds.
pub(crate) fn listed(
    session: &mut Session<Counting>,
    is_in: impl Fn(&EntryText) -> bool,
) -> Vec<u64> {
    let mut offsets = Vec::new();
    session.for_each_entry(LIST, |_, entry| {
        offsets.extend(is_in(entry).then_some(entry.key.offset));
        true
    });
    offsets
}

/// A query must list what `is_in` says of each entry.
#[track_caller]
fn check(session: &mut Session<Counting>, query: &str, is_in: impl Fn(&EntryText) -> bool) {
    view(session, "");
    let expected = listed(session, is_in);
    view(session, query);
    assert_eq!(listed(session, |_| true), expected, "{query}");
    assert_eq!(session.counts().total, expected.len() as u64, "{query}");
}

fn check_literal(session: &mut Session<Counting>, literal: &str) {
    let wanted = literal.to_ascii_lowercase();
    let is_in = |text: &[u8]| {
        wanted.is_empty()
            || text.to_ascii_lowercase().windows(wanted.len()).any(|w| w == wanted.as_bytes())
    };
    check(session, &format!("\"{literal}\""), |entry| is_in(&entry.text));
    check(session, &format!("message:\"{literal}\""), |entry| is_in(&entry.message));
    check(session, &format!("\"{literal}\" or started"), |entry| {
        is_in(&entry.text) || entry.text.windows(7).any(|w| w.eq_ignore_ascii_case(b"started"))
    });
}

const PATTERNS: &[&str] = &[
    "started|stopped|id",
    "(?i)STARTED",
    "id=[0-9a-f]+",
    r"\d{4}\s\w+",
    r"^\s+at",
    "ms$",
    r"\w$",
    r"^\d",
    r"\bid\b",
    r"[^x]+y",
    r"\s+",
    r"\Astarted",
    r"\z",
    r"a*",
    "()",
    r"(?-m)ms$",
    r"é\b",
    r"\B-",
    r"(?s)started.*at",
    "id=|ms",
    r"x.*\n.*at",
    "(?R)ms$",
    r"\x00",
    "[^{]+",
    "^[^{]+$",
    r"(?s).*",
    r"(?s)^.*started",
    r"(?s).*zzz|at",
    r"(?s)at|.*zzz",
    r"[^x]*ms",
    r"(?:\w{1,9}\s){2,5}",
];

pub(crate) fn lines() -> impl Strategy<Value = String> {
    let id = "[0-9a-fA-F]{8}-?[0-9a-f]{4,12}";
    let line = prop_oneof![
        4 => (id, 0_u32..99_999).prop_map(|(id, ms)| format!("2026-03-01 10:00:00,123 INFO [main] App - started id={id} in {ms} ms")),
        2 => id.prop_map(|id| format!("{{\"time\":\"2026-03-01T10:00:02Z\",\"level\":\"warn\",\"msg\":\"é stopped \\\"{id}\\\" \\u0041\",\"id\":\"{id}\"}}")),
        1 => Just("\tat com.example.Pay.run(Pay.java:12)".to_owned()),
        1 => "[ a-zé0-9=-]{0,30}".prop_map(|text| text),
        1 => Just("   ".to_owned()),
    ];
    let end = prop::sample::select(vec!["\n", "\n", "\r\n", " \n", " \r\n\r\n"]);
    prop::collection::vec((line, end), 1..40)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #[test]
    fn a_literal_is_found_wherever_it_stands(
        text in lines(),
        block_bytes in 1_u64..2_000,
        from: prop::sample::Index,
        n in 0_usize..30,
        is_upper: bool,
    ) {
        let mut session = session_of(text.as_bytes(), block_bytes);
        let from = from.index(text.len());
        let cut: String = text.get(from..).unwrap_or("started").chars().take(n).collect();
        let cut = cut.replace(['"', '\\', '*'], " ");
        let cut = if is_upper { cut.to_ascii_uppercase() } else { cut };
        check_literal(&mut session, &cut);
    }

    #[test]
    fn a_pattern_matches_whom_it_matches_alone(
        text in lines(),
        block_bytes in 1_u64..2_000,
        pattern in prop::sample::select(PATTERNS),
    ) {
        let mut session = session_of(text.as_bytes(), block_bytes);
        let regex = regex::bytes::RegexBuilder::new(pattern).multi_line(true).build().unwrap();
        check(&mut session, &format!("/{pattern}/"), |entry| regex.is_match(&entry.text));
        check(&mut session, &format!("message:/{pattern}/"), |entry| regex.is_match(&entry.message));
        check(&mut session, &format!("level:info (a or -/{pattern}/) stop"), |entry| {
            let has = |word: &[u8]| entry.text.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
            entry.level == Level::Info && (has(b"a") || !regex.is_match(&entry.text)) && has(b"stop")
        });
        check(&mut session, &format!("id:/{pattern}/"), |entry| {
            let id = entry.fields.iter().find(|(name, _)| name == "id");
            id.is_some_and(|(_, value)| regex.is_match(value))
        });
    }
}

proptest! {
    #[test]
    fn an_answer_does_not_depend_on_the_steps_in_which_it_is_found(
        text in lines(),
        block_bytes in 1_u64..9_000,
        budget in 1_u64..3_000,
        pattern in prop::sample::select(PATTERNS),
    ) {
        for query in [
            format!("/{pattern}/"),
            format!("message:/{pattern}/ or started"),
            format!("-/{pattern}/ (id:/{pattern}/ or message:ms)"),
            format!("msg:/{pattern}/ id"),
        ] {
            let mut at_once = session_of(text.as_bytes(), block_bytes);
            view_in_steps(&mut at_once, &query, u64::MAX);
            let mut in_steps = session_of(text.as_bytes(), block_bytes);
            view_in_steps(&mut in_steps, &query, budget);
            prop_assert_eq!(in_steps.counts(), at_once.counts(), "{}", query);
        }
    }
}

#[test]
fn a_search_stops_within_a_block_and_goes_on() {
    let text = log_with_ids(5_000);
    let mut session = session_of(text.as_bytes(), 1 << 20);
    assert_eq!(session.blocks().len(), 1);
    let slow = r"/(?:[a-z]{1,30} ?){1,30}x/";
    assert!(view_in_steps(&mut session, "started", 64 << 10) < 20);
    assert!(view_in_steps(&mut session, slow, 64 << 10) > 100);
    // Another question takes the place of one that is not answered yet.
    session.set_view(ViewSpec { query: slow.to_owned(), ..ViewSpec::default() }).unwrap();
    session.step(64 << 10);
    view(&mut session, "ends");
    assert_eq!(session.counts().total, 5_000);
}

/// How long a search takes, at best.
#[expect(clippy::disallowed_types, reason = "only the ratio of two times counts")]
fn search_time(n_lines: u64, query: &str) -> Duration {
    let text = log_with_ids(n_lines);
    let mut session = session_of(text.as_bytes(), 1 << 20);
    assert_eq!(session.blocks().len(), 1);
    let mut once = || {
        view(&mut session, "");
        let begun = std::time::Instant::now();
        view(&mut session, query);
        begun.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn a_search_is_linear_in_the_text_whatever_the_pattern() {
    for query in ["/^[^{]+$/", "/[^\"]+/", "/(?s).*/", "/(?s)[^{]*[{]|ends/", r"/(?s)ends.*\{/"] {
        // Quadratic, it would take 64 times as long however often it is tried; a busy machine only
        // disturbs some tries.
        let is_linear = || search_time(12_000, query) < search_time(1_500, query) * 24;
        assert!((0..8).any(|_| is_linear()), "{query}");
    }
}

/// Entries at these milliseconds, or without a time, in blocks of hundreds of entries.
fn log_at(millis: &[Option<u32>]) -> String {
    let line = |(n, millis): (usize, &Option<u32>)| {
        let level = ["INFO", "WARN", "ERROR"][n % 7 % 3];
        let time = millis.map(|ms| format!("10:00:{:02},{:03}", ms / 1_000, ms % 1_000));
        let day = if time.is_some() { "2026-03-01" } else { "2026-99-99" };
        format!("{day} {} {level} [main] App - {}\n", time.unwrap_or_default(), n % 5)
    };
    millis.iter().enumerate().map(line).collect()
}

proptest! {
    #[test]
    fn counting_by_pages_counts_each_entry(
        mut millis in prop::collection::vec(prop_oneof![30 => (0_u32..60_000).prop_map(Some), 1 => Just(None)], 1..700),
        order in 0..3,
        start in -5_000_i64..60_000,
        width in 1_u64..20_000,
        n_buckets in 1_u32..40,
        range in proptest::option::of((-5_000_i64..60_000, 0_i64..60_000)),
        query in prop::sample::select(vec!["", "level>=warn", "- 3", "level:info 3"]),
    ) {
        if order > 0 {
            millis.sort();
        }
        if order > 1 {
            millis.retain(Option::is_some);
        }
        let mut session = session_of(log_at(&millis).as_bytes(), 1 << 20);
        let nanos = |millis: i64| 1_772_359_200_000_000_000 + millis * 1_000_000;
        let grid = Grid {
            start: nanos(start),
            width_nanos: (width * 1_000_000).try_into().unwrap(),
            n_buckets,
        };
        let range = range.map(|(from, len)| (nanos(from), nanos(from + len)));
        let spec = ViewSpec { query: query.replace("- 3", "-\"- 3\""), range, grid: Some(grid) };
        session.set_view(ViewSpec { range: None, ..spec.clone() }).unwrap();
        while session.step(1 << 20).has_more {}
        let mut entries = Vec::new();
        session.for_each_entry(LIST, |_, entry| {
            let nanos = if entry.is_dated { entry.key.nanos } else { NO_TIME };
            entries.push((nanos, entry.level as usize));
            true
        });
        session.set_view(spec).unwrap();
        while session.step(1 << 20).has_more {}
        let is_in_range = |nanos| range.is_none_or(|(from, end)| from <= nanos && nanos < end);
        let mut expected = Counts::start(&counts::Ask { grid: Some(grid.into()) });
        for (nanos, level) in entries {
            expected.total += u64::from(is_in_range(nanos));
            match grid.index_of(nanos) {
                _ if nanos == NO_TIME => expected.undated[level] += 1,
                Some(bucket) => expected.timeline[bucket * N_LEVELS + level] += 1,
                None => expected.n_outside += 1,
            }
        }
        // Levels are counted without regard to the level terms: the buckets' law has them.
        expected.levels = session.counts().levels;
        prop_assert_eq!(session.counts(), expected);
    }
}

fn id(n: u64) -> String {
    format!("{:016x}", (n + 1).wrapping_mul(6_364_136_223_846_793_005).wrapping_mul(n | 1))
}

/// A log in which every entry has an id of its own.
fn log_with_ids(n: u64) -> String {
    let line = |n| format!("2026-03-01 10:00:00,123 INFO [main] App - session {} ends\n", id(n));
    (0..n).map(line).collect()
}

#[test]
fn one_id_is_read_where_it_may_stand_and_nowhere_else() {
    let text = log_with_ids(20_000);
    let mut session = session_of(text.as_bytes(), 16 << 10);
    let n_blocks = session.blocks().len();
    assert!(n_blocks > 50, "{n_blocks}");
    for query in
        [id(7_000), format!("message:{}", id(7_000)), format!("/ends|{}$/ {}", id(1), id(7_000))]
    {
        let reads = reads_of(&mut session, &query);
        assert!(reads.len() <= 2, "{query}: {} reads", reads.len());
        assert_eq!(
            session.counts().total,
            u64::from(!query.starts_with('/')) + u64::from(query.starts_with('/')),
            "{query}"
        );
    }
    let reads = reads_of(&mut session, &id(30_000));
    assert!(reads.len() <= 1, "an id that is nowhere: {} reads", reads.len());
    assert_eq!(session.counts().total, 0);
    let reads = reads_of(&mut session, &format!("{} or {}", id(3), id(19_000)));
    assert!(reads.len() <= 4 && session.counts().total == 2, "{} reads", reads.len());
}

#[test]
fn adjacent_blocks_are_read_together() {
    let text = log_with_ids(20_000);
    let mut session = session_of(text.as_bytes(), 16 << 10);
    let n_blocks = session.blocks().len();
    let reads = reads_of(&mut session, "session");
    assert_eq!(session.counts().total, 20_000);
    assert!(reads.len() <= n_blocks / 2, "{} reads of {n_blocks} blocks", reads.len());
    assert!(reads.is_sorted_by(|one, next| one.end <= next.start), "each byte once");
}

#[test]
fn filters_take_little_memory() {
    let text = log_with_ids(20_000);
    let session = session_of(text.as_bytes(), 1 << 20);
    let filters: usize = session.blocks().iter().map(|block| block.filter.size_bytes()).sum();
    assert!(filters * 100 <= text.len() * 4, "{filters} bytes for {} of ids", text.len());
}
