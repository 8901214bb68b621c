//! Events that were made up for these tests: read, cut, damaged.

use proptest::prelude::*;

use super::*;
use crate::input::testing::decode_in_pieces;

/// Three events made up for these tests: the second uses the first one's template, the third
/// has a list.
const LOG: &[u8] = include_bytes!("../../../../tests/corpus/exports/evtx.export");

fn decode(raw: &[u8], piece: usize) -> (String, Result<(), DecodeError>) {
    let (text, _, outcome) = decode_in_pieces((CODEC.start)(""), raw, piece);
    (String::from_utf8_lossy(&text).into_owned(), outcome)
}

#[test]
fn events_are_lines_of_xml() {
    let (text, outcome) = decode(LOG, 4096);
    assert_eq!(outcome, Ok(()));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "{text}");
    assert!(lines.iter().all(|line| line.starts_with("<Event xmlns=\"http://schemas.")), "{text}");
    assert!(
        lines[0].contains("<Data Name=\"Berth\">4 &amp; &quot;5&quot;&#10;north</Data>"),
        "{text}"
    );
    assert!(lines[0].contains("<Security UserID=\"S-1-5-21-7-8-1001\"/>"), "{text}");
    assert!(lines[1].contains("<Security/>"), "an attribute without a value is left out: {text}");
    assert!(lines[2].contains("<Data>low</Data><Data>high</Data>"), "{text}");
}

#[test]
fn pieces_do_not_matter() {
    for piece in [1000, 4097, 65_537] {
        assert_eq!(decode(LOG, piece), decode(LOG, LOG.len()), "in pieces of {piece}");
    }
}

#[test]
fn a_cut_file_keeps_the_records_before() {
    let (text, outcome) = decode(&LOG[..LOG.len() - 10], 4096);
    assert_eq!((text.lines().count(), outcome), (3, Err(DecodeError::Unfinished)));
    let (text, outcome) = decode(&LOG[..FILE_HEADER_BYTES + 600], 4096);
    assert_eq!((text.as_str(), outcome), ("", Err(DecodeError::Unfinished)));
}

#[test]
fn a_damaged_record_keeps_its_head() {
    let mut log = LOG.to_vec();
    // The token that begins the first event.
    log[FILE_HEADER_BYTES + FIRST_RECORD + 28] = 0xee;
    let (text, outcome) = decode(&log, 4096);
    let first = text.lines().next().unwrap();
    assert_eq!(outcome, Ok(()));
    assert!(first.contains("<EventRecordID>71</EventRecordID>"), "{first}");
    assert!(first.contains("SystemTime=\"2024-02-03T04:05:06.7890123Z\""), "{first}");
    assert!(first.contains("ProcessingErrorData"), "{first}");
}

#[test]
fn dates_count_from_1601() {
    let written = |ticks: u64| {
        let mut text = Vec::new();
        write_file_time(ticks, &mut text);
        String::from_utf8(text).unwrap()
    };
    assert_eq!(written(0), "1601-01-01T00:00:00.0000000Z");
    assert_eq!(written(116_444_736_000_000_001), "1970-01-01T00:00:00.0000001Z");
    assert_eq!(written(125_963_423_990_000_000), "2000-02-29T23:59:59.0000000Z");
    assert_eq!(written(133_512_191_990_000_000), "2024-01-31T23:59:59.0000000Z");
    assert_eq!(written(u64::MAX), "60056-05-28T05:36:10.9551615Z");
}

proptest! {
    #![proptest_config(crate::testing::cases(256))]

    #[test]
    fn damage_makes_no_panic_and_no_flood(
        damage in prop::collection::vec((0_usize..2600, any::<u8>()), 1..6),
    ) {
        let mut log = LOG.to_vec();
        for (at, byte) in damage {
            log[FILE_HEADER_BYTES + FIRST_RECORD + at] = byte;
        }
        let (text, _) = decode(&log, 65_536);
        prop_assert!(text.len() < 1 << 23);
    }
}
