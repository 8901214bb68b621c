//! One file of a zip archive, from the header in front of it on.
//!
//! The archive's list says where it is (`archive/zip.rs`). Format: PKWARE's APPNOTE 6.3.10.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::gunzip::totals;
use crate::input::decoder::{Codec, CodecInput, DecodeError, Decoder, Raw};

const LOCAL: &[u8] = b"PK\x03\x04";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

/// A local header without name and extra field.
const HEADER_BYTES: usize = 30;

/// Nothing standing alone is a file of an archive: plans of members name it.
pub(super) const CODEC: Codec = Codec {
    id: "zip",
    input: CodecInput::Packed,
    seems: "a file of a zip archive",
    recognise: |_head| None,
    start: |detail| Box::new(Unzip::of_member(detail)),
};

/// Reads the file described by the header at the front.
#[derive(Debug)]
pub(in crate::input) struct Unzip {
    place: ZipPart,
    /// Packed size, if the directory had to tell it.
    told_size: Option<u64>,
    /// Its checksum by the directory.
    told_sum: Option<u32>,
    n_trailing: u64,
}

#[derive(Debug, Default)]
enum ZipPart {
    #[default]
    Header,
    Stored(File, u64),
    Deflated(File, Box<Decompress>),
    /// Checksum and sizes come after the file.
    Descriptor(File),
    Over,
}

/// What the header of a file says.
#[derive(Debug)]
struct File {
    sum: u32,
    crc: Crc,
    has_descriptor: bool,
    is_zip64: bool,
}

/// What is known of a file beside the header in front of it: its packed size, if that does not give
/// it, and its checksum.
pub(in crate::input) fn detail_of(size: Option<u64>, sum: Option<u32>) -> String {
    let size = size.map(|size| size.to_string()).unwrap_or_default();
    match sum {
        Some(sum) => format!("{size}/{sum}"),
        None => size,
    }
}

impl Decoder for Unzip {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let before = text.len();
        let n_used = match &mut self.place {
            ZipPart::Header => self.read_header(raw.bytes)?,
            ZipPart::Stored(file, n_left) => {
                let n_most = usize::try_from(*n_left).unwrap_or(usize::MAX).min(max_growth);
                let part = raw.bytes.get(..n_most).unwrap_or(raw.bytes);
                text.extend_from_slice(part);
                file.crc.update(part);
                *n_left -= part.len() as u64;
                let n_used = part.len();
                if *n_left == 0 {
                    self.end_file(n_used)?;
                }
                n_used
            }
            ZipPart::Deflated(file, inflate) => {
                let from = totals(inflate);
                let Some(piece) = from.piece(raw) else { return Ok(0) };
                from.make_room(text);
                let room = text.get_mut(before..).unwrap_or_default();
                let outcome = inflate.decompress(piece, room, FlushDecompress::None);
                let (n_used, n_given) = totals(inflate).since(from);
                text.truncate(before + n_given);
                file.crc.update(text.get(before..).unwrap_or_default());
                match outcome {
                    Ok(Status::StreamEnd) => self.end_file(n_used)?,
                    Ok(Status::Ok | Status::BufError) => {}
                    Err(_why) => return Err(DecodeError::Damaged { n_used }),
                }
                n_used
            }
            ZipPart::Descriptor(_) => self.read_descriptor(raw.bytes)?,
            ZipPart::Over => {
                self.n_trailing += raw.bytes.len() as u64;
                raw.bytes.len()
            }
        };
        let is_stuck = n_used == 0 && text.len() == before;
        if is_stuck && raw.is_last && !self.is_over() {
            return Err(DecodeError::Unfinished);
        }
        Ok(n_used)
    }

    fn n_trailing(&self) -> u64 {
        self.n_trailing
    }
}

impl Unzip {
    /// `detail` is what [`detail_of`] wrote, or nothing.
    pub(in crate::input) fn of_member(detail: &str) -> Self {
        let (size, sum) = detail.split_once('/').unwrap_or((detail, ""));
        let (told_size, told_sum) = (size.parse().ok(), sum.parse().ok());
        Self { place: ZipPart::Header, told_size, told_sum, n_trailing: 0 }
    }

    /// All of the file is out.
    pub(in crate::input) fn is_over(&self) -> bool {
        matches!(self.place, ZipPart::Over)
    }

    /// Returns the length of the header; 0 if it is incomplete.
    fn read_header(&mut self, raw: &[u8]) -> Result<usize, DecodeError> {
        let Some(header) = raw.get(..HEADER_BYTES) else { return Ok(0) };
        if !header.starts_with(LOCAL) {
            return Err(DecodeError::Damaged { n_used: 0 });
        }
        let (n_name, n_extra) = (short(header, 26), short(header, 28));
        let len = HEADER_BYTES + n_name + n_extra;
        let Some(extra) = raw.get(HEADER_BYTES + n_name..len) else { return Ok(0) };
        let (flags, method) = (short(header, 6), short(header, 8));
        let (size, is_zip64) = packed_size(header, extra);
        let has_descriptor = flags & 8 != 0;
        if flags & 1 != 0 {
            return Err(DecodeError::Unsupported("it is encrypted"));
        }
        let file = File { sum: long(header, 14), crc: Crc::new(), has_descriptor, is_zip64 };
        let size = if has_descriptor { self.told_size.unwrap_or(size) } else { size };
        self.place = match method {
            0 if size == 0 && has_descriptor => {
                return Err(DecodeError::Unsupported("the archive does not say how long it is"));
            }
            0 => ZipPart::Stored(file, size),
            8 => ZipPart::Deflated(file, Box::new(Decompress::new(false))),
            _ => return Err(DecodeError::Unsupported("its compression method is not supported")),
        };
        Ok(len)
    }

