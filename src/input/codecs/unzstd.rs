//! Zstandard frames, one after another; frames of other data between them are skipped.
//!
//! Format: RFC 8878. The crate decodes blocks; walking from block to block happens here, so that any
//! piece of a frame will do and damage is located to the block.

use std::io::Read as _;

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::input::decoder::{Codec, CodecInput, DecodeError, Raw};
use crate::input::members::{Member, Members, Step, has_magic};

const MAGIC: &[u8] = b"\x28\xB5\x2F\xFD";

pub(super) const CODEC: Codec = Codec {
    id: "zstd",
    input: CodecInput::Packed,
    seems: "zstd-compressed data",
    recognise: |head| is_begun_by(head.bytes).is_some_and(|is_one| is_one).then(String::new),
    start: |_detail| Box::new(Members::<Frame>::default()),
};

/// The largest window that `zstd` itself accepts by default.
const MAX_WINDOW_BYTES: u64 = 128 << 20;

/// A block that is the last of its frame and has no bytes.
const EMPTY_LAST_BLOCK: &[u8] = &[1, 0, 0];

/// The head of a frame that holds something else.
const SKIPPABLE_HEAD: usize = 8;

/// The most bytes that a block unpacks to.
const BLOCK_BYTES: usize = 128 << 10;

fn is_begun_by(raw: &[u8]) -> Option<bool> {
    let is_frame = has_magic(raw, MAGIC);
    if is_frame == Some(false) { is_skippable(raw) } else { is_frame }
}

/// Whether a frame of something else begins here; LZ4 has the same.
pub(super) fn is_skippable(raw: &[u8]) -> Option<bool> {
    match raw.first() {
        Some(0x50..=0x5F) => has_magic(raw.get(1..).unwrap_or_default(), b"\x2A\x4D\x18"),
        Some(_) => Some(false),
        None => None,
    }
}

/// The length of a frame of something else, including its head; `None` while it is unknown.
pub(super) fn skippable_len(raw: &[u8]) -> Option<u64> {
    let (len, _) = raw.get(4..)?.split_first_chunk()?;
    Some(8 + u64::from(u32::from_le_bytes(*len)))
}

/// Decodes one frame.
#[derive(Debug, Default)]
struct Frame {
    place: ZstdPart,
}

#[derive(Default)]
enum ZstdPart {
    #[default]
    Start,
    /// This many bytes remain of a frame of something else.
    Skipping(u64),
    Blocks(Box<Blocks>),
}

struct Blocks {
    decoder: FrameDecoder,
    /// Bytes of the checksum after the last block.
    n_checksum: usize,
    /// No block follows, and why not.
    end: Option<End>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Good,
    Damaged,
    Unfinished,
}

impl std::fmt::Debug for ZstdPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Start => f.write_str("Start"),
            Self::Skipping(n_left) => f.debug_tuple("Skipping").field(n_left).finish(),
            Self::Blocks(blocks) => f.debug_tuple("Blocks").field(&blocks.end).finish(),
        }
    }
}

impl Member for Frame {
    fn is_begun_by(raw: &[u8]) -> Option<bool> {
        is_begun_by(raw)
    }

    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<Step, DecodeError> {
        if matches!(self.place, ZstdPart::Start) {
            let n_used = self.start(raw.bytes)?;
            return Ok(Step { n_used, is_over: false });
        }
        match &mut self.place {
            ZstdPart::Start => Ok(Step { n_used: 0, is_over: false }),
            ZstdPart::Skipping(n_left) => {
                let n_used = usize::try_from(*n_left).unwrap_or(usize::MAX).min(raw.bytes.len());
                *n_left -= n_used as u64;
                Ok(Step { n_used, is_over: *n_left == 0 })
            }
            ZstdPart::Blocks(blocks) => blocks.decode(raw, text, max_growth),
        }
    }

    fn size_bytes(&self) -> usize {
        let ZstdPart::Blocks(blocks) = &self.place else { return 0 };
        blocks.decoder.can_collect() + BLOCK_BYTES
    }
}

