//! The journal's own files, as systemd writes them: values that stand once, and entries that
//! refer to them. Comes out as `journalctl -o json` would write it.
//!
//! Defined at <https://systemd.io/JOURNAL_FILE_FORMAT/>. Files only grow, and what an entry refers
//! to was written before it: reading from front to back finds all, and keeps the values. A value
//! that is damaged or too large is missing in its entries, which say how many are.

use std::collections::BTreeMap;

use super::{unxz, unzstd};
use crate::input::decoder::{Codec, CodecInput, DecodeError, Decoder, Raw, begins_with};
use crate::input::records::MAX_RECORD_BYTES;
use crate::input::records::writing::{Object, string};

/// The row of the table.
pub(super) const CODEC: Codec = Codec {
    id: "journal_file",
    input: CodecInput::Packed,
    seems: "a systemd journal",
    recognise: |head| begins_with(head, b"LPKSHHRH"),
    start: |_| Box::new(JournalFile::default()),
};

/// The part of the header that all versions have.
const HEADER_BYTES: usize = 208;
const OBJECT_HEAD_BYTES: usize = 16;
/// Where the values of an object of data and the items of an entry begin.
const BODY_AT: usize = 64;
/// How much an object of data has more in compact files.
const COMPACT_MORE: usize = 8;
/// What is known of how files may be written: three ways to compress, keyed hashes, compact.
const KNOWN_FLAGS: u32 = 0b1_1111;
const COMPACT: u32 = 0b1_0000;
const DATA: u8 = 1;
const ENTRY: u8 = 3;
/// How much memory values may take.
const MAX_HELD_BYTES: usize = 512 << 20;

const TOO_MANY: &str = "its values do not fit into memory";
const TOO_NEW: &str = "it is written in a way that is newer than this version";

#[derive(Debug, Default)]
struct JournalFile {
    is_begun: bool,
    is_compact: bool,
    /// Where in the file the next byte stands.
    offset: u64,
    /// How many of the next bytes say nothing.
    n_skipped: u64,
    /// The rest of the file has room for objects to come.
    is_over: bool,
    /// Names and values, by the places of their objects.
    places: BTreeMap<u64, (usize, usize)>,
    values: Vec<u8>,
}

impl Decoder for JournalFile {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let limit = text.len().saturating_add(max_growth);
        let mut n_used = 0;
        while text.len() < limit {
            let rest = raw.from(n_used);
            let n_now = self.step(rest, text)?;
            if n_now == 0 {
                break;
            }
            self.offset += n_now as u64;
            n_used += n_now;
        }
        Ok(n_used)
    }

    fn size_bytes(&self) -> usize {
        self.values.capacity() + 40 * self.places.len()
    }
}

