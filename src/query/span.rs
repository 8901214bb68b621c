//! Places in the text of a query.

/// A part of a query's text, in bytes; half open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Span {
    /// The text that stands there.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// First UTF-16 unit, and one past the last.
    pub(super) fn in_utf16(self, text: &str) -> (u32, u32) {
        let units = |byte: usize| {
            let before = text.get(..byte).unwrap_or(text);
            u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
        };
        (units(self.start), units(self.end))
    }
}
