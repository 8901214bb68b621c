//! What rows show besides their first line: values of fields, more lines, and by which clock their times are written.

use logscry::aggregate::order::FIRST_KEY;
use logscry::session::{LIST, RowLook, RowText, Session};
use proptest::prelude::*;

use crate::feed::{self, Memory, Way};
use crate::laws::text;
use crate::view::{View as _, ViewSpec};

const LOG: &str = concat!(
    r#"{"time":"2026-02-09T10:13:21.5+01:00","level":"error","msg":"a\nb\nc\nd","user":"ada","n":1}"#,
    "\n",
    r#"{"time":"2026-02-09T09:13:22Z","level":"info","msg":"plain","user":"","n":"x, y"}"#,
    "\n",
    r#"{"time":"2026-02-09T04:13:23-05:00","level":"info","msg":"far","n":2}"#,
    "\n",
);

fn session_of(text: &[u8]) -> Session<Memory> {
    let mut session = feed::session_of(text, Way::chunks(40).sizes);
    session.set_view(ViewSpec::default()).unwrap();
    feed::run(&mut session);
    session
}

fn rows(session: &mut Session<Memory>, look: RowLook<'_>) -> Vec<RowText> {
    session.rows_within(LIST, (FIRST_KEY, 1_000), usize::MAX, look).0
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn rows_have_the_values_that_are_asked_for() {
    let fields = names(&["n", "nobody", "user"]);
    let look = RowLook { fields: &fields, ..RowLook::LINE };
    let found = rows(&mut session_of(LOG.as_bytes()), look);
    let values = |row: &RowText| {
        row.values.iter().map(|value| String::from_utf8(value.clone()).unwrap()).collect()
    };
    let found: Vec<Vec<String>> = found.iter().map(values).collect();
    assert_eq!(found, [names(&["1", "", "ada"]), names(&["x, y", "", ""]), names(&["2", "", ""])]);
}

#[test]
fn rows_say_by_which_clock_their_times_are_written() {
    let look = RowLook { has_offsets: true, ..RowLook::LINE };
    let offsets = |look| {
        let found = rows(&mut session_of(LOG.as_bytes()), look);
        found.iter().map(|row| row.offset_secs / 3_600).collect::<Vec<_>>()
    };
    assert_eq!(offsets(look), [1, 0, -5]);
    assert_eq!(offsets(RowLook::LINE), [0, 0, 0]);
}

#[test]
fn rows_show_as_many_lines_as_are_asked_for() {
    let first = |n_lines| {
        let look = RowLook { n_lines, ..RowLook::LINE };
        let row = rows(&mut session_of(LOG.as_bytes()), look).remove(0);
        String::from_utf8(row.message.unwrap()).unwrap()
    };
    assert_eq!([first(1), first(3), first(99)], ["a", "a\nb\nc", "a\nb\nc\nd"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn values_of_rows_are_those_of_their_entries(text in text()) {
        let fields = names(&["ms", "id", "status"]);
        let mut session = session_of(&text);
        let found = rows(&mut session, RowLook { fields: &fields, ..RowLook::LINE });
        for row in found {
            let entry = session.entry(row.key.source, row.key.offset).ok().flatten().unwrap();
            for (name, shown) in fields.iter().zip(row.values) {
                let values = entry.fields.iter().filter(|(known, value)| known == name && !value.is_empty());
                let values: Vec<_> = values.map(|(_, value)| String::from_utf8_lossy(value)).collect();
                let whole = values.join(", ");
                let shown = String::from_utf8_lossy(&shown).into_owned();
                prop_assert!(whole == shown || whole.len() > 300 && whole.starts_with(&shown));
            }
        }
    }
}
