//! Zip archives, read through the directory at their end, or file by file from the front without one.
//!
//! Several may be joined, as `cat` does. Inside a compressed stream the end is not accessible, and
//! a truncated archive has no directory.
//! Format: PKWARE's APPNOTE 6.3.10.

use super::member::{FoundMember, ReadAt, WalkEnd, Walked, read};
use super::number::{long, quad, short};
use super::zip_entry::{CENTRAL, Entry, LOCAL, LOCAL_BYTES};
use crate::input::ReadError;
use crate::input::codecs::unzip::Unzip;
use crate::input::decoder::{DecodeError, Raw};

const END: &[u8] = b"PK\x05\x06";
const END_BYTES: usize = 22;
const WIDE_END: &[u8] = b"PK\x06\x06";
const WIDE_PLACE: &[u8] = b"PK\x06\x07";
const WIDE_PLACE_BYTES: usize = 20;

/// The end of the directory and the longest comment after it.
const TAIL_BYTES: u64 = 65_557;

/// How many bytes are read at a time from the directory, and from files whose end must be found.
const STEP_BYTES: u64 = 256 << 10;

/// The longest header of a file.
const MAX_HEADER_BYTES: u64 = 46 + 3 * 65_535;

/// More members than anyone looks through.
pub(super) const MAX_ENTRIES: usize = 100_000;

/// More ends of directories than any comment holds by chance.
const MAX_ENDS: usize = 64;

/// More archives than anyone joins.
const MAX_JOINED: usize = 1_000;

/// Documents and programs are zip archives too; their first bytes say so.
pub(super) fn is_archive_of_files(head: &[u8]) -> bool {
    let name = head.get(LOCAL_BYTES..).unwrap_or_default();
    let is_other = [b"[Content_Types].xml".as_slice(), b"mimetype", b"META-INF/", b"_rels/"];
    let is_empty = head.starts_with(END) && head.len() >= END_BYTES;
    is_empty || head.starts_with(LOCAL) && !is_other.iter().any(|first| name.starts_with(first))
}

/// Where a walk through a zip archive is.
#[derive(Debug, Default)]
pub struct ZipWalk {
    place: WalkPlace,
    /// Its end is accessible and has no directory.
    has_lost_end: bool,
}

#[derive(Debug, Default)]
enum WalkPlace {
    #[default]
    Start,
    /// Archives may be joined: this is where the first one ends whose directory is not found yet,
    /// and the directories of those behind it, the last archive's first.
    Joined(u64, Vec<Directory>),
    /// The directories of joined archives, the next one last, and how those before it ended.
    Directories(Vec<Directory>, WalkEnd),
    /// The same with members that are still to be told before, the first of them last.
    Listed(Vec<FoundMember>, Vec<Directory>, WalkEnd),
    /// The next header, from the front.
    Front(u64),
    /// In a file whose end can be found only from its bytes.
    Measuring(Box<Measure>),
}

#[derive(Debug)]
struct Directory {
    at: u64,
    start: u64,
    end: u64,
    /// Bytes before the archive that its offsets do not count.
    shift: u64,
    /// How many members its end says there are, in as many bits as it has for that.
    n_told: Told,
    entries: Vec<Entry>,
}

/// A number of members.
#[derive(Clone, Copy, Debug)]
enum Told {
    Nothing,
    /// Beyond 65,535 writers begin again.
    Short(u16),
    Wide(u64),
}

impl Told {
    fn is(self, n: usize) -> bool {
        match self {
            Self::Nothing => true,
            Self::Short(told) => n & 0xFFFF == usize::from(told),
            Self::Wide(told) => n as u64 == told,
        }
    }
}

#[derive(Debug)]
struct Measure {
    entry: Entry,
    at: u64,
    unzip: Unzip,
    text: Vec<u8>,
}

