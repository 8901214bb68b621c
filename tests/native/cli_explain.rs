//! `logscry explain`, as a user meets it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::cli::{err, objects, out, run, scratch_file};

/// An hour of a bakery: three ovens, and from minute 40 to 44 one of them burns what it is given.
fn bakery() -> String {
    let mut log = String::new();
    for second in (0..3_600).step_by(3) {
        let (minute, rest) = (second / 60, second % 60);
        let oven = second / 3 % 3;
        let time = format!("2026-03-01T10:{minute:02}:{rest:02}Z");
        let is_hot = (40..44).contains(&minute) && oven == 1;
        let (level, said) = if is_hot { ("ERROR", "burnt") } else { ("INFO", "done") };
        writeln!(log, "{time} {level} loaf {second} {said} oven=o{oven} flour=rye").unwrap();
    }
    log
}

const WINDOW: &str = "2026-03-01T10:40:00Z..2026-03-01T10:44:00Z";

fn answer(args: &[&str]) -> Value {
    objects(args).remove(0)
}

fn terms(finding: &Value) -> Vec<(&str, &str)> {
    let terms = finding["terms"].as_array().unwrap().iter();
    terms.map(|term| (term["field"].as_str().unwrap(), term["value"].as_str().unwrap())).collect()
}

/// How many entries a query finds.
fn n_entries(query: &str, paths: &[&str]) -> u64 {
    let args = [&["entries", "--json", "-q", query], paths].concat();
    let output = run(&args);
    assert_eq!(output.status.code(), Some(0), "{query}: {}", err(&output));
    out(&output).lines().count() as u64
}

/// Every number is the count of the query beside it; returns how many were looked at.
fn check_numbers(answer: &Value, paths: &[&str]) -> usize {
    let findings = answer["findings"].as_array().unwrap();
    let mut n = 0;
    for counted in findings.iter().chain([answer]) {
        for side in ["inside", "outside"] {
            let (query, entries) = (counted[side]["query"].as_str(), &counted[side]["entries"]);
            if let Some(query) = query {
                assert_eq!(n_entries(query, paths), entries.as_u64().unwrap(), "{query}");
                n += 1;
            }
        }
    }
    n
}

#[test]
fn what_is_different_is_told_with_its_numbers() {
    let path = scratch_file("explain", "bakery.log", bakery().as_bytes());
    let answer = answer(&["explain", &path, "--window", WINDOW, "--json"]);
    assert_eq!(answer["inside"]["entries"], 80);
    assert_eq!(answer["outside"]["entries"], 1_120);
    let findings = answer["findings"].as_array().unwrap();
    let first = &findings[0];
    assert_eq!(terms(first)[0], ("level", "error"));
    assert_eq!((&first["direction"], &first["passes"]), (&"appeared".into(), &true.into()));
    assert_eq!(first["inside"]["entries"], 26);
    assert_eq!(first["reasons"][0]["sentence"], "26 entries (32 %), none in the rest");
    check_numbers(&answer, &[&path]);
}

