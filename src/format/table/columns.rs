//! What the columns of a table mean, judging by their names and contents.

use super::cells::Cell;
use super::figures::{is_figure, is_number};
use super::{Class, Column, TimeAt, Usage};
use crate::format::pattern::words::is_ip;
use crate::format::roles::{Kind, Role, level_of, role_of, time_of, whole_number};
use crate::format::scales::{Numbers, Scale, Writer};
use crate::format::scan::number;
use crate::format::seen_levels::{FoundIn, SeenLevels};
use crate::format::split_times::rest_of;
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape, parse_epoch_number};
use crate::units::UnixNanos;

/// Some rows of a table, used to find out what its columns mean.
pub(in crate::format) struct Rows {
    /// Texts by row and column.
    pub(in crate::format) values: Vec<Vec<String>>,
    /// By column: whether all of its cells were in quotes.
    pub(in crate::format) always_quoted: Vec<bool>,
}

impl Rows {
    pub(in crate::format) fn new() -> Self {
        Self { values: Vec::new(), always_quoted: Vec::new() }
    }

    pub(in crate::format) fn push(&mut self, values: Vec<String>, cells: &[Cell]) {
        let is_quoted = |cell: &Cell| cell.written != super::cells::Written::Bare;
        for (at, cell) in cells.iter().enumerate() {
            match self.always_quoted.get_mut(at) {
                Some(known) => *known &= is_quoted(cell),
                None => self.always_quoted.push(is_quoted(cell)),
            }
        }
        self.values.push(values);
    }

    /// The contents of a column, without empty cells and dashes.
    fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        let cells = self.values.iter().filter_map(move |row| row.get(at));
        cells.map(String::as_str).filter(|text| !matches!(*text, "" | "-"))
    }

    /// The scale that the numbers of a column tell.
    fn scale(&self, at: usize, found_in: FoundIn) -> Option<Scale> {
        let mut seen = SeenLevels::default();
        for text in self.column(at) {
            match whole_number(text.trim().as_bytes()) {
                Some(number) => seen.add(number, found_in),
                None => seen.add_other(),
            }
        }
        seen.scale()
    }

    /// Whether nearly all non-empty cells of a column pass a test.
    fn are(&self, at: usize, mut is_so: impl FnMut(&str) -> bool) -> bool {
        let (mut n, mut n_other) = (0, 0);
        for text in self.column(at) {
            n += 1;
            n_other += usize::from(!is_so(text));
            // Too many of all that there may be.
            if n_other * 10 > self.values.len() {
                return false;
            }
        }
        n > 0 && n_other * 10 <= n
    }
}

/// How a line compares with the rows below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::format) struct Contrast {
    /// Columns of times, numbers, levels or addresses where the line's cell is something else.
    pub(in crate::format) n_unlike: usize,
    /// Columns whose values include the line's cell.
    pub(in crate::format) n_alike: usize,
    /// One of the columns that differ holds times.
    pub(in crate::format) has_time: bool,
}

impl Contrast {
    /// Compares the cells of a line with those of the rows.
    pub(in crate::format) fn of(cells: &[String], rows: &Rows) -> Self {
        let mut times = times();
        let mut contrast = Self::default();
        for (at, cell) in cells.iter().enumerate() {
            let mut is_time = |text: &str| time_of(text.as_bytes(), &mut times).is_some();
            let cell_is_time = is_time(cell);
            let is_figure = |text: &str| is_figure(text.as_bytes());
            let is_level = |text: &str| Level::from_word(text.as_bytes()).is_some();
            let is_address = |text: &str| is_ip(text.as_bytes());
            let kinds = [
                (rows.are(at, is_time), cell_is_time),
                (rows.are(at, is_figure), is_figure(cell)),
                (rows.are(at, is_level), is_level(cell)),
                (rows.are(at, is_address), is_address(cell)),
            ];
            if kinds.iter().any(|(rows, cell)| *rows && *cell)
                || rows.column(at).any(|text| text == cell)
            {
                contrast.n_alike += 1;
            } else if kinds.iter().any(|(rows, _)| *rows) && !cell.is_empty() {
                contrast.n_unlike += 1;
                contrast.has_time |= matches!(kinds, [(true, _), ..]);
            }
        }
        contrast
    }
}

