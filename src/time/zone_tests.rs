//! Times with the name of a zone or a place: what clocks showed there, then.

use super::tests::{YEAR, ZONE, check};
use super::*;

#[test]
fn zones_have_names_and_places() {
    use TimeShape as Shape;
    for (shape, text, expected, inferred) in [
        (Shape::Iso, "2024-05-06 07:08:09 CET", "2024-05-06T06:08:09Z", 0),
        (Shape::Iso, "2024-05-06 07:08:09.5 MESZ", "2024-05-06T05:08:09.5Z", 0),
        (Shape::Iso, "2024-05-06 07:08:09 AEST", "2024-05-05T21:08:09Z", 0),
        (Shape::Iso, "2024-05-06 07:08:09 IST", "2024-05-06T01:38:09Z", ZONE),
        (Shape::Iso, "2024-05-06 07:08:09 CST", "2024-05-06T13:08:09Z", ZONE),
        (Shape::Iso, "2024-05-06 07:08:09 UTC+2", "2024-05-06T05:08:09Z", 0),
        (Shape::Iso, "2024-05-06 07:08:09 GMT-9:30", "2024-05-06T16:38:09Z", 0),
        (Shape::Iso, "2024-05-06 07:08:09 +0530", "2024-05-06T01:38:09Z", 0),
        (Shape::Iso, "2024-05-06T07:08:09.123+02:00[Europe/Berlin]", "2024-05-06T05:08:09.123Z", 0),
        (Shape::Iso, "2024-05-06T07:08:09Z[Etc/UTC]", "2024-05-06T07:08:09Z", 0),
        (Shape::DayMonthName, "06-May-2024 07:08:09 Europe/Berlin", "2024-05-06T05:08:09Z", 0),
        (Shape::DayMonthName, "06-Jan-2024 07:08:09 Europe/Berlin", "2024-01-06T06:08:09Z", 0),
        (Shape::DayMonthName, "06-Jan-2024 07:08:09 Australia/Sydney", "2024-01-05T20:08:09Z", 0),
        (Shape::DayMonthName, "06-Jul-2024 07:08:09 America/New_York", "2024-07-06T11:08:09Z", 0),
        (Shape::MonthName, "Jul  6 07:08:09 Pacific/Auckland", "2025-07-05T19:08:09Z", YEAR),
    ] {
        check(shape, text, expected, inferred);
    }
}

/// What a place's clocks showed then, not what they would show by the rules of today.
#[test]
fn places_have_a_history() {
    for (text, expected) in [
        ("2010-07-15 12:00:00 Europe/Moscow", "2010-07-15T08:00:00Z"),
        ("2012-01-15 12:00:00 Europe/Moscow", "2012-01-15T08:00:00Z"),
        ("2016-01-15 12:00:00 Europe/Moscow", "2016-01-15T09:00:00Z"),
        ("2015-01-15 12:00:00 Europe/Istanbul", "2015-01-15T10:00:00Z"),
        ("2017-01-15 12:00:00 Europe/Istanbul", "2017-01-15T09:00:00Z"),
        ("2018-01-15 12:00:00 America/Sao_Paulo", "2018-01-15T14:00:00Z"),
        ("2020-01-15 12:00:00 America/Sao_Paulo", "2020-01-15T15:00:00Z"),
        ("2014-01-15 12:00:00 Asia/Pyongyang", "2014-01-15T03:00:00Z"),
        ("2016-01-15 12:00:00 Asia/Pyongyang", "2016-01-15T03:30:00Z"),
        ("2019-01-15 12:00:00 Asia/Pyongyang", "2019-01-15T03:00:00Z"),
        ("2011-12-29 12:00:00 Pacific/Apia", "2011-12-29T22:00:00Z"),
        ("2011-12-31 12:00:00 Pacific/Apia", "2011-12-30T22:00:00Z"),
        ("2007-01-15 12:00:00 America/Caracas", "2007-01-15T16:00:00Z"),
        ("2015-01-15 12:00:00 America/Caracas", "2015-01-15T16:30:00Z"),
        ("2017-01-15 12:00:00 America/Caracas", "2017-01-15T16:00:00Z"),
        ("2006-03-20 12:00:00 America/New_York", "2006-03-20T17:00:00Z"),
        ("2007-03-20 12:00:00 America/New_York", "2007-03-20T16:00:00Z"),
        ("1970-01-15 12:00:00 Europe/London", "1970-01-15T11:00:00Z"),
        ("2037-07-15 12:00:00 Europe/Berlin", "2037-07-15T10:00:00Z"),
        ("2100-07-15 12:00:00 Europe/Berlin", "2100-07-15T10:00:00Z"),
        ("2024-05-06 12:00:00 America/Argentina/Buenos_Aires", "2024-05-06T15:00:00Z"),
        // The sign of these names is the other way round.
        ("2024-05-06 12:00:00 Etc/GMT+5", "2024-05-06T17:00:00Z"),
    ] {
        check(TimeShape::Iso, text, expected, 0);
    }
}

#[test]
fn hours_that_clocks_skip_or_show_twice_are_marked() {
    for (text, expected, inferred) in [
        // Clocks went back for good, and a day was left out.
        ("2014-10-26 01:30:00 Europe/Moscow", "2014-10-25T21:30:00Z", ZONE),
        ("2014-10-26 02:00:00 Europe/Moscow", "2014-10-25T23:00:00Z", 0),
        ("2011-12-30 12:00:00 Pacific/Apia", "2011-12-30T22:00:00Z", ZONE),
        ("2018-11-04 00:30:00 America/Sao_Paulo", "2018-11-04T03:30:00Z", ZONE),
        ("2024-03-31 01:59:59 Europe/Paris", "2024-03-31T00:59:59Z", 0),
        ("2024-03-31 02:30:00 Europe/Paris", "2024-03-31T01:30:00Z", ZONE),
        ("2024-03-31 03:00:00 Europe/Paris", "2024-03-31T01:00:00Z", 0),
        ("2024-10-27 01:59:59 Europe/Paris", "2024-10-26T23:59:59Z", 0),
        ("2024-10-27 02:30:00 Europe/Paris", "2024-10-27T00:30:00Z", ZONE),
        ("2024-10-27 03:00:00 Europe/Paris", "2024-10-27T02:00:00Z", 0),
        ("2024-03-31 01:30:00 Europe/London", "2024-03-31T01:30:00Z", ZONE),
        ("2024-03-10 02:30:00 America/Chicago", "2024-03-10T08:30:00Z", ZONE),
        ("2024-11-03 01:30:00 America/Chicago", "2024-11-03T06:30:00Z", ZONE),
        ("2024-11-03 02:00:00 America/Chicago", "2024-11-03T08:00:00Z", 0),
        ("2024-04-07 02:30:00 Australia/Melbourne", "2024-04-06T15:30:00Z", ZONE),
        ("2024-10-06 02:30:00 Australia/Melbourne", "2024-10-05T16:30:00Z", ZONE),
    ] {
        check(TimeShape::Iso, text, expected, inferred);
    }
}
