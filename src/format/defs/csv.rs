//! Tables with a header: CSV, TSV and any other with one byte between cells.

use crate::format::roles::time_of;
use crate::format::table::cells::{Cell, Cut, RowEnd, SECTION, Written, cut, join_rest};
use crate::format::table::columns::{Contrast, Meaning, Rows, is_message, meaning_of};
use crate::format::table::figures::is_number;
use crate::format::table::parser::line_hash;
use crate::format::table::{Asides, Column, Table, TimeAt};
use crate::format::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::UnixNanos;

/// Tables whose first line names the columns.
pub(in crate::format) struct Csv;

pub(in crate::format) static FORMAT: Csv = Csv;

static CARD: FormatCard = FormatCard {
    id: "csv",
    title: "Table with a header (CSV, TSV)",
    definition_url: "https://www.rfc-editor.org/rfc/rfc4180",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Csv {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        find(lines).map(|table| (0, table.to_detail())).into_iter().collect()
    }

    fn is_declared(&self, layout: Layout<'_>) -> bool {
        !layout.detail.is_empty()
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Entries
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Table::parser_of(layout, assumptions)
    }
}

/// How many lines may stand before the header: comments, and `sep=;` for a spreadsheet.
const MAX_FRONT: usize = 48;
/// How many rows tell what the columns are.
const MAX_ROWS: usize = 200;
/// How many rows may begin with a quote that is never closed.
const MAX_STRAY: usize = 3;
/// How many lines a row may have that tells anything.
const MAX_ROW_LINES: usize = 300;

/// The table that starts with these lines, if they are one.
fn find(lines: &[&[u8]]) -> Option<Table> {
    let is_front = |line: &&[u8]| {
        let is_separator = line.len() <= 6 && line.starts_with(b"sep=");
        line.trim_ascii().is_empty() || is_separator || line.starts_with(b"# ")
    };
    let n_front = lines.iter().take(MAX_FRONT).take_while(|line| is_front(line)).count();
    let mut below = (n_front + 1..=MAX_FRONT).filter(|at| may_be_header(lines, *at));
    table_at(lines, n_front, HeaderPlace::First)
        .or_else(|| below.find_map(|at| table_at(lines, at, HeaderPlace::Below)))
}

/// Where a header stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum HeaderPlace {
    /// Before everything but comments.
    First,
    /// Below lines that may say anything.
    Below,
}

/// What parts cells, the space last since it parts words as well.
const DELIMITERS: [u8; 11] = [b',', b'\t', b';', b'|', b'~', b'^', b'#', b'$', 1, SECTION, b' '];

/// The table whose header is line `at`.
fn table_at(lines: &[&[u8]], at: usize, place: HeaderPlace) -> Option<Table> {
    let header = *lines.get(at)?;
    // Some draw a line below the header.
    let is_ruled = lines.get(at + 1).is_some_and(|line| is_rule(line));
    let last_aside = at + usize::from(is_ruled);
    let rows = lines.get(last_aside + 1..)?;
    if header.len() > 8000 || is_object_or_markup(header) {
        return None;
    }
    // Words are only names where nothing else can come before them.
    let may_part = |delimiter: &u8| *delimiter != b' ' || place == HeaderPlace::First;
    let tables = DELIMITERS.into_iter().filter(may_part).filter_map(|delimiter| {
        let has_it = memchr::memchr(delimiter, header).is_some();
        has_it.then(|| table_of(header, rows, delimiter, place)).flatten()
    });
    let (_, mut table) = tables.max_by_key(|(n_cells, _)| *n_cells)?;
    let aside = lines.iter().take(last_aside + 1).filter(|line| !line.trim_ascii().is_empty());
    table.asides = Asides::Lines(aside.map(|line| line_hash(line)).collect());
    Some(table)
}

/// How many lines below a header must have as many cells as it has, if it does not come first.
const N_STEADY: usize = 4;

/// Whether the lines below line `at` have as many cells as it: a quick look.
fn may_be_header(lines: &[&[u8]], at: usize) -> bool {
    let Some(header) = lines.get(at).filter(|line| !is_object_or_markup(line)) else {
        return false;
    };
    let mut cells = Vec::new();
    let parts = |delimiter: &u8| *delimiter != b' ' && memchr::memchr(*delimiter, header).is_some();
    DELIMITERS.into_iter().filter(parts).any(|delimiter| {
        let mut n_cells = |line: &[u8]| {
            cut(Cut::Doubled(delimiter), line, &mut cells);
            cells.len()
        };
        let n_names = n_cells(header);
        let mut below = lines.iter().skip(at + 1).filter(|line| !is_rule(line)).take(N_STEADY);
        let n_below = below.clone().count();
        n_names >= 2
            && n_below >= N_STEADY.min(lines.len() - at - 1).max(2)
            && below.all(|line| n_cells(line) == n_names)
    })
}