/// What the columns of a table mean.
pub(in crate::format) struct Meaning {
    pub(in crate::format) columns: Vec<Column>,
    pub(in crate::format) time: TimeAt,
    pub(in crate::format) message: Option<(usize, usize)>,
    /// The scale that the numbers of the level's column tell.
    pub(in crate::format) seen: Option<Scale>,
    /// The column that has the rest of the time's second, and in how many digits.
    pub(in crate::format) rest: Option<(usize, u8)>,
    /// How many columns have a name with a known meaning.
    pub(in crate::format) n_known: usize,
}

/// Finds out what columns mean.
pub(in crate::format) fn meaning_of(names: &[String], rows: &Rows) -> Meaning {
    let roles: Vec<Option<Role>> = names.iter().map(|name| role(name)).collect();
    let n_known = roles.iter().flatten().filter(|role| role.rank < 100).count();
    let mut columns: Vec<Column> = names
        .iter()
        .enumerate()
        .map(|(at, name)| {
            let is_quoted = rows.always_quoted.get(at) == Some(&true);
            let class = if is_quoted {
                Class::Quoted
            } else if rows.are(at, |text| is_number(text.as_bytes())) {
                Class::Number
            } else {
                Class::Any
            };
            Column { name: name.clone(), usage: Usage::Field, class }
        })
        .collect();
    let time = time_at(names, &roles, rows);
    let rest = rest_at(&time, &roles, rows);
    match &time {
        TimeAt::Nowhere => {}
        TimeAt::Cell { at, .. } | TimeAt::Clock { at, .. } => take(&mut columns, *at),
        TimeAt::Pair { date, clock, .. } => {
            take(&mut columns, *date);
            take(&mut columns, *clock);
        }
    }
    let writer = writer_of(names.iter().map(String::as_str));
    let has_message = of_kind(&roles, Kind::Message).iter().any(|(rank, _)| *rank < 100);
    let found_in = FoundIn::of([has_message, time != TimeAt::Nowhere]);
    let seen = set_level(&mut columns, &roles, rows, (writer, found_in));
    let message = message_at(&columns, names, &roles, rows);
    if let Some((first, last)) = message
        && first == last
    {
        take(&mut columns, first);
    }
    Meaning { columns, time, message, seen, rest, n_known }
}

fn take(columns: &mut [Column], at: usize) {
    if let Some(column) = columns.get_mut(at) {
        column.usage = Usage::Taken;
    }
}

/// Whether a column of this name is the message.
pub(in crate::format) fn is_message(name: &str) -> bool {
    role(name).is_some_and(|role| role.kind == Kind::Message && role.rank < 100)
}

/// The role of a column's name, in any spelling.
fn role(name: &str) -> Option<Role> {
    let plain = name.trim().to_ascii_lowercase();
    let joined: String = plain
        .chars()
        .map(|letter| if matches!(letter, ' ' | '-' | '/') { '_' } else { letter })
        .collect();
    let short: String = joined.chars().filter(|letter| *letter != '_').collect();
    let roles = [plain.as_str(), &joined, &short].map(|name| role_of(name.as_bytes()));
    roles.into_iter().flatten().min_by_key(|role| role.rank)
}

/// What the names of all columns tell about who wrote the table.
pub(super) fn writer_of<'n, I: Iterator<Item = &'n str>>(names: I) -> Writer {
    names.fold(Writer::NOBODY, |sum, name| sum.and(Writer::of(&name.trim().to_ascii_lowercase())))
}

/// How to read the numbers of a column with this name, if it holds a level.
pub(super) fn numbers_of(name: &str) -> Numbers {
    role(name).map_or(Numbers::Writers, |role| role.numbers)
}

