//! Formats described by patterns.
//!
//! A pattern such as `{time} {level} [{thread:text}] {logger}: {message}` is compiled once for
//! each source and run without backtracking: every field ends at the first occurrence of what
//! follows it in the pattern. A field that is just a dash is left out.
//!
//! | in a pattern | means |
//! | --- | --- |
//! | a space | one or more spaces or tabs |
//! | two spaces | two or more of them |
//! | `~` | any number of spaces or tabs |
//! | `\n` | a line end |
//! | `{time}` | a time of any shape of [`TimeShape::HEAD`]; `{time:clf,epoch}` of these shapes |
//! | `{time:secs}` | ten digits of seconds followed by a point |
//! | `{time:iso-}`, `{time:iso/}` | an ISO time whose date has this separator |
//! | `{time:day_month_name-}` | a time with the month's name between dashes |
//! | `{level}`, `{level:u3}`, `{level:letter}` | a word for a level, a three-letter word, a letter |
//! | `{level:capitals}` | a word for a level in capitals or before a colon |
//! | `{name}` | a field without white space |
//! | `{name:text}` | a field that may hold white space, and may be empty |
//! | `{name:digits}`, `{name:dotted}` | a field of digits, of letters and the signs of qualified names |
//! | `{name:qualified}` | the same, with a point inside |
//! | `{name:path}` | a qualified name with `::` in it |
//! | `{name:coded}` | a word that does not occur in prose |
//! | `{name:hex}`, `{name:ip}` | eight or more hexadecimal digits, an IP address |
//! | `{name:addr}` | an address; the port after it becomes the field `name_port` |
//! | `{name:http}` | the status of a response, which is also the level |
//! | `{name:quoted}` | text in double quotes, with escaped ones inside |
//! | `{name:request}` | a request in double quotes: method, path and protocol, or all of it under the name |
//! | `{name:rest}` | all that is left of the entry |
//! | `{name:last}` | like `text`, but up to the last occurrence in the line of what follows |
//! | `{name:code}`, `{name:decimal}` | a message's code such as `AB0123E`, a number with a fraction |
//! | `{name:=one\|two#}` | one of a few words; `#` stands for a number after it |
//! | `{level:LOG=info,#=warn}` | a word for a level, or one of these, which mean a level only here |
//! | `{level:only,A=info}` | one of these and no other |
//! | `{_}` | like a field, but discarded |
//! | `{message}` | everything that is left |
//! | `{message:here}`, `{message:end}` | the beginning and end of a message that contains fields |
//! | `{message:more}` | the following lines continue such a message |
//! | `{?` … `?}` | an optional part |
//! | `{{}`, `{~}`, `{?}` | a brace, a tilde, a question mark |

mod check;
mod classes;
mod compile;
mod facts;
mod head;
mod names;
mod near;
mod program;
mod run;
mod steady;
mod steps;
pub(super) mod words;

pub use check::{PatternError, check};
pub(super) use compile::Pattern;
pub(super) use facts::PatternTime;
pub(super) use run::Sentence;

use std::sync::OnceLock;

use super::{FieldNames, Format, FormatCard, Framing, Layout, Lead, Parser, Turn};
use crate::time::{Assumptions, TimeShape};
use compile::Outline;
use facts::PatternFacts;
use program::{Lent, Program};
use run::PatternParser;
pub(super) use run::parser_of;
pub(super) use steady::in_capitals;
use steady::{CAPITALS, is_bare, steady_level};

/// A format made of patterns: a file of `defs`.
pub(super) struct PatternFormat {
    card: FormatCard,
    patterns: &'static [&'static str],
    /// Whether patterns with only the usual fields say no more than could be inferred.
    is_general: bool,
    /// Whether messages are multi-line statements or the like.
    holds_text: bool,
    /// The facts of each layout, computed when first needed.
    facts: OnceLock<Box<[PatternFacts]>>,
    /// The same: the pattern as it stands, and with the level in capitals.
    programs: OnceLock<Box<[[Lent; 2]]>>,
}

/// The shapes of a plain `{time}`: after the patterns as written come the same ones with the month
/// first, then with the day first, since only many entries can show which of the two a source uses.
static ORDERS: [&[TimeShape]; 3] =
    [&TimeShape::HEAD, &[TimeShape::MonthFirst], &[TimeShape::DayFirst]];

