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
        ("2023-01-02 03:04:05:678901", "2023-01-02T03:04:05.678901Z", ZONE),
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
    let assumptions =
        super::Assumptions { not_after: crate::units::UnixNanos(0), offset_secs: 0, dates: None };
    let read = super::TimeParser::new(assumptions).parse(TimeShape::Iso, text);
    assert_eq!(read.map(|(_, len)| len), Some(19));
}

#[test]
fn months_are_written_in_other_ways() {
    use TimeShape as Shape;
    for (shape, text, expected, inferred) in [
        (Shape::MonthName, "jun/19 11:08:37", "2025-06-19T11:08:37Z", ZONE | YEAR),
        (Shape::MonthName, "19-Jun 11:08:37", "2025-06-19T11:08:37Z", ZONE | YEAR),
        (Shape::MonthName, "9-Jun 11:08", "2025-06-09T11:08:00Z", ZONE | YEAR),
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

#[test]
fn dates_have_other_signs() {
    for text in [
        "2017_09_14 10:40:29",
        "2017:09:14 10:40:29",
        "2017/257 10:40:29",
        "2017-257 10:40:29",
        "2017:257:10:40:29",
        "2017.257 10:40:29",
        "2017-W37-4T10:40:29",
        "2017\u{5e74}09\u{6708}14\u{65e5} 10:40:29",
        "2017\u{5e74}9\u{6708}14\u{65e5}10\u{65f6}40\u{5206}29\u{79d2}",
        "2017\u{b144} 9\u{c6d4} 14\u{c77c} 10:40:29",
        "17\u{5e74}9\u{6708}14\u{65e5} 10:40:29",
        "2017-09-14 10-40-29",
        "2017-09-14 10.40.29",
        "2017-09-14 at 10:40:29",
        "2017-09-14 Thu 10:40:29",
        "2017-09-14 (Thu) 10:40:29",
        "2017-09-14, um 10:40:29",
        "2017-09-14] [10:40:29",
        "2017-09-14][10:40:29",
        "2017-09-14/10:40:29",
        "2017-09-14 @ 10:40:29",
    ] {
        check(TimeShape::Iso, text, "2017-09-14T10:40:29Z", ZONE);
    }
    for text in
        ["2017-09-14 INFO 10:40:29", "2017/399 10:40:29", "2017_09-14 10:40:29", "2017-257 10"]
    {
        check(TimeShape::Iso, text, "", 0);
    }
}

#[test]
fn years_of_two_digits_stand_behind_months() {
    for text in [
        "14/Sep/17 10:40:29",
        "14/Sep/17:10:40:29",
        "14-Sep-17 10:40:29",
        "14-SEP-17 10.40.29",
        "14-SEP-17 10.40.29 AM",
        "14 Sep 17 10:40:29",
        "14 Sep '17 10:40:29",
        "14.Sep.17 10:40:29",
        "14SEP17:10:40:29",
        "14 Sep 2017, 10:40:29",
        "Thu, 14 Sep 17 10:40:29",
    ] {
        check(TimeShape::DayMonthName, text, "2017-09-14T10:40:29Z", ZONE);
    }
    for text in ["Sep-14-17 10:40:29", "Sep-14-2017 10:40:29", "Sep 14, 17 10:40:29"] {
        check(TimeShape::MonthNameYear, text, "2017-09-14T10:40:29Z", ZONE);
    }
    // What a colon follows is the hour.
    check(TimeShape::DayMonthName, "14 Sep 17:40:29", "", 0);
    check(TimeShape::MonthName, "14 Sep 17:40:29", "2025-09-14T17:40:29Z", ZONE | YEAR);
    check(TimeShape::MonthName, "Sep 14 10:40:29", "2025-09-14T10:40:29Z", ZONE | YEAR);
}

#[test]
fn clocks_stand_before_dates_too() {
    for text in [
        "10:40:29 2017-09-14",
        "10:40:29, 14 Sep 2017",
        "10:40:29] [2017-09-14",
        "10:40:29 20170914",
        "10:40:29 Sep 14 2017",
        "10:40:29 Thu 2017-09-14",
    ] {
        check(TimeShape::ClockFirst, text, "2017-09-14T10:40:29Z", ZONE);
    }
    check(TimeShape::ClockFirst, "10:40:29 +02:00 2017-09-14", "2017-09-14T08:40:29Z", 0);
    check(TimeShape::ClockFirst, "10:40:29 2017-09-14 11:00:00", "", 0);
    check(TimeShape::ClockFirst, "10:40:29 14/09/2017", "", 0);
}

#[test]
fn programs_have_stamps_of_their_own() {
    use TimeShape as Shape;
    for (shape, text, expected, inferred) in [
        (Shape::MonthDayBasic, "0226/052726", "2026-02-26T05:27:26Z", ZONE | YEAR),
        (Shape::MonthDayBasic, "0226/052726.123", "2026-02-26T05:27:26.123Z", ZONE | YEAR),
        (Shape::MonthDayBasic, "1024/204800 bytes", "", 0),
        (Shape::Basic, "20230226,052726.123", "2023-02-26T05:27:26.123Z", ZONE),
        (Shape::Basic, "20220223-00:10:38.662(-3)", "2022-02-23T03:10:38.662Z", 0),
        (Shape::Basic, "20220223-00:10:38.662(5.5)", "2022-02-22T18:40:38.662Z", 0),
        (Shape::MonthDay, "08/26-14:54:58.103256", "2025-08-26T14:54:58.103256Z", ZONE | YEAR),
        (Shape::MonthFirst, "08/26/24-14:54:58.103256", "2024-08-26T14:54:58.103256Z", ZONE),
        (Shape::MonthFirst, "08/26/2024-14:54:58.1", "2024-08-26T14:54:58.1Z", ZONE),
        (Shape::ShortYear, "20-1-9 21:29:12.9", "2020-01-09T21:29:12.9Z", ZONE),
        (Shape::ShortYear, "20-1-10 1:02:03.4", "2020-01-10T01:02:03.4Z", ZONE),
    ] {
        check(shape, text, expected, inferred);
    }
}
