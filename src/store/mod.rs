//! Columns of what was parsed: append-only, immutable once sealed.
//!
//! Entries lie in blocks of about a mebibyte of text. Text of plain files is not kept: a
//! block knows where it lies. A block's zone map says what cannot be in it, so that most
//! questions look at few blocks.

mod block;
mod builder;
mod column;
mod ledger;
mod rowset;
mod text;

pub use block::{Block, BlockSize, EntryAt, NO_TIME, RowKey, StampBits, Zone};
pub use builder::{BlockBuilder, Kept, NewEntry};
pub(crate) use column::dict_value;
pub use column::{Cell, Codes, FieldColumn};
pub use ledger::{Ledger, Order};
pub use rowset::RowSet;
pub use text::KeptText;
