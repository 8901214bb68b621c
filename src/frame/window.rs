//! Text of a source, as far as it is in memory.

/// The part of a source's text that is in memory.
#[derive(Clone, Copy, Debug)]
pub struct Window<'t> {
    /// The text.
    pub text: &'t [u8],
    /// Offset of its first byte in the source.
    pub base: u64,
    /// The source ends here.
    pub is_last: bool,
}

impl<'t> Window<'t> {
    pub(super) fn end(&self) -> u64 {
        self.base + self.text.len() as u64
    }

    /// Text between two offsets of the source, as far as it is in memory.
    #[inline]
    pub(super) fn slice(&self, start: u64, end: u64) -> &'t [u8] {
        let place = |at: u64| usize::try_from(at.saturating_sub(self.base)).unwrap_or(usize::MAX);
        self.text.get(place(start)..place(end)).unwrap_or_default()
    }
}
