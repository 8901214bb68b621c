//! Which lines of a sample may begin with each lead; computed once for all layouts that begin alike.

use super::lines::Lines;
use super::typical::Shapes;
use crate::format::Lead;
use crate::time::{Assumptions, TimeParser};

/// The answers so far.
pub(super) struct Leads<'l, 't> {
    lines: &'l Lines<'t>,
    times: TimeParser,
    shapes: Shapes,
    known: Vec<Candidates>,
}

/// The lines that may begin an entry with a lead, in order.
pub(super) struct Candidates {
    lead: Lead,
    pub(super) lines: Vec<usize>,
    /// Those to try first: a layout that starts at none of them reads nothing.
    pub(super) typical: Vec<usize>,
}

static NONE: Candidates = Candidates { lead: Lead::Any, lines: Vec::new(), typical: Vec::new() };

impl Candidates {
    /// All lines, each of them tried.
    pub(super) fn all(lines: &Lines<'_>) -> Self {
        let all: Vec<usize> = (0..lines.len()).collect();
        Self { lead: Lead::Any, typical: all.clone(), lines: all }
    }
}

impl<'l, 't> Leads<'l, 't> {
    pub(super) fn new(lines: &'l Lines<'t>, assumptions: Assumptions) -> Self {
        Self {
            lines,
            times: TimeParser::new(assumptions),
            shapes: Shapes::new(lines),
            known: Vec::new(),
        }
    }

    /// The lines that may begin an entry with this lead.
    pub(super) fn candidates(&mut self, lead: Lead) -> &Candidates {
        let place = self.known.iter().position(|known| known.lead == lead);
        let place = place.unwrap_or_else(|| {
            let all = 0..self.lines.len();
            let may_begin = |at: &usize| lead.may_begin(self.lines.line(*at), &mut self.times);
            let lines: Vec<usize> = all.filter(may_begin).collect();
            let typical = self.shapes.typical(&lines);
            self.known.push(Candidates { lead, lines, typical });
            self.known.len() - 1
        });
        self.known.get(place).unwrap_or(&NONE)
    }
}
