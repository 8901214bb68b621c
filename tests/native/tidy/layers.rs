//! Which module of the core may use which: data flows one way.

use std::sync::LazyLock;

use regex::Regex;

use super::Finding;
use super::text::{code_lines, without_tests};
use super::tree::Tree;

/// Modules in the order of `src/lib.rs`, each with the modules that it may use.
///
/// `frame` never knows formats, `format` never knows columns, `store` never knows queries, and
/// nothing but `wasm` knows the browser.
const MODULES: &[(&str, &[&str])] = &[
    ("units", &[]),
    ("level", &[]),
    ("simd", &[]),
    ("trace", &[]),
    ("template", &["level"]),
    ("compare", &["level", "trace", "template"]),
    ("explain", &["units", "level"]),
    ("redact", &[]),
    ("input", &["units", "simd"]),
    ("frame", &["units", "simd"]),
    ("time", &["units", "simd"]),
    // `frame` for what it asks of formats: which lines start entries, and what lines carry.
    ("format", &["units", "level", "simd", "frame", "time"]),
    ("store", &["units", "level", "simd", "time"]),
    ("ingest", &["units", "level", "input", "frame", "time", "format", "store"]),
    // `frame` for the end of an entry's text: what a query searches is what an entry shows.
    ("query", &["units", "level", "simd", "frame", "time", "store"]),
    ("aggregate", &["units", "level", "simd", "store"]),
    // `query` for what a query names and nothing has, `trace` and `template` for groups.
    ("fold", &["units", "level", "simd", "trace", "template", "store", "query", "aggregate"]),
    (
        "session",
        &[
            "units",
            "level",
            "input",
            "frame",
            "time",
            "format",
            "store",
            "ingest",
            "query",
            "aggregate",
            "fold",
        ],
    ),
    ("export", &["units", "level", "time", "store", "session"]),
    ("desk", &["units", "store", "session", "fold"]),
    (
        "wire",
        &[
            "units",
            "level",
            "input",
            "time",
            "format",
            "store",
            "ingest",
            "query",
            "aggregate",
            "fold",
            "session",
            "export",
            "desk",
            // What an entry holds is found when it is shown.
            "trace",
        ],
    ),
    ("wasm", &["units", "input", "session", "desk", "wire"]),
];

/// The native command stands beside `wasm`; it is a crate of its own and says `logscry::`.
const CLI_MAY_USE: &[&str] = &[
    "units",
    "level",
    "compare",
    "explain",
    "input",
    "time",
    "format",
    "store",
    "ingest",
    "query",
    "aggregate",
    "fold",
    "session",
    "export",
    "redact",
];

/// What the pure core may not name: files, clock, environment, threads, network.
static WORLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\bstd::(?:fs|env|net|process|thread|time|io::(?:stdin|stdout|stderr))\b").unwrap()
});
static BROWSER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:js_sys|web_sys|wasm_bindgen)\b").unwrap());

pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in tree.below("src/", &["rs"]) {
        let module = module_of(&file.path);
        let (code, _) = without_tests(&file.text);
        let is_test = file.path.ends_with("/tests.rs");
        let allowed = match MODULES.iter().find(|(name, _)| *name == module) {
            Some((_, allowed)) => Some(*allowed),
            None if module == "cli" => Some(CLI_MAY_USE),
            None if ["lib", "main", "testing"].contains(&module) => None,
            None => {
                let what = format!("`{module}` is in no layer");
                let way_out =
                    "give it a row in tests/native/tidy/layers.rs, at its place in src/lib.rs";
                found.push(Finding { path: file.path.clone(), line: 0, what, way_out });
                None
            }
        };
        for (line, code) in code_lines(code) {
            let mut push = |what, way_out| {
                found.push(Finding { path: file.path.clone(), line, what, way_out });
            };
            for used in modules_used(code, n_levels(&file.path)) {
                let is_known = MODULES.iter().any(|(name, _)| *name == used);
                let is_allowed = allowed.is_none_or(|allowed| allowed.contains(&used.as_str()));
                if is_known && used != module && !is_allowed && !is_test {
                    push(
                        format!("`{module}` uses `{used}`"),
                        "move the shared part down to a layer that both may use, or hand the value in",
                    );
                }
            }
            if !["cli", "main", "wasm"].contains(&module)
                && !is_test
                && let Some(name) = WORLD.find(code)
            {
                push(
                    format!("the core touches the world: `{}`", name.as_str()),
                    "hand the bytes, the time or the setting in from src/cli or the worker",
                );
            }
            if module != "wasm"
                && let Some(name) = BROWSER.find(code)
            {
                push(
                    format!("only src/wasm knows the browser: `{}`", name.as_str()),
                    "keep the core free of it; convert in src/wasm",
                );
            }
        }
    }
    check_reading_order(tree, found);
}

/// `src/lib.rs` names the modules in the order of the table and holds nothing else.
fn check_reading_order(tree: &Tree, found: &mut Vec<Finding>) {
    let Some(lib) = tree.files.iter().find(|file| file.path == "src/lib.rs") else { return };
    let mut named = Vec::new();
    for (line, code) in code_lines(&lib.text) {
        let code = code.trim();
        match code.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            Some(name) => named.push(name),
            None if code.is_empty() || code.starts_with("#[") || code.starts_with("#![") => {}
            // What unit tests share is part of no build.
            None if code == "mod testing;" => {}
            None => found.push(Finding {
                path: lib.path.clone(),
                line,
                what: "lib.rs holds code".to_owned(),
                way_out: "lib.rs is the picture and the list of modules; move the rest to one",
            }),
        }
    }
    let order: Vec<&str> = MODULES.iter().map(|(name, _)| *name).collect();
    if tree.is_whole() && named != order {
        found.push(Finding {
            path: lib.path.clone(),
            line: 0,
            what: format!("modules are not in the order of the layers: {}", order.join(", ")),
            way_out: "a module stands below all that it uses: reorder the `pub mod` lines, or the table",
        });
    }
}

/// The module of the crate that a path belongs to.
fn module_of(path: &str) -> &str {
    let rest = path.strip_prefix("src/").unwrap_or(path);
    rest.split_once('/').map_or_else(|| rest.trim_end_matches(".rs"), |(folder, _)| folder)
}

/// How many `super::` lead from a file to the root of the crate.
fn n_levels(path: &str) -> usize {
    let n_folders = path.matches('/').count();
    if path.ends_with("/mod.rs") { n_folders - 1 } else { n_folders }
}

/// First names after `crate::`, `logscry::` or as many `super::` as lead to the root.
fn modules_used(code: &str, n_levels: usize) -> Vec<String> {
    let to_root = "super::".repeat(n_levels);
    let mut used = Vec::new();
    for start in ["crate::", "logscry::", to_root.as_str()] {
        for (at, _) in code.match_indices(start) {
            // Not the end of a longer name or of a longer row of `super::`.
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let rest = &code[at + start.len()..];
            match rest.strip_prefix('{') {
                Some(list) => used.extend(names_of_list(list)),
                None => used.extend(first_name(rest)),
            }
        }
    }
    used
}

/// Names at the outer level of `a, b::{c, d}}`.
fn names_of_list(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut is_at_name = true;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => is_at_name = true,
            ' ' => {}
            _ => {
                if std::mem::take(&mut is_at_name) && depth == 0 {
                    names.extend(first_name(&list[at..]));
                }
            }
        }
    }
    names
}

fn first_name(text: &str) -> Option<String> {
    let name: String =
        text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}
