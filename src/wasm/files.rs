//! The page's files as storage: slices that the worker reads, or pieces that it was handed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, File, FileReaderSync};

use crate::input::{ReadError, Storage};
use crate::units::{ByteSpan, SourceId};

/// Files that the worker reads by itself, and bytes that were handed to it.
#[derive(Default)]
pub(super) struct Files {
    attached: BTreeMap<SourceId, Attached>,
    /// Attached files whose bytes are handed over where reading goes on; single places are still
    /// read at once.
    streamed: BTreeSet<SourceId>,
    /// Pieces by source and offset. They stay where the browser put them until they are copied
    /// into the text that is parsed: one copy in all.
    pieces: BTreeMap<(SourceId, u64), Piece>,
    /// What was read around the last small spans, for others that follow while reading goes on: the
    /// members of an archive lie close together, and each read waits for the browser.
    windows: Vec<Window>,
    /// The last request, and whether it is one by which reading goes on.
    last: String,
    goes_on: bool,
    /// Small files whose bytes were handed over, until they are parsed; oldest first.
    wholes: VecDeque<Window>,
}

/// A file, and its size: a browser may look at the disk to say it.
struct Attached {
    file: File,
    size: u64,
}

/// Bytes of an attached file.
struct Window {
    source: SourceId,
    start: u64,
    bytes: Vec<u8>,
}

impl Window {
    fn slice(&self, source: SourceId, span: ByteSpan) -> Option<&[u8]> {
        let start = usize::try_from(span.start.checked_sub(self.start)?).ok()?;
        let len = usize::try_from(span.len()).ok()?;
        let bytes = self.bytes.get(start..start.checked_add(len)?)?;
        (self.source == source).then_some(bytes)
    }
}

/// A span that is longer than this is read alone.
const MAX_SMALL_BYTES: u64 = 64 << 10;
const WINDOW_BYTES: u64 = 256 << 10;
/// An archive's directory, the members that are found, those that are looked at and those that are read
/// are read by turns.
const MAX_WINDOWS: usize = 4;
/// Requests by which reading goes on, whatever comes between them.
const GO_ON: [&str; 5] = ["step", "findMembers", "planMembers", "ingest", "source"];
/// So many small files wait at once: those that a worker opens, those that it is given to read, and some.
const MAX_WHOLES: usize = 128;

struct Piece {
    bytes: Uint8Array,
    /// Its length when it was handed over: a buffer that is used again has none left.
    len: u32,
}

impl Files {
    /// Takes a file to be read in slices.
    pub(super) fn attach(&mut self, source: SourceId, file: File) {
        self.forget(source);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size")]
        let size = file.size() as u64;
        self.attached.insert(source, Attached { file, size });
    }

    /// From now on the bytes of an attached file are handed over where reading goes on.
    pub(super) fn stream(&mut self, source: SourceId) {
        self.streamed.insert(source);
    }

    pub(super) fn append(&mut self, source: SourceId, start: u64, bytes: Uint8Array) {
        let known = self.attached.get(&source).filter(|_| !self.streamed.contains(&source));
        if let Some(known) = known {
            if known.size == u64::from(bytes.length()) && start == 0 {
                self.keep_whole(source, &bytes);
            }
            return;
        }
        if self.streamed.contains(&source) {
            // The next piece of a stream lies in the buffer of the one before.
            self.pieces.retain(|(owner, _), _| !self.streamed.contains(owner));
        }
        let piece = Piece { len: bytes.length(), bytes };
        self.pieces.insert((source, start), piece);
    }

    /// Keeps all of a small file until it is parsed. If there are too many the oldest is read again.
    fn keep_whole(&mut self, source: SourceId, bytes: &Uint8Array) {
        self.wholes.push_back(Window { source, start: 0, bytes: bytes.to_vec() });
        if self.wholes.len() > MAX_WHOLES {
            self.wholes.pop_front();
        }
    }

    /// Hears what is asked next. What was read ahead is forgotten, since the file may be another by now,
    /// unless reading goes on or the same is asked again, which goes on where it stopped.
    pub(super) fn hear(&mut self, request: &str) {
        let kind = request.strip_prefix("{\"kind\":\"").and_then(|rest| rest.split('"').next());
        let goes_on = kind.is_some_and(|kind| GO_ON.contains(&kind));
        if !(goes_on && self.goes_on) && self.last != request {
            self.look_anew();
        }
        self.goes_on = goes_on;
        request.clone_into(&mut self.last);
    }

    fn look_anew(&mut self) {
        self.windows.clear();
    }

