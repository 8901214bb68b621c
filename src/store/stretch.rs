//! What was read of a stretch of a source, joined to its neighbours.

use super::figure::Figure;
use super::ledger::{Ledger, Order};

/// A part of a source that one task read, or several that follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Where its bytes, lines and entries went.
    pub ledger: Ledger,
    /// How its times run.
    pub order: Order,
}

impl Stretch {
    /// Adds the stretch that follows; an entry at the seam that is earlier than the one before it
    /// is out of order, which neither of the two knows.
    ///
    /// Associative but not commutative: whoever joins sorts the stretches by offset first.
    pub fn append(&mut self, next: &Self) {
        self.ledger.merge(&next.ledger);
        self.ledger[Figure::OutOfOrder] += u64::from(self.order.append(&next.order));
    }
}
