//! Exports to lines, whatever the pieces in which they come.

use proptest::prelude::*;

use crate::input::codecs::{recognise, start};
use crate::input::decoder::{DecodeError, FirstBytes, PlanDecoder, Raw};

/// What comes out of `raw`, fed in pieces with little room for output, and how it ended: damage
/// is told by its place in all of it.
fn decode_in_pieces(
    plan: &PlanDecoder,
    raw: &[u8],
    piece: usize,
) -> (Vec<u8>, usize, Result<(), DecodeError>) {
    let mut decoder = start(plan).unwrap();
    let mut text = Vec::new();
    let (mut at, mut end) = (0, 0);
    loop {
        let is_last = end == raw.len();
        let before = text.len();
        match decoder.decode(Raw { bytes: &raw[at..end], is_last }, &mut text, 10) {
            Ok(0) if text.len() == before && is_last => return (text, at, Ok(())),
            Ok(0) if text.len() == before => end = (end + piece).min(raw.len()),
            Ok(n_used) => at += n_used,
            Err(DecodeError::Damaged { n_used }) => {
                return (text, at, Err(DecodeError::Damaged { n_used: at + n_used }));
            }
            Err(error) => return (text, at, Err(error)),
        }
    }
}

/// The same of an export that is recognised.
fn lines_in_pieces(raw: &[u8], piece: usize) -> (String, Result<(), DecodeError>) {
    let (_, plan) = recognise(FirstBytes { bytes: raw }).expect("an export");
    let (text, n_used, outcome) = decode_in_pieces(&plan, raw, piece);
    assert!(outcome.is_err() || n_used == raw.len(), "all is used");
    (String::from_utf8_lossy(&text).into_owned(), outcome)
}

/// The lines of an export, blank ones left out.
#[track_caller]
fn lines(raw: &[u8]) -> (Vec<String>, Result<(), DecodeError>) {
    let (text, outcome) = lines_in_pieces(raw, raw.len());
    for piece in [1, 2, 7, 64] {
        assert_eq!(lines_in_pieces(raw, piece), (text.clone(), outcome), "in pieces of {piece}");
    }
    (text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(), outcome)
}

#[track_caller]
fn check(raw: &str, expected: &[&str]) {
    assert_eq!(
        lines(raw.as_bytes()),
        (expected.iter().map(|&line| line.to_owned()).collect(), Ok(()))
    );
}

#[track_caller]
fn check_none(raw: &str) {
    assert!(recognise(FirstBytes { bytes: raw.as_bytes() }).is_none(), "{raw}");
}

mod journal;
mod json;
mod octets;
mod xml;

/// Pieces of exports, and what breaks them.
fn scraps() -> impl Strategy<Value = Vec<u8>> {
    const SCRAPS: &[&[u8]] = &[
        b"{",
        b"}",
        b"[",
        b"]",
        b"\"",
        b"\\",
        b",",
        b":",
        b" ",
        b"\n",
        b"a",
        b"7",
        b"null",
        b"{}",
        b"{\"events\":[",
        b"{\"a\":1}",
        b"\"host\":\"k\",",
        b"\xEF\xBB\xBF",
        b"\xFF",
        b"<log4j:event a='1'>",
        b"</log4j:event>",
        b"<b/>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"&lt;",
        b"<",
        b"MESSAGE=x\n",
        b"MESSAGE\n",
        b"\x03\0\0\0\0\0\0\0",
        b"9 <13>kiln\n",
        b"3 <1",
    ];
    prop::collection::vec(prop::sample::select(SCRAPS), 0..24).prop_map(|scraps| scraps.concat())
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    #[test]
    fn anything_comes_out_the_same_in_any_pieces(raw in scraps(), piece in 1_usize..20) {
        let plans = [
            ("json_records", "events[]"),
            ("json_records", "[]"),
            ("json_records", "data.result[].values[]"),
            ("journal_export", ""),
            ("xml_records", "log4j:event"),
            ("octet_counted", ""),
        ];
        for (id, detail) in plans {
            let plan = PlanDecoder { id: id.to_owned(), detail: detail.to_owned() };
            let whole = decode_in_pieces(&plan, &raw, raw.len().max(1));
            let pieces = decode_in_pieces(&plan, &raw, piece);
            prop_assert_eq!((&pieces.0, &pieces.2), (&whole.0, &whole.2), "{}", id);
        }
    }
}
