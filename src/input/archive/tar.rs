//! Tar archives: POSIX ustar and pax, GNU's long names and large numbers, and the oldest.

use super::member::{FoundMember, ReadAt, Skip, WalkEnd, Walked, read, shown_path};
use super::number::{instant, tar_number};
use crate::input::ReadError;
use crate::units::{ByteSpan, UnixNanos};

const BLOCK: u64 = 512;

/// How many zeros after the last member are examined at a time.
const ZEROS_BYTES: u64 = 64 << 10;

/// Longer names and pax headers count as damage.
const MAX_HEADER_BYTES: u64 = 1 << 20;

/// Where a walk through a tar archive is.
#[derive(Debug, Default)]
pub struct TarWalk {
    /// The next header.
    at: u64,
    /// What headers in front of the next member say about it.
    told: ExtendedHeader,
    /// A block of zeros was met: the archive may end here.
    is_marked: bool,
}

#[derive(Clone, Debug, Default)]
struct ExtendedHeader {
    path: Option<Vec<u8>>,
    size: Option<u64>,
    modified: Option<UnixNanos>,
    is_sparse: bool,
}

/// Whether this begins an archive: a header whose checksum is right.
pub(super) fn is_header(block: &[u8]) -> bool {
    let Some(block) = block.get(..512) else { return false };
    let Some(told) = block.get(148..156).and_then(tar_number) else { return false };
    let spaces = 8 * u64::from(b' ');
    let around = [block.get(..148), block.get(156..)].into_iter().flatten().flatten();
    let (mut sum, mut signed) = (spaces, i64::from(b' ') * 8);
    for byte in around {
        sum += u64::from(*byte);
        // Some of the oldest added up bytes with a sign.
        signed += i64::from(byte.cast_signed());
    }
    let has_name = block.first().is_some_and(|byte| *byte != 0);
    has_name && (told == sum || i64::try_from(told) == Ok(signed))
}

impl TarWalk {
    pub(super) fn next(&mut self, archive: &mut impl ReadAt) -> Result<Walked, ReadError> {
        let at = self.at;
        let block = read(archive, at, BLOCK)?;
        if (block.len() as u64) < BLOCK {
            let is_clean = self.is_marked && block.iter().all(|byte| *byte == 0);
            let end = if is_clean { WalkEnd::Good } else { WalkEnd::Unfinished(at) };
            return Ok(Walked::Over(end));
        }
        if block.iter().all(|byte| *byte == 0) {
            return self.skip_zeros(archive);
        }
        if !is_header(&block) {
            let end = if self.is_marked { WalkEnd::Good } else { WalkEnd::Damaged(at) };
            return Ok(Walked::Over(end));
        }
        let size = field(&block, 124, 12).and_then(tar_number);
        let Some(size) = self.told.size.or(size) else {
            return Ok(Walked::Over(WalkEnd::Damaged(at)));
        };
        let start = at + BLOCK;
        let kind = block.get(156).copied().unwrap_or(0);
        if matches!(kind, b'L' | b'K' | b'x' | b'g' | b'X') {
            return self.read_told(
                kind,
                ByteSpan { start, end: start.saturating_add(size) },
                archive,
            );
        }
        let told = std::mem::take(&mut self.told);
        self.is_marked = false;
        // Links, folders and devices have no data, whatever the size says.
        let data = if matches!(kind, b'1'..=b'6') { 0 } else { size };
        let end = start.saturating_add(data);
        self.at = padded(end);
        Ok(Walked::Member(found(&block, kind, told, ByteSpan { start, end })))
    }

    /// Archives may follow each other, each with zeros at its end.
    fn skip_zeros(&mut self, archive: &mut impl ReadAt) -> Result<Walked, ReadError> {
        let zeros = read(archive, self.at, ZEROS_BYTES)?;
        let n_zeros = zeros.iter().take_while(|byte| **byte == 0).count() as u64;
        let n_blocks = n_zeros / BLOCK;
        self.is_marked = true;
        self.at += n_blocks * BLOCK;
        Ok(Walked::Going)
    }

