//! What rows show besides their first line: values of fields, more lines, and by which clock their times are written.

use logscry::aggregate::order::FIRST_KEY;
use logscry::session::{LIST, LeftOut, RowLook, RowText, Session};
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
    session_by(text, &Way::chunks(40))
}

fn session_by(text: &[u8], way: &Way) -> Session<Memory> {
    let mut session = feed::session_of(text, way.sizes);
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

#[test]
fn rows_of_many_lines_say_what_they_leave_out() {
    let left_out = |n_lines, size| {
        let text = format!("2026-02-09 09:13:21 INFO boom{}\n", "\n at x".repeat(size));
        let more = text.replace("21 INFO", "22 INFO");
        // Alone in its block, and beside others.
        let look = RowLook { n_lines, ..RowLook::LINE };
        let alone = rows(&mut session_by(text.as_bytes(), &Way::whole()), look);
        let both = [text, more, "2026-02-09 09:13:23 INFO end\n".to_owned()].concat();
        let found = rows(&mut session_by(both.as_bytes(), &Way::whole()), look);
        assert_eq!(found[0].left_out, alone[0].left_out);
        assert_eq!(found[2].left_out, Some(LeftOut::default()));
        alone[0].left_out.map(|LeftOut { n_lines, is_cut }| (n_lines, is_cut))
    };
    assert_eq!(left_out(60, 59), Some((0, false)));
    assert_eq!(left_out(60, 60), Some((1, false)));
    assert_eq!(left_out(60, 100_000), Some((99_941, false)));
    assert_eq!(left_out(60, 4 << 20), None);
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
