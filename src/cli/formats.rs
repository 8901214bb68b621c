//! The user's format files.

use std::fs;
use std::path::PathBuf;

use logscry::format::{MAX_FORMAT_FILE, OwnFormat};

/// Reads the formats given with `--format`.
pub(crate) fn own_formats(paths: &[PathBuf]) -> Result<Vec<OwnFormat>, String> {
    let mut own: Vec<OwnFormat> = Vec::new();
    for path in paths {
        let refused = |why: String| format!("{}: {why}", path.display());
        let size = fs::metadata(path).map_err(|error| refused(error.to_string()))?.len();
        if size > MAX_FORMAT_FILE as u64 {
            return Err(refused("this is not a format file: it is too large".to_owned()));
        }
        let text = fs::read_to_string(path).map_err(|error| refused(error.to_string()))?;
        let format = OwnFormat::from_json(&text).map_err(refused)?;
        if own.iter().any(|known| known.name == format.name) {
            return Err(refused(format!("two formats are named {:?}", format.name)));
        }
        own.push(format);
    }
    Ok(own)
}
