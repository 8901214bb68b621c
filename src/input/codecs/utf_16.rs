//! UTF-16 in both byte orders, converted to UTF-8.
//!
//! The encoding of a source is decided once, from its sample, by evidence. Where shells append to a
//! file in another encoding than it has, UTF-8 and UTF-16 follow each other: there each line decides
//! by its first bytes.

use crate::input::decoder::{Codec, CodecInput, DecodeError, Decoder, Raw};
use crate::input::sniff::{ContentKind, sniff};

/// The detail of an encoding that was found out, not chosen: each line may have another.
const BY_LINE: &str = "by line";

pub(super) const UTF_16_LE: Codec = Codec {
    id: "utf-16le",
    input: CodecInput::Encoding,
    seems: "UTF-16 text",
    recognise: |head| is_utf16(head.bytes, Order::Little).then(|| BY_LINE.to_owned()),
    start: |detail| Box::new(Utf16::of(Order::Little, detail)),
};

pub(super) const UTF_16_BE: Codec = Codec {
    id: "utf-16be",
    input: CodecInput::Encoding,
    seems: "UTF-16 text",
    recognise: |head| is_utf16(head.bytes, Order::Big).then(|| BY_LINE.to_owned()),
    start: |detail| Box::new(Utf16::of(Order::Big, detail)),
};

/// UTF-8 to which UTF-16 was appended.
pub(super) const UTF_8_AND_16: Codec = Codec {
    id: "utf-8-and-16",
    input: CodecInput::Mixture,
    seems: "UTF-8 and UTF-16 text",
    recognise: |head| has_wide_line(head.bytes).then(String::new),
    start: |_detail| Box::new(Utf16::new(None, Lines::Each)),
};

/// Which of a unit's two bytes comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn unit(self, pair: [u8; 2]) -> u16 {
        match self {
            Self::Little => u16::from_le_bytes(pair),
            Self::Big => u16::from_be_bytes(pair),
        }
    }
}

/// Which lines have the encoding that a text begins in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lines {
    All,
    /// None but the first: each line has its own.
    Each,
}

/// How many bytes at the start of a line tell its encoding.
const LINE_HEAD: usize = 16;
/// How many units of ASCII make UTF-16 of a line in UTF-8's place.
const WIDE_UNITS: usize = 4;

/// The byte order of a line that begins in UTF-16: with a mark, or with characters of ASCII.
fn wide_order(line: &[u8]) -> Option<Order> {
    let (marked, rest) = match line {
        [0xFF, 0xFE, rest @ ..] => (Some(Order::Little), rest),
        [0xFE, 0xFF, rest @ ..] => (Some(Order::Big), rest),
        _ => (None, line),
    };
    let units = rest.get(..2 * WIDE_UNITS).unwrap_or_default().as_chunks().0;
    let is_ascii = |order: Order| {
        let is_one = |pair: &[u8; 2]| matches!(order.unit(*pair), 9 | 10 | 13 | 0x20..=0x7E);
        !units.is_empty() && units.iter().all(is_one)
    };
    let found = [Order::Little, Order::Big].into_iter().find(|order| is_ascii(*order));
    marked.or(found)
}

/// Whether a line in UTF-16's place begins in UTF-8: with words of ASCII, which as UTF-16 would be
/// one rare character after another.
fn is_narrow(line: &[u8]) -> bool {
    let head = line.get(..LINE_HEAD).unwrap_or(line);
    let end = head.iter().position(|byte| *byte == b'\n');
    let text = head.get(..end.unwrap_or(head.len())).unwrap_or_default();
    let is_visible = |byte: &u8| matches!(byte, b'\t' | b'\r' | 0x20..=0x7E);
    text.len() >= LINE_HEAD / 2
        && text.iter().all(is_visible)
        && text.iter().any(|byte| matches!(byte, b' ' | b'-' | b':' | b'0'..=b'9'))
        && (end.is_some() || text.len() == LINE_HEAD)
}

/// Whether a text goes on in UTF-16 at the start of one of its lines.
fn has_wide_line(head: &[u8]) -> bool {
    let line_at = |end: usize| head.get(end + 1..).unwrap_or_default();
    let switch = memchr::memchr_iter(b'\n', head).find(|end| {
        let line = line_at(*end);
        line.get(..8).is_some_and(|start| start.contains(&0)) && wide_order(line).is_some()
    });
    let before = switch.and_then(|end| head.get(..end));
    before.is_some_and(|text| sniff(text).kind == ContentKind::Text)
}