    /// The file that ends after the next `n_used` bytes must be what its header said.
    fn end_file(&mut self, n_used: usize) -> Result<(), DecodeError> {
        let place = std::mem::take(&mut self.place);
        if let ZipPart::Stored(file, _) | ZipPart::Deflated(file, _) = place {
            self.place = ZipPart::Over;
            let sum = file.crc.sum();
            if self.told_sum.is_some_and(|told| told != sum) {
                return Err(DecodeError::Damaged { n_used });
            }
            if file.has_descriptor {
                self.place = ZipPart::Descriptor(file);
            } else if sum != file.sum {
                return Err(DecodeError::Damaged { n_used });
            }
        }
        Ok(())
    }

    fn read_descriptor(&mut self, raw: &[u8]) -> Result<usize, DecodeError> {
        let ZipPart::Descriptor(file) = &self.place else { return Ok(0) };
        let Some(magic) = raw.get(..DESCRIPTOR.len()) else { return Ok(0) };
        let start = if magic == DESCRIPTOR { DESCRIPTOR.len() } else { 0 };
        let len = start + 4 + if file.is_zip64 { 16 } else { 8 };
        if raw.len() < len {
            return Ok(0);
        }
        if long(raw, start) != file.crc.sum() {
            return Err(DecodeError::Damaged { n_used: 0 });
        }
        self.place = ZipPart::Over;
        Ok(len)
    }
}

/// Bytes of the packed file, and whether its sizes have 64 bits.
fn packed_size(header: &[u8], mut extra: &[u8]) -> (u64, bool) {
    let (packed, unpacked) = (long(header, 18), long(header, 22));
    while let Some((head, rest)) = extra.split_at_checked(4) {
        let field = rest.get(..short(head, 2)).unwrap_or(rest);
        if short(head, 0) == 1 {
            // The size before packing comes first, if it did not fit.
            let at = if unpacked == u32::MAX { 8 } else { 0 };
            let wide = field.get(at..).and_then(|rest| rest.first_chunk());
            let wide = wide.map_or(u64::from(packed), |bytes| u64::from_le_bytes(*bytes));
            return (if packed == u32::MAX { wide } else { packed.into() }, true);
        }
        extra = rest.get(field.len()..).unwrap_or_default();
    }
    (packed.into(), false)
}

fn short(bytes: &[u8], at: usize) -> usize {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u16::from_le_bytes(*word).into())
}

fn long(bytes: &[u8], at: usize) -> u32 {
    let word = bytes.get(at..).and_then(|rest| rest.first_chunk());
    word.map_or(0, |word| u32::from_le_bytes(*word))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::{Compression, write::DeflateEncoder};

    use super::*;
    use crate::input::testing::decode_in_pieces;

    /// One file of an archive.
    fn member(name: &str, text: &[u8], method: u16, flags: u16) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        let packed = if method == 8 { encoder.finish().unwrap() } else { text.to_vec() };
        let mut crc = Crc::new();
        crc.update(text);
        let sizes = [crc.sum(), packed.len().try_into().unwrap(), text.len().try_into().unwrap()];
        let in_front = if flags & 8 == 0 { sizes } else { [0; 3] };
        let mut out = LOCAL.to_vec();
        out.extend([20, flags, method, 0, 0].into_iter().flat_map(u16::to_le_bytes));
        out.extend(in_front.into_iter().flat_map(u32::to_le_bytes));
        out.extend([name.len().try_into().unwrap(), 0].into_iter().flat_map(u16::to_le_bytes));
        out.extend(name.as_bytes());
        out.extend(packed);
        if flags & 8 != 0 {
            out.extend(DESCRIPTOR);
            out.extend(sizes.into_iter().flat_map(u32::to_le_bytes));
        }
        out
    }

    #[track_caller]
    fn check(raw: &[u8], text: &[u8], expected: Result<(), DecodeError>) {
        for piece in [1, 7, 10_000] {
            let (got, _, outcome) = decode_in_pieces((CODEC.start)(""), raw, piece);
            assert_eq!((got.as_slice(), outcome), (text, expected));
        }
    }

    const TEXT: &[u8] = b"2026-03-01 10:00:00 INFO one and one and one and one\nand two\n";
    #[test]
    fn a_file_is_read_however_it_is_packed() {
        for (method, flags) in [(0, 0), (8, 0), (8, 8)] {
            check(&member("logs/app.log", TEXT, method, flags), TEXT, Ok(()));
        }
    }

    #[test]
    fn what_the_header_does_not_tell_the_directory_does() {
        let raw = [&member("a.log", TEXT, 0, 8)[..], b"gap"].concat();
        let unknown = DecodeError::Unsupported("the archive does not say how long it is");
        check(&raw, b"", Err(unknown));
        let told = (CODEC.start)(&TEXT.len().to_string());
        assert_eq!(decode_in_pieces(told, &raw, 7), (TEXT.to_vec(), 3, Ok(())));
    }

    #[test]
    fn what_is_not_read_is_named() {
        let secret = member("a.log", TEXT, 8, 1);
        check(&secret, b"", Err(DecodeError::Unsupported("it is encrypted")));
    }

    #[test]
    fn damage_and_early_ends_are_told() {
        let mut one = member("a.log", TEXT, 0, 0);
        check(&one[..50], &TEXT[..15], Err(DecodeError::Unfinished));
        let last = one.len() - 1;
        one[last] ^= 1;
        let (_, _, outcome) = decode_in_pieces((CODEC.start)(""), &one, 10_000);
        // Its checksum is that of all of it, so it is wrong where the file ends.
        assert_eq!(outcome, Err(DecodeError::Damaged { n_used: TEXT.len() }));
    }
}
