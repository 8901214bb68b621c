//! The native command as a user meets it: output, messages and exit status.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use logscry::store::FIGURES;
use serde_json::Value;

use crate::limit;

pub(crate) fn command(args: &[&str]) -> Command {
    limit::keep();
    let mut command = Command::new(env!("CARGO_BIN_EXE_logscry"));
    command.args(args).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus"));
    command
}

pub(crate) fn run(args: &[&str]) -> Output {
    command(args).stdin(Stdio::null()).output().unwrap()
}

/// Runs with `input` at standard input.
fn run_with_input(args: &[&str], input: &[u8]) -> Output {
    let mut command = command(args);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

pub(crate) fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub(crate) fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The JSON objects of a run that must succeed and say nothing else.
#[track_caller]
pub(crate) fn objects(args: &[&str]) -> Vec<Value> {
    let output = run(args);
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A folder of our own for files that are no part of the corpus.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn scratch_file(folder: &str, name: &str, bytes: &[u8]) -> String {
    let path = scratch(folder).join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

#[track_caller]
fn number(object: &Value, name: &str) -> u64 {
    object[name].as_u64().unwrap_or_else(|| panic!("{name} is no number in {object}"))
}

#[track_caller]
fn check_ledger_adds_up(ledger: &Value) {
    let of = |name| number(ledger, name);
    assert_eq!(of("bytes_decoded"), of("bytes_in_entries") + of("bytes_outside"));
    let outside = of("blank_lines") + of("header_lines");
    let n_shared = of("shared_lines");
    assert_eq!(of("lines") + n_shared, of("entries") + of("joined_lines") + outside);
    assert!(FIGURES.iter().all(|row| ledger[row.id].is_u64()), "{ledger}");
    let levels = ledger["levels"].as_object().unwrap();
    assert_eq!(levels.values().map(|n| n.as_u64().unwrap()).sum::<u64>(), of("entries"));
}

#[test]
fn entries_on_one_line_share_it() {
    let text = b"{\"n\":1} {\"n\":2} {\"n\":3}\n{\"n\":4}\n";
    let path = scratch_file("shared_lines", "objects.jsonl", text);
    let [summary] = objects(&["summary", "--json", &path]).try_into().unwrap();
    let ledger = &summary["ledger"];
    let counted = ["entries", "lines", "shared_lines"].map(|name| number(ledger, name));
    assert_eq!(counted, [4, 2, 2]);
    check_ledger_adds_up(ledger);
}

#[test]
fn the_summarys_ledgers_add_up_and_sum_up() {
    let mut args = vec!["summary".to_owned(), "--json".to_owned()];
    args.extend(crate::golden::cases().iter().map(|path| path.to_str().unwrap().to_owned()));
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let [summary] = objects(&args).try_into().unwrap();
    let sources = summary["sources"].as_array().unwrap();
    assert_eq!(sources.len(), args.len() - 2);
    check_ledger_adds_up(&summary["ledger"]);
    for source in sources {
        check_ledger_adds_up(&source["ledger"]);
        let formats = source["formats"].as_array().unwrap();
        let n_entries: u64 = formats.iter().map(|format| number(format, "entries")).sum();
        assert_eq!(n_entries, number(&source["ledger"], "entries"), "{}", source["source"]);
        assert_eq!(number(source, "size"), number(&source["ledger"], "bytes_decoded"));
    }
    for name in FIGURES.map(|row| row.id) {
        let parts: u64 = sources.iter().map(|source| number(&source["ledger"], name)).sum();
        assert_eq!(number(&summary["ledger"], name), parts, "{name}");
    }
}

#[test]
fn a_folder_stands_for_every_file_in_it_in_order() {
    let inner = scratch("folder/inner");
    let text = b"2026-01-01 00:00:00 INFO one\n";
    for name in ["folder/b.log", "folder/a.log", "folder/inner/c.log"] {
        fs::write(inner.join("../..").join(name), text).unwrap();
    }
    let folder = scratch("folder");
    let [summary] = objects(&["summary", "--json", folder.to_str().unwrap()]).try_into().unwrap();
    let sources = summary["sources"].as_array().unwrap();
    let names = sources.iter().map(|source| source["source"].as_str().unwrap());
    let names: Vec<&str> =
        names.map(|name| name.strip_prefix(folder.to_str().unwrap()).unwrap()).collect();
    assert_eq!(names, ["/a.log", "/b.log", "/inner/c.log"]);
    assert_eq!(number(&summary["ledger"], "entries"), 3);
}

#[test]
fn the_summary_names_format_reason_and_time() {
    let [summary] = objects(&["summary", "--json", "log4j/causes.log"]).try_into().unwrap();
    let source = &summary["sources"][0];
    assert_eq!(source["source"], "log4j/causes.log");
    assert_eq!(source["format"], "log4j");
    assert!(source["why"].as_str().unwrap().contains("sampled entries)"));
    assert_eq!(source["first"], "2026-03-01T10:00:00.001Z");
    assert_eq!(source["last"], "2026-03-01T10:00:02.002Z");
    assert_eq!(number(&source["ledger"], "out_of_order"), 1);
    assert_eq!(source["failures"], Value::Array(Vec::new()));
}

#[test]
fn the_summary_for_people_has_a_part_for_each_source_and_one_for_all() {
    let output = run(&["summary", "log4j/causes.log", "text/no_times.log"]);
    assert_eq!(output.status.code(), Some(0));
    let text = out(&output);
    let starts = ["log4j/causes.log\n", "text/no_times.log\n", "all sources\n"];
    let places = starts.map(|start| text.find(start).unwrap_or_else(|| panic!("{start}{text}")));
    assert!(places.is_sorted());
    assert!(text.contains("Log4j and Logback: "), "{text}");
}

#[test]
fn the_figures_of_a_single_source_stand_once() {
    let output = run(&["summary", "log4j/causes.log"]);
    let text = out(&output);
    assert_eq!(text.matches("\n  entries ").count(), 1, "{text}");
    assert_eq!(text.matches("\n  error ").count(), 1, "{text}");
    assert!(!text.contains("all sources"), "{text}");
}

#[test]
fn entries_are_one_object_a_line_with_eleven_keys() {
    let entries = objects(&["entries", "--json", "syslog_rfc3164/priority.log"]);
    assert!(entries.len() > 5);
    let mut keys = [
        "source", "line", "offset", "time", "level", "format", "message", "fields", "group",
        "template", "inferred",
    ];
    keys.sort_unstable();
    for entry in &entries {
        let mut found: Vec<&str> = entry.as_object().unwrap().keys().map(String::as_str).collect();
        found.sort_unstable();
        assert_eq!(found, keys);
    }
    let first = &entries[0];
    assert_eq!(first["source"], "syslog_rfc3164/priority.log");
    assert_eq!((number(first, "line"), number(first, "offset")), (1, 0));
    assert_eq!(first["level"], "fatal");
    assert_eq!(first["format"], "syslog_rfc3164");
    assert_eq!(first["fields"]["facility"], "auth");
    assert_eq!(first["inferred"], serde_json::json!(["year", "zone"]));
}

#[test]
fn lines_and_offsets_point_at_the_entry() {
    let text = fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/log4j/causes.log"),
    )
    .unwrap();
    for entry in objects(&["entries", "--json", "log4j/causes.log"]) {
        let (line, offset) = (number(&entry, "line"), number(&entry, "offset") as usize);
        let line_start: usize =
            text.split_inclusive('\n').take(line as usize - 1).map(str::len).sum();
        assert_eq!(offset, line_start);
        assert!(text[offset..].starts_with("2026-"), "{entry}");
    }
}

#[test]
fn a_field_named_twice_has_both_values() {
    let entries = objects(&["entries", "--json", "json/escapes.log", "-q", "\"named twice\""]);
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0]["fields"]["a"], serde_json::json!(["1", "2"]));
}

