//! How much may come out of what is packed: what the user allows, else what is sensible.

use std::slice;

use logscry::ingest::{Sizes, TaskErrorCause, TaskState};
use logscry::session::{Overrule, Session};
use logscry::store::Figure;
use logscry::units::{ByteSpan, SourceId};

use crate::archive_reading::{ARCHIVE, Contents, find_in, id_of, plan_of, session_of};
use crate::archive_writer::{Boxing, Loose};
use crate::cli;
use crate::compressors::Packing;
use crate::feed::{self, MODIFIED, Memory, Way, check_ledger};
use crate::view::{View as _, ViewSpec};

const ID: SourceId = SourceId(0);
const LINE: &str = "2026-03-01 10:00:00 INFO the same again and again\n";
const N_LINES: usize = 60_000;

/// Packed twice: each layer stays below the ratio, both together do not.
fn bomb() -> Vec<u8> {
    Packing::Gzip.pack(&Packing::Gzip.pack(&LINE.repeat(N_LINES).into_bytes(), 1), 1)
}

fn allowing(unpack_limit: Option<u64>) -> Overrule {
    Overrule { unpack_limit, ..Overrule::default() }
}

/// Why reading a source ended early, if it did.
fn cause(output: &feed::Output) -> Option<TaskErrorCause> {
    output.failures.iter().find_map(|state| match state {
        TaskState::Failed(error) => Some(error.cause),
        TaskState::Running | TaskState::Waiting(_) | TaskState::Done | TaskState::Cancelled => None,
    })
}

fn read(raw: &[u8], sizes: Sizes, unpack_limit: Option<u64>) -> feed::Output {
    let size = raw.len() as u64;
    let storage = Memory { files: [(ID, raw.to_vec())].into(), fetched: None };
    let mut session = Session::with_sizes(storage, sizes);
    session.name_source(ID, "test", size);
    session.set_view(ViewSpec::default()).unwrap();
    session.overrule(ID, allowing(unpack_limit));
    let opened = session.open(ID, MODIFIED).unwrap();
    session.ingest(ID, &opened.plan, ByteSpan { start: 0, end: size });
    feed::run(&mut session);
    feed::collect_from(slice::from_mut(&mut session))
}

#[test]
fn as_much_comes_out_as_is_allowed() {
    let (raw, whole) = (bomb(), (LINE.len() * N_LINES) as u64);
    for sizes in [Sizes::default(), Way::chunks(1_000).sizes] {
        let sensible = read(&raw, sizes, None);
        assert_eq!(cause(&sensible), Some(TaskErrorCause::TooMuch));
        assert_eq!(sensible.ledger[Figure::BytesDecoded], (raw.len() as u64 * 1_000).max(1 << 20));
        let less = read(&raw, sizes, Some(1_234));
        assert_eq!(
            (cause(&less), less.ledger[Figure::BytesDecoded]),
            (Some(TaskErrorCause::TooMuch), 1_234)
        );
        for limit in [whole, u64::MAX] {
            let all = read(&raw, sizes, Some(limit));
            assert_eq!(cause(&all), None);
            check_ledger(&all, whole);
            assert_eq!(all.ledger[Figure::Entries], N_LINES as u64);
        }
    }
}

/// The archive read with the unpack limit that the user chose: its members, and the entries of each.
fn find_and_read(raw: &[u8], unpack_limit: Option<u64>) -> (Contents, Vec<u64>) {
    let mut session = session_of(raw, Sizes::default(), false);
    session.overrule(ARCHIVE, allowing(unpack_limit));
    let contents = find_in(&mut session, u64::MAX);
    // Another session knows of the archive only what the member's place says.
    let mut reader = session_of(raw, Sizes::default(), false);
    for (idx, member) in contents.members.iter().enumerate() {
        reader.name_member(id_of(idx), &member.path, &member.place);
        let range = ByteSpan { start: 0, end: member.place.reach.len() };
        reader.ingest(id_of(idx), plan_of(member), range);
    }
    feed::run(&mut reader);
    let n_entries = reader.tasks().map(|task| task.ledger()[Figure::Entries]).collect();
    (contents, n_entries)
}

