//! Numbers with units: what a comparison finds is what comparing each value says, whatever kind of
//! column the values are kept in.

use logscry::fold::{Answer, Ask, numbers};
use logscry::session::{EntryCursor, EntryStep, FoldId, LIST, SelectionSpec, Session};
use logscry::units::{ByteSpan, SourceId};

use crate::feed::{MODIFIED, Memory, Way};

/// A value, and what it is in milliseconds or bytes, if it is a length of time or a size.
type Known = (&'static str, Option<f64>);

const TIMES: &[Known] = &[
    ("250ms", Some(250.0)),
    ("0.25s", Some(250.0)),
    ("1.2 s", Some(1_200.0)),
    ("2m3s", Some(123_000.0)),
    ("90ms", Some(90.0)),
    ("249999us", Some(249.999)),
    ("1h", Some(3_600_000.0)),
    ("PT0.3S", Some(300.0)),
    ("-5ms", Some(-5.0)),
    ("250", None),
    ("1200", None),
    ("fast", None),
    ("10MB", None),
    ("", None),
];

const SIZES: &[Known] = &[
    ("10MB", Some(1e7)),
    ("10 MiB", Some(10_485_760.0)),
    ("1.5 GiB", Some(1_610_612_736.0)),
    ("1,500 kB", Some(1.5e6)),
    ("9999999B", Some(9_999_999.0)),
    ("10M", None),
    ("5 Mb", None),
    ("12", None),
    ("50%", None),
];

/// JSON lines with one of the values each; `wide` makes them all differ, so that no dictionary fits.
fn log(field: &str, values: &[Known], wide: bool) -> String {
    (0..200)
        .map(|n| {
            let (value, _) = values[n % values.len()];
            let value =
                if wide && value == "fast" { format!("fast {n}") } else { value.to_owned() };
            let note = if wide { format!("note {n} {}", "x".repeat(n)) } else { String::new() };
            let at = format!("2026-11-20T08:{:02}:{:02}Z", n / 60, n % 60);
            format!("{{\"time\":\"{at}\",\"{field}\":\"{value}\",\"msg\":\"{note}\"}}\n")
        })
        .collect()
}

fn session_of(log: &str) -> Session<Memory> {
    let (id, size) = (SourceId(0), log.len() as u64);
    let memory = Memory { files: [(id, log.as_bytes().to_vec())].into(), fetched: None };
    let mut session = Session::with_sizes(memory, Way::chunks(1_000).sizes);
    session.name_source(id, "test", size);
    let opened = session.open(id, MODIFIED).unwrap();
    session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
    while session.step(1 << 20).has_more {}
    session
}

/// The values that a query lists.
fn found(session: &mut Session<Memory>, field: &str, query: &str) -> Vec<String> {
    let spec = SelectionSpec { query: query.to_owned(), ..SelectionSpec::default() };
    session.select(LIST, spec).unwrap_or_else(|error| panic!("{query}: {}", error.message));
    while session.step(1 << 20).has_more {}
    let mut values = Vec::new();
    let mut cursor = EntryCursor::default();
    while !cursor.is_over() {
        let step = EntryStep { n_entries: 100, n_bytes: u64::MAX, is_text_only: false };
        session.visit_entries(LIST, &mut cursor, step, |_, entry| {
            let value = entry.fields.iter().find(|(name, _)| name == field);
            values.extend(value.map(|(_, value)| String::from_utf8_lossy(value).into_owned()));
        });
    }
    values
}

fn counted(session: &mut Session<Memory>, field: &str, bound: &str) -> (u64, u64) {
    let spec = SelectionSpec::default();
    session.select(LIST, spec).unwrap();
    let (field, bound) = (field.to_owned(), bound.to_owned());
    session.ask(FoldId(1), LIST, 1, Ask::Numbers(numbers::Ask { field, bound }));
    while session.step(1 << 20).has_more {}
    let Answer::Numbers(answer) = session.part(FoldId(1)).unwrap().fold.answer().0 else {
        panic!("another answer")
    };
    (answer.compared, answer.present)
}

#[track_caller]
fn check(field: &str, values: &[Known], (sign, bound, known): (&str, &str, f64), wide: bool) {
    let mut session = session_of(&log(field, values, wide));
    let passes = |value: f64| match sign {
        ">=" => value >= known,
        "<=" => value <= known,
        ">" => value > known,
        _ => value < known,
    };
    let value_of = |text: &str| {
        let found = values.iter().find(|(value, _)| *value == text);
        found.and_then(|(_, known)| *known)
    };
    let all = found(&mut session, field, "");
    let query = format!("\"{field}\"{sign}\"{bound}\"");
    let expected: Vec<String> =
        all.iter().filter(|value| value_of(value).is_some_and(passes)).cloned().collect();
    assert_eq!(found(&mut session, field, &query), expected, "{query}");
    let n_compared = all.iter().filter(|value| value_of(value).is_some()).count() as u64;
    assert_eq!(counted(&mut session, field, bound), (n_compared, all.len() as u64), "{query}");
}

#[test]
fn lengths_of_time_compare_by_value_in_columns_of_every_kind() {
    for wide in [false, true] {
        for sign in [">=", "<=", ">", "<"] {
            check("duration", TIMES, (sign, "250ms", 250.0), wide);
            check("duration", TIMES, (sign, "0.25 s", 250.0), wide);
            check("duration", TIMES, (sign, "2m3s", 123_000.0), wide);
        }
    }
}

#[test]
fn sizes_compare_by_value() {
    for sign in [">=", "<=", ">", "<"] {
        check("size", SIZES, (sign, "10MB", 1e7), false);
        check("size", SIZES, (sign, "10 MiB", 10_485_760.0), true);
    }
}

#[test]
fn bare_numbers_have_the_unit_that_the_name_says_or_none() {
    let bare: &[Known] = &[("250", Some(250.0)), ("0.3s", Some(300.0)), ("90", Some(90.0))];
    check("took_ms", bare, (">=", "0.25s", 250.0), false);
    check("took_ms", bare, (">=", "250", 250.0), false);
    let none: &[Known] = &[("250", Some(250.0)), ("300ms", None), ("90", Some(90.0))];
    check("took", none, (">=", "100", 100.0), false);
}

#[test]
fn whole_numbers_in_a_column_of_numbers_have_the_unit_of_its_name() {
    let line = |n: usize| {
        format!("{{\"time\":\"2026-11-20T08:00:{:02}Z\",\"ms\":{},\"n\":{n}}}\n", n % 60, n * 10)
    };
    let mut session = session_of(&(0..50).map(line).collect::<String>());
    assert_eq!(found(&mut session, "n", "ms>=0.4s").len(), 10);
    assert_eq!(found(&mut session, "n", "ms>=400").len(), 10);
    assert_eq!(found(&mut session, "n", "n>=4ms").len(), 0);
    assert_eq!(counted(&mut session, "n", "4ms"), (0, 50));
    assert_eq!(counted(&mut session, "ms", "4ms"), (50, 50));
}
