//! Heads, lengths, reasons, colours, addresses, names.

use std::sync::LazyLock;

use regex::Regex;

use super::Finding;
use super::text::{code_lines, without_tests};
use super::tree::{SourceFile, Tree};

const RUST_LINES: usize = 600;
const RUST_TEST_LINES: usize = 300;
const TS_LINES: usize = 400;
/// What decides nothing must stay small: the binding and the entry points.
const SMALL: &[(&str, usize)] = &[
    ("src/wasm/mod.rs", 100),
    ("src/main.rs", 40),
    ("src/lib.rs", 40),
    ("www/src/main.tsx", 60),
    ("www/src/engine/workers/worker.ts", 100),
];

/// Rendered from Rust: not held to lengths.
const GENERATED: &[&str] = &["www/src/engine/wire.ts"];

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap()
}

pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in &tree.files {
        // This folder names what it forbids.
        if file.path.starts_with("tests/native/tidy/") && !file.path.ends_with("debts.rs") {
            continue;
        }
        check_head(file, found);
        check_length(file, found);
        check_plans(file, found);
        check_seeds(file, found);
        check_reasons(file, found);
        check_names(file, found);
        check_colours(file, found);
        if file.path.starts_with("www/src/") {
            check_page_source(file, found);
        }
    }
}

fn is_script(file: &SourceFile) -> bool {
    ["ts", "tsx", "mjs"].contains(&file.ending())
}

fn push(
    found: &mut Vec<Finding>,
    file: &SourceFile,
    line: usize,
    what: String,
    way_out: &'static str,
) {
    found.push(Finding { path: file.path.clone(), line, what, way_out });
}

fn check_head(file: &SourceFile, found: &mut Vec<Finding>) {
    let head = file.text.lines().next().unwrap_or_default();
    // A test's name says what it tests.
    let is_test = file.path.contains(".test.") || file.path.contains(".spec.");
    let has_head = match file.ending() {
        "rs" => head.starts_with("//! "),
        "ts" | "tsx" | "mjs" if !is_test => {
            head.starts_with("// ") && !head.contains("biome-ignore") && !head.contains("@ts-")
        }
        "sh" => {
            let mut lines = file.text.lines().filter(|line| !line.starts_with("#!"));
            lines.next().is_some_and(|line| line.starts_with("# "))
        }
        _ => true,
    };
    if !has_head {
        let way_out = "begin with a comment (//! in Rust): what it is for, and what to know before changing it";
        push(found, file, 1, "no word on what the file is for".to_owned(), way_out);
    }
}

fn check_length(file: &SourceFile, found: &mut Vec<Finding>) {
    let way_out = "give each reason to exist its own file";
    let too_long = |what: &str, n_lines: usize, limit: usize| {
        (n_lines > limit).then(|| format!("{what}: {n_lines} lines of {limit}"))
    };
    let small = SMALL.iter().find(|(path, _)| *path == file.path).map(|(_, limit)| *limit);
    let mut whats = Vec::new();
    match file.ending() {
        "rs" => {
            let (code, n_test_lines) = without_tests(&file.text);
            let is_test = file.path.ends_with("/tests.rs");
            let (n_lines, n_test_lines) = match is_test {
                true => (0, code.lines().count()),
                false => (code.lines().count(), n_test_lines),
            };
            whats.extend(too_long("too long", n_lines, small.unwrap_or(RUST_LINES)));
            whats.extend(too_long("tests too long", n_test_lines, RUST_TEST_LINES));
        }
        "ts" | "tsx" | "mjs" if !GENERATED.contains(&file.path.as_str()) => {
            let n_lines = file.text.lines().count();
            whats.extend(too_long("too long", n_lines, small.unwrap_or(TS_LINES)));
        }
        _ => {}
    }
    for what in whats {
        push(found, file, 0, what, way_out);
    }
}

/// Laws of the core keep the seeds of what fails beside the tests, not at the top.
fn check_seeds(file: &SourceFile, found: &mut Vec<Finding>) {
    if !file.path.starts_with("src/") {
        return;
    }
    for (line, text) in file.lines().filter(|(_, text)| text.ends_with("proptest! {")) {
        let next = file.text.lines().nth(line).unwrap_or_default();
        if !text.trim_start().starts_with("//") && !next.contains("(crate::testing::") {
            let way_out = "begin with #![proptest_config(crate::testing::laws())]";
            push(found, file, line, "seeds would be kept at the top level".to_owned(), way_out);
        }
    }
}

