//! What a session says it holds, and what it gives up to hold less.

use std::fmt::Write as _;

use logscry::ingest::Sizes;
use logscry::session::Session;
use logscry::wire::answer;
use serde_json::{Value, json};

use crate::feed::{self, Memory};
use crate::view::{View as _, ViewSpec};

const N_ENTRIES: usize = 60_000;

/// Entries of a service under load, some milliseconds apart.
fn session() -> Session<Memory> {
    let mut text = String::new();
    for n in 0..N_ENTRIES {
        let (minute, millis) = (n / 1_000 % 60, n % 1_000 * 60);
        let level = ["INFO ", "WARN ", "DEBUG"][n * 7_919 % 3];
        let worker = n * 31 % 16;
        let job = n * 2_654_435_761 % (1 << 32);
        let hour = 10 + n / 60_000;
        writeln!(
            text,
            "2026-03-01 {hour}:{minute:02}:{:02},{:03} {level} [worker-{worker}] com.example.Jobs - took ms={} job={job:08x}g",
            millis / 1_000,
            millis % 1_000,
            n * 13 % 700,
        )
        .unwrap();
    }
    let mut session = feed::session_of(text.as_bytes(), Sizes::default());
    session.set_view(ViewSpec::default()).unwrap();
    feed::run(&mut session);
    session
}

fn ask(session: &mut Session<Memory>, request: &Value) -> Value {
    serde_json::to_value(answer(session, &request.to_string()).head).unwrap()
}

fn count(session: &mut Session<Memory>, query: &str) -> u64 {
    session.set_view(ViewSpec { query: query.to_owned(), ..ViewSpec::default() }).unwrap();
    feed::run(session);
    session.counts().total
}

#[test]
fn an_entry_takes_few_bytes() {
    let session = session();
    let held = session.memory();
    let n: usize = session.blocks().iter().map(|block| block.n_entries()).sum();
    assert_eq!(n, N_ENTRIES);
    let filters: usize = session.blocks().iter().map(|block| block.filter.size_bytes()).sum();
    assert!((held.index - filters as u64) / (n as u64) < 6, "{held:?}");
    assert!(filters / n < 3, "every entry has an id: {filters}");
    // Thread, logger and two pairs: a number, and an id of which only the place is kept.
    assert!(held.fields / (n as u64) < 7, "{held:?}");
    assert_eq!((held.text, held.cache), (0, 0), "the text can be read again");
    assert!(held.reading < 1 << 10, "reading is over: {held:?}");
}

#[test]
fn what_is_given_up_is_told_and_comes_back() {
    let mut session = session();
    let queries = ["thread:worker-3", "ms>=300 ms<400", "job:0*", "-ms:13 level:warn"];
    let expected = queries.map(|query| count(&mut session, query));
    assert!(expected.iter().all(|n| *n > 0), "{expected:?}");

    let before = ask(&mut session, &json!({"kind": "memory"}));
    assert_eq!(before["dropped"], json!([]));
    assert_eq!(before["budgetBytes"], Value::Null);
    let after = ask(&mut session, &json!({"kind": "budget", "budgetBytes": 1_000}));
    let names: Vec<&str> =
        after["dropped"].as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["job", "logger", "ms", "thread"]);
    assert_eq!(after["isOver"], json!(true), "the index is never given up");
    assert_eq!(after["held"]["indexBytes"], before["held"]["indexBytes"]);
    let left = after["held"]["fieldBytes"].as_u64().unwrap();
    let told: u64 =
        after["dropped"].as_array().unwrap().iter().map(|f| f["bytes"].as_u64().unwrap()).sum();
    assert_eq!(left + told, before["held"]["fieldBytes"].as_u64().unwrap());
    assert_eq!(queries.map(|query| count(&mut session, query)), expected);

    let roomy = ask(&mut session, &json!({"kind": "budget", "budgetBytes": null}));
    assert_eq!((&roomy["isOver"], &roomy["budgetBytes"]), (&json!(false), &Value::Null));
    assert_eq!(queries.map(|query| count(&mut session, query)), expected);
    // What was asked for is there again, the rest waits for a question.
    let dropped = session.dropped_fields();
    let names: Vec<&str> = dropped.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["logger"]);
}

#[test]
fn what_no_query_asked_for_goes_first() {
    let mut session = session();
    count(&mut session, "ms>=300");
    count(&mut session, "job:0*");
    let held = session.memory();
    session.set_budget(Some(held.total() - held.fields + held.fields * 3 / 4));
    let names: Vec<String> = session.dropped_fields().into_iter().map(|(name, _)| name).collect();
    assert!(names.contains(&"thread".to_owned()), "{names:?}");
    assert!(!names.contains(&"job".to_owned()), "{names:?}");
    assert!(!session.is_over_budget());
}

/// Entries of which each names a field of its own, as maps by user or by request are logged.
fn many_names(n_entries: usize) -> Vec<u8> {
    let line = |n| {
        let (ms, user) = (1_772_359_200_000_u64 + n as u64, n % 7);
        format!(
            "{{\"time\":{ms},\"msg\":\"done\",\"user\":\"u{user}\",\"by\":{{\"id{n}\":{n}}}}}\n"
        )
    };
    (0..n_entries).map(line).collect::<String>().into_bytes()
}

#[test]
fn a_name_of_its_own_for_every_entry_costs_no_column_of_all_entries() {
    let n = 40_000;
    let text = many_names(n);
    let mut session = feed::session_of(&text, Sizes::default());
    session.set_view(ViewSpec::default()).unwrap();
    let mut most = 0;
    while session.step(1 << 20).has_more {
        most = most.max(session.memory().total());
    }
    let held = session.memory();
    assert!(held.fields < 2 * text.len() as u64, "{held:?} of {}", text.len());
    assert!(most < 20 * text.len() as u64, "{most} while reading {}", text.len());
    assert_eq!(session.dropped_fields(), [], "nothing was given up");
    let queries = ["user:u3", "by.id5:5", "by.id39999:39999", "by.id30000:1", "-by.id20000:*"];
    let expected = [n as u64 / 7, 1, 1, 0, n as u64 - 1];
    assert_eq!(queries.map(|query| count(&mut session, query)), expected);
    // Once asked for, they are there like any other.
    assert_eq!(queries.map(|query| count(&mut session, query)), expected);
}

#[test]
fn the_fields_that_most_entries_have_get_the_columns() {
    let n = 2_000;
    let text: String = (0..n)
        .map(|n| {
            let some = if n % 3 == 0 { ",\"third\":1" } else { "" };
            format!(
                "{{\"time\":{},\"msg\":\"x\",\"all\":{n}{some},\"id{n}\":1}}\n",
                1_772_359_200 + n
            )
        })
        .collect();
    let mut session = feed::session_of(text.as_bytes(), Sizes::default());
    session.set_view(ViewSpec::default()).unwrap();
    feed::run(&mut session);
    let block = &session.blocks()[0];
    let has_column = |name: &str| {
        let id = session.names().get(name).unwrap();
        !block.field(id).unwrap().is_dropped()
    };
    assert_eq!(["all", "third", "id77"].map(has_column), [true, true, false]);
}
