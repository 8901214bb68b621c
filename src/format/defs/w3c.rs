//! W3C extended log files of IIS, `CloudFront` and others: comments name the columns.

use std::sync::{Arc, LazyLock};

use crate::format::table::cells::Cut;
use crate::format::table::columns::{Rows, meaning_of};
use crate::format::table::parser::TableParser;
use crate::format::table::{Asides, Class, Table, TimeAt, Usage};
use crate::format::{FieldNames, Format, FormatCard, Framing, Layout, Parser, Sample};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::UnixNanos;

/// W3C extended. Layout 0 has the columns that the comments name; the others are the defaults of IIS,
/// for parts of a log without comments.
pub(in crate::format) struct W3c;

/// What IIS 8 and 10, IIS 7, and IIS 6 write by default.
const KNOWN: [&str; 3] = [
    "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
    "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken",
    "date time s-sitename s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status",
];

/// Their tables.
static TABLES: LazyLock<[Arc<Table>; 3]> =
    LazyLock::new(|| KNOWN.map(|fields| Arc::new(known_table(fields))));

pub(in crate::format) static FORMAT: W3c = W3c;

static CARD: FormatCard = FormatCard {
    id: "w3c",
    title: "W3C extended log (IIS, CloudFront)",
    definition_url: "https://www.w3.org/TR/WD-logfile.html",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for W3c {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn n_layouts(&self) -> u16 {
        4
    }

    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let mut told: Vec<(u16, String)> = Vec::new();
        let fields = lines.iter().filter_map(|line| line.strip_prefix(b"#Fields:"));
        let is_changed = fields.clone().zip(fields.skip(1)).any(|(one, next)| one != next);
        for (at, line) in lines.iter().enumerate() {
            let Some(fields) = line.strip_prefix(b"#Fields:") else { continue };
            let rows = rows_after(lines, at);
            let date = date_before(lines, at);
            let mut table = table_of(&String::from_utf8_lossy(fields), &rows, date);
            if is_changed {
                // Rows of the other list are none of this one.
                (table.least, table.most) = (table.columns.len(), table.columns.len());
            }
            let detail = table.to_detail();
            if told.len() < 4 && !told.iter().any(|(_, known)| *known == detail) {
                told.push((0, detail));
            }
        }
        // Without comments, the usual columns.
        told.extend((1..self.n_layouts()).map(|number| (number, String::new())));
        told
    }

    fn is_declared(&self, layout: Layout<'_>) -> bool {
        !layout.detail.is_empty()
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        20
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let known = layout.number.checked_sub(1).and_then(|at| TABLES.get(usize::from(at)));
        let Some(table) = known else { return Table::parser_of(layout, assumptions) };
        Box::new(TableParser::new(Arc::clone(table), assumptions))
    }
}

/// What is known without comments of the columns `fields`.
fn known_table(fields: &str) -> Table {
    let mut table = table_of(fields, &[], None);
    (table.least, table.asides) = (table.columns.len(), Asides::None);
    for column in &mut table.columns {
        if matches!(column.name.as_str(), "s-port" | "sc-status" | "sc-substatus") {
            column.class = Class::Number;
        }
        if column.name == "cs-uri-stem" {
            column.class = Class::Slashed;
        }
    }
    table
}

/// Some of the rows below a comment.
fn rows_after<'l>(lines: &[&'l [u8]], at: usize) -> Vec<&'l [u8]> {
    let below = lines.iter().skip(at + 1).copied().filter(|line| !line.is_empty());
    below.take_while(|line| !line.starts_with(b"#Fields:")).take(50).collect()
}

/// The day that the comment before line `at` tells.
fn date_before(lines: &[&[u8]], at: usize) -> Option<String> {
    let mut before = lines.iter().take(at).rev();
    let date = before.find_map(|line| line.strip_prefix(b"#Date:"))?;
    let date = String::from_utf8_lossy(date.trim_ascii().get(..10)?).into_owned();
    let mut times =
        TimeParser::new(Assumptions { not_after: UnixNanos(0), offset_secs: 0, dates: None });
    let is_date = times.parse(TimeShape::Iso, format!("{date} 00:00:00").as_bytes()).is_some();
    is_date.then_some(date)
}

