//! Paste, Enter: the entries that hold what was pasted, and no others.

use logscry::query::{parse, pasted};
use logscry::session::{EntryCursor, EntryStep, LIST, SelectionSpec, Session};
use logscry::units::{ByteSpan, SourceId};
use serde_json::json;

use crate::feed::{MODIFIED, Memory, Way};

/// What people copy from terminals, editors, tickets and chats.
const PASTED: &[&str] = &[
    // Stack frames, and what stands around them.
    "at com.example.trip.Booking.save(Booking.java:137)",
    "Booking.save(Booking.java:137)",
    "java.io.IOException: broken pipe",
    "Caused by: java.net.SocketTimeoutException: Read timed out",
    "... 44 more",
    "File \"/srv/app/seats.py\", line 88, in reserve",
    "ValueError: invalid literal for int() with base 10: 'x'",
    "goroutine 17 [running]:",
    "main.(*Pool).Get(0xc000010000, 0x5)",
    "thread 'main' panicked at 'index out of bounds: the len is 3', src/main.rs:12:5",
    "  at Object.<anonymous> (/srv/web/index.js:10:13)",
    "System.NullReferenceException: Object reference not set",
    // Paths.
    "/health",
    "/v2/",
    "/var/log/app/current.log:12",
    "/srv/my files/a (copy).txt",
    "../conf/./app.yml",
    "~/bin/run.sh",
    "C:\\temp",
    "C:\\Program Files\\App\\app.exe",
    "\\\\fileserver\\share\\",
    "D:\\data\\new\\table.csv:7",
    "%APPDATA%\\logs\\*.log",
    // Addresses.
    "https://shop.example.org/cart?id=7&x=a|b#top",
    "http://[2001:db8::1]:8080/",
    "::1",
    "198.51.100.7 - -",
    "198.51.100.7:443",
    "mailto:ann@example.org",
    "Ann Example <ann@example.org>",
    "s3://bucket/key*",
    "jdbc:postgresql://db:5432/shop",
    // JSON.
    "{\"user\":\"ann\",\"n\":7}",
    "\"status\":500",
    "\"msg\":\"say \\\"hi\\\"\"",
    "[1, 2, 3]",
    "{}",
    "\"quoted\"",
    // SQL.
    "SELECT * FROM seats WHERE row = 12 AND NOT taken",
    "id IN (1, 2)",
    "INSERT INTO t VALUES ('a', \"b\");",
    "a or b",
    "not null",
    "-- a comment",
    "count(*)>0",
    // Times.
    "2026-11-20 08:01:51,037",
    "2026-11-20T08:01:51.037Z",
    "20/Nov/2026:08:01:51 +0000",
    "08:01:51",
    "[08:01:51.037]",
    "Nov 20 08:01:51",
    // Shells.
    "java -Xmx512m --add-opens java.base/java.lang=ALL-UNNAMED -jar app.jar",
    "tail -f x.log | grep -v '^#' > out.txt 2>&1",
    "$ echo \"$HOME\" && rm -rf ./tmp",
    "FOO=bar ./run",
    "a->b",
    "READY -> DONE",
    "->",
    "code -1",
    "-1",
    "-v",
    "--help",
    // As logs write pairs.
    "status=500",
    "level=error msg=\"connection reset\" status=500",
    "usr:ann",
    "level: high",
    "retry - upstream slow (attempt 2)",
    "com.example.trip.Desk - retry",
    // What looks like a pattern.
    "/a+b/",
    "/^\\d+$/",
    "a.*b",
    "retr*",
    "*",
    "(foo|bar)",
    "^abc$",
    "[a-z]{2,}",
    "\\d+\\.\\d+",
    "50 %",
    // Signs and other scripts.
    "say \"hi\"",
    "don't",
    "a\\\"b",
    "ends in \\",
    "größe=7",
    "Straße 5",
    "予約: 失敗しました",
    "订单 - 已取消",
    "🚀 launched",
    "| x |",
    "(",
    ")",
    "\"",
    "a,b;c",
];

/// Each of the texts in an entry, and what differs from it by a little.
fn log() -> String {
    let mut log = String::new();
    for (n, text) in PASTED.iter().enumerate() {
        let parts: Vec<&str> = text.split_whitespace().rev().collect();
        let shifted: String = text.chars().rev().collect();
        let others = [(*text).to_owned(), parts.join(" "), shifted, text.replace(' ', "  ")];
        for (nth, said) in others.iter().enumerate() {
            log += &format!(
                "2026-11-20 08:{:02}:{:02},{nth:03} INFO [main] App - <{said}> end\n",
                n / 60,
                n % 60
            );
        }
        let said =
            json!({"time": "2026-11-20T09:00:00Z", "user": "ann", "status": 500, "msg": text});
        log += &format!("2026-11-20 08:59:00,000 WARN [main] App - {said}\n");
    }
    log
}

