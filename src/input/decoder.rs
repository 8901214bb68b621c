//! What turns the bytes of a source into text: the trait, and the table of decoders.
//!
//! A source is read through a *chain* of decoders: the output of one is the input of the next, until
//! the result is text that can be parsed. Each is chosen by evidence: by how its input begins, never
//! by a file's name. Adding one takes one file and one line in [`CODECS`].

use std::fmt::Debug;

use serde::{Deserialize, Serialize};

use super::records::{journal, json, octets, xml};
use super::{bunzip2, charset, gunzip, unlz4, unxz, unzip, unzstd};

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
pub struct Head<'a> {
    /// As many as a sample has.
    pub bytes: &'a [u8],
}

/// A row of [`CODECS`].
#[derive(Debug)]
pub struct Codec {
    /// Its name in plans.
    pub id: &'static str,
    /// Its input is packed: whatever text comes out, no encoding of it is its own.
    pub unpacks: bool,
    /// What its input is, for use in a sentence: "gzip-compressed data".
    pub seems: &'static str,
    /// Whether bytes that begin like this are its input; if so, whatever only these bytes say about how
    /// to read them (usually nothing), for `start`.
    pub recognise: fn(Head<'_>) -> Option<String>,
    /// A decoder at the start of its input.
    pub start: fn(&str) -> Box<dyn Decoder>,
}

/// Every decoder, in the order in which they are asked.
pub static CODECS: &[Codec] = &[
    gunzip::CODEC,
    unzstd::CODEC,
    unxz::CODEC,
    bunzip2::CODEC,
    unlz4::CODEC,
    unzip::CODEC,
    charset::UTF_16_LE,
    charset::UTF_16_BE,
    octets::CODEC,
    journal::CODEC,
    charset::WINDOWS_1252,
    json::CODEC,
    xml::CODEC,
];

/// One decoder of a plan's chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanDecoder {
    /// Id of a row of [`CODECS`].
    pub id: String,
    /// What only the source says about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// The decoder for input that begins like this, if it is not text already.
pub fn recognise(head: Head<'_>) -> Option<(&'static Codec, PlanDecoder)> {
    CODECS.iter().find_map(|codec| {
        let detail = (codec.recognise)(head)?;
        Some((codec, PlanDecoder { id: codec.id.to_owned(), detail }))
    })
}

/// A decoder as a plan names it; `None` for an unknown id.
pub(super) fn start(plan: &PlanDecoder) -> Option<Box<dyn Decoder>> {
    let codec = CODECS.iter().find(|codec| codec.id == plan.id)?;
    Some((codec.start)(&plan.detail))
}

/// For codecs that are recognised by their first bytes.
pub(super) fn begins_with(head: Head<'_>, magic: &[u8]) -> Option<String> {
    head.bytes.starts_with(magic).then(String::new)
}
