//! Where raw bytes come from: the only way the world passes them in.

use super::decoder::DecodeError;
use crate::units::{ByteSpan, SourceId};

/// Random access to the raw bytes of sources.
///
/// The core keeps no text of plain files: it reads spans again when they are needed.
pub trait Storage {
    /// Appends the raw bytes of `span` to `out`, all of them or none.
    ///
    /// # Errors
    /// See [`ReadError`]; `out` is then unchanged.
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError>;

    /// Appends the first bytes of `span` to `out`, as many as are available; returns how many.
    ///
    /// For sequential reading: what comes next may already be on its way. At least one byte, unless the
    /// span is empty.
    ///
    /// # Errors
    /// See [`ReadError`]; `out` is then unchanged.
    fn read_on(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        self.read(source, span, out).map(|()| span.len())
    }

    /// Whether the bytes come only in order: reading one means unpacking everything before it.
    fn is_sequential(&self, _source: SourceId) -> bool {
        false
    }

    /// Whether bytes can be read twice; if not, text is kept in memory.
    fn can_reread(&self, source: SourceId) -> bool;

    /// Releases a source that will not be needed again.
    fn forget(&mut self, source: SourceId);
}

/// Why bytes are not available.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The file has changed since the source was opened.
    Changed,
    /// The file cannot be read: it is gone, a folder, or not permitted.
    Unreadable,
    /// Someone else must fetch them first; ask again when they are there.
    NotHere,
    /// Much had to be unpacked on the way, and there is more to unpack: ask again.
    Busy,
    /// What they are packed in cannot be unpacked that far.
    Broken {
        /// Why.
        why: DecodeError,
        /// Raw byte of the file where the problem appeared.
        at: u64,
    },
}
