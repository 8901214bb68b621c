//! Every figure of the ledger can be looked at: its query finds as many entries.

use std::fs;

use logscry::format::FORMATS;
use logscry::store::Ledger;

use crate::feed::{Output, Way, feed, feed_with_query};
use crate::golden::cases;

/// Entries that a query finds in `text`, read in small blocks.
fn found(text: &[u8], query: &str) -> u64 {
    feed_with_query(text, &Way::chunks(100), query).entries.len() as u64
}

#[track_caller]
fn check(text: &[u8], what: &str) {
    let Output { ledger, entries, .. } = feed(text, &Way::whole());
    let Ledger { without_time, inferred_year, inferred_zone, inferred_date, .. } = ledger;
    let Ledger { joined_lines, invalid_bytes, .. } = ledger;
    assert_eq!(found(text, "is:untimed"), without_time, "{what}");
    assert_eq!(found(text, "is:inferred-year"), inferred_year, "{what}");
    assert_eq!(found(text, "is:inferred-zone"), inferred_zone, "{what}");
    assert_eq!(found(text, "is:inferred-date"), inferred_date, "{what}");
    let inferred = inferred_year + inferred_zone + inferred_date;
    assert_eq!(found(text, "is:inferred") > 0, inferred > 0, "{what}");
    assert_eq!(found(text, "is:multiline") > 0, joined_lines > 0, "{what}");
    assert_eq!(found(text, "is:invalid") > 0, invalid_bytes > 0, "{what}");
    assert_eq!(found(text, "is:cut"), 0, "{what}");
    let by_format: u64 =
        FORMATS.iter().map(|format| found(text, &format!("format:{}", format.id()))).sum();
    assert_eq!(by_format, entries.len() as u64, "{what}");
    assert_eq!(found(text, "format:*"), by_format, "{what}");
    assert_eq!(
        found(text, "format!=text") + found(text, "format:text"),
        entries.len() as u64,
        "{what}"
    );
}

#[test]
fn every_figure_of_the_ledger_has_a_query() {
    for path in cases() {
        check(&fs::read(&path).unwrap(), &path.display().to_string());
    }
    check(b"plain \xFF\n2026-01-02T03:04:05Z two\n  three\n", "bytes that are not UTF-8");
}
