//! What the first bytes of a source say it is.

use super::encoding::count_invalid_utf8;

/// How many raw bytes [`sniff`] wants to see.
pub const SNIFF_BYTES: usize = 65_536;

/// Kinds of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentKind {
    /// Text in an ASCII-compatible encoding.
    Text,
    /// Text that decoders yield.
    Stream,
    /// Several files, each a source of its own.
    Archive,
    /// Something that is not read.
    Binary,
    /// No bytes at all.
    Empty,
}

/// The result of [`sniff`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sniffed {
    /// The kind.
    pub kind: ContentKind,
    /// What it seems to be, for use in a sentence: "a picture in gzip-compressed data".
    pub seems: String,
}

/// Magic numbers and names of what people drop by mistake, or what is not supported yet.
const MAGICS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a zip archive"),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (b"\x7FELF", "a program"),
    (b"MZ", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"%PDF", "a PDF document"),
    (b"SQLite format 3\x00", "a database"),
];

/// Tells text from everything else by the first [`SNIFF_BYTES`] of what no decoder takes.
///
/// Text may contain some control bytes: terminals leave escapes. More than one in ten makes it
/// binary, and fewer do if much of it is no UTF-8 either, as what is left of a compressed file. NUL
/// bytes in a row count once: a crash or a truncation leaves any number of them in a log.
pub fn sniff(head: &[u8]) -> Sniffed {
    if head.is_empty() {
        return found(ContentKind::Empty, "");
    }
    let is_mostly_text = is_mostly_text(head);
    for (magic, seems) in MAGICS {
        // Two letters alone prove nothing: "MZ" may begin a log line.
        let is_proof = magic.len() >= 8 || magic.iter().any(|byte| *byte >= 0x80);
        if head.starts_with(magic) && (!is_mostly_text || is_proof) {
            return found(ContentKind::Binary, seems);
        }
    }
    if is_mostly_text {
        found(ContentKind::Text, "text")
    } else {
        found(ContentKind::Binary, "binary data")
    }
}

fn found(kind: ContentKind, seems: &str) -> Sniffed {
    Sniffed { kind, seems: seems.to_owned() }
}

fn is_mostly_text(head: &[u8]) -> bool {
    let n_zeros = memchr::memchr_iter(0, head).count();
    let starts_run = |pair: &&[u8]| matches!(pair, [before, 0] if *before != 0);
    let n_runs = usize::from(head.first() == Some(&0)) + head.windows(2).filter(starts_run).count();
    let n_control = n_runs + head.iter().filter(|byte| is_rare_in_text(**byte)).count();
    let n_seen = n_runs + head.len() - n_zeros;
    let n_invalid = usize::try_from(count_invalid_utf8(head)).unwrap_or(usize::MAX);
    let is_garbage = n_control * 50 > n_seen && n_invalid.saturating_mul(5) > n_seen;
    // Nothing but NUL bytes says nothing about what follows them.
    n_zeros == head.len() || (n_control * 10 <= n_seen && !is_garbage)
}

fn is_rare_in_text(byte: u8) -> bool {
    matches!(byte, 1..=8 | 14..=26 | 28..=31 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &[u8], kind: ContentKind) {
        assert_eq!(sniff(head).kind, kind, "{}", sniff(head).seems);
    }

    #[test]
    fn text_may_hold_some_control_bytes() {
        check(
            b"2026-01-02 03:04:05 boot\x00\x00 \x1b[31mred\x1b[0m and so on and so forth",
            ContentKind::Text,
        );
        check(b"MZ is how this line begins", ContentKind::Text);
    }

    #[test]
    fn zeros_in_a_row_are_no_evidence() {
        let mut text = vec![0; 10_000];
        check(&text, ContentKind::Text);
        text.extend_from_slice(b"2026-01-02 03:04:05 boot\n");
        text.resize(20_000, 0);
        check(&text, ContentKind::Text);
        check(&b"a\0b\0c\0".repeat(20), ContentKind::Binary);
    }

    #[test]
    fn bytes_that_are_no_utf_8_are_evidence_beside_control_bytes() {
        let garbage = b"kiln \x03\x9C\xE2\xA1 hot \xB7\x91 \xF0\xC1 clay \xD9\x88".repeat(9);
        check(&garbage, ContentKind::Binary);
        // Letters of an older encoding.
        let letters = b"\xEF\xE5\xF7\xFC \xE3\xEE\xF0\xFF\xF7\xE0\xFF\n".repeat(9);
        check(&letters, ContentKind::Text);
    }

    #[test]
    fn archives_and_programs_are_named() {
        check(b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00", ContentKind::Binary);
        check(b"\x7FELF\x02\x01\x01\x00\x00\x00\x00\x00", ContentKind::Binary);
    }

    #[test]
    fn nothing_is_itself() {
        check(b"", ContentKind::Empty);
    }
}
