//! Values of binary XML as text.

use std::fmt::Write as _;

use super::cursor::Cursor;

/// A value that a template takes: a place in the chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    /// Its type; the highest bit marks a list.
    pub(super) kind: u8,
    pub(super) start: usize,
    pub(super) end: usize,
}

const LIST: u8 = 0x80;
const TEXT: u8 = 0x01;
const ANSI: u8 = 0x02;

impl Value {
    pub(super) fn item_kind(self) -> u8 {
        self.kind & !LIST
    }

    /// The items of a list, or the value itself.
    pub(super) fn items(self, bytes: &[u8]) -> Box<dyn Iterator<Item = &[u8]> + '_> {
        if self.kind & LIST == 0 {
            return Box::new(std::iter::once(bytes));
        }
        match (self.item_kind(), width(self.item_kind())) {
            (TEXT, _) => {
                let text = bytes.strip_suffix(b"\0\0").unwrap_or(bytes);
                let is_end = |unit: &[u8; 2]| *unit == [0, 0];
                Box::new(text.as_chunks::<2>().0.split(is_end).map(<[[u8; 2]]>::as_flattened))
            }
            (_, Some(width)) => Box::new(bytes.chunks_exact(width)),
            _ => Box::new(std::iter::once(bytes)),
        }
    }
}

/// How many bytes a value of a type has, if always the same number.
fn width(kind: u8) -> Option<usize> {
    Some(match kind {
        0x03 | 0x04 => 1,
        0x05 | 0x06 => 2,
        0x07 | 0x08 | 0x0b | 0x0d | 0x14 => 4,
        0x09 | 0x0a | 0x0c | 0x11 | 0x15 => 8,
        0x0f | 0x12 => 16,
        _ => return None,
    })
}

/// Writes a value, escaped for XML; nothing if it is empty, all of it as digits of base 16 if it
/// is not what its type says.
pub(super) fn write_value(kind: u8, bytes: &[u8], text: &mut Vec<u8>) {
    if kind == 0 || bytes.is_empty() {
        return;
    }
    match kind {
        TEXT => write_units(bytes, text),
        ANSI => {
            let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
            let chars = bytes.iter().take(end).map(|byte| char::from(*byte));
            chars.for_each(|char| write_char(char, text));
        }
        0x11 => match bytes.first_chunk() {
            Some(ticks) => write_file_time(u64::from_le_bytes(*ticks), text),
            None => write_hex(bytes, text),
        },
        _ => match number(kind, bytes).or_else(|| structure(kind, bytes)) {
            Some(written) => text.extend_from_slice(written.as_bytes()),
            None => write_hex(bytes, text),
        },
    }
}

fn number(kind: u8, bytes: &[u8]) -> Option<String> {
    let four = || bytes.first_chunk::<4>().copied();
    let eight = || bytes.first_chunk::<8>().copied();
    Some(match kind {
        0x03 => i8::from_le_bytes(*bytes.first_chunk()?).to_string(),
        0x04 => bytes.first()?.to_string(),
        0x05 => i16::from_le_bytes(*bytes.first_chunk()?).to_string(),
        0x06 => u16::from_le_bytes(*bytes.first_chunk()?).to_string(),
        0x07 => i32::from_le_bytes(four()?).to_string(),
        0x08 => u32::from_le_bytes(four()?).to_string(),
        0x09 => i64::from_le_bytes(eight()?).to_string(),
        0x0a => u64::from_le_bytes(eight()?).to_string(),
        0x0b => f32::from_le_bytes(four()?).to_string(),
        0x0c => f64::from_le_bytes(eight()?).to_string(),
        0x0d => (u32::from_le_bytes(four()?) != 0).to_string(),
        0x14 => format!("{:#x}", u32::from_le_bytes(four()?)),
        0x15 => format!("{:#x}", u64::from_le_bytes(eight()?)),
        // As wide as the machine.
        0x10 => match eight() {
            Some(eight) => format!("{:#x}", u64::from_le_bytes(eight)),
            None => format!("{:#x}", u32::from_le_bytes(four()?)),
        },
        _ => return None,
    })
}

