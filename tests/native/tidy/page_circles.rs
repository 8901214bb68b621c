//! No file of the page imports itself by way of others, types included: whoever reads one of a circle has to read all.

use std::collections::{BTreeMap, VecDeque};

use super::Finding;
use super::page_layers::{IMPORT, module_of, named_by};
use super::text::code_lines;
use super::tree::Tree;

const WAY_OUT: &str = "move what both need into a file below both, or say what is needed in an interface and hand it in";

/// What a module imports, and in which line.
type Imports = BTreeMap<String, usize>;

pub(super) fn check(tree: &Tree, found: &mut Vec<Finding>) {
    let mut paths = BTreeMap::new();
    for file in tree.below("www/src/", &["ts", "tsx"]) {
        if !file.path.contains(".test.ts") {
            paths.insert(module_of(&file.path).to_owned(), file);
        }
    }
    let mut graph = BTreeMap::new();
    for (module, file) in &paths {
        let mut imports = Imports::new();
        for (line, code) in code_lines(&file.text) {
            for import in IMPORT.captures_iter(code).filter(|import| import[1].starts_with('.')) {
                let named = named_by(module, &import[1]);
                let door = format!("{named}/index");
                let target = if paths.contains_key(&door) { door } else { named };
                imports.entry(target).or_insert(line);
            }
        }
        graph.insert(module.clone(), imports);
    }
    for (module, file) in &paths {
        let circle = shortest_circle(&graph, module);
        // One finding for a circle, at the first of its files.
        if let Some(circle) = circle.filter(|circle| circle.iter().all(|other| module <= other)) {
            let next = circle.get(1).unwrap_or(module);
            let line = graph[module][next];
            let what = format!("imports go in a circle: {} → {module}", circle.join(" → "));
            found.push(Finding { path: file.path.clone(), line, what, way_out: WAY_OUT });
        }
    }
}

/// The fewest modules, from `start` on, of which each imports the next and the last imports `start`.
fn shortest_circle(graph: &BTreeMap<String, Imports>, start: &str) -> Option<Vec<String>> {
    let mut importers: BTreeMap<&str, &str> = BTreeMap::new();
    let mut waiting = VecDeque::from([start]);
    while let Some(module) = waiting.pop_front() {
        for target in graph.get(module).into_iter().flat_map(Imports::keys) {
            if target == start {
                let back = std::iter::successors(Some(module), |at| importers.get(at).copied());
                let mut circle: Vec<String> = back.map(str::to_owned).collect();
                circle.reverse();
                return Some(circle);
            }
            if !importers.contains_key(target.as_str()) {
                importers.insert(target, module);
                waiting.push_back(target);
            }
        }
    }
    None
}
