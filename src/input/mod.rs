//! Bytes in, text bytes out.
//!
//! A source's *raw* bytes are what lies on disk; its *text* is what remains after decompression.
//! All offsets elsewhere are offsets of the text; a byte order mark counts, though it belongs to
//! no entry.

mod encoding;
mod inflate;
mod sniff;
mod storage;

pub use encoding::{BOM, count_invalid_utf8};
pub use inflate::{Gunzip, Inflated, StreamError};
pub use sniff::{ContentKind, SNIFF_BYTES, Sniffed, sniff};
pub use storage::{ReadError, Storage};
