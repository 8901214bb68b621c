//! Sixteen and sixty-four bytes at a time: the vector primitives that scanning is made of.
//!
//! In WASM they are the instructions of `simd128`, elsewhere those that the crate `wide` knows
//! for the processor; the tests hold both to their definitions. Nothing here knows what the
//! bytes mean.

#[cfg(not(target_arch = "wasm32"))]
mod portable;
#[cfg(target_arch = "wasm32")]
mod wasm32;

#[cfg(not(target_arch = "wasm32"))]
use portable::Vector;
#[cfg(target_arch = "wasm32")]
use wasm32::Vector;

/// Sixteen bytes.
///
/// A comparison gives 0xFF where it holds and 0 elsewhere; the first byte is bit 0 of
/// [`Self::bits`].
#[derive(Clone, Copy, Debug)]
pub struct Lanes(Vector);

impl Lanes {
    /// The bytes as they lie in memory.
    #[inline]
    pub fn load(bytes: &[u8; 16]) -> Self {
        Self(Vector::load(bytes))
    }

    /// Sixteen times the same byte.
    #[inline]
    pub fn splat(byte: u8) -> Self {
        Self(Vector::splat(byte))
    }

    /// Where the bytes are the same.
    #[inline]
    #[must_use]
    pub fn equals(self, other: Self) -> Self {
        Self(self.0.equals(other.0))
    }

    /// Where this one's bytes are no larger, as unsigned numbers.
    #[inline]
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        Self(self.0.at_most(other.0))
    }

    /// Where the bytes are from `first` to `last`, both included; `first` must not be above `last`.
    #[inline]
    #[must_use]
    pub fn within(self, first: u8, last: u8) -> Self {
        if (first, last) == (0, u8::MAX) {
            return Self::splat(u8::MAX);
        }
        // Moved to the smallest signed numbers, for which processors have a comparison.
        let end = last.wrapping_sub(first).wrapping_add(0x81);
        Self(self.minus(Self::splat(first.wrapping_add(0x80))).0.below(Self::splat(end).0))
    }

    /// Bits that are set in both.
    #[inline]
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0.and(other.0))
    }

    /// Bits that are set in either.
    #[inline]
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0.or(other.0))
    }

    /// Differences byte by byte, wrapping around.
    #[inline]
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.minus(other.0))
    }

    /// The upper four bits of each byte.
    #[inline]
    #[must_use]
    pub fn high_nibbles(self) -> Self {
        Self(self.0.high_nibbles())
    }

    /// For each byte of `places` this one's byte at that place; 0 for places above 15.
    #[inline]
    #[must_use]
    pub fn look_up(self, places: Self) -> Self {
        Self(self.0.look_up(places.0))
    }

    /// The top bit of each byte, that of the first byte lowest.
    #[inline]
    pub fn bits(self) -> u16 {
        self.0.bits()
    }

    /// Whether any byte has its top bit set.
    #[inline]
    pub fn any(self) -> bool {
        self.0.any()
    }

    /// The bytes in order.
    #[inline]
    pub fn to_array(self) -> [u8; 16] {
        self.0.to_array()
    }
}

/// Sixty-four bytes, asked for masks: bit *i* of a mask is for byte *i*.
#[derive(Clone, Copy, Debug)]
pub struct Chunk([Lanes; 4]);

impl Chunk {
    /// The bytes as they lie in memory.
    #[inline]
    pub fn load(bytes: &[u8; 64]) -> Self {
        match bytes.as_chunks().0 {
            [a, b, c, d] => Self([Lanes::load(a), Lanes::load(b), Lanes::load(c), Lanes::load(d)]),
            // There are four.
            _ => Self([Lanes::splat(0); 4]),
        }
    }

    /// Up to 64 bytes, followed by zeros.
    #[inline]
    pub fn load_padded(bytes: &[u8]) -> Self {
        let mut padded = [0; 64];
        for (to, from) in padded.iter_mut().zip(bytes) {
            *to = *from;
        }
        Self::load(&padded)
    }

    /// One bit for each byte for which `test` sets the top bit.
    #[inline]
    pub fn mask(self, test: impl Fn(Lanes) -> Lanes) -> u64 {
        let [a, b, c, d] = self.0.map(|lanes| u64::from(test(lanes).bits()));
        a | b << 16 | c << 32 | d << 48
    }

