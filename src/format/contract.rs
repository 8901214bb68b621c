//! What a format is: the trait that each one implements, and what it says of itself.
//!
//! Nothing here knows any format; the table of them is `defs/mod.rs`.

use serde::{Deserialize, Serialize};

use super::{FieldNames, Lead, Parsed};
use crate::level::Level;
use crate::time::Assumptions;

/// What a format says of itself: the same for all sources.
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
    /// Whether an entry may have parts with heads of their own: its parsers know them as
    /// [`Parser::continues`] says.
    pub has_parts: bool,
}

impl FormatCard {
    /// What most formats leave as it is.
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

/// Whether lines that do not start an entry of the format belong to the entry before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Every entry has a head; lines without one continue the entry before (log4j, syslog).
    Headed,
    /// Every line is an entry unless it looks like a continuation (JSON lines, access logs).
    Lines,
    /// Of a source alone: the format of the entry before tells whether it takes a line without a
    /// head (a few entries of log4j among those of an access log).
    Mixed,
}

/// One of the ways in which entries of a format look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout<'d> {
    /// Below [`Format::n_layouts`].
    pub number: u16,
    /// What only the source tells, such as the columns of a table, as [`Format::details`] wrote it
    /// down; empty for most.
    pub detail: &'d str,
}

/// When detection asks a format, and for which lines it may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// At once, for all lines.
    First,
    /// At once; but what it says of a line, the line's general looks say as well.
    General,
    /// For the lines that are left, from which its layouts are inferred.
    Inferred,
    /// For what nothing else reads.
    Last,
}

/// Whether a format's messages may be entries of another format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carries {
    /// Never: the message is what a program had to say.
    Nothing,
    /// Maybe whole entries, where most messages are read as such.
    Entries,
    /// The lines of a program's output, one by one: entries may go over several messages.
    Lines,
}

/// One way to read entries: a row of the table of formats.
pub trait Format: Sync {
    /// What it says of itself.
    fn card(&self) -> &FormatCard;
    /// How the entries of one of its layouts are framed.
    fn framing(&self, layout: Layout<'_>) -> Framing;
    /// How many layouts it knows, tried as if they were formats of their own.
    fn n_layouts(&self) -> u16 {
        1
    }
    /// Layouts of a sample that only the sample tells of: a number, and what is to be known of it.
    ///
    /// A format that has any is asked for these alone; the others have numbers only.
    fn details(&self, _lines: &[&[u8]]) -> Vec<(u16, String)> {
        (0..self.n_layouts()).map(|number| (number, String::new())).collect()
    }
    /// When detection asks a layout; all that a sample suggests are inferred, or the last, or none.
    fn turn(&self, _layout: Layout<'_>) -> Turn {
        Turn::First
    }
    /// Whether its messages may be entries of another format.
    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Nothing
    }
    /// Whether the source itself tells that it is written so, as a table does by its header: its
    /// rows then are no rows of anything else, whatever the cells look like.
    fn is_declared(&self, _layout: Layout<'_>) -> bool {
        false
    }
    /// Whether its entries hold foreign text over several lines, such as statements: until the next
    /// head of its own, no line is anything else's.
    fn holds_text(&self) -> bool {
        false
    }
    /// What entries of a layout begin with: detection asks its parser of no other lines.
    fn lead(&self, _layout: Layout<'_>) -> Lead {
        Lead::Any
    }
    /// An earlier layout that differs from this one in framing alone, if there is one: detection
    /// need not parse the same entries with both.
    fn reads_as(&self, _layout: Layout<'_>) -> Option<u16> {
        None
    }
    /// How much of an entry's text a layout fixes: decides between layouts that read a sample equally well.
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
    /// Whether `line` belongs to no entry because it tells about all of them: a header, a comment.
    fn is_aside(&self, _line: &[u8]) -> bool {
        false
    }
    /// Whether `line`, although it has a head, is a part of the entry before; see
    /// [`FormatCard::has_parts`].
    fn continues(&mut self, _line: &[u8]) -> bool {
        false
    }
    /// Parses `entry` (whole, line ends inside kept, the last one cut off) into `out`, which
    /// arrives cleared, or returns false: then `out` may hold anything.
    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool;
    /// The same for an entry that no format of the source could parse: takes what is whole in it,
    /// if it is one of this format with something missing or too much.
    fn salvage(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut Parsed) -> bool {
        false
    }
}
