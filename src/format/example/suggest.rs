//! Suggested marks: what can be recognised in a line without help.

use super::make::make_pattern;
use super::marked_span::{ANY_YEAR, MarkedSpan, Role};
use super::marks::level_of;
use crate::format::layout::infer;
use crate::format::pattern::parser_of;
use crate::format::{FieldNames, Parsed, Plan, SourceParser};
use crate::level::Level;
use crate::time::find::each_time;
use crate::time::{TimeParser, TimeShape};

/// How far into a line its time and level are looked for, in bytes, where nothing says where the message begins.
const REACH: usize = 120;

/// The marks that `plan`, or else the looks of the line, suggest: as many as make a pattern.
pub fn suggest(line: &str, plan: &Plan) -> Vec<MarkedSpan> {
    let mut names = FieldNames::new();
    let mut out = Parsed::default();
    SourceParser::new(plan, &mut names, ANY_YEAR).parse(line.as_bytes(), &mut names, &mut out);
    if out.message.start == 0 && out.fields.is_empty() {
        parse_inferred(line, &mut names, &mut out);
    }
    let mut marks = marks_of(line, &names, &out);
    while !marks.is_empty() && make_pattern(line, &marks, &[]).is_err() {
        // The last field is the least certain.
        let is_field = |mark: &MarkedSpan| matches!(mark.role, Role::Field(_));
        let last = marks.iter().rposition(is_field).unwrap_or(marks.len() - 1);
        marks.remove(last);
    }
    marks
}

fn parse_inferred(line: &str, names: &mut FieldNames, out: &mut Parsed) {
    for pattern in infer(&[line.as_bytes()]) {
        out.clear();
        let mut parser = parser_of(&pattern, &TimeShape::HEAD, names, ANY_YEAR);
        if parser.parse(line.as_bytes(), names, out) {
            return;
        }
    }
    out.clear();
}

fn marks_of(line: &str, names: &FieldNames, out: &Parsed) -> Vec<MarkedSpan> {
    let message = out.message.start as usize;
    let has_message = message > 0 && message < line.len() && line.is_char_boundary(message);
    let head_end = if has_message { message } else { line.len() };
    let mut marks: Vec<MarkedSpan> = Vec::new();
    let mut add = |start: usize, end: usize, role: Role| {
        let is_free = marks.iter().all(|known| end <= known.start || start >= known.end);
        if is_free && line.get(start..end).is_some() && start < end {
            marks.push(MarkedSpan { start, end, role });
        }
    };
    let head = line.as_bytes().get(..head_end.min(line.len())).unwrap_or_default();
    if let Some((start, end)) = time_in(head) {
        add(start, end, Role::Time);
    }
    for &(id, value) in &out.fields {
        let (start, end) = (value.start as usize, (value.start + value.len) as usize);
        if end <= head_end {
            add(start, end, Role::Field(names.name(id).to_owned()));
        }
    }
    if let Some((start, end)) = level_in(head, out.level) {
        add(start, end, Role::Level);
    }
    if has_message {
        add(message, line.trim_end().len(), Role::Message);
    }
    marks.sort_by_key(|mark| mark.start);
    marks
}

fn time_in(head: &[u8]) -> Option<(usize, usize)> {
    let near = head.get(..head.len().min(REACH))?;
    let mut best: Option<(usize, usize)> = None;
    each_time(near, &TimeShape::ALL, &mut TimeParser::new(ANY_YEAR), |found| {
        let is_number = found.shape == TimeShape::Epoch && found.end - found.start < 10;
        let is_first = best.is_none_or(|(start, _)| start == found.start);
        if !is_number && is_first && best.is_none_or(|(_, end)| found.end > end) {
            best = Some((found.start, found.end));
        }
        !is_first
    });
    best
}

/// The first word of the head that names the level found.
fn level_in(head: &[u8], level: Level) -> Option<(usize, usize)> {
    let is_end = |byte: &u8| !byte.is_ascii_alphanumeric();
    let mut at = 0;
    for word in head.get(..head.len().min(REACH))?.split(is_end) {
        if level != Level::Unknown && level_of(word) == Some(level) {
            return Some((at, at + word.len()));
        }
        at += word.len() + 1;
    }
    None
}
