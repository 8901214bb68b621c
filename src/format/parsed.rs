//! Reading and filling [`Parsed`].

use super::{Parsed, TextRef};
use crate::level::Level;
use crate::time::{Reading, Stamp};
use crate::units::{FieldId, UnixNanos};

impl TextRef {
    /// The text from `start` to `end`, which does not stand before it.
    pub fn from_range(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, len: end.saturating_sub(start) }
    }
}

impl Parsed {
    /// Empties it and keeps its memory.
    pub fn clear(&mut self) {
        self.time = None;
        self.is_time_out_of_range = false;
        self.level = Level::Unknown;
        self.message = TextRef::default();
        self.fields.clear();
        self.unescaped.clear();
        self.stream = 0;
        self.is_unfinished = false;
    }

    /// The bytes that `text` stands for in `entry`, the entry that was parsed.
    pub fn text<'a>(&'a self, entry: &'a [u8], text: TextRef) -> &'a [u8] {
        let (start, len) = (text.start as usize, text.len as usize);
        let (from, start) = match start.checked_sub(entry.len()) {
            None => (entry, start),
            Some(start) => (self.unescaped.as_slice(), start),
        };
        from.get(start..start + len).unwrap_or_default()
    }

    /// Corrects the places of unescaped values, when an entry of `from` bytes that was parsed
    /// turns out to be the start of one of `to` bytes.
    pub(super) fn move_unescaped(&mut self, from: usize, to: usize) {
        let n_more = u32::try_from(to - from).unwrap_or(u32::MAX);
        let values = self.fields.iter_mut().map(|(_, value)| value);
        for value in values.chain([&mut self.message]) {
            if value.start as usize >= from {
                value.start = value.start.saturating_add(n_more);
            }
        }
    }

    /// The first field with this name's id.
    pub fn field(&self, id: FieldId) -> Option<TextRef> {
        self.fields.iter().find(|(field, _)| *field == id).map(|&(_, text)| text)
    }

    /// Takes a time that was read, or notes that it is out of range if no other one was read.
    pub(super) fn set_time(&mut self, reading: Reading) {
        if let Reading::Time(stamp) = reading {
            self.time = Some(stamp);
        }
        self.is_time_out_of_range = self.time.is_none();
    }

    /// Moves the time, unless it then is out of range.
    pub(super) fn shift_time(&mut self, nanos: i64) {
        let Some(stamp) = self.time else { return };
        let shifted = stamp.at.0.checked_add(nanos);
        self.is_time_out_of_range |= shifted.is_none();
        self.time = shifted.map(|at| Stamp { at: UnixNanos(at), ..stamp });
    }

    /// Adds the field `start..end` of the entry.
    pub(super) fn push(&mut self, id: FieldId, start: usize, end: usize) {
        self.fields.push((id, TextRef::from_range(start, end)));
    }
}
