//! Text of sources without random access, kept compressed block by block.

use std::ops::{Deref, Range};
use std::rc::Rc;

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

/// A block's text under LZ4: logs shrink to about a third to a sixth.
#[derive(Clone, Debug)]
pub struct KeptText {
    packed: Vec<u8>,
}

impl KeptText {
    /// Compresses `text`.
    pub fn new(text: &[u8]) -> Self {
        Self { packed: compress_prepend_size(text) }
    }

    /// Returns the text.
    pub fn unpack(&self) -> Vec<u8> {
        // What this type packed itself always unpacks; an empty text would only hide a row.
        decompress_size_prepended(&self.packed).unwrap_or_default()
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        self.packed.capacity()
    }
}

/// A block's text, or more, as it was read: copies share one piece of memory.
#[derive(Clone, Debug)]
pub struct SharedText {
    whole: Rc<Vec<u8>>,
    part: Range<usize>,
}

impl SharedText {
    /// All of `text`.
    pub fn new(text: Vec<u8>) -> Self {
        Self { part: 0..text.len(), whole: Rc::new(text) }
    }

    /// Part of it, if it is that long.
    pub fn part(&self, part: Range<usize>) -> Option<Self> {
        let part = self.part.start + part.start..self.part.start + part.end;
        (part.start <= part.end && part.end <= self.part.end)
            .then(|| Self { whole: Rc::clone(&self.whole), part })
    }
}

impl Deref for SharedText {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.whole.get(self.part.clone()).unwrap_or_default()
    }
}
