//! What a format is: the trait that each one implements, and how it describes itself.
//!
//! Nothing here knows any format; the table of them is `defs/mod.rs`.

use serde::{Deserialize, Serialize};

use super::{FieldNames, Lead, Parsed};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser};

/// A format's description of itself, the same for all sources.
#[derive(Clone, Copy, Debug)]
pub struct FormatCard {
    /// Unique, `snake_case`; the name of its file.
    pub id: &'static str,
    /// For people, in sentence case.
    pub title: &'static str,
    /// Where the format is defined.
    pub definition_url: &'static str,
    /// At least two entries with what they mean.
    pub samples: &'static [Sample],
    /// Whether `key=value` pairs within its messages become fields.
    pub has_pairs: bool,
    /// Whether an entry may have parts with heads of their own, which its parsers recognise
    /// ([`Parser::continues`]).
    pub has_parts: bool,
}

impl FormatCard {
    /// The defaults that most formats keep.
    pub(super) const PLAIN: Self = Self {
        id: "",
        title: "",
        definition_url: "",
        samples: &[],
        has_pairs: false,
        has_parts: false,
    };
}

/// An example of a format and what it means; each is a test.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// The entry, lines joined by `\n`.
    pub text: &'static str,
    /// RFC 3339 in UTC with the digits of the source, or empty for no time.
    pub time: &'static str,
    /// The level.
    pub level: Level,
    /// The message.
    pub message: &'static str,
    /// Some of the fields.
    pub fields: &'static [(&'static str, &'static str)],
}

/// Whether lines that do not start an entry of the format belong to the entry before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Every entry has a head; lines without one continue the previous entry (log4j, syslog).
    Headed,
    /// Every line is an entry unless it looks like a continuation (JSON lines, access logs).
    Lines,
    /// Only for a whole source: the format of the previous entry decides whether it takes a line
    /// without a head (a few log4j entries in an access log).
    Mixed,
}

/// One of the ways in which entries of a format are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout<'d> {
    /// Below [`Format::n_layouts`].
    pub number: u16,
    /// What only the source can tell, such as the columns of a table, as returned by
    /// [`Format::details`]; empty for most.
    pub detail: &'d str,
}

/// When detection tries a format, and on which lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// First, on all lines.
    First,
    /// First; but it says no more about a line than could be inferred from the line's looks.
    General,
    /// On the lines that are left, from which its layouts are inferred.
    Inferred,
    /// On what nothing else reads.
    Last,
}

/// Whether a format's messages may be entries of another format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// Never: the message is plain text.
    Nothing,
    /// Possibly whole entries, if most messages can be read as such.
    Entries,
    /// The lines of a program's output, one at a time: an entry may span several messages.
    Lines,
}

/// One way to read entries: a row of the table of formats.
pub trait Format: Sync {
    /// Its description.
    fn card(&self) -> &FormatCard;
    /// How the entries of one of its layouts are framed.
    fn framing(&self, layout: Layout<'_>) -> Framing;
    /// How many layouts it knows, tried as if they were formats of their own.
    fn n_layouts(&self) -> u16 {
        1
    }
    /// Layouts that only a sample can reveal: each a number and its detail.
    ///
    /// If a format returns any, only these are tried; other formats have only numbers.
    fn details(&self, _lines: &[&[u8]]) -> Vec<(u16, String)> {
        (0..self.n_layouts()).map(|number| (number, String::new())).collect()
    }
    /// When detection tries a layout. All layouts that a sample suggests are inferred, or the last
    /// resort, or neither.
    fn turn(&self, _layout: Layout<'_>) -> Turn {
        Turn::First
    }
    /// Whether its messages may be entries of another format.
    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Nothing
    }
    /// Whether the source itself declares this format, as a table does by its header: its rows then
    /// belong to no other format, whatever the cells look like.
    fn is_declared(&self, _layout: Layout<'_>) -> bool {
        false
    }
    /// Whether its entries hold foreign text over several lines, such as statements: until the next
    /// head of this format, every line belongs to the entry.
    fn holds_text(&self) -> bool {
        false
    }
    /// What entries of a layout begin with; detection tries its parser on no other lines.
    fn lead(&self, _layout: Layout<'_>) -> Lead {
        Lead::Any
    }
    /// An earlier layout that differs from this one only in framing, if there is one, so that
    /// detection need not parse the same entries with both.
    fn reads_as(&self, _layout: Layout<'_>) -> Option<u16> {
        None
    }
    /// How much of an entry's text a layout fixes; breaks ties between layouts that read a sample equally well.
    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        0
    }
    /// Makes a parser for one layout.
    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser>;
}

impl dyn Format + '_ {
    /// The id on its card.
    pub fn id(&self) -> &'static str {
        self.card().id
    }

    /// The title on its card.
    pub fn title(&self) -> &'static str {
        self.card().title
    }

    /// The samples on its card.
    pub fn samples(&self) -> &'static [Sample] {
        self.card().samples
    }
}

/// Reads entries of one layout of one format.
///
/// What it returns for an entry depends on that entry alone; what it keeps between calls
/// (a memoised date, the expected order of keys) may only make it faster.
pub trait Parser {
    /// Whether `line` (without its line end) starts an entry: a look at a few bytes, no parsing.
    fn starts(&mut self, line: &[u8]) -> bool;
    /// Its reader of times, if most of its entries begin with one: detection tells it what other
    /// parsers read from the same lines.
    fn times(&mut self) -> Option<&mut TimeParser> {
        None
    }
    /// Whether `line` belongs to no entry because it describes all of them: a header, a comment.
    fn is_aside(&self, _line: &[u8]) -> bool {
        false
    }
    /// Whether `line`, although it has a head, is part of the previous entry; see
    /// [`FormatCard::has_parts`].
    fn continues(&mut self, _line: &[u8]) -> bool {
        false
    }
    /// Parses a whole `entry`, without its final line end, into `out`, which arrives cleared; if it
    /// returns false, `out` may hold anything.
    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool;
    /// The same for an entry that no format of the source could parse: if it is a damaged entry of
    /// this format, takes what is intact.
    fn salvage(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut Parsed) -> bool {
        false
    }
}
