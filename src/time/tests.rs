//! Every shape of time, what is inferred, and that printing and parsing agree.

use proptest::prelude::*;

use super::civil::{DAY_SECS, civil_from_days};
use super::*;

/// 2026-02-28T00:00:00Z.
const ASSUMPTIONS: Assumptions =
    Assumptions { not_after: UnixNanos(1_772_236_800_000_000_000), offset_secs: 0, dates: None };

pub(super) const YEAR: u8 = Inferred::YEAR.0;
pub(super) const ZONE: u8 = Inferred::ZONE.0;

/// `text` is read whole as `expected` by the shape; an empty `expected` is no time.
#[track_caller]
pub(super) fn check(shape: TimeShape, text: &str, expected: &str, inferred: u8) {
    let read = TimeParser::new(ASSUMPTIONS).parse(shape, text.as_bytes());
    let shown = match read {
        None => String::new(),
        Some((Reading::OutOfRange, _)) => "out of range".to_owned(),
        Some((Reading::Time(stamp), len)) => {
            assert_eq!(len, text.len(), "{text}");
            assert_eq!(stamp.inferred.told().0, inferred, "{text}");
            format_rfc3339(stamp.at, stamp.digits)
        }
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn iso_times_come_in_many_spellings() {
    for (text, expected, inferred) in [
        ("2023-01-02T03:04:05Z", "2023-01-02T03:04:05Z", 0),
        ("2023-01-02T03:04:05.678901234+05:30", "2023-01-01T21:34:05.678901234Z", 0),
        ("2023-01-02 03:04:05,678", "2023-01-02T03:04:05.678Z", ZONE),
        ("2023-01-02 03:04:05 +0100", "2023-01-02T02:04:05Z", 0),
        ("2023-01-02 03:04:05.1 UTC", "2023-01-02T03:04:05.1Z", 0),
        ("2023/01/02 03:04:05", "2023-01-02T03:04:05Z", ZONE),
        ("2005-06-03-15.42.50.675872", "2005-06-03T15:42:50.675872Z", ZONE),
        ("2023-01-02_03:04:05-08", "2023-01-02T11:04:05Z", 0),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", 0),
        ("0001-01-01T00:00:00Z", "out of range", 0),
        ("9999-12-31T23:59:59Z", "out of range", 0),
        ("2023-02-30T00:00:00Z", "", 0),
        ("2023-02-28T25:00:00Z", "", 0),
        ("2023-02-28", "", 0),
    ] {
        check(TimeShape::Iso, text, expected, inferred);
    }
}

#[test]
fn other_shapes_are_read() {
    use TimeShape as Shape;
    for (shape, text, expected, inferred) in [
        (Shape::Basic, "20230102T030405Z", "2023-01-02T03:04:05Z", 0),
        (Shape::Basic, "20171223-22:15:29:606", "2017-12-23T22:15:29.606Z", ZONE),
        (Shape::Basic, "20171224-0:7:20:44", "2017-12-24T00:07:20.044Z", ZONE),
        (Shape::MonthName, "Jun-16 14:09:08", "2025-06-16T14:09:08Z", ZONE | YEAR),
        (Shape::MonthName, "ao\u{fb}t 19 11:08:37", "2025-08-19T11:08:37Z", ZONE | YEAR),
        (Shape::MonthName, "19 Okt 11:08:37", "2025-10-19T11:08:37Z", ZONE | YEAR),
        (Shape::MonthName, "janv. 19 11:08:37", "2026-01-19T11:08:37Z", ZONE | YEAR),
        (Shape::MonthName, "mar\u{e9}e 19 11:08:37", "", 0),
        (Shape::MonthNameYear, "Thu. Aug. 31 12:01:05 PST 2023", "2023-08-31T20:01:05Z", 0),
        (Shape::MonthNameYear, "Thu. Aug. 31 12:01:05 2023 PST", "2023-08-31T20:01:05Z", 0),
        (Shape::DayMonthName, "04Dec2005 04:47:44.123", "2005-12-04T04:47:44.123Z", ZONE),
        (Shape::Clf, "10/Oct/2000:13:55:36 -0700", "2000-10-10T20:55:36Z", 0),
        (Shape::DayMonthName, "Sun, 04 Dec 2005 04:47:44 GMT", "2005-12-04T04:47:44Z", 0),
        (Shape::DayMonthName, "04 Dec 2005 04:47:44,123", "2005-12-04T04:47:44.123Z", ZONE),
        (Shape::MonthNameYear, "Sun Dec 04 04:47:44 2005", "2005-12-04T04:47:44Z", ZONE),
        (
            Shape::MonthNameYear,
            "Sun Dec  4 04:47:44.123456 2005",
            "2005-12-04T04:47:44.123456Z",
            ZONE,
        ),
        (Shape::MonthNameYear, "Sun Dec  4 04:47:44 PST 2005", "2005-12-04T12:47:44Z", 0),
        (Shape::MonthNameYear, "Dec 4, 2005 4:47:44 PM", "2005-12-04T16:47:44Z", ZONE),
        (Shape::MonthName, "Jun  9 06:06:20", "2025-06-09T06:06:20Z", YEAR | ZONE),
        (Shape::MonthName, "Feb 28 06:06:20.5", "2026-02-28T06:06:20.5Z", YEAR | ZONE),
        (Shape::MonthName, "Feb 29 06:06:20", "2024-02-29T06:06:20Z", YEAR | ZONE),
        (Shape::MonthName, "Mar  1 00:00:00", "2026-03-01T00:00:00Z", YEAR | ZONE),
        (Shape::MonthName, "Mar  1 00:00:01", "2025-03-01T00:00:01Z", YEAR | ZONE),
        (Shape::MonthName, "08 Jan 17:45:41.572", "2026-01-08T17:45:41.572Z", YEAR | ZONE),
        (Shape::DayMonthName, "2023 Aug 31 20:01:05 UTC", "2023-08-31T20:01:05Z", 0),
        (Shape::DayMonthName, "8-Mar-2018::14:09:27", "2018-03-08T14:09:27Z", ZONE),
        (Shape::MonthFirst, "10/30/18 19:40:59:031 GMT", "2018-10-30T19:40:59.031Z", 0),
        (Shape::ShortYear, "17/06/09 20:10:40", "2017-06-09T20:10:40Z", ZONE),
        (Shape::ShortBasic, "081109 203615", "2008-11-09T20:36:15Z", ZONE),
        (Shape::MonthDay, "03-17 16:13:38.811", "2025-03-17T16:13:38.811Z", YEAR | ZONE),
        (Shape::MonthDay, "10.30 16:49:06", "2025-10-30T16:49:06Z", YEAR | ZONE),
        (Shape::MonthDayBasic, "0102 03:04:05.678901", "2026-01-02T03:04:05.678901Z", YEAR | ZONE),
        (Shape::DayFirst, "04.12.2005 04:47:44", "2005-12-04T04:47:44Z", ZONE),
        (Shape::MonthFirst, "12/04/2005 04:47:44 PM", "2005-12-04T16:47:44Z", ZONE),
        (Shape::Epoch, "1700000000.25", "2023-11-14T22:13:20.25Z", 0),
        (Shape::Epoch, "1700000000123", "2023-11-14T22:13:20.123Z", 0),
        (Shape::Epoch, "1700000000123456", "2023-11-14T22:13:20.123456Z", 0),
        (Shape::Epoch, "1700000000123456789", "2023-11-14T22:13:20.123456789Z", 0),
        (Shape::Epoch, "9999999999", "out of range", 0),
        (Shape::Epoch, "170000000", "", 0),
        (Shape::Clock, "23:59:59.5", "2026-02-27T23:59:59.5Z", Inferred::DATE.0 | ZONE),
        (Shape::Clock, "00:00:00", "2026-02-28T00:00:00Z", Inferred::DATE.0 | ZONE),
        (Shape::Clock, "00:00:01", "2026-02-27T00:00:01Z", Inferred::DATE.0 | ZONE),
    ] {
        check(shape, text, expected, inferred);
    }
}

#[test]
fn halves_of_the_day_are_written_in_many_ways() {
    use TimeShape as Shape;
    for (shape, text, expected) in [
        (Shape::MonthFirst, "12/4/2005, 4:47:44\u{202f}PM", "2005-12-04T16:47:44Z"),
        (Shape::MonthFirst, "12/4/2005 12:47:44 am", "2005-12-04T00:47:44Z"),
        (Shape::DayFirst, "4/12/2005 4:47:44 p. m.", "2005-12-04T16:47:44Z"),
        (Shape::DayFirst, "4/12/2005, 4:47:44 p.\u{a0}m.", "2005-12-04T16:47:44Z"),
        (Shape::DayFirst, "4/12/2005 4:47:44 a.m.", "2005-12-04T04:47:44Z"),
        (Shape::DayFirst, "4/12/2005 4:47:44 \u{3bc}.\u{3bc}.", "2005-12-04T16:47:44Z"),
        (Shape::DayFirst, "4/12/2005 \u{4e0b}\u{5348}4:47:44", "2005-12-04T16:47:44Z"),
        (Shape::DayFirst, "4/12/2005 \u{c624}\u{c804} 4:47:44", "2005-12-04T04:47:44Z"),
        (Shape::DayFirst, "4/12/2005 14:47:44 PM", ""),
    ] {
        check(shape, text, expected, ZONE);
    }
}

#[test]
fn months_and_weekdays_have_names_in_other_languages() {
    use TimeShape as Shape;
    for (shape, text, expected) in [
        (Shape::DayMonthName, "6. M\u{e4}rz 2024 07:08:09", "2024-03-06T07:08:09Z"),
        (Shape::DayMonthName, "Mo 6. Mai 2024 07:08:09", "2024-05-06T07:08:09Z"),
        (Shape::DayMonthName, "lun. 06 mai 2024 07:08:09", "2024-05-06T07:08:09Z"),
        (Shape::DayMonthName, "06-ago-2024 07:08:09", "2024-08-06T07:08:09Z"),
        (Shape::DayMonthName, "6 septiembre 2024 07:08:09", "2024-09-06T07:08:09Z"),
        (Shape::DayMonthName, "ven 6 dic 2024, 07:08:09", "2024-12-06T07:08:09Z"),
        (Shape::DayMonthName, "6 mei 2024 07:08:09", "2024-05-06T07:08:09Z"),
        (Shape::DayMonthName, "6 pa\u{17a} 2024 07:08:09", "2024-10-06T07:08:09Z"),
        (
            Shape::DayMonthName,
            "\u{43f}\u{43d} 06 \u{43c}\u{430}\u{44f} 2024 07:08:09",
            "2024-05-06T07:08:09Z",
        ),
        (
            Shape::DayMonthName,
            "6 \u{441}\u{435}\u{43d}\u{442}\u{44f}\u{431}\u{440}\u{44f} 2024 07:08:09",
            "2024-09-06T07:08:09Z",
        ),
        (Shape::DayMonthName, "6 maj 2024 07:08:09", "2024-05-06T07:08:09Z"),
        (Shape::DayMonthName, "6 foo 2024 07:08:09", ""),
    ] {
        check(shape, text, expected, ZONE);
    }
}

#[test]
fn numbers_are_taken_by_their_size() {
    for (text, expected) in [
        ("1700000000", "2023-11-14T22:13:20Z"),
        ("1.7000000001234e9", "2023-11-14T22:13:20.1234Z"),
        ("1700000000123.5", "2023-11-14T22:13:20.1235Z"),
        ("12.5", ""),
        ("1.2.3", ""),
    ] {
        let shown = match parse_epoch_number(text.as_bytes()) {
            Some(Reading::Time(stamp)) => format_rfc3339(stamp.at, stamp.digits),
            _ => String::new(),
        };
        assert_eq!(shown, expected, "{text}");
    }
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Writes an instant of whole seconds in a shape.
fn print(shape: TimeShape, secs: i64) -> String {
    let (year, month, day) = civil_from_days(secs.div_euclid(DAY_SECS));
    let of_day = secs.rem_euclid(DAY_SECS);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let name = MONTHS[usize::try_from(month - 1).unwrap()];
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    match shape {
        TimeShape::Iso => format!("{year:04}-{month:02}-{day:02} {clock}"),
        TimeShape::Basic => format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}"),
        TimeShape::Clf => format!("{day:02}/{name}/{year:04}:{clock} +0000"),
        TimeShape::DayMonthName => format!("{day:02} {name} {year:04} {clock}"),
        TimeShape::MonthNameYear => format!("{name} {day:2} {clock} {year:04}"),
        TimeShape::MonthName => format!("{name} {day:2} {clock}"),
        TimeShape::ShortYear => format!("{:02}/{month:02}/{day:02} {clock}", year % 100),
        TimeShape::ShortBasic => {
            format!("{:02}{month:02}{day:02} {hour:02}{minute:02}{second:02}", year % 100)
        }
        TimeShape::MonthDay => format!("{month:02}-{day:02} {clock}"),
        TimeShape::MonthDayBasic => format!("{month:02}{day:02} {clock}"),
        TimeShape::MonthFirst => format!("{month:02}/{day:02}/{year:04} {clock}"),
        TimeShape::DayFirst => format!("{day:02}.{month:02}.{year:04} {clock}"),
        TimeShape::Epoch => format!("{secs}"),
        TimeShape::Clock => clock,
        TimeShape::ClockFirst => format!("{clock} {year:04}-{month:02}-{day:02}"),
    }
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    #[test]
    fn printed_times_are_read_back(secs in 1_000_000_000_i64..1_772_323_200, at in 0..TimeShape::ALL.len()) {
        let shape = TimeShape::ALL[at];
        let not_after = secs + 3600;
        let assumptions = Assumptions { not_after: UnixNanos(not_after * 1_000_000_000), offset_secs: 0, dates: None };
        let text = print(shape, secs);
        let (reading, len) = TimeParser::new(assumptions).parse(shape, text.as_bytes()).unwrap();
        prop_assert_eq!(len, text.len());
        let Reading::Time(stamp) = reading else { panic!("out of range") };
        prop_assert_eq!(stamp.at.0, secs * 1_000_000_000, "{}", text);
    }

    #[test]
    fn rfc_3339_is_read_back_with_its_digits(nanos in any::<i64>(), digits in 0_u8..=9) {
        let text = format_rfc3339(UnixNanos(nanos), digits);
        let (reading, len) = TimeParser::new(ASSUMPTIONS).parse(TimeShape::Iso, text.as_bytes()).unwrap();
        prop_assert_eq!(len, text.len());
        if let Reading::Time(stamp) = reading {
            prop_assert_eq!(stamp.digits, digits);
            prop_assert_eq!(format_rfc3339(stamp.at, digits), text);
        }
    }

    #[test]
    fn no_text_makes_a_time_parser_panic(text in "[0-9A-Za-z:/., +-]{0,40}", noise in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut parser = TimeParser::new(ASSUMPTIONS);
        for shape in TimeShape::ALL {
            parser.parse(shape, text.as_bytes());
            parser.parse(shape, &noise);
        }
        parse_epoch_number(text.as_bytes());
        find::each_time(text.as_bytes(), &TimeShape::ALL, &mut parser, |_| false);
    }
}
