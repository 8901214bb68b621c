//! Reads the rows of any table.

use std::hash::BuildHasher as _;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::cells::{Cell, RowEnd, Written, cut, cut_while, join_rest};
use super::figures::is_number;
use super::named::{Extras, Named};
use super::nested::{add_members, is_object};
use super::{Asides, Class, Table, TimeAt, Usage};
use crate::format::marked::level_in_words;
use crate::format::pattern::words::{is_hex, is_ip};
use crate::format::roles::{level_of, time_of};
use crate::format::scan::{first_line, number};
use crate::format::split_times::{rest_of, with_rest};
use crate::format::{FieldNames, Layout, Parsed, Parser, TextRef};
use crate::frame::lead_len;
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Reading, TimeParser, TimeShape, parse_epoch_number};

/// A hash of a line, which a plan keeps instead of the line.
pub(in crate::format) fn line_hash(line: &[u8]) -> u64 {
    FixedState::with_seed(0).hash_one(line)
}

impl Table {
    /// A parser for the table that a layout describes.
    pub(in crate::format) fn parser_of(
        layout: Layout<'_>,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        match serde_json::from_str::<Self>(layout.detail) {
            Ok(table) => Box::new(TableParser::new(Arc::new(table), assumptions)),
            Err(_) => Box::new(NoTable),
        }
    }
}

/// The parser of an unknown table.
struct NoTable;

impl Parser for NoTable {
    fn starts(&mut self, _line: &[u8]) -> bool {
        false
    }

    fn parse(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut Parsed) -> bool {
        false
    }
}

pub(in crate::format) struct TableParser {
    table: Arc<Table>,
    /// The shape of the time, if it is in one cell.
    shape: TimeShape,
    /// What the columns' names tell, from the first row on.
    named: Option<Box<Named>>,
    times: TimeParser,
    cells: Vec<Cell>,
    /// A date and a clock from separate cells, joined.
    joined: Vec<u8>,
}

impl TableParser {
    pub(in crate::format) fn new(table: Arc<Table>, assumptions: Assumptions) -> Self {
        let shape = match &table.time {
            TimeAt::Cell { shape, .. } => TimeShape::from_word(shape),
            TimeAt::Nowhere | TimeAt::Pair { .. } | TimeAt::Clock { .. } => None,
        };
        Self {
            shape: shape.unwrap_or(TimeShape::Iso),
            table,
            named: None,
            times: TimeParser::new(assumptions),
            cells: Vec::new(),
            joined: Vec::new(),
        }
    }

    /// The part of an entry that is its row; there may be asides before and after it.
    fn row(&self, entry: &[u8]) -> (usize, usize) {
        let (mut start, mut end) = (0, entry.len());
        if self.table.asides == Asides::None {
            return (start, end);
        }
        while let Some(line_end) = memchr::memchr(b'\n', entry.get(start..end).unwrap_or_default())
        {
            let line = entry.get(start..start + line_end).unwrap_or_default();
            if !self.is_aside(bare(line)) {
                break;
            }
            start += line_end + 1;
        }
        while let Some(newline) = memchr::memrchr(b'\n', entry.get(start..end).unwrap_or_default())
        {
            let line = bare(entry.get(start + newline + 1..end).unwrap_or_default());
            if !(line.is_empty() || self.is_aside(line)) {
                break;
            }
            end = start + newline;
            let is_crlf = entry.get(..end).is_some_and(|row| row.ends_with(b"\r"));
            end -= usize::from(is_crlf);
        }
        (start, end)
    }

    fn cut(&mut self, text: &[u8]) -> RowEnd {
        let row_end = cut(self.table.cut, text, &mut self.cells);
        let n_columns = self.table.columns.len();
        if !self.table.takes_rest || self.cells.len() <= n_columns {
            return row_end;
        }
        join_rest(&mut self.cells, n_columns);
        RowEnd::Closed
    }

    /// Cuts `line` if it may be a row: where no header tells what the cells are, they must look like it.
    fn cut_fitting(&mut self, line: &[u8]) -> Option<RowEnd> {
        let Self { table, cells, .. } = self;
        if table.asides != Asides::None || table.takes_rest {
            return Some(self.cut(line));
        }
        cut_while(table.cut, line, cells, |cells| {
            let (n, last) = (cells.len(), cells.last().copied());
            n <= table.most && last.is_none_or(|cell| fits(table, n - 1, cell, line))
        })
    }

