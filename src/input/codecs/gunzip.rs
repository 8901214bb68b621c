//! Gzip streams with any number of members.

use flate2::{Decompress, FlushDecompress, Status};

use crate::input::decoder::{Codec, CodecInput, DecodeError, Raw, begins_with};
use crate::input::members::{Member, Members, Step, Totals, has_magic};

const MAGIC: &[u8] = b"\x1F\x8B";

pub(super) const CODEC: Codec = Codec {
    id: "gzip",
    input: CodecInput::Packed,
    seems: "gzip-compressed data",
    recognise: |head| begins_with(head, MAGIC),
    start: |_detail| Box::new(Members::<Gunzip>::default()),
};

/// Memory of the window and tables.
const STATE_BYTES: usize = 48 << 10;

/// Decompresses one member.
#[derive(Debug)]
struct Gunzip(Decompress);

impl Default for Gunzip {
    fn default() -> Self {
        Self(Decompress::new_gzip(15))
    }
}

/// How far a zlib decoder has got.
pub(super) fn totals(decoder: &Decompress) -> Totals {
    Totals { n_in: decoder.total_in(), n_out: decoder.total_out() }
}

impl Member for Gunzip {
    fn is_begun_by(raw: &[u8]) -> Option<bool> {
        has_magic(raw, MAGIC)
    }

    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        _max_growth: usize,
    ) -> Result<Step, DecodeError> {
        let before = totals(&self.0);
        let Some(piece) = before.piece(raw) else {
            return Ok(Step { n_used: 0, is_over: false });
        };
        let len = text.len();
        before.make_room(text);
        let room = text.get_mut(len..).unwrap_or_default();
        let outcome = self.0.decompress(piece, room, FlushDecompress::None);
        let (n_used, n_given) = totals(&self.0).since(before);
        text.truncate(len + n_given);
        match outcome {
            Ok(Status::StreamEnd) => Ok(Step { n_used, is_over: true }),
            Ok(Status::Ok | Status::BufError) => Ok(Step { n_used, is_over: false }),
            Err(_reason) => Err(DecodeError::Damaged { n_used }),
        }
    }

    fn size_bytes(&self) -> usize {
        STATE_BYTES
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;
    use crate::input::testing::decode_in_pieces;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn gunzip(raw: &[u8], piece: usize) -> (Vec<u8>, u64, Result<(), DecodeError>) {
        decode_in_pieces(Box::new(Members::<Gunzip>::default()), raw, piece)
    }

    #[test]
    fn several_members_are_one_text() {
        let text: Vec<u8> = (0..3_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let raw = [gzip(&text[..5_000]), gzip(b""), gzip(&text[5_000..])].concat();
        for piece in [1, 7, 1_000_000] {
            let (got, _, outcome) = gunzip(&raw, piece);
            assert_eq!((got == text, outcome), (true, Ok(())));
        }
    }

    #[test]
    fn padding_after_the_last_member_is_counted() {
        let raw = [gzip(b"one\n"), vec![0; 512]].concat();
        assert_eq!(gunzip(&raw, 100), (b"one\n".to_vec(), 512, Ok(())));
    }

    #[test]
    fn a_damaged_stream_keeps_what_came_before() {
        let whole: Vec<u8> = (0..20_000u32)
            .flat_map(|n| format!("line {}\n", n.wrapping_mul(2_654_435_761)).into_bytes())
            .collect();
        let mut raw = gzip(&whole);
        let cut = raw.len() / 2;
        raw[cut..].iter_mut().for_each(|byte| *byte = !*byte);
        let (text, _, outcome) = gunzip(&raw, 64);
        assert!(outcome.is_err(), "{outcome:?}");
        assert!(text.len() > whole.len() / 3 && text[..10_000] == whole[..10_000]);
    }

    #[test]
    fn a_cut_stream_is_seen_as_unfinished() {
        let raw = gzip(b"some text");
        let (_, _, outcome) = gunzip(&raw[..raw.len() - 4], 1_000);
        assert_eq!(outcome, Err(DecodeError::Unfinished));
    }
}
