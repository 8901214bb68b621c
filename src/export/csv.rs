//! An entry as a record of a CSV (RFC 4180, with plain line ends).

use serde_json::Value;

use super::columns::ColumnName;
use super::json::time;
use super::{ColumnNames, Origin};
use crate::session::EntryText;

pub(super) fn head(columns: &ColumnNames) -> String {
    let mut out = Vec::new();
    for (idx, column) in columns.iter().enumerate() {
        push_cell(&mut out, idx, column.title());
    }
    out.push(b'\n');
    String::from_utf8_lossy(&out).into_owned()
}

pub(super) fn push(
    out: &mut Vec<u8>,
    columns: &ColumnNames,
    entry: &EntryText,
    origin: Origin<'_>,
) {
    for (idx, column) in columns.iter().enumerate() {
        match column {
            ColumnName::Time => push_cell(out, idx, &time(entry).unwrap_or_default()),
            ColumnName::Level => push_cell(out, idx, entry.level.name()),
            ColumnName::Source => push_cell(out, idx, origin.source),
            ColumnName::Line => {
                push_cell(out, idx, &origin.line.map_or(String::new(), |line| line.to_string()));
            }
            ColumnName::Offset => push_cell(out, idx, &entry.key.offset.to_string()),
            ColumnName::Format => push_cell(out, idx, origin.format),
            ColumnName::Message => push_cell(out, idx, &String::from_utf8_lossy(&entry.message)),
            ColumnName::Text => push_cell(out, idx, &String::from_utf8_lossy(&entry.text)),
            ColumnName::Hit => push_cell(out, idx, if is_hit(entry) { "true" } else { "false" }),
            ColumnName::Field(name) => push_cell(out, idx, &field(entry, name)),
        }
    }
    out.push(b'\n');
}

/// Whether the query itself matches, not only a neighbour.
fn is_hit(entry: &EntryText) -> bool {
    entry.around.is_none_or(|place| place.is_hit)
}

/// The value of a field; several are a JSON list, as in JSON lines.
fn field(entry: &EntryText, name: &str) -> String {
    let values = entry.fields.iter().filter(|(known, _)| known == name);
    let mut values = values.map(|(_, value)| String::from_utf8_lossy(value).into_owned());
    let first = values.next().unwrap_or_default();
    let more: Vec<String> = values.collect();
    if more.is_empty() {
        return first;
    }
    std::iter::once(first).chain(more).collect::<Value>().to_string()
}

/// Appends a cell, quoted where it would end too early otherwise.
fn push_cell(out: &mut Vec<u8>, idx: usize, text: &str) {
    if idx > 0 {
        out.push(b',');
    }
    let is_quoted = text.contains([',', '"', '\n', '\r']);
    if is_quoted {
        out.push(b'"');
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Form;
    use super::*;
    use crate::level::Level;
    use crate::store::{NO_TIME, RowKey, StampBits};
    use crate::units::SourceId;

    fn entry(text: &str, fields: &[(&str, &str)]) -> EntryText {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), value.as_bytes().to_vec());
        EntryText {
            key: RowKey { nanos: NO_TIME, source: SourceId(0), offset: 7 },
            is_dated: false,
            task_start: 0,
            lines_before: 0,
            level: Level::Warn,
            stamp: StampBits(0),
            format: 0,
            text: text.as_bytes().to_vec(),
            line_end: "\n",
            message: text.as_bytes().to_vec(),
            fields: fields.iter().map(owned).collect(),
            around: None,
        }
    }

    #[track_caller]
    fn check(columns: &str, entry: &EntryText, expected: &str) {
        let form = Form::Csv(ColumnNames::parse(columns).unwrap());
        let mut out = form.head().into_bytes();
        form.push(
            &mut out,
            entry,
            Origin { source: "a,b.log", line: Some(3), format: "text", group: None },
        );
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn what_would_end_a_cell_is_quoted() {
        let said = entry("say \"hi\",\r\n  at x", &[("a,b", "1")]);
        check(
            "line,source,message,\"a,b\",none",
            &said,
            "line,source,message,\"a,b\",none\n3,\"a,b.log\",\"say \"\"hi\"\",\r\n  at x\",1,\n",
        );
    }

    #[test]
    fn an_entry_without_a_time_has_an_empty_cell() {
        check("time,level,offset", &entry("x", &[]), "time,level,offset\n,warn,7\n");
    }

    #[test]
    fn several_values_of_a_name_are_a_list() {
        let twice = entry("x", &[("id", "a"), ("n", "1"), ("id", "b\"c")]);
        check("id", &twice, "id\n\"[\"\"a\"\",\"\"b\\\"\"c\"\"]\"\n");
    }
}
