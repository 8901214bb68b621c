//! What turns the bytes of a source into text: the trait, and what a row of the table says.
//!
//! A source is read through a *chain* of decoders: what one gives is the next one's input, until
//! what comes out is text as it is parsed. Each is chosen by evidence: by what its input begins
//! with, never by a file's name. Nothing here knows any decoder; `codecs/` knows all.

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

/// Turns bytes of one kind into bytes of another, in steps of bounded size.
pub trait Decoder: Debug {
    /// Decodes from `raw` to the end of `text`, growing it by at most about `max_growth` bytes; returns
    /// how many bytes of `raw` it used.
    ///
    /// Unused bytes of `raw` come again, with more after them. A call that neither uses nor yields a byte
    /// asks for more input; if there is none ([`Raw::is_last`]), it means that the end is reached, and
    /// unused bytes are counted as trailing. Asking for more than a few MiB at once would break the
    /// promise of bounded memory.
    ///
    /// # Errors
    /// See [`DecodeError`]; `text` holds what could be decoded before.
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError>;

    /// Input bytes used so far that belong to nothing: padding, garbage after the end.
    fn n_trailing(&self) -> u64 {
        0
    }

    /// Bytes in memory, roughly.
    fn size_bytes(&self) -> usize {
        0
    }
}

/// Input of a decoder.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'a> {
    /// What is available and not used yet.
    pub bytes: &'a [u8],
    /// Nothing follows these bytes.
    pub is_last: bool,
}

impl Raw<'_> {
    /// What remains after `n_used` bytes.
    pub(super) fn from(self, n_used: usize) -> Self {
        Self { bytes: self.bytes.get(n_used..).unwrap_or_default(), ..self }
    }
}

/// Why decoding cannot continue; everything before is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// The bytes are not what they should be, or a checksum is wrong.
    Damaged {
        /// Bytes of this call's input that were used before that.
        n_used: usize,
    },
    /// The input ends in the middle.
    Unfinished,
    /// It yields more than is sensible.
    TooMuch,
    /// It seems intact, but is made in an unsupported way: why, as a clause.
    Unsupported(&'static str),
}

/// The first bytes of a decoder's input, by which it recognises its own.
#[derive(Clone, Copy, Debug)]
pub struct FirstBytes<'a> {
    /// As many as a sample has.
    pub bytes: &'a [u8],
}

/// A row of [`CODECS`](super::CODECS).
#[derive(Debug)]
pub struct Codec {
    /// Its name in plans.
    pub id: &'static str,
    /// What becomes of an encoding that the user chose.
    pub input: CodecInput,
    /// What its input is, for use in a sentence: "gzip-compressed data".
    pub seems: &'static str,
    /// Whether bytes that begin so are its input; then, what only these bytes tell about how to
    /// read them (mostly nothing), for `start`.
    pub recognise: fn(FirstBytes<'_>) -> Option<String>,
    /// A decoder that stands at the start of its input.
    pub start: fn(&str) -> Box<dyn Decoder>,
}

/// What a decoder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodecInput {
    /// Packed bytes: they are unpacked whatever the encoding of the text in them.
    Packed,
    /// Text in an encoding that the user may choose.
    Encoding,
    /// Text in more than one encoding, which is only found out.
    Mixture,
    /// Text that is rewritten: records to lines, or other line ends.
    Text,
}

/// One decoder of a plan's chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDecoder {
    /// Id of a row of [`CODECS`](super::CODECS).
    pub id: String,
    /// What only the source says about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// For codecs that their first bytes give away.
pub(super) fn begins_with(head: FirstBytes<'_>, magic: &[u8]) -> Option<String> {
    head.bytes.starts_with(magic).then(String::new)
}
