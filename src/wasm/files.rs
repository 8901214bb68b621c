//! The page's files as storage: slices that the worker reads, or pieces that it was handed.

use std::collections::BTreeMap;

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{File, FileReaderSync};

use crate::input::{ReadError, Storage};
use crate::units::{ByteSpan, SourceId};

/// Files that the worker reads by itself, and bytes that were handed to it.
#[derive(Default)]
pub(super) struct Files {
    pub(super) attached: BTreeMap<SourceId, File>,
    /// Pieces by source and offset, for sources that only the page can read.
    pub(super) pumped: BTreeMap<(SourceId, u64), Vec<u8>>,
}

impl Storage for Files {
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let Some(file) = self.attached.get(&source) else {
            return read_pumped(&mut self.pumped, source, span, out);
        };
        // File offsets are whole numbers below 2^53.
        #[expect(clippy::cast_precision_loss, reason = "9 petabytes")]
        let (start, end) = (span.start as f64, span.end as f64);
        let slice =
            file.slice_with_f64_and_f64(start, end).map_err(|_thrown| ReadError::Unreadable)?;
        let reader = FileReaderSync::new().map_err(|_thrown| ReadError::Unreadable)?;
        let buffer = reader.read_as_array_buffer(&slice).map_err(|thrown| read_error(&thrown))?;
        let bytes = Uint8Array::new(&buffer);
        if u64::from(bytes.length()) != span.len() {
            return Err(ReadError::Changed);
        }
        let from = out.len();
        out.resize(from + bytes.length() as usize, 0);
        bytes.copy_to(out.get_mut(from..).unwrap_or_default());
        Ok(())
    }

    fn can_reread(&self, source: SourceId) -> bool {
        self.attached.contains_key(&source)
    }

    fn forget(&mut self, source: SourceId) {
        self.attached.remove(&source);
        self.pumped.retain(|(owner, _), _| *owner != source);
    }
}

/// Chromium says `NotReadableError` both for a file that changed and for one that vanished.
fn read_error(thrown: &JsValue) -> ReadError {
    let name = js_sys::Reflect::get(thrown, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotReadableError") => ReadError::Changed,
        _ => ReadError::Unreadable,
    }
}

/// Copies `span` out of the piece that holds it; pieces that lie before it are let go.
///
/// A piece without a byte says that the page could not read there either.
fn read_pumped(
    pumped: &mut BTreeMap<(SourceId, u64), Vec<u8>>,
    source: SourceId,
    span: ByteSpan,
    out: &mut Vec<u8>,
) -> Result<(), ReadError> {
    if pumped.get(&(source, span.start)).is_some_and(Vec::is_empty) && !span.is_empty() {
        return Err(ReadError::Changed);
    }
    let piece = pumped.range(..=(source, span.start)).next_back();
    let found = piece.filter(|((owner, _), _)| *owner == source).and_then(|((_, start), bytes)| {
        let from = usize::try_from(span.start - start).ok()?;
        bytes.get(from..from + usize::try_from(span.len()).ok()?)
    });
    out.extend_from_slice(found.ok_or(ReadError::NotHere)?);
    // Reading goes forward; only the first bytes are asked for twice, to look and to read.
    pumped.retain(|(owner, start), bytes| {
        *owner != source || *start == 0 || start + bytes.len() as u64 > span.end
    });
    Ok(())
}