/// A byte order mark, or a text that is largely ASCII in this byte order and hardly at all in the
/// other.
fn is_utf16(head: &[u8], order: Order) -> bool {
    let units = || head.as_chunks::<2>().0.iter().map(|pair| order.unit(*pair));
    let is_marked = units().next() == Some(0xFEFF);
    let is_ascii = |unit: &u16| matches!(unit, 9 | 10 | 13 | 0x20..=0x7E);
    let n_units = head.len() / 2;
    let n_ascii = units().filter(is_ascii).count();
    let n_swapped = units().map(u16::swap_bytes).filter(|unit| is_ascii(unit)).count();
    if is_marked {
        // Two bytes alone may begin anything: what follows must not be zeros or garbage.
        let n_nothing = units().filter(|unit| matches!(unit, 0 | 0xFFFF)).count();
        return n_nothing * 10 <= n_units;
    }
    n_units >= 8 && n_ascii * 4 >= n_units && n_swapped * 20 <= n_ascii && n_ascii > 8
}

/// Decodes UTF-16, and lines of UTF-8 among it. A byte order mark becomes UTF-8's; an unpaired
/// surrogate keeps its number in three bytes that are not valid UTF-8, so it is counted and can be
/// found.
#[derive(Debug)]
struct Utf16 {
    /// That of the line at hand; `None` for one in UTF-8.
    order: Option<Order>,
    lines: Lines,
    /// A line begins, whose encoding is not looked at yet.
    is_line_start: bool,
    high: Option<u16>,
}

impl Utf16 {
    fn new(order: Option<Order>, lines: Lines) -> Self {
        Self { order, lines, is_line_start: lines == Lines::Each, high: None }
    }

    /// For UTF-16 that was chosen, or found out: then with [`BY_LINE`].
    fn of(order: Order, detail: &str) -> Self {
        Self::new(Some(order), if detail == BY_LINE { Lines::Each } else { Lines::All })
    }

    /// Finds out the encoding of the line that begins; false if more of it must be seen.
    fn look_at_line(&mut self, raw: Raw<'_>) -> bool {
        if raw.bytes.len() < LINE_HEAD && !raw.is_last {
            return false;
        }
        match self.order {
            None => self.order = wide_order(raw.bytes),
            Some(_) if is_narrow(raw.bytes) => self.order = None,
            Some(Order::Little) if raw.bytes.starts_with(&[0xFE, 0xFF]) => {
                self.order = Some(Order::Big);
            }
            Some(Order::Big) if raw.bytes.starts_with(&[0xFF, 0xFE]) => {
                self.order = Some(Order::Little);
            }
            Some(_) => {}
        }
        self.is_line_start = false;
        true
    }

    /// Decodes up to the end of a line in UTF-8; returns how many bytes that were.
    fn narrow(&mut self, bytes: &[u8], text: &mut Vec<u8>, limit: usize) -> usize {
        let bytes = bytes.get(..limit - text.len()).unwrap_or(bytes);
        let line_end = memchr::memchr(b'\n', bytes);
        let n_used = line_end.map_or(bytes.len(), |end| end + 1);
        text.extend_from_slice(bytes.get(..n_used).unwrap_or_default());
        self.is_line_start = line_end.is_some();
        n_used
    }

    /// Decodes up to the end of a line in UTF-16; returns how many bytes that were.
    fn wide(&mut self, bytes: &[u8], order: Order, text: &mut Vec<u8>, limit: usize) -> usize {
        let mut n_used = 0;
        for pair in bytes.as_chunks::<2>().0 {
            if text.len() >= limit {
                break;
            }
            let unit = order.unit(*pair);
            self.push(unit, text);
            n_used += 2;
            if unit == u16::from(b'\n') {
                self.is_line_start = self.lines == Lines::Each;
                break;
            }
        }
        n_used
    }

    fn push(&mut self, unit: u16, text: &mut Vec<u8>) {
        let high = self.high.take();
        match (high, unit) {
            (Some(high), 0xDC00..=0xDFFF) => {
                let code = 0x1_0000 + ((u32::from(high) & 0x3FF) << 10) + (u32::from(unit) & 0x3FF);
                let char = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
                return;
            }
            (Some(high), _) => push_three(high, text),
            (None, _) => {}
        }
        match unit {
            0xD800..=0xDBFF => self.high = Some(unit),
            0..=0x7F => text.push(unit.to_le_bytes()[0]),
            0x80..=0x7FF => text.extend([low_bits(unit >> 6, 0x1F) | 0xC0, follow(unit)]),
            _ => push_three(unit, text),
        }
    }
}

