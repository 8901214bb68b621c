//! Arrays of JSON objects, and documents with such an array somewhere inside: the results of queries
//! and interfaces of log services.
//!
//! The structure says where the records are (`find.rs`); some services' records are not plain objects
//! and are assembled (`dialect.rs`). The output is JSON lines: each value as it was written, without
//! the white space between values.

mod context;
mod dialect;
mod find;
mod otlp;
mod reader;
mod value;

use crate::input::decoder::{Codec, CodecInput, FirstBytes};
use reader::JsonExport;

/// The row of the table. The detail is the path to the records, such as `hits.hits[]`.
pub(super) const CODEC: Codec = Codec {
    id: "json_records",
    input: CodecInput::Text,
    seems: "a JSON export",
    recognise,
    start: |path| Box::new(JsonExport::new(path)),
};

fn recognise(head: FirstBytes<'_>) -> Option<String> {
    let head = head.bytes.strip_prefix(crate::input::BOM).unwrap_or(head.bytes);
    find::path_in(head)
}
