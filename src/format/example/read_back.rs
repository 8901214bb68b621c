//! Whether a pattern finds in its example what was marked there.

use super::error::ExampleError;
use super::marked_span::{ANY_YEAR, MarkedSpan, Role};
use super::marks::{Placed, level_of, text};
use crate::format::pattern::parser_of;
use crate::format::{FieldNames, Parsed, TextRef};
use crate::time::TimeShape;

/// Parses the line and compares.
pub(super) fn reads_back(line: &str, placed: &Placed, pattern: &str) -> Result<(), ExampleError> {
    let lost = |mark: &MarkedSpan| ExampleError::Lost(text(line, mark));
    let mut names = FieldNames::new();
    let mut out = Parsed::default();
    let mut parser = parser_of(pattern, &TimeShape::HEAD, &mut names, ANY_YEAR);
    let entry = line.as_bytes();
    if !parser.starts(entry) || !parser.parse(entry, &mut names, &mut out) {
        return Err(placed.marks.first().map_or(ExampleError::Nothing, lost));
    }
    let mut fields = out.fields.iter().map(|&(id, value)| (names.name(id), value));
    for mark in &placed.marks {
        let is_found = match &mark.role {
            Role::Time => out.time.is_some() || out.is_time_out_of_range,
            Role::Level => Some(out.level) == level_of(text(line, mark).as_bytes()),
            Role::Message => out.message.start as usize == mark.start,
            // A lone dash stands for nothing.
            Role::Field(_) if text(line, mark) == "-" => true,
            Role::Field(name) => {
                let wanted = TextRef::from_range(mark.start, mark.end);
                fields.next() == Some((name.as_str(), wanted))
            }
        };
        if !is_found {
            return Err(lost(mark));
        }
    }
    match placed.message {
        Some(start) if out.message.start as usize != start => {
            Err(placed.marks.last().map_or(ExampleError::Nothing, lost))
        }
        _ => Ok(()),
    }
}
