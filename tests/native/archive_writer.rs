//! Ways of putting files into archives, by a writer of our own: what is tested reads, it does not write.

use std::io::Write as _;

use flate2::{Compression, Crc, write::DeflateEncoder};

use crate::compressors::Packing;

/// A file before it is put into an archive.
#[derive(Clone, Debug)]
pub(crate) struct Loose {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// How files are put into an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Boxing {
    Tar,
    PaxTar,
    TarIn(Packing),
    /// By a method, and with sizes in front or behind.
    Zip(u16, Sizes),
}

/// Where a zip archive says how long a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sizes {
    InFront,
    Behind,
    /// In front, in 64 bits.
    Wide,
}

impl Boxing {
    pub(crate) const ALL: [Self; 12] = [
        Self::Tar,
        Self::PaxTar,
        Self::TarIn(Packing::Gzip),
        Self::TarIn(Packing::Zstd),
        Self::TarIn(Packing::Xz),
        Self::TarIn(Packing::Bzip2),
        Self::TarIn(Packing::Lz4),
        Self::Zip(0, Sizes::InFront),
        Self::Zip(8, Sizes::InFront),
        Self::Zip(8, Sizes::Behind),
        Self::Zip(0, Sizes::Wide),
        Self::Zip(8, Sizes::Wide),
    ];

    /// The name of such an archive.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Tar | Self::PaxTar => "box.tar",
            Self::TarIn(_) => "box.tar.packed",
            Self::Zip(..) => "box.zip",
        }
    }

    pub(crate) fn pack(self, files: &[Loose]) -> Vec<u8> {
        match self {
            Self::Tar => tar(files, false),
            Self::PaxTar => tar(files, true),
            Self::TarIn(packing) => packing.pack(&tar(files, false), 1),
            Self::Zip(method, sizes) => zip(files, method, sizes),
        }
    }
}

/// 2026-03-01 10:00:00, for every file.
const SECS: u32 = 1_772_359_200;

fn tar(files: &[Loose], is_pax: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for file in files {
        if is_pax {
            let record = format!("path={}\n", file.path);
            let record = pax_record(&record);
            tar_member(&mut out, b'x', "PaxHeader", &record);
            tar_member(&mut out, b'0', "short", &file.bytes);
        } else if file.path.len() > 99 {
            let name = [file.path.as_bytes(), &[0]].concat();
            tar_member(&mut out, b'L', "././@LongLink", &name);
            tar_member(&mut out, b'0', &file.path[..99], &file.bytes);
        } else {
            tar_member(&mut out, b'0', &file.path, &file.bytes);
        }
    }
    out.extend([0; 1024]);
    out
}

/// A record with its own length in front of it.
fn pax_record(text: &str) -> Vec<u8> {
    let mut len = text.len() + 3;
    while format!("{len} {text}").len() != len {
        len += 1;
    }
    format!("{len} {text}").into_bytes()
}

pub(crate) fn tar_member(out: &mut Vec<u8>, kind: u8, name: &str, bytes: &[u8]) {
    let mut header = [0_u8; 512];
    header[..name.len()].copy_from_slice(name.as_bytes());
    header[100..108].copy_from_slice(b"0000644\0");
    header[124..136].copy_from_slice(format!("{:011o}\0", bytes.len()).as_bytes());
    header[136..148].copy_from_slice(format!("{SECS:011o}\0").as_bytes());
    header[148..156].copy_from_slice(b"        ");
    header[156] = kind;
    header[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    out.extend(header);
    out.extend(bytes);
    out.resize(out.len().next_multiple_of(512), 0);
}

fn zip(files: &[Loose], method: u16, sizes: Sizes) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let start = u32::try_from(out.len()).unwrap();
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&file.bytes).unwrap();
        let packed = if method == 8 { encoder.finish().unwrap() } else { file.bytes.clone() };
        let mut crc = Crc::new();
        crc.update(&file.bytes);
        let real = [crc.sum(), packed.len() as u32, file.bytes.len() as u32];
        let front = match sizes {
            Sizes::InFront => real,
            Sizes::Behind => [0; 3],
            Sizes::Wide => [crc.sum(), u32::MAX, u32::MAX],
        };
        let flags: u16 = if sizes == Sizes::Behind { 8 } else { 0 };
        let mut extra = [0x5455_u16.to_le_bytes(), 5_u16.to_le_bytes()].concat();
        extra.push(1);
        extra.extend(SECS.to_le_bytes());
        if sizes == Sizes::Wide {
            extra.extend([1_u16, 16].into_iter().flat_map(u16::to_le_bytes));
            extra.extend([real[2], real[1]].into_iter().flat_map(|n| u64::from(n).to_le_bytes()));
        }
        let mut common = [20, flags, method, 0, 0].map(u16::to_le_bytes).concat();
        common.extend(front.into_iter().flat_map(u32::to_le_bytes));
        common.extend([file.path.len() as u16, extra.len() as u16].map(u16::to_le_bytes).concat());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(file.path.as_bytes());
        out.extend(&extra);
        out.extend(packed);
        if sizes == Sizes::Behind {
            out.extend(b"PK\x07\x08");
            out.extend(real.into_iter().flat_map(u32::to_le_bytes));
            // The directory knows.
            common[10..22].copy_from_slice(&real.map(u32::to_le_bytes).concat());
        }
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(start.to_le_bytes());
        directory.extend(file.path.as_bytes());
        directory.extend(&extra);
    }
    let (start, n_files) = (out.len() as u32, files.len() as u16);
    out.extend(&directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([n_files, n_files].map(u16::to_le_bytes).concat());
    out.extend([directory.len() as u32, start].map(u32::to_le_bytes).concat());
    out.extend([0, 0]);
    out
}
