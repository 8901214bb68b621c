//! Bytes in, text bytes out.
//!
//! A source's *raw* bytes are what lies on disk; its *text* is what remains after decompression.
//! All offsets elsewhere are offsets of the text; a byte order mark counts, though it belongs to
//! no entry.

mod bunzip2;
mod chain;
mod charset;
mod decoder;
mod encoding;
mod gunzip;
mod members;
mod records;
mod sniff;
mod storage;
#[cfg(test)]
mod testing;
mod told;
mod unlz4;
mod unxz;
mod unzip;
mod unzstd;

pub use chain::{Chain, MAX_LINKS, Pulled, TextLimits};
pub use decoder::{CODECS, Codec, DecodeError, Decoder, Head, PlanDecoder, Raw, recognise};
pub use encoding::{BOM, count_invalid_utf8};
pub use sniff::{ContentKind, SNIFF_BYTES, Sniffed, sniff};
pub use storage::{ReadError, Storage};
pub use told::{ToldEncoding, UTF_8};
