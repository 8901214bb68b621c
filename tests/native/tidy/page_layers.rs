//! Which folder of the page may import which.

use std::sync::LazyLock;

use regex::Regex;

use super::Finding;
use super::text::code_lines;
use super::tree::Tree;

/// A folder of `www/src`, or a single file, with what it may import; a folder's files may import each other besides.
struct Layer {
    folder: &'static str,
    /// Whole folders of `www/src`, the doors of deeper ones, or single files.
    may_import: &'static [&'static str],
    packages: &'static [&'static str],
}

const VIEW_PACKAGES: &[&str] = &["preact", "preact/hooks", "@preact/signals"];

const LAYERS: &[Layer] = &[
    Layer { folder: "base", may_import: &[], packages: &[] },
    Layer { folder: "engine/wire", may_import: &[], packages: &[] },
    Layer { folder: "engine/entry_detail", may_import: &["engine/wire"], packages: &[] },
    Layer { folder: "engine/written", may_import: &["engine/wire"], packages: &[] },
    Layer { folder: "engine/answered", may_import: &["engine/wire"], packages: &[] },
    Layer {
        folder: "engine/group_types",
        may_import: &["engine/answered", "engine/wire"],
        packages: &[],
    },
    Layer { folder: "engine/query_text", may_import: &["engine/wire"], packages: &[] },
    Layer {
        folder: "engine/row",
        may_import: &["engine/entry_detail", "engine/wire"],
        packages: &[],
    },
    Layer {
        folder: "engine/engine",
        may_import: &[
            "engine/answered",
            "engine/entry_detail",
            "engine/group_types",
            "engine/query_text",
            "engine/row",
            "engine/wire",
            "engine/written",
        ],
        packages: &[],
    },
    Layer {
        folder: "engine/entry_key",
        may_import: &["engine/engine", "engine/wire"],
        packages: &[],
    },
    Layer { folder: "engine/bounds", may_import: &["engine/engine"], packages: &[] },
    Layer {
        folder: "engine/figures",
        may_import: &["engine/engine", "engine/wire"],
        packages: &[],
    },
    Layer { folder: "engine/embedded", may_import: &[], packages: &[] },
    // The engine's folders, each of which the others enter by its door alone (`index.ts`).
    Layer {
        folder: "engine/workers",
        may_import: &["base", "engine/engine", "engine/entry_key", "engine/wire"],
        packages: &[],
    },
    Layer {
        folder: "engine/answers",
        may_import: &["base", "engine/engine", "engine/entry_key", "engine/wire", "engine/workers"],
        packages: &[],
    },
    Layer {
        folder: "engine/sources",
        may_import: &[
            "base",
            "engine/bounds",
            "engine/engine",
            "engine/entry_key",
            "engine/figures",
            "engine/wire",
            "engine/workers",
        ],
        packages: &[],
    },
    Layer {
        folder: "engine/list",
        may_import: &[
            "base",
            "engine/answers",
            "engine/engine",
            "engine/entry_key",
            "engine/wire",
            "engine/workers",
        ],
        packages: &[],
    },
    Layer {
        folder: "engine/snapshots",
        may_import: &["base", "engine/bounds", "engine/engine", "engine/sources"],
        packages: &[],
    },
    Layer {
        folder: "engine/client",
        may_import: &[
            "engine/answers",
            "engine/embedded",
            "engine/engine",
            "engine/list",
            "engine/snapshots",
            "engine/sources",
            "engine/workers",
        ],
        packages: &[],
    },
    Layer {
        folder: TESTING,
        may_import: &["base", "engine"],
        packages: &["node:fs", "node:process"],
    },
    // Of the engine, the contract alone; its tests run the real one.
    Layer {
        folder: "state",
        may_import: &[
            "base",
            "engine/engine",
            "engine/testing/test_file",
            "engine/testing/test_workers",
        ],
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
        may_import: &[
            "base",
            "engine/client",
            "engine/embedded",
            "state",
            "widgets",
            "charts",
            "views",
            "page",
        ],
        packages: VIEW_PACKAGES,
    },
];

/// What tests share that run the engine; no other code may import it.
const TESTING: &str = "engine/testing";

