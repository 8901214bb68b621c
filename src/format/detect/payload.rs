//! Entries that are the messages of others.

use super::lines::Lines;
use super::score::Scored;
use crate::format::payload::{is_whole, object_at};
use crate::format::{Carries, FieldNames, Framing, Parsed, Plan, PlanFormat, format_by_id};
use crate::time::Assumptions;

/// How deeply carriers may nest.
const MAX_DEPTH: u8 = 3;

/// The messages of the entries that one layout read, which may be entries themselves.
pub(super) struct Carried {
    /// The messages, one per line.
    pub(super) sample: Vec<u8>,
    carries: Carries,
    /// Among the messages of many programs those of one may be objects, however few.
    has_objects: bool,
}

impl Carried {
    /// What the entries that `scored` read carry, inside `depth` other carriers.
    pub(super) fn by(
        scored: &Scored,
        lines: &Lines<'_>,
        assumptions: Assumptions,
        depth: u8,
    ) -> Option<Self> {
        let carries = format_by_id(scored.id)?.carries(scored.layout());
        if carries == Carries::Nothing || depth >= MAX_DEPTH {
            return None;
        }
        let sample = messages(scored, lines, assumptions)?;
        let has_objects = sample.split(|byte| *byte == b'\n').any(|line| object_at(line).is_some());
        Some(Self { sample, carries, has_objects })
    }

    /// How to read the messages, given the plan that was detected in them.
    pub(super) fn plan(&self, mut detected: Plan) -> Plan {
        if self.has_objects && detected.formats.iter().all(|format| format.id != "json") {
            detected.formats.insert(0, PlanFormat::new("json", 0));
        }
        detected
    }

    /// The same if the messages may have fitted by chance; `None` if they are no entries.
    pub(super) fn unsure_plan(&self, detected: Plan) -> Option<Plan> {
        match self.carries {
            Carries::Lines => Some(self.plan(detected)),
            Carries::Nothing | Carries::Entries => self.has_objects.then(objects),
        }
    }
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
