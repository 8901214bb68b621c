//! Which lines of a sample may begin with each lead; computed once for all layouts that begin alike.

use super::lines::Lines;
use crate::format::Lead;
use crate::time::{Assumptions, TimeParser};

/// The answers so far.
pub(super) struct Leads<'l, 't> {
    lines: &'l Lines<'t>,
    times: TimeParser,
    known: Vec<(Lead, Vec<usize>)>,
}

impl<'l, 't> Leads<'l, 't> {
    pub(super) fn new(lines: &'l Lines<'t>, assumptions: Assumptions) -> Self {
        Self { lines, times: TimeParser::new(assumptions), known: Vec::new() }
    }

    /// The lines that may begin an entry with this lead, in order.
    pub(super) fn lines_of(&mut self, lead: Lead) -> &[usize] {
        let place = self.known.iter().position(|(known, _)| *known == lead);
        let place = place.unwrap_or_else(|| {
            let all = 0..self.lines.len();
            let may_begin = |at: &usize| lead.may_begin(self.lines.line(*at), &mut self.times);
            self.known.push((lead, all.filter(may_begin).collect()));
            self.known.len() - 1
        });
        self.known.get(place).map(|(_, lines)| lines.as_slice()).unwrap_or_default()
    }
}
