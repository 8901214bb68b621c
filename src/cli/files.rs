//! Paths to sources, and their bytes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use logscry::format::{MAX_FORMAT_FILE, is_format_file};
use logscry::input::{ReadError, Storage};
use logscry::session::{INSIDE, Member, MemberPlace};
use logscry::units::{ByteSpan, SourceId};

/// A source before it is opened.
#[derive(Clone)]
pub(crate) struct Input {
    /// As the user would name it: the path, or `-`.
    pub(crate) name: String,
    pub(crate) size: u64,
    /// Milliseconds since 1970.
    pub(crate) modified_millis: f64,
    place: Place,
    /// Where it is, if inside another input.
    pub(crate) member: Option<MemberPlace>,
}

#[derive(Clone)]
enum Place {
    /// Inside another input.
    Within,
    Path(PathBuf),
    Memory(Arc<[u8]>),
}

/// Finds the sources behind `paths`: files, every file in folders, standard input for `-`.
///
/// What cannot be read is reported on standard error and skipped; having nothing left is an error.
pub(crate) fn inputs(paths: &[PathBuf]) -> Result<Vec<Input>, String> {
    let mut found = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            found.push(standard_input()?);
        } else if let Err(error) = collect(path, &mut found) {
            eprintln!("logscry: skipped, {}: {}", error, path.display());
        }
    }
    if found.is_empty() { Err("none of the sources can be read".to_owned()) } else { Ok(found) }
}

fn standard_input() -> Result<Input, String> {
    let mut bytes = Vec::new();
    let outcome = io::stdin().lock().read_to_end(&mut bytes);
    outcome.map_err(|error| format!("cannot read standard input: {error}"))?;
    Ok(Input {
        name: "-".to_owned(),
        size: bytes.len() as u64,
        modified_millis: millis_of(SystemTime::now()),
        place: Place::Memory(bytes.into()),
        member: None,
    })
}

fn collect(path: &Path, found: &mut Vec<Input>) -> io::Result<()> {
    let meta = fs::metadata(path)?;
    if meta.is_dir() {
        let mut children = Vec::new();
        for child in fs::read_dir(path)? {
            children.push(child?.path());
        }
        children.sort();
        for child in children {
            if let Err(error) = collect(&child, found) {
                eprintln!("logscry: skipped, {}: {}", error, child.display());
            }
        }
    } else {
        if meta.is_file() && is_format_file(&read_head(path)?) {
            let path = path.display();
            eprintln!("logscry: skipped, a format file and not a log (use --format): {path}");
            return Ok(());
        }
        found.push(Input {
            name: path.display().to_string(),
            size: meta.len(),
            modified_millis: millis_of(meta.modified()?),
            place: Place::Path(path.to_owned()),
            member: None,
        });
    }
    Ok(())
}

impl Input {
    /// A member of this archive.
    pub(crate) fn member(&self, member: &Member) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds are what is kept")]
        let modified_millis = member.modified.0 as f64 / 1e6;
        Self {
            name: format!("{}{INSIDE}{}", self.name, member.path),
            size: member.place.reach.len(),
            modified_millis,
            place: Place::Within,
            member: Some(member.place.clone()),
        }
    }
}

/// The beginning of a file: all of it, if it is as small as a format file.
fn read_head(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_FORMAT_FILE as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn millis_of(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1e3)
}

/// Random access to the inputs, in order.
pub(crate) struct Files {
    inputs: Arc<[Input]>,
    open: BTreeMap<SourceId, File>,
}

impl Files {
    pub(crate) fn new(inputs: Arc<[Input]>) -> Self {
        Self { inputs, open: BTreeMap::new() }
    }
}

impl Storage for Files {
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let input = self.inputs.get(source.0 as usize).ok_or(ReadError::Unreadable)?;
        match &input.place {
            Place::Within => Err(ReadError::Unreadable),
            Place::Memory(bytes) => {
                let start = usize::try_from(span.start).unwrap_or(usize::MAX);
                let end = usize::try_from(span.end).unwrap_or(usize::MAX);
                out.extend_from_slice(bytes.get(start..end).ok_or(ReadError::Changed)?);
                Ok(())
            }
            Place::Path(path) => {
                let file = match self.open.entry(source) {
                    std::collections::btree_map::Entry::Occupied(open) => open.into_mut(),
                    std::collections::btree_map::Entry::Vacant(free) => {
                        free.insert(File::open(path).map_err(|_why| ReadError::Unreadable)?)
                    }
                };
                read_exactly(file, span, out)
            }
        }
    }

    fn can_reread(&self, _source: SourceId) -> bool {
        true
    }

    fn forget(&mut self, source: SourceId) {
        self.open.remove(&source);
    }
}

fn read_exactly(file: &mut File, span: ByteSpan, out: &mut Vec<u8>) -> Result<(), ReadError> {
    let before = out.len();
    file.seek(SeekFrom::Start(span.start)).map_err(|_why| ReadError::Unreadable)?;
    let read = file.take(span.len()).read_to_end(out);
    match read {
        Ok(n_read) if n_read as u64 == span.len() => Ok(()),
        Ok(_) => {
            out.truncate(before);
            Err(ReadError::Changed)
        }
        Err(_why) => {
            out.truncate(before);
            Err(ReadError::Unreadable)
        }
    }
}
