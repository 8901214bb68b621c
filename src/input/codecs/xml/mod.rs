//! Records in XML: the layouts of Log4j, log4net and Java, and Windows events and traces.
//!
//! Defined at <https://logging.apache.org/log4j/2.x/manual/layouts.html>,
//! <https://docs.oracle.com/javase/8/docs/technotes/guides/logging/overview.html> and
//! <https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema>. Each record becomes an
//! object: attributes and elements by name, without namespace prefixes.

mod element;
mod token;
mod write;

use crate::input::BOM;
use crate::input::decoder::{Codec, CodecInput, FirstBytes, Raw};
use crate::input::records::writing::{Lines, skip_space};
use crate::input::records::{MAX_RECORD_BYTES, Reader, Step, line_end};
use token::{Token, local, token};

/// The row of the table. The detail is the name of the element that is a record.
pub(super) const CODEC: Codec = Codec {
    id: "xml_records",
    input: CodecInput::Text,
    seems: "log records in XML",
    recognise,
    start: |name| Box::new(XmlExport::new(name)),
};

/// Namespaces of records; the prefix of Log4j 1 is usually not declared.
const NAMESPACES: &[&[u8]] = &[
    b"http://logging.apache.org/log4j/2.0/events",
    b"http://schemas.microsoft.com/win/2004/08/events/event",
    b"http://schemas.microsoft.com/2004/06/E2ETraceEvent",
    b"http://jakarta.apache.org/log4j/",
];

/// How many elements may surround records.
const MAX_AROUND: usize = 4;

fn recognise(head: FirstBytes<'_>) -> Option<String> {
    let text = head.bytes.strip_prefix(BOM).unwrap_or(head.bytes);
    let is_named = NAMESPACES.iter().any(|name| memchr::memmem::find(text, name).is_some());
    let mut at = 0;
    let mut is_java = false;
    let mut n_around = 0;
    loop {
        at += skip_space(text.get(at..)?);
        match token(Raw { bytes: text.get(at..)?, is_last: true })? {
            (Token::Start { name, .. }, len) => {
                let is_record = match local(name) {
                    b"event" => is_named || matches!(name, b"log4j:event" | b"log4net:event"),
                    b"Event" | b"E2ETraceEvent" => is_named,
                    b"record" => is_java,
                    _ => false,
                };
                if is_record {
                    return Some(String::from_utf8_lossy(name).into_owned());
                }
                is_java |= name == b"log";
                n_around += 1;
                if n_around > MAX_AROUND {
                    return None;
                }
                at += len;
            }
            (Token::Other, len) => at += len,
            (Token::Text(_) | Token::End | Token::Damaged, _) => return None,
        }
    }
}

/// Reads documents, or parts of them, one after another.
#[derive(Debug)]
struct XmlExport {
    /// Of the elements that are records.
    name: Box<[u8]>,
    /// Bytes of the record in front that were examined, and how many elements are open there.
    at: usize,
    depth: usize,
    is_cut: bool,
    lines: Lines,
}

impl XmlExport {
    fn new(name: &str) -> Self {
        let name = name.as_bytes().into();
        Self { name, at: 0, depth: 0, is_cut: false, lines: Lines::default() }
    }

    /// Text outside records.
    fn stray(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        let Some(end) = line_end(raw) else { return Step::More };
        let tag = memchr::memchr(b'<', raw.bytes.get(1..end).unwrap_or_default());
        let end = tag.map_or(end, |at| at + 1);
        self.lines.stray(raw.bytes.get(..end).unwrap_or_default(), text);
        Step::Used(end)
    }

    /// The record in front, if all of it is there.
    fn record(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        loop {
            let rest = raw.from(self.at);
            let Some((token, len)) = token(rest).filter(|_| !rest.bytes.is_empty()) else {
                if !raw.is_last {
                    return Step::More;
                }
                // Its end is missing: what is there is kept, as a line of text.
                (self.at, self.depth, self.is_cut) = (0, 0, true);
                self.lines.stray(raw.bytes, text);
                return Step::Used(raw.bytes.len());
            };
            self.at += len;
            match token {
                Token::Start { is_empty: false, .. } => self.depth += 1,
                Token::End => self.depth = self.depth.saturating_sub(1),
                // A stray `<` is taken for text.
                Token::Start { .. } | Token::Other | Token::Text(_) | Token::Damaged => {}
            }
            if self.depth == 0 {
                break;
            }
        }
        let n_used = std::mem::take(&mut self.at);
        if n_used > MAX_RECORD_BYTES {
            return Step::Damaged;
        }
        let record = raw.bytes.get(..n_used).unwrap_or_default();
        self.lines.begin(text);
        match element::parse(record) {
            Some(element) => write::object(&element, text),
            None => text.extend(record.iter().map(|&byte| if byte == b'\n' { b' ' } else { byte })),
        }
        self.lines.end(text);
        Step::Used(n_used)
    }
}

impl Reader for XmlExport {
    fn step(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        if self.depth > 0 {
            return self.record(raw, text);
        }
        let n_space = skip_space(raw.bytes);
        if n_space > 0 {
            return Step::Used(n_space);
        }
        if raw.bytes.is_empty() {
            return Step::More;
        }
        if raw.bytes.starts_with(BOM) {
            return Step::Used(BOM.len());
        }
        if raw.bytes.first() != Some(&b'<') {
            return self.stray(raw, text);
        }
        match token(raw) {
            None => Step::More,
            Some((Token::Start { name, .. }, _)) if *name == *self.name => self.record(raw, text),
            Some((Token::Start { .. } | Token::End | Token::Other, len)) => Step::Used(len),
            Some((Token::Text(_) | Token::Damaged, _)) => self.stray(raw, text),
        }
    }

    fn may_end(&self) -> bool {
        // The outermost element ends with the program, or is left to whoever includes the file.
        !self.is_cut && self.depth == 0
    }

    fn lines(&mut self) -> Option<&mut Lines> {
        Some(&mut self.lines)
    }
}
