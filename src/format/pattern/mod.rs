//! Formats written down as patterns.
//!
//! A pattern such as `{time} {level} [{thread:text}] {logger}: {message}` is compiled once for
//! each source and run without backtracking: every field ends where what follows it in the
//! pattern first occurs. A field that is a lone dash is left out.
//!
//! | in a pattern | means |
//! | --- | --- |
//! | a space | one or more spaces or tabs |
//! | two spaces | two or more of them |
//! | `~` | any number of spaces or tabs |
//! | `\n` | a line end |
//! | `{time}` | a time of any shape of [`TimeShape::HEAD`]; `{time:clf,epoch}` of these shapes |
//! | `{time:secs}` | ten digits of seconds, a point after them |
//! | `{time:iso-}`, `{time:iso/}` | an ISO time whose date has this separator |
//! | `{level}`, `{level:u3}`, `{level:letter}` | a level's word, one of three letters, a level's letter |
//! | `{level:capitals}` | a level's word in capitals or before a colon |
//! | `{name}` | a field without white space |
//! | `{name:text}` | a field that may hold white space, and may be empty |
//! | `{name:digits}`, `{name:dotted}` | a field of digits, of letters and the signs of qualified names |
//! | `{name:qualified}` | as that, with a point inside |
//! | `{name:path}` | a qualified name with `::` in it |
//! | `{name:coded}` | a word that is none of prose |
//! | `{name:hex}`, `{name:ip}` | eight digits of base 16 or more, an address of the Internet |
//! | `{name:addr}` | an address; the port after it becomes the field `name_port` |
//! | `{name:http}` | the status of an answer, which is the level too |
//! | `{name:quoted}` | text in double quotes, with escaped ones inside |
//! | `{name:request}` | a request in double quotes: method, path and protocol, or all of it under the name |
//! | `{name:rest}` | all that is left of the entry |
//! | `{name:last}` | as text, up to the last place in the line where what follows occurs |
//! | `{name:code}`, `{name:decimal}` | a message's code such as `AB0123E`, a number with a fraction |
//! | `{name:=one\|two#}` | one of a few words; `#` stands for a number behind it |
//! | `{level:LOG=info,#=warn}` | a level's word, or one of these, which mean a level here only |
//! | `{level:only,A=info}` | one of these and no other |
//! | `{_}` | as a field, but thrown away |
//! | `{message}` | all the rest |
//! | `{message:here}`, `{message:end}` | where a message begins and ends that has fields in it |
//! | `{message:more}` | the lines after the first go on with such a message |
//! | `{?` … `?}` | what may be left out |
//! | `{{}`, `{~}`, `{?}` | a brace, a tilde, a question mark |

mod check;
mod classes;
mod compile;
mod facts;
mod head;
mod names;
mod near;
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
pub(super) use run::parser_of;
pub(super) use steady::in_capitals;
use steady::{CAPITALS, steady_level};

/// A format made of patterns: a file of `defs`.
pub(super) struct PatternFormat {
    card: FormatCard,
    patterns: &'static [&'static str],
    /// Whether patterns with the usual fields alone say only what can be inferred as well.
    is_general: bool,
    /// Whether messages are statements or the like, over several lines.
    holds_text: bool,
    /// Of each layout, from the first time that one is asked for.
    facts: OnceLock<Box<[PatternFacts]>>,
}

/// The shapes of a plain `{time}`: after the patterns as they stand come the same with the month
/// first, then with the day first, since which of the two a source writes can only be told from
/// many of its entries.
static ORDERS: [&[TimeShape]; 3] =
    [&TimeShape::HEAD, &[TimeShape::MonthFirst], &[TimeShape::DayFirst]];

impl PatternFormat {
    /// One layout for each pattern; the more particular first.
    pub(super) const fn new(card: FormatCard, patterns: &'static [&'static str]) -> Self {
        Self { card, patterns, is_general: false, holds_text: false, facts: OnceLock::new() }
    }

    /// The same for what programs of all kinds write.
    pub(super) const fn general(card: FormatCard, patterns: &'static [&'static str]) -> Self {
        Self { card, patterns, is_general: true, holds_text: false, facts: OnceLock::new() }
    }

    /// The same for what logs statements of a language.
    pub(super) const fn of_statements(card: FormatCard, patterns: &'static [&'static str]) -> Self {
        Self { card, patterns, is_general: false, holds_text: true, facts: OnceLock::new() }
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

    /// Where a level stands before the message without any mark, the sample shows if it is one.
    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let steady = |number| {
            let (pattern, shapes) = self.layout(number);
            let detail = steady_level(pattern, shapes, lines)?;
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
        let (pattern, shapes) = self.layout(layout.number);
        if layout.detail == CAPITALS {
            return parser_of(&in_capitals(pattern), shapes, names, assumptions);
        }
        parser_of(pattern, shapes, names, assumptions)
    }
}