/// Notes to do something later, without the number of an issue.
fn check_plans(file: &SourceFile, found: &mut Vec<Finding>) {
    static PLAN: LazyLock<Regex> =
        LazyLock::new(|| regex(r"\b(?:TO[D]O|FI[X]ME|X[X]X|HA[C]K)\b(\(#\d+\):)?"));
    for (line, text) in file.lines() {
        if PLAN.captures_iter(text).any(|plan| plan.get(1).is_none()) {
            let way_out = "do it, drop it, or file an issue and write its number: (#12):";
            push(found, file, line, "a plan without an issue".to_owned(), way_out);
        }
    }
}

fn check_reasons(file: &SourceFile, found: &mut Vec<Finding>) {
    static BIOME: LazyLock<Regex> =
        LazyLock::new(|| regex(r"biome-ignore(?:-all|-start|-end)?\b(.*)"));
    static TS: LazyLock<Regex> = LazyLock::new(|| regex(r"@ts-(?:ignore|nocheck)|eslint-disable"));
    let silenced = "a lint is silenced without a reason";
    if file.ending() == "rs" {
        for (at, _) in file.text.match_indices("[expect(").chain(file.text.match_indices("[allow("))
        {
            let attribute = file.text[at..].split(")]").next().unwrap_or_default();
            let line = file.text[..at].lines().count().max(1);
            let is_comment = file.text[..at].lines().last().is_some_and(|line| line.contains("//"));
            if !attribute.contains("reason = \"") && !is_comment {
                push(found, file, line, silenced.to_owned(), "say why: reason = \"…\"");
            }
        }
    } else if is_script(file) || file.ending() == "css" {
        for (line, text) in file.lines() {
            if let Some(ignored) = BIOME.captures(text) {
                let reason = ignored[1].split_once(": ").map_or("", |(_, reason)| reason);
                if reason.split_whitespace().count() < 3 {
                    push(
                        found,
                        file,
                        line,
                        silenced.to_owned(),
                        "say why after the colon, as a clause",
                    );
                }
            }
            if TS.is_match(text) {
                let what = "the type checker is silenced".to_owned();
                push(
                    found,
                    file,
                    line,
                    what,
                    "make the types right, or @ts-expect-error with a reason",
                );
            }
        }
    }
}

/// Names that say nothing, or that the vocabulary has a word for.
fn check_names(file: &SourceFile, found: &mut Vec<Finding>) {
    static RUST: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^\s*pub(?:\([^)]*\))? (?:const |async )*(?:fn|struct|enum|trait|type|mod|static) (\w+)",
        )
    });
    static TS: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"^export (?:async |abstract |declare )*(?:function|class|interface|type|const|let) (\w+)",
        )
    });
    static BAD: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?:[a-z0-9_]|^)(Manager|Helpers?|Utils?|Info|Records?)(?:[A-Z_]|$)|(?:^|_)(manager|helpers?|utils?|info|records?|process)(?:_|$)",
        )
    });
    let declaration: &Regex = match file.ending() {
        "rs" if file.path.starts_with("src/") => &RUST,
        "ts" | "tsx" if file.path.starts_with("www/src/") => &TS,
        _ => return,
    };
    let way_out = "name what it is, with the words of ARCHITECTURE.md: source, entry, field, row of the list, …";
    for (line, code) in code_lines(&file.text) {
        if let Some(name) = declaration.captures(code).and_then(|found| found.get(1))
            && BAD.is_match(name.as_str())
        {
            push(
                found,
                file,
                line,
                format!("a name that says nothing: {}", name.as_str()),
                way_out,
            );
        }
    }
    let stem = file.path.rsplit('/').next().unwrap_or_default();
    let stem = stem.split('.').next().unwrap_or_default();
    if BAD.is_match(stem) {
        push(found, file, 0, format!("a name that says nothing: {stem}"), way_out);
    }
}

