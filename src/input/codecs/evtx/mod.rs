//! Windows' event log files, chunk by chunk, to the XML that the system itself would show.
//!
//! Defined in [MS-EVEN6] (the binary XML) and, for the file around it, by J. Metz,
//! <https://github.com/libyal/libevtx/blob/main/documentation/Windows%20XML%20Event%20Log%20(EVTX).asciidoc>.
//! Events come out in the order of the file, one a line; the decoder of XML takes them from there.

mod bin_xml;
mod cursor;
mod value;

use crate::input::decoder::{Codec, CodecInput, DecodeError, Decoder, Raw, begins_with};
use bin_xml::write_event;
use cursor::Cursor;
use value::write_file_time;

/// The row of the table.
pub(super) const CODEC: Codec = Codec {
    id: "evtx",
    input: CodecInput::Packed,
    seems: "a Windows event log",
    recognise: |head| begins_with(head, b"ElfFile\0"),
    start: |_| Box::new(Evtx::default()),
};

const FILE_HEADER_BYTES: usize = 4096;
const CHUNK_BYTES: usize = 65_536;
/// Where the records of a chunk begin.
const FIRST_RECORD: usize = 512;
/// Where a chunk says where its records end.
const RECORDS_END_AT: usize = 48;

#[derive(Debug, Default)]
struct Evtx {
    is_begun: bool,
    /// Where the next record of the chunk in front begins.
    record_at: usize,
    n_trailing: u64,
}

impl Decoder for Evtx {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let limit = text.len().saturating_add(max_growth);
        let mut n_used = 0;
        if !self.is_begun {
            if raw.bytes.len() < FILE_HEADER_BYTES {
                return if raw.is_last { Err(DecodeError::Unfinished) } else { Ok(0) };
            }
            self.is_begun = true;
            n_used = FILE_HEADER_BYTES;
        }
        while text.len() < limit {
            let rest = raw.from(n_used).bytes;
            let chunk = rest.get(..CHUNK_BYTES).unwrap_or(rest);
            let is_whole = chunk.len() == CHUNK_BYTES;
            if chunk.is_empty() || (!is_whole && !raw.is_last) {
                return Ok(n_used);
            }
            if self.records(chunk, text, limit) {
                if !is_whole {
                    return Err(DecodeError::Unfinished);
                }
                self.record_at = 0;
                n_used += CHUNK_BYTES;
            }
        }
        Ok(n_used)
    }

    fn n_trailing(&self) -> u64 {
        self.n_trailing
    }
}

impl Evtx {
    /// Writes the next records of a chunk; whether these were the last.
    fn records(&mut self, chunk: &[u8], text: &mut Vec<u8>, limit: usize) -> bool {
        if !chunk.starts_with(b"ElfChnk\0") {
            // Files have room for chunks to come.
            if chunk.iter().any(|byte| *byte != 0) {
                self.n_trailing += chunk.len() as u64;
            }
            return true;
        }
        let told_end = Cursor::new(chunk, RECORDS_END_AT).u32().map_or(0, |end| end as usize);
        let end = if told_end > FIRST_RECORD { told_end.min(chunk.len()) } else { chunk.len() };
        self.record_at = self.record_at.max(FIRST_RECORD);
        while text.len() < limit {
            let Some(record) = Record::at(chunk, self.record_at).filter(|it| it.end <= end) else {
                return true;
            };
            record.write(chunk, text);
            self.record_at = record.end;
        }
        false
    }
}

/// A record of a chunk.
struct Record {
    id: u64,
    /// In steps of 100 ns since 1601.
    written: u64,
    event: usize,
    event_end: usize,
    end: usize,
}

impl Record {
    fn at(chunk: &[u8], at: usize) -> Option<Self> {
        let mut cursor = Cursor::new(chunk, at);
        if cursor.take(4)? != b"**\0\0" {
            return None;
        }
        let size = cursor.u32()? as usize;
        let (id, written) = (cursor.u64()?, cursor.u64()?);
        let end = at.checked_add(size)?;
        // The size stands at the end again.
        let event_end = end.checked_sub(4).filter(|end| *end >= cursor.at())?;
        (end <= chunk.len()).then_some(Self { id, written, event: cursor.at(), event_end, end })
    }

    fn write(&self, chunk: &[u8], text: &mut Vec<u8>) {
        let before = text.len();
        if write_event(chunk, self.event..self.event_end, text).is_none() {
            // What the record's own head says is kept, as the system itself does.
            text.truncate(before);
            let head = "<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\"><System><TimeCreated SystemTime=\"";
            text.extend_from_slice(head.as_bytes());
            write_file_time(self.written, text);
            let rest = format!(
                "\"/><EventRecordID>{}</EventRecordID></System><ProcessingErrorData><DataItemName>The record is damaged</DataItemName></ProcessingErrorData></Event>",
                self.id
            );
            text.extend_from_slice(rest.as_bytes());
        }
        text.push(b'\n');
    }
}

#[cfg(test)]
mod tests;
