//! Sixteen bytes as `simd128` has them.

use core::arch::wasm32::{
    i8x16_lt, i8x16_swizzle, u8x16_bitmask, u8x16_eq, u8x16_le, u8x16_shr, u8x16_splat, u8x16_sub,
    u64x2, u64x2_extract_lane, v128, v128_and, v128_or,
};

#[derive(Clone, Copy, Debug)]
pub(super) struct Vector(v128);

impl Vector {
    #[inline]
    pub(super) fn load(bytes: &[u8; 16]) -> Self {
        let whole = u128::from_le_bytes(*bytes);
        // The compiler makes one load of the two halves.
        #[expect(clippy::cast_possible_truncation, reason = "the halves are what is wanted")]
        Self(u64x2(whole as u64, (whole >> 64) as u64))
    }

    #[inline]
    pub(super) fn splat(byte: u8) -> Self {
        Self(u8x16_splat(byte))
    }

    #[inline]
    pub(super) fn equals(self, other: Self) -> Self {
        Self(u8x16_eq(self.0, other.0))
    }

    #[inline]
    pub(super) fn at_most(self, other: Self) -> Self {
        Self(u8x16_le(self.0, other.0))
    }

    #[inline]
    pub(super) fn below(self, other: Self) -> Self {
        Self(i8x16_lt(self.0, other.0))
    }

    #[inline]
    pub(super) fn and(self, other: Self) -> Self {
        Self(v128_and(self.0, other.0))
    }

    #[inline]
    pub(super) fn or(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }

    #[inline]
    pub(super) fn minus(self, other: Self) -> Self {
        Self(u8x16_sub(self.0, other.0))
    }

    #[inline]
    pub(super) fn high_nibbles(self) -> Self {
        Self(u8x16_shr(self.0, 4))
    }

    #[inline]
    pub(super) fn look_up(self, places: Self) -> Self {
        Self(i8x16_swizzle(self.0, places.0))
    }

    #[inline]
    pub(super) fn bits(self) -> u16 {
        u8x16_bitmask(self.0)
    }

    #[inline]
    pub(super) fn any(self) -> bool {
        self.bits() != 0
    }

    #[inline]
    pub(super) fn to_array(self) -> [u8; 16] {
        let low = u128::from(u64x2_extract_lane::<0>(self.0));
        let high = u128::from(u64x2_extract_lane::<1>(self.0));
        (low | high << 64).to_le_bytes()
    }
}
