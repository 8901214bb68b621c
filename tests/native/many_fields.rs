//! Sources whose keys are ids: every entry has fields that no other has.

use std::fmt::Write as _;

use logscry::ingest::Sizes;

use crate::feed::{self, Way, feed_with_query};
use crate::view::{View as _, ViewSpec};

const N_ENTRIES: usize = 3_000;
const N_OWN: usize = 4;

/// Besides its own keys, every entry has `all`, one in fifty `some`, and one in five hundred `few`.
fn log() -> String {
    let mut text = String::new();
    for n in 0..N_ENTRIES {
        let (minute, second) = (n / 60 % 60, n % 60);
        let head = r#"{"level":"info","msg":"map","all":"#;
        write!(text, "{head}{},\"time\":\"2026-03-01T10:{minute:02}:{second:02}Z\"", n % 7)
            .unwrap();
        for own in 0..N_OWN {
            write!(text, ",\"user_{}\":\"{}\"", n * N_OWN + own, n % 11).unwrap();
        }
        for (name, every) in [("some", 50), ("few", 500)] {
            if n % every == 0 {
                write!(text, ",\"{name}\":{n}").unwrap();
            }
        }
        text.push_str("}\n");
    }
    text
}

#[test]
fn what_a_field_that_hardly_any_entry_has_says_does_not_depend_on_feeding() {
    let text = log();
    let cases = [
        ("user_4711:*", 1),
        ("user_4711:0", 1),
        ("user_4711:1", 0),
        ("user_4711!=7", 1),
        ("-user_4711:*", N_ENTRIES - 1),
        ("user_0:0 or user_11999:*", 2),
        ("few:*", N_ENTRIES / 500),
        ("few>=1000 user_6000:*", 1),
        ("some:*", N_ENTRIES / 50),
        ("all:3 some>=0", 9),
    ];
    for (query, expected) in cases {
        // One block with more fields than get columns, and blocks with less.
        let whole = feed_with_query(text.as_bytes(), &Way::whole(), query);
        assert_eq!(whole.entries.len(), expected, "{query}");
        assert_eq!(whole.counts.total, expected as u64, "{query}");
        let pieces = feed_with_query(text.as_bytes(), &Way::chunks(3_000), query);
        assert_eq!(pieces, whole, "{query}");
    }
}

#[test]
fn a_field_that_hardly_any_entry_has_takes_little_memory() {
    let text = log();
    let mut session = feed::session_of(text.as_bytes(), Sizes::default());
    session.set_view(ViewSpec::default()).unwrap();
    let mut most = 0;
    while session.step(10_000).has_more {
        most = most.max(session.memory().total());
    }
    let n_fields = (N_ENTRIES * N_OWN) as u64;
    assert!(session.names().len() as u64 > n_fields);
    assert!(most < 1_000 * n_fields, "{} bytes a field, at most", most / n_fields);
    let held = session.memory();
    assert!(held.fields < 200 * n_fields, "{} bytes a field in columns", held.fields / n_fields);
    assert_eq!(session.dropped_fields(), [], "nothing was given up for want of memory");
}
