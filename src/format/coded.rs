//! Formats that have a parser of their own but are otherwise ordinary.

use super::{FieldNames, Format, FormatCard, Framing, Layout, Lead, Parser};
use crate::time::Assumptions;

/// A format with one parser: a file of `defs`.
pub(super) struct CodedFormat {
    pub(super) card: FormatCard,
    pub(super) framing: Framing,
    pub(super) lead: Lead,
    /// How many layouts it has; all are tried.
    pub(super) n_layouts: u16,
    /// Entries are blocks with an unmistakable first line: all lines up to the next one belong to them.
    pub(super) is_block: bool,
    /// Whether the lines of a sample can be of this format at all.
    pub(super) may_have: fn(&[&[u8]]) -> bool,
    /// Makes a parser for the layout with this number.
    pub(super) parser: fn(u16, &mut FieldNames, Assumptions) -> Box<dyn Parser>,
}

/// A layout of entries of one line.
pub(super) const LINES: CodedFormat = CodedFormat {
    card: FormatCard::PLAIN,
    framing: Framing::Lines,
    lead: Lead::Any,
    n_layouts: 1,
    is_block: false,
    may_have: |_| true,
    parser: |_, _, _| Box::new(Nothing),
};

/// A layout of entries of many lines.
pub(super) const BLOCKS: CodedFormat =
    CodedFormat { framing: Framing::Headed, is_block: true, ..LINES };

impl Format for CodedFormat {
    fn card(&self) -> &FormatCard {
        &self.card
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        self.framing
    }

    fn n_layouts(&self) -> u16 {
        self.n_layouts
    }

    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let n = if (self.may_have)(lines) { self.n_layouts } else { 0 };
        (0..n).map(|number| (number, String::new())).collect()
    }

    fn is_declared(&self, _layout: Layout<'_>) -> bool {
        self.is_block
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        self.lead
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        30
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        (self.parser)(layout.number, names, assumptions)
    }
}

/// Reads no entries.
struct Nothing;

impl Parser for Nothing {
    fn starts(&mut self, _line: &[u8]) -> bool {
        false
    }

    fn parse(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut super::Parsed) -> bool {
        false
    }
}
