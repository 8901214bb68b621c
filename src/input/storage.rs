//! Where raw bytes come from: the one door through which the world hands them in.

use super::decoder::DecodeError;
use crate::units::{ByteSpan, SourceId};

/// Random access to the raw bytes of sources.
///
/// The core keeps no text of plain files: it reads spans again when they are asked for.
pub trait Storage {
    /// Appends the raw bytes of `span` to `out`, all of them or none.
    ///
    /// # Errors
    /// See [`ReadError`]; `out` is then as it was.
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError>;

    /// Appends the first bytes of `span` to `out`, as many as are at hand; says how many.
    ///
    /// For reading on from place to place: what comes next may be on its way already. At least
    /// one byte, unless the span has none.
    ///
    /// # Errors
    /// See [`ReadError`]; `out` is then as it was.
    fn read_on(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        self.read(source, span, out).map(|()| span.len())
    }

    /// Whether the bytes come in order only: to read one means to unpack all before it.
    fn is_sequential(&self, _source: SourceId) -> bool {
        false
    }

    /// Whether what was read once can be read again; if not, text is kept in memory.
    fn can_reread(&self, source: SourceId) -> bool;

    /// Lets go of a source that will not be asked for again.
    fn forget(&mut self, source: SourceId);
}

/// Why bytes could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file is not what it was when the source was opened.
    Changed,
    /// The file cannot be read: vanished, a folder, or not permitted.
    Unreadable,
    /// Somebody else has to fetch them first; ask again when they are there.
    NotHere,
    /// Much had to be unpacked on the way there, and more has to be: ask again.
    Busy,
    /// What they are packed in cannot be unpacked so far.
    Broken {
        /// Why.
        why: DecodeError,
        /// Raw byte of the file where it showed.
        at: u64,
    },
}
