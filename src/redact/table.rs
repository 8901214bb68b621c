//! Rows of a table whose first line names its columns.

use super::bytes::{piece, run};
use super::hit::Hits;
use super::keys::{self, Meaning};
use super::kind::Kind;
use super::pairs::{Value, kind_of};
use super::values::Written;

/// What the columns of a source mean.
pub(super) struct Table {
    delimiter: u8,
    columns: Vec<Option<Meaning>>,
}

impl Table {
    /// Reads the first line of a source as a header; none if it is none.
    pub(super) fn from_header(line: &[u8]) -> Option<Self> {
        let line = line.trim_ascii().strip_prefix(b"\xef\xbb\xbf").unwrap_or(line.trim_ascii());
        let delimiter = [b',', b';', b'\t', b'|']
            .into_iter()
            .max_by_key(|mark| memchr::memchr_iter(*mark, line).count())?;
        let cells = cells(line, delimiter);
        let is_name = |value: &Value| {
            let name = piece(line, value.start, value.end);
            !name.is_empty()
                && name.len() <= 40
                && name
                    .iter()
                    .all(|&byte| byte.is_ascii_alphanumeric() || b"_-. ()#@/:".contains(&byte))
                && name.iter().any(u8::is_ascii_alphabetic)
                && name.iter().filter(|byte| byte.is_ascii_digit()).count() <= 3
        };
        if cells.len() < 3 || !cells.iter().all(is_name) {
            return None;
        }
        let columns: Vec<_> =
            cells.iter().map(|cell| keys::meaning(piece(line, cell.start, cell.end))).collect();
        columns.iter().any(Option::is_some).then_some(Self { delimiter, columns })
    }

    /// Finds values by the columns they stand in.
    pub(super) fn find(&self, text: &[u8], hits: &mut Hits) {
        let line = text.strip_suffix(b"\n").unwrap_or(text);
        let cells = cells(line, self.delimiter);
        if cells.len() != self.columns.len() {
            return;
        }
        for (value, meaning) in cells.iter().zip(&self.columns) {
            let Some(meaning) = meaning else { continue };
            if let Some(kind) =
                kind_of(*meaning, piece(text, value.start, value.end), Written::Enclosed)
            {
                let kind =
                    if kind == Kind::User && piece(text, value.start, value.end).contains(&b'@') {
                        Kind::Email
                    } else {
                        kind
                    };
                hits.push(kind, value.start, value.end);
            }
        }
    }
}

/// The cells of a row, without their quotes.
fn cells(line: &[u8], delimiter: u8) -> Vec<Value> {
    let mut cells = Vec::new();
    let mut at = 0;
    loop {
        let (start, end, next) = if line.get(at) == Some(&b'"') {
            let mut end = at + 1;
            loop {
                end = run(line, end, |byte| byte != b'"');
                if line.get(end + 1) != Some(&b'"') {
                    break;
                }
                end += 2;
            }
            (at + 1, end.min(line.len()), run(line, end, |byte| byte != delimiter))
        } else {
            let end = run(line, at, |byte| byte != delimiter);
            (at, end, end)
        };
        cells.push(Value { start, end, written: Written::Enclosed });
        if next >= line.len() {
            return cells;
        }
        at = next + 1;
    }
}
