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
    /// The part between two UTF-16 units.
    pub(super) fn of_utf16(text: &str, (start, end): (u32, u32)) -> Self {
        let start = byte_of(text, start);
        Self { start, end: byte_of(text, end).max(start) }
    }

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

/// The byte at which a UTF-16 unit begins, or else the start of the next character.
pub(super) fn byte_of(text: &str, unit: u32) -> usize {
    let mut n_units = 0;
    let mut places = text.char_indices().map(|(byte, c)| {
        let at = n_units;
        n_units += c.len_utf16();
        (byte, at)
    });
    let found = places.find(|(_, at)| *at >= unit as usize);
    found.map_or(text.len(), |(byte, _)| byte)
}