fn low_bits(unit: u16, mask: u8) -> u8 {
    unit.to_le_bytes()[0] & mask
}

fn follow(unit: u16) -> u8 {
    low_bits(unit, 0x3F) | 0x80
}

fn push_three(unit: u16, text: &mut Vec<u8>) {
    text.extend([low_bits(unit >> 12, 0x0F) | 0xE0, follow(unit >> 6), follow(unit)]);
}

impl Decoder for Utf16 {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let limit = text.len() + max_growth;
        let mut n_used = 0;
        while text.len() < limit {
            let rest = raw.from(n_used);
            if self.is_line_start && (rest.bytes.is_empty() || !self.look_at_line(rest)) {
                break;
            }
            let n_now = match self.order {
                None => self.narrow(rest.bytes, text, limit),
                Some(order) => self.wide(rest.bytes, order, text, limit),
            };
            n_used += n_now;
            if n_now == 0 {
                break;
            }
        }
        if text.len() >= limit {
            return Ok(n_used);
        }
        if raw.is_last
            && let Some(high) = self.high.take()
        {
            push_three(high, text);
        }
        // Half a unit at the end is left, and counted as trailing.
        Ok(n_used)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::testing::{check_text as check, decode_in_pieces};
    use crate::input::{FirstBytes, recognise};

    const TEXT: &str = "\u{FEFF}2026-03-01 10:00:00 INFO grüße 日志 🚀 done\r\nnext line €\r\n";

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn utf16_is_known_by_its_mark_or_by_its_ascii() {
        for text in [TEXT, TEXT.trim_start_matches('\u{FEFF}')] {
            check(&utf16(text, u16::to_le_bytes), Some("utf-16le"), text);
            check(&utf16(text, u16::to_be_bytes), Some("utf-16be"), text);
        }
    }

    #[test]
    fn utf16_in_pieces_with_little_room() {
        let text = TEXT.repeat(100);
        check(&utf16(&text, u16::to_be_bytes), Some("utf-16be"), &text);
    }

    #[test]
    fn lines_in_another_encoding_are_read_in_theirs() {
        #[track_caller]
        fn check_mixed(raw: &[u8], text: &str) {
            let (codec, decoder) = recognise(FirstBytes { bytes: raw }).unwrap();
            for piece in [1, 3, 1_000] {
                let started = (codec.start)(&decoder.detail);
                let (got, n_trailing, outcome) = decode_in_pieces(started, raw, piece);
                assert_eq!(String::from_utf8_lossy(&got), text, "{}", codec.id);
                assert_eq!((n_trailing, outcome), (0, Ok(())));
            }
        }
        // An odd and an even number of bytes.
        for one in ["2026-03-01 10:00:00 INFO one\r\n", "2026-03-01 10:00:00 INFO once\r\n"] {
            let two = "2026-03-01 10:00:01 INFO two 日志\r\n";
            for order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
                let mut raw = one.as_bytes().to_vec();
                raw.extend(utf16(two, order));
                check_mixed(&raw, &format!("{one}{two}"));
                raw.extend_from_slice(one.as_bytes());
                raw.extend(utf16(&format!("\u{FEFF}{two}"), order));
                check_mixed(&raw, &format!("{one}{two}{one}\u{FEFF}{two}"));
                let mut raw = utf16(&format!("\u{FEFF}{one}{two}"), order);
                raw.extend_from_slice(one.as_bytes());
                check_mixed(&raw, &format!("\u{FEFF}{one}{two}{one}"));
            }
        }
    }

    #[test]
    fn half_a_pair_and_half_a_unit_are_counted() {
        let mut raw = utf16("\u{FEFF}a plain text ", u16::to_le_bytes);
        raw.extend([0x3D, 0xD8, b'x', 0, 0x00, 0xDC, b'y']);
        let (text, n_trailing, _) = decode_in_pieces((UTF_16_LE.start)(""), &raw, 1);
        assert_eq!(text, b"\xEF\xBB\xBFa plain text \xED\xA0\xBDx\xED\xB0\x80");
        assert_eq!((crate::input::count_invalid_utf8(&text), n_trailing), (6, 1));
    }
}
