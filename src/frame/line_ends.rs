//! Where lines end: sixty-four bytes are examined together, and the result is remembered. NUL bytes
//! and escape characters, which few sources have, are noticed on the way.

use memchr::{memchr, memchr2};

use super::entry::RareBytes;
use super::window::Window;
use crate::simd::Chunk;

const ESCAPE: u8 = 0x1B;

/// Finds one line end after another in text that grows at its end.
#[derive(Debug)]
pub(super) struct LineEnds {
    /// No line end is before this offset except those in `mask`.
    searched: u64,
    /// Offset that bit 0 of `mask` stands for.
    mask_at: u64,
    /// Line ends found and not yet passed.
    mask: u64,
    /// Up to here there may be rare bytes, from here on there is none in what was searched.
    rare_end: u64,
}

impl LineEnds {
    /// Looks from the offset `from` on.
    pub(super) fn new(from: u64) -> Self {
        Self { searched: from, mask_at: from, mask: 0, rare_end: 0 }
    }

    /// No line end that has not been passed is before this offset.
    pub(super) fn none_before(&self) -> u64 {
        if self.mask == 0 { self.searched } else { self.mask_at }
    }

    /// What is known of the bytes from `start` on that were searched.
    #[inline]
    pub(super) fn rare_from(&self, start: u64) -> RareBytes {
        if self.rare_end > start { RareBytes::Perhaps } else { RareBytes::None }
    }

    /// The offset of the next line end, or `None` if the window has no more.
    #[inline]
    pub(super) fn peek(&mut self, window: &Window<'_>) -> Option<u64> {
        if self.mask == 0 {
            self.search(window)?;
        }
        Some(self.mask_at + u64::from(self.mask.trailing_zeros()))
    }

    /// Moves on to the next bytes that contain a line end.
    #[inline(never)]
    fn search(&mut self, window: &Window<'_>) -> Option<()> {
        let (chunks, rest) = window.slice(self.searched, window.end()).as_chunks();
        for chunk in chunks {
            let chunk = Chunk::load(chunk);
            self.searched += 64;
            // Most have neither a line end nor anything rare, which is told sooner than where they are.
            if !chunk.has_at_most(ESCAPE) {
                continue;
            }
            if chunk.has_either(0, ESCAPE) {
                self.rare_end = self.searched;
            }
            let mask = chunk.equal_to(b'\n');
            if mask != 0 {
                self.mask = mask;
                self.mask_at = self.searched - 64;
                return Some(());
            }
        }
        self.search_rest(rest)
    }

    /// Steps over the line end that was returned last.
    #[inline]
    pub(super) fn pass(&mut self) {
        self.mask &= self.mask.wrapping_sub(1);
    }

    /// Examines the last bytes of a window, too few for a mask.
    fn search_rest(&mut self, rest: &[u8]) -> Option<()> {
        if memchr2(0, ESCAPE, rest).is_some() {
            self.rare_end = self.searched + rest.len() as u64;
        }
        let found = memchr(b'\n', rest);
        let n_searched = found.map_or(rest.len(), |at| at + 1) as u64;
        self.searched += n_searched;
        found.map(|_| (self.mask_at, self.mask) = (self.searched - 1, 1))
    }
}