/// Columns of a kind, most certain first.
fn of_kind(roles: &[Option<Role>], kind: Kind) -> Vec<(u16, usize)> {
    let of_kind = |(at, role): (usize, &Option<Role>)| {
        role.filter(|role| role.kind == kind).map(|role| (role.rank, at))
    };
    let mut found: Vec<_> = roles.iter().enumerate().filter_map(of_kind).collect();
    found.sort_unstable();
    found
}

fn times() -> TimeParser {
    // Only whether a text is a time is asked, not which.
    TimeParser::new(Assumptions { not_after: UnixNanos(i64::MAX / 2), offset_secs: 0, dates: None })
}

fn time_at(names: &[String], roles: &[Option<Role>], rows: &Rows) -> TimeAt {
    let (mut times, mut whole) = (times(), times());
    let mut is_time = |text: &str| time_of(text.as_bytes(), &mut times).is_some();
    let by_name = of_kind(roles, Kind::Time);
    let sure = by_name.iter().find(|(_, at)| rows.are(*at, &mut is_time)).copied();
    if let Some((rank, at)) = sure
        && rank < 1000
    {
        return cell(at, rows);
    }
    // No name tells more than a date beside a clock.
    if let Some(pair) = pair_at(names.len(), rows) {
        return pair;
    }
    if let Some((_, at)) = sure {
        return cell(at, rows);
    }
    // A message may begin with a time.
    let mut is_written = |text: &str| {
        let text = text.as_bytes();
        !is_number(text)
            && TimeShape::ALL.into_iter().any(|shape| {
                let found = whole.parse(shape, text);
                shape != TimeShape::Clock && found.is_some_and(|(_, len)| len == text.len())
            })
    };
    let by_content = (0..names.len()).find(|at| rows.are(*at, &mut is_written));
    let is_epoch = |text: &str| {
        let n_digits = text.split('.').next().map_or(0, str::len);
        matches!(n_digits, 10 | 13 | 16 | 19) && parse_epoch_number(text.as_bytes()).is_some()
    };
    let by_content = by_content.or_else(|| (0..names.len()).find(|at| rows.are(*at, is_epoch)));
    by_content.map_or(TimeAt::Nowhere, |at| cell(at, rows))
}

/// The column that has what a time in whole seconds leaves out.
fn rest_at(time: &TimeAt, roles: &[Option<Role>], rows: &Rows) -> Option<(usize, u8)> {
    let &TimeAt::Cell { at, .. } = time else { return None };
    let rank = (*roles.get(at)?)?.rank;
    roles.iter().enumerate().find_map(|(at, role)| {
        let Role { kind: Kind::Fraction(n_digits), rank: found, .. } = (*role)? else {
            return None;
        };
        let is_rest = found == rank
            && rows.are(at, |text| rest_of(text.trim().as_bytes(), n_digits).is_some());
        is_rest.then_some((at, n_digits))
    })
}

/// The time in one column, in the shape of its first cell that can be read.
fn cell(at: usize, rows: &Rows) -> TimeAt {
    let mut times = times();
    let mut shape_of = |text: &str| {
        if parse_epoch_number(text.as_bytes()).is_some() {
            return Some(TimeShape::Epoch);
        }
        let mut is_whole = |shape: &TimeShape| {
            times.parse(*shape, text.as_bytes()).is_some_and(|(_, len)| len == text.len())
        };
        TimeShape::ALL.into_iter().find(|shape| is_whole(shape))
    };
    let shape = rows.column(at).find_map(&mut shape_of).unwrap_or(TimeShape::Iso);
    let shape = shape.word().to_owned();
    TimeAt::Cell { at, shape, is_utc: false }
}

/// A column of dates and one of clocks.
fn pair_at(n_columns: usize, rows: &Rows) -> Option<TimeAt> {
    let mut times = times();
    let mut is_clock = |text: &str| {
        let found = times.parse(TimeShape::Clock, text.as_bytes());
        found.is_some_and(|(_, len)| len == text.len())
    };
    let clock = (0..n_columns).find(|at| rows.are(*at, &mut is_clock))?;
    let mut times = self::times();
    let mut is_date = |text: &str| {
        let is_short = text.len() <= 16;
        is_short && time_of(format!("{text} 00:00:00").as_bytes(), &mut times).is_some()
    };
    let date = (0..n_columns).find(|at| *at != clock && rows.are(*at, &mut is_date))?;
    Some(TimeAt::Pair { date, clock, is_utc: false })
}

