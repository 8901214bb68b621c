//! Bzip2 streams, one after another.

use bzip2::{Decompress, Status};

use crate::input::decoder::{Codec, CodecInput, DecodeError, Raw};
use crate::input::members::{Member, Members, Step, Totals, has_magic};

pub(super) const CODEC: Codec = Codec {
    id: "bzip2",
    input: CodecInput::Packed,
    seems: "bzip2-compressed data",
    recognise: |head| is_begun_by(head.bytes).is_some_and(|is_one| is_one).then(String::new),
    start: |_detail| Box::new(Members::<Bunzip2>::default()),
};

/// What follows the file's magic number: a block, or the end of an empty stream.
const BLOCK: &[u8] = b"\x31\x41\x59\x26\x53\x59";
const END: &[u8] = b"\x17\x72\x45\x38\x50\x90";

/// Memory of the largest block.
const STATE_BYTES: usize = 3_700 << 10;

/// `BZh`, the block size as a digit, and the magic number of what follows: three letters alone may
/// begin a log line.
fn is_begun_by(raw: &[u8]) -> Option<bool> {
    if let known @ (None | Some(false)) = has_magic(raw, b"BZh") {
        return known;
    }
    let is_size = raw.get(3).map(|digit| matches!(digit, b'1'..=b'9'));
    if is_size != Some(true) {
        return is_size;
    }
    let rest = raw.get(4..).unwrap_or_default();
    match [has_magic(rest, BLOCK), has_magic(rest, END)] {
        [Some(false), other] | [other, Some(false)] => other,
        [one, _] => one,
    }
}

/// Decompresses one stream.
struct Bunzip2(Decompress);

impl Default for Bunzip2 {
    fn default() -> Self {
        Self(Decompress::new(false))
    }
}

impl std::fmt::Debug for Bunzip2 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Bunzip2").field(&self.0.total_in()).finish()
    }
}

impl Bunzip2 {
    fn totals(&self) -> Totals {
        Totals { n_in: self.0.total_in(), n_out: self.0.total_out() }
    }
}

impl Member for Bunzip2 {
    fn is_begun_by(raw: &[u8]) -> Option<bool> {
        is_begun_by(raw)
    }

    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        _max_growth: usize,
    ) -> Result<Step, DecodeError> {
        let before = self.totals();
        let Some(piece) = before.piece(raw) else {
            return Ok(Step { n_used: 0, is_over: false });
        };
        let len = text.len();
        before.make_room(text);
        let outcome = self.0.decompress(piece, text.get_mut(len..).unwrap_or_default());
        let (n_used, n_given) = self.totals().since(before);
        text.truncate(len + n_given);
        match outcome {
            Ok(Status::StreamEnd) => Ok(Step { n_used, is_over: true }),
            Ok(_) => Ok(Step { n_used, is_over: false }),
            Err(_reason) => Err(DecodeError::Damaged { n_used }),
        }
    }

    fn size_bytes(&self) -> usize {
        STATE_BYTES
    }
}
