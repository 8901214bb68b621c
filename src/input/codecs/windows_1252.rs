//! Windows-1252, converted to UTF-8. It includes Latin-1's letters at Latin-1's code points.

use crate::input::decoder::{Codec, CodecInput, DecodeError, Decoder, FirstBytes, Raw};

pub(super) const CODEC: Codec = Codec {
    id: "windows-1252",
    input: CodecInput::Encoding,
    seems: "Windows-1252 text",
    recognise: |head| is_windows_1252(head).then(String::new),
    start: |_detail| Box::new(Windows1252),
};

/// Whether the bytes that are not UTF-8 look like Windows-1252 letters.
///
/// Each must stand alone or by two, next to an ASCII letter, and hardly anything may be UTF-8 beyond
/// ASCII: in a file of both, and in one with garbage here and there, the bytes are counted as not
/// valid and nothing is guessed.
fn is_windows_1252(head: FirstBytes<'_>) -> bool {
    if head.bytes.is_ascii() || std::str::from_utf8(head.bytes).is_ok() {
        return false;
    }
    let (mut n_likely, mut n_other, mut n_utf8) = (0_u64, 0_u64, 0_u64);
    let mut at = 0;
    for chunk in head.bytes.utf8_chunks() {
        n_utf8 += chunk.valid().chars().filter(|char| !char.is_ascii()).count() as u64;
        at += chunk.valid().len();
        for place in at..at + chunk.invalid().len() {
            if is_likely_letter(head.bytes, place) { n_likely += 1 } else { n_other += 1 }
        }
        at += chunk.invalid().len();
    }
    n_likely >= 2 && n_other * 10 <= n_likely && n_utf8 * 8 <= n_likely
}

fn is_likely_letter(bytes: &[u8], at: usize) -> bool {
    let byte_at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    let (before, byte, after) =
        (byte_at(at.checked_sub(1)), byte_at(Some(at)), byte_at(Some(at + 1)));
    let has_letter = before.is_ascii_alphabetic() || after.is_ascii_alphabetic();
    match byte {
        0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0xFD => {
            has_letter && (before.is_ascii() || after.is_ascii())
        }
        // Quotes, dashes, a degree: between words, seldom two at once.
        0x80
        | 0x82
        | 0x84
        | 0x85
        | 0x91..=0x97
        | 0x99
        | 0xA0
        | 0xA3
        | 0xA7
        | 0xAB
        | 0xB0
        | 0xB2
        | 0xB5
        | 0xBB => before.is_ascii_graphic() || after.is_ascii_graphic() || before == b' ',
        _ => false,
    }
}

/// Decodes Windows-1252; its five unassigned bytes become control characters.
#[derive(Debug)]
struct Windows1252;

/// The characters at 0x80 to 0x9F.
const SPECIAL: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

impl Decoder for Windows1252 {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let limit = text.len() + max_growth;
        for (n_used, byte) in raw.bytes.iter().enumerate() {
            if text.len() >= limit {
                return Ok(n_used);
            }
            let special = byte.checked_sub(0x80).and_then(|at| SPECIAL.get(usize::from(at)));
            let char = special.copied().unwrap_or_else(|| char::from(*byte));
            if char.is_ascii() {
                text.push(*byte);
            } else {
                text.extend_from_slice(char.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        Ok(raw.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use crate::input::testing::check_text as check;

    #[test]
    fn latin_letters_among_ascii_are_windows_1252() {
        check(
            b"Stra\xDFe gesperrt, M\xFCller\nprix: 5 \x80 \x96 caf\xE9\n",
            Some("windows-1252"),
            "Straße gesperrt, Müller\nprix: 5 € – café\n",
        );
    }

    #[test]
    fn garbage_and_mixed_text_stay_as_they_are() {
        check("grüße and more grüße, 日志".as_bytes(), None, "");
        check(b"one stray \xFF byte in a long line", None, "");
        check(
            "grüße grüße "
                .repeat(9)
                .as_bytes()
                .iter()
                .chain(b"M\xFCller caf\xE9")
                .copied()
                .collect::<Vec<_>>()
                .as_slice(),
            None,
            "",
        );
        // Shift JIS and its like: bytes above ASCII beside each other.
        check(b"\x83e\x83X\x83g \x93\xFA\x96{\x8C\xEA log\n", None, "");
        check(&[0x80, 0x81, 0xFE, 0xFF].repeat(50), None, "");
    }
}
