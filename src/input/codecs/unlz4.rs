//! LZ4 frames, one after another; frames of other data between them are skipped.
//!
//! Format: <https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md>. The crate decodes blocks;
//! walking from block to block happens here, so that any piece of a frame will do.

use std::hash::Hasher as _;

use lz4_flex::block::decompress_into_with_dict;
use twox_hash::XxHash32;

use super::unzstd::{is_skippable, skippable_len};
use crate::input::decoder::{Codec, CodecInput, DecodeError, Raw};
use crate::input::members::{Member, Members, Step, has_magic};

const MAGIC: &[u8] = b"\x04\x22\x4D\x18";

pub(super) const CODEC: Codec = Codec {
    id: "lz4",
    input: CodecInput::Packed,
    seems: "lz4-compressed data",
    recognise: |head| has_magic(head.bytes, MAGIC).is_some_and(|is_one| is_one).then(String::new),
    start: |_detail| Box::new(Members::<Frame>::default()),
};

/// How far back a block may refer to the blocks before it.
const WINDOW_BYTES: usize = 64 << 10;

/// Decodes one frame.
#[derive(Debug, Default)]
struct Frame {
    place: Lz4Part,
}

#[derive(Debug, Default)]
enum Lz4Part {
    #[default]
    Start,
    /// This many bytes remain of a frame of something else.
    Skipping(u64),
    Blocks(Box<Blocks>),
}

/// Between two blocks of a frame.
#[derive(Debug)]
struct Blocks {
    head: FrameHead,
    /// The end of the blocks before, then the last block: all of it up to `given` is out.
    window: Vec<u8>,
    n_given: usize,
    hash: XxHash32,
    is_over: bool,
}

/// What a frame's head says.
#[derive(Clone, Copy, Debug)]
struct FrameHead {
    len: usize,
    max_block: usize,
    flags: u8,
}

/// Bits of a frame's flags.
const INDEPENDENT: u8 = 0x20;
const BLOCK_CHECKSUMS: u8 = 0x10;
const CONTENT_SIZE: u8 = 0x08;
const CONTENT_CHECKSUM: u8 = 0x04;
const DICTIONARY: u8 = 0x01;

impl FrameHead {
    fn has(&self, bit: u8) -> bool {
        self.flags & bit != 0
    }
}

impl Member for Frame {
    fn is_begun_by(raw: &[u8]) -> Option<bool> {
        let is_frame = has_magic(raw, MAGIC);
        if is_frame == Some(false) { is_skippable(raw) } else { is_frame }
    }

    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<Step, DecodeError> {
        match &mut self.place {
            Lz4Part::Start => self.start(raw.bytes),
            Lz4Part::Skipping(n_left) => {
                let n_used = usize::try_from(*n_left).unwrap_or(usize::MAX).min(raw.bytes.len());
                *n_left -= n_used as u64;
                Ok(Step { n_used, is_over: *n_left == 0 })
            }
            Lz4Part::Blocks(blocks) => {
                if blocks.give(text, max_growth) {
                    return Ok(Step { n_used: 0, is_over: false });
                }
                let n_used = blocks.next(raw.bytes)?;
                blocks.give(text, max_growth);
                Ok(Step { n_used, is_over: blocks.is_over })
            }
        }
    }

    fn size_bytes(&self) -> usize {
        let Lz4Part::Blocks(blocks) = &self.place else { return 0 };
        blocks.window.capacity()
    }
}

impl Frame {
    fn start(&mut self, raw: &[u8]) -> Result<Step, DecodeError> {
        if is_skippable(raw) == Some(true) {
            let len = skippable_len(raw);
            if let Some(len) = len {
                self.place = Lz4Part::Skipping(len - 8);
            }
            return Ok(Step { n_used: len.map_or(0, |_| 8), is_over: len == Some(8) });
        }
        let Some(head) = read_head(raw)? else { return Ok(Step { n_used: 0, is_over: false }) };
        if head.has(DICTIONARY) {
            return Err(DecodeError::Unsupported("it needs a dictionary"));
        }
        let (window, hash) = (Vec::new(), XxHash32::with_seed(0));
        let blocks = Blocks { head, window, n_given: 0, hash, is_over: false };
        self.place = Lz4Part::Blocks(Box::new(blocks));
        Ok(Step { n_used: head.len, is_over: false })
    }
}

