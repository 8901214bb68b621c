//! Small scanning steps that several formats share.

use crate::simd::Lanes;
pub(super) use crate::simd::is_same;

/// A set of bytes with constant-time look-up.
pub(super) struct ByteSet([bool; 256]);

#[expect(clippy::indexing_slicing, reason = "const functions index; every byte has its place")]
impl ByteSet {
    /// ASCII letters, digits and `others`.
    pub(super) const fn alphanumeric_and(others: &[u8]) -> Self {
        let mut has = Self::of(others).0;
        let mut byte = 0_u8;
        while byte < 128 {
            has[byte as usize] |= byte.is_ascii_alphanumeric();
            byte += 1;
        }
        Self(has)
    }

    /// Just these.
    pub(super) const fn of(members: &[u8]) -> Self {
        let mut has = [false; 256];
        let mut at = 0;
        while at < members.len() {
            has[members[at] as usize] = true;
            at += 1;
        }
        Self(has)
    }

    /// Whether the set has `byte`.
    pub(super) fn has(&self, byte: u8) -> bool {
        self.0.get(usize::from(byte)).copied().unwrap_or_default()
    }
}

/// What ends a word: ASCII white space.
static SPACE: ByteSet = ByteSet::of(b" \t\n\r\x0C");

/// Whether the byte is a space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// The first position from `at` on that is not a space or tab.
pub(super) fn skip_blanks(text: &[u8], mut at: usize) -> usize {
    while text.get(at).copied().is_some_and(is_blank) {
        at += 1;
    }
    at
}

/// The end of the run of non-blank bytes that begins at `at`.
pub(super) fn word_end(text: &[u8], mut at: usize) -> usize {
    let space = Lanes::splat(b' ');
    // Spaces, line ends, and control characters that may be neither.
    let low_in = |sixteen| u32::from(Lanes::load(sixteen).at_most(space).bits());
    while let Some(rest) = text.get(at..) {
        let low = match (rest.first_chunk(), text.last_chunk()) {
            (Some(sixteen), _) => low_in(sixteen),
            // The last bytes, with some that were seen before them.
            (None, Some(sixteen)) => low_in(sixteen) >> (16 - rest.len()),
            (None, None) => break,
        };
        if low == 0 {
            if rest.len() <= 16 {
                return text.len();
            }
            at += 16;
            continue;
        }
        at += low.trailing_zeros() as usize;
        if text.get(at).is_some_and(|byte| SPACE.has(*byte)) {
            return at;
        }
        at += 1;
    }
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| SPACE.has(*byte)).unwrap_or(rest.len())
}

/// The end of the line that contains `at`, excluding its line end.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The first line, without its line end.
pub(super) fn first_line(text: &[u8]) -> &[u8] {
    let line = text.get(..line_end(text, 0)).unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The number of at most nine digits that makes up all of `text`.
pub(super) fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
    })
}

/// The position of the closing quote of a string; `at` is just after the opening quote.
pub(super) fn closing_quote(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at = quote_or_escape(text, at)?;
        if text.get(at) == Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The first quote or backslash from `at` on.
#[inline]
pub(super) fn quote_or_escape(text: &[u8], mut at: usize) -> Option<usize> {
    while let Some(sixteen) = text.get(at..)?.first_chunk() {
        let found = quotes_and_escapes(sixteen);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize);
        }
        at += 16;
    }
    quote_or_escape_near_end(text, at)
}

#[inline]
fn quotes_and_escapes(sixteen: &[u8; 16]) -> u32 {
    let lanes = Lanes::load(sixteen);
    let (quotes, escapes) = (lanes.equals(Lanes::splat(b'"')), lanes.equals(Lanes::splat(b'\\')));
    quotes.or(escapes).bits().into()
}

/// The same where fewer than sixteen bytes are left.
#[inline(never)]
fn quote_or_escape_near_end(text: &[u8], at: usize) -> Option<usize> {
    if let Some(sixteen) = text.last_chunk() {
        // The last bytes, with some that were seen before them.
        let found = quotes_and_escapes(sixteen) >> (16 + at - text.len());
        return (found != 0).then(|| at + found.trailing_zeros() as usize);
    }
    let rest = text.get(at..)?;
    rest.iter().position(|&byte| byte == b'"' || byte == b'\\').map(|n| at + n)
}

/// How many bytes of ANSI colour codes (`ESC [ … m`) there are at `at`.
#[inline]
pub(super) fn colour_len(text: &[u8], at: usize) -> usize {
    if text.get(at) == Some(&0x1b) { coloured_len(text, at) } else { 0 }
}

/// The length of the blank that pads a one-digit number at the start of a line: 1 or 0.
pub(super) fn padding_len(line: &[u8]) -> usize {
    match line {
        [b' ', digit, next, ..] => usize::from(digit.is_ascii_digit() && !next.is_ascii_digit()),
        _ => 0,
    }
}

#[cold]
fn coloured_len(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while text.get(end) == Some(&0x1b) && text.get(end + 1) == Some(&b'[') {
        let rest = text.get(end + 2..).unwrap_or_default();
        let is_code = |byte: &u8| byte.is_ascii_digit() || *byte == b';';
        let n_code = rest.iter().take_while(|byte| is_code(byte)).count();
        if rest.get(n_code) != Some(&b'm') {
            break;
        }
        end += n_code + 3;
    }
    end - at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn signs_are_found_wherever_they_stand(
            text in "[a-z]{0,40}[\"\\\\ \t\n\x0B\x0C]?[a-z\x1F]{0,40}[\"\\\\ \r]?[a-z]{0,20}",
            from in 0_usize..110,
        ) {
            let text = text.as_bytes();
            let first = |is_it: fn(&u8) -> bool| {
                text.get(from..)?.iter().position(is_it).map(|n| from + n)
            };
            let sign = first(|byte| matches!(byte, b'"' | b'\\'));
            prop_assert_eq!(quote_or_escape(text, from), sign);
            let end = first(u8::is_ascii_whitespace).unwrap_or(text.len().max(from));
            prop_assert_eq!(word_end(text, from), end);
        }
    }
}
