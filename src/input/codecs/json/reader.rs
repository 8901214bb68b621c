//! Follows the path to the records, and takes them one by one.

use super::context::Context;
use super::dialect::{self, Dialect};
use super::value::{Scan, compact};
use crate::input::BOM;
use crate::input::decoder::Raw;
use crate::input::records::writing::{Lines, skip_space};
use crate::input::records::{MAX_RECORD_BYTES, Reader, Step, line_end};

/// What is around the records is copied into them up to this length.
const MAX_CONTEXT_BYTES: usize = 4 << 10;

/// A document that is examined as a whole ends within this many bytes.
const SHORT_BYTES: usize = 64 << 10;

/// Reads documents whose records are at one path.
#[derive(Debug)]
pub(super) struct JsonExport {
    path: Vec<Part>,
    dialect: Dialect,
    /// How many parts of the path are open.
    depth: usize,
    /// The value in front, as far as it was examined.
    scan: Scan,
    /// The value in front is not wanted.
    is_skipping: bool,
    contexts: Vec<Context>,
    n_documents: u64,
    lines: Lines,
}

/// A container on the way.
#[derive(Debug)]
enum Part {
    /// An object, and the key of the next one in it.
    Key(Box<[u8]>),
    /// An array.
    Items,
}

impl Part {
    fn opener(&self) -> u8 {
        match self {
            Self::Key(_) => b'{',
            Self::Items => b'[',
        }
    }
}

impl JsonExport {
    /// A reader for a path such as `data.result[].values[]`.
    pub(super) fn new(path: &str) -> Self {
        let mut parts = Vec::new();
        for part in path.split('.') {
            let key = part.trim_end_matches("[]");
            if !key.is_empty() {
                parts.push(Part::Key(key.as_bytes().into()));
            }
            let n_arrays = (part.len() - key.len()) / 2;
            parts.extend((0..n_arrays).map(|_| Part::Items));
        }
        Self {
            path: parts,
            dialect: Dialect::of(path),
            depth: 0,
            scan: Scan::default(),
            is_skipping: false,
            contexts: Vec::new(),
            n_documents: 0,
            lines: Lines::default(),
        }
    }
}

impl Reader for JsonExport {
    fn step(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        if self.is_skipping {
            return self.skip(raw.bytes);
        }
        let n_space = skip_space(raw.bytes);
        if n_space > 0 {
            return Step::Used(n_space);
        }
        let Some(&first) = raw.bytes.first() else { return Step::More };
        let Some(open) = self.depth.checked_sub(1).and_then(|at| self.path.get(at)) else {
            return self.document(raw, first, text);
        };
        match (open, first) {
            (_, b',') => Step::Used(1),
            (Part::Items, b']') | (Part::Key(_), b'}') => {
                self.depth -= 1;
                self.contexts.retain(|context| context.depth <= self.depth);
                Step::Used(1)
            }
            (Part::Items, b'}' | b':') => Step::Damaged,
            (Part::Items, _) => match self.path.get(self.depth) {
                Some(next) if next.opener() == first => {
                    self.depth += 1;
                    Step::Used(1)
                }
                _ => self.record(raw, text),
            },
            (Part::Key(_), b'"') => self.member(raw.bytes),
            (Part::Key(_), _) => Step::Damaged,
        }
    }

    fn may_end(&self) -> bool {
        self.depth == 0
    }

    fn lines(&mut self) -> Option<&mut Lines> {
        Some(&mut self.lines)
    }
}

impl JsonExport {
    /// Between documents.
    fn document(&mut self, raw: Raw<'_>, first: u8, text: &mut Vec<u8>) -> Step {
        let bytes = raw.bytes;
        let may_be_mark = bytes.starts_with(BOM) || (BOM.starts_with(bytes) && !raw.is_last);
        if self.n_documents == 0 && may_be_mark {
            return if bytes.len() < BOM.len() { Step::More } else { Step::Used(BOM.len()) };
        }
        match first {
            b',' => Step::Used(1),
            _ if self.path.first().is_some_and(|part| part.opener() == first) => {
                if self.n_documents > 0 {
                    match self.is_other(raw) {
                        None => return Step::More,
                        Some(true) => return self.record(raw, text),
                        Some(false) => {}
                    }
                }
                self.n_documents += 1;
                self.depth = 1;
                Step::Used(1)
            }
            b'{' | b'[' => self.record(raw, text),
            _ => self.stray(raw, text),
        }
    }