impl PatternFormat {
    /// One layout for each pattern, more specific ones first.
    pub(super) const fn new(card: FormatCard, patterns: &'static [&'static str]) -> Self {
        Self {
            card,
            patterns,
            is_general: false,
            holds_text: false,
            facts: OnceLock::new(),
            programs: OnceLock::new(),
        }
    }

    /// The same for what all kinds of programs write.
    pub(super) const fn general(card: FormatCard, patterns: &'static [&'static str]) -> Self {
        let mut format = Self::new(card, patterns);
        format.is_general = true;
        format
    }

    /// The same for logs of statements in some language.
    pub(super) const fn of_statements(card: FormatCard, patterns: &'static [&'static str]) -> Self {
        let mut format = Self::new(card, patterns);
        format.holds_text = true;
        format
    }

    /// The pattern of a layout, and the shapes that a plain `{time}` of it has.
    fn layout(&self, layout: u16) -> (&'static str, &'static [TimeShape]) {
        let n_patterns = self.patterns.len().max(1);
        let place = usize::from(layout);
        let pattern = self.patterns.get(place % n_patterns).copied().unwrap_or_default();
        (pattern, ORDERS.get(place / n_patterns).copied().unwrap_or(&TimeShape::HEAD))
    }

    fn all_facts(&self) -> &[PatternFacts] {
        self.facts.get_or_init(|| {
            let mut names = FieldNames::new();
            let outline = |pattern: &&str| Outline::new(pattern, &TimeShape::HEAD, &mut names);
            let outlines: Vec<Outline> = self.patterns.iter().map(outline).collect();
            let in_order = |shapes| outlines.iter().map(move |outline| outline.facts(shapes));
            let [any, others @ ..] = ORDERS;
            let mut facts: Vec<PatternFacts> = in_order(any).collect();
            if facts.iter().any(|facts| facts.time == PatternTime::Plain) {
                facts.extend(others.into_iter().flat_map(in_order));
            }
            facts.into_boxed_slice()
        })
    }

    fn program(&self, layout: Layout<'_>, names: &mut FieldNames) -> Program {
        let (pattern, shapes) = self.layout(layout.number);
        let n_layouts = self.patterns.len() * ORDERS.len();
        let programs =
            self.programs.get_or_init(|| (0..n_layouts).map(|_| Default::default()).collect());
        let in_order = programs.get(usize::from(layout.number));
        let is_capital = layout.detail == CAPITALS;
        let pattern = if is_capital { in_capitals(pattern) } else { pattern.to_owned() };
        match in_order {
            Some([_, lent]) if is_capital => lent.program(&pattern, shapes, names),
            Some([lent, _]) => lent.program(&pattern, shapes, names),
            None => Program::new(Pattern::compile(&pattern, shapes, names)),
        }
    }

    fn facts(&self, layout: Layout<'_>) -> Option<&PatternFacts> {
        self.all_facts().get(usize::from(layout.number))
    }
}

impl Format for PatternFormat {
    fn card(&self) -> &FormatCard {
        &self.card
    }

    fn framing(&self, layout: Layout<'_>) -> Framing {
        self.facts(layout).map_or(Framing::Headed, PatternFacts::framing)
    }

    fn holds_text(&self) -> bool {
        self.holds_text
    }

    fn n_layouts(&self) -> u16 {
        u16::try_from(self.all_facts().len()).unwrap_or(u16::MAX)
    }

    /// If a level comes before the message without any mark, the sample shows whether it is one.
    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let steady = |number| {
            let (pattern, _) = self.layout(number);
            if !is_bare(pattern) {
                return Some((number, String::new()));
            }
            let mut names = FieldNames::new();
            let parser = |assumptions| {
                let program = self.program(Layout { number, detail: "" }, &mut names);
                PatternParser::new(program, assumptions)
            };
            let detail = steady_level(pattern, lines, parser)?;
            Some((number, detail.to_owned()))
        };
        (0..self.n_layouts()).filter_map(steady).collect()
    }

    fn lead(&self, layout: Layout<'_>) -> Lead {
        self.facts(layout).map_or(Lead::Any, |facts| facts.lead)
    }

    fn specificity(&self, layout: Layout<'_>) -> u32 {
        self.facts(layout).map_or(0, |facts| facts.specificity)
    }

    fn turn(&self, layout: Layout<'_>) -> Turn {
        let is_usual = self.facts(layout).is_some_and(|facts| facts.is_usual);
        if self.is_general && is_usual { Turn::General } else { Turn::First }
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(PatternParser::new(self.program(layout, names), assumptions))
    }
}