/// Both have commas, too.
fn is_object_or_markup(line: &[u8]) -> bool {
    matches!(line, [b'{' | b'<', ..])
}

fn is_rule(line: &[u8]) -> bool {
    let is_drawn = |byte: &u8| matches!(byte, b'-' | b'=' | b'+' | b'|' | b' ' | b'\t' | b',');
    line.iter().all(is_drawn) && line.iter().filter(|byte| matches!(byte, b'-' | b'=')).count() > 3
}

/// The table with this header and delimiter, and how many cells it has that are of a row.
fn table_of(
    header: &[u8],
    lines: &[&[u8]],
    delimiter: u8,
    place: HeaderPlace,
) -> Option<(usize, Table)> {
    let Header { names, is_plain } = Header::read(header, delimiter)?;
    let is_of_words = || names.iter().all(|name| is_identifier(name));
    if delimiter == b' ' && !(names.len() >= 4 && is_plain && is_of_words()) {
        return None;
    }
    let takes_rest = names.last().is_some_and(|name| is_message(name));
    let rows = SampleRows { header, lines, n_names: names.len(), takes_rest };
    let doubled = Read::new(&rows, Cut::Doubled(delimiter));
    // Both ways read the same unless there are backslashes before quotes.
    let backslashes = memchr::memmem::Finder::new(b"\\\"");
    let escaped = lines
        .iter()
        .any(|line| backslashes.find(line).is_some())
        .then(|| Read::new(&rows, Cut::Escaped(delimiter)))
        .filter(|escaped| escaped.n_fit > doubled.n_fit);
    let (how, read) = match escaped {
        Some(escaped) => (Cut::Escaped(delimiter), escaped),
        None => (Cut::Doubled(delimiter), doubled),
    };
    let (least, most) = read.bounds(names.len())?;
    let n_names = names.len();
    let contrast = Contrast::of(&names, &read.rows);
    let mut all_names = names;
    while all_names.len() < most {
        all_names.push(format!("column_{}", all_names.len() + 1));
    }
    let is_steady = least == most && read.n_fit > 1;
    let rows = if is_steady { RowLook::Steady } else { RowLook::Other };
    let header = HeaderLook { names: &all_names, is_plain, contrast, place, rows };
    if !(delimiter == b' ' || header.may_be()) {
        return None;
    }
    let meaning = meaning_of(&all_names, &read.rows);
    let is_sure = match delimiter {
        b' ' => meaning.time != TimeAt::Nowhere && least == most,
        _ => header.is_by_contrast(&meaning) || header.is_by_names(&meaning, read.n_fit),
    };
    let columns: Vec<Column> = meaning.columns;
    let table = Table {
        cut: how,
        columns,
        time: meaning.time,
        message: meaning.message,
        takes_rest: takes_rest && most == n_names,
        least,
        most,
        asides: Asides::None,
        scale: meaning.seen,
        rest: meaning.rest,
        absent: Vec::new(),
    };
    is_sure.then(|| (read.n_fit * most, table))
}

/// What tells whether a line is a header.
struct HeaderLook<'t> {
    names: &'t [String],
    /// Whether all are names as programmers give them.
    is_plain: bool,
    contrast: Contrast,
    place: HeaderPlace,
    rows: RowLook,
}

/// Whether rows have as many cells as each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowLook {
    Steady,
    /// They differ, or there is only one.
    Other,
}