#[test]
fn an_archive_that_may_give_more_is_read_to_its_end() {
    let file =
        |path: &str, n: usize| Loose { path: path.to_owned(), bytes: LINE.repeat(n).into_bytes() };
    let files = [file("bomb.log", N_LINES), file("behind.log", 7)];
    let raw = Packing::Gzip.pack(&Boxing::TarIn(Packing::Gzip).pack(&files), 1);
    let (contents, n_entries) = find_and_read(&raw, None);
    assert_eq!(contents.members.len(), 1);
    assert!(contents.troubles[0].is_too_much, "{contents:?}");
    assert!(n_entries[0] < N_LINES as u64);
    let (contents, n_entries) = find_and_read(&raw, Some(u64::MAX));
    assert_eq!((contents.troubles.len(), n_entries), (0, vec![N_LINES as u64, 7]));
    // What is said about the archive is not said about what is packed in it.
    let limits = contents.members.iter().map(|member| plan_of(member).unpack_limit);
    assert!(limits.flatten().next().is_none());
}

fn n_entries(args: &[&str]) -> (u64, String) {
    let [summary] = cli::objects(&[&["summary", "--json"], args].concat()).try_into().unwrap();
    let source = &summary["sources"][0];
    let entries = summary["ledger"]["entries"].as_u64().unwrap();
    (entries, format!("{}{}", source["failures"], source["archive"]["failures"]))
}

#[test]
fn the_command_reads_on_where_it_is_told_to() {
    let file = cli::scratch_file("unpacking", "bomb.gz", &bomb());
    let (some, why) = n_entries(&[&file]);
    assert!(some < N_LINES as u64);
    assert!(why.contains("--unpack-limit"), "{why}");
    assert_eq!(n_entries(&["--unpack-limit", "3MB", &file]), (N_LINES as u64, "[]null".to_owned()));
    assert_eq!(n_entries(&["--unpack-limit", "none", &file]).0, N_LINES as u64);
    assert!(n_entries(&["--unpack-limit", "10kB", &file]).0 < some);
    let printed = cli::run(&["entries", "--unpack-limit", "none", &file]);
    assert_eq!(cli::out(&printed).lines().count(), N_LINES);

    let files = [Loose { path: "a.gz".to_owned(), bytes: bomb() }];
    let archive = Packing::Gzip.pack(&Boxing::TarIn(Packing::Gzip).pack(&files), 1);
    let file = cli::scratch_file("unpacking", "bombs.tgz", &archive);
    assert!(n_entries(&[&file]).0 < N_LINES as u64);
    let (all, why) = n_entries(&["--unpack-limit", "1GiB", &file]);
    assert_eq!(all, N_LINES as u64, "{why}");
}

#[test]
fn a_size_that_is_none_is_refused() {
    let refused = cli::run(&["summary", "--unpack-limit", "much", "access/nginx.log"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(cli::err(&refused).starts_with("logscry: \"much\" is not a size; try 200GiB"));
}

#[test]
fn the_command_takes_the_encoding_as_it_is_told() {
    let file = cli::scratch_file("encoding", "day.log", b"2026-03-04 05:06:07 INFO gr\xc3\xbcn\n");
    let message = |args: &[&str]| {
        let [entry] = cli::objects(&[&["entries", "--json"], args].concat()).try_into().unwrap();
        entry["message"].as_str().unwrap().to_owned()
    };
    assert!(message(&[&file]).ends_with("gr\u{fc}n"));
    assert!(message(&["--encoding", "windows-1252", &file]).ends_with("gr\u{c3}\u{bc}n"));
    let refused = cli::run(&["entries", "--encoding", "ebcdic", &file]);
    assert_eq!(refused.status.code(), Some(2));
    let expected = "logscry: unknown encoding \"ebcdic\"; the \
                    encodings are utf-8, utf-16le, utf-16be, windows-1252\n";
    assert_eq!(cli::err(&refused), expected);
}
