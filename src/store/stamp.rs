//! What a block keeps of a time beside and in place of its instant.

use crate::time::{Inferred, Stamp};

/// Stands for "no time" in a column of times; sorts after every time.
pub const NO_TIME: i64 = i64::MAX;

/// What is known of an entry's time besides its instant: digits of the second, inferred parts, and
/// whether the written time is one that no instant can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StampBits(pub u8);

impl StampBits {
    /// Packs digits (0 to 9) and inferred parts.
    pub fn new(stamp: Stamp) -> Self {
        Self(stamp.digits & 0x0F | (stamp.inferred.0 & 7) << 4)
    }

    /// The same for a time that 64-bit nanoseconds cannot hold.
    #[must_use]
    pub fn out_of_range(self) -> Self {
        Self(self.0 | OUT_OF_RANGE)
    }

    /// Whether the written time is one that 64-bit nanoseconds cannot hold.
    pub fn is_out_of_range(self) -> bool {
        self.0 & OUT_OF_RANGE != 0
    }

    /// Digits of the second as written.
    pub fn digits(self) -> u8 {
        self.0 & 0x0F
    }

    /// Inferred parts of the time.
    pub fn inferred(self) -> Inferred {
        Inferred((self.0 & !OUT_OF_RANGE) >> 4)
    }
}

/// The bit of [`StampBits`] that neither digits nor inferred parts need.
const OUT_OF_RANGE: u8 = 0x80;
