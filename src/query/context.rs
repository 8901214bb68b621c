//! What a condition needs to know of a block.

use super::group::GroupMembers;
use super::needle::Needle;
use crate::store::{Block, FieldColumn, RowSet, SharedText};

/// The text of a block can no longer be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread;

/// What a condition needs to know of a block.
pub trait BlockContext {
    /// The block.
    fn block(&self) -> &Block;
    /// The block's column of a field, if any entry has it.
    fn field(&self, name: &str) -> Option<&FieldColumn>;
    /// Rebuilds the column of a field that is [`FieldColumn::Dropped`].
    fn restore(&mut self, name: &str) -> Result<(), Unread>;
    /// Name of the block's source.
    fn source_name(&self) -> &str;
    /// Id of the format at this position in the plan of the block's source.
    fn format_id(&self, place: u8) -> &str;
    /// The block's text; read at most once.
    fn text(&mut self) -> Result<SharedText, Unread>;
    /// Whether what entry `row` says holds `needle`: its text without colour codes.
    fn text_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread>;
    /// The entries of a group.
    fn rows_of_group(&mut self, members: &GroupMembers) -> Result<RowSet, Unread>;
    /// Whether the message of entry `row` holds `needle`.
    fn message_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread>;
}
