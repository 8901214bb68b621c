//! What `logscry entries` prints besides JSON: original lines, CSV, and the order of the page's list.

use std::fs;

use crate::cli::{run, scratch};

#[track_caller]
fn printed(args: &[&str]) -> Vec<u8> {
    let output = run(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!((output.status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    output.stdout
}

/// Writes a log of our own; its path.
fn log(name: &str, bytes: &[u8]) -> String {
    let path = scratch("forms").join(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[test]
fn original_lines_are_the_bytes_of_the_file() {
    let bytes = b"2026-03-01T10:00:00Z ERROR boom\r\n\tat a.B.c(B.java:1)\r\n\
        2026-03-01T10:00:01Z INFO \x1b[31mred\x1b[0m zero\xe2\x80\x8bwidth\n\
        2026-03-01T10:00:02Z INFO not \xff UTF-8\n";
    let path = log("bytes.log", bytes);
    for args in [&["entries", &path][..], &["entries", "--text", "--by-time", &path]] {
        assert_eq!(printed(args), bytes, "{args:?}");
    }
}

#[test]
fn a_table_has_a_head_and_the_columns_named() {
    let path = log(
        "table.log",
        b"{\"ts\":\"2026-03-01T10:00:00.5Z\",\"level\":\"warn\",\"msg\":\"a, b\",\"order id\":7,\"time\":\"x\"}\n",
    );
    let usual = printed(&["entries", "--csv", &path]);
    let expected =
        format!("time,level,source,line,message\n2026-03-01T10:00:00.5Z,warn,{path},1,\"a, b\"\n");
    assert_eq!(String::from_utf8(usual).unwrap(), expected);
    let named = printed(&["entries", "--columns", "message,order id,\"time\",none", &path]);
    let expected = "message,order id,time,none\n\"a, b\",7,x,\n";
    assert_eq!(String::from_utf8(named).unwrap(), expected);
}

#[test]
fn columns_that_make_no_sense_are_refused() {
    for args in [
        &["entries", "--csv", "--columns", "a,,b", "x.log"][..],
        &["entries", "--json", "--columns", "a", "x.log"],
        &["entries", "--json", "--csv", "x.log"],
    ] {
        assert_eq!(run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn by_time_several_sources_are_one_list() {
    let line = |second: usize| format!("2026-03-01T10:00:{second:02}Z INFO number {second}\n");
    let [even, odd] =
        [0, 1].map(|part| (0..30).map(|idx| line(2 * idx + part)).collect::<String>());
    let paths = [log("even.log", even.as_bytes()), log("odd.log", odd.as_bytes())];
    let in_order: String = (0..60).map(line).collect();
    let listed = printed(&["entries", "--by-time", &paths[0], &paths[1]]);
    assert_eq!(String::from_utf8(listed).unwrap(), in_order);
    let one_by_one = printed(&["entries", &paths[0], &paths[1]]);
    assert_eq!(String::from_utf8(one_by_one).unwrap(), even + &odd);
    let limited = printed(&["entries", "--by-time", "--limit", "3", &paths[1], &paths[0]]);
    assert_eq!(String::from_utf8(limited).unwrap(), (0..3).map(line).collect::<String>());
    let csv =
        printed(&["entries", "--by-time", "--csv", "--columns", "line", &paths[0], &paths[1]]);
    let lines = String::from_utf8(csv).unwrap();
    assert_eq!(lines.lines().nth(60), Some("30"));
}
