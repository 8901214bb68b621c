//! Where lines end: sixty-four bytes give a mask, and the masks of a page are made at once and
//! remembered. NUL bytes, escape characters and carriage returns, which few sources have, are noticed
//! block by block before.

use memchr::{memchr, memchr3, memrchr, memrchr2};

use super::entry::RareBytes;
use super::window::Window;
use crate::simd::Chunk;

const ESCAPE: u8 = 0x1B;

/// How many bytes are looked through for rare ones at a time: as many as stay close to the processor
/// until their line ends are looked for.
const NOTICED_BYTES: u64 = 16 << 10;

/// How many masks are made at once.
const N_MASKS: usize = 64;

/// How many bytes have a bit in a mask.
const MASK_BYTES: u64 = 64;

/// Finds one line end after another in text that grows at its end.
#[derive(Debug)]
pub(super) struct LineEnds {
    /// No line end is before this offset except those in `mask` and those in `masks`.
    searched: u64,
    /// Offset that bit 0 of `mask` stands for.
    mask_at: u64,
    /// Line ends found and not yet passed.
    mask: u64,
    /// Those of a page, and where it begins.
    masks: [u64; N_MASKS],
    page_at: u64,
    /// Which of `masks` have line ends that are behind those in `mask`.
    left: u64,
    /// What is rare is known up to here, which is never before `searched`.
    noticed: u64,
    /// Up to here there may be rare bytes, from here on there is none in what was noticed.
    rare_end: u64,
    /// The same for carriage returns.
    return_end: u64,
}

impl LineEnds {
    /// Looks from the offset `from` on.
    pub(super) fn new(from: u64) -> Self {
        Self {
            searched: from,
            mask_at: from,
            mask: 0,
            masks: [0; N_MASKS],
            page_at: from,
            left: 0,
            noticed: from,
            rare_end: 0,
            return_end: 0,
        }
    }

    /// No line end that has not been passed is before this offset.
    pub(super) fn none_before(&self) -> u64 {
        if self.mask | self.left == 0 { self.searched } else { self.mask_at }
    }

    /// What is known of the bytes from `start` on that were searched.
    #[inline]
    pub(super) fn rare_from(&self, start: u64) -> RareBytes {
        if self.rare_end > start { RareBytes::Perhaps } else { RareBytes::None }
    }

    /// Whether there may be carriage returns among them, those of line ends included.
    #[inline]
    pub(super) fn may_return_from(&self, start: u64) -> bool {
        self.return_end > start
    }

    /// The offset of the next line end, or `None` if the window has no more.
    #[inline]
    pub(super) fn peek(&mut self, window: &Window<'_>) -> Option<u64> {
        while self.mask == 0 {
            if self.left == 0 {
                self.search(window)?;
                continue;
            }
            let place = self.left.trailing_zeros();
            self.left &= self.left - 1;
            self.mask = self.masks.get(place as usize).copied().unwrap_or_default();
            self.mask_at = self.page_at + u64::from(place) * MASK_BYTES;
        }
        Some(self.mask_at + u64::from(self.mask.trailing_zeros()))
    }

    /// Looks at the next page, which may have no line end.
    #[inline(never)]
    fn search(&mut self, window: &Window<'_>) -> Option<()> {
        if self.searched == self.noticed {
            self.notice(window)?;
        }
        let end = self.noticed.min(self.searched + N_MASKS as u64 * MASK_BYTES);
        let (chunks, rest) = window.slice(self.searched, end).as_chunks();
        if chunks.is_empty() {
            self.search_rest(rest);
            return Some(());
        }
        for (place, (mask, chunk)) in self.masks.iter_mut().zip(chunks).enumerate() {
            let chunk = Chunk::load(chunk);
            // Most have none, which is told sooner than where they are.
            if chunk.has(b'\n') {
                *mask = chunk.equal_to(b'\n');
                self.left |= 1 << place;
            }
        }
        self.page_at = self.searched;
        self.searched += chunks.len() as u64 * MASK_BYTES;
        Some(())
    }

    /// Steps over the line end that was returned last.
    #[inline]
    pub(super) fn pass(&mut self) {
        self.mask &= self.mask.wrapping_sub(1);
    }

    /// Examines the last bytes of what was noticed, too few for a mask of their own.
    fn search_rest(&mut self, rest: &[u8]) {
        let found = memchr(b'\n', rest);
        self.searched += found.map_or(rest.len(), |at| at + 1) as u64;
        if found.is_some() {
            (self.mask_at, self.mask) = (self.searched - 1, 1);
        }
    }

    /// Looks through the next block for what is rare, or gives `None` if the window has no more.
    fn notice(&mut self, window: &Window<'_>) -> Option<()> {
        let block = window.slice(self.noticed, window.end().min(self.noticed + NOTICED_BYTES));
        if block.is_empty() {
            return None;
        }
        if memchr3(0, ESCAPE, b'\r', block).is_some() {
            self.notice_rare(block);
        }
        self.noticed += block.len() as u64;
        Some(())
    }

    #[inline(never)]
    fn notice_rare(&mut self, block: &[u8]) {
        if let Some(last) = memrchr2(0, ESCAPE, block) {
            self.rare_end = self.noticed + last as u64 + 1;
        }
        if let Some(last) = memrchr(b'\r', block) {
            self.return_end = self.noticed + last as u64 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Checks lines and rare bytes of a text that comes in pieces against a look at each byte.
    fn check(text: &[u8], step: usize) {
        let mut ends = LineEnds::new(0);
        let mut found = Vec::new();
        let mut start = 0;
        let arrived = (step..text.len()).step_by(step).chain([text.len()]);
        for n_there in arrived {
            let text = &text[..n_there];
            let window = Window { text, base: 0, is_last: false };
            while let Some(end) = ends.peek(&window) {
                let (first, last) =
                    (usize::try_from(start).unwrap(), usize::try_from(end).unwrap());
                let line = &text[first..last];
                let has = |wanted: &[u8]| line.iter().any(|byte| wanted.contains(byte));
                assert!(!has(&[0, ESCAPE]) || ends.rare_from(start) == RareBytes::Perhaps);
                assert!(!has(b"\r") || ends.may_return_from(start));
                found.push(end);
                ends.pass();
                start = end + 1;
            }
            assert!(ends.none_before() <= n_there as u64);
        }
        let expected = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        assert!(found.iter().copied().eq(expected.map(|(at, _)| at as u64)));
        let has = |wanted: &[u8]| text.iter().any(|byte| wanted.contains(byte));
        assert_eq!(ends.rare_from(0) == RareBytes::Perhaps, has(&[0, ESCAPE]));
        assert_eq!(ends.may_return_from(0), has(b"\r"));
    }

    proptest! {
        #![proptest_config(crate::testing::cases(64))]
        #[test]
        fn lines_end_and_what_is_rare_is_where_a_look_at_each_byte_finds_it(
            pieces in prop::collection::vec("(\n|\r\n|\t|\u{1c}|[a-z\u{e9}]{1,80}){0,30}(\u{0}|\u{1b}|\r)?", 0..12),
            step in 1_usize..5000,
        ) {
            check(pieces.concat().as_bytes(), step);
        }
    }

    #[test]
    fn pages_without_a_line_end_are_passed_over() {
        let mut text = vec![b'a'; 3 * N_MASKS * 64 + 7];
        check(&text, 1000);
        let last = text.len() - 1;
        (text[last - 64], text[last]) = (b'\n', b'\n');
        check(&text, 5000);
    }
}
