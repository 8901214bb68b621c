//! Which format the messages of a format have.

use super::lines::Lines;
use super::score::Scored;
use super::{Detected, detect_within};
use crate::format::payload::{is_whole, object_at};
use crate::format::{
    Carries, FieldNames, Framing, Parsed, Plan, PlanFormat, ToldFormat, format_by_id,
};
use crate::time::Assumptions;

/// How deeply carriers may nest.
const MAX_DEPTH: u8 = 3;

/// How to read the messages of the entries that `scored` read, if they are entries themselves.
pub(super) fn payload_of(
    scored: &Scored,
    lines: &Lines<'_>,
    assumptions: Assumptions,
    depth: u8,
) -> Option<Box<Plan>> {
    let carries = format_by_id(scored.id)?.carries(scored.layout());
    if carries == Carries::Nothing || depth >= MAX_DEPTH {
        return None;
    }
    let sample = messages(scored, lines, assumptions)?;
    let Detected { mut plan, n_read, n_lines, says_much } =
        detect_within(&Lines::new(&sample), assumptions, depth + 1, &ToldFormat::default());
    // A message that says something else by chance is more common than one entry in five that
    // is no entry among those of a program.
    let is_sure = says_much && n_read * 5 >= n_lines * 4;
    // Among the messages of many programs those of one may be objects, however few.
    let has_objects = sample.split(|byte| *byte == b'\n').any(|line| object_at(line).is_some());
    let is_whole_plan = carries == Carries::Lines || is_sure;
    if is_whole_plan && has_objects && plan.formats.iter().all(|format| format.id != "json") {
        plan.formats.insert(0, PlanFormat::new("json", 0));
    }
    is_whole_plan.then_some(plan).or_else(|| has_objects.then(objects)).map(Box::new)
}

/// Reads objects and nothing else.
fn objects() -> Plan {
    let why = "some messages are objects".to_owned();
    Plan {
        formats: vec![PlanFormat::new("json", 0)],
        framing: Framing::Lines,
        is_coloured: false,
        why,
        dates: None,
    }
}

/// The messages, one per line.
fn messages(scored: &Scored, lines: &Lines<'_>, assumptions: Assumptions) -> Option<Vec<u8>> {
    let mut names = FieldNames::new();
    let mut parser = format_by_id(scored.id)?.parser(scored.layout(), &mut names, assumptions);
    let mut sample = Vec::new();
    let mut out = Parsed::default();
    let mut is_unfinished = false;
    for entry in scored.entries() {
        let line = lines.line(entry.line);
        out.clear();
        if parser.parse(line, &mut names, &mut out) && !is_whole(out.message, line) {
            if !sample.is_empty() && !is_unfinished {
                sample.push(b'\n');
            }
            sample.extend_from_slice(out.text(line, out.message));
            is_unfinished = out.is_unfinished;
        }
    }
    sample.push(b'\n');
    Some(sample)
}
