//! Prose is not searched for levels: sentences with words for levels in them, behind the usual
//! heads, have the level that the head gives and no other.

use crate::feed::{Way, feed};

const ENGLISH: &str = include_str!("../sentences/english.txt");
const OTHERS: &str = include_str!("../sentences/others.txt");

/// What stands before and behind each sentence, and the level of that.
const HEADS: [(&str, &str, &str); 12] = [
    ("2026-03-01 10:00:00 ", "", "unknown"),
    ("[2026-03-01 10:00:00] ", "", "unknown"),
    ("2026-03-01T10:00:00.123Z ", "", "unknown"),
    ("Mar  1 10:00:00 heron pond[812]: ", "", "unknown"),
    ("2026-03-01T10:00:00.123456789Z stdout F ", "", "unknown"),
    ("2026-03-01 10:00:00,123 INFO [main] org.example.Pond - ", "", "info"),
    ("2026-03-01 10:00:00 [warn] ", "", "warn"),
    ("<14>1 2026-03-01T10:00:00Z heron pond 812 - - ", "", "info"),
    ("{\"time\":\"2026-03-01T10:00:00Z\",\"level\":\"debug\",\"msg\":\"", "\"}", "debug"),
    ("{\"time\":\"2026-03-01T10:00:00Z\",\"message\":\"", "\"}", "unknown"),
    ("time=2026-03-01T10:00:00Z level=info msg=\"", "\"", "info"),
    ("I0301 10:00:00.123456     812 pond.go:12] ", "", "info"),
];

#[test]
fn sentences_have_the_level_of_their_head() {
    assert_eq!((ENGLISH.lines().count(), OTHERS.lines().count()), (500, 200));
    let mut wrong = Vec::new();
    for (head, tail, expected) in HEADS {
        for sentences in [ENGLISH, OTHERS] {
            let source: Vec<String> =
                sentences.lines().map(|line| format!("{head}{line}{tail}\n")).collect();
            let output = feed(source.concat().as_bytes(), &Way::whole());
            assert_eq!(output.entries.len(), source.len(), "{head}");
            for entry in &output.entries {
                let first = entry.lines().next().unwrap_or_default();
                let level = first.split_whitespace().rev().nth(1).unwrap_or_default();
                if level != expected {
                    wrong.push(format!("{head}: {entry}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
