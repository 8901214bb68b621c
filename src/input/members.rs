//! Compressed streams one after another in one file: gzip members, zstd frames.
//!
//! Rotated and appended logs are made this way. What follows the last one (padding, garbage) is
//! counted and is not fatal.

use std::fmt::Debug;

use super::decoder::{DecodeError, Decoder, Raw};

/// Decodes one of several compressed streams.
pub(super) trait Member: Debug + Default {
    /// Whether bytes that begin like this are one; `None` if there are too few to tell.
    fn is_begun_by(raw: &[u8]) -> Option<bool>;

    /// Decodes from `raw` to the end of `text`, as [`Decoder::decode`] does.
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<Step, DecodeError>;

    /// Bytes in memory, roughly.
    fn size_bytes(&self) -> usize;
}

/// The result of a call of [`Member::decode`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// Bytes used.
    pub(super) n_used: usize,
    /// The member is complete.
    pub(super) is_over: bool,
}

/// Decodes members until something comes that is not one.
#[derive(Debug, Default)]
pub(super) struct Members<M> {
    member: Option<M>,
    n_begun: u64,
    /// Something else came after the last member: the rest is only counted.
    is_past: bool,
    n_trailing: u64,
    /// What it will return once the bytes used before have been reported.
    refusal: Option<DecodeError>,
}

/// How much input a library gets at a time.
const PIECE_BYTES: u64 = 32 << 10;

/// How much room for text it gets at a time.
const ROOM_BYTES: u64 = 64 << 10;

/// How far a library's decoder has got in its stream.
#[derive(Clone, Copy, Debug)]
pub(super) struct Totals {
    pub(super) n_in: u64,
    pub(super) n_out: u64,
}

impl Totals {
    /// What a library that reads ahead gets next: input up to a multiple of [`PIECE_BYTES`], or `None` if
    /// not all of it is there.
    ///
    /// Where damage appears in the input depends on how much input, and room for how much text, such a
    /// library was given. Both must depend only on how far it has got.
    /// for how much text. Both are to depend on nothing but how far it is.
    pub(super) fn piece<'r>(&self, raw: Raw<'r>) -> Option<&'r [u8]> {
        self.piece_of(PIECE_BYTES, raw)
    }

    /// The same up to a multiple of `size`.
    pub(super) fn piece_of<'r>(&self, size: u64, raw: Raw<'r>) -> Option<&'r [u8]> {
        let n_wanted = usize::try_from(size - self.n_in % size).unwrap_or(usize::MAX);
        raw.bytes.get(..n_wanted).or(raw.is_last.then_some(raw.bytes))
    }

    /// Makes room up to a multiple of [`ROOM_BYTES`] at the end of `text`.
    pub(super) fn make_room(&self, text: &mut Vec<u8>) {
        let n_more = ROOM_BYTES - self.n_out % ROOM_BYTES;
        text.resize(text.len() + usize::try_from(n_more).unwrap_or(0), 0);
    }

    /// Bytes of input and of text since then.
    pub(super) fn since(&self, before: Self) -> (usize, usize) {
        let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        (count(self.n_in - before.n_in), count(self.n_out - before.n_out))
    }
}

/// What there is where a member may begin.
enum Begin {
    Member,
    TooFew,
    Nothing,
}

impl<M: Member> Decoder for Members<M> {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        if let Some(why) = self.refusal {
            return Err(why);
        }
        let limit = text.len() + max_growth;
        let mut n_used = 0;
        loop {
            if self.member.is_none() {
                let rest = raw.bytes.get(n_used..).unwrap_or_default();
                n_used += self.skip_padding(rest);
                let rest = raw.bytes.get(n_used..).unwrap_or_default();
                match self.begin(Raw { bytes: rest, ..raw }) {
                    Begin::Member => {}
                    Begin::TooFew => return Ok(n_used),
                    Begin::Nothing => {
                        self.n_trailing += rest.len() as u64;
                        return Ok(raw.bytes.len());
                    }
                }
            }
            let Some(member) = self.member.as_mut() else { return Ok(n_used) };
            let len = text.len();
            let bytes = raw.bytes.get(n_used..).unwrap_or_default();
            let room = limit.saturating_sub(len).max(1);
            let step = match member.decode(Raw { bytes, ..raw }, text, room) {
                Err(DecodeError::Damaged { n_used: n_here }) => {
                    return Err(DecodeError::Damaged { n_used: n_used + n_here });
                }
                Err(why @ DecodeError::Unsupported(_)) if n_used > 0 => {
                    self.refusal = Some(why);
                    return Ok(n_used);
                }
                outcome => outcome?,
            };
            n_used += step.n_used;
            if step.is_over {
                self.member = None;
            } else if step.n_used == 0 && text.len() == len {
                return if raw.is_last { Err(DecodeError::Unfinished) } else { Ok(n_used) };
            }
            if text.len() >= limit {
                return Ok(n_used);
            }
        }
    }

    fn n_trailing(&self) -> u64 {
        self.n_trailing
    }

    fn size_bytes(&self) -> usize {
        self.member.as_ref().map_or(0, Member::size_bytes)
    }
}

impl<M: Member> Members<M> {
    /// Zeros between members fill blocks of tapes and disks.
    fn skip_padding(&mut self, raw: &[u8]) -> usize {
        if self.n_begun == 0 {
            return 0;
        }
        let n_zeros = raw.iter().take_while(|byte| **byte == 0).count();
        self.n_trailing += n_zeros as u64;
        n_zeros
    }

    fn begin(&mut self, raw: Raw<'_>) -> Begin {
        if raw.bytes.is_empty() {
            return Begin::TooFew;
        }
        // The first member is taken on trust, so that damage is named as such.
        let is_one = self.n_begun == 0 || !self.is_past;
        let is_one = is_one
            && match M::is_begun_by(raw.bytes) {
                None if !raw.is_last => return Begin::TooFew,
                // One that is cut within its magic number is unfinished.
                found => found.unwrap_or(true) || self.n_begun == 0,
            };
        if !is_one {
            self.is_past = true;
            return Begin::Nothing;
        }
        self.member = Some(M::default());
        self.n_begun += 1;
        Begin::Member
    }
}

/// Whether `raw` begins with `magic`; `None` while it is too short to tell.
pub(super) fn has_magic(raw: &[u8], magic: &[u8]) -> Option<bool> {
    let n_both = raw.len().min(magic.len());
    let is_like = raw.get(..n_both) == magic.get(..n_both);
    if is_like && n_both < magic.len() { None } else { Some(is_like) }
}