/// Finds the column of the level; the scale that its numbers tell.
fn set_level(
    columns: &mut [Column],
    roles: &[Option<Role>],
    rows: &Rows,
    (writer, found_in): (Writer, FoundIn),
) -> Option<Scale> {
    let is_free = |columns: &[Column], at: usize| {
        columns.get(at).is_some_and(|column| column.usage == Usage::Field)
    };
    let named = of_kind(roles, Kind::Level).into_iter().map(|(_, at)| at);
    let mut scale = None;
    let named = named.filter(|at| is_free(columns, *at)).find(|at| {
        let numbers = roles.get(*at).copied().flatten().map_or(Numbers::Writers, |r| r.numbers);
        let may_count = roles.get(*at).copied().flatten().is_some_and(Role::may_count);
        scale = rows.scale(*at, found_in).filter(|_| may_count);
        rows.are(*at, |text| level_of(text.as_bytes(), numbers, writer, scale).is_some())
    });
    let seen = scale.filter(|_| named.is_some());
    let is_word = |text: &str| Level::from_word(text.as_bytes()).is_some();
    let level = named.or_else(|| {
        let has_status = roles.iter().flatten().any(|role| role.kind == Kind::Status);
        let mut free = (0..columns.len()).filter(|at| is_free(columns, *at));
        if has_status { None } else { free.find(|at| rows.are(*at, is_word)) }
    });
    if let Some(column) = level.and_then(|at| columns.get_mut(at)) {
        column.usage = Usage::Level;
        return seen;
    }
    let is_status = |text: &str| {
        number(text.as_bytes()).and_then(Level::from_http_status).is_some() || is_word(text)
    };
    let status = of_kind(roles, Kind::Status).into_iter().map(|(_, at)| at);
    let status = status.filter(|at| is_free(columns, *at)).find(|at| rows.are(*at, is_status));
    if let Some(column) = status.and_then(|at| columns.get_mut(at)) {
        column.usage = Usage::Status;
    }
    None
}

fn is_host(name: &str) -> bool {
    matches!(name, "host" | "cs(Host)")
}

/// Pairs of adjacent columns that together make up the request.
const REQUESTS: [(&str, &str); 4] =
    [("cs-method", "cs-uri-stem"), ("cs-method", "cs-uri"), ("method", "uri"), ("method", "url")];

fn message_at(
    columns: &[Column],
    names: &[String],
    roles: &[Option<Role>],
    rows: &Rows,
) -> Option<(usize, usize)> {
    let is_free = |at: &usize| {
        columns.get(*at).is_some_and(|column| column.usage == Usage::Field)
            && rows.column(*at).next().is_some()
    };
    let mut by_name = of_kind(roles, Kind::Message).into_iter().map(|(_, at)| at);
    if let Some(at) = by_name.find(is_free) {
        return Some((at, at));
    }
    let place = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    for (first, last) in REQUESTS {
        if let (Some(first), Some(last)) = (place(first), place(last))
            && (first + 1 == last || (first + 2 == last && is_host(names.get(first + 1)?)))
        {
            return Some((first, last));
        }
    }
    // The column of the longest texts, if those are made of words.
    let n_bytes = |at: usize| rows.column(at).map(str::len).sum::<usize>();
    let is_prose = |at: &usize| {
        let n = rows.column(*at).count();
        let n_spaced = rows.column(*at).filter(|text| text.trim().contains(' ')).count();
        n > 0 && n_spaced * 2 >= n && n_bytes(*at) >= n * 12
    };
    let prose = (0..names.len()).filter(is_free).filter(is_prose);
    prose.max_by_key(|at| n_bytes(*at)).map(|at| (at, at))
}
