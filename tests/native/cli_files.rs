//! The command's files: what becomes of them while they are read, by which names they are reached,
//! and what their names may hold.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

use crate::archive_writer::{Boxing, Loose};
use crate::cli::{command, err, objects, out, run, scratch};

const LINE: &str = "2026-01-01 00:00:00 INFO one and the same line again and again\n";

/// A folder of its own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = scratch("files").join(name);
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn pipe(folder: &Path) -> PathBuf {
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    pipe
}

/// Lists the entries of a file that `change` changes once the command has begun: it waits at a pipe.
fn read_while(name: &str, change: impl FnOnce(&Path)) -> Output {
    let folder = folder(name);
    let (log, pipe) = (folder.join("app.log"), pipe(&folder));
    fs::write(&log, LINE.repeat(2_000)).unwrap();
    let mut command = command(&["entries", log.to_str().unwrap(), pipe.to_str().unwrap()]);
    let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = piped.spawn().unwrap();
    let mut end = OpenOptions::new().write(true).open(&pipe).unwrap();
    change(&log);
    end.write_all(LINE.as_bytes()).unwrap();
    drop(end);
    child.wait_with_output().unwrap()
}

#[track_caller]
fn check_change(output: &Output, code: i32, n_lines: usize, sentence: &str) {
    assert!(err(output).contains(sentence), "{}", err(output));
    assert_eq!(output.status.code(), Some(code), "{}", err(output));
    assert_eq!(out(output).lines().count(), n_lines);
}

#[test]
fn a_file_that_grows_is_read_as_far_as_it_was_there() {
    let output = read_while("grown", |log| {
        OpenOptions::new().append(true).open(log).unwrap().write_all(b"2026-01-01\n").unwrap();
    });
    check_change(&output, 0, 2_001, "grew by 11 bytes while it was read");
}

#[test]
fn a_file_that_is_cut_or_written_over_is_told() {
    let output = read_while("cut", |log| fs::write(log, "").unwrap());
    check_change(&output, 1, 1, "was cut to 0 bytes while it was read");
    let output = read_while("copied", |log| {
        fs::write(log, LINE.replace("INFO", "WARN").repeat(3_000)).unwrap();
    });
    check_change(&output, 1, 2_001, "was written to while it was read");
}

#[test]
fn a_file_that_is_replaced_is_read_as_it_was() {
    let output = read_while("rotated", |log| {
        fs::rename(log, log.with_extension("log.1")).unwrap();
        fs::write(log, LINE.replace("one", "two").repeat(5_000)).unwrap();
    });
    check_change(&output, 1, 2_001, "was replaced while it was read");
    assert!(!out(&output).contains("two"));
}

#[test]
fn a_file_with_many_names_is_read_once() {
    let folder = folder("names");
    let log = folder.join("a.log");
    fs::write(&log, LINE).unwrap();
    fs::hard_link(&log, folder.join("hard.log")).unwrap();
    std::os::unix::fs::symlink("a.log", folder.join("soft.log")).unwrap();
    fs::create_dir(folder.join("sub")).unwrap();
    std::os::unix::fs::symlink("..", folder.join("sub/up")).unwrap();
    std::os::unix::fs::symlink("..", folder.join("sub/up_again")).unwrap();
    pipe(&folder);
    let output = run(&["entries", folder.to_str().unwrap(), log.to_str().unwrap()]);
    assert_eq!((output.status.code(), out(&output)), (Some(0), LINE));
    let count = |sentence| err(&output).matches(sentence).count();
    assert_eq!(count("left out, the same file as"), 3, "{}", err(&output));
    assert_eq!(count("left out, the same folder as"), 1, "{}", err(&output));
    assert_eq!(count("skipped, neither a file nor a folder"), 1, "{}", err(&output));
}

