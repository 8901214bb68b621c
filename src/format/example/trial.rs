//! How much of a sample a pattern reads.

use super::marked_span::ANY_YEAR;
use crate::format::continuation::is_continuation;
use crate::format::pattern::{check, parser_of};
use crate::format::{FieldNames, Parsed, Parser, PatternError};
use crate::time::{Assumptions, TimeShape};

/// The longest text returned for a line, in bytes.
const MAX_LINE: usize = 400;

/// How a pattern reads the lines of a sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// Lines that are not blank: those of the three kinds below.
    pub n_lines: u64,
    /// Lines that it reads.
    pub n_read: u64,
    /// Lines that it does not read, and that look like the next line of an entry: indented, or of a trace.
    pub n_more: u64,
    /// Lines that it does not read.
    pub n_others: u64,
    /// The first of these.
    pub others: Vec<Other>,
}

/// A line that a pattern does not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its number, from 1.
    pub line: u64,
    /// Its text, or the beginning of it if it is long.
    pub text: Vec<u8>,
}

/// Tries `pattern` on every line of `sample`; returns the first `max` that it does not read.
///
/// The last line counts only if it is complete or the only one.
///
/// # Errors
/// What is wrong with the pattern.
pub fn try_pattern(
    pattern: &str,
    sample: &[u8],
    assumptions: Assumptions,
    max: usize,
) -> Result<Trial, PatternError> {
    check(pattern)?;
    let mut names = FieldNames::new();
    let mut parser = parser_of(pattern, &TimeShape::HEAD, &mut names, assumptions);
    let mut trial = Trial::default();
    for (number, line) in (1..).zip(lines(sample)) {
        if line.trim_ascii().is_empty() {
            continue;
        }
        trial.n_lines += 1;
        if reads(parser.as_mut(), line, &mut names) {
            trial.n_read += 1;
        } else if is_continuation(line) {
            trial.n_more += 1;
        } else {
            trial.n_others += 1;
            if trial.others.len() < max {
                let text = line.get(..line.len().min(MAX_LINE)).unwrap_or_default().to_vec();
                trial.others.push(Other { line: number, text });
            }
        }
    }
    Ok(trial)
}

/// How many of `lines` a pattern reads.
pub(super) fn count(pattern: &str, lines: &[&[u8]]) -> usize {
    let mut names = FieldNames::new();
    let mut parser = parser_of(pattern, &TimeShape::HEAD, &mut names, ANY_YEAR);
    lines.iter().filter(|line| reads(parser.as_mut(), line, &mut names)).count()
}

fn reads(parser: &mut dyn Parser, line: &[u8], names: &mut FieldNames) -> bool {
    parser.starts(line) && parser.parse(line, names, &mut Parsed::default())
}

/// The lines of a sample that may be cut anywhere, without their ends.
pub fn lines(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    let end = memchr::memrchr(b'\n', sample).map_or(sample.len(), |last| last + 1);
    let whole = sample.get(..end).unwrap_or_default();
    let whole = whole.strip_suffix(b"\n").unwrap_or(whole);
    whole.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line))
}
