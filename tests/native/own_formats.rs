//! Formats from outside: what is read by one, however it is fed, and what a bad one is told.

use std::fs;
use std::path::Path;

use logscry::format::{OwnFormat, ToldFormat};
use logscry::ingest::Sizes;
use logscry::session::{LIST, Overrule, ReadPlan, Session};
use logscry::units::{ByteSpan, SourceId};

use crate::feed::{MODIFIED, Memory};
use crate::view::{View as _, ViewSpec};

const ID: SourceId = SourceId(0);

fn own(name: &str, pattern: &str) -> OwnFormat {
    OwnFormat { name: name.to_owned(), pattern: pattern.to_owned(), example: String::new() }
}

/// Formats to be tried before all others.
fn tried(own: &[OwnFormat]) -> Overrule {
    Overrule {
        told: ToldFormat { own: own.to_vec(), ..ToldFormat::default() },
        ..Overrule::default()
    }
}

/// The only format.
fn only(format: OwnFormat) -> Overrule {
    let told = ToldFormat {
        format: Some(format.name.clone()),
        own: vec![format],
        framing: None,
        dates: None,
    };
    Overrule { told, ..Overrule::default() }
}

struct Read {
    plan: ReadPlan,
    /// Offset, time, level, message and fields.
    entries: Vec<String>,
    /// Format of each entry.
    formats: Vec<String>,
}

fn read(text: &[u8], overrule: Overrule, query: &str, cuts: &[u64]) -> Read {
    let mut storage = Memory::default();
    storage.files.insert(ID, text.to_vec());
    let sizes = Sizes { block_bytes: 300, read_bytes: 60, tail_bytes: 60, raw_read_bytes: 60 };
    let mut session = Session::with_sizes(storage, sizes);
    let size = text.len() as u64;
    session.name_source(ID, "test", size);
    session.overrule(ID, overrule);
    let plan = session.open(ID, MODIFIED).unwrap().plan;
    let view = ViewSpec { query: query.to_owned(), ..ViewSpec::default() };
    session.set_view(view).unwrap();
    let starts: Vec<u64> = [0].into_iter().chain(cuts.iter().copied()).collect();
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(size);
        session.ingest(ID, &plan, ByteSpan { start: *start, end });
    }
    while session.step(1 << 20).has_more {}
    let mut found = Vec::new();
    session.for_each_entry(LIST, |session, entry| {
        let message = String::from_utf8_lossy(&entry.message).into_owned();
        let fields: Vec<_> =
            entry.fields.iter().map(|(n, v)| (n, v.escape_ascii().to_string())).collect();
        let text = format!("{:?} {} {message} {fields:?}", entry.key, entry.level.name());
        let plan = &session.plan_of(ID).unwrap().formats;
        let format = plan.formats[usize::from(entry.format)].called().to_owned();
        found.push((entry.key.offset, text, format));
        true
    });
    found.sort();
    let (entries, formats) = found.into_iter().map(|(_, text, format)| (text, format)).unzip();
    Read { plan, entries, formats }
}

fn corpus(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(path)).unwrap()
}

#[test]
fn a_format_from_outside_reads_what_the_same_pattern_reads_built_in() {
    for (path, id, pattern) in [
        (
            "minecraft/samples.log",
            "minecraft",
            "[{time:clock,day_month_name}] [{thread:text}/{level}] [{logger:text}]: {message}",
        ),
        (
            "python_logging/chained.log",
            "python_logging",
            "{time} - {logger:text} - {level} - {message}",
        ),
    ] {
        let text = corpus(path);
        let told = ToldFormat { format: Some(id.to_owned()), ..ToldFormat::default() };
        let built_in = read(&text, Overrule { told, ..Overrule::default() }, "", &[]);
        for overrule in [only(own("mine", pattern)), tried(&[own("mine", pattern)])] {
            let mine = read(&text, overrule, "", &[]);
            assert!(mine.formats.iter().any(|format| format == "mine"), "{path}");
            assert_eq!(mine.entries, built_in.entries, "{path}");
        }
    }
}

const GATES: &str = "\
#1 <2026-01-02 03:04:05> (WARN) north/7: left open
  since noon
#2 <2026-01-02 03:04:06> (INFO) south/12: shut
2026-01-02 03:04:07 INFO [main] farm.Gate - no line of a gate
#3 <2026-01-02 03:04:08> (ERROR) north/7: broken
";
const GATE: &str = "#{_:digits} <{time:iso}> ({level}) {side}/{gate:digits}: {message}";

#[test]
fn it_goes_before_all_others_and_leaves_them_the_rest() {
    let text = GATES.repeat(20);
    let Read { plan, formats, .. } = read(text.as_bytes(), tried(&[own("gates", GATE)]), "", &[]);
    let why = &plan.formats.why;
    assert!(
        why.starts_with("your format gates: ") && why.contains("(fits all 80 sampled entries)"),
        "{why}"
    );
    assert_eq!(formats[..4], ["gates", "gates", "log4j", "gates"]);
    let wrong = own("else", "{level} ~~ {message}");
    let Read { plan, .. } = read(text.as_bytes(), tried(&[wrong]), "", &[]);
    assert!(plan.formats.formats.iter().all(|format| format.name.is_empty()), "it fits nothing");
}