impl HeaderLook<'_> {
    fn n_identifiers(&self) -> usize {
        self.names.iter().filter(|name| is_identifier(name)).count()
    }

    /// Whether it may be one by contrast or by its names, whatever the columns mean: that takes longer
    /// to find out.
    fn may_be(&self) -> bool {
        let Contrast { n_unlike, n_alike, .. } = self.contrast;
        let may_by_contrast = self.rows == RowLook::Steady && n_alike == 0 && n_unlike > 0;
        let may_by_names = self.is_plain && n_alike <= n_unlike && self.place == HeaderPlace::First;
        may_by_contrast || may_by_names
    }

    /// Whether the cells are unlike those below: a row is like other rows.
    fn is_by_contrast(&self, meaning: &Meaning) -> bool {
        let Contrast { n_unlike, n_alike, has_time } = self.contrast;
        let n = self.names.len();
        let is_named = || n >= 3 && self.n_identifiers() * 2 >= n;
        let is_unlike = n_unlike >= 2 || (n_unlike == 1 && has_time && is_named());
        self.rows == RowLook::Steady
            && n_alike == 0
            && is_unlike
            && (has_time || meaning.time != TimeAt::Nowhere || self.place == HeaderPlace::First)
    }

    /// Whether the names are such as columns have.
    fn is_by_names(&self, meaning: &Meaning, n_rows: usize) -> bool {
        let (n, n_known) = (self.names.len(), meaning.n_known);
        let has_time = meaning.time != TimeAt::Nowhere;
        let n_identifiers = self.n_identifiers();
        let has_blank = || self.names.iter().any(|name| name.contains(' '));
        let is_row = self.contrast.n_alike > self.contrast.n_unlike;
        if !self.is_plain || is_row || self.place == HeaderPlace::Below {
            return false;
        }
        match n {
            2 => n_known > 0,
            // A sentence with commas is no header.
            3..=4 if n_known == 0 => has_time && n_identifiers == n && !has_blank(),
            _ => n_identifiers * 2 >= n && (has_time || n_known > 0 || n_rows > 2),
        }
    }
}

/// One to three words of letters and digits, perhaps with something in brackets.
fn is_identifier(name: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_.-@#:/()[]$%".contains(letter);
    let n_words = name.split_whitespace().count();
    let has_stop = name.ends_with(['.', ':', '!', '?']);
    n_words <= 3 && !has_stop && name.chars().all(|letter| is_plain(letter) || letter == ' ')
}

/// The names that a line gives to columns.
struct Header {
    names: Vec<String>,
    /// Whether the cells are names as they stand: short, different, without signs of values.
    is_plain: bool,
}

/// The longest cell that names a column.
const MAX_NAME: usize = 200;

impl Header {
    /// The names, if the line can be a header.
    fn read(header: &[u8], delimiter: u8) -> Option<Self> {
        let mut cells = Vec::new();
        let end = cut(Cut::Doubled(delimiter), header, &mut cells);
        if end == RowEnd::Open || cells.len() < 2 {
            return None;
        }
        let mut out = Parsed::default();
        let mut names: Vec<String> = Vec::with_capacity(cells.len());
        let mut is_plain = true;
        let mut n_empty = 0;
        // A delimiter at the end of every line makes a last cell of nothing.
        let last_is_empty = cells.last().is_some_and(|cell| cell.start == cell.end);
        let n_names = cells.len() - usize::from(last_is_empty);
        for (at, cell) in cells.iter().take(n_names).enumerate() {
            let value = cell.value(header, &mut out);
            let name = String::from_utf8_lossy(out.text(header, value)).trim().to_owned();
            if name.len() > MAX_NAME || is_time(&name) {
                return None;
            }
            n_empty += usize::from(name.is_empty());
            // Programs that number their rows give that column no name.
            let has_no_name = name.is_empty() && at == 0;
            is_plain &= has_no_name || (may_be_name(&name) && !names.contains(&name));
            names.push(unique(name, at, &names));
        }
        (names.len() >= 2 && n_empty * 2 <= names.len()).then_some(Self { names, is_plain })
    }
}

/// The name of column `at`, which none of the columns before has.
fn unique(name: String, at: usize, names: &[String]) -> String {
    let numbered = |number: usize| format!("{name}_{number}");
    match name.as_str() {
        "" => format!("column_{}", at + 1),
        _ if !names.contains(&name) => name,
        _ => {
            let mut free = (2..names.len() + 3).map(numbered).filter(|name| !names.contains(name));
            free.next().unwrap_or_default()
        }
    }
}

fn is_time(name: &str) -> bool {
    let mut times =
        TimeParser::new(Assumptions { not_after: UnixNanos(0), offset_secs: 0, dates: None });
    time_of(name.as_bytes(), &mut times).is_some()
}

fn may_be_name(name: &str) -> bool {
    let is_short = !name.is_empty() && name.len() <= 80 && name.split_whitespace().count() <= 6;
    let first = name.chars().next();
    let is_begun = first.is_some_and(|first| first.is_alphabetic() || "_@#$%([".contains(first));
    let has_strange = name.contains(['{', '}', '=', '<', '>', '\\', '"', '\t'])
        || name.contains("://")
        || is_number(name.as_bytes());
    is_short && is_begun && !has_strange
}

