//! How parts of folds are written: whole numbers in as many bytes as they need, texts after their
//! length.
//!
//! Every value has one spelling, so equal parts have equal bytes.

/// Writes values one after another.
#[derive(Clone, Debug, Default)]
pub struct ByteWriter {
    bytes: Vec<u8>,
}

impl ByteWriter {
    /// Writes a number, seven bits a byte, the lowest first (LEB128).
    pub fn number(&mut self, mut value: u64) {
        while value > 0x7F {
            self.bytes.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.bytes.push(value.to_le_bytes()[0]);
    }

    /// Writes eight bytes, for numbers that are mostly large.
    pub fn word(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// Writes a text and its length.
    pub fn text(&mut self, text: &[u8]) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text);
    }

    /// What was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what a [`ByteWriter`] wrote; a read past the end, or of bytes that it would not have
/// written, gives `None`.
#[derive(Clone, Debug)]
pub struct ByteReader<'b> {
    rest: &'b [u8],
}

impl<'b> ByteReader<'b> {
    /// Reads from the start of `bytes`.
    pub fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    /// A number.
    pub fn number(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            let bits = u64::from(byte & 0x7F);
            let is_whole = bits << shift >> shift == bits;
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return (is_whole && (bits != 0 || shift == 0)).then_some(value);
            }
        }
        None
    }

    /// The number of things that follow, each at least one byte long.
    pub fn count(&mut self) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?;
        (count <= self.rest.len()).then_some(count)
    }

    /// Eight bytes.
    pub fn word(&mut self) -> Option<u64> {
        let (word, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(u64::from_le_bytes(*word))
    }

    /// A text.
    pub fn text(&mut self) -> Option<&'b [u8]> {
        let len = self.count()?;
        let (text, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(text)
    }

    /// Whether nothing is left.
    pub fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]


        #[test]
        fn what_was_written_is_read(
            numbers in prop::collection::vec((any::<u64>(), 0_u32..64), 0..20),
            text in prop::collection::vec(any::<u8>(), 0..300),
        ) {
            let mut out = ByteWriter::default();
            for (number, shift) in &numbers {
                out.number(number >> shift);
                out.word(*number);
            }
            out.text(&text);
            let bytes = out.into_bytes();
            let mut reader = ByteReader::new(&bytes);
            for (number, shift) in &numbers {
                prop_assert_eq!(reader.number(), Some(number >> shift));
                prop_assert_eq!(reader.word(), Some(*number));
            }
            prop_assert_eq!(reader.text(), Some(text.as_slice()));
            prop_assert!(reader.is_at_end());
            prop_assert_eq!(reader.number(), None);
        }

        #[test]
        fn foreign_bytes_are_refused_or_would_be_written_so(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let mut reader = ByteReader::new(&bytes);
            if let Some(number) = reader.number() {
                let mut out = ByteWriter::default();
                out.number(number);
                prop_assert!(bytes.starts_with(&out.into_bytes()));
            }
        }
    }

    #[test]
    fn a_length_past_the_end_is_refused() {
        assert_eq!(ByteReader::new(&[5, b'a']).text(), None);
        assert_eq!(ByteReader::new(&[0xFF; 10]).number(), None);
        assert_eq!(ByteReader::new(&[0x80, 0]).number(), None);
    }
}
