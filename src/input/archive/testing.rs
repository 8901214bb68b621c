//! Walking archives in memory.

use super::{FoundMember, ReadAt, Walk, WalkEnd, Walked};
use crate::input::ReadError;
use crate::units::ByteSpan;

/// An archive in memory.
pub(super) struct Bytes<'a> {
    pub(super) bytes: &'a [u8],
    /// Whether its end is accessible.
    pub(super) knows_len: bool,
}

impl ReadAt for Bytes<'_> {
    fn read_at(&mut self, span: ByteSpan, out: &mut Vec<u8>) -> Result<u64, ReadError> {
        let place = |at| usize::try_from(at).unwrap_or(usize::MAX).min(self.bytes.len());
        let part = &self.bytes[place(span.start)..place(span.end)];
        out.extend_from_slice(part);
        Ok(part.len() as u64)
    }

    fn len_at_once(&self) -> Option<u64> {
        self.knows_len.then_some(self.bytes.len() as u64)
    }
}

/// All members of an archive, and how the walk ends.
pub(super) fn walk(mut archive: Bytes<'_>) -> (Vec<FoundMember>, WalkEnd) {
    let mut walk = Walk::start(archive.bytes).unwrap();
    let mut found = Vec::new();
    loop {
        match walk.next(&mut archive).unwrap() {
            Walked::Member(member) => found.push(member),
            Walked::Going => {}
            Walked::Over(end) => return (found, end),
        }
    }
}
