//! `logscry groups` and the groups of `entries`, as a user meets them.

use std::fmt::Write as _;

use serde_json::Value;

use crate::cli::{err, objects, out, run, scratch_file};

/// Half an hour of a hall: a door that opens all the time, a lock that sticks from minute 20 on, a
/// lamp that was lit at first only, and one stack trace with changing lines.
fn hall() -> String {
    let mut log = String::new();
    for second in (0..1_800).step_by(5) {
        let (minute, rest) = (second / 60, second % 60);
        let time = format!("2026-03-01 10:{minute:02}:{rest:02}");
        writeln!(log, "{time} INFO door {} opened by visitor {second}", second % 9).unwrap();
        if minute >= 20 {
            writeln!(log, "{time} ERROR lock {} stuck: no oil", second % 4).unwrap();
        }
        if minute < 10 {
            writeln!(log, "{time} WARN lamp {} is warm", second % 3).unwrap();
        }
        if second % 300 == 0 {
            let line = 7 + second % 11;
            writeln!(
                log,
                "{time} ERROR cannot sell ticket {second}\norg.hall.SoldOut: {second} left\n\
                 \tat org.hall.Desk.sell(Desk.java:{line})\n\tat java.lang.Thread.run(Thread.java:8)"
            )
            .unwrap();
        }
    }
    log
}

fn hall_file(name: &str) -> String {
    scratch_file("groups", name, hall().as_bytes())
}

fn texts(groups: &[Value]) -> Vec<(&str, &str, u64)> {
    groups
        .iter()
        .map(|group| {
            let (state, template) = (&group["state"], &group["template"]);
            (state.as_str().unwrap(), template.as_str().unwrap(), group["count"].as_u64().unwrap())
        })
        .collect()
}

#[test]
fn new_groups_come_first_then_steady_ones_then_those_that_are_gone() {
    let groups = objects(&["groups", "--json", &hall_file("states.log")]);
    assert_eq!(
        texts(&groups),
        [
            ("new", "lock <*> stuck: no oil", 120),
            ("steady", "door <*> opened by visitor <*>", 360),
            ("steady", "org.hall.SoldOut at org.hall.Desk.sell", 6),
            ("gone", "lamp <*> is warm", 120),
        ]
    );
    let [lock, _, trace, _] = &groups[..] else { panic!("four groups") };
    assert_eq!(lock["levels"]["error"], 120);
    assert_eq!((&lock["kind"], &trace["kind"]), (&"template".into(), &"stack".into()));
    assert_eq!(lock["first"], "2026-03-01T10:20:00Z");
    assert_eq!(lock["last"], "2026-03-01T10:29:55Z");
    assert_eq!(lock["sources"], 1);
    assert_eq!(lock["slots"], serde_json::json!([["number"]]));
}

#[test]
fn a_query_picks_entries_and_a_window_compares_with_what_was_before() {
    let path = hall_file("queries.log");
    let all = objects(&["groups", "--json", &path]);
    let errors = objects(&["groups", "--json", "-q", "level:error", &path]);
    assert_eq!(errors.len(), 2);
    for group in &errors {
        assert!(all.iter().any(|known| known["id"] == group["id"]), "ids are of the template");
    }
    let window = "2026-03-01T10:20:00Z..2026-03-01T10:25:00Z";
    let found = objects(&["groups", "--json", "--window", window, &path]);
    assert_eq!(
        texts(&found),
        [
            ("new", "lock <*> stuck: no oil", 60),
            ("steady", "door <*> opened by visitor <*>", 60),
            ("steady", "org.hall.SoldOut at org.hall.Desk.sell", 1),
            ("gone", "lamp <*> is warm", 0),
        ]
    );
    assert_eq!(found[1]["before"], 240);
    let refused = run(&["groups", "--window", "yesterday", &path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("is not a stretch of time"), "{}", err(&refused));
}

#[test]
fn every_entry_says_which_group_it_is_in() {
    let path = hall_file("entries.log");
    let groups = objects(&["groups", "--json", &path]);
    let entries = objects(&["entries", "--json", &path]);
    for group in groups {
        let mine = entries.iter().filter(|entry| entry["group"] == group["id"]);
        assert!(mine.clone().all(|entry| entry["template"] == group["template"]));
        assert_eq!(mine.count() as u64, group["count"].as_u64().unwrap());
    }
}

#[test]
fn groups_for_people_have_a_line_each() {
    let output = run(&["groups", &hall_file("people.log")]);
    let lines: Vec<&str> = out(&output).lines().collect();
    assert_eq!(lines[0], "4 groups of 606 entries");
    assert_eq!(lines[1], "new                 120  error    lock <*> stuck: no oil");
}

#[test]
fn strange_logs_have_sensible_groups() {
    let one = |name: &str, text: &str| {
        let path = scratch_file("groups", name, text.as_bytes());
        objects(&["groups", "--json", &path])
    };
    assert_eq!(one("empty.log", ""), Vec::<Value>::new());
    assert_eq!(texts(&one("one.log", "gate open\n")), [("unknown", "gate open", 1)]);
    let long = format!("2026-03-01 10:00:00 INFO {}\n", "word ".repeat(200_000));
    assert_eq!(one("long.log", &long).len(), 1);
    let objects_only = "{\"time\":\"2026-03-01T10:00:00Z\",\"operation\":\"sell\",\"seat\":7}\n\
                        {\"time\":\"2026-03-01T10:00:01Z\",\"seat\":8,\"operation\":\"sell\"}\n\
                        {\"time\":\"2026-03-01T10:00:02Z\",\"seat\":8,\"hall\":true}\n";
    let shapes = one("shapes.jsonl", objects_only);
    assert_eq!(
        texts(&shapes),
        [("first seen", "{hall, seat}", 1), ("steady", "sell {operation, seat}", 2)]
    );
}

#[test]
fn a_query_names_a_group() {
    let path = hall_file("named.log");
    for group in objects(&["groups", "--json", &path]) {
        let query = format!("group:{}", group["id"].as_str().unwrap());
        let entries = objects(&["entries", "--json", "-q", &query, &path]);
        assert_eq!(entries.len() as u64, group["count"].as_u64().unwrap(), "{query}");
        assert!(entries.iter().all(|entry| entry["group"] == group["id"]));
        let others = objects(&["groups", "--json", "-q", &format!("-{query}"), &path]);
        assert!(others.iter().all(|other| other["id"] != group["id"]) && others.len() == 3);
    }
    let refused = run(&["entries", "-q", "x group:0123456789abcdef", &path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("no group has the id 0123456789abcdef"), "{}", err(&refused));
}