impl ZipWalk {
    pub(super) fn next(&mut self, archive: &mut impl ReadAt) -> Result<Walked, ReadError> {
        match &mut self.place {
            WalkPlace::Start => {
                self.place = match archive.len_at_once() {
                    Some(len) => WalkPlace::Joined(len, Vec::new()),
                    None => WalkPlace::Front(0),
                };
                Ok(Walked::Going)
            }
            WalkPlace::Joined(len, found) => {
                self.place = match find_directory(archive, *len)? {
                    Some(directory) => {
                        let before = directory.shift;
                        found.push(directory);
                        let is_archive = before > 0 && read(archive, 0, 4)? == LOCAL;
                        let found = std::mem::take(found);
                        if is_archive && found.len() < MAX_JOINED {
                            WalkPlace::Joined(before, found)
                        } else {
                            WalkPlace::Directories(found, WalkEnd::Good)
                        }
                    }
                    None if found.is_empty() => {
                        self.has_lost_end = true;
                        WalkPlace::Front(0)
                    }
                    None => {
                        let mut found = std::mem::take(found);
                        found.push(Directory::lost(*len));
                        WalkPlace::Directories(found, WalkEnd::Good)
                    }
                };
                Ok(Walked::Going)
            }
            WalkPlace::Directories(directories, ended) => {
                let Some(directory) = directories.last_mut() else {
                    return Ok(Walked::Over(*ended));
                };
                if directory.read_on(archive)? {
                    let (listed, end) = directory.listed();
                    directories.pop();
                    let ended = if *ended == WalkEnd::Good { end } else { *ended };
                    self.place = WalkPlace::Listed(listed, std::mem::take(directories), ended);
                }
                Ok(Walked::Going)
            }
            WalkPlace::Listed(listed, rest, ended) => {
                if let Some(member) = listed.pop() {
                    return Ok(Walked::Member(member));
                }
                self.place = WalkPlace::Directories(std::mem::take(rest), *ended);
                Ok(Walked::Going)
            }
            WalkPlace::Front(at) => {
                let at = *at;
                self.read_front(at, archive)
            }
            WalkPlace::Measuring(measure) => match measure.read_on(archive)? {
                None => Ok(Walked::Going),
                Some(end) => {
                    let found = measure.entry.clone().found(end);
                    self.place = WalkPlace::Front(end);
                    Ok(Walked::Member(found))
                }
            },
        }
    }

    /// Reads the header of the next file.
    fn read_front(&mut self, at: u64, archive: &mut impl ReadAt) -> Result<Walked, ReadError> {
        let head = read(archive, at, MAX_HEADER_BYTES)?;
        if !head.starts_with(LOCAL) {
            let is_begun = |magic: &[u8]| head.starts_with(magic);
            let is_directory = [CENTRAL, END, WIDE_END, b"PK\x06\x08"].into_iter().any(is_begun);
            let is_cut = head.len() < LOCAL.len();
            return Ok(Walked::Over(match (is_directory, is_cut) {
                (true, _) if self.has_lost_end => WalkEnd::Damaged(at),
                (true, _) => WalkEnd::Good,
                (false, true) => WalkEnd::Unfinished(at),
                (false, false) => WalkEnd::Damaged(at),
            }));
        }
        let Some(entry) = Entry::local(&head, at) else {
            return Ok(Walked::Over(WalkEnd::Unfinished(at)));
        };
        let is_told = !entry.has_descriptor() || entry.packed > 0;
        if is_told {
            let mut end = at.saturating_add(entry.header_len as u64).saturating_add(entry.packed);
            if entry.has_descriptor() {
                end = end.saturating_add(descriptor_len(archive, end)?);
            }
            self.place = WalkPlace::Front(end);
            return Ok(Walked::Member(entry.found(end)));
        }
        if entry.method != 8 || entry.is_encrypted() {
            let why = "a file in it does not say how long it is";
            return Ok(Walked::Over(WalkEnd::Unsupported(at, why)));
        }
        let (unzip, text) = (Unzip::of_member(""), Vec::new());
        self.place = WalkPlace::Measuring(Box::new(Measure { entry, at, unzip, text }));
        Ok(Walked::Going)
    }
}

