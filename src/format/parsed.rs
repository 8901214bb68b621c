//! What parsing finds in an entry.

use super::scan::first_line;
use crate::level::Level;
use crate::time::{Inferred, Reading, Stamp, instant_by_epoch, names_date};
use crate::units::{FieldId, UnixNanos};

/// A piece of text that parsing found.
///
/// # Shape
/// Offsets below the entry's length point into the entry; higher ones point into
/// [`Parsed::unescaped`], for values that do not appear in the entry verbatim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct TextRef {
    /// First byte.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

/// What parsing found in one entry; created once and reused, so that the hot path does not allocate.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Its time, if it has one.
    pub time: Option<Stamp>,
    /// The entry has a time that 64-bit nanoseconds cannot hold.
    pub is_time_out_of_range: bool,
    /// Its level.
    pub level: Level,
    /// Its message: everything after the head, to the end of the last line.
    pub message: TextRef,
    /// Everything else that the head or the structure names, in text order.
    pub fields: Vec<(FieldId, TextRef)>,
    /// Bytes of values that had to be unescaped.
    pub unescaped: Vec<u8>,
    /// Which of a carrier's interleaved streams the message belongs to: a hash, or 0 if there is only one.
    pub stream: u32,
    /// The message continues in the next one of its stream, without a line end in between.
    pub is_unfinished: bool,
    /// Its text has colour codes or the like, which are no part of what it says.
    pub has_codes: bool,
    /// Where in the text another entry begins that is not part of this one.
    pub next: Option<usize>,
    /// What carries it says of its day; not cleared.
    pub(super) carrier: CarrierDay,
}

/// Whether what carries an entry says its day, so that a day that is only assumed is never taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CarrierDay {
    /// Nothing carries it, or without a day.
    #[default]
    Unsaid,
    /// It does.
    Said,
}

impl TextRef {
    /// The text from `start` to `end`, where `end` is not before `start`.
    pub fn from_range(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, len: end.saturating_sub(start) }
    }
}

impl Parsed {
    /// Clears it but keeps its memory.
    pub fn clear(&mut self) {
        self.time = None;
        self.is_time_out_of_range = false;
        self.level = Level::Unknown;
        self.message = TextRef::default();
        self.fields.clear();
        self.unescaped.clear();
        self.stream = 0;
        self.is_unfinished = false;
        self.has_codes = false;
        self.next = None;
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

    /// Corrects the offsets of unescaped values when a parsed entry of `from` bytes turns out to be
    /// the start of one of `to` bytes.
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

    /// Stores a time that was read, or notes that it is out of range, unless another one was read.
    pub(super) fn set_time(&mut self, reading: Reading) {
        if let Reading::Time(stamp) = reading {
            self.time = Some(stamp);
        }
        self.is_time_out_of_range = self.time.is_none();
    }

    /// Settles what only the whole entry can tell about its time: whether it names a day although one
    /// was assumed, which zone an ambiguous name means, and the order of its date.
    #[inline]
    pub(super) fn settle_time(&mut self, entry: &[u8], day: DayFrom) {
        let is_settled = |stamp: Stamp| matches!(stamp.inferred, Inferred::NONE | Inferred::ZONE);
        if !self.time.is_none_or(is_settled) {
            self.settle_inferred(entry, day);
        }
    }

    #[inline(never)]
    fn settle_inferred(&mut self, entry: &[u8], day: DayFrom) {
        let Some(stamp) = &mut self.time else { return };
        if self.carrier == CarrierDay::Said && stamp.inferred.has(Inferred::DATE) {
            return;
        }
        if day == DayFrom::Entry && is_misdated(*stamp, entry) {
            self.time = None;
            return;
        }
        if stamp.inferred.has(Inferred::ZONE_NAME)
            && let Some(at) = instant_by_epoch(stamp.at, first_line(entry))
        {
            stamp.at = at;
            stamp.inferred = stamp.inferred.without(Inferred::ZONE);
        }
        stamp.inferred = stamp.inferred.told();
    }

    /// Shifts the time, unless that takes it out of range.
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

/// The number of the stream with this name, for [`Parsed::stream`].
pub(super) fn stream_of(name: &[u8]) -> u32 {
    // FNV-1a: names are short and few. Zero means that there are no streams.
    let hash = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    name.iter().fold(0x811C_9DC5, hash).max(1)
}

/// Where the day comes from for a clock that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayFrom {
    /// The entry, or nowhere.
    Entry,
    /// Something before it that applies to many entries, such as a table's header.
    Header,
}

/// Whether a time was given the day of its source although its entry names another.
pub(super) fn is_misdated(stamp: Stamp, entry: &[u8]) -> bool {
    stamp.inferred.has(Inferred::DATE) && names_date(first_line(entry))
}
