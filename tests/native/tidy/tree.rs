//! The files of the checkout that people write.

use std::fs;
use std::path::Path;

/// Folders that are made, not written, and logs that are kept byte for byte.
const LEFT_OUT: &[&str] = &[
    ".git",
    "dist",
    "target",
    "tests/corpus",
    "tests/e2e/shots",
    "tests/fuzz/corpus",
    "tests/fuzz/target",
    "tests/proptest-regressions",
    "tests/regressions",
    "www/build",
    "www/node_modules",
    "www/sample",
];

/// Endings of files that are read as text; others are known by name only.
const TEXT_ENDINGS: &[&str] =
    &["css", "html", "json", "lock", "md", "mjs", "rs", "sh", "toml", "ts", "tsx"];

/// One file.
pub(super) struct SourceFile {
    /// From the root, with `/`.
    pub(super) path: String,
    /// Empty if it is not read.
    pub(super) text: String,
}

impl SourceFile {
    /// What stands after the last dot of the name.
    pub(super) fn ending(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, ending)| ending)
    }

    /// Lines with their numbers, from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(idx, line)| (idx + 1, line))
    }
}

/// All files, sorted by path.
pub(super) struct Tree {
    pub(super) files: Vec<SourceFile>,
    /// The checkout, to see whether something exists that is not in `files`.
    root: Option<&'static Path>,
}

impl Tree {
    pub(super) fn of_this_checkout() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = Vec::new();
        collect(root, root, &mut files);
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Self { files, root: Some(root) }
    }

    /// A made-up tree.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).to_owned() })
            .collect();
        Self { files, root: None }
    }

    /// Files below `folder` (with a `/` at its end) with one of these endings.
    pub(super) fn below(
        &self,
        folder: &str,
        endings: &[&str],
    ) -> impl Iterator<Item = &SourceFile> {
        self.files
            .iter()
            .filter(move |file| file.path.starts_with(folder) && endings.contains(&file.ending()))
    }

    /// Whether there is a file or folder of this path.
    pub(super) fn has(&self, path: &str) -> bool {
        match self.root {
            Some(root) => root.join(path).exists(),
            None => self.files.iter().any(|file| file.path == path),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.root.is_some()
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<SourceFile>) {
    for child in fs::read_dir(folder).unwrap() {
        let child = child.unwrap().path();
        let name = child.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if child.is_dir() {
            collect(root, &child, files);
        } else {
            let mut file = SourceFile { path: name, text: String::new() };
            let is_text = TEXT_ENDINGS.contains(&file.ending())
                || ["Makefile", ".ci/run"].contains(&file.path.as_str());
            if is_text {
                file.text = fs::read_to_string(&child).unwrap_or_default();
            }
            files.push(file);
        }
    }
}
