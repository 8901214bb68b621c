//! A format by example: what the user marked in a line, as a pattern.
//!
//! What was marked becomes placeholders (`marks.rs`), what stands between becomes what it looks
//! like (`gaps.rs`): signs stay as they are, words and numbers that nobody wanted are stepped over.
//! A pattern counts only if it reads back from the line exactly what was marked, so that several
//! ways of saying it can be tried, the plainest first (`read_back.rs`).

mod error;
mod gaps;
#[cfg(test)]
mod laws;
mod marks;
mod read_back;
mod suggest;
#[cfg(test)]
mod tests;
mod trial;

pub use error::ExampleError;
pub use suggest::suggest;
pub use trial::{Other, Trial, lines, try_pattern};

use super::pattern::check;
use crate::time::{Assumptions, TimeShape};
use crate::units::UnixNanos;
use gaps::Tabs;
use marks::{Placed, place};
use read_back::reads_back;

/// What a marked piece of a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// When.
    Time,
    /// How bad.
    Level,
    /// What happened; goes to the end of the entry.
    Message,
    /// Anything else, under this name.
    Field(String),
}

/// A marked piece of a line, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its first byte.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// What it is.
    pub role: Role,
}

/// A pattern made by example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// In the language of patterns.
    pub pattern: String,
    /// What was marked as it is understood: without blanks around it, a time and a level whole,
    /// the message to the end of the line.
    pub marks: Vec<Mark>,
}

/// Times are only looked for here: any year will do.
const ANY_YEAR: Assumptions =
    Assumptions { not_after: UnixNanos(4_102_444_800_000_000_000), offset_secs: 0 };

/// The pattern that `marks` in `line`, the first one of an entry, suggest.
///
/// Where a time can be read in several ways, the one that fits most of `others` is taken.
///
/// # Errors
/// Why no pattern can be made of it.
pub fn make_pattern(line: &str, marks: &[Mark], others: &[&[u8]]) -> Result<Made, ExampleError> {
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

/// How fields are told from what follows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// By the first place where that stands.
    First,
    /// By the last one in the line.
    Last,
}

/// The first way of saying it that reads back what was marked.
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
