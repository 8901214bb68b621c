//! The law of archives: a member means what the file means that was put in, however it is reached.

use logscry::ingest::Sizes as ReadSizes;
use logscry::input::{ContentKind, ReadError, Skip, Storage, TextLimits};
use logscry::session::{ArchiveBytes, Member, Planning, Session};
use logscry::store::Figure;
use logscry::units::{ByteSpan, SourceId};
use proptest::prelude::*;

use crate::archive_reading::{
    ARCHIVE, Contents, check_bytes, find_all, find_apart, find_in, id_of, plan_of, read,
    session_of, without_places,
};
use crate::archive_writer::{Boxing, Loose, Sizes, tar_member};
use crate::compressors::Packing;
use crate::feed::{MODIFIED, Way, feed_at};
use crate::laws::{Text, text};

/// Files as deep in archives as there are boxings, outermost first: beside the inner archive stands
/// each time one of the files.
fn nested(files: &[Loose], boxings: &[Boxing]) -> (Vec<u8>, Vec<String>) {
    let Some((outer, rest)) = boxings.split_first() else { unreachable!() };
    if rest.is_empty() {
        return (outer.pack(files), files.iter().map(|file| file.path.clone()).collect());
    }
    let (first, others) = files.split_first().unwrap();
    let (bytes, paths) = nested(others, rest);
    let name = rest[0].name();
    let inner = Loose { path: name.to_owned(), bytes };
    let paths = paths.into_iter().map(|path| format!("{name} › {path}"));
    let paths = std::iter::once(first.path.clone()).chain(paths).collect();
    (outer.pack(&[first.clone(), inner]), paths)
}

fn files(texts: &[Text]) -> Vec<Loose> {
    let path = |n| if n == 2 { "deep/".repeat(40) + "c.log" } else { format!("var/log/{n}.log") };
    texts
        .iter()
        .enumerate()
        .map(|(n, text)| Loose { path: path(n), bytes: text.to_vec() })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn a_member_means_what_its_file_means(
        texts in prop::collection::vec(text(), 4..6),
        boxings in prop::collection::vec(prop::sample::select(Boxing::ALL.to_vec()), 1..5),
        budget in prop_oneof![Just(1), Just(u64::MAX)],
        chunk in 20_u64..400,
        is_pumped in any::<bool>(),
        is_together in any::<bool>(),
        is_backwards in any::<bool>(),
    ) {
        let files = files(&texts);
        let (raw, paths) = nested(&files, &boxings);
        let mut first = session_of(&raw, ReadSizes::default(), is_pumped);
        let contents = find_in(&mut first, budget);
        prop_assert_eq!(contents.paths(), paths);
        prop_assert!(contents.troubles.is_empty(), "{:?}", contents.troubles);
        check_bytes(&contents);
        prop_assert_eq!(&contents, &find_apart(&raw));
        let way = Way { is_pumped, ..Way::chunks(chunk) };
        let mut order: Vec<usize> = (0..files.len()).collect();
        if is_backwards {
            order.reverse();
        }
        let outputs = read(&raw, &contents, &way, &order, is_together);
        prop_assert_eq!(outputs.len(), files.len());
        for (idx, output) in outputs {
            let modified = contents.members[idx].modified;
            let expected = feed_at(&files[idx].bytes, &Way::whole(), "", modified);
            prop_assert_eq!(&output, &expected, "{} in {:?}", &files[idx].path, &boxings);
        }
    }

    #[test]
    fn damage_is_never_a_panic(
        texts in prop::collection::vec(text(), 3..4),
        boxing in prop::sample::select(Boxing::ALL.to_vec()),
        inner in prop::sample::select(Boxing::ALL.to_vec()),
        flips in prop::collection::vec((any::<usize>(), 1_u8..), 1..6),
    ) {
        let (mut raw, _) = nested(&files(&texts), &[boxing, inner]);
        for (at, mask) in flips {
            let at = at % raw.len();
            raw[at] ^= mask;
        }
        let contents = find_all(&raw);
        check_bytes(&contents);
        let all: Vec<usize> = (0..contents.members.len()).collect();
        let outputs = read(&raw, &contents, &Way::whole(), &all, true);
        let again = find_in(&mut session_of(&raw, ReadSizes::default(), true), 1);
        prop_assert_eq!(&contents, &again);
        prop_assert_eq!(&contents, &find_apart(&raw));
        let others = read(&raw, &again, &Way::pumped(), &all, false);
        prop_assert_eq!(without_places(outputs), without_places(others));
    }
}

fn lines(name: &str, n_lines: u32) -> Vec<u8> {
    let line = |n: u32| {
        let noise = n.wrapping_mul(2_654_435_761);
        format!("2026-03-01 10:00:{:02},000 INFO [main] a.B - {name} {noise}\n", n % 60)
    };
    (0..n_lines).map(line).collect::<String>().into_bytes()
}

