//! Formats by example on the wire: marks count in UTF-16 units, as the page does.

use serde::{Deserialize, Serialize};

use crate::format::OwnFormat;
use crate::format::example::{MarkedSpan, Role};
use crate::session::ExampleAsk;

/// A user-defined format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireFormat {
    /// What people and queries call it.
    pub name: String,
    /// Its pattern.
    pub pattern: String,
    /// The line it was made from.
    pub example: String,
}

/// What a marked piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WireRole {
    /// When.
    Time,
    /// How bad.
    Level,
    /// What happened.
    Message,
    /// Anything else, under its name.
    Field,
}

/// A marked piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireMark {
    /// Its first UTF-16 unit.
    pub start: u32,
    /// One past its last.
    pub end: u32,
    /// What it is.
    pub role: WireRole,
    /// The field's name; empty for the others.
    pub name: String,
}

/// A line that a pattern does not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireOther {
    /// Its number, from 1.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub line: u64,
    /// Its text, or the beginning of a long one.
    pub text: String,
}

/// What a request asks about a line.
pub(super) fn read_ask(
    line: &str,
    marks: Option<Vec<WireMark>>,
    pattern: Option<String>,
) -> ExampleAsk {
    match (pattern, marks) {
        (Some(pattern), _) => ExampleAsk::Pattern(pattern),
        (None, Some(marks)) => {
            ExampleAsk::Marks(marks.into_iter().map(|mark| read_mark(line, mark)).collect())
        }
        (None, None) => ExampleAsk::Suggestion,
    }
}

pub(super) fn wire_format(own: OwnFormat) -> WireFormat {
    let OwnFormat { name, pattern, example } = own;
    WireFormat { name, pattern, example }
}

pub(super) fn read_format(format: WireFormat) -> OwnFormat {
    let WireFormat { name, pattern, example } = format;
    OwnFormat { name, pattern, example }
}

fn read_mark(line: &str, mark: WireMark) -> MarkedSpan {
    let role = match mark.role {
        WireRole::Time => Role::Time,
        WireRole::Level => Role::Level,
        WireRole::Message => Role::Message,
        WireRole::Field => Role::Field(mark.name),
    };
    MarkedSpan { start: byte_at(line, mark.start), end: byte_at(line, mark.end), role }
}

pub(super) fn wire_mark(line: &str, mark: MarkedSpan) -> WireMark {
    let (role, name) = match mark.role {
        Role::Time => (WireRole::Time, String::new()),
        Role::Level => (WireRole::Level, String::new()),
        Role::Message => (WireRole::Message, String::new()),
        Role::Field(name) => (WireRole::Field, name),
    };
    WireMark { start: unit_at(line, mark.start), end: unit_at(line, mark.end), role, name }
}

/// The byte of a UTF-16 unit; the line's end for units beyond it.
fn byte_at(line: &str, unit: u32) -> usize {
    let mut n_units = 0;
    for (at, char) in line.char_indices() {
        if n_units >= unit as usize {
            return at;
        }
        n_units += char.len_utf16();
    }
    line.len()
}

fn unit_at(line: &str, byte: usize) -> u32 {
    let before = line.get(..byte).unwrap_or(line);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_bytes_are_told_apart() {
        let line = "aü日🚀b";
        for (unit, byte) in [(0, 0), (1, 1), (2, 3), (3, 6), (5, 10), (6, 11)] {
            assert_eq!((byte_at(line, unit), unit_at(line, byte)), (byte, unit));
        }
        // The middle of a pair is its end, and there is nothing behind the line.
        assert_eq!((byte_at(line, 4), byte_at(line, 99)), (10, 11));
    }
}
