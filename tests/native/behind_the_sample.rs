//! What a source holds only behind the sample that its plan was made from.

use logscry::level::Level;
use logscry::session::Session;
use logscry::store::Figure;
use logscry::units::{SourceId, UnixNanos};

use crate::archive_law::Counting;
use crate::feed::{self, Output, Way, check_ledger, feed};

/// More lines than detection looks at.
fn long_front(line_end: &str) -> Vec<u8> {
    let line = |n: usize| {
        let (minute, second) = (n / 60 % 60, n % 60);
        format!(
            "2026-03-01 10:{minute:02}:{second:02} INFO kiln {n} is warm, and the clay is dry{line_end}"
        )
    };
    (0..5_000).flat_map(|n| line(n).into_bytes()).collect()
}

/// The last entries of a source, the same however it is fed: line, time, level and message.
#[track_caller]
fn check(text: &[u8], last: &[&str]) {
    let whole = feed(text, &Way::whole());
    check_ledger(&whole, text.len() as u64);
    let heads: Vec<String> = whole.entries.iter().map(|entry| two_lines(entry)).collect();
    assert_eq!(heads[heads.len() - last.len()..], *last);
    let size = text.len() as u64;
    let near_end = (0..60).map(|n| size - n * 7).collect();
    let others: [(&str, Output); 4] = [
        ("in chunks", feed(text, &Way::chunks(4_099))),
        ("cut near its end", feed(text, &Way::cut(near_end, 3))),
        ("gzipped", feed(&feed::gzip(text, 2), &Way::chunks(4_099))),
        ("fetched by somebody else", feed(text, &Way { is_pumped: true, ..Way::chunks(65_536) })),
    ];
    for (name, other) in others {
        assert!(other.entries == whole.entries, "{name}");
        assert_eq!(other.ledger[Figure::BytesDecoded], size, "{name}");
    }
}

fn two_lines(entry: &str) -> String {
    entry.lines().take(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn colour_codes() {
    let mut text = long_front("\n");
    text.extend_from_slice(
        b"\x1b[31m2026-03-01 12:00:00\x1b[0m \x1b[1mERROR\x1b[0m kiln \x1b[1mcracked\x1b[0m open\n\
          2026-03-01 12:00:01 \x1b[33mWARN\x1b[0m kiln cold\n",
    );
    check(
        &text,
        &[
            "line 5001: 2026-03-01T12:00:00Z zone? error leveled   kiln cracked open",
            "line 5002: 2026-03-01T12:00:01Z zone? warn leveled   kiln cold",
        ],
    );
}

#[test]
fn lines_in_utf_16() {
    let wide = |text: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    };
    let mut text = long_front("\r\n");
    for (n, order) in [(0, u16::to_le_bytes as fn(u16) -> [u8; 2]), (1, u16::to_be_bytes)] {
        for mark in ["", "\u{FEFF}"] {
            text.extend(wide(mark, order));
            text.extend(wide(
                &format!("2026-03-01 12:0{n}:00 ERROR kiln cracked\r\n  at door\r\n2026-03-01 12:0{n}:01 WARN kiln cold\r\n"),
                order,
            ));
            text.extend(format!("2026-03-01 12:0{n}:02 INFO kiln off\r\n").into_bytes());
        }
    }
    let mut last = Vec::new();
    for (n, line) in [(0, 5001), (0, 5005), (1, 5009), (1, 5013)] {
        let tail = "zone? error leveled   kiln cracked\\r\\n  at door";
        last.push(format!("line {line}: 2026-03-01T12:0{n}:00Z {tail}"));
        last.push(format!(
            "line {}: 2026-03-01T12:0{n}:01Z zone? warn leveled   kiln cold",
            line + 2
        ));
        last.push(format!(
            "line {}: 2026-03-01T12:0{n}:02Z zone? info leveled   kiln off",
            line + 3
        ));
    }
    check(&text, &last.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn the_line_that_settles_the_order_of_dates() {
    let line = |day: usize, n: usize| {
        format!(
            "{day:02}/02/2026 10:{:02}:{:02} INFO kiln {n} is warm, and the clay is dry\n",
            n / 60 % 60,
            n % 60
        )
    };
    let mut text: String = (0..6_000).map(|n| line(3 + n / 1_000, n)).collect();
    text.extend((0..600).map(|n| line(13 + n / 300, n)));
    let plain = feed(text.as_bytes(), &Way::whole());
    assert!(plain.entries[0].starts_with("line 1: 2026-02-03T10:00:00Z zone? info"));
    assert_eq!(plain.ledger[Figure::InferredDate], 0);
    for way in [Way::whole(), Way::chunks(5_003)] {
        assert!(feed(&feed::gzip(text.as_bytes(), 1), &way).entries == plain.entries);
        assert!(feed(&feed::gzip(text.as_bytes(), 3), &way).entries == plain.entries);
    }
    // Nothing settles it: the likeliest, marked.
    let open: String = (0..6_000).map(|n| line(3 + n / 1_000, n)).collect();
    let packed = feed(&feed::gzip(open.as_bytes(), 1), &Way::whole());
    assert_eq!(packed.ledger[Figure::InferredDate], 6_000);
    assert!(packed.entries == feed(open.as_bytes(), &Way::whole()).entries);
}

#[test]
fn a_stream_whose_dates_stay_open_is_not_unpacked_to_its_end_before_it_is_read() {
    let lines =
        (0..1_500_000).map(|n| format!("03/02/2026 10:00:00 INFO kiln {n} is warm and dry\n"));
    let raw = feed::gzip(lines.collect::<String>().as_bytes(), 1);
    let size = raw.len() as u64;
    let mut session = Session::new(Counting { bytes: raw, n_read: 0 });
    session.name_source(SourceId(0), "open.log.gz", size);
    let opened = session.open(SourceId(0), UnixNanos(1_780_000_000_000_000_000)).unwrap();
    assert!(opened.plan.formats.dates.is_some_and(|dates| !dates.is_settled));
    let n_read = session.storage_mut().n_read;
    assert!(n_read < size * 3 / 4, "{n_read} of {size}");
}

#[test]
fn text_behind_a_hole() {
    for n_zeros in [300_000, 1_000_003, 9_000_000] {
        let mut text = vec![0; n_zeros];
        text.extend_from_slice(
            b"2026-03-01 12:00:00 INFO kiln lit\n2026-03-01 12:00:01 ERROR kiln cold\n",
        );
        let whole = feed(&text, &Way::whole());
        check_ledger(&whole, text.len() as u64);
        assert_eq!(
            whole.entries.iter().map(|entry| two_lines(entry)).collect::<Vec<_>>(),
            [
                "line 1: 2026-03-01T12:00:00Z zone? info leveled   kiln lit",
                "line 2: 2026-03-01T12:00:01Z zone? error leveled   kiln cold",
            ]
        );
        assert_eq!(whole.ledger[Figure::BytesOutside], n_zeros as u64);
        assert_eq!(whole.ledger.levels[Level::Error as usize], 1);
        let size = text.len() as u64;
        for way in [Way::cut(vec![100, size / 2, size - 60, size - 30], 3), Way::chunks(100_003)] {
            assert!(feed(&text, &way).entries == whole.entries);
        }
        assert!(feed(&feed::gzip(&text, 1), &Way::whole()).entries == whole.entries);
    }
    // Nothing else is nothing to read.
    assert_eq!(feed(&vec![0; 600_000], &Way::whole()).entries, [""; 0]);
}