#[test]
fn what_is_chosen_is_taken_although_the_sample_has_none_of_it() {
    let late = format!("{}{GATES}", "a plain line\n".repeat(30_000));
    let Read { plan, formats, .. } = read(late.as_bytes(), only(own("gates", GATE)), "", &[]);
    assert_eq!(plan.formats.why, "the format that you chose fits none of 1,000 sampled lines");
    assert_eq!(formats.iter().filter(|format| *format == "gates").count(), 3);
}

#[test]
fn its_name_is_what_queries_call_it() {
    let text = GATES.repeat(20);
    let found =
        |query: &str| read(text.as_bytes(), only(own("my gates", GATE)), query, &[]).entries.len();
    assert_eq!(found("format:\"my gates\""), 60);
    assert_eq!(found("format!=\"my gates\""), found("") - 60);
    assert_eq!(found("side:north gate:7"), 40);
}

#[test]
fn the_same_entries_however_it_is_cut() {
    let text = GATES.repeat(20);
    let whole = read(text.as_bytes(), only(own("gates", GATE)), "", &[]).entries;
    for cut in (1..GATES.len() as u64).step_by(7) {
        let cuts = [cut, cut + 300, cut + 1000];
        assert_eq!(read(text.as_bytes(), only(own("gates", GATE)), "", &cuts).entries, whole);
    }
}

#[test]
fn a_pattern_from_a_plan_that_is_none_reads_nothing() {
    for pattern in ["", "{time", "{time}{?{?{?{?{?{?{?{?", &"{a:text}".repeat(90)] {
        let Read { formats, .. } = read(GATES.as_bytes(), only(own("bad", pattern)), "", &[]);
        assert!(formats.iter().all(|format| format != "bad"), "{pattern}");
    }
}

#[cfg(feature = "cli")]
mod command {
    use super::{GATE, GATES, own};
    use crate::cli::{err, objects, out, run, scratch_file};

    #[test]
    fn the_command_takes_the_file_and_says_how_much_it_read() {
        let log = scratch_file("own", "gates.log", GATES.repeat(20).as_bytes());
        let file =
            scratch_file("own", "a.logscry-format.json", own("gates", GATE).to_json().as_bytes());
        let output = run(&["summary", &log, "--format", &file]);
        assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
        let text = out(&output);
        assert!(text.contains("  your format        gates: 60 of 80 entries\n"), "{text}");
        let query = ["-q", "format:gates gate:12", "--json"];
        let found = objects(&[&["entries", &log, "--format", &file], &query[..]].concat());
        assert_eq!(found.len(), 20);
        assert_eq!(found[0]["format"], "gates");
        assert_eq!(found[0]["fields"]["side"], "south");
        assert_eq!(found[0]["message"], "shut");
        let [summary] =
            objects(&["summary", "--json", "--format", &file, &log]).try_into().unwrap();
        assert_eq!(summary["sources"][0]["format"], "gates");
        assert_eq!(summary["sources"][0]["formats"][0]["entries"], 60);
    }

    #[track_caller]
    fn check_refused(name: &str, text: &str, sentence: &str) {
        let file = scratch_file("own", name, text.as_bytes());
        let output = run(&["summary", "text/blank_edges.log", "--format", &file]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(err(&output), format!("logscry: {file}: {sentence}\n"));
        assert_eq!(out(&output), "");
    }

    #[test]
    fn a_bad_file_is_refused_with_a_sentence() {
        check_refused(
            "log",
            "no json",
            "the format file is not valid JSON: expected ident at line 1 column 2",
        );
        check_refused("other", "{}", "this is not a format file: it has no \"logscry_format\"");
        check_refused(
            "new",
            "{\"logscry_format\": 9}",
            "the format file has version 9, and this program reads version 1; a newer program may read it",
        );
        check_refused(
            "pattern",
            &own("gates", "{time} {a}{b}").to_json(),
            "the pattern of \"gates\" cannot be used: it is unclear where {a} ends: put a space or another character after it",
        );
        check_refused("long", &" ".repeat(99_999), "this is not a format file: it is too large");
        let output = run(&["summary", "text/blank_edges.log", "--format", "nowhere"]);
        assert!(err(&output).starts_with("logscry: nowhere: "), "{}", err(&output));
        let file = scratch_file("own", "twice", own("gates", GATE).to_json().as_bytes());
        let output =
            run(&["summary", "text/blank_edges.log", "--format", &file, "--format", &file]);
        assert!(err(&output).ends_with(": two formats are named \"gates\"\n"), "{}", err(&output));
    }

    #[test]
    fn a_format_is_never_read_as_a_log() {
        let file = scratch_file("own", "b.json", own("gates", GATE).to_json().as_bytes());
        let output = run(&["summary", &file, "text/blank_edges.log"]);
        let told =
            format!("logscry: skipped, a format file and not a log (use --format): {file}\n");
        assert_eq!((output.status.code(), err(&output)), (Some(0), told.as_str()));
        assert!(!out(&output).contains(&file));
    }
}