fn table_of(fields: &str, rows: &[&[u8]], date: Option<String>) -> Table {
    // Exchange parts the names by commas, and the cells likewise.
    let has_commas = memchr::memchr(b',', fields.as_bytes()).is_some();
    let is_between = |sign: char| sign == ',' || sign.is_ascii_whitespace();
    let names = fields.split(is_between).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    let rows = rows.iter().filter(|line| !line.starts_with(b"#"));
    let has_tabs = rows.clone().filter(|line| memchr::memchr(b'\t', line).is_some()).count();
    let is_tabbed = has_tabs > 0 && has_tabs * 2 > rows.count();
    let mut meaning = meaning_of(&names, &Rows::new());
    for column in &mut meaning.columns {
        column.class = Class::Any;
        column.usage = match column.name.as_str() {
            "sc-status" => Usage::Status,
            _ => Usage::Field,
        };
    }
    let time = time_at(&names, date);
    let taken = match &time {
        TimeAt::Nowhere => [None, None],
        TimeAt::Cell { at, .. } | TimeAt::Clock { at, .. } => [Some(*at), None],
        TimeAt::Pair { date, clock, .. } => [Some(*date), Some(*clock)],
    };
    for at in taken.into_iter().flatten() {
        if let Some(column) = meaning.columns.get_mut(at) {
            column.usage = Usage::Taken;
        }
    }
    Table {
        cut: match (has_commas, is_tabbed) {
            (true, _) => Cut::Doubled(b','),
            (false, true) => Cut::Bare(b'\t'),
            (false, false) => Cut::Spaced,
        },
        least: names.len().min(2),
        // Servers were seen to write columns that they do not name.
        most: names.len() + 64,
        columns: meaning.columns,
        time,
        message: meaning.message,
        takes_rest: false,
        asides: Asides::Comments,
        scale: meaning.seen,
        rest: meaning.rest,
        absent: vec!["-".to_owned()],
    }
}

/// Dates and times are of UTC unless their names say otherwise.
fn time_at(names: &[String], date: Option<String>) -> TimeAt {
    let place = |wanted: &str| names.iter().position(|name| name == wanted);
    for (date, clock, is_utc) in [
        ("date", "time", true),
        ("date-utc", "time-utc", true),
        ("date-local", "time-local", false),
    ] {
        if let (Some(date), Some(clock)) = (place(date), place(clock)) {
            return TimeAt::Pair { date, clock, is_utc };
        }
    }
    if let (Some(at), Some(date)) = (place("time"), date) {
        return TimeAt::Clock { at, date };
    }
    let whole =
        ["timestamp", "x-timestamp", "gmttime", "localtime", "time", "date-time", "datetime"];
    let place = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    match whole.into_iter().find_map(place) {
        Some(at) => TimeAt::Cell { at, shape: TimeShape::Iso.word().to_owned(), is_utc: false },
        None => TimeAt::Nowhere,
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(User-Agent)\n2024-02-03 04:05:06 192.0.2.9 GET /quay 404 Gull/1.0+(grey)",
        time: "2024-02-03T04:05:06Z",
        level: Level::Warn,
        message: "GET /quay",
        fields: &[
            ("c-ip", "192.0.2.9"),
            ("sc-status", "404"),
            ("cs(User-Agent)", "Gull/1.0+(grey)"),
        ],
    },
    Sample {
        text: "#Fields: date time x-edge-location sc-bytes c-ip\n2024-02-03\t04:05:06\tKEL50\t17\t192.0.2.9",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "2024-02-03\t04:05:06\tKEL50\t17\t192.0.2.9",
        fields: &[("x-edge-location", "KEL50"), ("sc-bytes", "17")],
    },
    Sample {
        text: "#Fields: DateTime,SessionId,SeqNumber,Context\n2024-02-03T04:05:06.789Z,00A1,3,\"one, \"\"two\"\"\"",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Unknown,
        message: "2024-02-03T04:05:06.789Z,00A1,3,\"one, \"\"two\"\"\"",
        fields: &[("SessionId", "00A1"), ("Context", "one, \"two\"")],
    },
    Sample {
        text: "2024-02-03 04:05:06 192.0.2.1 GET /quay berth=4 443 - 192.0.2.9 Gull/1.0+(grey) - 500 0 64 31",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "GET /quay",
        fields: &[("cs-uri-query", "berth=4"), ("sc-win32-status", "64")],
    },
];
