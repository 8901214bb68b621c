//! How much work is done before whoever asked is heard again.

/// Work that may be done now, in bytes of text that are searched for a literal.
///
/// There is no clock in the core: what takes longer by the byte costs more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    given: u64,
    left: u64,
}

impl Allowance {
    /// However much it takes.
    pub const UNLIMITED: Self = Self::new(u64::MAX);

    /// This many bytes.
    pub const fn new(bytes: u64) -> Self {
        Self { given: bytes, left: bytes }
    }

    /// How many bytes it is enough for at that many for one.
    pub(super) fn enough_for(self, cost_per_byte: u64) -> u64 {
        self.left / cost_per_byte.max(1)
    }

    /// Takes off what was done, which may be more than was left.
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
