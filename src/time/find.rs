//! Where in a line the time is, when no format says so.
//!
//! A place is a token (separated by spaces, tabs, bars or the zeros of a hole) and a shape; inside the
//! token the time may follow opening punctuation or a `key=`.

use super::parse::TimeParser;
use super::reading::Reading;
use super::shape::TimeShape;

/// How far into a line a time is searched for, in bytes.
pub const REACH: usize = 256;

/// A time found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundTime {
    /// How it is written.
    pub shape: TimeShape,
    /// How many tokens come before the one in which it begins.
    pub token: u16,
    /// Its first byte in the line.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it says.
    pub reading: Reading,
}

/// Calls `visit` with every time of `shapes` in the first [`REACH`] bytes of `line`, ordered by
/// position and then by `shapes`, until it returns true.
pub fn each_time(
    line: &[u8],
    shapes: &[TimeShape],
    parser: &mut TimeParser,
    mut visit: impl FnMut(FoundTime) -> bool,
) {
    let mut token = 0;
    let mut was_inside = false;
    let mut previous = [b' '; 2];
    for (start, &byte) in line.iter().enumerate().take(REACH) {
        let is_gap = is_gap(byte);
        if was_inside && is_gap {
            token += 1;
        }
        was_inside = !is_gap;
        let [before, last] = previous;
        previous = [last, byte];
        let may_start = byte.is_ascii_alphanumeric() || byte >= 0xC3;
        let is_open = may_start && is_opening(last);
        // Behind a letter or another sign, only what is a date without a doubt.
        let is_glued = || byte.is_ascii_digit() && is_glue(before, last);
        if !(is_open || may_start && is_glued()) {
            continue;
        }
        let Some(text) = line.get(start..) else { return };
        let shapes = shapes.iter().copied().filter(|shape| is_open || DATED.contains(shape));
        for shape in shapes {
            if let Some(found) = time_at(text, shape, parser) {
                let (reading, len) = found;
                if visit(FoundTime { shape, token, start, end: start + len, reading }) {
                    return;
                }
            }
        }
    }
}

/// The first time of `shape` in token number `token` of `line`.
pub fn time_in_token(
    line: &[u8],
    shape: TimeShape,
    token: u16,
    parser: &mut TimeParser,
) -> Option<FoundTime> {
    let mut result = None;
    let start = token_start(line, token)?;
    let rest = line.get(start..)?;
    each_time(rest, &[shape], parser, |found| {
        if found.token == 0 {
            let (start, end) = (found.start + start, found.end + start);
            result = Some(FoundTime { token, start, end, ..found });
        }
        true
    });
    result
}

/// A time of `shape` at the start of `text` that no letter or digit continues.
fn time_at(text: &[u8], shape: TimeShape, parser: &mut TimeParser) -> Option<(Reading, usize)> {
    let is_digit_first = text.first()?.is_ascii_digit();
    let has_names =
        matches!(shape, TimeShape::MonthName | TimeShape::MonthNameYear | TimeShape::DayMonthName);
    if !is_digit_first && !has_names {
        return None;
    }
    let (reading, len) = parser.parse(shape, text)?;
    if shape == TimeShape::Epoch && !parser.is_plausible(reading) {
        return None;
    }
    let next = text.get(len).copied().unwrap_or_default();
    // A letter may be glued to a date and a clock that are written out.
    let is_whole = !next.is_ascii_alphanumeric()
        || (shape == TimeShape::Iso && len >= WRITTEN_OUT && next.is_ascii_alphabetic());
    is_whole.then_some((reading, len))
}

/// The length of `2000-01-02 03:04:05`.
const WRITTEN_OUT: usize = 19;

/// Shapes whose dates are mistaken for nothing else.
const DATED: [TimeShape; 4] =
    [TimeShape::Iso, TimeShape::Basic, TimeShape::Clf, TimeShape::DayMonthName];

/// Whether a date may be glued behind these two bytes: a sign, a letter that stands alone, or what is
/// not ASCII.
fn is_glue(before: u8, last: u8) -> bool {
    !last.is_ascii()
        || matches!(
            last,
            b':' | b'#' | b'>' | b']' | b')' | b'}' | b'*' | b'~' | b'^' | b'$' | b'!'
        )
        || (last.is_ascii_alphabetic() && is_opening(before))
}

fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'|' | 0)
}

fn is_opening(byte: u8) -> bool {
    is_gap(byte)
        || matches!(byte, b'[' | b'(' | b'{' | b'<' | b'"' | b'\'' | b'=' | b',' | b';' | b'@')
}

/// Where token number `token` begins.
pub fn token_start(line: &[u8], token: u16) -> Option<usize> {
    let mut n_before = 0;
    let mut was_inside = false;
    for (at, &byte) in line.iter().enumerate().take(REACH) {
        let is_inside = !is_gap(byte);
        if was_inside && !is_inside {
            n_before += 1;
        }
        if is_inside && !was_inside && n_before == token {
            return Some(at);
        }
        was_inside = is_inside;
    }
    None
}
