//! Cuts rows into cells.

use serde::{Deserialize, Serialize};

use crate::format::json::unescape;
use crate::format::scan::{closing_quote, skip_blanks};
use crate::format::{Parsed, TextRef};

/// How rows are cut into cells; [`SECTION`] stands for the sign that it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::format) enum Cut {
    /// By a byte; cells may be in quotes, and quotes inside are doubled (RFC 4180).
    Doubled(u8),
    /// By a byte; cells may be in quotes, and quotes inside follow a backslash.
    Escaped(u8),
    /// By a byte and nothing else.
    Bare(u8),
    /// By spaces; cells may be in quotes or brackets.
    Spaced,
}

/// The last byte of a section sign; the byte before it belongs to the delimiter, too.
pub(in crate::format) const SECTION: u8 = 0xa7;
const SECTION_LEAD: u8 = 0xc2;

/// How a cell is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum Written {
    Bare,
    /// In quotes or brackets.
    Quoted,
    /// In quotes, with doubled quotes inside.
    Doubled,
    /// In quotes, with backslashes inside.
    Escaped,
}

/// A cell: a place in its row, without the quotes.
#[derive(Clone, Copy, Debug)]
pub(in crate::format) struct Cell {
    pub(in crate::format) start: usize,
    pub(in crate::format) end: usize,
    pub(in crate::format) written: Written,
}

impl Cell {
    /// The raw text of the cell, including escapes.
    pub(in crate::format) fn raw(self, row: &[u8]) -> &[u8] {
        row.get(self.start..self.end).unwrap_or_default()
    }

    /// The unescaped text of the cell; `row` is the entry that `out` describes.
    pub(in crate::format) fn value(self, row: &[u8], out: &mut Parsed) -> TextRef {
        let raw = self.raw(row);
        let start = row.len() + out.unescaped.len();
        match self.written {
            Written::Bare | Written::Quoted => {
                return TextRef::from_range(self.start, self.end);
            }
            Written::Doubled => {
                let mut rest = raw;
                while let Some(quote) = memchr::memchr(b'"', rest) {
                    let (text, after) = rest.split_at(quote + 1);
                    out.unescaped.extend_from_slice(text);
                    rest = after.strip_prefix(b"\"").unwrap_or(after);
                }
                out.unescaped.extend_from_slice(rest);
            }
            Written::Escaped => unescape(raw, &mut out.unescaped),
        }
        TextRef::from_range(start, row.len() + out.unescaped.len())
    }
}

/// How a row ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::format) enum RowEnd {
    /// With its last cell.
    Closed,
    /// Inside quotes: the last cell continues.
    Open,
}

/// Cuts the first row of `text` into `cells`.
pub(in crate::format) fn cut(how: Cut, text: &[u8], cells: &mut Vec<Cell>) -> RowEnd {
    cut_while(how, text, cells, |_| true).unwrap_or(RowEnd::Closed)
}

/// The same while each cell passes a test, which sees all up to it; `None` if one does not. A cell that
/// goes on in the next line is not tested.
#[inline]
pub(in crate::format) fn cut_while(
    how: Cut,
    text: &[u8],
    cells: &mut Vec<Cell>,
    goes_on: impl Fn(&[Cell]) -> bool,
) -> Option<RowEnd> {
    cells.clear();
    let mut at = 0;
    loop {
        let (cell, next) = match how {
            Cut::Bare(delimiter) => bare(text, at, delimiter),
            Cut::Doubled(delimiter) | Cut::Escaped(delimiter) => {
                let quote = quote_at(text, at, delimiter);
                match quote.map(|quote| quoted(how, text, quote, delimiter)) {
                    Some(Quoted::Cell(cell, next)) => (cell, next),
                    Some(Quoted::Open(cell)) => {
                        cells.push(cell);
                        return Some(RowEnd::Open);
                    }
                    Some(Quoted::Not) | None => bare(text, at, delimiter),
                }
            }
            Cut::Spaced => {
                at = skip_blanks(text, at);
                if matches!(text.get(at), None | Some(b'\n' | b'\r')) {
                    return Some(RowEnd::Closed);
                }
                spaced(text, at)
            }
        };
        cells.push(cell);
        if !goes_on(cells) {
            return None;
        }
        match text.get(next) {
            None | Some(b'\n' | b'\r') => return Some(RowEnd::Closed),
            Some(_) => at = next + 1,
        }
    }
}

/// Joins the last of `n_columns` cells with all that follow it: unquoted text that contains the
/// delimiter.
pub(in crate::format) fn join_rest(cells: &mut Vec<Cell>, n_columns: usize) {
    let end = cells.last().map_or(0, |last| last.end);
    if cells.len() > n_columns
        && let Some(last) = n_columns.checked_sub(1).and_then(|at| cells.get_mut(at))
        && last.written == Written::Bare
    {
        last.end = end;
        cells.truncate(n_columns);
    }
}

/// The opening quote of the cell at `at`; some programs write a space before it.
fn quote_at(text: &[u8], at: usize, delimiter: u8) -> Option<usize> {
    let is_quote = |at: usize| text.get(at) == Some(&b'"');
    if is_quote(at) {
        return Some(at);
    }
    let at = if delimiter == b',' || delimiter == b';' { skip_blanks(text, at) } else { at };
    is_quote(at).then_some(at)
}

enum Quoted {
    /// A cell, and where its delimiter stands.
    Cell(Cell, usize),
    Open(Cell),
    /// The quotes are part of the text.
    Not,
}