    /// Whether the document in front ends soon and lacks the path to the records; `None` if that cannot
    /// be told yet.
    fn is_other(&self, raw: Raw<'_>) -> Option<bool> {
        let is_key = |part: &&Part| matches!(part, Part::Key(_));
        let Some(Part::Key(key)) = self.path.iter().rev().find(is_key) else { return Some(false) };
        let near = raw.bytes.get(..SHORT_BYTES).unwrap_or(raw.bytes);
        match Scan::default().end(near) {
            Some(end) => Some(memchr::memmem::find(near.get(..end)?, key).is_none()),
            None => (raw.is_last || raw.bytes.len() >= SHORT_BYTES).then_some(false),
        }
    }

    /// A line outside all documents.
    fn stray(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        let Some(end) = line_end(raw) else { return Step::More };
        self.lines.stray(raw.bytes.get(..end).unwrap_or_default(), text);
        Step::Used(end)
    }

    /// The record in front.
    fn record(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        let Some(end) = self.scan.end(raw.bytes) else {
            if raw.is_last {
                // The end is missing: what is there is kept, as a line of text.
                self.scan = Scan::default();
                self.depth = self.depth.max(1);
                self.lines.stray(raw.bytes, text);
                return Step::Used(raw.bytes.len());
            }
            return Step::More;
        };
        self.scan = Scan::default();
        if end == 0 || end > MAX_RECORD_BYTES {
            return Step::Damaged;
        }
        self.lines.begin(text);
        let record = raw.bytes.get(..end).unwrap_or_default();
        if self.depth == self.path.len() {
            dialect::write(self.dialect, record, &self.contexts, text);
        } else {
            compact(record, text);
        }
        self.lines.end(text);
        Step::Used(end)
    }

    /// A member of an object on the path: leads to the records, is context, or neither.
    fn member(&mut self, raw: &[u8]) -> Step {
        let Some(key_end) = Scan::default().end(raw) else { return Step::More };
        let colon = key_end + skip_space(raw.get(key_end..).unwrap_or_default());
        match raw.get(colon) {
            None => return Step::More,
            Some(b':') => {}
            Some(_) => return Step::Damaged,
        }
        let value_at = colon + 1 + skip_space(raw.get(colon + 1..).unwrap_or_default());
        let Some(&first) = raw.get(value_at) else { return Step::More };
        let key = raw.get(1..key_end - 1).unwrap_or_default();
        let is_on_path = matches!(
            (self.path.get(self.depth - 1), self.path.get(self.depth)),
            (Some(Part::Key(wanted)), Some(next)) if **wanted == *key && next.opener() == first
        );
        if is_on_path {
            self.depth += 1;
            return Step::Used(value_at + 1);
        }
        if !dialect::is_context(key) {
            self.is_skipping = true;
            return Step::Used(value_at);
        }
        let value = raw.get(value_at..).unwrap_or_default();
        match self.scan.end(value) {
            Some(end) if end <= MAX_CONTEXT_BYTES => {
                self.scan = Scan::default();
                let value = value.get(..end).unwrap_or_default();
                self.contexts.push(Context {
                    depth: self.depth,
                    key: key.into(),
                    value: value.into(),
                });
                Step::Used(value_at + end)
            }
            None if value.len() <= MAX_CONTEXT_BYTES => Step::More,
            _ => {
                self.scan = Scan::default();
                self.is_skipping = true;
                Step::Used(value_at)
            }
        }
    }

    /// Skips the value in front.
    fn skip(&mut self, raw: &[u8]) -> Step {
        if let Some(end) = self.scan.end(raw) {
            self.scan = Scan::default();
            self.is_skipping = false;
            return Step::Used(end);
        }
        match self.scan.take() {
            0 => Step::More,
            n_used => Step::Used(n_used),
        }
    }
}
