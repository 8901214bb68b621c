//! A text cut into runs of letters and digits, with what each is made of.

use super::words;

/// A run of letters, digits and underscores.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) start: u32,
    pub(super) end: u32,
    /// Which characters it has; a sum of the constants below.
    pub(super) has: u8,
    /// What it says about what follows; see `words.rs`.
    pub(super) role: u16,
}

/// It has digits.
pub(super) const DIGIT: u8 = 1;
/// It has letters that are hexadecimal digits.
pub(super) const HEX: u8 = 2;
/// It has other letters, underscores, or what is not ASCII.
pub(super) const OTHER: u8 = 4;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte: u8 = 0;
    loop {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' | b'A'..=b'F' => HEX,
            b'g'..=b'z' | b'G'..=b'Z' | b'_' | 0x80.. => OTHER,
            _ => 0,
        };
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    classes
};

/// Cuts a text into tokens; returns the roles that any of them has.
pub(super) fn cut(text: &[u8], out: &mut Vec<Token>) -> u16 {
    out.clear();
    let mut all = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = text.get(at..).unwrap_or_default();
        let Some(skip) = rest.iter().position(|&byte| class(byte) != 0) else { break };
        let mut has = 0;
        let body = rest.get(skip..).unwrap_or_default();
        let len = body
            .iter()
            .position(|&byte| {
                let class = class(byte);
                has |= class;
                class == 0
            })
            .unwrap_or(body.len());
        let start = at + skip;
        at = start + len;
        let first = start + escape_len(text, start, len);
        if first == at {
            continue;
        }
        let word = text.get(first..at).unwrap_or_default();
        let role = if has & DIGIT == 0 { words::roles(word) } else { 0 };
        all |= role;
        out.push(Token { start: narrow(first), end: narrow(at), has, role });
    }
    all
}

/// How much of a token belongs to an escape before it: `\n`, `%2F`.
fn escape_len(text: &[u8], start: usize, len: usize) -> usize {
    let byte = |at: usize| text.get(at).copied().unwrap_or(0);
    match start.checked_sub(1).map(byte) {
        Some(b'\\') if len > 1 && b"nrt".contains(&byte(start)) => 1,
        Some(b'%')
            if len >= 2
                && byte(start).is_ascii_hexdigit()
                && byte(start + 1).is_ascii_hexdigit() =>
        {
            2
        }
        _ => 0,
    }
}

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or(0)
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl Token {
    pub(super) fn range(self) -> (usize, usize) {
        (self.start as usize, self.end as usize)
    }

    pub(super) fn len(self) -> usize {
        (self.end - self.start) as usize
    }
}
