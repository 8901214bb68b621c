//! The corpus: small logs of every format with what they mean, fed in every way.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use logscry::input::BOM;

use crate::feed::{self, Output, Way, check_ledger, feed};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Every `<format>/<case>.log` of the corpus.
fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in fs::read_dir(corpus()).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            found.extend(files.filter(|path| path.extension().is_some_and(|ext| ext == "log")));
        }
    }
    found.sort();
    found
}

fn text_of(output: &Output) -> String {
    let mut text = output.entries.concat();
    let ledger = &output.ledger;
    writeln!(
        text,
        "{} entries, {} lines: {} joined, {} blank; {} without time, {} out of order, {} bytes not UTF-8",
        ledger.entries,
        ledger.lines,
        ledger.joined_lines,
        ledger.blank_lines,
        ledger.without_time,
        output.order.n_backwards,
        ledger.invalid_bytes
    )
    .unwrap();
    text
}

#[test]
fn every_case_means_what_it_says_however_it_is_fed() {
    let cases = cases();
    assert!(cases.len() >= 12, "the corpus is there: {} cases", cases.len());
    for path in cases {
        let text = fs::read(&path).unwrap();
        let expect_path = path.with_extension("expect");
        let whole = feed(&text, &Way::whole());
        check_ledger(&whole, text.len() as u64);
        let dump = text_of(&whole);
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expect_path, &dump).unwrap();
        }
        let expected = fs::read_to_string(&expect_path).unwrap_or_default();
        assert!(dump == expected, "{}:\n{}", path.display(), first_difference(&expected, &dump));
        for (name, output) in other_ways(&text) {
            let other = text_of(&output);
            assert!(other == expected, "{} {name}:\n{}", path.display(), first_difference(&expected, &other));
        }
    }
}

fn other_ways(text: &[u8]) -> Vec<(&'static str, Output)> {
    let size = text.len() as u64;
    let marked = [BOM, text].concat();
    let crlf = feed::with_crlf(text);
    let thirds = vec![size / 3, size / 3 * 2];
    vec![
        ("in chunks of 1 byte", feed(text, &Way::chunks(1))),
        ("in chunks of 7 bytes", feed(text, &Way::chunks(7))),
        ("in chunks of 65,536 bytes", feed(text, &Way::chunks(65_536))),
        ("cut for two workers", feed(text, &Way::cut(thirds, 2))),
        ("cut every 100 bytes for three", feed(text, &Way::cut((0..size / 100).map(|n| n * 100).collect(), 3))),
        ("gzipped", feed(&feed::gzip(text, 1), &Way::whole())),
        ("gzipped in three members", feed(&feed::gzip(text, 3), &Way::chunks(64))),
        ("fetched by somebody else", feed(text, &Way::pumped())),
        ("with a byte order mark", feed(&marked, &Way::chunks(9))),
        ("with CRLF", without_cr(feed(&crlf, &Way::chunks(11)))),
    ]
}

/// A message of several lines keeps its line ends; all else must be as with LF.
fn without_cr(mut output: Output) -> Output {
    for entry in &mut output.entries {
        *entry = entry.replace("\\r\\n", "\\n");
    }
    output
}

fn first_difference(expected: &str, got: &str) -> String {
    let pairs = expected.lines().map(Some).chain(std::iter::repeat(None));
    for (number, (got, expected)) in got.lines().zip(pairs).enumerate() {
        if expected != Some(got) {
            return format!("line {}\n  expected {}\n  got      {got}", number + 1, expected.unwrap_or("nothing"));
        }
    }
    "something is missing at the end".to_owned()
}
