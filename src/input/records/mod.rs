//! Exports whose records are not lines: bytes of the export in, one line per record out.
//!
//! The result is parsed like every other log, mostly as JSON lines. The values are those of the
//! export, byte for byte; whatever only holds the records together is dropped, except for the context
//! that the records need (the labels of a stream, the resource of a service). A record is on the line
//! on which it began in the export, as far as there is room: the lines between are blank.

pub(super) mod writing;

use std::fmt::Debug;

use super::decoder::{DecodeError, Decoder, Raw};
use writing::Lines;

/// The longest record that is assembled; anything longer is damage.
pub(super) const MAX_RECORD_BYTES: usize = 4 << 20;

/// The longest line outside records that is kept as one.
const MAX_LINE_BYTES: usize = 64 << 10;

/// What a reader makes of the bytes in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This many bytes are done.
    Used(usize),
    /// It needs more bytes before it can continue.
    More,
    /// It cannot continue.
    Damaged,
}

/// Reads records step by step; anything that does so is a decoder.
pub(super) trait Reader: Debug {
    /// Takes a step at the front of `raw`, which begins after the bytes used before. Unused bytes come
    /// again, unchanged, with more after them.
    fn step(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step;

    /// Whether the export may end here.
    fn may_end(&self) -> bool;

    /// Where the records' lines are counted, if each is to be on the line on which it began.
    fn lines(&mut self) -> Option<&mut Lines>;
}

impl<R: Reader> Decoder for R {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        drive(self, raw, text, max_growth)
    }
}

/// Takes steps until the input, or the room for output, is used up.
fn drive(
    reader: &mut impl Reader,
    raw: Raw<'_>,
    text: &mut Vec<u8>,
    max_growth: usize,
) -> Result<usize, DecodeError> {
    let limit = text.len().saturating_add(max_growth);
    let mut n_used = 0;
    while text.len() < limit {
        let rest = raw.from(n_used);
        match reader.step(rest, text) {
            Step::Used(n) => {
                if let Some(lines) = reader.lines() {
                    lines.pass(rest.bytes.get(..n).unwrap_or_default());
                }
                n_used += n;
            }
            Step::More if rest.bytes.len() <= MAX_RECORD_BYTES => {
                let is_cut = raw.is_last && n_used == 0 && !reader.may_end();
                return if is_cut { Err(DecodeError::Unfinished) } else { Ok(n_used) };
            }
            Step::More | Step::Damaged => return Err(DecodeError::Damaged { n_used }),
        }
    }
    Ok(n_used)
}

/// Where the line in front, which is not a record, ends; a long one may end anywhere.
pub(super) fn line_end(raw: Raw<'_>) -> Option<usize> {
    let near = raw.bytes.get(..MAX_LINE_BYTES).unwrap_or(raw.bytes);
    let is_all = raw.is_last || raw.bytes.len() >= MAX_LINE_BYTES;
    memchr::memchr(b'\n', near).or(is_all.then_some(near.len()))
}

#[cfg(test)]
mod tests;
