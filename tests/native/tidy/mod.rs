//! The architecture as a test: reads the tree as text and reports all that is out of order at once.
//!
//! Each finding says where, what, and the way out. What is wrong today and will be mended later
//! stands in [`debts`], which may only shrink.

mod debts;
mod documents;
mod hygiene;
mod layers;
mod page_circles;
mod page_layers;
mod text;
mod tree;

use std::fmt::Write as _;

use debts::{DEBTS, Debt};
use tree::Tree;

/// Something out of order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    /// From 1; 0 for the file as a whole.
    line: usize,
    what: String,
    way_out: &'static str,
}

fn all_findings(tree: &Tree) -> Vec<Finding> {
    let mut found = Vec::new();
    layers::check(tree, &mut found);
    page_layers::check(tree, &mut found);
    page_circles::check(tree, &mut found);
    hygiene::check(tree, &mut found);
    documents::check(tree, &mut found);
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_tree_is_tidy() {
    let tree = Tree::of_this_checkout();
    let n_sources = tree.below("src/", &["rs"]).count();
    let n_page_sources = tree.below("www/src/", &["ts", "tsx"]).count();
    assert!(n_sources > 50 && n_page_sources > 50, "a tree that is not found would be tidy");
    let findings = all_findings(&tree);
    let report = report(&without_debts(findings, DEBTS));
    assert!(report.is_empty(), "{report}");
}

fn report(findings: &[Finding]) -> String {
    let mut out = String::new();
    for Finding { path, line, what, way_out } in findings {
        writeln!(out, "\n{path}:{line}: {what}\n    way out: {way_out}").unwrap();
    }
    if !findings.is_empty() {
        writeln!(out, "\n{} findings", findings.len()).unwrap();
    }
    out
}

/// Takes known debts off; a debt that is paid, wholly or in part, is a finding of its own.
fn without_debts(findings: Vec<Finding>, debts: &[Debt]) -> Vec<Finding> {
    let mut left = Vec::new();
    let mut used = vec![0; debts.len()];
    for finding in findings {
        let owed = debts
            .iter()
            .position(|debt| debt.path == finding.path && finding.what.starts_with(debt.what));
        match owed {
            Some(idx) if used[idx] < debts[idx].n_findings => used[idx] += 1,
            _ => left.push(finding),
        }
    }
    for (debt, n_used) in debts.iter().zip(used) {
        if n_used < debt.n_findings {
            let what = format!(
                "the debt \"{}\" is for {} findings, but there are {n_used}",
                debt.what, debt.n_findings
            );
            let way_out = "lower or remove its line in tests/native/tidy/debts.rs";
            left.push(Finding { path: debt.path.to_owned(), line: 0, what, way_out });
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in a tree of these files, as `path:line: what`.
    #[track_caller]
    fn check(files: &[(&str, &str)], expected: &[&str]) {
        let found = all_findings(&Tree::of(files));
        let got: Vec<String> =
            found.iter().map(|f| format!("{}:{}: {}", f.path, f.line, f.what)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn a_module_may_use_only_what_its_row_names() {
        check(
            &[(
                "src/frame/scan.rs",
                "//! A.\nuse crate::units::ByteSpan;\nuse crate::{units, store::{Block, Zone}};\n",
            )],
            &["src/frame/scan.rs:3: `frame` uses `store`"],
        );
        check(
            &[("src/units.rs", "//! A.\n/// See crate::format.\nfn f() { super::format::x() }\n")],
            &["src/units.rs:3: `units` uses `format`"],
        );
        check(
            &[("src/cli/scan.rs", "//! A.\nuse logscry::session::X;\nuse logscry::wasm::Y;\n")],
            &["src/cli/scan.rs:3: `cli` uses `wasm`"],
        );
    }

    #[test]
    fn a_test_module_may_use_anything() {
        let text = "//! A.\n\n#[cfg(test)]\nmod tests {\n    use crate::session::Session;\n}\n";
        check(&[("src/units.rs", text)], &[]);
    }

    #[test]
    fn the_core_does_not_touch_the_world() {
        check(
            &[("src/units.rs", "//! A.\nuse std::fs::File;\nuse js_sys::Array;\n")],
            &[
                "src/units.rs:2: the core touches the world: `std::fs`",
                "src/units.rs:3: only src/wasm knows the browser: `js_sys`",
            ],
        );
    }

    #[test]
    fn a_folder_of_the_page_may_import_only_what_its_row_names() {
        let head = "// A.\n";
        let import = |from: &str| format!("{head}import {{ a }} from \"{from}\";\n");
        check(
            &[("www/src/base/a.ts", &import("../state/b"))],
            &["www/src/base/a.ts:2: `base` imports `state`"],
        );
        check(&[("www/src/state/a.ts", &import("../engine/engine"))], &[]);
        check(
            &[("www/src/state/a.ts", &import("../engine/client"))],
            &["www/src/state/a.ts:2: `state` imports `engine/client`"],
        );
        check(
            &[("www/src/views/help/a.tsx", &import("../about/about"))],
            &["www/src/views/help/a.tsx:2: `views/help` imports `views/about`"],
        );
        check(
            &[("www/src/engine/workers/a.ts", &import("preact"))],
            &["www/src/engine/workers/a.ts:2: `engine/workers` imports the package `preact`"],
        );
        check(
            &[("www/src/state/a.ts", &import("../engine/testing/test_workers"))],
            &[
                "www/src/state/a.ts:2: imports a stand-in that is for tests: `../engine/testing/test_workers`",
            ],
        );
    }

    #[test]
    fn the_engines_folders_go_one_way_and_by_the_door() {
        let import = |from: &str| format!("// A.\nimport {{ a }} from \"{from}\";\n");
        check(&[("www/src/engine/list/a.ts", &import("../workers"))], &[]);
        check(
            &[("www/src/engine/list/a.ts", &import("../workers/pool"))],
            &["www/src/engine/list/a.ts:2: `engine/list` imports `engine/workers/pool`"],
        );
        check(&[("www/src/engine/list/a.test.ts", &import("../workers/pool"))], &[]);
        check(
            &[("www/src/engine/workers/a.ts", &import("../list"))],
            &["www/src/engine/workers/a.ts:2: `engine/workers` imports `engine/list`"],
        );
        check(
            &[("www/src/engine/engine.ts", &import("./client"))],
            &["www/src/engine/engine.ts:2: `engine/engine` imports `engine/client`"],
        );
        check(
            &[("www/src/engine/a.ts", "// A.\n")],
            &["www/src/engine/a.ts:0: `engine/a` is in no layer"],
        );
        check(
            &[("www/src/engine/list/a.ts", &import("../testing/test_file"))],
            &[
                "www/src/engine/list/a.ts:2: imports a stand-in that is for tests: `../testing/test_file`",
            ],
        );
    }

    #[test]
    fn no_file_of_the_page_imports_itself_by_way_of_others() {
        let import = |from: &str| format!("// A.\nimport type {{ a }} from \"{from}\";\n");
        check(
            &[
                ("www/src/base/a.ts", &import("./b")),
                ("www/src/base/b.ts", &import("./c")),
                ("www/src/base/c.ts", &import("./a")),
                ("www/src/base/d.ts", &import("./a")),
            ],
            &["www/src/base/a.ts:2: imports go in a circle: base/a → base/b → base/c → base/a"],
        );
        check(
            &[
                ("www/src/engine/list/a.ts", &import(".")),
                ("www/src/engine/list/index.ts", &import("./a")),
            ],
            &[
                "www/src/engine/list/a.ts:2: `engine/list` imports `engine/list`",
                "www/src/engine/list/a.ts:2: imports go in a circle: engine/list/a → engine/list/index → engine/list/a",
            ],
        );
    }

    #[test]
    fn the_pages_sources_hold_no_address_no_sink_and_no_loose_style() {
        check(
            &[(
                "www/src/base/a.tsx",
                "// A.\nconst a = \"https://example.org/\";\nb.innerHTML = a;\n<i style={{ color: a, left: b }} />;\n",
            )],
            &[
                "www/src/base/a.tsx:2: a remote address: https://example.org/",
                "www/src/base/a.tsx:3: text parsed as markup or code: innerHTML",
                "www/src/base/a.tsx:4: an inline style other than geometry: color",
            ],
        );
        check(
            &[("www/src/base/a.tsx", "// A.\n<svg xmlns=\"http://www.w3.org/2000/svg\" />;\n")],
            &[],
        );
    }

    #[test]
    fn colours_stand_in_the_tokens_only() {
        let css =
            "/* A. */\n.a { white-space: nowrap; border: 1px solid #fff; }\n.b { color: red; }\n";
        check(
            &[("www/styles/base.css", css), ("www/styles/tokens.css", css)],
            &[
                "www/styles/base.css:2: a colour outside the tokens: #fff",
                "www/styles/base.css:3: a colour outside the tokens: red",
            ],
        );
    }

    #[test]
    fn exceptions_have_reasons_and_plans_have_issues() {
        let rust =
            "//! A.\n#[expect(dead_code)]\n#[expect(\n    unused,\n    reason = \"b\"\n)]\n// TOD"
                .to_owned()
                + "O: c\n// TOD"
                + "O(#1): d\n";
        check(
            &[("src/units.rs", &rust)],
            &[
                "src/units.rs:2: a lint is silenced without a reason",
                "src/units.rs:7: a plan without an issue",
            ],
        );
        let ts = "// A.\n// biome-ignore lint/a/b: so\n// biome-ignore lint/a/b: it is the only way\n// @ts-ignore\n";
        check(
            &[("www/src/base/a.ts", ts)],
            &[
                "www/src/base/a.ts:2: a lint is silenced without a reason",
                "www/src/base/a.ts:4: the type checker is silenced",
            ],
        );
    }

    #[test]
    fn every_file_says_what_it_is_for() {
        check(
            &[("src/level.rs", "use std::fmt;\n"), ("www/src/base/a.ts", "export {};\n")],
            &[
                "src/level.rs:1: no word on what the file is for",
                "www/src/base/a.ts:1: no word on what the file is for",
            ],
        );
    }

    #[test]
    fn long_files_are_found_and_their_tests_do_not_count() {
        let long = "//! A.\n".to_owned() + &"fn f() {}\n".repeat(600);
        check(&[("src/level.rs", &long)], &["src/level.rs:0: too long: 601 lines of 600"]);
        let tests =
            "//! A.\n#[cfg(test)]\nmod tests {\n".to_owned() + &"// b\n".repeat(700) + "}\n";
        check(&[("src/level.rs", &tests)], &["src/level.rs:0: tests too long: 703 lines of 300"]);
    }

    #[test]
    fn documents_name_what_exists_and_hold_one_sentence_a_line() {
        check(
            &[
                ("README.md", "One. Two.\n\n`src/lib.rs` and `www/gone.ts`\n"),
                ("src/lib.rs", "//! A.\n"),
            ],
            &[
                "README.md:1: two sentences on one line",
                "README.md:3: names what does not exist: www/gone.ts",
            ],
        );
    }

    #[test]
    fn documents_and_scripts_name_no_private_place() {
        check(
            &[(".ci/a.sh", "# A.\nnpm --registry http://10.0.0.7:4873/npm\nls /home/me/tools\n")],
            &[
                ".ci/a.sh:2: a host that others do not have: http://10.0.0.7:4873/npm",
                ".ci/a.sh:3: a path of one machine: /home/me/tools",
            ],
        );
        check(
            &[(
                "www/package-lock.json",
                "{\n  \"resolved\": \"https://packages.example.org/a\"\n}\n",
            )],
            &["www/package-lock.json:2: the lock file holds a download address"],
        );
    }

    #[test]
    fn a_debt_covers_its_findings_and_no_more() {
        let finding = |what: &str| Finding {
            path: "a".to_owned(),
            line: 1,
            what: what.to_owned(),
            way_out: "",
        };
        let debts = [Debt { path: "a", what: "long", n_findings: 2, why: "" }];
        let left = without_debts(vec![finding("long 1"), finding("short")], &debts);
        let whats: Vec<_> = left.iter().map(|finding| finding.what.as_str()).collect();
        assert_eq!(whats, ["short", "the debt \"long\" is for 2 findings, but there are 1"]);
    }
}
