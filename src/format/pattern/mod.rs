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
mod compile;
mod head;
mod names;
mod near;
mod run;
pub(super) mod words;

pub use check::{PatternError, check};

use super::{FieldNames, Format, FormatCard, Framing, Layout, Lead, Parser, Turn};
use crate::time::{Assumptions, TimeShape};
use compile::compile;
pub(super) use compile::specificity;
use run::PatternParser;
pub(super) use run::Sentence;

/// Every shape, to lend one of them.
static SHAPES: [TimeShape; 14] = TimeShape::ALL;

/// A format made of patterns: a file of `defs`.
pub(super) struct PatternFormat {
    pub(super) card: FormatCard,
    /// One layout each; the more particular first.
    pub(super) patterns: &'static [&'static str],
    /// Whether patterns with the usual fields alone say only what can be inferred as well.
    pub(super) is_general: bool,
}

impl PatternFormat {
    /// The pattern of a layout, and the shapes that a plain `{time}` of it has.
    ///
    /// After the patterns as they stand come the same with the month first, then with the day
    /// first: which of the two a source writes can only be told from many of its entries.
    fn layout(&self, layout: u16) -> (&'static str, &'static [TimeShape]) {
        let n_patterns = self.patterns.len().max(1);
        let place = usize::from(layout);
        let shapes: &'static [TimeShape] = match place / n_patterns {
            0 => &TimeShape::HEAD,
            1 => &[TimeShape::MonthFirst],
            _ => &[TimeShape::DayFirst],
        };
        (self.patterns.get(place % n_patterns).copied().unwrap_or_default(), shapes)
    }
}

impl Format for PatternFormat {
    fn card(&self) -> &FormatCard {
        &self.card
    }

    fn framing(&self, layout: Layout<'_>) -> Framing {
        // What ends within its line is an entry a line, as requests are.
        let (pattern, _) = self.layout(layout.number);
        let ends_in_line = pattern.contains("{message:end}") && !pattern.contains("{message:more}");
        if ends_in_line { Framing::Lines } else { Framing::Headed }
    }

    fn n_layouts(&self) -> u16 {
        let has_time = self.patterns.iter().any(|pattern| pattern.contains("{time}"));
        let n_orders = if has_time { 3 } else { 1 };
        u16::try_from(self.patterns.len() * n_orders).unwrap_or(u16::MAX)
    }

    fn lead(&self, layout: Layout<'_>) -> Lead {
        let (pattern, shapes) = self.layout(layout.number);
        lead_of(pattern, shapes)
    }

    fn specificity(&self, layout: Layout<'_>) -> u32 {
        let (pattern, _) = self.layout(layout.number);
        specificity(pattern)
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let (pattern, shapes) = self.layout(layout.number);
        parser_of(pattern, shapes, names, assumptions)
    }

    fn turn(&self, layout: Layout<'_>) -> Turn {
        // What programs of all kinds write can be inferred as well; other names tell one of them.
        const USUAL: [&str; 9] =
            ["time", "level", "message", "context", "module", "logger", "pid", "thread", "?"];
        let (pattern, _) = self.layout(layout.number);
        let is_usual = |rest: &str| USUAL.iter().any(|name| rest.starts_with(name));
        let is_general = self.is_general && pattern.split('{').skip(1).all(is_usual);
        if is_general { Turn::General } else { Turn::First }
    }
}

/// What entries of a pattern begin with; `shapes` are those of a plain `{time}`.
pub(super) fn lead_of(pattern: &str, shapes: &'static [TimeShape]) -> Lead {
    if pattern.starts_with("{time}") {
        return Lead::Time(shapes);
    }
    let class_of = |name: &str| pattern.strip_prefix(name)?.split_once('}').map(|(class, _)| class);
    if let Some(word) = class_of("{time:") {
        let place = TimeShape::ALL.iter().position(|shape| shape.word() == word);
        let one = place.and_then(|place| SHAPES.get(place..=place));
        return one.map_or(Lead::AnyTime, Lead::Time);
    }
    if let Some(class) = class_of("{level") {
        // The signs that a format has for levels may be anything.
        return if class.contains('=') { Lead::Any } else { Lead::Level };
    }
    if pattern.starts_with("{{}") {
        return Lead::Byte(b'{');
    }
    match pattern.as_bytes().first() {
        None | Some(b'{' | b' ' | b'~' | b'\n') => Lead::Any,
        Some(&literal) => Lead::Byte(literal),
    }
}

/// A parser for the entries of a pattern.
pub(super) fn parser_of(
    pattern: &str,
    shapes: &[TimeShape],
    names: &mut FieldNames,
    assumptions: Assumptions,
) -> Box<dyn Parser> {
    Box::new(PatternParser::new(compile(pattern, shapes, names), assumptions))
}
