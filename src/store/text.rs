//! Text of sources that have no random access, kept compressed block by block.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

/// A block's text under LZ4: about three to six times smaller than logs are.
#[derive(Clone, Debug)]
pub struct KeptText {
    packed: Vec<u8>,
}

impl KeptText {
    /// Compresses `text`.
    pub fn new(text: &[u8]) -> Self {
        Self { packed: compress_prepend_size(text) }
    }

    /// Gives the text back.
    pub fn unpack(&self) -> Vec<u8> {
        // What this type packed itself always unpacks; an empty text would only hide a row.
        decompress_size_prepended(&self.packed).unwrap_or_default()
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        self.packed.capacity()
    }
}
