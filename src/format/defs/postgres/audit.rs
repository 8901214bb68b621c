//! Messages of the extension pgAudit: `AUDIT: ` and a row of CSV.

use crate::format::{FieldNames, Parsed, TextRef};

/// # Source
/// pgAudit's documentation, *Format*.
const COLUMNS: [&str; 9] = [
    "audit_type",
    "statement_id",
    "substatement_id",
    "class",
    "command",
    "object_type",
    "object_name",
    "statement",
    "parameter",
];

const MARK: &[u8] = b"AUDIT: ";

/// Adds the columns as fields, if the message is such a row.
pub(super) fn push_audit(entry: &[u8], names: &mut FieldNames, out: &mut Parsed) {
    let message = out.text(entry, out.message);
    let Some(row) = message.strip_prefix(MARK) else { return };
    if !(row.starts_with(b"SESSION,") || row.starts_with(b"OBJECT,")) {
        return;
    }
    let row_at = out.message.start as usize + MARK.len();
    let cells = cells(row);
    let n_before = entry.len() + out.unescaped.len();
    let mut doubled = Vec::new();
    let mut fields = Vec::new();
    for (name, &(from, to)) in COLUMNS.iter().zip(&cells) {
        let text = row.get(from..to).unwrap_or_default();
        if text.is_empty() || matches!(text, b"<none>" | b"<not logged>") {
            continue;
        }
        let place = if memchr::memmem::find(text, b"\"\"").is_some() {
            let start = n_before + doubled.len();
            push_single(text, &mut doubled);
            TextRef::from_range(start, n_before + doubled.len())
        } else {
            TextRef::from_range(row_at + from, row_at + to)
        };
        fields.push((names.intern(name.as_bytes()), place));
    }
    out.unescaped.extend_from_slice(&doubled);
    out.fields.extend(fields);
}

/// The text with one quote for each two.
fn push_single(text: &[u8], to: &mut Vec<u8>) {
    let mut is_second = false;
    for &byte in text {
        is_second = byte == b'"' && !is_second;
        if !is_second {
            to.push(byte);
        }
    }
}

/// Where the cells stand, quotes around them left out.
fn cells(row: &[u8]) -> Vec<(usize, usize)> {
    let mut cells = Vec::with_capacity(COLUMNS.len());
    let mut at = 0;
    while cells.len() < COLUMNS.len() {
        let rest = row.get(at..).unwrap_or_default();
        let len = if rest.first() == Some(&b'"') {
            let len = quoted_len(rest);
            cells.push((at + 1, at + len));
            len + 1
        } else {
            let len = memchr::memchr(b',', rest).unwrap_or(rest.len());
            cells.push((at, at + len));
            len
        };
        at += len + 1;
        if at > row.len() {
            break;
        }
    }
    cells
}

/// Where the quote stands that closes the first one.
fn quoted_len(text: &[u8]) -> usize {
    let mut quotes = memchr::memchr_iter(b'"', text).skip(1).peekable();
    while let Some(quote) = quotes.next() {
        if quotes.next_if_eq(&(quote + 1)).is_none() {
            return quote;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_end_where_quotes_close() {
        let row = b"OBJECT,1,\"a,\"\"b\"\"\",\"\",c";
        let texts: Vec<&[u8]> = cells(row).iter().map(|&(from, to)| &row[from..to]).collect();
        assert_eq!(texts, [&b"OBJECT"[..], b"1", b"a,\"\"b\"\"", b"", b"c"]);
        let mut single = Vec::new();
        push_single(b"\"\"a\"\"\"\"", &mut single);
        assert_eq!(single, b"\"a\"\"");
    }
}
