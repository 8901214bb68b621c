//! Questions about a selection, answered block by block: counts, values of a field, and whatever
//! else is asked of many entries at once.
//!
//! A fold sees every block with the entries that a selection has in it. Each worker folds what
//! it has read; the parts travel as bytes, merge in any order, and the merged part answers.
//!
//! To add one, write a file with a [`Fold`] and give it a line in `folds!` below; the protocol,
//! the merging and the command's access to it follow from that.

mod bottom;
mod bytes;
mod coverage;
mod kind;
#[macro_use]
mod table;

use crate::aggregate::SelectedRows;
use crate::level::Level;
use crate::store::{Block, FieldValue, RowKey};
use crate::units::FieldId;

pub use bytes::{ByteReader, ByteWriter};
pub use coverage::{Coverage, UnknownField};
pub use groups::{AboutEntry, Said, Subject};
pub use kind::FieldType;

folds! {
    by_source: BySource,
    counts: Counts,
    fields: Fields,
    groups: Groups,
    numbers: Numbers,
    values: Values,
}

/// The text of a block can no longer be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// A block as a fold sees it.
pub trait FoldBlock {
    /// The block.
    fn block(&self) -> &Block;
    /// The selected entries.
    fn selected(&self) -> SelectedRows<'_>;
    /// Fields that any entry of the block has, selected or not.
    fn fields(&self) -> Vec<FieldId>;
    /// Name of the block's source.
    fn source_name(&self) -> &str;
    /// Name of a field.
    fn name(&self, field: FieldId) -> &str;
    /// The field with this name, if anything read so far has it.
    fn field(&self, name: &str) -> Option<FieldId>;
    /// Calls `visit` with the values that selected entries have of a field, each with the places of
    /// its entries; see [`Block::visit_values`].
    ///
    /// # Errors
    /// [`Unreadable`] if the text is needed but gone.
    fn visit_values(
        &mut self,
        field: FieldId,
        visit: &mut ValueVisitor<'_>,
    ) -> Result<(), Unreadable>;
    /// Whether [`Self::visit_values`] needs the block's text for a field.
    fn needs_text(&self, field: FieldId) -> bool;
    /// Reads the block's text, which is kept for what is asked next.
    ///
    /// # Errors
    /// [`Unreadable`] if it is gone; if not, nothing else fails.
    fn read_text(&mut self) -> Result<(), Unreadable>;
    /// Whether [`Self::visit_values`] has to parse the block's text for a field.
    fn must_parse(&self, field: FieldId) -> bool;
    /// Calls `visit` with the fields of every selected entry, by parsing its text: for many fields
    /// without a column at once. Where a name occurs several times in an entry, the first counts.
    ///
    /// # Errors
    /// [`Unreadable`] if the text is gone.
    fn parse(&mut self, visit: &mut dyn FnMut(FieldId, &[u8])) -> Result<(), Unreadable>;
    /// Calls `visit` with every entry, selected or not.
    ///
    /// # Errors
    /// [`Unreadable`] if the text is needed but gone; then nothing was visited.
    fn visit_entries(&mut self, visit: &mut dyn FnMut(FoldEntry<'_>)) -> Result<(), Unreadable>;
}

/// An entry as a fold sees it.
pub struct FoldEntry<'e> {
    /// Its own time, its source and where it starts; without a time it comes after all that have one.
    pub key: RowKey,
    /// Its level.
    pub level: Level,
    /// Whether it is selected.
    pub is_selected: bool,
    /// What it is about.
    pub subject: Subject<'e>,
}

/// Takes a value and the places of the entries that have it.
pub type ValueVisitor<'v> = dyn FnMut(FieldValue<'_>, &[u32]) + 'v;

/// A question about a selection, and what is known of the answer.
///
/// # Laws
/// Merging is associative and commutative, and what is written depends on nothing but the entries
/// that were added: not on blocks, cuts, workers or order. The tests hold every fold to that.
pub trait Fold: Sized {
    /// The question, as it crosses the protocol.
    type Ask;
    /// The answer, as it crosses the protocol.
    type Answer;

    /// Starts with no entries.
    fn start(ask: &Self::Ask) -> Self;

    /// Whether blocks in which nothing is selected are added, too.
    fn wants_all_blocks() -> bool {
        false
    }

    /// Adds the selected entries of a block.
    ///
    /// # Errors
    /// [`Unreadable`] if they can no longer be read; then nothing of the block has been added.
    fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable>;

    /// How many entries were added, if the fold counts them anyway.
    fn n_added(&self) -> Option<u64> {
        None
    }

    /// Brings what is known into the form that is merged, written and answered from; called before
    /// any of these.
    fn settle(&mut self) {}

    /// Adds what another has of the same question.
    fn merge(&mut self, other: Self);

    /// Writes what is known, in the one way in which it is written.
    fn write(&self, out: &mut ByteWriter);

    /// Reads what [`Self::write`] wrote of the same question; none if the bytes are not that.
    fn read(ask: &Self::Ask, bytes: &mut ByteReader<'_>) -> Option<Self>;

    /// The answer, and its bulk if it has any.
    fn answer(&self) -> (Self::Answer, Vec<u32>);

    /// Bytes in memory beside the value itself.
    fn size_bytes(&self) -> usize;
}