fn structure(kind: u8, bytes: &[u8]) -> Option<String> {
    let mut cursor = Cursor::new(bytes, 0);
    match kind {
        0x0f => {
            let (first, second, third) = (cursor.u32()?, cursor.u16()?, cursor.u16()?);
            let mut written = format!("{{{first:08X}-{second:04X}-{third:04X}-");
            for (at, byte) in cursor.take(8)?.iter().enumerate() {
                let dash = if at == 2 { "-" } else { "" };
                write!(written, "{dash}{byte:02X}").ok()?;
            }
            written.push('}');
            Some(written)
        }
        0x12 => {
            let (year, month) = (cursor.u16()?, cursor.u16()?);
            cursor.u16()?;
            let (day, hour, minute) = (cursor.u16()?, cursor.u16()?, cursor.u16()?);
            let (second, milli) = (cursor.u16()?, cursor.u16()?);
            Some(format!(
                "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milli:03}Z"
            ))
        }
        0x13 => {
            let (revision, n_parts) = (cursor.u8()?, cursor.u8()?);
            let authority =
                cursor.take(6)?.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
            let mut written = format!("S-{revision}-{authority}");
            for _ in 0..n_parts {
                write!(written, "-{}", cursor.u32()?).ok()?;
            }
            Some(written)
        }
        _ => None,
    }
}

fn write_hex(bytes: &[u8], text: &mut Vec<u8>) {
    for byte in bytes {
        text.extend_from_slice(format!("{byte:02X}").as_bytes());
    }
}

/// Writes an instant given in steps of 100 ns since 1601.
pub(super) fn write_file_time(ticks: u64, text: &mut Vec<u8>) {
    const PER_SEC: u64 = 10_000_000;
    let (secs, fraction) = (ticks / PER_SEC, ticks % PER_SEC);
    let (days, of_day) = (secs / 86_400, secs % 86_400);
    let (year, month, day) = date(days);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    let written =
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:07}Z");
    text.extend_from_slice(written.as_bytes());
}

/// Year, month and day of a day since 1601-01-01, with which a cycle of 400 years begins.
fn date(days: u64) -> (u64, u64, u64) {
    let (cycles, rest) = (days / 146_097, days % 146_097);
    // The last day of a cycle and of four years belongs to the year before.
    let centuries = (rest / 36_524).min(3);
    let rest = rest - centuries * 36_524;
    let (fours, rest) = (rest / 1461, rest % 1461);
    let years = (rest / 365).min(3);
    let mut day = rest - years * 365;
    let year = 1601 + cycles * 400 + centuries * 100 + fours * 4 + years;
    let is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let mut month = 1;
    for len in [31, 28 + u64::from(is_leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if day < len {
            break;
        }
        day -= len;
        month += 1;
    }
    (year, month, day + 1)
}

/// Writes UTF-16 for XML, without the zeros that end it.
pub(super) fn write_units(units: &[u8], text: &mut Vec<u8>) {
    chars(units).for_each(|char| write_char(char, text));
}

/// Writes UTF-16 as it is, without the zeros that end it.
pub(super) fn write_text(units: &[u8], text: &mut Vec<u8>) {
    let mut bytes = [0; 4];
    for char in chars(units) {
        text.extend_from_slice(char.encode_utf8(&mut bytes).as_bytes());
    }
}

fn chars(units: &[u8]) -> impl Iterator<Item = char> {
    let units = units.as_chunks::<2>().0;
    let n_zeros = units.iter().rev().take_while(|unit| **unit == [0, 0]).count();
    let units = units.get(..units.len() - n_zeros).unwrap_or_default();
    let units = units.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn write_char(char: char, text: &mut Vec<u8>) {
    match char {
        '&' => text.extend_from_slice(b"&amp;"),
        '<' => text.extend_from_slice(b"&lt;"),
        '>' => text.extend_from_slice(b"&gt;"),
        '"' => text.extend_from_slice(b"&quot;"),
        // An event is a line.
        char if char < ' ' => {
            text.extend_from_slice(format!("&#{};", u32::from(char)).as_bytes());
        }
        char => {
            let mut bytes = [0; 4];
            text.extend_from_slice(char.encode_utf8(&mut bytes).as_bytes());
        }
    }
}