fn three() -> Vec<Loose> {
    [("a.log", 60), ("b.log", 5), ("c.log", 40)]
        .map(|(path, n)| Loose { path: path.to_owned(), bytes: lines(path, n) })
        .to_vec()
}

#[test]
fn an_archive_cut_anywhere_keeps_the_members_before() {
    let files = three();
    for boxing in Boxing::ALL {
        let raw = boxing.pack(&files);
        let whole = find_all(&raw);
        for len in (600..raw.len()).step_by(199) {
            let cut = &raw[..len];
            let mut session = session_of(cut, ReadSizes::default(), false);
            if session.open(ARCHIVE, MODIFIED).unwrap().plan.content != ContentKind::Archive {
                // Not even the first header is there: nothing comes out of a block that is cut.
                assert!(matches!(boxing, Boxing::TarIn(_)), "{boxing:?} cut at {len}");
                continue;
            }
            let contents = find_in(&mut session, u64::MAX);
            check_bytes(&contents);
            let all: Vec<usize> = (0..contents.members.len()).collect();
            for (idx, output) in read(cut, &contents, &Way::whole(), &all, true) {
                let path = &contents.members[idx].path;
                assert_eq!(*path, files[idx].path, "{boxing:?} cut at {len}");
                let n_good = output.entries.len().saturating_sub(1);
                let modified = contents.members[idx].modified;
                let expected = feed_at(&files[idx].bytes, &Way::whole(), "", modified);
                // Only the last line may be cut; a member that is followed by another is whole.
                assert_eq!(
                    output.entries[..n_good],
                    expected.entries[..n_good],
                    "{boxing:?} {len}"
                );
                if idx + 1 < contents.members.len() {
                    assert_eq!(output, expected, "{boxing:?} cut at {len}");
                }
            }
            let places = whole.members.iter().map(|member| &member.place.reach);
            let n_whole = places
                .filter(|reach| !reach.is_sequential() && reach.layers[0].span.end <= len as u64);
            assert!(contents.members.len() >= n_whole.count(), "{boxing:?} cut at {len}");
            // The end mark of a tar archive may go without harm, and so may a directory's.
            let is_told = !contents.troubles.is_empty() || contents.members.len() == files.len();
            assert!(is_told, "{boxing:?} cut at {len}: {:?}", contents.paths());
            assert!(contents.troubles.iter().all(|trouble| trouble.at <= len as u64), "{boxing:?}");
        }
    }
}

#[test]
fn the_bytes_of_a_tar_archive_are_its_members_and_their_headers() {
    let files = three();
    let raw = Boxing::Tar.pack(&files);
    let n_members: u64 = files.iter().map(|file| file.bytes.len() as u64).sum();
    let expected = ArchiveBytes {
        bytes: raw.len() as u64,
        in_members: n_members,
        overhead: raw.len() as u64 - n_members,
        ..ArchiveBytes::default()
    };
    assert_eq!(find_all(&raw).archives, std::slice::from_ref(&expected));
    let mut packed = Packing::Gzip.pack(&raw, 1);
    packed.extend([0; 100]);
    assert_eq!(find_all(&packed).archives, [ArchiveBytes { trailing: 100, ..expected }]);
}

