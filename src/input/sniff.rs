//! What the first bytes of a source say it is.

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
/// Text may contain some control bytes: a crash leaves NUL bytes in a log, terminals leave escapes.
/// More than one in ten makes it binary.
pub fn sniff(head: &[u8]) -> Sniffed {
    if head.is_empty() {
        return found(ContentKind::Empty, "");
    }
    let n_control = head.iter().filter(|byte| is_rare_in_text(**byte)).count();
    let is_mostly_text = n_control * 10 <= head.len();
    for (magic, seems) in MAGICS {
        // Two letters alone prove nothing: "MZ" may begin a log line.
        if head.starts_with(magic) && (!is_mostly_text || magic.iter().any(|byte| *byte >= 0x80)) {
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

fn is_rare_in_text(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
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
    fn archives_and_programs_are_named() {
        check(b"PK\x03\x04\x14\x00\x00\x00\x08\x00\x00\x00", ContentKind::Binary);
        check(b"\x7FELF\x02\x01\x01\x00\x00\x00\x00\x00", ContentKind::Binary);
    }

    #[test]
    fn nothing_is_itself() {
        check(b"", ContentKind::Empty);
    }
}
