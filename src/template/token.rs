//! The tokens of a text: words, the signs between them, and slots.

/// Stands for what varies in a masked message; no message has it, since control characters count
/// as blanks.
pub const SLOT: u8 = 1;

/// How a slot is printed.
const SHOWN_SLOT: &str = "<*>";

const DELIMITER: u8 = 1;
const BLANK: u8 = 2;
const IDEOGRAPH: u8 = 4;
/// The start of a letter whose script writes words without blanks, or of another beyond ASCII.
const HIGH: u8 = 8;

/// What each byte is.
static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0; 256];
    let mut byte = 0_u8;
    loop {
        #[expect(clippy::indexing_slicing, reason = "below its length, when compiled")]
        {
            classes[byte as usize] = match byte {
                0..=b' ' | 0x7F => BLANK,
                b'=' | b':' | b',' | b';' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"'
                | b'\'' | b'|' | b'<' | b'>' => DELIMITER,
                // Chinese, Japanese and Korean letters and signs.
                0xE3..=0xED | 0xEF => HIGH | IDEOGRAPH,
                0x80.. => HIGH,
                _ => 0,
            };
        }
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(0)
}

pub(super) fn is_delimiter(byte: u8) -> bool {
    class(byte) & DELIMITER != 0
}

pub(super) fn is_blank(byte: u8) -> bool {
    class(byte) & BLANK != 0
}

/// Where the word ends that begins at `start`.
///
/// Where letters of a script without blanks meet others, a word ends: otherwise a number in a
/// sentence would take the sentence with it.
pub(super) fn word_end(text: &[u8], start: usize) -> usize {
    let mut at = start;
    let mut is_ideographic = None;
    while let Some(byte) = text.get(at) {
        let class = class(*byte);
        if class & (DELIMITER | BLANK) != 0 || *byte == SLOT {
            break;
        }
        let is_continuing = (0x80..0xC0).contains(byte);
        if !is_continuing {
            let is_one = class & IDEOGRAPH != 0;
            if *is_ideographic.get_or_insert(is_one) != is_one {
                break;
            }
        }
        at += 1;
    }
    at
}

/// A token of a masked message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    Word(&'t [u8]),
    Delimiter(u8),
    /// With the marks at the end of a sentence that stand behind it.
    Slot(&'t [u8]),
}

/// Calls `visit` with each token of a masked message and where it begins.
pub(super) fn pieces<'t>(masked: &'t [u8], mut visit: impl FnMut(usize, Piece<'t>)) {
    let mut at = 0;
    while let Some(&byte) = masked.get(at) {
        // The slot is a control character itself.
        if byte == SLOT {
            let rest = masked.get(at + 1..).unwrap_or_default();
            let n_marks = rest.iter().take_while(|byte| is_end_mark(**byte)).count();
            let piece = masked.get(at..=at + n_marks).unwrap_or_default();
            visit(at, Piece::Slot(piece));
            at += piece.len().max(1);
        } else if is_blank(byte) {
            at += 1;
        } else if is_delimiter(byte) {
            visit(at, Piece::Delimiter(byte));
            at += 1;
        } else {
            let end = word_end(masked, at).max(at + 1);
            visit(at, Piece::Word(masked.get(at..end).unwrap_or_default()));
            at = end;
        }
    }
}

/// Marks that end a sentence, not a value.
pub(super) fn is_end_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?')
}

/// A masked message as it is printed.
pub fn shown(masked: &[u8]) -> String {
    let mut out = String::with_capacity(masked.len() + 16);
    let mut parts = masked.split(|byte| *byte == SLOT);
    out.push_str(&String::from_utf8_lossy(parts.next().unwrap_or_default()));
    for part in parts {
        out.push_str(SHOWN_SLOT);
        out.push_str(&String::from_utf8_lossy(part));
    }
    out.trim().to_owned()
}
