//! What a click writes into a query finds what was clicked on.

use logscry::query::{Condition, Edit, parse, rewrite};
use logscry::session::{EntryText, LIST, Session};
use logscry::units::{ByteSpan, SourceId};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::feed::{MODIFIED, Memory, Way};
use crate::view::{View as _, ViewSpec};

/// Names and values that mean something else in a query, or nothing.
const NASTY: &[&str] = &[
    "500",
    "HTTP Status",
    "a:b",
    "level",
    "source",
    "or",
    "NOT",
    "say \"hi\" \\",
    "*",
    "a*",
    "",
    "/x.*/",
    "/api",
    "a/ b",
    "(a | b)",
    "|",
    "-1",
    "schön",
    "two words",
    "x\\",
];

/// JSON lines with fields of nasty names, and nasty values.
fn logs() -> impl Strategy<Value = String> {
    let text = || prop::sample::select(NASTY);
    let fields = prop::collection::vec((text(), text()), 1..4);
    prop::collection::vec(fields, 1..12).prop_map(|lines| {
        let line = |(n, fields): (usize, Vec<(&str, &str)>)| {
            let mut object = Map::new();
            object.insert("time".to_owned(), json!(format!("2026-03-01T10:00:{n:02}Z")));
            object.insert("msg".to_owned(), Value::from(format!("line {n}")));
            object.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())));
            Value::Object(object).to_string() + "\n"
        };
        lines.into_iter().enumerate().map(line).collect()
    })
}

/// Everything read.
fn session_of(log: &str) -> Session<Memory> {
    let id = SourceId(0);
    let size = log.len() as u64;
    let memory = Memory { files: [(id, log.as_bytes().to_vec())].into(), fetched: None };
    let mut session = Session::with_sizes(memory, Way::chunks(100).sizes);
    session.name_source(id, "test", size);
    let opened = session.open(id, MODIFIED).unwrap();
    session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
    session
}

/// All entries that a query lists.
fn listed(session: &mut Session<Memory>, query: &str) -> Vec<EntryText> {
    session.set_view(ViewSpec { query: query.to_owned(), ..ViewSpec::default() }).unwrap();
    while session.step(1 << 20).has_more {}
    let mut entries = Vec::new();
    session.for_each_entry(LIST, |_, entry| {
        entries.push(entry.clone());
        true
    });
    entries
}

fn has(entry: &EntryText, name: &str, value: &str) -> bool {
    let mut named = entry.fields.iter().filter(|(own, _)| own == name);
    named.any(|(_, own)| own.eq_ignore_ascii_case(value.as_bytes()))
}

fn offsets(entries: &[EntryText], is_in: impl Fn(&EntryText) -> bool) -> Vec<u64> {
    entries.iter().filter(|entry| is_in(entry)).map(|entry| entry.key.offset).collect()
}

const QUERIES: &[&str] = &[
    "",
    "line",
    "msg or /1/",
    "500:500 or line",
    "level:unknown -\"line 3\"",
    "-path:/api/* line",
    "\"HTTP Status\":* or line",
    "a:/api",
];

proptest! {
    #[test]
    fn a_click_on_a_value_finds_what_of_the_list_has_it(
        log in logs(),
        query in prop::sample::select(QUERIES),
        which: prop::sample::Index,
    ) {
        let mut session = session_of(&log);
        let all = listed(&mut session, "");
        let fields: Vec<_> = all.iter().flat_map(|entry| &entry.fields).collect();
        prop_assume!(!fields.is_empty());
        let (name, value) = &fields[which.index(fields.len())];
        let value = String::from_utf8(value.clone()).unwrap();
        let condition = Condition::Field { name: name.clone(), value: value.clone() };
        let before = listed(&mut session, query);
        let edited = |edit| rewrite(query, &edit).unwrap();

        let included = edited(Edit::Include(condition.clone()));
        let expected = offsets(&before, |entry| has(entry, name, &value));
        prop_assert_eq!(offsets(&listed(&mut session, &included), |_| true), expected, "{}", included);

        let excluded = edited(Edit::Exclude(condition.clone()));
        let expected = offsets(&before, |entry| !has(entry, name, &value));
        prop_assert_eq!(offsets(&listed(&mut session, &excluded), |_| true), expected, "{}", excluded);

        let both = rewrite(&included, &Edit::Exclude(condition.clone())).unwrap();
        let found = offsets(&listed(&mut session, &both), |_| true);
        prop_assert_eq!(found, offsets(&listed(&mut session, &excluded), |_| true), "{}", both);
    }

    #[test]
    fn a_text_is_found_as_it_is(log in logs(), text in prop::sample::select(NASTY)) {
        let wanted = text.to_ascii_lowercase();
        let is_in = |text: &[u8]| {
            String::from_utf8_lossy(text).to_ascii_lowercase().contains(&wanted)
        };
        let mut session = session_of(&log);
        let all = listed(&mut session, "");
        let query = rewrite("", &Edit::Include(Condition::Text(text.to_owned()))).unwrap();
        let expected = offsets(&all, |entry| is_in(&entry.text));
        prop_assert_eq!(offsets(&listed(&mut session, &query), |_| true), expected, "{}", query);
        let query = rewrite("", &Edit::Include(Condition::Message(text.to_owned()))).unwrap();
        let expected = offsets(&all, |entry| is_in(&entry.message));
        prop_assert_eq!(offsets(&listed(&mut session, &query), |_| true), expected, "{}", query);
    }
}

#[test]
fn a_plan_names_the_field_that_was_clicked_on() {
    for name in NASTY {
        let condition = Condition::Field { name: (*name).to_owned(), value: "v".to_owned() };
        let query = parse(&rewrite("", &Edit::Include(condition)).unwrap()).unwrap();
        assert_eq!(query.fields.first().map(|used| used.name.as_str()), Some(*name));
    }
}