fn check_colours(file: &SourceFile, found: &mut Vec<Finding>) {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^)]*\)?")
    });
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r":(?:[^;]*[\s,(])?(black|white|gr[ae]y|silver|red|maroon|orange|yellow|gold|green|lime|olive|teal|aqua|cyan|blue|navy|purple|fuchsia|magenta|pink|brown)(?:[\s,);!]|$)",
        )
    });
    let is_style = file.ending() == "css" && file.path.starts_with("www/");
    let is_page = file.path.starts_with("www/src/") && ["ts", "tsx"].contains(&file.ending());
    if !(is_style || is_page)
        || file.path == "www/styles/tokens.css"
        || file.path.contains(".test.")
    {
        return;
    }
    for (line, code) in code_lines(&file.text) {
        let number = NUMBER.find(code).map(|colour| colour.as_str());
        // `#123` in text is the number of an issue; names of colours are words in scripts.
        let number = number.filter(|colour| is_style || colour.len() > 4 || colour.contains('('));
        let name = NAME.captures(code).and_then(|colour| colour.get(1)).map(|name| name.as_str());
        if let Some(colour) = number.or(name.filter(|_| is_style)) {
            let way_out = "name it in www/styles/tokens.css, for light, dark and high contrast, and use the name";
            push(found, file, line, format!("a colour outside the tokens: {colour}"), way_out);
        }
    }
}

/// What an object of inline styles may set: the place and size of things, which no sheet can know.
const GEOMETRY: &[&str] = &[
    "bottom",
    "height",
    "insetBlockStart",
    "insetInlineStart",
    "left",
    "maxHeight",
    "maxWidth",
    "minHeight",
    "minWidth",
    "right",
    "top",
    "transform",
    "width",
];

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

fn check_page_source(file: &SourceFile, found: &mut Vec<Finding>) {
    static ADDRESS: LazyLock<Regex> =
        LazyLock::new(|| regex(r#"\b(?:https?|wss?|ftp)://[^\s"'`)<>]*|["'`]//\w[^"'`]*"#));
    static SINK: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTML(?:Unsafe)?|parseHTMLUnsafe|srcdoc|createContextualFragment|DOMParser|dangerouslySetInnerHTML|document\.write(?:ln)?|eval|new Function)\b",
        )
    });
    static STYLE_TEXT: LazyLock<Regex> = LazyLock::new(|| {
        regex(r#"\bstyle=(?:["']|\{["'`])|\.cssText\b|setAttribute\(\s*["']style["']"#)
    });
    static STYLE_OBJECT: LazyLock<Regex> = LazyLock::new(|| regex(r"\bstyle=\{\{([^}]*)"));
    static KEY: LazyLock<Regex> = LazyLock::new(|| regex(r"(?:^|,)\s*([A-Za-z]+|\[[^\]]*\])\s*:"));
    if !["ts", "tsx"].contains(&file.ending()) || file.path.contains(".test.") {
        return;
    }
    for (line, text) in file.lines() {
        for address in ADDRESS.find_iter(text).filter(|address| address.as_str() != NAMESPACE) {
            let what =
                format!("a remote address: {}", address.as_str().trim_matches(['"', '\'', '`']));
            push(
                found,
                file,
                line,
                what,
                "the page cannot talk to the network: say it in a document",
            );
        }
    }
    for (line, code) in code_lines(&file.text) {
        if let Some(sink) = SINK.find(code) {
            let what = format!("text parsed as markup or code: {}", sink.as_str());
            push(found, file, line, what, "log text is hostile: make text nodes");
        }
        if let Some(style) = STYLE_TEXT.find(code) {
            let what = format!("an inline style as text: {}", style.as_str());
            push(
                found,
                file,
                line,
                what,
                "the policy refuses it: use a class, or an object of geometry",
            );
        }
        if let Some(object) = STYLE_OBJECT.captures(code) {
            for key in KEY.captures_iter(&object[1]) {
                if !GEOMETRY.contains(&&key[1]) {
                    let what = format!("an inline style other than geometry: {}", &key[1]);
                    push(found, file, line, what, "use a class; looks belong into style sheets");
                }
            }
        }
    }
}
