//! Xz streams, one after the other.

use std::io::ErrorKind;

use lzma_rust2::{Action, Status, XzStream};

use super::decoder::{Codec, DecodeError, Raw, begins_with};
use super::members::{Member, Members, Step, has_magic};

const MAGIC: &[u8] = b"\xFD7zXZ\x00";

pub(super) const CODEC: Codec = Codec {
    id: "xz",
    unpacks: true,
    seems: "xz-compressed data",
    recognise: |head| begins_with(head, MAGIC),
    start: |_detail| Box::new(Members::<Unxz>::default()),
};

/// What the largest dictionary that `xz -9` makes needs, with room.
const MAX_MEMORY_KIB: u32 = 128 << 10;

/// Raw bytes handed over at a time, counted from the stream's start. What the crate decodes in the
/// same call in which it meets damage is lost: so it is little, and the same however it is fed.
const STEP_BYTES: u64 = 64;

/// Text asked for at a time.
const GROWTH_BYTES: usize = 64 << 10;

/// Decompresses one stream.
struct Unxz(XzStream);

impl Default for Unxz {
    fn default() -> Self {
        Self(XzStream::new_mem_limit(false, MAX_MEMORY_KIB))
    }
}

impl std::fmt::Debug for Unxz {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Unxz").field(&self.0.total_in()).finish()
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
        max_growth: usize,
    ) -> Result<Step, DecodeError> {
        let before = text.len();
        text.resize(before + max_growth.min(GROWTH_BYTES), 0);
        let mut work = Work { raw, n_used: 0, n_given: 0 };
        let outcome = self.fill(&mut work, text.get_mut(before..).unwrap_or_default());
        text.truncate(before + work.n_given);
        outcome.map(|is_over| Step { n_used: work.n_used, is_over })
    }

    fn size_bytes(&self) -> usize {
        self.0.memory_usage().map_or(0, |kib| kib as usize) << 10
    }
}

/// How far one call is.
struct Work<'a> {
    raw: Raw<'a>,
    n_used: usize,
    n_given: usize,
}

impl Unxz {
    /// Fills `room`, as far as the input goes; says whether the stream is over.
    fn fill(&mut self, work: &mut Work<'_>, room: &mut [u8]) -> Result<bool, DecodeError> {
        loop {
            let before = (work.n_used, work.n_given);
            let is_over = self.step(work, room)?;
            let is_stuck = before == (work.n_used, work.n_given);
            if is_over || is_stuck || work.n_given == room.len() {
                return Ok(is_over);
            }
        }
    }

    fn step(&mut self, work: &mut Work<'_>, room: &mut [u8]) -> Result<bool, DecodeError> {
        let rest = work.raw.bytes.get(work.n_used..).unwrap_or_default();
        let n_wanted = STEP_BYTES - self.0.total_in() % STEP_BYTES;
        let n_wanted = usize::try_from(n_wanted).unwrap_or(usize::MAX);
        let (part, action) = match rest.get(..n_wanted) {
            Some(part) if part.len() < rest.len() || !work.raw.is_last => (part, Action::Run),
            _ if work.raw.is_last => (rest, Action::Finish),
            // What it still has of the bytes before comes out all the same.
            _ => (rest.get(..0).unwrap_or_default(), Action::Run),
        };
        let room = room.get_mut(work.n_given..).unwrap_or_default();
        let (n_in, n_out) = (self.0.total_in(), self.0.total_out());
        let outcome = self.0.process(part, room, action);
        let n_used = usize::try_from(self.0.total_in() - n_in).unwrap_or(usize::MAX);
        work.n_used = (work.n_used + n_used).min(work.raw.bytes.len());
        work.n_given += usize::try_from(self.0.total_out() - n_out).unwrap_or(usize::MAX);
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
