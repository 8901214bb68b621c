//! How much work may be done before control returns to the caller.

/// Work that may be done now, measured in bytes of text searched for a literal.
///
/// The core has no clock, so work that is slower per byte uses up more of the allowance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    given: u64,
    left: u64,
}

impl Allowance {
    /// No limit.
    pub const UNLIMITED: Self = Self::new(u64::MAX);

    /// This many bytes.
    pub const fn new(bytes: u64) -> Self {
        Self { given: bytes, left: bytes }
    }

    /// How many bytes it covers when each costs this much.
    pub(super) fn enough_for(self, cost_per_byte: u64) -> u64 {
        self.left / cost_per_byte.max(1)
    }

    /// Subtracts work that was done, even if that is more than was left.
    pub(super) fn spend(&mut self, n_bytes: u64, cost_per_byte: u64) {
        self.left = self.left.saturating_sub(n_bytes.saturating_mul(cost_per_byte.max(1)));
    }

    /// Whether nothing is left.
    pub(super) fn is_spent(self) -> bool {
        self.left == 0
    }

    /// How much was done.
    pub fn spent(self) -> u64 {
        self.given - self.left
    }
}
