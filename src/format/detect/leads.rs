//! Which lines of a sample may begin with each lead; computed once for all layouts that begin alike.

use super::lines::Lines;
use super::typical::Shapes;
use crate::format::Lead;
use crate::format::scan::{colour_len, padding_len};
use crate::time::{Assumptions, RecentTime, TimeParser, TimeShape};

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

/// The times that lines begin with, read once for all layouts.
#[derive(Default)]
pub(super) struct HeadTimes(Vec<Option<RecentTime>>);

impl HeadTimes {
    pub(super) fn new(lines: &Lines<'_>, assumptions: Assumptions) -> Self {
        let mut times = TimeParser::new(assumptions);
        Self((0..lines.len()).map(|at| head_time(lines.line(at), &mut times)).collect())
    }

    /// What line `at` begins with, if that is a time.
    pub(super) fn get(&self, at: usize) -> Option<&RecentTime> {
        self.0.get(at)?.as_ref()
    }
}

/// The time that a line begins with, perhaps behind a bracket.
fn head_time(line: &[u8], times: &mut TimeParser) -> Option<RecentTime> {
    let text = line.get(colour_len(line, 0)..)?;
    let text = text.get(padding_len(text)..)?;
    let text = match text {
        [b'[' | b'(' | b'<', rest @ ..] => rest,
        _ => text,
    };
    let may_begin = text.first().copied().is_some_and(TimeParser::may_begin);
    if may_begin { times.at_head(&TimeShape::HEAD, text) } else { None }
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

#[cfg(test)]
mod tests {
    use super::super::score::{Contestant, Scored, score};
    use super::*;
    use crate::format::{FORMATS, FieldNames, Format, Layout};
    use crate::units::UnixNanos;

    const ASSUMPTIONS: Assumptions = Assumptions {
        not_after: UnixNanos(1_767_139_200_000_000_000),
        offset_secs: 0,
        dates: None,
    };

    /// What a layout makes of a sample: lines, points and times of its entries.
    fn scored(
        format: &'static dyn Format,
        number: u16,
        lines: &Lines<'_>,
        times: &HeadTimes,
    ) -> Vec<(usize, u32, Option<i64>)> {
        let layout = Layout { number, detail: "" };
        let candidates = &Candidates::all(lines);
        let contestant = Contestant { format, layout, times, candidates, twin: None };
        let scored = score(&contestant, lines, ASSUMPTIONS);
        let entries = scored.iter().flat_map(Scored::entries);
        entries.map(|entry| (entry.line, entry.points, entry.time)).collect()
    }

    #[test]
    fn what_is_told_of_times_changes_no_score() {
        let has_times = |format: &&'static dyn Format, number: u16| {
            let layout = Layout { number, detail: "" };
            format.parser(layout, &mut FieldNames::new(), ASSUMPTIONS).times().is_some()
        };
        let mut n_told = 0;
        for text in FORMATS.iter().flat_map(|format| format.samples()).map(|sample| sample.text) {
            let text = format!("{text}\n\u{1b}[31m{text}\n[{text}\n {text}\n");
            let lines = Lines::new(text.as_bytes());
            let told = HeadTimes::new(&lines, ASSUMPTIONS);
            n_told += (0..lines.len()).filter(|at| told.get(*at).is_some()).count();
            for format in FORMATS.iter().filter(|format| has_times(format, 0)) {
                for number in 0..format.n_layouts() {
                    let untold = scored(*format, number, &lines, &HeadTimes::default());
                    let found = scored(*format, number, &lines, &told);
                    assert_eq!(found, untold, "{} {number}: {text}", format.id());
                }
            }
        }
        assert!(n_told > 300, "{n_told}");
    }
}