#[test]
fn people_read_sentences_and_only_of_what_passes() {
    let path = scratch_file("explain", "people.log", bakery().as_bytes());
    let output = run(&["explain", &path, "--window", WINDOW]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let expected = "80 entries are compared with 1,120 others\n\n\
        level = error\n  26 entries (32 %), none in the rest\n\n\
        oven = o1\n  “loaf <*> burnt oven=<*> flour=rye”: 26 entries (32 %), none in the rest\n";
    assert_eq!(out(&output), expected, "\n{}", out(&output));
}

#[test]
fn entries_of_a_query_are_compared_with_all_others() {
    let path = scratch_file("explain", "query.log", bakery().as_bytes());
    let answer = answer(&["explain", &path, "-q", "level:error", "--json"]);
    assert_eq!(answer["inside"]["entries"], 26);
    let findings = answer["findings"].as_array().unwrap();
    assert_eq!(terms(&findings[0]), [("oven", "o1")]);
    let reasons = findings[0]["reasons"].as_array().unwrap().iter();
    let mut sentences = reasons.map(|reason| reason["sentence"].as_str().unwrap());
    let share = "26 entries (100 %); in the rest 374 (32 %)";
    assert!(sentences.any(|sentence| sentence == share), "{findings:?}");
    assert!(findings.iter().all(|finding| terms(finding)[0].0 != "level"), "that is the query");
    check_numbers(&answer, &[&path]);
}

#[test]
fn a_bad_request_is_refused_and_a_poor_selection_is_said_to_be_one() {
    let path = scratch_file("explain", "poor.log", bakery().as_bytes());
    for (args, expected) in [
        (&["explain", path.as_str()][..], "nothing is selected; try --window"),
        (&["explain", &path, "--window", "yesterday"], "is not a stretch of time"),
        (&["explain", &path, "-q", "level:"], "level"),
        (&["explain", "/no/such/file", "-q", "x"], "/no/such/file"),
    ] {
        let refused = run(args);
        assert_eq!(refused.status.code(), Some(2), "{args:?}");
        assert!(err(&refused).contains(expected), "{args:?}: {}", err(&refused));
    }
    for (query, expected) in [
        ("level:fatal", "No entry is in the selection"),
        ("flour:rye", "Every entry is in the selection"),
        ("\"loaf 3 done\"", "The selection has too few entries"),
    ] {
        let output = run(&["explain", &path, "-q", query]);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains(expected), "{query}: {}", out(&output));
    }
}

/// Logs in which much may be true at once: values in two cases, numbers with noughts in front,
/// values with blanks and quotes, entries without a time, or the same one twice.
fn random_log(seed: u64) -> String {
    let mut state = seed;
    let mut below = |n: u64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut log = String::new();
    for second in 0..600 {
        let is_inside = (300..360).contains(&second);
        let code = if is_inside && below(2) == 0 { 7 } else { below(4) };
        let host = ["Red", "red", "two words", "a \\\"b\\\"", "x*y", "-"][below(6) as usize];
        let level = ["info", "warn", "error"][(below(9) / 4) as usize];
        let pad = if below(3) == 0 { "0" } else { "" };
        let (minute, rest) = (second / 60, second % 60);
        let time = if below(12) == 0 {
            String::new()
        } else {
            format!("\"time\":\"2026-03-01T10:{minute:02}:{rest:02}.{:06}Z\",", below(1_000_000))
        };
        let line = format!(
            "{{{time}\"level\":\"{level}\",\"code\":\"{pad}{code}\",\"host\":\"{host}\",\"msg\":\"turn {} of {}\"}}",
            below(9),
            ["wheel", "gate"][below(2) as usize],
        );
        for _ in 0..=u64::from(below(20) == 0) {
            writeln!(log, "{line}").unwrap();
        }
    }
    log
}

#[test]
fn every_number_is_the_count_of_its_query() {
    let mut n = 0;
    for seed in 1..=4 {
        let one = scratch_file("explain", &format!("one_{seed}.log"), random_log(seed).as_bytes());
        let two =
            scratch_file("explain", &format!("two_{seed}.log"), random_log(seed + 90).as_bytes());
        let paths = [one.as_str(), two.as_str()];
        for asked in [
            &["--window", "2026-03-01T10:05:00Z..2026-03-01T10:06:00Z", "--top", "6"][..],
            &[
                "--window",
                "2026-03-01T10:05:00.5Z..2026-03-01T10:06:00Z",
                "-q",
                "wheel or code:7",
                "--top",
                "4",
            ],
            &["-q", "code:7 or level:error", "--top", "5"],
        ] {
            let args = [&["explain", "--json"], &paths[..], asked].concat();
            n += check_numbers(&answer(&args), &paths);
        }
    }
    assert!(n > 100, "{n} numbers were looked at");
}

#[test]
fn the_order_of_the_sources_does_not_matter() {
    let one = scratch_file("explain", "first.log", random_log(11).as_bytes());
    let two = scratch_file("explain", "second.log", random_log(12).as_bytes());
    let window = "2026-03-01T10:05:00Z..2026-03-01T10:06:00Z";
    let ask =
        |paths: [&str; 2]| answer(&["explain", "--json", paths[0], paths[1], "--window", window]);
    assert_eq!(ask([&one, &two]), ask([&two, &one]));
    assert_eq!(ask([&one, &two]), ask([&one, &two]));
}
