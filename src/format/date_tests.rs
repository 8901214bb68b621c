//! A law: no entry gets a date that its line does not hold, if the line holds any.

use proptest::prelude::*;

use super::{FieldNames, Parsed, SourceParser, detect};
use crate::frame::Heads as _;
use crate::time::{Assumptions, Inferred, Stamp, format_rfc3339};
use crate::units::UnixNanos;

/// 2026-01-01, which no line here names.
const ASSUMPTIONS: Assumptions =
    Assumptions { not_after: UnixNanos(1_767_225_600_000_000_000), offset_secs: 0, dates: None };

/// The times of the lines of a source, as printed, and whether their dates were inferred.
fn times_of(lines: &[String]) -> Vec<Option<(String, bool)>> {
    let text = lines.join("\n") + "\n";
    let plan = detect(text.as_bytes(), ASSUMPTIONS);
    let mut names = FieldNames::new();
    let mut parser = SourceParser::new(&plan, &mut names, ASSUMPTIONS);
    let mut out = Parsed::default();
    let mut time_of = |line: &String| {
        parser.starts(line.as_bytes());
        parser.parse(line.as_bytes(), &mut names, &mut out);
        let is_open = |stamp: Stamp| stamp.inferred.has(Inferred::DATE);
        out.time.map(|stamp| (format_rfc3339(stamp.at, 0), is_open(stamp)))
    };
    lines.iter().map(&mut time_of).collect()
}

/// September `day` of 2017 in many ways; the last ones nobody understands.
const DATES: [fn(u32) -> String; 28] = [
    |day| format!("2017-09-{day}"),
    |day| format!("2017/9/{day}"),
    |day| format!("2017.09.{day}"),
    |day| format!("2017_09_{day}"),
    |day| format!("2017:09:{day}"),
    |day| format!("201709{day}"),
    |day| format!("1709{day}"),
    |day| format!("{day}/Sep/2017"),
    |day| format!("{day}/Sep/17"),
    |day| format!("{day}-SEP-17"),
    |day| format!("{day} Sep 17"),
    |day| format!("{day}.Sep.2017"),
    |day| format!("{day}Sep2017"),
    |day| format!("Sep {day}, 2017"),
    |day| format!("Thu Sep {day} 2017"),
    |day| format!("{day}.09.2017"),
    |day| format!("{day}/09/2017"),
    |day| format!("09/{day}/2017"),
    |day| format!("17-9-{day}"),
    |day| format!("2017/{}", day + 243),
    |day| format!("2017-{}", day + 243),
    |day| format!("2017{}", day + 243),
    |day| format!("2017\u{5e74}09\u{6708}{day}\u{65e5}"),
    |day| format!("2017w{day}"),
    |day| format!("{day}~Sep~2017"),
    |day| format!("2017|09|{day}"),
    |day| format!("{day}_09_2017"),
    |day| format!("2017-Sep.{day}"),
];

/// How a date and a clock stand in a line.
const PLACES: [fn(&str, &str) -> String; 14] = [
    |date, clock| format!("{date} {clock} [INFO] [app] one"),
    |date, clock| format!("[{date} {clock}] INFO: one"),
    |date, clock| format!("[{date}] [{clock}] [INFO] one"),
    |date, clock| format!("({date}) {clock} one"),
    |date, clock| format!("{date} at {clock} one"),
    |date, clock| format!("{clock} {date} [INFO] one"),
    |date, clock| format!("[{clock}] [{date}] one"),
    |date, clock| format!("x:{date} {clock} one"),
    |date, clock| format!("D{date} {clock} one"),
    |date, clock| format!("]{date} {clock} one"),
    |date, clock| format!("{clock}, {date} - one"),
    |date, clock| format!("{date}T{clock} one"),
    |date, clock| format!("{date} INFO {clock} one"),
    |date, clock| format!("host {date} - {clock} - one"),
];

proptest! {
    #![proptest_config(crate::testing::cases(400))]

    #[test]
    fn no_day_is_taken_for_one_that_is_written(
        date in 0..DATES.len(),
        place in 0..PLACES.len(),
        days in prop::collection::vec(13_u32..28, 2..5),
        second in 0_u32..40,
    ) {
        let line = |(n, day): (usize, &u32)| {
            let clock = format!("10:4{n}:{}", 19 + second);
            PLACES[place](&DATES[date](*day), &clock)
        };
        let lines: Vec<String> = days.iter().enumerate().map(line).collect();
        for (n, (time, day)) in times_of(&lines).into_iter().zip(&days).enumerate() {
            if let Some((time, is_open)) = time {
                // What no line tells apart is marked: it is still one of the orders.
                let other = format!("20{day}-09-17T10:4{n}:{}Z", 19 + second);
                if is_open && time == other {
                    continue;
                }
                let expected = format!("2017-09-{day}T10:4{n}:{}Z", 19 + second);
                prop_assert_eq!(time, expected, "{}", lines[n]);
            }
        }
    }
}

#[test]
fn the_order_of_a_source_is_one() {
    let lines = |dates: &[&str]| -> Vec<String> {
        dates.iter().map(|date| format!("{date} 10:00:00 [INFO] one")).collect()
    };
    let times = times_of(&lines(&["03/04/2021", "04/05/2021", "13/05/2021"]));
    let expected = ["2021-04-03T10:00:00Z", "2021-05-04T10:00:00Z", "2021-05-13T10:00:00Z"];
    assert_eq!(times, expected.map(|time| Some((time.to_owned(), false))));
    let times = times_of(&lines(&["12-11-10", "20-1-9", "20-1-10"]));
    let expected = ["2012-11-10T10:00:00Z", "2020-01-09T10:00:00Z", "2020-01-10T10:00:00Z"];
    assert_eq!(times, expected.map(|time| Some((time.to_owned(), false))));
}

#[test]
fn an_order_that_nothing_settles_is_inferred() {
    let text = b"03/04/2021 10:00:00 INFO one\n04/04/2021 10:00:00 INFO two\n";
    let plan = detect(text, ASSUMPTIONS);
    let mut names = FieldNames::new();
    let mut parser = SourceParser::new(&plan, &mut names, ASSUMPTIONS);
    let mut out = Parsed::default();
    let mut inferred_of = |line: &[u8]| {
        parser.parse(line, &mut names, &mut out);
        out.time.map(|stamp| (format_rfc3339(stamp.at, 0), stamp.inferred))
    };
    let inferred = Inferred::DATE.and(Inferred::ZONE);
    let open = inferred_of(b"03/04/2021 10:00:00 INFO one");
    assert_eq!(open, Some(("2021-03-04T10:00:00Z".to_owned(), inferred)));
    // The day is the same in either order.
    let same = inferred_of(b"04/04/2021 10:00:00 INFO two");
    assert_eq!(same, Some(("2021-04-04T10:00:00Z".to_owned(), Inferred::ZONE)));
    // What the sample could not know is still no other day.
    let late = inferred_of(b"25/04/2021 10:00:00 INFO three");
    assert_eq!(late, Some(("2021-04-25T10:00:00Z".to_owned(), Inferred::ZONE)));
}