    /// Whether the cells just cut of `line`, which fit if they must, are those of a row that begins there.
    fn is_start(&mut self, line: &[u8], row_end: RowEnd) -> bool {
        let n = self.cells.len();
        let is_open = row_end == RowEnd::Open;
        if n > self.table.most || (n < self.table.least && !is_open) {
            return false;
        }
        let Some(first) = self.cells.first().copied() else { return false };
        if first.written == Written::Bare && first.raw(line).ends_with(b"\"") {
            // The end of a cell that began in a line before.
            return false;
        }
        // The last cell may go on in the next line.
        let n_whole = n - usize::from(is_open);
        let is_first_fit = self.fits(0, line);
        let is_told = self.table.asides != Asides::None;
        let must_fit = self.table.takes_rest && !is_told;
        if must_fit && !(0..n_whole).all(|at| self.fits(at, line)) {
            return false;
        }
        match self.last_time_cell() {
            Some(at) if at < n_whole => self.time(line).is_some() || (!is_open && is_first_fit),
            // What there is of the row does not tell.
            _ if n_whole == 0 => is_first_fit && self.may_open(),
            _ => is_first_fit && n > 1,
        }
    }

    /// Whether the first cell may be one of several lines: most often that is the message.
    fn may_open(&self) -> bool {
        let first = self.table.columns.first();
        let is_quoted = first.is_some_and(|column| column.class == Class::Quoted);
        is_quoted || self.table.message == Some((0, 0))
    }

    fn fits(&self, at: usize, line: &[u8]) -> bool {
        self.cells.get(at).is_none_or(|cell| fits(&self.table, at, *cell, line))
    }

    /// The last of the cells that the time is read from.
    fn last_time_cell(&self) -> Option<usize> {
        match self.table.time {
            TimeAt::Nowhere => None,
            TimeAt::Cell { at, .. } | TimeAt::Clock { at, .. } => Some(at),
            TimeAt::Pair { date, clock, .. } => Some(date.max(clock)),
        }
    }

    /// The time of the row whose cells were cut.
    fn time(&mut self, row: &[u8]) -> Option<Reading> {
        let raw = |at: &usize| self.cells.get(*at).map(|cell| cell.raw(row).trim_ascii());
        match &self.table.time {
            TimeAt::Nowhere => None,
            TimeAt::Cell { at, is_utc: false, .. } => {
                let text = raw(at)?;
                let reading = read_time(text, self.shape, &mut self.times)?;
                let rest = self.table.rest.and_then(|(at, n)| rest_of(raw(&at)?, n));
                Some(match (reading, rest) {
                    (Reading::Time(stamp), Some(rest)) if stamp.digits == 0 => {
                        with_rest(stamp, rest)
                    }
                    _ => reading,
                })
            }
            TimeAt::Cell { at, .. } => {
                let text = raw(at)?;
                join(&mut self.joined, &[text, b"Z"]);
                read_time(&self.joined, self.shape, &mut self.times)
                    .or_else(|| read_time(text, self.shape, &mut self.times))
            }
            TimeAt::Pair { date, clock, is_utc } => {
                let (date, clock) = (raw(date)?, raw(clock)?);
                let zone: &[u8] = if *is_utc { b"Z" } else { b"" };
                join(&mut self.joined, &[date, b" ", clock, zone]);
                read_time(&self.joined, self.shape, &mut self.times)
            }
            TimeAt::Clock { at, date } => {
                let clock = raw(at)?;
                join(&mut self.joined, &[date.as_bytes(), b" ", clock, b"Z"]);
                let reading = read_time(&self.joined, TimeShape::Iso, &mut self.times)?;
                Some(match reading {
                    Reading::Time(mut stamp) => {
                        stamp.inferred = stamp.inferred.and(Inferred::DATE);
                        Reading::Time(stamp)
                    }
                    Reading::OutOfRange => reading,
                })
            }
        }
    }

    /// Takes level, message and fields from the cells.
    fn take(&mut self, row: &[u8], names: &mut FieldNames, out: &mut Parsed) {
        let known = self.named.take();
        let mut known = known.unwrap_or_else(|| Box::new(Named::of(&self.table, names)));
        self.take_cells(row, &mut known, names, out);
        self.named = Some(known);
    }

