//! What the user says about a source is so.

use logscry::format::{Framing, ToldFormat};
use logscry::session::{LIST, Overrule, Session};
use logscry::time::format_rfc3339;
use logscry::units::{ByteSpan, SourceId, UnixNanos};

use crate::feed::{MODIFIED, Memory};
use crate::view::{View as _, ViewSpec};

const ID: SourceId = SourceId(0);

/// Times and messages of a text's entries, and why it is read so.
fn read_as(text: &str, overrule: Overrule) -> (Vec<(String, String)>, String) {
    let mut storage = Memory::default();
    storage.files.insert(ID, text.as_bytes().to_vec());
    let mut session = Session::new(storage);
    session.name_source(ID, "test", text.len() as u64);
    session.overrule(ID, overrule);
    let opened = session.open(ID, MODIFIED).unwrap();
    session.ingest(ID, &opened.plan, ByteSpan { start: 0, end: text.len() as u64 });
    session.set_view(ViewSpec::default()).unwrap();
    while session.step(1 << 20).has_more {}
    let mut entries = Vec::new();
    session.for_each_entry(LIST, |_, entry| {
        let time = format_rfc3339(UnixNanos(entry.key.nanos), entry.stamp.digits());
        entries.push((time, String::from_utf8_lossy(&entry.message).into_owned()));
        true
    });
    let times: Vec<i64> = session.blocks().iter().map(|block| block.zone.first).collect();
    assert_eq!(opened.bounds.map(|(first, _)| first), times.first().copied(), "the estimate");
    (entries, opened.plan.formats.why)
}

#[track_caller]
fn check(text: &str, overrule: Overrule, expected: &[(&str, &str)]) {
    let (entries, _) = read_as(text, overrule);
    let entries: Vec<_> = entries.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(entries, expected);
}

const LOG: &str = "2026-03-04 05:06:07 ERROR [main] farm.Gate - left open\nat the hinge\n";

#[test]
fn times_without_a_zone_are_of_the_zone_that_she_says() {
    let overrule = Overrule { offset_secs: Some(3600), ..Overrule::default() };
    check(LOG, overrule, &[("2026-03-04T04:06:07Z", "left open\nat the hinge")]);
    let zoned = "2026-03-04T05:06:07+00:00 heron fishd[7]: net torn\n";
    let overrule = Overrule { offset_secs: Some(3600), ..Overrule::default() };
    check(zoned, overrule, &[("2026-03-04T05:06:07Z", "net torn")]);
}

#[test]
fn times_without_a_year_are_of_the_year_that_she_says() {
    let text = "Dec 31 23:00:00 heron fishd[7]: net torn\nJan  1 05:06:07 heron fishd[7]: mended\n";
    let overrule = Overrule { last_year: Some(2019), ..Overrule::default() };
    check(
        text,
        overrule,
        &[("2019-12-31T23:00:00Z", "net torn"), ("2019-01-01T05:06:07Z", "mended")],
    );
}

#[test]
fn a_wrong_clock_is_put_right() {
    let overrule = Overrule { shift_secs: -90, ..Overrule::default() };
    check(LOG, overrule, &[("2026-03-04T05:04:37Z", "left open\nat the hinge")]);
}

#[test]
fn a_format_or_framing_that_she_chooses_is_taken() {
    let told = ToldFormat {
        format: Some("text".to_owned()),
        framing: Some(Framing::Lines),
        ..ToldFormat::default()
    };
    let overrule = Overrule { told, ..Overrule::default() };
    let (entries, _) = read_as(LOG, overrule);
    assert_eq!(entries[0].1, "ERROR [main] farm.Gate - left open");
    assert_eq!(entries.len(), 2);
    let told = ToldFormat { format: Some("json".to_owned()), ..ToldFormat::default() };
    let (entries, why) = read_as(LOG, Overrule { told, ..Overrule::default() });
    assert!(why.starts_with("the format that you chose fits none of 1 sampled line"), "{why}");
    assert_eq!(entries.len(), 1);
    let told = ToldFormat { format: Some("log4j".to_owned()), ..ToldFormat::default() };
    let (_, why) = read_as(LOG, Overrule { told, ..Overrule::default() });
    assert!(why.starts_with("chosen by you; "), "{why}");
}

/// A text in the encoding that is told, and what its entries say.
#[track_caller]
fn check_encoding(raw: &[u8], encoding: &str, expected: &[&str]) {
    let mut storage = Memory::default();
    storage.files.insert(ID, raw.to_vec());
    let mut session = Session::new(storage);
    let size = raw.len() as u64;
    session.name_source(ID, "test", size);
    session.overrule(ID, Overrule { encoding: Some(encoding.to_owned()), ..Overrule::default() });
    let opened = session.open(ID, MODIFIED).unwrap();
    session.ingest(ID, &opened.plan, ByteSpan { start: 0, end: size });
    session.set_view(ViewSpec::default()).unwrap();
    while session.step(1 << 20).has_more {}
    let mut messages = Vec::new();
    session.for_each_entry(LIST, |_, entry| {
        messages.push(String::from_utf8_lossy(&entry.message).into_owned());
        true
    });
    assert_eq!(messages, expected, "{encoding}");
}

#[test]
fn a_text_is_of_the_encoding_that_she_says() {
    // Too few letters for evidence.
    check_encoding(b"caf\xE9 open\n", "windows-1252", &["café open"]);
    check_encoding(b"caf\xE9 open\n", "utf-8", &["caf\u{FFFD} open"]);
    // Evidence for another one.
    let wrong = b"M\xFCller, stra\xDFe, caf\xE9\n";
    check_encoding(wrong, "utf-8", &["M\u{FFFD}ller, stra\u{FFFD}e, caf\u{FFFD}"]);
    check_encoding("grüße\n".as_bytes(), "windows-1252", &["grÃ¼ÃŸe"]);
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "日志已打开。\n门开着\n".encode_utf16().flat_map(order).collect()
    };
    check_encoding(&wide(u16::to_le_bytes), "utf-16le", &["日志已打开。", "门开着"]);
    check_encoding(&wide(u16::to_be_bytes), "utf-16be", &["日志已打开。", "门开着"]);
    // What nobody knows is not told.
    check_encoding("grüße\n".as_bytes(), "ebcdic", &["grüße"]);
}

#[test]
fn what_is_packed_is_unpacked_before_its_encoding_counts() {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(b"caf\xE9 open\n").unwrap();
    let packed = packed.finish().unwrap();
    check_encoding(&packed, "windows-1252", &["café open"]);
    // And records become lines after it.
    check_encoding(
        b"[{\"message\":\"caf\xE9\"},\n{\"message\":\"th\xE9\"}]",
        "windows-1252",
        &["café", "thé"],
    );
}
