//! Colour codes are no text: what a query finds in a log with codes is what it finds in the same log
//! without them.

use std::collections::BTreeMap;

use logscry::ingest::Sizes;
use logscry::session::{LIST, Session};
use logscry::units::{ByteSpan, SourceId};
use proptest::prelude::*;

use crate::feed::{MODIFIED, Memory, Way};
use crate::limit;
use crate::view::{View as _, ViewSpec};

const ID: SourceId = SourceId(0);

const CODES: [&str; 6] =
    ["\x1b[0m", "\x1b[1;31m", "\x1b[38;5;208m", "\x1b[39m", "\x1b[K", "\x1b[m"];

const QUERIES: [&str; 12] = [
    "payment",
    "ord-4711abc",
    "\"ord-4711abc sold\"",
    "/pay\\w+ \\d+/",
    "/sold$/",
    "user:ann42bert",
    "user:ann*",
    "message:4711abc",
    "-payment",
    "payment or user:ann42bert",
    "level:error",
    "level>=warn sold",
];

/// Numbers of the entries that each query finds, read in blocks of about `block_bytes`.
fn found(text: &str, block_bytes: u64) -> Vec<Vec<usize>> {
    limit::keep();
    let sizes = Sizes { block_bytes, ..Way::chunks(1_000).sizes };
    let files = BTreeMap::from([(ID, text.as_bytes().to_vec())]);
    let mut session = Session::with_sizes(Memory { files, fetched: None }, sizes);
    session.name_source(ID, "test", text.len() as u64);
    let opened = session.open(ID, MODIFIED).unwrap();
    session.ingest(ID, &opened.plan, ByteSpan { start: 0, end: text.len() as u64 });
    while session.step(1 << 20).has_more {}
    let mut rows = |query: &&str| {
        session.set_view(ViewSpec { query: (*query).to_owned(), ..ViewSpec::default() }).unwrap();
        while session.step(1 << 20).has_more {}
        let mut found = Vec::new();
        session.for_each_entry(LIST, |_, entry| {
            found.push(usize::try_from(entry.lines_before).unwrap());
            true
        });
        found
    };
    QUERIES.iter().map(&mut rows).collect()
}

fn line(kind: usize, at: usize) -> String {
    let level = ["INFO", "WARN", "ERROR"][at % 3];
    let said = match kind {
        0 => "payment 17 of ord-4711abc sold",
        1 => "user=ann42bert has paid",
        2 => "user=annie no payment: sold",
        _ => "ord-4711abd sold out",
    };
    format!("2026-11-20T08:00:{:02}.000Z {level} [kiosk] shop.Till - {said}", at % 60)
}

/// The line with codes put into what it says.
fn coloured(line: &str, places: &[(usize, usize)]) -> String {
    let said = line.find(" - ").unwrap() + 3;
    let mut text = line.to_owned();
    let mut places: Vec<_> =
        places.iter().map(|(place, code)| (said + place % (line.len() - said), *code)).collect();
    // From the back, so that none stands within another.
    places.sort();
    for (at, code) in places.into_iter().rev() {
        text.insert_str(at, CODES[code]);
    }
    text
}

fn any_lines() -> impl Strategy<Value = Vec<(usize, Vec<(usize, usize)>)>> {
    let places = prop::collection::vec((0_usize..90, 0_usize..CODES.len()), 0..4);
    prop::collection::vec((0_usize..4, places), 1..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn codes_change_nothing_that_a_query_finds(
        lines in any_lines(),
        block_bytes in prop::sample::select(vec![300, 2_000, 1 << 20]),
    ) {
        let plain: Vec<String> =
            lines.iter().enumerate().map(|(at, (kind, _))| line(*kind, at)).collect();
        let with_codes: Vec<String> =
            plain.iter().zip(&lines).map(|(line, (_, places))| coloured(line, places)).collect();
        let [plain, with_codes] =
            [plain, with_codes].map(|lines| found(&(lines.join("\n") + "\n"), block_bytes));
        for (query, (plain, with_codes)) in QUERIES.iter().zip(plain.iter().zip(&with_codes)) {
            prop_assert_eq!(plain, with_codes, "{}", query);
        }
    }
}

#[test]
fn a_word_and_an_id_with_codes_inside_are_found() {
    let text = "2026-11-20T08:00:00.000Z INFO [k] shop.Till - pay\x1b[4mment\x1b[0m of ord-47\x1b[1m11abc\x1b[0m sold\n";
    let found = found(text, 1 << 20);
    for (query, rows) in QUERIES.iter().zip(found) {
        let is_there = [
            "payment",
            "ord-4711abc",
            "\"ord-4711abc sold\"",
            "/sold$/",
            "message:4711abc",
            "payment or user:ann42bert",
        ];
        assert_eq!(!rows.is_empty(), is_there.contains(query), "{query}");
    }
}