    /// Reads a span of an attached file, a small one together with what follows it.
    fn read_attached(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Option<Result<(), ReadError>> {
        let &Attached { ref file, size } = self.attached.get(&source)?;
        let kept = self.wholes.iter().find_map(|kept| kept.slice(source, span));
        if let Some(bytes) = kept {
            out.extend_from_slice(bytes);
            return Some(Ok(()));
        }
        let whole = ByteSpan { start: 0, end: size };
        if span == whole && size <= MAX_SMALL_BYTES {
            // Without a slice, for which the browser asks another process.
            let read = read_blob(file, size, out);
            return Some(read);
        }
        if span.len() > MAX_SMALL_BYTES {
            return Some(read_slice(file, span, out));
        }
        let known = self.windows.iter().find_map(|window| window.slice(source, span));
        if let Some(bytes) = known {
            out.extend_from_slice(bytes);
            return Some(Ok(()));
        }
        let end = size.min(span.start.saturating_add(WINDOW_BYTES)).max(span.end);
        let mut bytes = Vec::new();
        let window = ByteSpan { start: span.start, end };
        if let Err(error) = read_slice(file, window, &mut bytes) {
            return Some(Err(error));
        }
        let window = Window { source, start: span.start, bytes };
        out.extend_from_slice(window.slice(source, span).unwrap_or_default());
        self.windows.insert(0, window);
        self.windows.truncate(MAX_WINDOWS);
        Some(Ok(()))
    }

    /// Copies what a piece has of `span` to `out`; says how many bytes that is.
    ///
    /// A piece without a byte says that the page could not read there either.
    fn copy_piece(
        &self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        let piece = self.pieces.range(..=(source, span.start)).next_back();
        let Some(((_, start), Piece { bytes, len })) =
            piece.filter(|((owner, _), _)| *owner == source)
        else {
            return Err(ReadError::NotHere);
        };
        if *len == 0 && *start == span.start && !span.is_empty() {
            return Err(ReadError::Changed);
        }
        let from = u32::try_from(span.start - start).map_err(|_far| ReadError::NotHere)?;
        let n_left = len.checked_sub(from).ok_or(ReadError::NotHere)?;
        let n_copied = u32::try_from(span.len()).unwrap_or(u32::MAX).min(n_left);
        if (n_copied == 0 && !span.is_empty()) || bytes.length() != *len {
            return Err(ReadError::NotHere);
        }
        append_to(out, &bytes.subarray(from, from + n_copied));
        Ok(n_copied.into())
    }

    /// Reading goes forward; only the first bytes are asked for twice, to look and to read.
    fn let_go_before(&mut self, source: SourceId, at: u64) {
        self.pieces.retain(|(owner, start), piece| {
            *owner != source || *start == 0 || start + u64::from(piece.len) > at
        });
    }
}

impl Storage for Files {
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        if let Some(read) = self.read_attached(source, span, out) {
            return read;
        }
        let from = out.len();
        let n_copied = self.copy_piece(source, span, out)?;
        if n_copied < span.len() {
            out.truncate(from);
            return Err(ReadError::NotHere);
        }
        self.let_go_before(source, span.end);
        Ok(())
    }

    fn read_on(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        if self.attached.contains_key(&source) && !self.streamed.contains(&source) {
            let read = self.read(source, span, out).map(|()| span.len());
            self.wholes.retain(|kept| kept.source != source);
            return read;
        }
        let n_copied = self.copy_piece(source, span, out)?;
        self.let_go_before(source, span.start + n_copied);
        Ok(n_copied)
    }

    fn can_reread(&self, source: SourceId) -> bool {
        self.attached.contains_key(&source)
    }

    fn forget(&mut self, source: SourceId) {
        self.look_anew();
        self.attached.remove(&source);
        self.streamed.remove(&source);
        self.wholes.retain(|kept| kept.source != source);
        self.pieces.retain(|(owner, _), _| *owner != source);
    }
}

/// Reads a span of a file at once.
fn read_slice(file: &File, span: ByteSpan, out: &mut Vec<u8>) -> Result<(), ReadError> {
    // File offsets are whole numbers below 2^53.
    #[expect(clippy::cast_precision_loss, reason = "9 petabytes")]
    let (start, end) = (span.start as f64, span.end as f64);
    let slice = file.slice_with_f64_and_f64(start, end).map_err(|_thrown| ReadError::Unreadable)?;
    read_blob(&slice, span.len(), out)
}

fn read_blob(blob: &Blob, len: u64, out: &mut Vec<u8>) -> Result<(), ReadError> {
    let reader = FileReaderSync::new().map_err(|_thrown| ReadError::Unreadable)?;
    let buffer = reader.read_as_array_buffer(blob).map_err(|thrown| read_error(&thrown))?;
    let bytes = Uint8Array::new(&buffer);
    if u64::from(bytes.length()) != len {
        return Err(ReadError::Changed);
    }
    append_to(out, &bytes);
    Ok(())
}

fn append_to(out: &mut Vec<u8>, bytes: &Uint8Array) {
    let from = out.len();
    out.resize(from + bytes.length() as usize, 0);
    bytes.copy_to(out.get_mut(from..).unwrap_or_default());
}

/// Chromium says `NotReadableError` both for a file that changed and for one that vanished.
fn read_error(thrown: &JsValue) -> ReadError {
    let name = js_sys::Reflect::get(thrown, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotReadableError") => ReadError::Changed,
        _ => ReadError::Unreadable,
    }
}