/// `None` if not all of it is there.
fn read_head(raw: &[u8]) -> Result<Option<FrameHead>, DecodeError> {
    let (Some(flags), Some(block)) = (raw.get(4), raw.get(5)) else { return Ok(None) };
    let has = |bit: u8| flags & bit != 0;
    let len = 7 + if has(CONTENT_SIZE) { 8 } else { 0 } + if has(DICTIONARY) { 4 } else { 0 };
    let (Some(hashed), Some(check)) = (raw.get(4..len - 1), raw.get(len - 1)) else {
        return Ok(None);
    };
    let size = block >> 4 & 7;
    let is_right = flags >> 6 == 1 && size >= 4 && hash_of(hashed).to_le_bytes()[1] == *check;
    if !is_right {
        return Err(DecodeError::Damaged { n_used: 0 });
    }
    Ok(Some(FrameHead { len, max_block: 1 << (8 + 2 * size), flags: *flags }))
}

fn hash_of(bytes: &[u8]) -> u32 {
    XxHash32::oneshot(0, bytes)
}

impl Blocks {
    /// Moves decoded bytes to the end of `text`; returns whether there were any.
    fn give(&mut self, text: &mut Vec<u8>, max_growth: usize) -> bool {
        let rest = self.window.get(self.n_given..).unwrap_or_default();
        let part = rest.get(..max_growth).unwrap_or(rest);
        text.extend_from_slice(part);
        self.n_given += part.len();
        !part.is_empty()
    }

    /// Decodes the next block if all of it is there; returns how many bytes that took.
    fn next(&mut self, raw: &[u8]) -> Result<usize, DecodeError> {
        let damaged = DecodeError::Damaged { n_used: 0 };
        let Some((word, rest)) = raw.split_first_chunk() else { return Ok(0) };
        let word = u32::from_le_bytes(*word);
        if word == 0 {
            return self.end(rest);
        }
        let (is_stored, len) = (word >> 31 == 1, (word & 0x7FFF_FFFF) as usize);
        if len > self.head.max_block {
            return Err(damaged);
        }
        let Some((block, rest)) = rest.split_at_checked(len) else { return Ok(0) };
        let mut n_used = 4 + len;
        if self.head.has(BLOCK_CHECKSUMS) {
            let Some((sum, _)) = rest.split_first_chunk() else { return Ok(0) };
            n_used += 4;
            if hash_of(block) != u32::from_le_bytes(*sum) {
                return Err(damaged);
            }
        }
        self.let_go();
        let before = self.window.len();
        if is_stored {
            self.window.extend_from_slice(block);
        } else {
            let mut out = vec![0; self.head.max_block];
            let known = if self.head.has(INDEPENDENT) { &[] } else { self.window.as_slice() };
            let len = decompress_into_with_dict(block, &mut out, known).map_err(|_why| damaged)?;
            self.window.extend_from_slice(out.get(..len).unwrap_or_default());
        }
        if self.head.has(CONTENT_CHECKSUM) {
            self.hash.write(self.window.get(before..).unwrap_or_default());
        }
        Ok(n_used)
    }

    fn end(&mut self, rest: &[u8]) -> Result<usize, DecodeError> {
        if !self.head.has(CONTENT_CHECKSUM) {
            self.is_over = true;
            return Ok(4);
        }
        let Some((sum, _)) = rest.split_first_chunk() else { return Ok(0) };
        if self.hash.finish_32() != u32::from_le_bytes(*sum) {
            return Err(DecodeError::Damaged { n_used: 0 });
        }
        self.is_over = true;
        Ok(8)
    }

    /// Keeps only the part of the output that the next block may refer to.
    fn let_go(&mut self) {
        let n_kept = if self.head.has(INDEPENDENT) { 0 } else { WINDOW_BYTES };
        self.window.drain(..self.window.len().saturating_sub(n_kept));
        self.n_given = self.window.len();
    }
}
