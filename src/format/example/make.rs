//! Makes a pattern from marks.

use super::error::ExampleError;
use super::gaps::{self, Tabs};
use super::marked_span::{Ends, MarkedSpan};
use super::marks::{Placed, place};
use super::read_back::reads_back;
use super::trial;
use crate::format::pattern::check;
use crate::time::TimeShape;

/// A pattern made by example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The pattern.
    pub pattern: String,
    /// The marks as understood: without surrounding blanks, times and levels complete, the message up
    /// to the end of the line.
    pub marks: Vec<MarkedSpan>,
}

/// The pattern that `marks` in `line`, the first line of an entry, suggest.
///
/// If a time can be read in several ways, it takes the one that fits most of `others`.
///
/// # Errors
/// Why no pattern can be made from it.
pub fn make_pattern(
    line: &str,
    marks: &[MarkedSpan],
    others: &[&[u8]],
) -> Result<Made, ExampleError> {
    let placed = place(line, marks)?;
    let shapes = placed.shapes.clone();
    let mut problem = None;
    let mut made: Vec<(usize, String)> = Vec::new();
    for shape in if shapes.is_empty() { vec![None] } else { shapes.into_iter().map(Some).collect() }
    {
        match plainest(line, &placed, shape) {
            Ok(pattern) => made.push((0, pattern)),
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    if made.len() > 1 {
        for (n_read, pattern) in &mut made {
            *n_read = trial::count(pattern, others);
        }
    }
    // Of equals the one that stands first.
    let best = made.into_iter().reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, pattern) = best.ok_or_else(|| problem.unwrap_or(ExampleError::Nothing))?;
    Ok(Made { pattern, marks: placed.marks })
}

/// The first variant that reads back what was marked.
fn plainest(line: &str, placed: &Placed, shape: Option<TimeShape>) -> Result<String, ExampleError> {
    let mut problem = None;
    for (ends, tabs) in [
        (Ends::First, Tabs::Columns),
        (Ends::First, Tabs::Blanks),
        (Ends::Last, Tabs::Columns),
        (Ends::Last, Tabs::Blanks),
    ] {
        let pattern = gaps::render(line, placed, shape, ends, tabs);
        let outcome = check(&pattern)
            .map_err(ExampleError::Pattern)
            .and_then(|()| reads_back(line, placed, &pattern));
        match outcome {
            Ok(()) => return Ok(pattern),
            Err(error) => problem = problem.or(Some(error)),
        }
    }
    Err(problem.unwrap_or(ExampleError::Nothing))
}