fn quoted(how: Cut, text: &[u8], quote: usize, delimiter: u8) -> Quoted {
    let start = quote + 1;
    let closing = match how {
        Cut::Escaped(_) => closing_quote(text, start).map(|end| {
            let inside = text.get(start..end).unwrap_or_default();
            let is_plain = memchr::memchr(b'\\', inside).is_none();
            (end, if is_plain { Written::Quoted } else { Written::Escaped })
        }),
        Cut::Doubled(_) | Cut::Bare(_) | Cut::Spaced => doubled_end(text, start),
    };
    let Some((end, written)) = closing else {
        // What there is of it, quotes and all: only detection looks at half a row.
        return Quoted::Open(Cell { start, end: text.len(), written: Written::Quoted });
    };
    let cell = Cell { start, end, written };
    match text.get(end + 1..).unwrap_or_default() {
        [SECTION_LEAD, SECTION, ..] if delimiter == SECTION => Quoted::Cell(cell, end + 2),
        [byte, ..] if *byte != delimiter && *byte != b'\n' && *byte != b'\r' => Quoted::Not,
        _ => Quoted::Cell(cell, end + 1),
    }
}

/// Where a quoted cell ends; `at` is just after the opening quote, and two quotes inside mean one.
fn doubled_end(text: &[u8], mut at: usize) -> Option<(usize, Written)> {
    let mut written = Written::Quoted;
    loop {
        at += memchr::memchr(b'"', text.get(at..)?)?;
        if text.get(at + 1) != Some(&b'"') {
            return Some((at, written));
        }
        written = Written::Doubled;
        at += 2;
    }
}

fn bare(text: &[u8], at: usize, delimiter: u8) -> (Cell, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let mut next = at + memchr::memchr2(delimiter, b'\n', rest).unwrap_or(rest.len());
    let mut end = next;
    if delimiter == SECTION {
        next = next_section(text, at);
        end = next - usize::from(text.get(next) == Some(&delimiter));
    }
    if text.get(next) != Some(&delimiter) && end > at && text.get(end - 1) == Some(&b'\r') {
        end -= 1;
    }
    let cell = text.get(at..end).unwrap_or_default();
    let n_before = cell.len() - cell.trim_ascii_start().len();
    let start = at + n_before;
    let end = start + cell.trim_ascii().len();
    (Cell { start, end, written: Written::Bare }, next)
}

/// The last byte of the first section sign from `at` on, or the line's end.
#[cold]
fn next_section(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let is_sign = |n: &usize| {
        let is_lead = n.checked_sub(1).and_then(|lead| rest.get(lead)) == Some(&SECTION_LEAD);
        is_lead || rest.get(*n) == Some(&b'\n')
    };
    at + memchr::memchr2_iter(SECTION, b'\n', rest).find(is_sign).unwrap_or(rest.len())
}

/// A cell between spaces.
fn spaced(text: &[u8], at: usize) -> (Cell, usize) {
    let is_end = |byte: Option<&u8>| matches!(byte, None | Some(b' ' | b'\t' | b'\n' | b'\r'));
    let closed = match text.get(at) {
        Some(b'"') => closing_quote(text, at + 1),
        Some(b'[') => {
            let rest = text.get(at..).unwrap_or_default();
            memchr::memchr2(b']', b'\n', rest)
                .map(|n| at + n)
                .filter(|&end| text.get(end) == Some(&b']'))
        }
        _ => None,
    };
    if let Some(end) = closed.filter(|end| is_end(text.get(end + 1))) {
        return (Cell { start: at + 1, end, written: Written::Quoted }, end + 1);
    }
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.iter().position(|byte| is_end(Some(byte))).unwrap_or(rest.len());
    (Cell { start: at, end: at + len, written: Written::Bare }, at + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(how: Cut, row: &str) -> (Vec<String>, RowEnd) {
        let mut cells = Vec::new();
        let end = cut(how, row.as_bytes(), &mut cells);
        let mut out = Parsed::default();
        let values = cells.iter().map(|cell| {
            let value = cell.value(row.as_bytes(), &mut out);
            String::from_utf8_lossy(out.text(row.as_bytes(), value)).into_owned()
        });
        (values.collect(), end)
    }

    #[track_caller]
    fn check(how: Cut, row: &str, expected: &[&str], end: RowEnd) {
        let (values, is) = values(how, row);
        assert_eq!(values, expected, "{row}");
        assert_eq!(is, end, "{row}");
    }

    #[test]
    fn quotes_keep_delimiters_and_line_ends() {
        let comma = Cut::Doubled(b',');
        check(comma, "a,\"b,c\",,d\r\n", &["a", "b,c", "", "d"], RowEnd::Closed);
        check(comma, "\"say \"\"no\"\"\", \"x\ny\",", &["say \"no\"", "x\ny", ""], RowEnd::Closed);
        check(comma, "a,\"b\nc,d", &["a", "b\nc,d"], RowEnd::Open);
        check(comma, "a \"b\" c,\"d\"e,f\nmore", &["a \"b\" c", "\"d\"e", "f"], RowEnd::Closed);
        check(Cut::Escaped(b';'), "\"a\\\";b\";c", &["a\";b", "c"], RowEnd::Closed);
        check(Cut::Bare(b'\t'), "\"a\t b\t\n", &["\"a", "b", ""], RowEnd::Closed);
        let section = Cut::Doubled(SECTION);
        check(
            section,
            "a\u{a7}\"b\u{a7}c\"\u{a7}fa\u{e7}ade\n",
            &["a", "b\u{a7}c", "fa\u{e7}ade"],
            RowEnd::Closed,
        );
    }

    #[test]
    fn spaces_part_cells_but_not_in_quotes_or_brackets() {
        check(
            Cut::Spaced,
            "a  [b c] \"d \\\" e\" [f \"g\"h \n",
            &["a", "b c", "d \\\" e", "[f", "\"g\"h"],
            RowEnd::Closed,
        );
    }
}
