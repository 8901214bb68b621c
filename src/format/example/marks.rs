//! Interprets marks.
//!
//! Marking by hand is imprecise: blanks and brackets around a time or a level are left out, and what
//! was marked only in part is completed.

use super::error::ExampleError;
use super::marked_span::{ANY_YEAR, MarkedSpan, Role};
use crate::level::Level;
use crate::time::find::{FoundTime, each_time};
use crate::time::{TimeParser, TimeShape};

/// Marks in line order.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) marks: Vec<MarkedSpan>,
    /// The shapes that the time may have; empty without a time.
    pub(super) shapes: Vec<TimeShape>,
    /// Where the message begins, marked or not; `None` if there is nothing left for one.
    pub(super) message: Option<usize>,
}

/// Interprets marks.
pub(super) fn place(line: &str, marks: &[MarkedSpan]) -> Result<Placed, ExampleError> {
    if line.starts_with("{\"") {
        return Err(ExampleError::Json);
    }
    if marks.is_empty() {
        return Err(ExampleError::Nothing);
    }
    let mut sorted = Vec::new();
    for mark in marks {
        sorted.push(trimmed(line, mark)?);
    }
    sorted.sort_by_key(|mark| (mark.start, mark.end));
    refuse_overlaps(line, &sorted)?;
    refuse_twice(&sorted)?;
    let mut shapes = Vec::new();
    let starts: Vec<usize> = sorted.iter().skip(1).map(|mark| mark.start).collect();
    for (n, mark) in sorted.iter_mut().enumerate() {
        let limit = starts.get(n).copied().unwrap_or(line.len());
        match &mark.role {
            Role::Time => shapes = place_time(line, mark, limit)?,
            Role::Level => place_level(line, mark)?,
            Role::Message => mark.end = line.trim_end().len().max(mark.end),
            Role::Field(name) => check_name(name)?,
        }
    }
    let message = sorted.iter().position(|mark| mark.role == Role::Message);
    if let Some(behind) = message.and_then(|at| sorted.get(at + 1)) {
        return Err(ExampleError::AfterMessage(text(line, behind)));
    }
    // What was taken whole may have grown into its neighbour.
    refuse_overlaps(line, &sorted)?;
    let message = match sorted.last() {
        Some(last) if last.role == Role::Message => Some(last.start),
        Some(last) => message_start(line, last.end),
        None => None,
    };
    Ok(Placed { marks: sorted, shapes, message })
}

pub(super) fn text(line: &str, mark: &MarkedSpan) -> String {
    line.get(mark.start..mark.end).unwrap_or_default().to_owned()
}

fn trimmed(line: &str, mark: &MarkedSpan) -> Result<MarkedSpan, ExampleError> {
    let marked = line.get(mark.start..mark.end).ok_or(ExampleError::Empty)?;
    let start = mark.start + (marked.len() - marked.trim_start().len());
    let end = start + marked.trim().len();
    let is_some = end > start && !marked.contains('\n');
    is_some.then(|| MarkedSpan { start, end, role: mark.role.clone() }).ok_or(ExampleError::Empty)
}

fn refuse_overlaps(line: &str, sorted: &[MarkedSpan]) -> Result<(), ExampleError> {
    for pair in sorted.windows(2) {
        if let [one, other] = pair
            && one.end > other.start
        {
            return Err(ExampleError::Overlap(text(line, one), text(line, other)));
        }
    }
    Ok(())
}

