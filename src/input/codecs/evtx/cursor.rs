//! Numbers and texts out of a chunk, in order; never beyond its end.

/// A place in a chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'c> {
    chunk: &'c [u8],
    at: usize,
}

impl<'c> Cursor<'c> {
    pub(super) fn new(chunk: &'c [u8], at: usize) -> Self {
        Self { chunk, at }
    }

    /// Where it stands.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The next `n` bytes.
    pub(super) fn take(&mut self, n: usize) -> Option<&'c [u8]> {
        let end = self.at.checked_add(n)?;
        let bytes = self.chunk.get(self.at..end)?;
        self.at = end;
        Some(bytes)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        self.take(2)?.first_chunk().copied().map(u16::from_le_bytes)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.take(4)?.first_chunk().copied().map(u32::from_le_bytes)
    }

    pub(super) fn u64(&mut self) -> Option<u64> {
        self.take(8)?.first_chunk().copied().map(u64::from_le_bytes)
    }

    /// A text of UTF-16 after its length.
    pub(super) fn counted_text(&mut self) -> Option<&'c [u8]> {
        let n_units = usize::from(self.u16()?);
        self.take(2 * n_units)
    }
}
