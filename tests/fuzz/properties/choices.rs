//! What a fuzzer's bytes decide beside being the text: chunks, cuts, which format.

/// Bytes of the fuzzer: choices are taken from the end, so that what is in front, such as the
/// magic number of a seed, stays where it is.
#[derive(Clone, Debug)]
pub(crate) struct Choices<'d> {
    rest: &'d [u8],
}

impl<'d> Choices<'d> {
    pub(crate) fn new(data: &'d [u8]) -> Self {
        Self { rest: data }
    }

    /// The next choice; 0 if there is none left.
    pub(crate) fn byte(&mut self) -> u8 {
        let Some((last, rest)) = self.rest.split_last() else { return 0 };
        self.rest = rest;
        *last
    }

    pub(crate) fn flag(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// Below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        let wide = u16::from_le_bytes([self.byte(), self.byte()]);
        usize::from(wide) % n.max(1)
    }

    /// Small mostly, sometimes large; at least 1.
    pub(crate) fn size(&mut self) -> usize {
        match self.byte() {
            small @ 0..200 => 1 + usize::from(small) % 64,
            large => 1 + usize::from(large - 200) * 97,
        }
    }

    pub(crate) fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// Up to `n` of what `make` makes.
    pub(crate) fn up_to<T>(&mut self, n: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(n + 1)).map(|_| make(self)).collect()
    }

    /// What is left: the text.
    pub(crate) fn rest(self) -> &'d [u8] {
        self.rest
    }
}
