//! Any text as a time, and any time as a text.

use logscry::time::{Assumptions, Inferred, Reading, TimeParser, TimeShape, format_rfc3339};
use logscry::time::{find, parse_epoch_number};
use logscry::units::UnixNanos;

use super::choices::Choices;

const DAY_SECS: i64 = 86_400;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(crate) fn check(mut choices: Choices<'_>) {
    let bytes = [(); 8].map(|()| choices.byte());
    let not_after = UnixNanos(i64::from_le_bytes(bytes));
    let offset_secs = i32::from(choices.byte() as i8) * 900;
    let assumptions = Assumptions { not_after, offset_secs, dates: None };
    let (shape, at) = (choices.pick(&TimeShape::ALL), choices.below(1 << 16));
    check_round_trip(shape, i64::from_le_bytes(bytes).rem_euclid(800_000_000) + at as i64);
    let text = choices.rest();

    // Neighbours have the same day: what is remembered of it may only make it faster.
    let mut busy = TimeParser::new(assumptions);
    for line in text.split(|byte| *byte == b'\n').take(16) {
        for shape in TimeShape::ALL {
            let found = busy.parse(shape, line);
            assert_eq!(found, TimeParser::new(assumptions).parse(shape, line), "{shape:?}");
            if let Some((reading, len)) = found {
                check_reading(shape, reading, line, len, assumptions);
            }
        }
        if let Some(Reading::Time(stamp)) = parse_epoch_number(line) {
            assert!(stamp.digits <= 9 && stamp.inferred == Inferred::NONE);
        }
        find::each_time(line, &TimeShape::ALL, &mut busy, |found| {
            assert!(found.start < found.end && found.end <= line.len(), "{found:?}");
            false
        });
    }
}

fn check_reading(
    shape: TimeShape,
    reading: Reading,
    line: &[u8],
    len: usize,
    assumptions: Assumptions,
) {
    assert!(0 < len && len <= line.len(), "{shape:?} takes {len} bytes of {}", line.len());
    let again = TimeParser::new(assumptions).parse(shape, &line[..len]);
    assert_eq!(again, Some((reading, len)), "{shape:?}: what it takes is all that it needs");
    let Reading::Time(stamp) = reading else { return };
    assert!(stamp.digits <= 9);
    let is_of = |part: Inferred| stamp.inferred.has(part);
    assert!(!is_of(Inferred::YEAR) || !is_of(Inferred::DATE), "a date has a year");
    let printed = format_rfc3339(stamp.at, stamp.digits);
    let read = TimeParser::new(assumptions).parse(TimeShape::Iso, printed.as_bytes());
    let Some((Reading::Time(back), printed_len)) = read else { panic!("{printed} is read") };
    assert_eq!((printed_len, back.digits), (printed.len(), stamp.digits), "{printed}");
    assert_eq!(format_rfc3339(back.at, back.digits), printed);
}

/// A time of whole seconds, written as a shape has it, is read as what it was.
fn check_round_trip(shape: TimeShape, since: i64) {
    let secs = 1_000_000_000 + since;
    let not_after = UnixNanos((secs + 3_600) * 1_000_000_000);
    let text = print(shape, secs);
    let mut parser = TimeParser::new(Assumptions { not_after, offset_secs: 0, dates: None });
    let Some((Reading::Time(stamp), len)) = parser.parse(shape, text.as_bytes()) else {
        panic!("{text:?} is a time of {shape:?}")
    };
    assert_eq!((stamp.at.0, len), (secs * 1_000_000_000, text.len()), "{text}");
}

/// Day by day from the epoch: slow and plain.
fn date_of(days: i64) -> (i64, usize, i64) {
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let (mut year, mut left) = (1970, days);
    while left >= 365 + i64::from(is_leap(year)) {
        left -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + i64::from(is_leap(year));
    let lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while left >= lengths[month] {
        left -= lengths[month];
        month += 1;
    }
    (year, month + 1, left + 1)
}

fn print(shape: TimeShape, secs: i64) -> String {
    let (year, month, day) = date_of(secs / DAY_SECS);
    let of_day = secs % DAY_SECS;
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let (name, short) = (MONTHS[month - 1], year % 100);
    let clock = format!("{hour:02}:{minute:02}:{second:02}");
    match shape {
        TimeShape::Iso => format!("{year:04}-{month:02}-{day:02} {clock}"),
        TimeShape::Basic => format!("{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}"),
        TimeShape::Clf => format!("{day:02}/{name}/{year:04}:{clock} +0000"),
        TimeShape::DayMonthName => format!("{day:02} {name} {year:04} {clock}"),
        TimeShape::MonthNameYear => format!("{name} {day:2} {clock} {year:04}"),
        TimeShape::MonthName => format!("{name} {day:2} {clock}"),
        TimeShape::ShortYear => format!("{short:02}/{month:02}/{day:02} {clock}"),
        TimeShape::ShortBasic => {
            format!("{short:02}{month:02}{day:02} {hour:02}{minute:02}{second:02}")
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
