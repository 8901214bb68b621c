//! Sixteen bytes as the processor has them, by the crate that knows every processor.

use wide::{i8x16, u8x16};

#[derive(Clone, Copy, Debug)]
pub(super) struct Vector(u8x16);

impl Vector {
    #[inline]
    pub(super) fn load(bytes: &[u8; 16]) -> Self {
        Self(u8x16::new(*bytes))
    }

    #[inline]
    pub(super) fn splat(byte: u8) -> Self {
        Self(u8x16::splat(byte))
    }

    #[inline]
    pub(super) fn equals(self, other: Self) -> Self {
        Self(self.0.simd_eq(other.0))
    }

    #[inline]
    pub(super) fn at_most(self, other: Self) -> Self {
        Self(self.0.simd_le(other.0))
    }

    #[inline]
    pub(super) fn below(self, other: Self) -> Self {
        let signed = |vector: Self| i8x16::new(vector.0.to_array().map(u8::cast_signed));
        let below = signed(self).simd_lt(signed(other));
        Self(u8x16::new(below.to_array().map(i8::cast_unsigned)))
    }

    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[inline]
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    pub(super) fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    #[inline]
    pub(super) fn high_nibbles(self) -> Self {
        Self(u8x16::new(self.0.to_array().map(|byte| byte >> 4)))
    }

    #[inline]
    pub(super) fn look_up(self, places: Self) -> Self {
        Self(self.0.shuffle_zeroing(places.0))
    }

    #[inline]
    pub(super) fn bits(self) -> u16 {
        #[expect(clippy::cast_possible_truncation, reason = "sixteen bits")]
        let bits = self.0.to_bitmask() as u16;
        bits
    }

    #[inline]
    pub(super) fn any(self) -> bool {
        self.bits() != 0
    }

    #[inline]
    pub(super) fn to_array(self) -> [u8; 16] {
        self.0.to_array()
    }
}
