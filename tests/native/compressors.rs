//! Ways of compressing a text, by the libraries that also write.

use std::io::Write as _;

use bzip2::write::BzEncoder;
use lz4_flex::frame::FrameEncoder;
use lzma_rust2::XzWriter;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use crate::feed::gzip;

/// Ways of compressing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
    Xz,
    Bzip2,
    Lz4,
}

impl Packing {
    pub(crate) const ALL: [Self; 5] = [Self::Gzip, Self::Zstd, Self::Xz, Self::Bzip2, Self::Lz4];

    /// The text as one stream.
    fn one(self, text: &[u8]) -> Vec<u8> {
        match self {
            Self::Gzip => gzip(text, 1),
            Self::Zstd => compress_to_vec(text, CompressionLevel::Fastest),
            Self::Xz => {
                let mut encoder =
                    XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
                encoder.write_all(text).unwrap();
                encoder.finish().unwrap()
            }
            Self::Bzip2 => {
                let mut encoder = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
                encoder.write_all(text).unwrap();
                encoder.finish().unwrap()
            }
            Self::Lz4 => {
                let info = lz4_flex::frame::FrameInfo::new()
                    .block_mode(lz4_flex::frame::BlockMode::Linked)
                    .block_checksums(true)
                    .content_checksum(true);
                let mut encoder = FrameEncoder::with_frame_info(info, Vec::new());
                encoder.write_all(text).unwrap();
                encoder.finish().unwrap()
            }
        }
    }

    /// The text as several streams, one after the other.
    pub(crate) fn pack(self, text: &[u8], n_members: usize) -> Vec<u8> {
        let len = text.len().div_ceil(n_members).max(1);
        text.chunks(len).flat_map(|part| self.one(part)).collect()
    }
}