impl Measure {
    /// Unpacks more of the file; returns where it ends, once that is known.
    fn read_on(&mut self, archive: &mut impl ReadAt) -> Result<Option<u64>, ReadError> {
        use crate::input::decoder::Decoder as _;
        let bytes = read(archive, self.at, STEP_BYTES)?;
        let is_last = (bytes.len() as u64) < STEP_BYTES;
        let mut n_used = 0;
        while !self.unzip.is_over() {
            self.text.clear();
            let raw = Raw { bytes: bytes.get(n_used..).unwrap_or_default(), is_last };
            let room = usize::try_from(STEP_BYTES).unwrap_or(usize::MAX);
            match self.unzip.decode(raw, &mut self.text, room) {
                Ok(0) if self.text.is_empty() => break,
                Ok(n_now) => n_used += n_now,
                // What can be read of it is read; what follows cannot be found.
                Err(DecodeError::Damaged { n_used: n_now }) => {
                    return Ok(Some(self.at + (n_used + n_now) as u64));
                }
                Err(_) => return Ok(Some(self.at + bytes.len() as u64)),
            }
            self.entry.unpacked(self.text.len() as u64);
        }
        self.at += n_used as u64;
        Ok(self.unzip.is_over().then_some(self.at))
    }
}

/// How long the descriptor after a file at `at` is.
fn descriptor_len(archive: &mut impl ReadAt, at: u64) -> Result<u64, ReadError> {
    // With or without its magic number, with sizes of 32 or 64 bits: the one behind which something
    // of an archive begins.
    let bytes = read(archive, at, 28)?;
    let is_end = |len: &usize| bytes.get(*len..).is_some_and(|rest| rest.starts_with(b"PK"));
    let lens = if bytes.starts_with(b"PK\x07\x08") { [16, 24] } else { [12, 20] };
    Ok(lens.into_iter().find(is_end).unwrap_or(lens[0]) as u64)
}

/// Finds the directory of the archive that ends at `len`; `None` if there is none.
///
/// What looks like its end may stand in the comment behind the true one: an end is believed whose
/// directory is where it says, and one without a directory only if no other is.
fn find_directory(archive: &mut impl ReadAt, len: u64) -> Result<Option<Directory>, ReadError> {
    let from = len.saturating_sub(TAIL_BYTES);
    let tail = read(archive, from, len - from)?;
    let is_end = |at: &usize| {
        let rest = tail.get(*at..).unwrap_or_default();
        rest.starts_with(END) && rest.len() >= END_BYTES + usize::from(short(rest, 20))
    };
    let last = tail.len().saturating_sub(END_BYTES);
    let mut empty = None;
    for place in (0..=last).rev().filter(is_end).take(MAX_ENDS) {
        match directory_before(archive, (from, &tail), place)? {
            Some(found) if found.start == found.end => empty = empty.or(Some(found)),
            Some(found) => return Ok(Some(found)),
            None => {}
        }
    }
    // An archive without members is nothing but its end.
    Ok(empty.filter(|found| found.start == 0))
}

/// The directory whose end stands at `place` of the archive's last bytes, if it is there.
fn directory_before(
    archive: &mut impl ReadAt,
    (from, tail): (u64, &[u8]),
    place: usize,
) -> Result<Option<Directory>, ReadError> {
    let end = tail.get(place..).unwrap_or_default();
    let (mut size, mut start) = (u64::from(long(end, 12)), u64::from(long(end, 16)));
    let mut directory_end = from + place as u64;
    let mut n_told = Told::Short(short(end, 10));
    let before = place.checked_sub(WIDE_PLACE_BYTES).and_then(|at| tail.get(at..place));
    if let Some(before) = before.filter(|before| before.starts_with(WIDE_PLACE)) {
        let wide = read(archive, quad(before, 8), 56)?;
        if wide.starts_with(WIDE_END) {
            (size, start) = (quad(&wide, 40), quad(&wide, 48));
            n_told = Told::Wide(quad(&wide, 32));
            directory_end = quad(before, 8);
        }
    }
    let Some(real_start) = directory_end.checked_sub(size) else { return Ok(None) };
    let Some(shift) = real_start.checked_sub(start) else { return Ok(None) };
    let head = read(archive, real_start, CENTRAL.len() as u64)?;
    let is_there = size == 0 || head == CENTRAL;
    let directory = Directory {
        at: real_start,
        start: real_start,
        end: directory_end,
        shift,
        n_told,
        entries: vec![],
    };
    Ok(is_there.then_some(directory))
}

impl Directory {
    /// That of something that begins like an archive and ends at `end` without a directory.
    fn lost(end: u64) -> Self {
        Self { at: 0, start: 0, end, shift: 0, n_told: Told::Nothing, entries: Vec::new() }
    }

