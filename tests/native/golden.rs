//! The corpus: small logs of every format with what they mean, fed in every way.

use std::fs;
use std::path::{Path, PathBuf};

use logscry::format::FORMATS;
use logscry::input::BOM;

use crate::feed::{self, Output, Way, check_ledger, feed, text_of};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

/// Every `<format>/<case>.log` of the corpus.
pub(crate) fn cases() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in fs::read_dir(corpus()).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
            found.extend(files.filter(|path| path.extension().is_some_and(|ext| ext == "log")));
        }
    }
    found.sort();
    found
}

#[test]
fn every_case_means_what_it_says_however_it_is_fed() {
    let cases = cases();
    assert!(cases.len() >= 50, "the corpus is there: {} cases", cases.len());
    let mut wrong: Vec<String> = Vec::new();
    for path in cases {
        let text = fs::read(&path).unwrap();
        let expect_path = path.with_extension("expect");
        let whole = feed(&text, &Way::whole());
        check_ledger(&whole, text.len() as u64);
        let dump = text_of(&whole);
        if is_update() {
            fs::write(&expect_path, &dump).unwrap();
        }
        let expected = fs::read_to_string(&expect_path).unwrap_or_default();
        let others = other_ways(&text).into_iter().map(|(name, output)| (name, text_of(&output)));
        for (name, got) in std::iter::once(("whole", dump)).chain(others) {
            if got != expected {
                let difference = first_difference(&expected, &got);
                wrong.push(format!("{} {name}, {difference}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn every_format_has_a_case_of_its_own() {
    for format in FORMATS {
        let ending = format!(" {}", format.id());
        let is_read = |path: &PathBuf| {
            let output = feed(&fs::read(path).unwrap(), &Way::whole());
            output
                .entries
                .iter()
                .filter_map(|entry| entry.lines().next())
                .any(|head| head.ends_with(&ending))
        };
        let mut own =
            cases().into_iter().filter(|path| path.parent().unwrap().ends_with(format.id()));
        assert!(
            own.any(|path| is_read(&path)),
            "no log in tests/corpus/{0} is read as {0}",
            format.id()
        );
    }
}

const LIST_HEAD: &str = "\
//! Every case of the corpus by name; `UPDATE=1 cargo test --test native golden` writes it.

/// Name, log and expectation.
pub(crate) type Case = (&'static str, &'static [u8], &'static str);

macro_rules! case {
    ($name:literal) => {
        ($name, include_bytes!(concat!($name, \".log\")), include_str!(concat!($name, \".expect\")))
    };
}

/// All of them, sorted.
pub(crate) const CASES: &[Case] = &[
";

/// `tests/wasm.rs` cannot look into folders: it takes the cases from a list that is compiled in.
#[test]
fn the_list_of_cases_for_wasm_is_current() {
    let path = corpus().join("list.rs");
    let mut list = LIST_HEAD.to_owned();
    for case in cases() {
        let name = case.strip_prefix(corpus()).unwrap().with_extension("");
        let parts: Vec<_> = name.iter().map(|part| part.to_str().unwrap()).collect();
        list.push_str(&format!("    case!(\"{}\"),\n", parts.join("/")));
    }
    list.push_str("];\n");
    if is_update() {
        fs::write(&path, &list).unwrap();
    }
    let is_current = fs::read_to_string(&path).unwrap_or_default() == list;
    assert!(
        is_current,
        "tests/corpus/list.rs is stale: run UPDATE=1 cargo test --test native golden"
    );
}

fn other_ways(text: &[u8]) -> Vec<(&'static str, Output)> {
    let size = text.len() as u64;
    let marked = [BOM, text].concat();
    let crlf = feed::with_crlf(text);
    let thirds = vec![size / 3, size / 3 * 2];
    let mut ways = vec![
        ("in chunks of 1 byte", feed(text, &Way::chunks(1))),
        ("in chunks of 7 bytes", feed(text, &Way::chunks(7))),
        ("in chunks of 65,536 bytes", feed(text, &Way::chunks(65_536))),
        ("cut for two workers", feed(text, &Way::cut(thirds, 2))),
        (
            "cut every 100 bytes for three",
            feed(text, &Way::cut((0..size / 100).map(|n| n * 100).collect(), 3)),
        ),
        ("gzipped", feed(&feed::gzip(text, 1), &Way::whole())),
        ("gzipped in three members", feed(&feed::gzip(text, 3), &Way::chunks(64))),
        ("fetched by somebody else", feed(text, &Way::pumped())),
        ("with a byte order mark", feed(&marked, &Way::chunks(9))),
    ];
    // What has CRs already would get them twice.
    if !text.contains(&b'\r') {
        ways.push(("with CRLF", without_cr(feed(&crlf, &Way::chunks(11)))));
    }
    ways
}

/// A message of several lines keeps its line ends; all else must be as with LF.
fn without_cr(mut output: Output) -> Output {
    for entry in &mut output.entries {
        *entry = entry.replace("\\r\\n", "\\n");
    }
    output
}

fn first_difference(expected: &str, got: &str) -> String {
    let pairs = expected.lines().map(Some).chain(std::iter::repeat(None));
    for (number, (got, expected)) in got.lines().zip(pairs).enumerate() {
        if expected != Some(got) {
            return format!(
                "line {}\n  expected {}\n  got      {got}",
                number + 1,
                expected.unwrap_or("nothing")
            );
        }
    }
    "something is missing at the end".to_owned()
}