#[test]
fn what_is_not_read_is_listed_with_why() {
    let mut raw = Vec::new();
    tar_member(&mut raw, b'5', "logs/", b"");
    tar_member(&mut raw, b'2', "logs/latest", b"");
    tar_member(&mut raw, b'3', "dev/null", b"");
    tar_member(&mut raw, b'0', "logs/empty.log", b"");
    tar_member(&mut raw, b'S', "logs/holes.log", &lines("holes", 3));
    tar_member(&mut raw, b'0', "bin/tool", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    tar_member(&mut raw, b'0', "logs/app.log", &lines("app", 3));
    raw.extend([0; 1024]);
    let contents = find_all(&raw);
    let why = |member: &Member| match &member.opened {
        Ok(_) => String::new(),
        Err(skip) => skip.words(),
    };
    let whys: Vec<String> = contents.members.iter().map(why).collect();
    let expected = [
        "a folder",
        "a link to another file",
        "a device or a pipe, not a file",
        "empty",
        "a sparse file, which is not supported",
        "not a text log: it looks like a program",
        "",
    ];
    assert_eq!(whys, expected);
    check_bytes(&contents);
}

#[test]
fn an_encrypted_file_is_named() {
    let mut raw = Boxing::Zip(8, Sizes::InFront).pack(&three());
    // The second file's flags, in front of it and in the directory.
    let places: Vec<usize> = memchr::memmem::find_iter(&raw, b"b.log").collect();
    for (place, before) in places.into_iter().zip([24, 38]) {
        raw[place - before] |= 1;
    }
    let contents = find_all(&raw);
    let skips: Vec<_> =
        contents.members.iter().map(|member| member.opened.as_ref().err()).collect();
    assert_eq!(skips, [None, Some(&Skip::Encrypted), None]);
}

#[test]
fn what_is_packed_too_deep_is_left_out() {
    let mut boxings = vec![Boxing::Tar; 5];
    let files: Vec<Loose> =
        (0..5).map(|n| Loose { path: format!("{n}.log"), bytes: lines("x", 3) }).collect();
    let (raw, _) = nested(&files, &boxings);
    let contents = find_all(&raw);
    let left: Vec<_> =
        contents.members.iter().filter_map(|member| member.opened.as_ref().err()).collect();
    assert_eq!(left, [&Skip::TooDeep]);
    boxings.pop();
    let (raw, paths) = nested(&files[..4], &boxings);
    assert_eq!(find_all(&raw).paths(), paths);
}

#[test]
fn a_bomb_in_an_archive_stops_and_keeps_what_came_before() {
    let mut tar = Vec::new();
    tar_member(&mut tar, b'0', "good.log", &lines("good", 50));
    tar_member(&mut tar, b'0', "bomb.log", &b"a line of nothing but the same\n".repeat(10_000));
    tar.extend([0; 1024]);
    let raw = Packing::Gzip.pack(&tar, 1);
    let mut session = session_of(&raw, ReadSizes::default(), false);
    session.set_text_limits(TextLimits { ratio: 2, free_bytes: 10_000, max_bytes: 20_000 });
    let contents = find_in(&mut session, u64::MAX);
    assert_eq!(contents.paths(), ["good.log", "bomb.log"]);
    assert_eq!(contents.troubles.len(), 1);
    assert!(contents.troubles[0].why.starts_with("it unpacks to more than"), "{contents:?}");
    assert!(contents.troubles[0].is_too_much);
    assert!(contents.troubles[0].at <= raw.len() as u64);
    let good = &contents.members[0].place.reach;
    assert_eq!(good.len(), lines("good", 50).len() as u64);
    assert_eq!(contents.archives[0].bytes, (2 * raw.len() as u64).clamp(10_000, 20_000));
}

/// Counts what is read of the file.
pub(crate) struct Counting {
    pub(crate) bytes: Vec<u8>,
    pub(crate) n_read: u64,
}

impl Storage for Counting {
    fn read(&mut self, _: SourceId, span: ByteSpan, out: &mut Vec<u8>) -> Result<(), ReadError> {
        self.n_read += span.len();
        let part = self.bytes.get(span.start as usize..span.end as usize);
        out.extend_from_slice(part.ok_or(ReadError::Changed)?);
        Ok(())
    }

    fn can_reread(&self, _source: SourceId) -> bool {
        true
    }

    fn forget(&mut self, _source: SourceId) {}
}

#[test]
fn a_compressed_archive_is_read_twice_however_many_members_it_has() {
    let file = |n: u32| Loose { path: format!("{n}.log"), bytes: lines("x", 20_000 + n) };
    let files: Vec<Loose> = (0..12).map(file).collect();
    let inner = Boxing::TarIn(Packing::Gzip).pack(&files[..6]);
    let mut outer = files[6..].to_vec();
    outer.insert(3, Loose { path: "inner.tgz".to_owned(), bytes: inner });
    let raw = Boxing::TarIn(Packing::Gzip).pack(&outer);
    let size = raw.len() as u64;
    let mut session = Session::new(Counting { bytes: raw, n_read: 0 });
    session.name_source(ARCHIVE, "box", size);
    let mut contents = Contents::default();
    let mut find = || session.find_members(ARCHIVE, MODIFIED, Planning::AtOnce, 1 << 20);
    while !contents.take(find().unwrap()) {}
    // One pass, and the first look: a plain sample and a step of what is packed.
    let after_list = session.storage_mut().n_read;
    assert!(after_list <= size + (1 << 20) + (256 << 10), "{after_list} of {size}");
    assert_eq!(contents.members.len(), 12);
    for (idx, member) in contents.members.iter().enumerate() {
        session.name_member(id_of(idx), &member.path, &member.place);
        let range = ByteSpan { start: 0, end: member.place.reach.len() };
        session.ingest(id_of(idx), plan_of(member), range);
    }
    while session.step(1 << 20).has_more {}
    let after_reading = session.storage_mut().n_read - after_list;
    assert!(after_reading <= size, "{after_reading} of {size}");
    let n_entries: u64 = session.tasks().map(|task| task.ledger()[Figure::Entries]).sum();
    assert_eq!(n_entries, (0..12).map(|n| 20_000 + n).sum::<u64>());
}