impl Frame {
    /// Reads the frame's head; returns its length, 0 if it is incomplete.
    fn start(&mut self, raw: &[u8]) -> Result<usize, DecodeError> {
        if is_skippable(raw) == Some(true) {
            let Some(len) = skippable_len(raw) else { return Ok(0) };
            self.place = ZstdPart::Skipping(len - SKIPPABLE_HEAD as u64);
            return Ok(SKIPPABLE_HEAD);
        }
        let Some((len, n_checksum)) = head_len(raw) else { return Ok(0) };
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(MAX_WINDOW_BYTES);
        match decoder.reset(raw.get(..len).unwrap_or_default()) {
            Ok(()) => {}
            Err(FrameDecoderError::WindowSizeTooBig { .. }) => {
                return Err(DecodeError::Unsupported("its window is larger than 128 MiB"));
            }
            Err(FrameDecoderError::DictNotProvided { .. }) => {
                return Err(DecodeError::Unsupported("it needs a dictionary"));
            }
            Err(_reason) => return Err(DecodeError::Damaged { n_used: 0 }),
        }
        self.place = ZstdPart::Blocks(Box::new(Blocks { decoder, n_checksum, end: None }));
        Ok(len)
    }
}

impl Blocks {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<Step, DecodeError> {
        loop {
            if give(&mut self.decoder, text, max_growth) {
                return Ok(Step { n_used: 0, is_over: false });
            }
            match self.end {
                Some(End::Good) => {
                    let is_right = self.n_checksum == 0
                        || self.decoder.get_checksum_from_data()
                            == self.decoder.get_calculated_checksum();
                    let step = Step { n_used: 0, is_over: true };
                    return is_right.then_some(step).ok_or(DecodeError::Damaged { n_used: 0 });
                }
                Some(End::Damaged) => return Err(DecodeError::Damaged { n_used: 0 }),
                Some(End::Unfinished) => return Err(DecodeError::Unfinished),
                None => {}
            }
            match block_len(raw.bytes, self.n_checksum) {
                Some(len) => {
                    self.decode_block(raw.bytes.get(..len).unwrap_or_default());
                    // Damage is told as lying where the block begins.
                    if self.end != Some(End::Damaged) {
                        return Ok(Step { n_used: len, is_over: false });
                    }
                }
                None if raw.is_last => self.give_up(End::Unfinished),
                None => return Ok(Step { n_used: 0, is_over: false }),
            }
        }
    }

    /// Decodes one block, all of which is there.
    fn decode_block(&mut self, block: &[u8]) {
        match self.decoder.decode_blocks(block, BlockDecodingStrategy::UptoBlocks(1)) {
            Ok(true) => self.end = Some(End::Good),
            Ok(false) => {}
            Err(_reason) => self.give_up(End::Damaged),
        }
    }

    /// Makes the decoder yield what it keeps for blocks that will not come.
    fn give_up(&mut self, end: End) {
        let block = [EMPTY_LAST_BLOCK, &[0; 4]].concat();
        let given = self.decoder.decode_blocks(&block[..], BlockDecodingStrategy::UptoBlocks(1));
        debug_assert!(given.is_ok(), "an empty block is always good");
        self.end = Some(end);
    }
}

/// The length of a frame's head and of the checksum at the frame's end; `None` if there are too few
/// bytes.
fn head_len(raw: &[u8]) -> Option<(usize, usize)> {
    let descriptor = *raw.get(4)?;
    let is_single = descriptor & 0x20 != 0;
    let dictionary = [0, 1, 2, 4][usize::from(descriptor & 3)];
    let content = match descriptor >> 6 {
        0 => usize::from(is_single),
        power => 1 << power,
    };
    let len = 5 + usize::from(!is_single) + dictionary + content;
    (raw.len() >= len).then_some((len, usize::from(descriptor & 4)))
}

/// The length of a block including its head, and the frame's checksum if it is the last; `None` if it
/// is incomplete.
fn block_len(raw: &[u8], n_checksum: usize) -> Option<usize> {
    let (&[a, b, c], _) = raw.split_first_chunk()?;
    let head = u32::from_le_bytes([a, b, c, 0]);
    let is_last = head & 1 == 1;
    // A run of one byte is that byte and how often.
    let size = if head >> 1 & 3 == 1 { 1 } else { head as usize >> 3 };
    let len = 3 + size.min(BLOCK_BYTES) + if is_last { n_checksum } else { 0 };
    (raw.len() >= len).then_some(len)
}

/// Moves the decoder's output to the end of `text`; returns whether there was any.
fn give(decoder: &mut FrameDecoder, text: &mut Vec<u8>, max_growth: usize) -> bool {
    let n_wanted = decoder.can_collect().min(max_growth);
    let before = text.len();
    text.resize(before + n_wanted, 0);
    let n_given = decoder.read(text.get_mut(before..).unwrap_or_default()).unwrap_or(0);
    text.truncate(before + n_given);
    n_given > 0
}
