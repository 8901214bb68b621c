//! Which folder of the page may import which.

use std::sync::LazyLock;

use regex::Regex;

use super::Finding;
use super::text::code_lines;
use super::tree::Tree;

/// A folder of `www/src` with what it may import beside itself.
struct Layer {
    folder: &'static str,
    /// Folders, or single files of folders.
    may_import: &'static [&'static str],
    packages: &'static [&'static str],
}

const VIEW_PACKAGES: &[&str] = &["preact", "preact/hooks", "@preact/signals"];

const LAYERS: &[Layer] = &[
    Layer { folder: "base", may_import: &[], packages: &[] },
    Layer { folder: "engine", may_import: &["base"], packages: &[] },
    // Of the engine, the contract alone: state is tested with a made-up engine.
    Layer {
        folder: "state",
        may_import: &["base", "engine/engine"],
        packages: &["@preact/signals"],
    },
    Layer { folder: "widgets", may_import: &["base"], packages: &["preact", "preact/hooks"] },
    Layer { folder: "charts", may_import: &["base"], packages: &["preact", "preact/hooks"] },
    // Never another view, never the engine.
    Layer {
        folder: "views",
        may_import: &["base", "state", "widgets", "charts"],
        packages: VIEW_PACKAGES,
    },
    Layer { folder: "page", may_import: &["base", "state", "views"], packages: &["preact"] },
    Layer {
        folder: "main",
        may_import: &["base", "engine", "state", "widgets", "charts", "views", "page"],
        packages: VIEW_PACKAGES,
    },
];

/// The one file that imports the core.
const CORE_IMPORTER: &str = "www/src/engine/worker.ts";
const CORE_PACKAGE: &str = "logscry-wasm";

static IMPORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']"#).unwrap());

const WAY_OUT: &str = "move the shared part down (base, state), or hand the value in; the table is in tests/native/tidy/page_layers.rs";

pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in tree.below("www/src/", &["ts", "tsx"]) {
        if file.path.ends_with(".d.ts") {
            continue;
        }
        let place = place_of(&file.path["www/src/".len()..]);
        let folder = place.split('/').next().unwrap_or_default();
        let is_test = file.path.contains(".test.ts");
        let Some(layer) = LAYERS.iter().find(|layer| layer.folder == folder) else {
            let what = format!("`{folder}` is in no layer");
            let way_out = "give it a row in tests/native/tidy/page_layers.rs";
            found.push(Finding { path: file.path.clone(), line: 0, what, way_out });
            continue;
        };
        for (line, code) in code_lines(&file.text) {
            for import in IMPORT.captures_iter(code) {
                let target = &import[1];
                let what = if target.starts_with('.') {
                    relative(&file.path, target, place, layer, is_test)
                } else {
                    package(&file.path, target, place, layer, is_test)
                };
                if let Some(what) = what {
                    found.push(Finding { path: file.path.clone(), line, what, way_out: WAY_OUT });
                }
            }
        }
    }
}

/// `views/help` of `views/help/a.tsx`, `engine` of `engine/a.ts`, `main` of `main.tsx`.
fn place_of(path: &str) -> &str {
    let folder = path.rsplit_once('/').map(|(folder, _)| folder);
    folder.unwrap_or_else(|| path.split('.').next().unwrap_or_default())
}

fn relative(path: &str, target: &str, place: &str, layer: &Layer, is_test: bool) -> Option<String> {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    let module = folders.join("/");
    let module = module.strip_prefix("www/src/")?;
    if module.rsplit('/').next().is_some_and(|name| name.starts_with("fake_")) && !is_test {
        return Some(format!("imports a stand-in that is for tests: `{target}`"));
    }
    let target_place = place_of_module(module);
    let is_allowed = target_place == place
        || layer
            .may_import
            .iter()
            .any(|allowed| module == *allowed || target_place.split('/').next() == Some(*allowed));
    // State, as seen from the folder next door: the file tells more than the folder.
    let named = if target_place == "engine" { module } else { target_place };
    (!is_allowed).then(|| format!("`{place}` imports `{named}`"))
}

/// Like [`place_of`], for a module's path without its ending.
fn place_of_module(module: &str) -> &str {
    module.rsplit_once('/').map_or(module, |(folder, _)| folder)
}

fn package(path: &str, name: &str, place: &str, layer: &Layer, is_test: bool) -> Option<String> {
    let is_allowed = layer.packages.contains(&name)
        || (is_test && name.starts_with("node:"))
        || (path == CORE_IMPORTER && name == CORE_PACKAGE);
    (!is_allowed).then(|| format!("`{place}` imports the package `{name}`"))
}
