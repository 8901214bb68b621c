//! The binding: strings and bytes in, typed arrays out; nothing is decided here.

use std::collections::BTreeMap;

use js_sys::{Array, BigInt64Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{File, FileReaderSync};

use crate::input::{ReadError, Storage};
use crate::session::Session as Core;
use crate::units::{ByteSpan, SourceId};
use crate::wire::{Column, answer};

/// Files that the worker reads by itself, and bytes that were handed to it.
#[derive(Default)]
struct Files {
    attached: BTreeMap<SourceId, File>,
    /// Pieces by source and offset, for sources that only the page can read.
    pumped: BTreeMap<(SourceId, u64), Vec<u8>>,
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

/// Chromium says NotReadable both for a file that changed and for one that vanished.
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

/// One worker's share of the work.
#[wasm_bindgen]
pub struct Session(Core<Files>);

/// A reply: JSON, and one typed array per column.
#[wasm_bindgen(getter_with_clone)]
pub struct Reply {
    /// A `Reply` of the protocol.
    pub head: String,
    /// Bulk, in the order the protocol states.
    pub columns: Array,
}

#[wasm_bindgen]
#[expect(clippy::new_without_default, reason = "only ever made from outside")]
impl Session {
    /// A session that knows nothing yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self(Core::new(Files::default()))
    }

    /// Gives the file of a source, to be read in slices as needed.
    pub fn attach(&mut self, source: u32, file: File) {
        self.0.storage_mut().attached.insert(SourceId(source), file);
    }

    /// Gives bytes of a source that the worker cannot read by itself.
    pub fn append(&mut self, source: u32, start: f64, bytes: Vec<u8>) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an offset")]
        let start = start as u64;
        self.0.storage_mut().pumped.insert((SourceId(source), start), bytes);
    }

    /// Answers a request of the protocol.
    pub fn call(&mut self, request: &str) -> Reply {
        let answered = answer(&mut self.0, request);
        let columns = answered.columns.iter().map(|column| -> JsValue {
            match column {
                Column::U8(values) => Uint8Array::from(values.as_slice()).into(),
                Column::U32(values) => Uint32Array::from(values.as_slice()).into(),
                Column::I64(values) => BigInt64Array::from(values.as_slice()).into(),
                Column::F64(values) => Float64Array::from(values.as_slice()).into(),
            }
        });
        let head = serde_json::to_string(&answered.head).unwrap_or_default();
        Reply { head, columns: columns.collect() }
    }
}