    /// Reads more of it; returns whether that is all.
    fn read_on(&mut self, archive: &mut impl ReadAt) -> Result<bool, ReadError> {
        let n_wanted = STEP_BYTES.max(MAX_HEADER_BYTES).min(self.end - self.at);
        let bytes = read(archive, self.at, n_wanted)?;
        let mut rest = bytes.as_slice();
        while rest.starts_with(CENTRAL)
            && self.entries.len() < MAX_ENTRIES
            && let Some(mut entry) = Entry::central(rest)
        {
            rest = rest.get(entry.header_len..).unwrap_or_default();
            self.at += entry.header_len as u64;
            entry.start = entry.start.saturating_add(self.shift);
            self.entries.push(entry);
        }
        let is_stuck = rest.len() == bytes.len();
        Ok(is_stuck || self.at >= self.end || self.entries.len() >= MAX_ENTRIES)
    }

    /// The members in the order in which they lie; each reaches to the next.
    fn listed(&mut self) -> (Vec<FoundMember>, WalkEnd) {
        let is_right = || {
            self.n_told.is(self.entries.len()) && !self.entries.iter().any(|entry| entry.is_flawed)
        };
        let end = if self.at >= self.end && is_right() {
            WalkEnd::Good
        } else if self.entries.len() >= MAX_ENTRIES {
            WalkEnd::Unsupported(self.at, "it lists more than 100,000 members")
        } else {
            WalkEnd::Damaged(self.at)
        };
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by_key(|entry| entry.start);
        let mut next = self.start;
        let mut listed = Vec::with_capacity(entries.len());
        for entry in entries.into_iter().rev() {
            let start = entry.start.min(next);
            // Files that share their bytes, as in a zip bomb, are read once.
            listed.push(entry.found(next));
            next = start;
        }
        (listed, end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Skip;
    use super::super::testing::{Bytes, walk};
    use super::*;

    /// A stored file of an archive, and what the directory says of it.
    fn member(name: &str, bytes: &[u8], at: u32) -> (Vec<u8>, Vec<u8>) {
        let size = u32::try_from(bytes.len()).unwrap();
        let mut common = [20_u16, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
        common.extend([0, size, size].into_iter().flat_map(u32::to_le_bytes));
        common.extend([u16::try_from(name.len()).unwrap(), 0].map(u16::to_le_bytes).concat());
        let local = [LOCAL, &common, name.as_bytes(), bytes].concat();
        let place = [[0; 10].as_slice(), &at.to_le_bytes()].concat();
        (local, [CENTRAL, b"\x14\0", &common, &place, name.as_bytes()].concat())
    }

    fn end(directory: &[u8], start: u32) -> Vec<u8> {
        let size = u32::try_from(directory.len()).unwrap();
        let n = directory.windows(4).filter(|bytes| *bytes == CENTRAL).count();
        let n = u16::try_from(n).unwrap().to_le_bytes();
        let mut end = [END, b"\0\0\0\0", &n, &n].concat();
        end.extend([size, start].into_iter().flat_map(u32::to_le_bytes));
        end.extend(b"\x05\0later");
        end
    }

    fn two() -> (Vec<u8>, Vec<u8>) {
        let (one, one_told) = member("one.log", b"one\n", 0);
        let at = u32::try_from(one.len()).unwrap();
        let (two, two_told) = member("logs/two.log", b"two\n", at);
        // The directory may have any order.
        ([one, two].concat(), [two_told, one_told].concat())
    }

    #[test]
    fn the_directory_and_the_files_tell_the_same() {
        let (files, directory) = two();
        let start = u32::try_from(files.len()).unwrap();
        let whole = [&files[..], &directory, &end(&directory, start)].concat();
        let by_directory = |bytes| walk(Bytes { bytes, knows_len: true });
        let (found, ended) = by_directory(&whole);
        let (from_front, _) = walk(Bytes { bytes: &whole, knows_len: false });
        assert_eq!((&found, ended), (&from_front, WalkEnd::Good));
        let paths: Vec<_> = found.iter().map(|member| member.path.as_str()).collect();
        assert_eq!(paths, ["one.log", "logs/two.log"]);
        // Without its end it is read from the front, and that is said.
        let damaged = WalkEnd::Damaged(files.len() as u64);
        assert_eq!(by_directory(&whole[..whole.len() - 20]), (found, damaged));
    }

    #[test]
    fn a_directory_of_64_bits_is_found_and_so_is_one_behind_something_else() {
        let (files, directory) = two();
        let front = b"a program that unpacks itself";
        let start = files.len() as u64;
        let wide_at = front.len() as u64 + start + directory.len() as u64;
        let mut wide = [WIDE_END, &[0; 28], &2_u64.to_le_bytes()].concat();
        wide.extend([directory.len() as u64, start].into_iter().flat_map(u64::to_le_bytes));
        let mut place = [WIDE_PLACE, &[0; 4]].concat();
        place.extend(wide_at.to_le_bytes());
        place.extend([1, 0, 0, 0]);
        let last = end(&[], u32::MAX);
        let whole = [&front[..], &files, &directory, &wide, &place, &last].concat();
        let mut archive = Bytes { bytes: &whole, knows_len: true };
        let mut walk = ZipWalk::default();
        let mut starts = Vec::new();
        loop {
            match walk.next(&mut archive).unwrap() {
                Walked::Member(found) => starts.push(found.span.start),
                Walked::Going => {}
                Walked::Over(end) => break assert_eq!(end, WalkEnd::Good),
            }
        }
        assert_eq!(starts.first(), Some(&(front.len() as u64)));
        assert_eq!(starts.len(), 2);
    }

    #[test]
    fn an_end_in_the_comment_is_none() {
        let (files, directory) = two();
        let start = u32::try_from(files.len()).unwrap();
        let mut whole = [&files[..], &directory, &end(&directory, start)].concat();
        let (found, _) = walk(Bytes { bytes: &whole, knows_len: true });
        let comment = whole.len() - b"later".len();
        whole.truncate(comment);
        let false_end = [END, &[0; 18]].concat();
        whole[comment - 2] = u8::try_from(false_end.len()).unwrap();
        whole.extend(false_end);
        assert_eq!(walk(Bytes { bytes: &whole, knows_len: true }), (found, WalkEnd::Good));
    }

    #[test]
    fn joined_archives_have_the_members_of_all() {
        let archive = |name| {
            let (file, told) = member(name, b"text\n", 0);
            let start = u32::try_from(file.len()).unwrap();
            [&file[..], &told, &end(&told, start)].concat()
        };
        let joined = [archive("one.log"), archive("two.log"), archive("three.log")].concat();
        let (found, ended) = walk(Bytes { bytes: &joined, knows_len: true });
        let paths: Vec<_> = found.iter().map(|member| member.path.as_str()).collect();
        assert_eq!((paths, ended), (vec!["one.log", "two.log", "three.log"], WalkEnd::Good));
        // What stands in front and has no directory is not passed over in silence.
        let cut = [member("lost.log", b"text\n", 0).0, archive("last.log")].concat();
        let (found, ended) = walk(Bytes { bytes: &cut, knows_len: true });
        assert_eq!((found.len(), ended), (1, WalkEnd::Damaged(0)));
    }

    #[test]
    fn members_that_share_their_bytes_are_read_once() {
        let (file, told) = member("one.log", b"text\n", 0);
        let (_, again) = member("two.log", b"text\n", 0);
        let start = u32::try_from(file.len()).unwrap();
        let directory = [told, again].concat();
        let whole = [&file[..], &directory, &end(&directory, start)].concat();
        let (found, ended) = walk(Bytes { bytes: &whole, knows_len: true });
        let skips: Vec<_> = found.into_iter().map(|member| member.skip).collect();
        assert_eq!((skips, ended), (vec![Some(Skip::NoBytes), None], WalkEnd::Good));
    }

    #[test]
    fn documents_are_no_archives_of_files() {
        let is_taken = |name| is_archive_of_files(&member(name, b"x", 0).0);
        let empty = Bytes { bytes: &end(&[], 0), knows_len: true };
        assert_eq!(walk(empty), (Vec::new(), WalkEnd::Good));
        assert_eq!([is_taken("app.log"), is_taken("[Content_Types].xml")], [true, false]);
    }
}
