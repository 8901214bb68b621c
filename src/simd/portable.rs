//! Sixteen bytes as an array; compilers make vector instructions of most of it.

#[derive(Clone, Copy, Debug)]
pub(super) struct Vector([u8; 16]);

/// Gathers the top bits of eight bytes into the top byte, first byte lowest: each of the
/// factor's bits moves one of them there, and no two meet.
const GATHER: u64 = 0x0002_0408_1020_4081;
const TOP_BITS: u64 = 0x8080_8080_8080_8080;

impl Vector {
    #[inline]
    pub(super) fn load(bytes: &[u8; 16]) -> Self {
        Self(*bytes)
    }

    #[inline]
    pub(super) fn splat(byte: u8) -> Self {
        Self([byte; 16])
    }

    #[inline]
    fn zip(self, other: Self, f: impl Fn(u8, u8) -> u8) -> Self {
        let mut out = self.0;
        for (left, right) in out.iter_mut().zip(other.0) {
            *left = f(*left, right);
        }
        Self(out)
    }

    #[inline]
    pub(super) fn equals(self, other: Self) -> Self {
        self.zip(other, |a, b| if a == b { 0xFF } else { 0 })
    }

    #[inline]
    pub(super) fn at_most(self, other: Self) -> Self {
        self.zip(other, |a, b| if a <= b { 0xFF } else { 0 })
    }

    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        self.zip(other, |a, b| a & b)
    }

    #[inline]
    pub(super) fn or(self, other: Self) -> Self {
        self.zip(other, |a, b| a | b)
    }

    #[inline]
    pub(super) fn minus(self, other: Self) -> Self {
        self.zip(other, u8::wrapping_sub)
    }

    #[inline]
    pub(super) fn high_nibbles(self) -> Self {
        Self(self.0.map(|byte| byte >> 4))
    }

    #[inline]
    pub(super) fn look_up(self, places: Self) -> Self {
        Self(places.0.map(|place| self.0.get(usize::from(place)).copied().unwrap_or(0)))
    }

    #[inline]
    fn halves(self) -> [u64; 2] {
        let whole = u128::from_le_bytes(self.0);
        #[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
        [whole as u64, (whole >> 64) as u64]
    }

    #[inline]
    pub(super) fn bits(self) -> u16 {
        let [low, high] = self.halves().map(|half| (half & TOP_BITS).wrapping_mul(GATHER) >> 56);
        #[expect(clippy::cast_possible_truncation, reason = "eight bits each")]
        let bits = (low | high << 8) as u16;
        bits
    }

    #[inline]
    pub(super) fn any(self) -> bool {
        let [low, high] = self.halves();
        (low | high) & TOP_BITS != 0
    }

    #[inline]
    pub(super) fn to_array(self) -> [u8; 16] {
        self.0
    }
}
