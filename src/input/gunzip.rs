//! Gzip streams of any number of members, in steps of bounded size.
//!
//! Rotated and appended logs are several members in one file; browsers' own decompression
//! rejects those. What follows the last member (padding, garbage) is counted, not fatal.

use flate2::{Decompress, FlushDecompress, Status};

use super::decoder::{Codec, DecodeError, Decoder, Raw, begins_with};

pub(super) const CODEC: Codec = Codec {
    id: "gzip",
    seems: "gzip-compressed data",
    recognise: |head| begins_with(head, b"\x1F\x8B"),
    start: |_detail| Box::new(Gunzip::default()),
};

/// Memory of zlib's window and tables.
const STATE_BYTES: usize = 48 << 10;

/// Decompresses gzip members one after the other.
#[derive(Debug, Default)]
struct Gunzip {
    member: Option<Decompress>,
    n_members: u64,
    /// After the last member came something that is none: the rest is counted only.
    is_past_members: bool,
    n_trailing: u64,
}

impl Decoder for Gunzip {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let limit = text.len() + max_growth;
        let mut n_used = 0;
        while n_used < raw.bytes.len() && text.len() < limit {
            let rest = raw.bytes.get(n_used..).unwrap_or_default();
            if self.member.is_none() && !self.begin_member(rest) {
                self.n_trailing += rest.len() as u64;
                return Ok(raw.bytes.len());
            }
            let Some(member) = self.member.as_mut() else { break };
            text.reserve(limit - text.len());
            let (in_before, out_before) = (member.total_in(), member.total_out());
            // `decompress_vec` fills the spare capacity, which may exceed the limit a little.
            let outcome = member.decompress_vec(rest, text, FlushDecompress::None);
            let n_in = usize::try_from(member.total_in() - in_before).unwrap_or(usize::MAX);
            let is_stuck = n_in == 0 && member.total_out() == out_before;
            n_used += n_in;
            match outcome {
                Ok(Status::StreamEnd) => self.member = None,
                Ok(Status::Ok | Status::BufError) if is_stuck => break,
                Ok(Status::Ok | Status::BufError) => {}
                Err(_reason) => return Err(DecodeError::Damaged { n_used }),
            }
        }
        let is_all_used = n_used == raw.bytes.len() && text.len() < limit;
        if raw.is_last && is_all_used && self.member.is_some() {
            return Err(DecodeError::Unfinished);
        }
        Ok(n_used)
    }

    fn n_trailing(&self) -> u64 {
        self.n_trailing
    }

    fn size_bytes(&self) -> usize {
        if self.member.is_some() { STATE_BYTES } else { 0 }
    }
}

impl Gunzip {
    /// Starts the member at the front of `raw`, unless what stands there is none.
    fn begin_member(&mut self, raw: &[u8]) -> bool {
        // The first member is taken on trust, so that damage is named as such.
        let looks_right = raw.first() == Some(&0x1F) && raw.get(1).is_none_or(|byte| *byte == 0x8B);
        self.is_past_members |= self.n_members > 0 && !looks_right;
        if !self.is_past_members {
            self.member = Some(Decompress::new_gzip(15));
            self.n_members += 1;
        }
        !self.is_past_members
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
        decode_in_pieces(Box::new(Gunzip::default()), raw, piece)
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