#[test]
fn without_json_entries_are_the_original_text() {
    let output = run(&["entries", "klog/controller.log"]);
    let log =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/klog/controller.log"))
            .unwrap();
    assert_eq!(output.stdout, log);
}

#[test]
fn a_query_chooses_and_a_limit_stops() {
    let errors = objects(&["entries", "--json", "leveled/plain.log", "-q", "level>=error"]);
    let messages: Vec<&str> = errors.iter().map(|e| e["message"].as_str().unwrap()).collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].starts_with("the bell has no clapper\njava.lang"));
    assert_eq!(messages[1], "<script>alert(1)</script>");
    let both = ["leveled/plain.log", "leveled/node.log"];
    assert_eq!(objects(&["entries", "--json", "--limit", "12", both[0], both[1]]).len(), 12);
    assert_eq!(objects(&["entries", "--json", "--limit", "0", both[0]]).len(), 0);
    assert_eq!(objects(&["entries", "--json", both[0], "-q", "nosuchword"]).len(), 0);
    let n_all = objects(&["entries", "--json", both[0]]).len();
    let others = objects(&["entries", "--json", both[0], "-q", "-level>=error"]);
    assert_eq!(others.len(), n_all - 2);
}

#[test]
fn a_bad_query_is_refused_and_the_place_is_marked() {
    let output = run(&["entries", "leveled/plain.log", "-q", "level>=error and (lost"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output), "");
    let lines: Vec<&str> = err(&output).lines().collect();
    let [message, query, mark] = lines[..] else { panic!("three lines: {lines:?}") };
    assert!(message.starts_with("logscry: ") && message.len() > 20, "{message}");
    assert_eq!(query, "  level>=error and (lost");
    let place = mark.find('^').unwrap();
    assert!(place >= query.find('(').unwrap(), "{query}\n{mark}");
}