    fn take_cells(
        &mut self,
        row: &[u8],
        known: &mut Named,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) {
        if let Some(reading) = self.time(row) {
            out.set_time(reading);
        }
        let mut status = None;
        for at in 0..self.cells.len() {
            let Some(cell) = self.cells.get(at).copied() else { break };
            let raw = cell.raw(row);
            if raw.is_empty() || self.table.absent.iter().any(|absent| absent.as_bytes() == raw) {
                continue;
            }
            let (Some(column), Some(&id)) = (self.table.columns.get(at), known.ids.get(at)) else {
                let id = names.intern(format!("column_{}", at + 1).as_bytes());
                let value = cell.value(row, out);
                out.fields.push((id, value));
                continue;
            };
            if column.usage == Usage::Taken {
                continue;
            }
            let value = cell.value(row, out);
            match column.usage {
                Usage::Level => {
                    let text = out.text(row, value);
                    let scale = self.table.scale;
                    if let Some(level) = level_of(text, known.numbers, known.writer, scale) {
                        out.level = level;
                        continue;
                    }
                }
                Usage::Status => status = Some(value),
                Usage::Request => {
                    // The message is the request itself.
                    take_request(row, cell, &known.extras, out);
                    continue;
                }
                Usage::Result => {
                    status = take_result(row, cell, &known.extras, out);
                    continue;
                }
                Usage::Field | Usage::Taken => {}
            }
            if is_object(out.text(row, value))
                && let Some(members) = known.members.get_mut(at)
                && add_members(members, row, value, names, out)
            {
                continue;
            }
            out.fields.push((id, value));
        }
        if out.level == Level::Unknown
            && let Some(status) = status
        {
            let text = out.text(row, status);
            let level = number(text).and_then(Level::from_http_status);
            out.level = level.or_else(|| Level::from_word(text)).unwrap_or(Level::Unknown);
        }
    }

    /// The message of the row, which ends at `end`.
    fn take_message(&self, row: &[u8], start: usize, end: usize, out: &mut Parsed) {
        let cells = self.table.message.and_then(|(first, last)| {
            Some((*self.cells.get(first)?, *self.cells.get(last)?, first == last))
        });
        out.message = match cells {
            Some((cell, _, true)) => {
                let is_last = self.cells.len() == self.table.message.map_or(0, |(at, _)| at + 1);
                if cell.written == Written::Bare && is_last {
                    // What was joined to the row can only be more of it.
                    TextRef::from_range(cell.start, end.max(cell.end))
                } else {
                    cell.value(row, out)
                }
            }
            Some((first, last, false)) => {
                // The quotes of the outer cells belong to it, or one of a pair would be missing.
                let before = first.start - usize::from(first.written != Written::Bare);
                let after = last.end + usize::from(last.written != Written::Bare);
                TextRef::from_range(before, after.min(row.len()))
            }
            None => TextRef::from_range(start, end),
        };
        if out.level == Level::Unknown && cells.is_some_and(|(.., is_cell)| is_cell) {
            let level = level_in_words(out.text(row, out.message));
            out.level = level.unwrap_or(Level::Unknown);
        }
    }
}

fn take_request(row: &[u8], cell: Cell, extras: &Extras, out: &mut Parsed) {
    let request = cell.raw(row);
    let (first, last) = (memchr::memchr(b' ', request), memchr::memrchr(b' ', request));
    if let (Some(first), Some(last)) = (first, last)
        && first < last
    {
        let (start, end) = (cell.start, cell.end);
        let parts = [
            (extras.method, start, start + first),
            (extras.path, start + first + 1, start + last),
            (extras.protocol, start + last + 1, end),
        ];
        for (id, start, end) in parts {
            if row.get(start..end) != Some(b"-") {
                out.push(id, start, end);
            }
        }
    }
}

/// Both halves of `TCP_MISS/200`: the second is returned.
fn take_result(row: &[u8], cell: Cell, extras: &Extras, out: &mut Parsed) -> Option<TextRef> {
    let slash = cell.start + memchr::memchr(b'/', cell.raw(row))?;
    out.push(extras.result, cell.start, slash);
    out.push(extras.status, slash + 1, cell.end);
    Some(TextRef::from_range(slash + 1, cell.end))
}