    /// A header that describes the next one.
    fn read_told(
        &mut self,
        kind: u8,
        span: ByteSpan,
        archive: &mut impl ReadAt,
    ) -> Result<Walked, ReadError> {
        if span.len() > MAX_HEADER_BYTES {
            return Ok(Walked::Over(WalkEnd::Damaged(self.at)));
        }
        let text = read(archive, span.start, span.len())?;
        if (text.len() as u64) < span.len() {
            return Ok(Walked::Over(WalkEnd::Unfinished(self.at)));
        }
        match kind {
            b'L' => self.told.path = Some(until_nul(&text).to_vec()),
            b'x' | b'X' => self.told.read_pax(&text),
            // Names of links, and what holds for all members, say nothing that is asked for.
            _ => {}
        }
        self.at = padded(span.end);
        Ok(Walked::Going)
    }
}

impl ExtendedHeader {
    /// Records such as `30 mtime=1350244992.023960108\n`: their length, a name, a value.
    fn read_pax(&mut self, mut text: &[u8]) {
        while let Some(space) = text.iter().position(|byte| *byte == b' ') {
            let len = text.get(..space).and_then(decimal);
            let Some(len) = len.and_then(|len| usize::try_from(len).ok()) else { return };
            let Some(record) = text.get(space + 1..len) else { return };
            text = text.get(len..).unwrap_or_default();
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            let Some(equals) = record.iter().position(|byte| *byte == b'=') else { continue };
            let (name, value) = record.split_at(equals);
            let value = value.get(1..).unwrap_or_default();
            match name {
                b"path" | b"GNU.sparse.name" => self.path = Some(value.to_vec()),
                b"size" => self.size = decimal(value),
                b"mtime" => {
                    let secs = value.split(|byte| *byte == b'.').next().and_then(decimal);
                    let secs = secs.and_then(|secs| i64::try_from(secs).ok());
                    self.modified = secs.and_then(instant);
                }
                name if name.starts_with(b"GNU.sparse.") => self.is_sparse = true,
                _ => {}
            }
        }
    }
}

fn found(block: &[u8], kind: u8, told: ExtendedHeader, span: ByteSpan) -> FoundMember {
    let secs = field(block, 136, 12).and_then(tar_number);
    let secs = secs.and_then(|secs| i64::try_from(secs).ok());
    let path = told.path.unwrap_or_else(|| name_of(block));
    let is_folder = kind == b'5' || (matches!(kind, 0 | b'0') && path.ends_with(b"/"));
    let skip = match kind {
        _ if is_folder => Some(Skip::Folder),
        b'1' | b'2' => Some(Skip::Link),
        b'3' | b'4' | b'6' => Some(Skip::Special),
        b'S' => Some(Skip::Unsupported("a sparse file, which is not supported")),
        _ if told.is_sparse => Some(Skip::Unsupported("a sparse file, which is not supported")),
        0 | b'0' | b'7' => (span.is_empty()).then_some(Skip::Empty),
        _ => Some(Skip::Special),
    };
    FoundMember {
        path: shown_path(&path),
        span,
        lead: Vec::new(),
        size: span.len(),
        modified: told.modified.or_else(|| secs.and_then(instant)),
        skip,
    }
}

/// The name, with the part that ustar keeps in another field.
fn name_of(block: &[u8]) -> Vec<u8> {
    let name = field(block, 0, 100).map(until_nul).unwrap_or_default();
    // GNU's own headers, `ustar  `, have times in that place.
    let is_posix = field(block, 257, 6) == Some(b"ustar\0");
    let prefix = if is_posix { field(block, 345, 155).map(until_nul) } else { None };
    match prefix {
        Some(prefix) if !prefix.is_empty() => [prefix, b"/", name].concat(),
        _ => name.to_vec(),
    }
}

fn field(block: &[u8], start: usize, len: usize) -> Option<&[u8]> {
    block.get(start..start + len)
}

fn until_nul(text: &[u8]) -> &[u8] {
    text.split(|byte| *byte == 0).next().unwrap_or_default()
}