/// Whether the delimiter stands in the time that a row begins with: `04:05:06,789 INFO`.
fn is_torn(row: &[u8], cells: &[Cell], times: &mut TimeParser) -> bool {
    let [first, second, ..] = cells else { return false };
    let shapes = [TimeShape::Iso, TimeShape::Clock, TimeShape::DayMonthName, TimeShape::DayFirst];
    // A number or a clock alone may as well be a column of its own.
    let cell = second.raw(row);
    let is_clock = len_of_clock(cell, times) == Some(cell.len());
    let mut len_of = |shape: TimeShape| times.parse(shape, row).map(|(_, len)| len);
    !is_number(cell)
        && !is_clock
        && shapes.into_iter().filter_map(&mut len_of).any(|len| len > first.end)
}

fn len_of_clock(cell: &[u8], times: &mut TimeParser) -> Option<usize> {
    times.parse(TimeShape::Clock, cell).map(|(_, len)| len)
}

/// What the lines of a sample are cut by.
struct SampleRows<'l> {
    header: &'l [u8],
    lines: &'l [&'l [u8]],
    n_names: usize,
    /// Whether the last column has all that follows it.
    takes_rest: bool,
}

/// What a way of cutting makes of some lines.
struct Read {
    rows: Rows,
    /// Rows whose first cell is a time that goes on behind the delimiter.
    n_torn: usize,
    /// Rows by how many cells they have.
    counts: Vec<usize>,
    /// Rows with as many cells as the header has names, or one more.
    n_fit: usize,
}

impl Read {
    fn new(sample: &SampleRows<'_>, how: Cut) -> Self {
        let mut read = Self { rows: Rows::new(), n_torn: 0, counts: Vec::new(), n_fit: 0 };
        let mut times =
            TimeParser::new(Assumptions { not_after: UnixNanos(0), offset_secs: 0, dates: None });
        let mut cells = Vec::new();
        let mut row = Vec::new();
        let mut at = 0;
        let mut n_stray = 0;
        while let Some(line) = sample.lines.get(at) {
            at += 1;
            // Tables that were put one below the other have the header again.
            if line.trim_ascii().is_empty() || *line == sample.header {
                continue;
            }
            row.clear();
            row.extend_from_slice(line);
            let mut end = at;
            let mut is_open = cut(how, &row, &mut cells) == RowEnd::Open;
            while is_open
                && end - at < MAX_ROW_LINES
                && let Some(line) = sample.lines.get(end)
            {
                row.push(b'\n');
                row.extend_from_slice(line);
                end += 1;
                // Without a quote the cell goes on.
                let may_close = memchr::memchr(b'"', line).is_some();
                is_open = !may_close || cut(how, &row, &mut cells) == RowEnd::Open;
            }
            if is_open && n_stray < MAX_STRAY {
                // A quote that is never closed; or the sample ends in the row.
                n_stray += 1;
                continue;
            }
            at = end;
            if sample.takes_rest {
                join_rest(&mut cells, sample.n_names);
            }
            read.n_torn += usize::from(is_torn(&row, &cells, &mut times));
            read.push(&row, &cells, sample.n_names);
            if read.rows.values.len() >= MAX_ROWS {
                break;
            }
        }
        read
    }

