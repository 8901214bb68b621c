//! The text of blocks: unpacked, or read again.

use crate::input::Storage;
use crate::store::{Block, SharedText};
use crate::units::ByteSpan;

/// The text can no longer be read: the file changed or vanished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoneText;

/// Text of a block: unpacked, or read again.
pub(super) fn block_text<S: Storage>(
    block: &Block,
    storage: &mut S,
) -> Result<SharedText, GoneText> {
    span_text(block, block.span, storage)
}

/// Text of part of a block, or of it and the blocks that follow without a gap.
pub(super) fn span_text<S: Storage>(
    block: &Block,
    span: ByteSpan,
    storage: &mut S,
) -> Result<SharedText, GoneText> {
    if let Some(kept) = &block.kept {
        let text = kept.unpack();
        let start = usize::try_from(span.start - block.span.start).unwrap_or(usize::MAX);
        let end = usize::try_from(span.end - block.span.start).unwrap_or(usize::MAX);
        return SharedText::new(text).part(start..end).ok_or(GoneText);
    }
    let mut text = Vec::new();
    storage.read(block.source, span, &mut text).map_err(|_why| GoneText)?;
    Ok(SharedText::new(text))
}

pub(super) fn count_line_ends(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}
