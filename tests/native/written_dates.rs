//! The law of dates: none that neither the entry's bytes nor what was told of the source hold.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::feed::{Way, feed};

/// The day that sources of these tests were last written, and the one before: what a clock that
/// stands alone is given, and marked.
const LAST_DAYS: [&str; 2] = ["2026-07-01", "2026-06-30"];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Ways of writing a day that has a year, and those of them that mean a day wherever they stand.
const SPELLINGS: usize = 18;
const SURE: [usize; 10] = [0, 1, 2, 4, 5, 6, 7, 8, 12, 16];

#[derive(Clone, Copy, Debug)]
struct Day {
    year: u32,
    month: u32,
    day: u32,
}

impl Day {
    fn spelled(self, spelling: usize) -> String {
        let Self { year, month, day } = self;
        let name = MONTHS[month as usize - 1];
        let short = year % 100;
        match spelling {
            0 => format!("{year}-{month:02}-{day:02}"),
            1 => format!("{year}/{month:02}/{day:02}"),
            2 => format!("{day:02}/{name}/{year}"),
            3 => format!("{day:02}-{name}-{short:02}"),
            4 => format!("{day} {name} {year}"),
            5 => format!("{name} {day}, {year}"),
            6 => format!("{day:02}.{month:02}.{year}"),
            7 => format!("{month:02}/{day:02}/{year}"),
            8 => format!("{day:02}/{month:02}/{year}"),
            9 => format!("{short:02}/{month:02}/{day:02}"),
            10 => format!("{month}/{day}/{short:02}"),
            11 => format!("{year}{month:02}{day:02}"),
            12 => format!("{year}年{month}月{day}日"),
            13 => format!("{year}_{month:02}_{day:02}"),
            14 => format!("{year}.{month:02}.{day:02}"),
            15 => format!("{day:02}/{name}/{short:02}"),
            16 => format!("{name} {day:>2} {year}"),
            _ => format!("{short:02}{month:02}{day:02}"),
        }
    }

    /// Every day that its numbers may mean, whichever is which.
    fn readings(self) -> Vec<String> {
        let Self { year, month, day } = self;
        let short = year % 100;
        let full = |short: u32| if short < 70 { 2000 + short } else { 1900 + short };
        let orders = [
            (year, month, day),
            (year, day, month),
            (full(day), month, short),
            (full(month), day, short),
            (full(day), short, month),
        ];
        let is_real = |(_, month, day): &(u32, u32, u32)| *month <= 12 && *day <= 31;
        let all = orders.into_iter().filter(is_real);
        all.map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")).collect()
    }
}

/// A line of a source: its text, and the days that it holds.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    days: Vec<Day>,
}

/// How the lines of a source are put together: the same for most of them.
#[derive(Clone, Debug)]
struct Template {
    spelling: usize,
    before: &'static str,
    between: &'static str,
    after: &'static str,
    is_clock_first: bool,
    has_date: bool,
    /// Another date stands in the message.
    other: Option<usize>,
    words: &'static str,
}

fn template() -> impl Strategy<Value = Template> {
    let before = prop::sample::select(vec![
        "",
        "",
        "",
        "[",
        "(",
        "<",
        "INFO ",
        "[INFO] ",
        "app: ",
        "T:",
        "~",
        "host app[",
        "* ",
        "#",
        "E ",
        "ts=",
        "{\"time\":\"",
        "Log of ",
    ]);
    let between = prop::sample::select(vec![
        " ", " ", "T", ", ", " at ", "|", "_", "] [", " - ", ":", " on ", ";", "\t", " Mon ", "-",
        "",
    ]);
    let after =
        prop::sample::select(vec![" ", "] ", ") ", "> ", " ERROR ", ": ", " - ", "\"} ", "|"]);
    let words = prop::sample::select(vec![
        "kiln is warm",
        "level=info msg=lit",
        "{\"a\":\"b\"}",
        "WARN door",
        "GET /clay",
    ]);
    let flags = (
        any::<bool>(),
        prop::bool::weighted(0.85),
        prop::option::weighted(0.2, prop::sample::select(&SURE[..])),
    );
    (0..SPELLINGS, before, between, after, words, flags).prop_map(
        |(spelling, before, between, after, words, (is_clock_first, has_date, other))| Template {
            spelling,
            before,
            between,
            after,
            is_clock_first,
            has_date,
            other,
            words,
        },
    )
}

impl Template {
    fn line(&self, day: Day, other: Day, secs: u32) -> Line {
        let Self { before, between, after, words, .. } = self;
        let clock = format!("{:02}:{:02}:{:02}", secs / 3600 % 24, secs / 60 % 60, secs % 60);
        let date = day.spelled(self.spelling);
        let (mut days, time) = match (self.has_date, self.is_clock_first) {
            (false, _) => (vec![], clock),
            (true, true) => (vec![day], format!("{clock}{between}{date}")),
            // Nobody could tell where two numbers part.
            (true, false)
                if between.is_empty() && date.ends_with(|end: char| end.is_ascii_digit()) =>
            {
                (vec![day], format!("{date} {clock}"))
            }
            (true, false) => (vec![day], format!("{date}{between}{clock}")),
        };
        let mut text = format!("{before}{time}{after}{words}");
        if let Some(spelling) = self.other {
            text = format!("{text} until {}", other.spelled(spelling));
            days.push(other);
        }
        Line { text, days }
    }
}

fn day() -> impl Strategy<Value = Day> {
    (2003_u32..2020, 1_u32..13, 1_u32..29).prop_map(|(year, month, day)| Day { year, month, day })
}

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let templates = prop::collection::vec(template(), 1..4);
    let of_line = (0_usize..12, day(), day(), 0_u32..86_400);
    (templates, prop::collection::vec(of_line, 1..14)).prop_map(|(templates, lines)| {
        let line = |(pick, day, other, secs): (usize, Day, Day, u32)| {
            // Most lines are of the first.
            let template = templates.get(pick.saturating_sub(8)).unwrap_or(&templates[0]);
            template.line(day, other, secs)
        };
        lines.into_iter().map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn no_entry_gets_a_date_that_its_bytes_do_not_hold(lines in lines()) {
        let text: String = lines.iter().map(|line| format!("{}\n", line.text)).collect();
        let output = feed(text.as_bytes(), &Way::whole());
        let starts: Vec<usize> = output.entries.iter().map(|entry| line_of(entry)).collect();
        for (n, entry) in output.entries.iter().enumerate() {
            let head = entry.lines().next().unwrap_or_default();
            let Some((_, time)) = head.split_once(": ") else { continue };
            if time.starts_with("no time") {
                continue;
            }
            let end = starts.get(n + 1).copied().unwrap_or(lines.len() + 1);
            let own = &lines[starts[n] - 1..(end - 1).max(starts[n])];
            let days: BTreeSet<String> =
                own.iter().flat_map(|line| &line.days).flat_map(|day| day.readings()).collect();
            let date = &time[..10];
            let is_given = time.contains("date?") && own[0].days.is_empty() && LAST_DAYS.contains(&date);
            prop_assert!(
                days.contains(date) || is_given,
                "{head}\n{}\nin\n{text}", own[0].text
            );
        }
    }
}

fn line_of(entry: &str) -> usize {
    let number = entry.strip_prefix("line ").and_then(|rest| rest.split(':').next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
