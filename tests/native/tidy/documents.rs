//! What people read: true names, one sentence a line, no private places.

use std::sync::LazyLock;

use regex::Regex;

use super::Finding;
use super::tree::{SourceFile, Tree};

const ARCHITECTURE_LINES: usize = 200;
const README_LINES: usize = 120;

/// Made by a build; documents may name them.
const MADE: &[&str] = &["dist/", "target/", "www/build/", "www/node_modules"];

pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        match file.ending() {
            "md" => {
                check_sentences(file, found);
                check_paths(tree, file, found);
                check_places(file, found);
            }
            "sh" | "mjs" | "json" | "lock" | "toml" => check_places(file, found),
            _ if ["Makefile", ".ci/run"].contains(&file.path.as_str()) => check_places(file, found),
            _ => {}
        }
        let limit = match file.path.as_str() {
            "ARCHITECTURE.md" => ARCHITECTURE_LINES,
            "README.md" => README_LINES,
            _ => continue,
        };
        let n_lines = file.text.lines().count();
        if n_lines > limit {
            let what = format!("too long: {n_lines} lines of {limit}");
            found.push(Finding { path: file.path.clone(), line: 0, what, way_out: "say less" });
        }
    }
}

/// Lines of prose: no code blocks, no tables, no headings.
fn prose(file: &SourceFile) -> Vec<(usize, &str)> {
    let mut is_code = false;
    let mut lines = Vec::new();
    for (number, line) in file.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code && !line.starts_with(['|', '#']) {
            lines.push((number, line));
        }
    }
    lines
}

fn check_sentences(file: &SourceFile, found: &mut Vec<Finding>) {
    static TWO: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[a-z0-9)`*][.!?][)*]* +[(*`]*[A-Z]").unwrap());
    // The number of a list's item, and a lead in bold, are headings rather than sentences.
    static LEAD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^\s*(?:(?:[-*]|\d+\.)\s+)?(?:\*\*[^*]*\*\*)?").unwrap());
    for (line, text) in prose(file) {
        if TWO.is_match(&LEAD.replace(text, "")) {
            let what = "two sentences on one line".to_owned();
            let way_out = "one sentence a line: a change then shows what changed";
            found.push(Finding { path: file.path.clone(), line, what, way_out });
        }
    }
}

/// Whatever looks like a path of the repository must be one.
fn check_paths(tree: &Tree, file: &SourceFile, found: &mut Vec<Finding>) {
    static PATH: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:`|\]\()((?:src|www|tests|dist|target|\.ci)/[\w./-]*|[A-Z]+(?:-[A-Z]+)?\.md)(?:`|\))").unwrap()
    });
    for (line, text) in file.lines() {
        for path in PATH.captures_iter(text) {
            let path = &path[1];
            if !MADE.iter().any(|made| path.starts_with(made))
                && !tree.has(path.trim_end_matches('/'))
            {
                let what = format!("names what does not exist: {path}");
                let way_out = "correct the path, or drop the sentence";
                found.push(Finding { path: file.path.clone(), line, what, way_out });
            }
        }
    }
}

/// Hosts and paths that only one machine or network has.
fn check_places(file: &SourceFile, found: &mut Vec<Finding>) {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"\b(?:https?|git|ssh)://([^\s"'`)<>/:]+)(:\d+)?[^\s"'`)<>]*"#).unwrap()
    });
    static HOME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?:^|[\s"'`(=:])(/(?:root|home|Users|work)/[^\s"'`)]+)"#).unwrap()
    });
    let checkout = env!("CARGO_MANIFEST_DIR");
    for (line, text) in file.lines() {
        let mut push = |what: String, way_out| {
            found.push(Finding { path: file.path.clone(), line, what, way_out });
        };
        if file.path.ends_with("package-lock.json") {
            if text.contains("\"resolved\"") {
                let way_out = "keep omit-lockfile-registry-resolved in www/.npmrc and write the lock file anew";
                push("the lock file holds a download address".to_owned(), way_out);
            }
            continue;
        }
        for address in ADDRESS.captures_iter(text) {
            let host = &address[1];
            if is_private(host) {
                let way_out =
                    "name the public place, or none: tools ask what the machine is set to";
                push(format!("a host that others do not have: {}", &address[0]), way_out);
            }
        }
        let home = HOME.captures(text).and_then(|path| path.get(1)).map(|path| path.as_str());
        let here = text.contains(checkout).then_some(checkout);
        if let Some(path) = home.or(here) {
            let way_out = "name it from the root of the checkout, or by a variable";
            push(format!("a path of one machine: {path}"), way_out);
        }
    }
}

/// Whether a host is neither public nor this machine's own loopback.
fn is_private(host: &str) -> bool {
    let is_variable = host.contains(['$', '{']);
    let is_loopback = host == "localhost" || host.starts_with("127.") || host.starts_with("[::1");
    let is_number = host.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_local = [".local", ".lan", ".internal", ".intranet", ".corp", ".home"]
        .iter()
        .any(|ending| host.ends_with(ending));
    !is_variable && !is_loopback && (is_number || is_local || !host.contains('.'))
}
