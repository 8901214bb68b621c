//! Rare spellings: other separators, days of the year, zones apart or in brackets, months in capitals
//! and other scripts.

use super::tests::check;
use super::{Inferred, TimeShape};

const YEAR: u8 = Inferred::YEAR.0;
const ZONE: u8 = Inferred::ZONE.0;

#[test]
fn iso_times_are_parted_and_zoned_in_other_ways() {
    for (text, expected, inferred) in [
        ("2023-01-02;03:04:05", "2023-01-02T03:04:05Z", ZONE),
        ("2023-01-02|03:04:05.6", "2023-01-02T03:04:05.6Z", ZONE),
        ("2023-01-02 03:04:05 +01", "2023-01-02T02:04:05Z", 0),
        ("2023-01-02 03:04:05 (CET)", "2023-01-02T02:04:05Z", 0),
        ("2023-01-02 03:04:05 MEZ", "2023-01-02T02:04:05Z", 0),
        ("2023-01-02 03:04:05 MSK", "2023-01-02T00:04:05Z", 0),
        ("2023-01-02 03:04:05 MSD", "2023-01-01T23:04:05Z", 0),
        ("2023-01-02 03:04:05 WIB", "2023-01-01T20:04:05Z", 0),
        ("2023-01-02 03:04:05.678 +0000 UTC", "2023-01-02T03:04:05.678Z", 0),
        ("2023-01-02 03:04:05 -0800 PST", "2023-01-02T11:04:05Z", 0),
        ("2023-032T03:04:05Z", "2023-02-01T03:04:05Z", 0),
        ("2024-366T03:04:05Z", "2024-12-31T03:04:05Z", 0),
        ("2023-366T03:04:05Z", "", 0),
        ("2023-000T03:04:05Z", "", 0),
    ] {
        check(TimeShape::Iso, text, expected, inferred);
    }
}

#[test]
fn hours_are_no_zone_where_something_is_said_of_them() {
    let text = b"2023-01-02 03:04:05 -10 dB";
    let assumptions = super::Assumptions { not_after: crate::units::UnixNanos(0), offset_secs: 0 };
    let read = super::TimeParser::new(assumptions).parse(TimeShape::Iso, text);
    assert_eq!(read.map(|(_, len)| len), Some(19));
}

#[test]
fn months_are_written_in_other_ways() {
    use TimeShape as Shape;
    for (shape, text, expected, inferred) in [
        (Shape::MonthName, "jun/19 11:08:37", "2025-06-19T11:08:37Z", ZONE | YEAR),
        (Shape::MonthNameYear, "jun/19/2022 11:08:37", "2022-06-19T11:08:37Z", ZONE),
        (
            Shape::MonthName,
            "19 \u{41c}\u{410}\u{420} 11:08:37",
            "2025-03-19T11:08:37Z",
            ZONE | YEAR,
        ),
        (Shape::DayMonthName, "19 D\u{c9}C 2022 11:08:37", "2022-12-19T11:08:37Z", ZONE),
        (
            Shape::DayMonthName,
            "19 \u{43c}\u{430}\u{440}. 2022 \u{433}. 11:08:37",
            "2022-03-19T11:08:37Z",
            ZONE,
        ),
        (
            Shape::MonthNameYear,
            "\u{4e09}\u{6708} 02, 2022 10:11:12 \u{4e0b}\u{5348}",
            "2022-03-02T22:11:12Z",
            ZONE,
        ),
        (Shape::ShortYear, "02.03.26 10:11:12", "", 0),
        (Shape::DayFirst, "02.03.26 10:11:12", "2026-03-02T10:11:12Z", ZONE),
        (Shape::MonthDay, "03-02|10:11:12.123", "2025-03-02T10:11:12.123Z", ZONE | YEAR),
    ] {
        check(shape, text, expected, inferred);
    }
}
