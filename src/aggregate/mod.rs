//! Sets of entries to counts; counts of several workers add up.

mod counts;
mod grid;
pub mod order;

pub use counts::{Counted, Counts};
pub use grid::{Grid, GridCursor, MAX_BUCKETS};
