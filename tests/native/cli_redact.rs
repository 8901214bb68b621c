//! `logscry redact`, as a user meets it.

use std::fs;

use crate::cli::{run, scratch_file};

const LOG: &str =
    "09:00:00 login user=ann_k12 password=blue-Lamp7 from 198.51.100.7\n09:00:01 bye ann_k12\n";
const REDACTED: &str =
    "09:00:00 login user=user-1 password=secret-1 from ip-1\n09:00:01 bye user-1\n";

#[test]
fn every_encoding_is_redacted_line_for_line() {
    let wide: Vec<u8> = LOG.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes) in [("utf8.log", LOG.as_bytes()), ("utf16.log", &wide)] {
        let path = scratch_file("redact", name, bytes);
        let ran = run(&["redact", &path]);
        assert_eq!(String::from_utf8_lossy(&ran.stdout), REDACTED, "{name}");
        assert!(ran.status.success());
    }
}

#[test]
fn the_key_never_takes_the_place_of_a_file() {
    let log = scratch_file("redact", "kept.log", LOG.as_bytes());
    let ran = run(&["redact", &log, "--map", &log]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("exists already: name a new file"));
    assert!(ran.stdout.is_empty());
    assert_eq!(fs::read_to_string(&log).unwrap(), LOG);
    let key = format!("{log}.key");
    drop(fs::remove_file(&key));
    assert!(run(&["redact", &log, "--map", &key]).status.success());
    let key = fs::read_to_string(&key).unwrap();
    assert!(key.contains("ann_k12") && !key.contains("blue-Lamp7"), "{key}");
}

#[test]
fn what_is_left_out_is_told_once() {
    let log = scratch_file("redact", "beside.log", LOG.as_bytes());
    let tool = scratch_file("redact", "tool.bin", &[0, 1, 2, 0xFF, 0, 0xFE, 7, 0].repeat(40));
    let ran = run(&["redact", &tool, &log]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(said.matches("not text, left out").count(), 1, "{said}");
    assert_eq!(String::from_utf8_lossy(&ran.stdout), REDACTED);
    assert_eq!(ran.status.code(), Some(1));
}