/// Whether a cell of `line` looks like those of the column at its place.
fn fits(table: &Table, at: usize, cell: Cell, line: &[u8]) -> bool {
    let Some(column) = table.columns.get(at) else { return true };
    match column.class {
        Class::Quoted => cell.written != Written::Bare,
        Class::Any
        | Class::Number
        | Class::OneOf(_)
        | Class::Slashed
        | Class::Address
        | Class::Hex
        | Class::Level
        | Class::SqlState
        | Class::Operation => is_of(column.class, cell.raw(line)),
    }
}

/// Whether the text of a cell is of a class.
fn is_of(class: Class, text: &[u8]) -> bool {
    let is_nothing = text.is_empty() || text == b"-";
    match class {
        Class::Any | Class::Quoted => true,
        Class::Number => is_nothing || is_number(text),
        Class::OneOf(words) => words.iter().any(|word| word.as_bytes() == text),
        Class::Slashed => memchr::memchr(b'/', text).is_some(),
        Class::Address => is_nothing || is_address(text),
        Class::Hex => is_hex(text),
        Class::Level => Level::from_word(text).is_some() || !(text.is_ascii() || text.is_empty()),
        Class::SqlState => {
            let is_in = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
            text.len() == 5 && text.iter().all(is_in)
        }
        Class::Operation => {
            let is_in = |byte: &u8| {
                byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'_')
            };
            memchr::memchr(b'.', text).is_some() && text.iter().all(is_in)
        }
    }
}

/// `192.0.2.1`, `192.0.2.1:25`, `2001:db8::1`, `[2001:db8::1]:25`.
fn is_address(text: &[u8]) -> bool {
    let is_port = |port: &[u8]| !port.is_empty() && port.iter().all(u8::is_ascii_digit);
    let with_port = || {
        let colon = memchr::memrchr(b':', text)?;
        let (address, port) = text.split_at_checked(colon)?;
        let inner = address.strip_prefix(b"[").and_then(|inner| inner.strip_suffix(b"]"));
        Some(is_ip(inner.unwrap_or(address)) && is_port(port.get(1..)?))
    };
    is_ip(text) || with_port().unwrap_or(false)
}

impl Parser for TableParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        if self.is_aside(line) {
            return false;
        }
        let row_end = self.cut_fitting(line);
        row_end.is_some_and(|row_end| self.is_start(line, row_end))
    }

    fn is_aside(&self, line: &[u8]) -> bool {
        match &self.table.asides {
            Asides::None => false,
            Asides::Comments => line.starts_with(b"#"),
            Asides::Lines(hashes) => hashes.contains(&line_hash(line)),
        }
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let (start, end) = self.row(entry);
        let row = entry.get(start..end).unwrap_or_default();
        let line = first_line(row);
        let is_first = self.starts(line);
        if !is_first {
            return false;
        }
        if line.len() < row.len() || start > 0 {
            self.cut(row);
            for cell in &mut self.cells {
                cell.start += start;
                cell.end += start;
            }
        }
        self.take(entry, names, out);
        self.take_message(entry, start, end, out);
        true
    }
}

/// A line without leading bytes and without the rest of its line end.
fn bare(line: &[u8]) -> &[u8] {
    let line = line.get(lead_len(line)..).unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The longest text that is a time, including anything that may accompany it.
const MAX_TIME: usize = 64;

/// The time that makes up all of `text`, most likely in `shape`.
fn read_time(text: &[u8], shape: TimeShape, times: &mut TimeParser) -> Option<Reading> {
    if shape == TimeShape::Epoch {
        return parse_epoch_number(text);
    }
    let mut whole = |shape: TimeShape| {
        let (reading, len) = times.parse(shape, text)?;
        (len == text.len()).then_some(reading)
    };
    if let Some(reading) = whole(shape) {
        return Some(reading);
    }
    // A cell may say more than the time: a zone by its long name.
    time_of(text, times).filter(|_| text.len() <= MAX_TIME)
}

fn join(joined: &mut Vec<u8>, parts: &[&[u8]]) {
    joined.clear();
    for part in parts {
        joined.extend_from_slice(part);
    }
}
