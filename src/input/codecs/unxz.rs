//! Xz streams, one after another.

use std::io::ErrorKind;

use lzma_rust2::{Action, Status, XzStream};

use crate::input::decoder::{Codec, CodecInput, DecodeError, Raw, begins_with};
use crate::input::members::{Member, Members, Step, Totals, has_magic};

const MAGIC: &[u8] = b"\xFD7zXZ\x00";

pub(super) const CODEC: Codec = Codec {
    id: "xz",
    input: CodecInput::Packed,
    seems: "xz-compressed data",
    recognise: |head| begins_with(head, MAGIC),
    start: |_detail| Box::new(Members::<Unxz>::default()),
};

/// What the largest dictionary that `xz -9` makes needs, with room.
const MAX_MEMORY_KIB: u32 = 128 << 10;

/// How many raw bytes are passed on at a time, counted from the start of the stream. Whatever the crate
/// decodes in the call that meets damage is lost: so it is little, and the same however it is fed.
const STEP_BYTES: u64 = 64;

/// Decompresses one stream.
struct Unxz {
    stream: XzStream,
    /// It ran out of room, and may have more text without more input.
    was_full: bool,
    /// What it will return once the bytes used before have been reported.
    refusal: Option<DecodeError>,
}

impl Default for Unxz {
    fn default() -> Self {
        Self {
            stream: XzStream::new_mem_limit(false, MAX_MEMORY_KIB),
            was_full: false,
            refusal: None,
        }
    }
}

impl std::fmt::Debug for Unxz {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Unxz").field(&self.stream.total_in()).finish()
    }
}

impl Member for Unxz {
    fn is_begun_by(raw: &[u8]) -> Option<bool> {
        has_magic(raw, MAGIC)
    }

    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        _max_growth: usize,
    ) -> Result<Step, DecodeError> {
        if let Some(why) = self.refusal {
            return Err(why);
        }
        let before = text.len();
        self.totals().make_room(text);
        let mut work = Work { raw, n_used: 0, n_given: 0 };
        let outcome = self.fill(&mut work, text.get_mut(before..).unwrap_or_default());
        text.truncate(before + work.n_given);
        if matches!(outcome, Err(DecodeError::Unsupported(_))) && work.n_used > 0 {
            self.refusal = outcome.err();
            return Ok(Step { n_used: work.n_used, is_over: false });
        }
        outcome.map(|is_over| Step { n_used: work.n_used, is_over })
    }

    fn size_bytes(&self) -> usize {
        self.stream.memory_usage().map_or(0, |kib| kib as usize) << 10
    }
}

/// How far one call got.
struct Work<'a> {
    raw: Raw<'a>,
    n_used: usize,
    n_given: usize,
}

impl Unxz {
    fn totals(&self) -> Totals {
        Totals { n_in: self.stream.total_in(), n_out: self.stream.total_out() }
    }

    /// Fills `room` as far as the input goes; returns whether the stream is over.
    fn fill(&mut self, work: &mut Work<'_>, room: &mut [u8]) -> Result<bool, DecodeError> {
        loop {
            let (before, was_full) = ((work.n_used, work.n_given), self.was_full);
            let is_over = self.step(work, room)?;
            let is_stuck = before == (work.n_used, work.n_given) && !was_full;
            if is_over || is_stuck || work.n_given == room.len() {
                return Ok(is_over);
            }
        }
    }

    fn step(&mut self, work: &mut Work<'_>, room: &mut [u8]) -> Result<bool, DecodeError> {
        let rest = work.raw.from(work.n_used);
        let before = self.totals();
        // The last piece is given as such, so it waits until that is known.
        let is_final = |part: &[u8]| part.len() == rest.bytes.len();
        let piece =
            before.piece_of(STEP_BYTES, rest).filter(|part| rest.is_last || !is_final(part));
        // What is left of the bytes before comes first: it would be lost with damage.
        let part = piece.filter(|_| !self.was_full).unwrap_or_default();
        let action = if rest.is_last && is_final(part) { Action::Finish } else { Action::Run };
        let room = room.get_mut(work.n_given..).unwrap_or_default();
        let outcome = self.stream.process(part, room, action);
        let (n_used, n_given) = self.totals().since(before);
        self.was_full = n_given == room.len();
        work.n_used = (work.n_used + n_used).min(work.raw.bytes.len());
        work.n_given += n_given;
        outcome.map(|done| done.status == Status::StreamEnd).map_err(|why| {
            if why.kind() == ErrorKind::UnexpectedEof {
                DecodeError::Unfinished
            } else if why.kind() == ErrorKind::OutOfMemory {
                DecodeError::Unsupported("its dictionary is larger than 128 MiB")
            } else {
                DecodeError::Damaged { n_used: work.n_used }
            }
        })
    }
}
