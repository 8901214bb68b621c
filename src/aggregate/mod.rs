//! The entries of a selection, block by block: which they are, the order that the list has, and
//! the buckets that time is cut into.

mod grid;
pub mod order;
mod selected;

pub use grid::{Grid, GridCursor, MAX_BUCKETS};
pub use selected::SelectedRows;
