//! The user's format files.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use logscry::format::{MAX_FORMAT_FILE, OwnFormat};

use super::shown::shown;

/// Reads the formats given with `--format`.
pub(crate) fn own_formats(paths: &[PathBuf]) -> Result<Vec<OwnFormat>, String> {
    let mut own: Vec<OwnFormat> = Vec::new();
    for path in paths {
        let refused = |why: String| format!("{}: {why}", shown(&path.display().to_string()));
        let text = read(path).map_err(|error| refused(error.to_string()))?;
        if text.len() > MAX_FORMAT_FILE {
            return Err(refused("this is not a format file: it is too large".to_owned()));
        }
        let format = OwnFormat::from_json(&text).map_err(|why| refused(shown(&why)))?;
        if own.iter().any(|known| known.name == format.name) {
            return Err(refused(format!("two formats are named {:?}", format.name)));
        }
        own.push(format);
    }
    Ok(own)
}

/// The file's text, or a little more than a format file has: a pipe need not have an end.
fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(MAX_FORMAT_FILE as u64 + 1).read_to_string(&mut text)?;
    Ok(text)
}
