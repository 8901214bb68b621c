//! Marks are the hits: what a row marks is what the engine of regular expressions finds in the
//! entry, and nothing else.

use logscry::aggregate::order::FIRST_KEY;
use logscry::query::{Marks, WholeText, parse};
use logscry::session::{LIST, SelectionSpec, Session};
use logscry::units::{ByteSpan, SourceId};
use regex::bytes::{Regex, RegexBuilder};

use crate::feed::{MODIFIED, Memory, Way};

const MESSAGES: &[&str] = &[
    "disk E12 checked, no error seen",
    "Error budget left: 4",
    "ERROR rate above limit, code e12 and E12 and e99",
    "mañana MAÑANA Straße STRASSE größe",
    "timeout after 250 ms, time out, Timeout TIMEOUT",
    "foobar foo bar foobarfoo",
    "aaa aab abb a.b a+b (a) [b] {c}",
    "key=value k2=\"v 2\" path=/srv/app/x.log:12",
    "2026-11-20 08:00:01 twice, 4711 42",
    "予約 失敗しました 🚀 end",
    "tabs\tand  blanks   ",
    "x",
];

const PATTERNS: &[&str] = &[
    r"e\d\d",
    r"E\d+",
    r"(?i)error",
    r"(?i)e\d\d",
    r"(?P<n>\d+) ms",
    r"[[:upper:]]+",
    r"\x{45}",
    r"(foo|bar)+",
    r"foo|foobar",
    r"foobar|foo",
    r"\w+ß\w+",
    r"^\S+",
    r"\d+$",
    r"\bcode\b",
    r"\Btime",
    r"time ?out",
    r"(?i)time\s?out",
    r"a*",
    r"a+",
    r"a{2}",
    r"a{2,3}b?",
    r"a.b",
    r"a\.b",
    r"a\+b",
    r"[ab]+",
    r"[^ab ]+",
    r"\(a\)",
    r"\[b\]",
    r"\{c\}",
    r"\w+=\S+",
    "k\\d=\"[^\"]*\"",
    r"/srv/\w+",
    r"\.log:\d+$",
    r"^\d{4}",
    r"\d{4}-\d\d-\d\d",
    r"(?i)STRASSE",
    r"(?i)straße",
    r"(?i)mañana",
    r"\p{Lu}\w*",
    r"\p{Han}+",
    r"\p{So}",
    r"ñ",
    r"..ñ",
    r"end$",
    r"\s+",
    r"\t",
    r"[ \t]{2,}",
    r"x|",
    r"()",
    r"$",
    r"^",
    r"\z",
    r".",
    r".+",
    r"(?s).+",
    r"(?U)a+",
    r"(?x) a  b",
    r"limit, code e12",
    r"INFO .*",
    r"(a)(b)?",
    r"[\w.]+@?",
    r"no (error|warning) seen",
    r"8:00:0[1-3]",
    r"\D+",
    r"(?-u:\w)+",
    r"4(7|2)1*",
];

fn line(n: usize, message: &str) -> String {
    format!("2026-11-20 08:00:{n:02},000 INFO [main] App - {message}")
}

fn session() -> Session<Memory> {
    let log: String =
        MESSAGES.iter().enumerate().map(|(n, message)| line(n, message) + "\n").collect();
    let (id, size) = (SourceId(0), log.len() as u64);
    let memory = Memory { files: [(id, log.into_bytes())].into(), fetched: None };
    let mut session = Session::with_sizes(memory, Way::chunks(300).sizes);
    session.name_source(id, "test", size);
    let opened = session.open(id, MODIFIED).unwrap();
    session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
    while session.step(1 << 20).has_more {}
    session
}

/// As the query reads it.
fn query_of(pattern: &str) -> String {
    format!("/(?:{})/", pattern.replace('/', "\\/"))
}

fn oracle(pattern: &str) -> Regex {
    RegexBuilder::new(&format!("(?:{pattern})")).multi_line(true).build().unwrap()
}

/// What the oracle finds: hits that touch are one mark, and what is empty is none.
fn spans(pattern: &str, text: &[u8]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for hit in oracle(pattern).find_iter(text).filter(|hit| !hit.is_empty()) {
        match spans.last_mut().filter(|last| last.1 == hit.start()) {
            Some(last) => last.1 = hit.end(),
            None => spans.push((hit.start(), hit.end())),
        }
    }
    spans
}

#[test]
fn marks_of_an_entry_are_the_hits_of_the_engine() {
    for pattern in PATTERNS {
        let sought = parse(&query_of(pattern)).unwrap().needles;
        for (n, message) in MESSAGES.iter().enumerate() {
            for text in
                [line(n, message), format!("{}\n\tat a.B.c(B.java:7)\n\tat x", line(n, message))]
            {
                let text = text.as_bytes();
                let marks = Marks::new(&sought, WholeText { text, message: b"" }).entry();
                let marks: Vec<_> = marks.into_iter().map(|hit| (hit.start, hit.end)).collect();
                assert_eq!(marks, spans(pattern, text), "{pattern}");
            }
        }
    }
}

#[test]
fn marks_of_a_row_are_the_hits_of_its_entry() {
    assert!(PATTERNS.len() >= 60);
    let mut session = session();
    for pattern in PATTERNS {
        let spec = SelectionSpec { query: query_of(pattern), ..SelectionSpec::default() };
        session.select(LIST, spec).unwrap();
        while session.step(1 << 20).has_more {}
        let mut n_rows = 0;
        for row in session.rows(LIST, FIRST_KEY, 100) {
            let shown = String::from_utf8(row.message.unwrap()).unwrap();
            let n = MESSAGES.iter().position(|message| message.trim_end() == shown).unwrap();
            let whole = line(n, MESSAGES[n]);
            let whole = whole.trim_end();
            let start = whole.len() - shown.len();
            let clipped = spans(pattern, whole.as_bytes()).into_iter().filter_map(|(from, end)| {
                let span = (from.max(start) - start, end.max(start) - start);
                (span.0 < span.1).then_some(span)
            });
            let units = |at: usize| shown[..at].encode_utf16().count() as u32;
            let expected: Vec<u32> =
                clipped.flat_map(|(from, end)| [units(from), units(end)]).collect();
            assert_eq!(row.marks, expected, "{pattern} in {shown}");
            n_rows += 1;
        }
        let expected = MESSAGES.iter().enumerate().filter(|(n, message)| {
            oracle(pattern).is_match(line(*n, message).trim_end().as_bytes())
        });
        assert_eq!(n_rows, expected.count(), "{pattern}");
    }
}