    fn push(&mut self, row: &[u8], cells: &[Cell], n_names: usize) {
        if self.counts.len() <= cells.len() {
            self.counts.resize(cells.len() + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(cells.len()) {
            *count += 1;
        }
        let is_odd = cells
            .iter()
            .any(|cell| cell.written == Written::Bare && cell.raw(row).first() == Some(&b'"'));
        if is_odd || cells.len() < n_names || cells.len() > n_names + 1 {
            return;
        }
        self.n_fit += 1;
        let mut out = Parsed::default();
        let values = cells.iter().map(|cell| {
            let value = cell.value(row, &mut out);
            String::from_utf8_lossy(out.text(row, value)).trim().to_owned()
        });
        let values = values.collect();
        self.rows.push(values, cells);
    }

    /// How many cells rows have, if nearly all have about as many as there are names.
    fn bounds(&self, n_names: usize) -> Option<(usize, usize)> {
        let n_rows: usize = self.counts.iter().sum();
        let is_usual = |n_cells: &usize| {
            let n = self.counts.get(*n_cells).copied().unwrap_or(0);
            n * 20 >= n_rows && n > 0
        };
        let near = (n_names / 2 + 1).max(2)..=n_names + 2;
        let usual: Vec<usize> = near.filter(is_usual).collect();
        let n_usual: usize = usual.iter().filter_map(|n_cells| self.counts.get(*n_cells)).sum();
        let has_fit = self.n_fit * 2 >= n_rows && self.n_fit > 0;
        if !has_fit || n_usual * 5 < n_rows * 4 || self.n_torn * 2 > n_rows {
            return None;
        }
        let most = usual.last().copied()?.max(n_names);
        Some((usual.first().copied()?.min(n_names), most))
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Date,Host,Level,Message\n2024-02-03T04:05:06.789Z,pier-1,warn,\"rope \"\"north\"\"\nis loose\"",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Warn,
        message: "rope \"north\"\nis loose",
        fields: &[("Host", "pier-1")],
    },
    Sample {
        text: "day;clock;state;size\n03.02.2024;04:05:06;503;17",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "03.02.2024;04:05:06;503;17",
        fields: &[("state", "503"), ("size", "17")],
    },
    Sample {
        text: "@timestamp\t@message\tpier\n1706933106789\tlevel=error msg=\"mast broke\" crew=4 berth=2\t{\"id\":7}",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Error,
        message: "mast broke",
        fields: &[("crew", "4"), ("pier.id", "7")],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    /// The delimiter and the names of the columns that a text is found to have.
    fn found(text: &str) -> Option<(u8, Vec<String>)> {
        let lines: Vec<&[u8]> = text.lines().map(str::as_bytes).collect();
        let table = find(&lines)?;
        let delimiter = match table.cut {
            Cut::Doubled(delimiter) | Cut::Escaped(delimiter) | Cut::Bare(delimiter) => delimiter,
            Cut::Spaced => b' ',
        };
        Some((delimiter, table.columns.into_iter().map(|column| column.name).collect()))
    }

    #[track_caller]
    fn check(text: &str, delimiter: u8, names: &[&str]) {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(found(text), Some((delimiter, names)), "{text}");
    }

    #[test]
    fn headers_are_found_whatever_parts_the_cells() {
        check("time,message\n1706933106789,a b\n1706933107789,c, d\n", b',', &["time", "message"]);
        check("a;b;c;d\n1;2;03.02.2024 04:05:06;x, y\n", b';', &["a", "b", "c", "d"]);
        check("sep=|\nwhen|level|what\n1706933106|info|x\n", b'|', &["when", "level", "what"]);
        check(
            " id |     created_at      | level\n----+---------------------+-------\n  1 | 2024-02-03 04:05:06 | WARN\n",
            b'|',
            &["id", "created_at", "level"],
        );
        check(
            "level,time,x\nInfo,2024-02-03 04:05:06,y,\"more\"\n",
            b',',
            &["level", "time", "x", "column_4"],
        );
    }

    #[test]
    fn a_header_is_unlike_the_rows_whatever_its_words() {
        check(
            "Tide.Time,Gauge [x4].Water Level Above Datum (mean),{0},{0}\n2024-02-03T04:05:06Z,1.5,3,4e-3\n2024-02-03T04:06:06Z,1.6,2,5e-3\n",
            b',',
            &["Tide.Time", "Gauge [x4].Water Level Above Datum (mean)", "{0}", "{0}_2"],
        );
        check(
            "Gauge: north pier\nSerial=4711, rev 2\n\nWhen it was;How high\n03.02.2024 04:05:06;1,5\n03.02.2024 04:06:06;1,6\n",
            b';',
            &["When it was", "How high"],
        );
        check(
            "when~level~what\n1706933106~info~x\n1706933107~warn~y\n",
            b'~',
            &["when", "level", "what"],
        );
        check(
            "when\u{a7}level\u{a7}what\n1706933106\u{a7}info\u{a7}x\n1706933107\u{a7}warn\u{a7}y\n",
            SECTION,
            &["when", "level", "what"],
        );
    }

    #[test]
    fn logs_with_commas_are_no_tables() {
        for text in [
            "Starting, please wait, loading\n2024-02-03 04:05:06,789 INFO a, b\n2024-02-03 04:05:07,789 INFO c, d\n",
            "level=info, msg=x, a=1\nlevel=info, msg=y, a=2\n",
            "{\"a\":1,\"time\":2,\"b\":3}\n{\"a\":1,\"time\":2,\"b\":3}\n",
            "2024-02-03 04:05:06,first,second\n2024-02-03 04:05:07,a,b\n",
            "time,level,message\n",
            "hello, world\nbye, world\n",
            "5:06,Mole,7,3\n2024-02-03 04:05:06,Mole,7,4\n2024-02-03 04:05:07,Mole,8,4\n",
            "WARN,mole,dam,leaks,much\nINFO,otter,dam,holds,well\nWARN,mole,dike,leaks,much\n",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
