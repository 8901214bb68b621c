//! Columns of parsed entries: append-only, immutable once sealed.
//!
//! Entries are stored in blocks of about a mebibyte of text. Text of plain files is not kept: a block
//! knows its position in the file. A block's zone map says what the block cannot contain, so most
//! questions look at few blocks.

mod block;
mod builder;
mod column;
mod dict;
mod figure;
mod filter;
mod ints;
mod ledger;
mod narrow;
mod paged;
mod places;
mod rowset;
mod seal;
mod spans;
mod stamp;
mod stretch;
mod tags;
mod text;
mod times;
mod values;

pub use block::{Block, BlockSize, EntryAt, RowKey, Zone};
pub use builder::{BlockBuilder, Kept, NewEntry};
pub use column::{DictColumn, FieldColumn, ValueTest};
pub use figure::{CountedEntry, FIGURES, Figure, FigureRow, Figures, InSummary, N_FIGURES, Unit};
pub use filter::{Probe, TextFilter};
pub use ints::{IntColumn, IntText, canonical_int};
pub use ledger::{Ledger, Order};
pub use paged::PAGE_ROWS;
pub use places::Places;
pub use rowset::RowSet;
pub use spans::SpanColumn;
pub use stamp::{NO_TIME, StampBits};
pub use stretch::Stretch;
pub use tags::{Tag, Tags};
pub use text::{KeptText, SharedText};
pub use times::Times;
pub use values::FieldValue;
