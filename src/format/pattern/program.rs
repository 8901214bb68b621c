//! A compiled pattern ready to run, made once and lent to any number of parsers.
//!
//! Detection asks hundreds of layouts about every source, and a folder may hold thousands of sources:
//! compiling a pattern takes longer than asking it about some lines.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::compile::Pattern;
use super::head::{self, Heads};
use super::near::Near;
use super::steps::Step;
use crate::format::FieldNames;
use crate::time::TimeShape;

/// What a parser of a pattern begins with.
#[derive(Clone)]
pub(super) struct Program {
    pub(super) steps: Arc<[Step]>,
    /// How many steps tell that a line starts an entry.
    pub(super) n_head: usize,
    /// The steps of the second line, if the time stands there.
    pub(super) second: Range<usize>,
    pub(super) near: Near,
    pub(super) has_level: bool,
    /// The message ends within its line.
    pub(super) ends_in_line: bool,
    /// Heads met before, and the step that begins what is remembered of them.
    pub(super) heads: Option<(usize, Heads)>,
}

impl Program {
    pub(super) fn new(pattern: Pattern) -> Self {
        let Pattern { steps, facts } = pattern;
        let is_time = |step: &Step| matches!(step, Step::Time(..));
        let last_telling = steps.iter().rposition(|step| is_time(step) || step.is_level());
        // Without a time the level alone is too little: all of the first line must fit.
        let is_line_end = |step: &Step| matches!(step, Step::LineEnd);
        let n_line = steps.iter().position(is_line_end).unwrap_or(steps.len());
        let n_head = match last_telling.filter(|_| steps.iter().any(is_time)) {
            Some(last) => n_line.min(last + 1),
            None => n_line,
        };
        Self {
            n_head,
            second: n_line + 1..last_telling.map_or(0, |last| last + 1),
            near: Near::new(steps.get(1..n_head).unwrap_or_default()),
            has_level: steps.iter().any(Step::is_level),
            ends_in_line: facts.ends_in_line,
            heads: head::first_step(&steps).map(|first| (first, Heads::new(&steps, first))),
            steps: steps.into(),
        }
    }
}

/// The program of a pattern, once somebody asked for it.
#[derive(Default)]
pub(super) struct Lent(OnceLock<(Program, FieldNames)>);

impl Lent {
    /// A program of `pattern` for these names; lent where there are none yet, so that the numbers of
    /// its fields are the same.
    pub(super) fn program(
        &self,
        pattern: &str,
        shapes: &[TimeShape],
        names: &mut FieldNames,
    ) -> Program {
        if !names.is_empty() {
            return Program::new(Pattern::compile(pattern, shapes, names));
        }
        let (program, known) = self.0.get_or_init(|| {
            let mut names = FieldNames::new();
            (Program::new(Pattern::compile(pattern, shapes, &mut names)), names)
        });
        names.clone_from(known);
        program.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_lent_numbers_fields_as_one_that_is_made() {
        let lent = Lent::default();
        for text in ["{time} {level} [{thread:text}] {logger}: {message}"; 2] {
            let (mut one, mut other) = (FieldNames::new(), FieldNames::new());
            let shown = |program: &Program| format!("{:?}", program.steps);
            let found = lent.program(text, &TimeShape::HEAD, &mut one);
            let made = Program::new(Pattern::compile(text, &TimeShape::HEAD, &mut other));
            assert_eq!(shown(&found), shown(&made));
            assert!(one.iter().eq(other.iter()));
            // To a table that has names, fields have other numbers.
            other.intern(b"later");
            let mut later = FieldNames::new();
            later.intern(b"later");
            let found = lent.program(text, &TimeShape::HEAD, &mut later);
            assert_ne!(shown(&found), shown(&made));
            assert_eq!(found.steps.len(), made.steps.len());
        }
    }
}
