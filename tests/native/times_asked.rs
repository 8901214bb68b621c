//! Times in a query: what they find is what comparing the time of each entry says.

use logscry::query::{parse, settled};
use logscry::session::{EntryCursor, EntryStep, LIST, SelectionSpec, Session};
use logscry::store::NO_TIME;
use logscry::time::{ShownZone, TimesKnown};
use logscry::units::{ByteSpan, SourceId};

use crate::feed::{MODIFIED, Memory, Way};

const MINUTE: i64 = 60_000_000_000;

/// An entry every seven minutes for two days, some of which go back, in two sources; the second also
/// has entries without a time.
fn session() -> Session<Memory> {
    let line = |n: i64| {
        let minute = if n % 9 == 0 { n * 7 - 20 } else { n * 7 } + 30;
        let (day, minute) = (8 + minute / 1_440, minute % 1_440);
        format!("2026-11-{day:02} {:02}:{:02}:00 INFO entry {n}\n", minute / 60, minute % 60)
    };
    let first: String = (0..400).map(line).collect();
    let second: String =
        "no time here\n".to_owned() + &(0..400).step_by(5).map(line).collect::<String>();
    let files = [(SourceId(0), first.into_bytes()), (SourceId(1), second.into_bytes())];
    let sizes: Vec<u64> = files.iter().map(|(_, text)| text.len() as u64).collect();
    let memory = Memory { files: files.into(), fetched: None };
    let mut session = Session::with_sizes(memory, Way::chunks(300).sizes);
    for (id, size) in (0..).map(SourceId).zip(sizes) {
        session.name_source(id, "test", size);
        let opened = session.open(id, MODIFIED).unwrap();
        session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
    }
    while session.step(1 << 20).has_more {}
    session
}

fn times(session: &mut Session<Memory>, query: &str) -> Vec<i64> {
    let spec = SelectionSpec { query: query.to_owned(), ..SelectionSpec::default() };
    session.select(LIST, spec).unwrap_or_else(|error| panic!("{query}: {}", error.message));
    while session.step(1 << 20).has_more {}
    let mut times = Vec::new();
    let mut cursor = EntryCursor::default();
    while !cursor.is_over() {
        let step = EntryStep { n_entries: 100, n_bytes: u64::MAX, is_text_only: false };
        session.visit_entries(LIST, &mut cursor, step, |_, entry| {
            times.push(if entry.is_dated { entry.key.nanos } else { NO_TIME });
        });
    }
    times
}

#[test]
fn what_a_time_finds_is_what_each_entry_says() {
    let mut session = session();
    let all = times(&mut session, "");
    let dated: Vec<i64> = all.iter().copied().filter(|time| *time != NO_TIME).collect();
    let (first, last) = (dated[0], dated[dated.len() - 1]);
    let midnight = first - first.rem_euclid(1_440 * MINUTE);
    let at = |day: i64, hour: i64, minute: i64| {
        midnight + ((day - 8) * 1_440 + hour * 60 + minute) * MINUTE
    };
    let near = Some(at(8, 12, 0));
    let known = TimesKnown { first, last, near, zone: ShownZone::UTC };
    let spans: &[(&str, i64, i64)] = &[
        ("time>=2026-11-09", at(9, 0, 0), i64::MAX - 1),
        ("time:2026-11-09", at(9, 0, 0), at(10, 0, 0) - 1),
        ("time<2026-11-09", i64::MIN, at(9, 0, 0) - 1),
        ("time<=9 Nov 10:07", i64::MIN, at(9, 10, 8) - 1),
        ("time>Nov 9 10:07", at(9, 10, 8), i64::MAX - 1),
        ("time:09:13..09:24", at(8, 9, 13), at(8, 9, 25) - 1),
        ("time:2026-11-09 09:13..09:24", at(9, 9, 13), at(9, 9, 25) - 1),
        ("time:2026-11-09T09..", at(9, 9, 0), i64::MAX - 1),
        ("time>=-15m", last - 15 * MINUTE, i64::MAX - 1),
        ("time<+1h30m", i64::MIN, first + 90 * MINUTE - 1),
        ("time:2026-11-09 10:00 +02:00..2026-11-09 12:00+02:00", at(9, 8, 0), at(9, 10, 1) - 1),
        ("time:2020", 1, 0),
        ("time>=2020", i64::MIN, i64::MAX - 1),
    ];
    for (query, from, to) in spans {
        let asked = settled(query, known).unwrap().query;
        let is_in = |time: &i64| from <= time && time <= to;
        let expected: Vec<i64> = all.iter().copied().filter(is_in).collect();
        assert_eq!(times(&mut session, &asked), expected, "{query} as {asked}");
        let others: Vec<i64> = all.iter().copied().filter(|time| !is_in(time)).collect();
        assert_eq!(times(&mut session, &format!("-({asked})")), others, "not {query}");
        let both: Vec<i64> = dated.iter().copied().filter(is_in).collect();
        assert_eq!(times(&mut session, &format!("entry ({asked} or nothing)")), both, "{query}");
    }
}

#[test]
fn what_the_data_has_to_say_is_not_asked_as_it_was_typed() {
    for query in ["time>=-15m", "time:09:13", "time<14 Oct"] {
        let error = parse(query).unwrap_err();
        assert!(error.message.contains("date is missing"), "{query}: {}", error.message);
    }
    assert!(parse("time>=2026-11-09T09:13 x").is_ok() && parse("\"time\">=250").is_ok());
}