    /// One bit for each pair of bytes, this one's and the other's, for which `test` sets the top bit.
    #[inline]
    pub fn mask_with(self, other: Self, test: impl Fn(Lanes, Lanes) -> Lanes) -> u64 {
        let mut tested = self.0;
        for (lanes, others) in tested.iter_mut().zip(other.0) {
            *lanes = test(*lanes, others);
        }
        Self(tested).mask(|lanes| lanes)
    }

    /// The bytes by sixteen.
    #[inline]
    pub fn lanes(self) -> [Lanes; 4] {
        self.0
    }

    /// Four times sixteen bytes.
    #[inline]
    pub fn of_lanes(lanes: [Lanes; 4]) -> Self {
        Self(lanes)
    }

    /// Bytes equal to `byte`.
    #[inline]
    pub fn equal_to(self, byte: u8) -> u64 {
        let wanted = Lanes::splat(byte);
        self.mask(|lanes| lanes.equals(wanted))
    }

    /// Whether any byte is `byte`; cheaper than to ask which.
    #[inline]
    pub fn has(self, byte: u8) -> bool {
        let wanted = Lanes::splat(byte);
        let [a, b, c, d] = self.0.map(|lanes| lanes.equals(wanted));
        a.or(b).or(c.or(d)).any()
    }

    /// Whether any byte is `one` or `other`.
    #[inline]
    pub fn has_either(self, one: u8, other: u8) -> bool {
        let (one, other) = (Lanes::splat(one), Lanes::splat(other));
        let [a, b, c, d] = self.0.map(|lanes| lanes.equals(one).or(lanes.equals(other)));
        a.or(b).or(c.or(d)).any()
    }

    /// Whether any byte is no larger than `most`.
    #[inline]
    pub fn has_at_most(self, most: u8) -> bool {
        let most = Lanes::splat(most);
        let [a, b, c, d] = self.0.map(|lanes| lanes.at_most(most));
        a.or(b).or(c.or(d)).any()
    }

    /// Bytes from `first` to `last`, both included; `first` must not be above `last`.
    #[inline]
    pub fn within(self, first: u8, last: u8) -> u64 {
        self.mask(|lanes| lanes.within(first, last))
    }

    /// Bytes of a class.
    #[inline]
    pub fn of_class(self, class: &Class) -> u64 {
        let (low, high) = (Lanes::load(&class.low), Lanes::load(&class.high));
        let (low_bits, none) = (Lanes::splat(0x0F), Lanes::splat(0));
        // What is not 0 is above 0; the two masks are opposites.
        !self.mask(|lanes| {
            let rows = low.look_up(lanes.and(low_bits));
            rows.and(high.look_up(lanes.high_nibbles())).equals(none)
        })
    }
}

/// Whether two texts are the same.
///
/// For texts of some dozen bytes, which the general comparison looks at one by one in WASM.
#[inline]
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (chunks, rest) = one.as_chunks::<16>();
    let (other_chunks, other_rest) = other.as_chunks::<16>();
    for (chunk, other) in chunks.iter().zip(other_chunks) {
        if Lanes::load(chunk).equals(Lanes::load(other)).bits() != u16::MAX {
            return false;
        }
    }
    if let (Some(tail), Some(other)) = (one.last_chunk(), other.last_chunk()) {
        // What the chunks left over lies in the last sixteen bytes.
        return Lanes::load(tail).equals(Lanes::load(other)).bits() == u16::MAX;
    }
    match (rest.first_chunk(), other_rest.first_chunk(), rest.last_chunk(), other_rest.last_chunk())
    {
        (Some(head), Some(other_head), Some(tail), Some(other_tail)) => {
            u64::from_le_bytes(*head) == u64::from_le_bytes(*other_head)
                && u64::from_le_bytes(*tail) == u64::from_le_bytes(*other_tail)
        }
        _ => rest.iter().zip(other_rest).all(|(one, other)| one == other),
    }
}

/// A set of ASCII bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// By lower four bits: one bit for each upper half with which they make a member.
    low: [u8; 16],
    /// By upper four bits: their own bit.
    high: [u8; 16],
}

impl Class {
    /// The class of these bytes; those beyond ASCII cannot be members and are left out.
    pub const fn new(members: &[u8]) -> Self {
        let mut low = [0; 16];
        let mut at = 0;
        while at < members.len() {
            let byte = members[at];
            if byte.is_ascii() {
                low[(byte & 0x0F) as usize] |= 1 << (byte >> 4);
            }
            at += 1;
        }
        Self { low, high: [1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0] }
    }
}