fn refuse_twice(marks: &[MarkedSpan]) -> Result<(), ExampleError> {
    let roles = [(Role::Time, "time"), (Role::Level, "level"), (Role::Message, "message")];
    for (role, word) in roles {
        if marks.iter().filter(|mark| mark.role == role).count() > 1 {
            return Err(ExampleError::Twice(word));
        }
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), ExampleError> {
    let is_in = |char: char| char.is_alphanumeric() || "_.-".contains(char);
    let is_other = !matches!(name, "time" | "level" | "message" | "_" | "");
    let is_fine = is_other && name.chars().count() <= 60 && name.chars().all(is_in);
    is_fine.then_some(()).ok_or_else(|| ExampleError::BadName(name.to_owned()))
}

/// Puts the mark around the time that begins first within it: the one that ends with the mark, or
/// the longest that ends before `limit`; says of which shapes it may be.
fn place_time(
    line: &str,
    mark: &mut MarkedSpan,
    limit: usize,
) -> Result<Vec<TimeShape>, ExampleError> {
    let rest = line.get(mark.start..).unwrap_or_default().as_bytes();
    let n_marked = mark.end - mark.start;
    let mut times = TimeParser::new(ANY_YEAR);
    let mut found: Vec<FoundTime> = Vec::new();
    each_time(rest, &TimeShape::ALL, &mut times, |time| {
        let first = found.first().map_or(time.start, |first| first.start);
        let is_over = time.start > first || time.start >= n_marked;
        if !is_over {
            found.push(time);
        }
        is_over
    });
    let fits = |time: &&FoundTime| mark.start + time.end <= limit;
    let end = found.iter().map(|time| time.end).find(|end| *end == n_marked);
    let end = end.or_else(|| found.iter().filter(fits).map(|time| time.end).max());
    let end = end.or_else(|| found.iter().map(|time| time.end).max());
    let end = end.ok_or_else(|| ExampleError::NoTime(text(line, mark)))?;
    found.retain(|time| time.end == end);
    let start = found.first().map_or(0, |time| time.start);
    (mark.start, mark.end) = (mark.start + start, mark.start + end);
    Ok(found.into_iter().map(|time| time.shape).collect())
}

/// Puts the mark around the word or the letter that means a level.
fn place_level(line: &str, mark: &mut MarkedSpan) -> Result<(), ExampleError> {
    let refused = ExampleError::NoLevel(text(line, mark));
    let is_sign = |byte: &u8| !byte.is_ascii_alphanumeric();
    let bytes = line.as_bytes();
    let marked = bytes.get(mark.start..mark.end).unwrap_or_default();
    let n_signs = marked.iter().take_while(|byte| is_sign(byte)).count();
    let start = mark.start + n_signs;
    let rest = bytes.get(start..).unwrap_or_default();
    let len = rest.iter().position(is_sign).unwrap_or(rest.len());
    let word = rest.get(..len).unwrap_or_default();
    if start >= mark.end || level_of(word).is_none() {
        return Err(refused);
    }
    (mark.start, mark.end) = (start, start + len);
    Ok(())
}

/// The level that a word or a letter means.
pub(super) fn level_of(word: &[u8]) -> Option<Level> {
    match word {
        [letter] => Level::from_letter(*letter),
        _ => Level::from_word(word),
    }
}

/// Where the message begins after the last mark: behind the signs that close the marked text, and
/// behind a sign that stands alone.
fn message_start(line: &str, from: usize) -> Option<usize> {
    let rest = line.get(from..).unwrap_or_default();
    let glued = rest.len() - rest.trim_start_matches(|char: char| !char.is_whitespace()).len();
    let glue = rest.get(..glued).unwrap_or_default();
    let is_closing = |char: char| char.is_ascii_punctuation() && !"[({<\"'".contains(char);
    // Letters that go on after the mark are its unit; a bracket that opens there belongs to what comes.
    let n_closing = match glue.find(|char: char| !is_closing(char)) {
        Some(0) if glue.starts_with(char::is_alphanumeric) => glued,
        Some(at) => at,
        None => glued,
    };
    let rest = rest.get(n_closing..).unwrap_or_default();
    let after = rest.trim_start();
    let n_alone = after.find(char::is_whitespace).unwrap_or(0);
    let alone = after.get(..n_alone).unwrap_or_default();
    let is_sign = (1..=3).contains(&n_alone) && alone.chars().all(is_closing);
    let after = if is_sign { after.get(n_alone..).unwrap_or_default().trim_start() } else { after };
    (!after.is_empty()).then_some(line.len() - after.len())
}