#[test]
fn a_missing_file_is_named_and_refused() {
    let output = run(&["summary", "no/such.log"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(out(&output), "");
    assert!(err(&output).contains("no/such.log"), "{}", err(&output));
    assert!(err(&output).contains("none of the sources can be read"));
}

#[test]
fn a_missing_file_beside_a_good_one_is_left_out_and_said_so() {
    let output = run(&["entries", "no/such.log", "text/one_line.log"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output), "only this, and no line end\n");
    assert!(err(&output).contains("skipped"), "{}", err(&output));
}

#[test]
fn arguments_that_make_no_sense_are_refused() {
    for args in [&["summary"][..], &["entries", "--limit", "-1", "."], &["nonsense"], &[]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains("Usage"), "{}", err(&output));
    }
}

#[test]
fn an_empty_file_is_a_source_without_entries() {
    let path = scratch_file("empty", "empty.log", b"");
    let [summary] = objects(&["summary", "--json", &path]).try_into().unwrap();
    assert_eq!(summary["sources"][0]["why"], "the file is empty");
    assert_eq!(summary["first"], Value::Null);
    check_ledger_adds_up(&summary["ledger"]);
    assert_eq!(objects(&["entries", "--json", &path]).len(), 0);
}

#[test]
fn a_binary_file_is_not_read_and_it_says_why() {
    let path = scratch_file("binary", "shot.png", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01");
    let [summary] = objects(&["summary", "--json", &path]).try_into().unwrap();
    assert_eq!(summary["sources"][0]["format"], "none");
    assert_eq!(
        summary["sources"][0]["why"],
        "not read: looks like a picture (--encoding utf-8 reads it all the same)"
    );
    assert_eq!(number(&summary["ledger"], "entries"), 0);
    assert_eq!(objects(&["entries", "--json", &path]).len(), 0);
}

#[test]
fn a_gzip_stream_that_ends_too_early_keeps_what_came_before() {
    let log = b"2026-01-01 00:00:00 INFO one and the same line again and again\n".repeat(2_000);
    let gzip = crate::feed::gzip(&log, 1);
    let path = scratch_file("torn", "torn.log.gz", &gzip[..gzip.len() - 40]);
    let [summary] = objects(&["summary", "--json", &path]).try_into().unwrap();
    let failure = summary["sources"][0]["failures"][0].as_str().unwrap();
    assert!(failure.starts_with("the compressed data ends too early"), "{failure}");
    check_ledger_adds_up(&summary["ledger"]);
}

#[test]
fn a_dash_is_standard_input() {
    let text = b"2026-01-01 00:00:00 ERROR from a pipe\n";
    let output = run_with_input(&["entries", "--json", "-"], text);
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
    let entry: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!((&entry["source"], &entry["level"]), (&Value::from("-"), &Value::from("error")));
    let output = run_with_input(&["summary", "--json", "-"], &crate::feed::gzip(text, 1));
    let summary: Value = serde_json::from_str(out(&output)).unwrap();
    assert_eq!(number(&summary["ledger"], "entries"), 1);
}

#[test]
fn nothing_at_standard_input_is_an_empty_source() {
    let output = run_with_input(&["summary", "-"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("the file is empty"), "{}", out(&output));
}

#[test]
fn a_reader_that_goes_away_is_no_trouble() {
    let log = b"2026-01-01 00:00:00 INFO one and the same line again and again\n".repeat(20_000);
    let path = scratch_file("pipe", "long.log", &log);
    let mut command = command(&["entries", &path]);
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    pipe.read_exact(&mut [0; 100]).unwrap();
    drop(pipe);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), ""));
}

#[test]
fn fields_whose_names_mean_something_else_can_be_asked_for() {
    let log = b"{\"time\":\"2026-01-01T00:00:00Z\",\"source\":\"web\",\"format\":\"x\",\"is\":\"y\",\"level\":\"high\",\"id\":9007199254740993}
{\"time\":\"2026-01-01T00:00:01Z\",\"source\":\"db\",\"format\":\"z\",\"is\":\"w\",\"level\":\"low\",\"id\":9007199254740992}\n";
    let path = scratch_file("named", "named.log", log);
    for query in ["\"source\":web", "\"format\":x", "\"is\":y", "id>9007199254740992"] {
        assert_eq!(objects(&["entries", "--json", &path, "-q", query]).len(), 1, "{query}");
    }
}

#[test]
fn what_names_no_field_is_searched_as_text() {
    let log = b"2026-01-01 00:00:00 INFO opened C:\\temp\\a
2026-01-01 00:00:01 WARN at Booking.save(Booking.java:137) code=7
2026-01-01 00:00:02 INFO java.io.IOException: broken pipe
2026-01-01 00:00:03 INFO READY -> DONE
2026-01-01 00:00:04 INFO GET /v2/ 200\n";
    let path = scratch_file("as_text", "as_text.log", log);
    let expected = [
        ("C:\\temp", 1),
        ("Booking.java:137", 1),
        ("Booking.save(Booking.java:137)", 1),
        ("java.io.IOException: broken", 1),
        ("READY -> DONE", 1),
        ("/v2/", 1),
        ("code:7", 1),
        ("\"C\":x", 0),
        ("-C:\\temp", 4),
        ("level:info and not retr* nothing:here", 0),
        ("code in (7, 8) or pi*e", 2),
    ];
    for (query, n) in expected {
        assert_eq!(objects(&["entries", "--json", &path, "-q", query]).len(), n, "{query}");
    }
    let fields = objects(&["fields", "--json", &path, "-q", "C:\\temp"]);
    assert_eq!(fields[0]["entries"], 1, "{fields:?}");
}
