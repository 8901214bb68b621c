//! Bytes in, text bytes out.
//!
//! A source's *raw* bytes are what is on disk; its *text* is what decompression leaves.
//! An archive has no text; its members are sources of their own (`archive/`, `packed.rs`).
//! All offsets elsewhere are offsets in the text; a byte order mark counts, though it belongs to no
//! entry.

mod archive;
mod chain;
mod codecs;
mod decoder;
mod encoding;
mod members;
mod packed;
mod records;
mod sniff;
mod storage;
#[cfg(test)]
mod testing;
mod told;

pub use archive::{FoundMember, MAX_DEPTH, ReadAt, Skip, Walk, WalkEnd, Walked};
pub use chain::{Chain, MAX_LINKS, Pulled, TOO_MUCH, TextLimits};
pub use codecs::{CODECS, recognise};
pub use decoder::{Codec, CodecInput, DecodeError, Decoder, FirstBytes, PlanDecoder, Raw};
pub use encoding::{BOM, count_invalid_utf8};
pub use packed::{Layer, Packed, Reach};
pub use sniff::{ContentKind, SNIFF_BYTES, Sniffed, sniff};
pub use storage::{ReadError, Storage};
pub use told::{ToldEncoding, UTF_8, encodings};
