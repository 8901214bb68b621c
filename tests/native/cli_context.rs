//! `logscry entries --context`: what stands around each entry that matches.

use std::fs;

use crate::cli::{run, scratch};

#[track_caller]
fn printed(args: &[&str]) -> String {
    let output = run(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn line(minute: usize, idx: usize) -> String {
    let level = if idx % 10 == 5 { "ERROR" } else { "INFO" };
    format!("2026-03-01T10:{minute:02}:{idx:02}Z {level} number {idx}\n\tat a.B.c(B.java:{idx})\n")
}

/// Two logs of forty entries, each of two lines; an error in every ten. Tests run side by side, so each has its own.
fn logs(test: &str) -> [String; 2] {
    [0, 1].map(|minute| {
        let path = scratch(&format!("context_{test}")).join(format!("{minute}.log"));
        fs::write(&path, (0..40).map(|idx| line(minute, idx)).collect::<String>()).unwrap();
        path.display().to_string()
    })
}

fn lines(minute: usize, range: std::ops::Range<usize>) -> String {
    range.map(|idx| line(minute, idx)).collect()
}

#[test]
fn neighbours_are_printed_whole_and_groups_are_kept_apart() {
    let [one, two] = logs("neighbours_are_printed_whole_and_groups_are_kept_apart");
    let errors = |minute| [4..7, 14..17, 24..27, 34..37].map(|around| lines(minute, around));
    let expected = [errors(0), errors(1)].concat().join("--\n");
    let found = printed(&["entries", "-q", "level:error", "-C", "1", &one, &two]);
    assert_eq!(found, expected);
    // As many as reach each other are one group.
    let found = printed(&["entries", "-q", "level:error", "--context", "5", &one]);
    assert_eq!(found, lines(0, 0..40));
    let none = printed(&["entries", "-q", "level:error", "-C", "0", &one]);
    assert_eq!(none, [5, 15, 25, 35].map(|idx| line(0, idx)).concat());
}

#[test]
fn a_limit_counts_what_matches() {
    let [one, two] = logs("a_limit_counts_what_matches");
    let args = ["entries", "-q", "level:error", "-C", "2", "--limit"];
    let found = printed(&[&args[..], &["2", &one, &two]].concat());
    assert_eq!(found, [lines(0, 3..8), lines(0, 13..18)].join("--\n"));
    let found = printed(&[&args[..], &["5", &one, &two]].concat());
    assert!(found.ends_with(&format!("--\n{}", lines(1, 3..8))), "{found}");
    let by_time = printed(&[&args[..], &["5", "--by-time", &two, &one]].concat());
    assert!(by_time.ends_with(&lines(1, 3..8)) && !by_time.contains("--"), "{by_time}");
    assert_eq!(by_time.matches("ERROR").count(), 5);
}

#[test]
fn json_and_csv_say_which_match() {
    let [one, _] = logs("json_and_csv_say_which_match");
    let args = ["entries", "-q", "\"number 25\"", "-C", "1"];
    let json = printed(&[&args[..], &["--json", &one]].concat());
    let hits: Vec<bool> = json.lines().map(|line| line.contains(r#""hit":true"#)).collect();
    assert_eq!(hits, [false, true, false]);
    let csv = printed(&[&args[..], &["--csv", "--columns", "level,line", &one]].concat());
    assert_eq!(csv, "hit,level,line\nfalse,info,49\ntrue,error,51\nfalse,info,53\n");
    let plain = printed(&["entries", "-q", "\"number 25\"", "--json", &one]);
    assert!(!plain.contains("\"hit\""), "{plain}");
}