#[test]
fn a_format_file_without_end_is_refused() {
    let output = run(&["entries", "--format", "/dev/zero", "text/one_line.log"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("/dev/zero: this is not a format file"), "{}", err(&output));
}

/// What must not reach a terminal from a name.
const NASTY: &str = "\u{1b}[2J\u{9b}31m\n\u{202e}gol\u{feff}\u{2028}";

#[track_caller]
fn check_is_tame(output: &Output) {
    let is_tame = |letter: char| !NASTY.contains(letter) || letter.is_ascii_graphic();
    for text in [out(output), err(output)] {
        assert!(text.lines().flat_map(str::chars).all(is_tame), "{text:?}");
    }
}

#[test]
fn foreign_names_are_shown_and_do_nothing() {
    let folder = folder("nasty");
    let entry = |level| {
        let (key, value) = (serde_json::to_string(&format!("k{NASTY}")).unwrap(), NASTY);
        let value = serde_json::to_string(value).unwrap();
        format!(
            "{{\"time\":\"2026-01-01T00:00:00Z\",\"level\":\"{level}\",\"msg\":\"m\",{key}:{value}}}\n"
        )
    };
    let json: String = [entry("info"), entry("warn")].concat();
    fs::write(folder.join(format!("log{NASTY}.log")), &json).unwrap();
    fs::write(
        folder.join(format!("csv{NASTY}.csv")),
        format!("time,level,\"k{}\"\n2026-01-01T00:00:00Z,info,x\n", NASTY.replace('\n', "")),
    )
    .unwrap();
    let members = [
        Loose { path: format!("in{NASTY}/a.log"), bytes: json.into_bytes() },
        Loose {
            path: format!("binary{NASTY}"),
            bytes: b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(),
        },
    ];
    for (n, boxing) in Boxing::ALL.iter().enumerate() {
        let packed = boxing.pack(&members);
        fs::write(folder.join(format!("{n}{NASTY}.box")), &packed).unwrap();
        fs::write(folder.join(format!("cut{n}{NASTY}.box")), &packed[..packed.len() - 30]).unwrap();
    }
    let missing = folder.join(format!("missing{NASTY}"));
    let (all, missing) = (folder.to_str().unwrap(), missing.to_str().unwrap());
    for args in [
        &["summary", all, missing, all][..],
        &["summary", "--json", all, missing],
        &["entries", "--json", all, missing],
        &["fields", all, missing],
        &["fields", "--json", all, missing],
        &["summary", "--format", missing, all],
        &["summary", missing],
    ] {
        let output = run(args);
        assert_ne!(output.status.code(), Some(0), "{}", err(&output));
        check_is_tame(&output);
    }
    // JSON means the names themselves.
    let summary: Value = serde_json::from_str(out(&run(&["summary", "--json", all]))).unwrap();
    let names = summary["sources"].as_array().unwrap().iter().map(|source| &source["source"]);
    let names: Vec<&str> = names.map(|name| name.as_str().unwrap()).collect();
    assert!(names.iter().any(|name| name.ends_with(&format!("log{NASTY}.log"))), "{names:?}");
}

#[test]
fn clocks_alone_are_of_the_day_in_the_name_of_a_copied_file() {
    let folder = folder("named_days");
    let times = |name: &str, text: &str| -> Vec<Value> {
        let log = folder.join(name);
        fs::write(&log, text).unwrap();
        let entries = objects(&["entries", log.to_str().unwrap(), "--json"]);
        entries.iter().map(|entry| entry["time"].clone()).collect()
    };
    let clocks = "10:40:29 the pier is closed\n23:59:59 the pier is open\n";
    let found = times("app-2021-03-02.log", clocks);
    assert_eq!(found, ["2021-03-02T10:40:29Z", "2021-03-02T23:59:59Z"]);
    // Of what has a date, the name says nothing.
    let dated = "2020-05-06 10:40:29 the pier is closed\nMay  6 10:40:29 the pier is open\n";
    let found = times("app-2021-03-02-dated.log", dated);
    assert_eq!(found[0], "2020-05-06T10:40:29Z");
    assert_ne!(times("app-2021-03-02-2021-03-03.log", clocks)[0], "2021-03-02T10:40:29Z");
}
