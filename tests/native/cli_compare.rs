//! `logscry compare`, as a user meets it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::cli::{objects, out, run, scratch_file};

/// A mill that grinds; where it is broken, a stone cracks and the run ends with 1.
fn mill(is_broken: bool) -> String {
    let mut log = String::new();
    for n in 0..60 {
        let time = format!("2026-03-01T10:{n:02}:00Z");
        writeln!(log, "{time} INFO sack {n} ground in {} s", 40 + n % 7).unwrap();
        if is_broken && n == 40 {
            writeln!(log, "{time} ERROR stone 2 cracked\norg.mill.Crack: too dry").unwrap();
            writeln!(log, "\tat org.mill.Stone.turn(Stone.java:12)").unwrap();
        }
    }
    let code = u8::from(is_broken);
    writeln!(log, "2026-03-01T11:00:00Z INFO the mill exited with {code}").unwrap();
    log
}

fn answer(args: &[&str]) -> Value {
    objects(args).remove(0)
}

fn pair(name: &str) -> (String, String) {
    let good = scratch_file("compare", &format!("{name}_good.log"), mill(false).as_bytes());
    (good, scratch_file("compare", &format!("{name}_bad.log"), mill(true).as_bytes()))
}

#[test]
fn what_broke_is_told_first_with_its_lines_and_values() {
    let (good, bad) = pair("json");
    let answer = answer(&["compare", &good, &bad, "--json"]);
    assert_eq!(answer["baseline_entries"], 61);
    assert_eq!(answer["target_entries"], 62);
    let changes = answer["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 2);
    let (crack, code) = (&changes[0], &changes[1]);
    assert_eq!((&crack["kind"], &crack["template"]), (&"new".into(), &"stone <*> cracked".into()));
    assert_eq!(crack["lines"][0], serde_json::json!([42, 44]));
    assert_eq!((&crack["baseline"], &crack["target"]), (&0.into(), &1.into()));
    assert_eq!((&code["before"], &code["after"]), (&"0".into(), &"1".into()));
    assert_eq!(code["lines"][0], 64);
}

#[test]
fn two_good_runs_show_nothing_and_what_differs_is_no_failure_of_the_command() {
    let (good, bad) = pair("status");
    assert_eq!(answer(&["compare", &good, &good, "--json"])["changes"], serde_json::json!([]));
    for args in [["compare", &good, &bad], ["compare", &bad, &good]] {
        assert_eq!(run(&args).status.code(), Some(0));
    }
    assert_eq!(run(&["compare", &good, "/no/such/file"]).status.code(), Some(2));
}

#[test]
fn text_and_markdown_say_the_same() {
    let (good, bad) = pair("forms");
    let output = run(&["compare", &good, &bad]);
    let text = out(&output);
    assert!(
        text.starts_with("2 changes in 62 entries, compared with 61 of the baseline\n"),
        "{text}"
    );
    assert!(text.contains("new   0 → 1  stone <*> cracked\n"), "{text}");
    assert!(text.contains("lines 42–44\n      | stone 2 cracked\n"), "{text}");
    assert!(text.contains("the mill exited with <*>: 0 → 1\n"), "{text}");
    let output = run(&["compare", &good, &bad, "--markdown"]);
    let markdown = out(&output);
    assert!(markdown.starts_with("**2 changes in 62 entries"), "{markdown}");
    assert!(markdown.contains("\n    stone <*> cracked\n"), "{markdown}");
}

#[test]
fn another_good_run_makes_what_it_has_no_news() {
    let (good, bad) = pair("several");
    let answer = answer(&["compare", &good, &bad, "--baseline", &bad, "--json"]);
    assert_eq!(answer["changes"], serde_json::json!([]));
}

#[test]
fn a_folder_is_a_side_and_where_it_is_cut_changes_nothing_but_the_places() {
    let (good, bad) = pair("folder");
    let whole = answer(&["compare", &good, &bad, "--json"]);
    let text = mill(true);
    let cut = text.match_indices("2026-03-01T10:20").next().unwrap().0;
    let first = scratch_file("compare_folder", "a.log", &text.as_bytes()[..cut]);
    scratch_file("compare_folder", "b.log", &text.as_bytes()[cut..]);
    let folder = std::path::Path::new(&first).parent().unwrap().to_str().unwrap();
    let parts = answer(&["compare", &good, folder, "--json"]);
    assert_eq!(parts["target_entries"], whole["target_entries"]);
    let told = |answer: &Value| {
        let changes = answer["changes"].as_array().unwrap().iter();
        let told = |change: &Value| (change["template"].clone(), change["text"].clone());
        changes.map(told).collect::<Vec<_>>()
    };
    assert_eq!(told(&parts), told(&whole));
    assert!(parts["changes"][0]["sources"][0].as_str().unwrap().ends_with("b.log"));
}

#[test]
fn sides_of_different_formats_are_compared_by_their_text() {
    let good = scratch_file("compare", "odd_good.txt", "the pump runs\n".repeat(9).as_bytes());
    let bad = scratch_file("compare", "odd_bad.log", mill(true).as_bytes());
    let answer = answer(&["compare", &good, &bad, "--json"]);
    assert!(!answer["changes"].as_array().unwrap().is_empty());
}
