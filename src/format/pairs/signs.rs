//! Where a message may have a field: at an equals sign, a colon or a dot.

use crate::simd::{Chunk, Lanes};

/// How many bytes are examined together.
const CHUNK: usize = 64;

/// The signs of a message that may belong to a field, as positions in the message.
///
/// Every message is searched but few have any; two vector passes show that.
pub(super) struct Signs<'a> {
    /// The entry up to the message's end.
    text: &'a [u8],
    /// Where the message begins in it.
    start: usize,
    /// Where the part begins that has not been examined yet.
    at: usize,
    /// The signs found but not yet passed, and the position that bit 0 stands for.
    mask: u64,
    mask_at: usize,
}

impl<'a> Signs<'a> {
    /// Those of the message that `text` ends with and that begins at `start`.
    pub(super) fn new(text: &'a [u8], start: usize) -> Self {
        Self { text, start, at: start, mask: 0, mask_at: start }
    }

    /// Looks at the next bytes; `None` if there are none.
    #[inline]
    fn search(&mut self) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        self.mask_at = self.at;
        if let Some(chunk) = rest.first_chunk() {
            self.mask = signs_in(Chunk::load(chunk));
        } else if rest.is_empty() {
            return None;
        } else if let Some(chunk) = self.text.last_chunk() {
            // What comes before was seen, or is not of the message.
            let n_before = CHUNK - rest.len();
            self.mask = signs_in(Chunk::load(chunk)) >> n_before;
        } else {
            self.mask = signs_in(Chunk::load_padded(rest));
        }
        self.at = (self.at + CHUNK).min(self.text.len());
        Some(())
    }

    /// Whether a sign may belong to a field; two bytes decide in most cases.
    #[inline]
    fn is_worth_a_look(&self, at: usize) -> bool {
        let byte_at = |at: usize| self.text.get(at).copied().unwrap_or(b' ');
        let before = if at > self.start { byte_at(at - 1) } else { b' ' };
        let after = byte_at(at + 1);
        match byte_at(at) {
            b'.' => before.is_ascii_digit() && after.is_ascii_digit(),
            b':' => {
                (before.is_ascii_alphanumeric()
                    || matches!(before, b'_' | b'"' | b':' | b' ' | b'['))
                    && after != b'\n'
            }
            _ => true,
        }
    }
}

impl Iterator for Signs<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        loop {
            while self.mask == 0 {
                self.search()?;
            }
            let at = self.mask_at + self.mask.trailing_zeros() as usize;
            self.mask &= self.mask - 1;
            if self.is_worth_a_look(at) {
                return Some(at - self.start);
            }
        }
    }
}

#[inline]
fn signs_in(chunk: Chunk) -> u64 {
    let [equals, colon, dot] = [b'=', b':', b'.'].map(Lanes::splat);
    chunk.mask(|lanes| lanes.equals(equals).or(lanes.equals(colon)).or(lanes.equals(dot)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, byte by byte.
    fn naive(message: &[u8]) -> Vec<usize> {
        let is_sign = |at: &usize| {
            let before = at.checked_sub(1).map_or(b' ', |at| message[at]);
            let after = message.get(at + 1).copied().unwrap_or(b' ');
            match message[*at] {
                b'=' => true,
                b'.' => before.is_ascii_digit() && after.is_ascii_digit(),
                b':' => {
                    (before.is_ascii_alphanumeric() || b"_\":[ ".contains(&before))
                        && after != b'\n'
                }
                _ => false,
            }
        };
        (0..message.len()).filter(is_sign).collect()
    }

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn signs_are_found_wherever_the_message_lies(
            head in "[a-z0-9.:=]{0,70}",
            message in "([a-z ]{0,40}[1-9.:= \n_\"-]{0,4}){0,8}",
        ) {
            let text = format!("{head}{message}");
            let found: Vec<_> = Signs::new(text.as_bytes(), head.len()).collect();
            prop_assert_eq!(found, naive(message.as_bytes()));
        }
    }
}
