//! The only reader of entries: parses an entry's text again into its message and fields.

use crate::format::{FieldNames, Parsed, SourceParser, TextRef};
use crate::frame::trim_line_ends;
use crate::store::Block;
use crate::time::Stamp;
use crate::units::FieldId;

/// Text of a block, or of a part of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PartText<'t> {
    /// The bytes.
    pub(super) text: &'t [u8],
    /// Where they begin, from the block's start.
    pub(super) start: usize,
}

impl<'t> PartText<'t> {
    /// All of a block's text.
    pub(super) fn whole(text: &'t [u8]) -> Self {
        Self { text, start: 0 }
    }

    /// Text of entry `row` with the line ends after it, as far as the part covers it.
    pub(super) fn entry(&self, block: &Block, row: usize) -> &'t [u8] {
        let range = block.range(row);
        let end = range.end.saturating_sub(self.start).min(self.text.len());
        let start = range.start.saturating_sub(self.start);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// Parses entries of one source again, one after the other.
///
/// Parsing an entry depends only on its text and the plan, so the result is the same as when it
/// was first read.
pub(super) struct EntryReader<'s> {
    parser: &'s mut SourceParser,
    names: &'s mut FieldNames,
    parsed: Parsed,
}

/// An entry that was read again.
pub(super) struct ReadEntry<'r> {
    /// Its text without the line ends after it.
    pub(super) text: &'r [u8],
    parsed: &'r Parsed,
    names: &'r FieldNames,
}

impl<'s> EntryReader<'s> {
    pub(super) fn new(parser: &'s mut SourceParser, names: &'s mut FieldNames) -> Self {
        Self { parser, names, parsed: Parsed::default() }
    }

    /// Reads an entry from its text, with or without the line ends after it.
    pub(super) fn read<'r>(&'r mut self, whole: &'r [u8]) -> ReadEntry<'r> {
        let text = trim_line_ends(whole);
        self.parser.parse(text, self.names, &mut self.parsed);
        ReadEntry { text, parsed: &self.parsed, names: self.names }
    }
}

impl<'r> ReadEntry<'r> {
    /// Its message, unescaped.
    pub(super) fn message(&self) -> &'r [u8] {
        self.parsed.text(self.text, self.parsed.message)
    }

    /// Its time, if it has one.
    pub(super) fn time(&self) -> Option<Stamp> {
        self.parsed.time
    }

    /// Its fields in text order, with values unescaped; a name may occur several times.
    pub(super) fn fields(&self) -> impl Iterator<Item = (FieldId, &'r [u8])> {
        let (parsed, text) = (self.parsed, self.text);
        parsed.fields.iter().map(move |(field, value)| (*field, parsed.text(text, *value)))
    }

    /// Name of one of its fields.
    pub(super) fn name(&self, field: FieldId) -> &'r str {
        self.names.name(field)
    }

    /// Where the value of a field is, and the buffer that holds unescaped values.
    pub(super) fn place_of(&self, field: FieldId) -> (Option<TextRef>, &'r [u8]) {
        (self.parsed.field(field), &self.parsed.unescaped)
    }
}
