//! What the fuzzer starts from: the logs and exports of `tests/corpus`, cut short.

use std::fs;
use std::path::{Path, PathBuf};

use logscry::format::FORMATS;

use super::parsers::SEPARATOR;
use crate::archive_writer::{Boxing, Loose, Sizes};
use crate::compressors::Packing;

/// Short inputs are tried more often.
const MAX_BYTES: usize = 1_500;

/// Choices at the end of a seed, which are taken first.
const CHOICES: [u8; 12] = [1, 0, 5, 0, 3, 0, 2, 0, 40, 7, 1, 0];

const QUERIES: &[&str] = &[
    "level>=warn (timeout or \"reset by peer\") -path:/health*",
    "-(slow or boom) level:info,error",
    "ms>=100 ms<5e3 status:/^5/ id:*",
    "/at .*java/ source:te* message:/x|y/i format:js*",
    "is:untimed or is:multiline not is:inferred-year is:earlier",
    "user!=bob a.b[0]>\"x y\" -status:500,404",
];

/// Seeds as they are found.
#[derive(Default)]
pub(crate) struct Seeds {
    found: Vec<(String, Vec<u8>)>,
}

impl Seeds {
    pub(crate) fn into_all(self) -> Vec<(String, Vec<u8>)> {
        self.found
    }

    fn push(&mut self, name: String, mut data: Vec<u8>) {
        data.extend(CHOICES);
        self.found.push((name, data));
    }

    /// Every log of the corpus.
    pub(crate) fn logs(&mut self) {
        for (name, text) in files("log") {
            self.push(name, text);
        }
    }

    /// Exports whose records are not lines.
    pub(crate) fn exports(&mut self) {
        for (name, text) in files("export") {
            self.push(name, text);
        }
    }

    /// Some logs, packed in every way.
    pub(crate) fn packed(&mut self) {
        for (name, text) in files("log").into_iter().step_by(40) {
            for (n_members, packing) in Packing::ALL.into_iter().enumerate() {
                self.push(format!("{name}-{packing:?}"), packing.pack(&text, 1 + n_members % 3));
            }
            for has_descriptor in [false, true] {
                self.push(format!("{name}-zip-{has_descriptor}"), zip(&text, has_descriptor));
            }
        }
    }

    /// Some logs in every kind of archive, alone and in another.
    pub(crate) fn archives(&mut self) {
        let logs = files("log").into_iter().step_by(90);
        let loose = |(name, bytes): (String, Vec<u8>)| {
            let len = bytes.len().min(400);
            Loose { path: format!("{name}.log"), bytes: bytes[..len].to_vec() }
        };
        let files: Vec<Loose> = logs.map(loose).take(2).collect();
        for outer in Boxing::ALL {
            self.push(format!("{outer:?}"), outer.pack(&files));
            for inner in [Boxing::Tar, Boxing::Zip(8, Sizes::Behind)] {
                let bytes = inner.pack(&files);
                let boxed = [files[0].clone(), Loose { path: inner.name().to_owned(), bytes }];
                self.push(format!("{outer:?} of {inner:?}"), outer.pack(&boxed));
            }
        }
    }

    /// Some logs in other encodings.
    pub(crate) fn charsets(&mut self) {
        for (name, text) in files("log").into_iter().step_by(20) {
            let text = format!("\u{feff}é😀{}", String::from_utf8_lossy(&text));
            let units = || text.encode_utf16();
            self.push(format!("{name}-le"), units().flat_map(u16::to_le_bytes).collect());
            self.push(format!("{name}-be"), units().flat_map(u16::to_be_bytes).collect());
        }
    }

    /// All that may be dropped.
    pub(crate) fn sources(&mut self) {
        self.packed();
        self.exports();
        self.charsets();
        for (name, text) in files("log").into_iter().step_by(10) {
            self.push(name, text);
        }
    }

    /// The samples of every format, for each layout's first choices.
    pub(crate) fn samples(&mut self) {
        for (at, format) in FORMATS.iter().enumerate() {
            let samples = format.samples().iter().map(|sample| sample.text.as_bytes());
            let text = samples.collect::<Vec<_>>().join(&SEPARATOR);
            for layout in 0..format.n_layouts().min(4) {
                let mut data = text.clone();
                data.extend(layout.to_be_bytes());
                data.extend(u16::try_from(at).expect("few").to_be_bytes());
                self.found.push((format!("{}-{layout}", format.id()), data));
            }
        }
    }

    /// Queries, each over a few lines.
    pub(crate) fn queries(&mut self) {
        let log = "{\"time\":\"2026-03-01T10:00:02Z\",\"level\":\"warn\",\"msg\":\"slow\",\"ms\":812}\n\
            level=info status=500 user=bob path=/health/1 msg=\"reset by peer\"\n  at x.java\n\
            plain timeout boom\n";
        for (at, query) in QUERIES.iter().enumerate() {
            self.push(format!("query-{at}"), format!("{query}\n{log}").into_bytes());
        }
    }

    /// Times as the corpus has them: the heads of lines.
    pub(crate) fn times(&mut self) {
        for (name, text) in files("log") {
            let lines = text.split(|byte| *byte == b'\n').take(4);
            let heads: Vec<&[u8]> = lines.map(|line| line.get(..60).unwrap_or(line)).collect();
            self.push(name, heads.join(&b'\n'));
        }
    }
}

/// Files of the corpus with this ending, by name, cut short.
fn files(ending: &str) -> Vec<(String, Vec<u8>)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"));
    let near = corpus.join("tests/corpus");
    let corpus = if near.exists() { near } else { corpus.join("../corpus") };
    let mut paths: Vec<PathBuf> = Vec::new();
    for folder in fs::read_dir(corpus).expect("the corpus").flatten() {
        let Ok(files) = fs::read_dir(folder.path()) else { continue };
        paths.extend(files.flatten().map(|file| file.path()));
    }
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let named = |path: PathBuf| {
        let mut parts = path.iter().rev().map(|part| part.to_string_lossy());
        let (file, folder) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let mut text = fs::read(&path).expect("a file of the corpus");
        text.truncate(MAX_BYTES);
        (format!("{folder}-{file}"), text)
    };
    paths.into_iter().map(named).collect()
}

/// A zip archive of one stored file, without a directory; sizes and checksum in front or behind.
fn zip(text: &[u8], has_descriptor: bool) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(text);
    let mut deflate = flate2::Compress::new(flate2::Compression::fast(), false);
    let mut packed = Vec::with_capacity(text.len() + 1_000);
    deflate
        .compress_vec(text, &mut packed, flate2::FlushCompress::Finish)
        .expect("room for all of it");
    let len = |bytes: &[u8]| u32::try_from(bytes.len()).expect("short").to_le_bytes();
    let told = [crc.sum().to_le_bytes(), len(&packed), len(text)].concat();
    let flags = if has_descriptor { 8 } else { 0 };
    let front = if has_descriptor { [0; 12].to_vec() } else { told.clone() };
    let mut raw = b"PK\x03\x04\x14\x00".to_vec();
    raw.extend([flags, 0, 8, 0, 0, 0, 0, 0]);
    raw.extend(front);
    raw.extend([5, 0, 0, 0]);
    raw.extend(b"a.log");
    raw.extend(packed);
    if has_descriptor {
        raw.extend(b"PK\x07\x08");
        raw.extend(told);
    }
    raw.extend(b"PK\x01\x02 and what the directory says");
    raw
}