fn session_of(log: &str) -> Session<Memory> {
    let (id, size) = (SourceId(0), log.len() as u64);
    let memory = Memory { files: [(id, log.as_bytes().to_vec())].into(), fetched: None };
    let mut session = Session::with_sizes(memory, Way::chunks(1_000).sizes);
    session.name_source(id, "test", size);
    let opened = session.open(id, MODIFIED).unwrap();
    session.ingest(id, &opened.plan, ByteSpan { start: 0, end: size });
    while session.step(1 << 20).has_more {}
    session
}

/// Offsets of the entries that a query finds, names that are no fields being text.
fn found(session: &mut Session<Memory>, query: &str) -> Vec<u64> {
    let uses = parse(query).unwrap_or_else(|error| panic!("{query}: {}", error.message)).fields;
    let as_text = uses
        .into_iter()
        .filter(|used| used.may_be_text && !session.knows_field(&used.name))
        .map(|used| used.name)
        .collect();
    let spec = SelectionSpec { query: query.to_owned(), as_text, ..SelectionSpec::default() };
    session.select(LIST, spec).unwrap();
    while session.step(1 << 20).has_more {}
    listed(session, |_| true)
}

fn listed(session: &mut Session<Memory>, is_in: impl Fn(&str) -> bool) -> Vec<u64> {
    let mut offsets = Vec::new();
    let mut cursor = EntryCursor::default();
    while !cursor.is_over() {
        let step = EntryStep { n_entries: 500, n_bytes: u64::MAX, is_text_only: false };
        session.visit_entries(LIST, &mut cursor, step, |_, entry| {
            let text = String::from_utf8_lossy(&entry.text).to_lowercase();
            offsets.extend(is_in(&text).then_some(entry.key.offset));
        });
    }
    offsets
}

fn holding(session: &mut Session<Memory>, text: &str) -> Vec<u64> {
    session.select(LIST, SelectionSpec::default()).unwrap();
    while session.step(1 << 20).has_more {}
    let wanted = text.trim().to_lowercase();
    listed(session, |entry| entry.contains(&wanted))
}

#[test]
fn what_is_pasted_finds_the_entries_that_hold_it() {
    let mut session = session_of(&log());
    assert!(session.knows_field("status") && session.knows_field("user"));
    for text in PASTED {
        let query = pasted("", (0, 0), text, |name| session.knows_field(name)).query;
        let expected = holding(&mut session, text);
        assert!(!expected.is_empty(), "{text}");
        assert_eq!(found(&mut session, &query), expected, "{text} as {query}");
    }
}

#[test]
fn what_is_pasted_beside_a_query_narrows_it_to_the_entries_that_hold_it() {
    let mut session = session_of(&log());
    for text in PASTED {
        let query = pasted("level:info ", (11, 11), text, |name| session.knows_field(name)).query;
        let info = found(&mut session, "level:info");
        let mut expected = holding(&mut session, text);
        expected.retain(|offset| info.contains(offset));
        assert_eq!(found(&mut session, &query), expected, "{text} as {query}");

        let indented = format!("\t{text}");
        let knows_field = |name: &str| session.knows_field(name);
        let query = pasted("level:info", (10, 10), &indented, knows_field).query;
        assert_eq!(found(&mut session, &query), expected, "{indented} as {query}");
    }
}

#[test]
fn what_is_typed_as_it_stands_in_the_log_finds_the_entries_that_hold_it() {
    let mut session = session_of(&log());
    for text in [
        "->",
        "/v2/",
        "/health",
        "C:\\temp",
        "code -1",
        "-1",
        "--help",
        "::1",
        "08:01:51",
        "Booking.save(Booking.java:137)",
        "java.io.IOException: broken pipe",
        "198.51.100.7 - -",
        "com.example.trip.Desk - retry",
        "jdbc:postgresql://db:5432/shop",
        "mailto:ann@example.org",
    ] {
        let expected = holding(&mut session, text);
        // Words may stand apart in an entry: those that hold the text are among those found.
        let got = found(&mut session, text);
        assert!(expected.iter().all(|offset| got.contains(offset)), "{text}");
        if !text.contains(' ') {
            assert_eq!(got, expected, "{text}");
        }
    }
}
