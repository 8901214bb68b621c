//! The small types that every layer shares: ids, offsets and instants.
//!
//! Offsets are 64 bits even where memory is addressed with 32: a file is larger than memory.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Which source an entry belongs to: its place in the order in which sources were opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

/// A field's name, as a place in a [`FieldNames`](crate::format::FieldNames) table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u32);

/// An instant: nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted.
///
/// Reaches from 1677-09-21 to 2262-04-11; a time outside is reported, not clamped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnixNanos(pub i64);

/// Bytes `start..end` of a source's text (after decompression; a byte order mark counts).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    /// First byte.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
}

impl ByteSpan {
    /// How many bytes the span holds.
    pub fn len(self) -> u64 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.end == self.start
    }
}

/// Unix nanoseconds as decimal text, since JSON numbers in a browser hold 53 bits only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(type = "string"))]
pub struct NanosText(pub i64);

impl Serialize for NanosText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for NanosText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

/// A number for people: its thousands separated.
///
/// # Example
/// ```
/// assert_eq!(logscry::units::grouped(1_234_567), "1,234,567");
/// assert_eq!(logscry::units::grouped(999), "999");
/// ```
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
