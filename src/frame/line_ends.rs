//! Where lines end: sixty-four bytes are examined together, and the result is remembered. NUL bytes
//! and escape characters, which few sources have, are noticed on the way.

use memchr::{memchr, memchr2};

use super::entry::RareBytes;
use super::window::Window;
use crate::simd::Chunk;

/// How many bytes are examined for rare ones at a time: they are still at hand for what follows.
const NOTICED_BYTES: u64 = 4 << 10;

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
    /// Up to here rare bytes were looked for; no line end is looked for beyond.
    noticed: u64,
}

impl LineEnds {
    /// Looks from the offset `from` on.
    pub(super) fn new(from: u64) -> Self {
        Self { searched: from, mask_at: from, mask: 0, rare_end: 0, noticed: from }
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
        while self.searched < self.noticed || self.notice_rare(window) {
            let (chunks, rest) = window.slice(self.searched, self.noticed).as_chunks();
            for chunk in chunks {
                let chunk = Chunk::load(chunk);
                self.searched += 64;
                // Most have none, which is told sooner than where they are.
                if chunk.has(b'\n') {
                    self.mask = chunk.equal_to(b'\n');
                    self.mask_at = self.searched - 64;
                    return Some(());
                }
            }
            if self.search_rest(rest).is_some() {
                return Some(());
            }
        }
        None
    }

    /// Looks for rare bytes in what comes next; false if there is nothing more.
    #[inline(never)]
    fn notice_rare(&mut self, window: &Window<'_>) -> bool {
        let end = window.end().min(self.noticed + NOTICED_BYTES);
        let text = window.slice(self.noticed, end);
        if memchr2(0, ESCAPE, text).is_some() {
            self.rare_end = end;
        }
        self.noticed = end;
        !text.is_empty()
    }

    /// Steps over the line end that was returned last.
    #[inline]
    pub(super) fn pass(&mut self) {
        self.mask &= self.mask.wrapping_sub(1);
    }

    /// Examines the last bytes of a window, too few for a mask.
    fn search_rest(&mut self, rest: &[u8]) -> Option<()> {
        let found = memchr(b'\n', rest);
        let n_searched = found.map_or(rest.len(), |at| at + 1) as u64;
        self.searched += n_searched;
        found.map(|_| (self.mask_at, self.mask) = (self.searched - 1, 1))
    }
}
