//! Damaged archives beside the tools that the formats come with: what they call damaged we say is.

use std::process::{Command, Stdio};

use serde_json::Value;

use crate::archive_writer::{Boxing, Loose, Sizes};
use crate::cli::{run, scratch};
use crate::compressors::Packing;

/// How many mutants are tried; `make fuzz` tries more.
const N_MUTANTS: usize = 100;

/// A kind of archive and the tool that tests it, with the status from which on it is damaged.
struct Kind {
    name: &'static str,
    boxing: Option<Boxing>,
    packing: Packing,
    tool: &'static [&'static str],
    min_status: i32,
}

const fn stream(name: &'static str, packing: Packing, tool: &'static [&'static str]) -> Kind {
    Kind { name, boxing: None, packing, tool, min_status: 1 }
}

const fn archive(name: &'static str, boxing: Boxing, tool: &'static [&'static str]) -> Kind {
    // To `unzip` 1 is a warning.
    Kind { name, boxing: Some(boxing), packing: Packing::Gzip, tool, min_status: 2 }
}

const GZIP: &[&str] = &["gzip", "-t"];
const XZ: &[&str] = &["xz", "-t"];
const UNZIP: &[&str] = &["unzip", "-tqq"];

const KINDS: &[Kind] = &[
    stream("a.log.gz", Packing::Gzip, GZIP),
    stream("a.log.xz", Packing::Xz, XZ),
    Kind { min_status: 1, ..archive("a.tar.gz", Boxing::TarIn(Packing::Gzip), GZIP) },
    Kind { min_status: 1, ..archive("a.tar.xz", Boxing::TarIn(Packing::Xz), XZ) },
    archive("stored.zip", Boxing::Zip(0, Sizes::InFront), UNZIP),
    archive("deflated.zip", Boxing::Zip(8, Sizes::InFront), UNZIP),
    archive("behind.zip", Boxing::Zip(8, Sizes::Behind), UNZIP),
];

impl Kind {
    /// The archive, and all text in it.
    fn pack(&self) -> (Vec<u8>, Vec<u8>) {
        let lines = |from: usize| -> Vec<u8> {
            let line =
                |n| format!("2026-03-01 10:00:{:02} INFO request {} served\n", n % 60, n * n * 7);
            (from..from + 30).map(line).collect::<String>().into_bytes()
        };
        let file = |n: usize| Loose { path: format!("m{n}.log"), bytes: lines(n * 40) };
        let files = [file(0), file(1), file(2)];
        match self.boxing {
            Some(boxing) => (boxing.pack(&files), files.map(|file| file.bytes).concat()),
            None => (self.packing.pack(&lines(0), 1), lines(0)),
        }
    }

    /// Whether the tool says that a file is damaged; `None` if it is not installed.
    fn is_damaged(&self, path: &str) -> Option<bool> {
        let (program, args) = self.tool.split_first().unwrap();
        let mut command = Command::new(program);
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let status = quiet.args(args).arg(path).status().ok()?;
        // 81 of `unzip`: it is said to be for a version that has more.
        Some(status.code().is_none_or(|code| code >= self.min_status && code != 81))
    }
}

/// Numbers that look random, the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n.max(1)
    }
}

/// Changes a few bytes, takes some out, puts some in or cuts off the end; the first bytes, which
/// say what it is, stay.
fn mutate(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    let at = 8 + numbers.below(bytes.len() - 8);
    let n = 1 + numbers.below(8);
    match numbers.below(6) {
        0 | 1 => bytes[at] ^= 1 << numbers.below(8),
        2 => bytes[at] = u8::try_from(numbers.below(256)).unwrap(),
        3 => drop(bytes.drain(at..(at + n).min(bytes.len()))),
        4 => drop(bytes.splice(at..at, std::iter::repeat_n(0xA5, n))),
        _ => bytes.truncate(at),
    }
}

/// What is said of a file that is not as it should be.
fn is_told(path: &str) -> bool {
    let output = run(&["summary", "--json", path]);
    if output.status.code() != Some(0) {
        return true;
    }
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    let has_some = |list: &Value| list.as_array().is_some_and(|list| !list.is_empty());
    summary["sources"].as_array().unwrap().iter().any(|source| {
        let archive = &source["archive"];
        has_some(&source["failures"])
            || has_some(&archive["failures"])
            || has_some(&archive["skipped"])
            || archive["bytes"]
                .as_array()
                .is_some_and(|all| all.iter().any(|one| one["trailing"] != 0))
            || source["ledger"]["bytes_trailing"] != 0
            || (source["format"] == "none" && archive.is_null())
    })
}

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
fn tell(sentence: &str) {
    eprintln!("{sentence}");
}

#[test]
fn what_the_formats_own_tools_call_damaged_is_told() {
    let n_mutants = std::env::var("LOGSCRY_MUTANTS").ok().and_then(|n| n.parse().ok());
    let folder = scratch("mutants");
    let mut numbers = Numbers(10);
    let (mut n_compared, mut n_damaged, mut missed) = (0, 0, Vec::new());
    let mut missing = std::collections::BTreeSet::new();
    for n in 0..n_mutants.unwrap_or(N_MUTANTS) {
        let kind = &KINDS[n % KINDS.len()];
        let (mut bytes, text) = kind.pack();
        mutate(&mut bytes, &mut numbers);
        let path = folder.join(format!("{n}.{}", kind.name));
        std::fs::write(&path, bytes).unwrap();
        let path = path.to_str().unwrap();
        let Some(is_damaged) = kind.is_damaged(path) else {
            missing.insert(kind.tool[0]);
            continue;
        };
        n_compared += 1;
        n_damaged += usize::from(is_damaged);
        // Some of what the tools mind is no loss: a header of which nothing is needed.
        if is_damaged && !is_told(path) && run(&["entries", path]).stdout != text {
            missed.push(path.to_owned());
        } else {
            std::fs::remove_file(path).unwrap();
        }
    }
    if !missing.is_empty() {
        tell(&format!("left out where it is not installed: {missing:?}"));
    }
    assert!(n_compared == 0 || n_damaged > n_compared / 3, "{n_damaged} of {n_compared}");
    assert!(missed.is_empty(), "not told of {}: {}", missed.len(), missed.join("\n"));
}
