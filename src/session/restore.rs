//! Dropped columns, rebuilt from the block's text.

use super::entry_reader::{EntryReader, PartText};
use crate::format::TextRef;
use crate::level::Level;
use crate::store::{Block, BlockBuilder, FieldColumn, Kept, NewEntry};
use crate::units::{ByteSpan, FieldId};

/// Temporary id of the wanted field: a higher one might get no column.
const ONLY: FieldId = FieldId(0);

/// The column that a block had for a field; `text` is the block's.
///
/// Parsing an entry depends only on its text and the plan, so the values are the same.
///
/// # Cost
/// The cost of parsing the block.
pub(super) fn read_column(
    block: &Block,
    text: &[u8],
    wanted: FieldId,
    mut reader: EntryReader<'_>,
) -> Option<FieldColumn> {
    let mut builder = BlockBuilder::new(block.source, block.task_start);
    for row in 0..block.n_entries() {
        let range = block.range(row);
        let span = ByteSpan {
            start: block.span.start + range.start as u64,
            end: block.span.start + range.end as u64,
        };
        let entry = reader.read(PartText::whole(text).entry(block, row));
        builder.push(NewEntry {
            span,
            time: None,
            is_out_of_range: false,
            level: Level::Unknown,
            format: 0,
        });
        let (place, unescaped) = entry.place_of(wanted);
        let value = place.map(|TextRef { start, len }| (ONLY, start, len));
        builder.push_fields(entry.text.len(), unescaped, value.into_iter());
    }
    let made = builder.seal(text, block.lines_before, Kept::Place)?;
    made.fields.into_iter().map(|(_, column)| column).next()
}