impl JournalFile {
    /// Takes what stands in front; nothing, if more is needed.
    fn step(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Result<usize, DecodeError> {
        let bytes = raw.bytes;
        if self.is_over {
            return Ok(bytes.len());
        }
        if !self.is_begun {
            return self.header(raw);
        }
        if self.n_skipped > 0 {
            let n_now = usize::try_from(self.n_skipped).unwrap_or(usize::MAX).min(bytes.len());
            self.n_skipped -= n_now as u64;
            // The last object may end without its padding.
            let is_cut = bytes.is_empty() && raw.is_last && self.n_skipped >= 8;
            return if is_cut { Err(DecodeError::Unfinished) } else { Ok(n_now) };
        }
        let Some((kind, flags, size)) = object_head(bytes) else {
            let is_cut = raw.is_last && bytes.iter().any(|byte| *byte != 0);
            return if is_cut { Err(DecodeError::Unfinished) } else { Ok(0) };
        };
        if kind == 0 && size == 0 {
            self.is_over = true;
            return Ok(bytes.len());
        }
        if size < OBJECT_HEAD_BYTES as u64 {
            return Err(DecodeError::Damaged { n_used: 0 });
        }
        let aligned = size.saturating_add(7) & !7;
        let len = usize::try_from(size).unwrap_or(usize::MAX);
        if matches!(kind, DATA | ENTRY) && len <= MAX_RECORD_BYTES {
            let Some(object) = bytes.get(..len) else {
                return if raw.is_last { Err(DecodeError::Unfinished) } else { Ok(0) };
            };
            if kind == DATA {
                self.hold(object, flags)?;
            } else {
                self.entry(object, text);
            }
        }
        self.n_skipped = aligned;
        let n_now = usize::try_from(aligned).unwrap_or(usize::MAX).min(bytes.len());
        self.n_skipped -= n_now as u64;
        Ok(n_now)
    }

    fn header(&mut self, raw: Raw<'_>) -> Result<usize, DecodeError> {
        let Some(header) = raw.bytes.get(..HEADER_BYTES) else {
            return if raw.is_last { Err(DecodeError::Unfinished) } else { Ok(0) };
        };
        let flags = u32_at(header, 12).unwrap_or_default();
        if flags & !KNOWN_FLAGS != 0 {
            return Err(DecodeError::Unsupported(TOO_NEW));
        }
        let size = u64_at(header, 88).unwrap_or_default();
        let Some(n_more) = size.checked_sub(HEADER_BYTES as u64) else {
            return Err(DecodeError::Damaged { n_used: 0 });
        };
        self.is_compact = flags & COMPACT != 0;
        self.is_begun = true;
        self.n_skipped = n_more;
        Ok(HEADER_BYTES)
    }

    /// Keeps the name and value of an object of data.
    fn hold(&mut self, object: &[u8], flags: u8) -> Result<(), DecodeError> {
        let body_at = BODY_AT + if self.is_compact { COMPACT_MORE } else { 0 };
        let payload = object.get(body_at..).unwrap_or_default();
        let start = self.values.len();
        if unpack(payload, flags, &mut self.values).is_none() {
            self.values.truncate(start);
            return Ok(());
        }
        if self.values.len() > MAX_HELD_BYTES {
            return Err(DecodeError::Unsupported(TOO_MANY));
        }
        self.places.insert(self.offset, (start, self.values.len()));
        Ok(())
    }

    /// Writes an entry as an object on a line.
    fn entry(&self, entry: &[u8], text: &mut Vec<u8>) {
        let number = |at: usize| u64_at(entry, at).unwrap_or_default();
        let mut object = Object::open(text);
        let heads = [("__SEQNUM", 16), ("__REALTIME_TIMESTAMP", 24), ("__MONOTONIC_TIMESTAMP", 32)];
        for (name, at) in heads {
            string(number(at).to_string().as_bytes(), object.key(name.as_bytes()));
        }
        let boot = entry.get(40..56).unwrap_or_default();
        let boot = boot.iter().fold(0_u128, |id, byte| id << 8 | u128::from(*byte));
        string(format!("{boot:032x}").as_bytes(), object.key(b"_BOOT_ID"));
        let width = if self.is_compact { 4 } else { 16 };
        let mut n_missing = 0_usize;
        for item in entry.get(BODY_AT..).unwrap_or_default().chunks_exact(width) {
            let place =
                if self.is_compact { u32_at(item, 0).map(u64::from) } else { u64_at(item, 0) };
            match place.and_then(|place| self.pair(place)) {
                Some((b"_BOOT_ID", _)) => {}
                Some((name, value)) => string(value, object.key(name)),
                None => n_missing += 1,
            }
        }
        if n_missing > 0 {
            string(n_missing.to_string().as_bytes(), object.key(b"__MISSING_VALUES"));
        }
        object.close();
        text.push(b'\n');
    }

    /// The name and the value of the object at a place.
    fn pair(&self, place: u64) -> Option<(&[u8], &[u8])> {
        let (start, end) = *self.places.get(&place)?;
        let pair = self.values.get(start..end)?;
        let (name, value) = pair.split_at_checked(memchr::memchr(b'=', pair)?)?;
        Some((name, value.get(1..)?))
    }
}

/// Type, flags and size of the object in front.
fn object_head(bytes: &[u8]) -> Option<(u8, u8, u64)> {
    let [kind, flags, ..] = *bytes.get(..OBJECT_HEAD_BYTES)? else { return None };
    Some((kind, flags, u64_at(bytes, 8)?))
}

/// Adds what a payload holds; `None` if it is damaged or too large.
fn unpack(payload: &[u8], flags: u8, values: &mut Vec<u8>) -> Option<()> {
    match flags & 7 {
        0 => values.extend_from_slice(payload),
        1 => unpack_by(&unxz::CODEC, payload, values)?,
        2 => {
            // The size of what it holds, then a block.
            let (size, block) = payload.split_first_chunk()?;
            let size = usize::try_from(u64::from_le_bytes(*size)).ok()?;
            let size = Some(size).filter(|size| *size <= MAX_RECORD_BYTES)?;
            values.extend_from_slice(&lz4_flex::block::decompress(block, size).ok()?);
        }
        4 => unpack_by(&unzstd::CODEC, payload, values)?,
        _ => return None,
    }
    Some(())
}

fn unpack_by(codec: &Codec, payload: &[u8], values: &mut Vec<u8>) -> Option<()> {
    let mut decoder = (codec.start)("");
    let limit = values.len() + MAX_RECORD_BYTES;
    let mut at = 0;
    loop {
        let before = values.len();
        let raw = Raw { bytes: payload.get(at..)?, is_last: true };
        let n_used = decoder.decode(raw, values, MAX_RECORD_BYTES).ok()?;
        at += n_used;
        if values.len() > limit {
            return None;
        }
        if n_used == 0 && values.len() == before {
            return Some(());
        }
    }
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().copied().map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::input::testing::decode_in_pieces;

    /// Two entries made up for these tests: plain values, and one of each kind of compression.
    const LOG: &[u8] = include_bytes!("../../../tests/corpus/exports/journal_file.export");
    /// The same in a compact file.
    const COMPACT_LOG: &[u8] =
        include_bytes!("../../../tests/corpus/exports/journal_compact.export");

    fn decode(raw: &[u8], piece: usize) -> (String, Result<(), DecodeError>) {
        let (text, _, outcome) = decode_in_pieces((CODEC.start)(""), raw, piece);
        (String::from_utf8_lossy(&text).into_owned(), outcome)
    }

    #[test]
    fn entries_are_those_of_the_journal() {
        let first = "{\"__SEQNUM\":\"7\",\"__REALTIME_TIMESTAMP\":\"1706933106789012\",\"__MONOTONIC_TIMESTAMP\":\"4711\",\"_BOOT_ID\":\"000102030405060708090a0b0c0d0e0f\",\"MESSAGE\":\"The \\\"ferry\\\"\\nleft\",\"PRIORITY\":\"4\",\"_COMM\":\"ferryd\"}";
        let tide = "tide ".repeat(40);
        for log in [LOG, COMPACT_LOG] {
            let (text, outcome) = decode(log, 512);
            assert_eq!(outcome, Ok(()));
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!((lines.len(), lines[0]), (2, first), "{text}");
            for name in ["ZSTD", "XZ", "LZ4"] {
                assert!(lines[1].contains(&format!("\"{name}\":\"{tide}\"")), "{text}");
            }
            assert!(lines[1].contains("\"__MISSING_VALUES\":\"1\""), "{text}");
        }
    }

    #[test]
    fn pieces_do_not_matter_and_a_cut_is_told() {
        for piece in [1, 7, 100] {
            assert_eq!(decode(LOG, piece), decode(LOG, LOG.len()), "in pieces of {piece}");
        }
        let used = LOG.iter().rposition(|byte| *byte != 0).unwrap();
        assert_eq!(decode(&LOG[..used - 40], 512).1, Err(DecodeError::Unfinished));
    }

    #[test]
    fn files_of_later_versions_are_told() {
        let mut log = LOG.to_vec();
        log[13] = 1;
        assert_eq!(decode(&log, 512).1, Err(DecodeError::Unsupported(TOO_NEW)));
    }

    proptest! {
        #![proptest_config(crate::testing::cases(256))]

        #[test]
        fn damage_makes_no_panic_and_no_flood(
            damage in prop::collection::vec((0..LOG.len(), any::<u8>()), 1..6),
        ) {
            let mut log = LOG.to_vec();
            for (at, byte) in damage {
                log[at] = byte;
            }
            prop_assert!(decode(&log, log.len()).0.len() < 1 << 20);
        }
    }
}
