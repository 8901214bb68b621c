//! Paths to sources, and their bytes.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, FileType};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use logscry::format::{MAX_FORMAT_FILE, is_format_file};
use logscry::input::{ReadError, Storage};
use logscry::session::{INSIDE, Member, MemberPlace};
use logscry::units::{ByteSpan, SourceId};

use super::shown::shown;
use super::snapshot::{Change, FileId, Snapshot, read_at};

/// So many files stay open from the beginning to the end, so that they can be read even when
/// their names are given to others; systems allow only some hundreds.
const MAX_OPEN: usize = 256;

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
    File(Arc<InputFile>),
    Memory(Arc<[u8]>),
}

struct InputFile {
    path: PathBuf,
    was: Snapshot,
    /// The file itself, whatever its name is given to.
    kept: Option<File>,
}

/// How a path was come by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Given,
    InFolder,
}

/// What paths lead to.
#[derive(Default)]
pub(crate) struct Inputs {
    pub(crate) list: Vec<Input>,
    /// How many paths could not be read at all.
    pub(crate) n_unread: usize,
    /// Files and folders by device and number, with the path of each.
    known: BTreeMap<FileId, PathBuf>,
    /// Folders that were named because links lead back to them.
    named: BTreeSet<FileId>,
}

/// Finds the sources behind `paths`: files, every file in folders, standard input for `-`.
///
/// A file that has several names is read once. What cannot be read is reported on standard error
/// and skipped; having nothing left is an error.
pub(crate) fn inputs(paths: &[PathBuf]) -> Result<Inputs, String> {
    let mut inputs = Inputs::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let input = in_memory("-", &mut io::stdin().lock());
            let input = input.map_err(|error| format!("cannot read standard input: {error}"))?;
            inputs.list.push(input);
        } else if let Err(error) = inputs.collect(path, Found::Given) {
            inputs.skip(&error, path);
        }
    }
    if inputs.list.is_empty() {
        return Err("none of the sources can be read".to_owned());
    }
    Ok(inputs)
}

/// Something that can be read only once and in order.
fn in_memory(name: &str, from: &mut impl io::Read) -> io::Result<Input> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    Ok(Input {
        name: name.to_owned(),
        size: bytes.len() as u64,
        modified_millis: millis_of(SystemTime::now()),
        place: Place::Memory(bytes.into()),
        member: None,
    })
}

impl Inputs {
    fn skip(&mut self, error: &io::Error, path: &Path) {
        self.n_unread += 1;
        say(&format!("skipped, {error}"), path);
    }

    /// Adds what a path leads to.
    fn collect(&mut self, path: &Path, found: Found) -> io::Result<()> {
        let meta = fs::metadata(path)?;
        let id = FileId::of(&meta);
        if meta.is_file() || meta.is_dir() {
            if let Some((id, known)) = id.and_then(|id| Some((id, self.known.get(&id)?.clone()))) {
                if meta.is_file() {
                    say(&format!("left out, the same file as {}", shown_path(&known)), path);
                } else if self.named.insert(id) {
                    say(&format!("left out, the same folder as {}", shown_path(&known)), path);
                }
                return Ok(());
            }
            self.known.extend(id.map(|id| (id, path.to_owned())));
        }
        if meta.is_dir() {
            return self.collect_folder(path);
        }
        if meta.is_file() {
            return self.collect_file(path);
        }
        if is_stream(meta.file_type()) && found == Found::Given {
            let input = in_memory(&path.display().to_string(), &mut File::open(path)?)?;
            self.list.push(input);
            return Ok(());
        }
        // A pipe in a folder may wait for ever for someone to write to it.
        say("skipped, neither a file nor a folder", path);
        self.n_unread += usize::from(found == Found::Given);
        Ok(())
    }

    fn collect_folder(&mut self, path: &Path) -> io::Result<()> {
        let mut children = Vec::new();
        for child in fs::read_dir(path)? {
            children.push(child?.path());
        }
        children.sort();
        for child in children {
            if let Err(error) = self.collect(&child, Found::InFolder) {
                self.skip(&error, &child);
            }
        }
        Ok(())
    }

    fn collect_file(&mut self, path: &Path) -> io::Result<()> {
        let file = File::open(path)?;
        if is_format_file(&read_head(&file)?) {
            say("skipped, a format file and not a log (use --format)", path);
            return Ok(());
        }
        let was = Snapshot::of(&file)?;
        let kept = (self.list.len() < MAX_OPEN).then_some(file);
        self.list.push(Input {
            name: path.display().to_string(),
            size: was.size,
            modified_millis: was.modified.map_or(0.0, millis_of),
            place: Place::File(Arc::new(InputFile { path: path.to_owned(), was, kept })),
            member: None,
        });
        Ok(())
    }
}

/// What comes through a pipe or a socket.
#[cfg(unix)]
fn is_stream(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    kind.is_fifo() || kind.is_socket()
}

/// What comes through a pipe or a socket.
#[cfg(not(unix))]
fn is_stream(_: FileType) -> bool {
    false
}

/// Says something about a path on standard error.
fn say(sentence: &str, path: &Path) {
    eprintln!("logscry: {sentence}: {}", shown_path(path));
}

fn shown_path(path: &Path) -> String {
    shown(&path.display().to_string())
}

impl Input {
    /// What became of it since reading began.
    pub(crate) fn change(&self) -> Option<Change> {
        let Place::File(file) = &self.place else { return None };
        file.was.change(&file.path, file.kept.as_ref())
    }

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
fn read_head(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; MAX_FORMAT_FILE + 1];
    let n_read = read_at(file, 0, &mut bytes)?;
    bytes.truncate(n_read);
    Ok(bytes)
}

fn millis_of(time: SystemTime) -> f64 {
    time.duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64() * 1e3)
}

/// Random access to the inputs, in order.
pub(crate) struct Files {
    inputs: Arc<[Input]>,
    /// Files under their names, each with a place in it of its own; none if the name is another's.
    open: BTreeMap<SourceId, Option<File>>,
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
            Place::File(input) => {
                let file = match self.open.entry(source) {
                    Entry::Occupied(open) => open.into_mut(),
                    Entry::Vacant(free) => free.insert(input.open()),
                };
                match (file, &input.kept) {
                    (Some(file), _) => read_exactly(file, span, out),
                    // The name is another file's.
                    (None, Some(kept)) => read_exactly_at(kept, span, out),
                    (None, None) => Err(ReadError::Changed),
                }
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

impl InputFile {
    /// Opens the file once more, if its name is still its own.
    fn open(&self) -> Option<File> {
        let file = File::open(&self.path).ok()?;
        let id = FileId::of(&file.metadata().ok()?);
        (id == self.was.id).then_some(file)
    }
}

fn read_exactly_at(file: &File, span: ByteSpan, out: &mut Vec<u8>) -> Result<(), ReadError> {
    let before = out.len();
    out.resize(before + usize::try_from(span.len()).unwrap_or(usize::MAX), 0);
    let n_read = read_at(file, span.start, out.get_mut(before..).unwrap_or_default());
    let outcome = match n_read {
        Ok(n_read) if n_read as u64 == span.len() => return Ok(()),
        Ok(_) => ReadError::Changed,
        Err(_why) => ReadError::Unreadable,
    };
    out.truncate(before);
    Err(outcome)
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
