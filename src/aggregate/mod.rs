//! The entries of a selection, block by block: which ones they are, the order of the list, and the
//! buckets that time is divided into.

mod grid;
pub mod order;
mod selected;

pub use grid::{Buckets, Grid, GridCursor, MAX_BUCKETS};
pub use selected::SelectedRows;