/// The one file that imports the core.
const CORE_IMPORTER: &str = "www/src/engine/workers/core.ts";
const CORE_PACKAGE: &str = "logscry-wasm";

pub(super) static IMPORT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"(?:\bfrom\s*|\bimport\s*\(?\s*)["']([^"']+)["']"#).unwrap());

const WAY_OUT: &str = "move the shared part down (base, state), or hand the value in; the table is in tests/native/tidy/page_layers.rs";

pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    for file in tree.below("www/src/", &["ts", "tsx"]) {
        if file.path.ends_with(".d.ts") {
            continue;
        }
        let module = module_of(&file.path);
        let is_test = file.path.contains(".test.ts");
        let Some(layer) = layer_of(module) else {
            let what = format!("`{module}` is in no layer");
            let way_out = "give it a row in tests/native/tidy/page_layers.rs";
            found.push(Finding { path: file.path.clone(), line: 0, what, way_out });
            continue;
        };
        for (line, code) in code_lines(&file.text) {
            for import in IMPORT.captures_iter(code) {
                let target = &import[1];
                let what = if target.starts_with('.') {
                    relative(module, target, layer, is_test)
                } else {
                    package(&file.path, target, layer, is_test)
                };
                if let Some(what) = what {
                    found.push(Finding { path: file.path.clone(), line, what, way_out: WAY_OUT });
                }
            }
        }
    }
}

/// `engine/list/listing` of `www/src/engine/list/listing.ts`, and of its test.
pub(super) fn module_of(path: &str) -> &str {
    let file = path.strip_prefix("www/src/").unwrap_or(path);
    let name_at = file.rfind('/').map_or(0, |slash| slash + 1);
    let ending_at = file[name_at..].find('.').map_or(file.len(), |dot| name_at + dot);
    &file[..ending_at]
}

/// The folder of a module, or the module if it lies in none.
fn place_of(module: &str) -> &str {
    module.rsplit_once('/').map_or(module, |(folder, _)| folder)
}

/// The module, or the folder with a door, that `target` names in a file of `module`.
pub(super) fn named_by(module: &str, target: &str) -> String {
    let mut folders: Vec<&str> = module.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    folders.join("/")
}

/// The row of the file itself, of its folder, or of the outermost folder.
fn layer_of(module: &str) -> Option<&'static Layer> {
    let outermost = module.split('/').next().unwrap_or_default();
    [module, place_of(module), outermost]
        .into_iter()
        .find_map(|name| LAYERS.iter().find(|layer| layer.folder == name))
}

fn relative(module: &str, target: &str, layer: &Layer, is_test: bool) -> Option<String> {
    let named = named_by(module, target);
    let place = place_of(module);
    let named_place = place_of(&named);
    if named_place == TESTING && !is_test && place != TESTING {
        return Some(format!("imports a stand-in that is for tests: `{target}`"));
    }
    let outermost = named.split('/').next();
    // The engine's tests look at any part of it, as whoever changes it does.
    let is_of_engine = |name: &str| name.starts_with("engine/");
    let is_inner_test = is_test && is_of_engine(module) && is_of_engine(&named);
    let is_neighbour = layer.folder != module && named_place == place;
    let is_allowed = is_inner_test
        || is_neighbour
        || layer.may_import.iter().any(|allowed| named == *allowed || outermost == Some(*allowed));
    // Of the engine the file tells more than the folder.
    let shown = if is_of_engine(&named) { &named } else { place_of(&named) };
    (!is_allowed).then(|| format!("`{}` imports `{shown}`", importer(module, layer)))
}

fn package(path: &str, name: &str, layer: &Layer, is_test: bool) -> Option<String> {
    let is_allowed = layer.packages.contains(&name)
        || (is_test && name.starts_with("node:"))
        || (path == CORE_IMPORTER && name == CORE_PACKAGE);
    let importer = importer(module_of(path), layer);
    (!is_allowed).then(|| format!("`{importer}` imports the package `{name}`"))
}

/// What a finding calls a module: its folder, or the file where the row is for that.
fn importer<'a>(module: &'a str, layer: &Layer) -> &'a str {
    if layer.folder == module { module } else { place_of(module) }
}