fn padded(end: u64) -> u64 {
    end.div_ceil(BLOCK).saturating_mul(BLOCK)
}

fn decimal(digits: &[u8]) -> Option<u64> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::testing::{Bytes, walk};
    use super::*;

    /// A header with some fields overwritten, and its checksum.
    fn header(name: &str, size: &[u8], fields: &[(usize, &[u8])]) -> Vec<u8> {
        let mut block = vec![0; 512];
        let all = [(0, name.as_bytes()), (124, size), (148, b"        "), (156, b"0")];
        for (at, bytes) in all.iter().chain(fields) {
            block[*at..at + bytes.len()].copy_from_slice(bytes);
        }
        let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
        block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        block
    }

    fn one(name: &str) -> Vec<u8> {
        let mut member = header(name, b"00000000005\0", &[(257, b"ustar\x0000")]);
        member.extend(b"hello");
        member.resize(1024, 0);
        member
    }

    const END: [u8; 1024] = [0; 1024];

    #[track_caller]
    fn check(bytes: &[u8], paths: &[&str], expected: WalkEnd) {
        for knows_len in [true, false] {
            let (found, end) = walk(Bytes { bytes, knows_len });
            let found: Vec<_> = found.iter().map(|member| member.path.as_str()).collect();
            assert_eq!((found.as_slice(), end), (paths, expected));
        }
    }

    #[test]
    fn archives_may_follow_each_other_and_garbage_may_follow_them() {
        let two = [one("a"), END.to_vec(), one("b"), END.to_vec()].concat();
        check(&two, &["a", "b"], WalkEnd::Good);
        let garbage = [one("a"), END.to_vec(), vec![b'x'; 700]].concat();
        check(&garbage, &["a"], WalkEnd::Good);
    }

    #[test]
    fn what_is_missing_and_what_is_damaged_is_told() {
        check(&one("a"), &["a"], WalkEnd::Unfinished(1024));
        check(&[one("a"), one("b")].concat()[..1400], &["a"], WalkEnd::Unfinished(1024));
        let damaged = [one("a"), vec![b'x'; 1024]].concat();
        check(&damaged, &["a"], WalkEnd::Damaged(1024));
    }

    #[test]
    fn names_sizes_and_dates_are_read_as_every_tar_writes_them() {
        let prefix =
            header("app.log", b"00000000000\0", &[(257, b"ustar\x0000"), (345, b"var/log")]);
        check(&[&prefix[..], &END].concat(), &["var/log/app.log"], WalkEnd::Good);
        // The oldest have no magic word, GNU's have other things where the prefix stands.
        let gnu = header("a", b"00000000000\0", &[(257, b"ustar  \0"), (345, b"1234567")]);
        check(&[&gnu[..], &END].concat(), &["a"], WalkEnd::Good);
        let wide = b"\x80\0\0\0\0\0\0\0\0\0\0\x05";
        let mut large = header("a", wide, &[(136, b"15150770640\0")]);
        large.extend(b"hello");
        large.resize(1024, 0);
        let (found, _) = walk(Bytes { bytes: &[large, END.to_vec()].concat(), knows_len: true });
        let member = found.first().unwrap();
        assert_eq!(member.span, ByteSpan { start: 512, end: 517 });
        assert_eq!(member.modified, instant(0o15_150_770_640));
    }

    #[test]
    fn pax_records_overrule_what_the_header_says() {
        let text = b"17 path=long.log\n29 mtime=1772360430.123456789\n9 size=5\n";
        let told = {
            let mut told = ExtendedHeader::default();
            told.read_pax(text);
            told
        };
        assert_eq!(told.path.as_deref(), Some(b"long.log".as_slice()));
        assert_eq!((told.size, told.modified), (None, instant(1_772_360_430)), "9 is one too few");
        let mut sparse = ExtendedHeader::default();
        sparse.read_pax(b"22 GNU.sparse.major=1\n");
        assert!(sparse.is_sparse);
    }
}
