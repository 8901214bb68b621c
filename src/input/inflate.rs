//! Gzip streams of any number of members, in steps of bounded size.
//!
//! Rotated and appended logs are several members in one file; browsers' own decompression
//! rejects those. What follows the last member (padding, garbage) is counted, not fatal.

use flate2::{Decompress, FlushDecompress, Status};

/// Decompresses gzip members one after the other.
#[derive(Debug)]
pub struct Gunzip {
    member: Option<Decompress>,
    n_members: u64,
    /// After the last member came something that is none: the rest is counted only.
    is_past_members: bool,
    n_trailing: u64,
}

/// What one call of [`Gunzip::inflate`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inflated {
    /// Raw bytes used up; give the rest again.
    pub n_used: usize,
}

/// Why a stream cannot go on; what came before is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamError {
    /// The bytes are no gzip stream, or a checksum is wrong.
    Damaged {
        /// Raw bytes of this call that were used up before.
        n_used: usize,
    },
}

impl Gunzip {
    /// A decoder that stands before the first member.
    pub fn new() -> Self {
        Self { member: None, n_members: 0, is_past_members: false, n_trailing: 0 }
    }

    /// Decompresses from `raw` to the end of `text`, growing it by at most `max_growth` bytes.
    ///
    /// # Errors
    /// [`StreamError::Damaged`]: `text` holds what could be decoded before.
    pub fn inflate(
        &mut self,
        raw: &[u8],
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<Inflated, StreamError> {
        let limit = text.len() + max_growth;
        let mut n_used = 0;
        while n_used < raw.len() && text.len() < limit {
            let rest = raw.get(n_used..).unwrap_or_default();
            if self.member.is_none() && !self.begin_member(rest) {
                self.n_trailing += rest.len() as u64;
                n_used = raw.len();
                break;
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
                Err(_reason) => return Err(StreamError::Damaged { n_used }),
            }
        }
        Ok(Inflated { n_used })
    }

    /// Whether the stream may end here.
    pub fn is_between_members(&self) -> bool {
        self.member.is_none()
    }

    /// Raw bytes after the last member that belong to none.
    pub fn n_trailing(&self) -> u64 {
        self.n_trailing
    }

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

impl Default for Gunzip {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    /// Inflates in raw pieces of `piece` bytes with little room for output.
    fn inflate_in_pieces(raw: &[u8], piece: usize) -> (Vec<u8>, Gunzip, Result<(), StreamError>) {
        let mut gunzip = Gunzip::new();
        let mut text = Vec::new();
        for chunk in raw.chunks(piece) {
            let mut rest = chunk;
            while !rest.is_empty() {
                match gunzip.inflate(rest, &mut text, 100) {
                    Ok(done) => rest = &rest[done.n_used..],
                    Err(error) => return (text, gunzip, Err(error)),
                }
            }
        }
        (text, gunzip, Ok(()))
    }

    #[test]
    fn several_members_are_one_text() {
        let text: Vec<u8> = (0..3_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        let raw = [gzip(&text[..5_000]), gzip(b""), gzip(&text[5_000..])].concat();
        for piece in [1, 7, 1_000_000] {
            let (got, gunzip, outcome) = inflate_in_pieces(&raw, piece);
            assert_eq!((got == text, outcome), (true, Ok(())));
            assert!(gunzip.is_between_members());
        }
    }

    #[test]
    fn padding_after_the_last_member_is_counted() {
        let raw = [gzip(b"one\n"), vec![0; 512]].concat();
        let (text, gunzip, outcome) = inflate_in_pieces(&raw, 100);
        assert_eq!((text.as_slice(), gunzip.n_trailing(), outcome), (&b"one\n"[..], 512, Ok(())));
    }

    #[test]
    fn a_damaged_stream_keeps_what_came_before() {
        let whole: Vec<u8> = (0..20_000u32)
            .flat_map(|n| format!("line {}\n", n.wrapping_mul(2_654_435_761)).into_bytes())
            .collect();
        let mut raw = gzip(&whole);
        let cut = raw.len() / 2;
        raw[cut..].iter_mut().for_each(|byte| *byte = !*byte);
        let (text, _, outcome) = inflate_in_pieces(&raw, 64);
        assert!(outcome.is_err(), "{outcome:?}");
        assert!(text.len() > whole.len() / 3 && text[..10_000] == whole[..10_000]);
    }

    #[test]
    fn a_cut_stream_is_seen_as_unfinished() {
        let raw = gzip(b"some text");
        let (_, gunzip, _) = inflate_in_pieces(&raw[..raw.len() - 4], 1_000);
        assert!(!gunzip.is_between_members());
    }
}
