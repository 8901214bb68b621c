//! Which parts of the text are not UTF-8.

use crate::simd::Chunk;

/// UTF-8's byte order mark; belongs to no entry.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Counts the bytes of `text` that belong to no valid UTF-8 sequence.
///
/// # Cost
/// One pass: ASCII sixty-four bytes at a time, the rest at the speed of the standard library's
/// validation.
pub fn count_invalid_utf8(text: &[u8]) -> u64 {
    let (chunks, rest) = text.as_chunks();
    let is_ascii = |chunk: &[u8; 64]| Chunk::load(chunk).mask(|lanes| lanes) == 0;
    if chunks.iter().all(is_ascii) && rest.is_ascii() {
        return 0;
    }
    if std::str::from_utf8(text).is_ok() {
        return 0;
    }
    text.utf8_chunks().map(|chunk| chunk.invalid().len() as u64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &[u8], expected: u64) {
        assert_eq!(count_invalid_utf8(text), expected);
    }

    #[test]
    fn valid_text_has_none() {
        check("grüße, 日志".as_bytes(), 0);
        check("plain ".repeat(30).as_bytes(), 0);
        check("plain grüße ".repeat(30).as_bytes(), 0);
    }

    #[test]
    fn each_stray_byte_counts() {
        check(b"a\xFFb\xC3(c\xE2\x82", 4);
        check(&b"plain plain plain \xFF ".repeat(9), 9);
    }

    #[test]
    fn encoded_surrogates_are_not_utf8() {
        check(b"\xED\xA0\x80", 3);
    }
}
