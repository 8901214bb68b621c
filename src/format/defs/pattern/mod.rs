//! Formats without a definition: patterns inferred from a sample, or made by example.
//!
//! A layout's detail is a pattern in the language of `pattern`.

#[cfg(test)]
mod invented;
#[cfg(test)]
mod tests;

use crate::format::layout::{GIVEN, MAX_PROPOSED, infer};
use crate::format::pattern::{Pattern, PatternTime, check, parser_of};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef, Turn,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeShape};

/// Formats known by their patterns alone.
pub(in crate::format) struct InferredLayout;

pub(in crate::format) static FORMAT: InferredLayout = InferredLayout;

static CARD: FormatCard = FormatCard {
    id: "pattern",
    title: "Recognised layout",
    definition_url: "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html",
    samples: SAMPLES,
    has_pairs: true,
    has_parts: false,
};

impl Format for InferredLayout {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, layout: Layout<'_>) -> Framing {
        // A level is too little to say that lines without one are of the entry before.
        let time = Pattern::facts_of(layout.detail).time;
        if time == PatternTime::None { Framing::Lines } else { Framing::Headed }
    }

    /// As many as may be proposed, and the given one: a layout's number says only which of two equals was proposed first.
    fn n_layouts(&self) -> u16 {
        GIVEN + 1
    }

    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        (0..MAX_PROPOSED).zip(infer(lines)).collect()
    }

    fn turn(&self, layout: Layout<'_>) -> Turn {
        if layout.number == GIVEN { Turn::First } else { Turn::Inferred }
    }

    fn lead(&self, layout: Layout<'_>) -> Lead {
        Pattern::facts_of(layout.detail).lead
    }

    fn specificity(&self, layout: Layout<'_>) -> u32 {
        let facts = || Pattern::facts_of(layout.detail);
        if check(layout.detail).is_ok() { facts().specificity } else { 0 }
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        // A plan may come from anywhere.
        if check(layout.detail).is_err() {
            return Box::new(Nothing);
        }
        let inner = parser_of(layout.detail, &TimeShape::HEAD, names, assumptions);
        // Who marked a field wants it as a field.
        if layout.number == GIVEN { inner } else { Box::new(Leveled { inner }) }
    }
}

/// A pattern's parser, and the level where a column of names holds one for once.
struct Leveled {
    inner: Box<dyn Parser>,
}

impl Parser for Leveled {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.inner.starts(line)
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        if !self.inner.parse(entry, names, out) {
            return false;
        }
        if out.level == Level::Unknown {
            let level_of = |&(_, value): &(_, TextRef)| {
                let word = out.text(entry, value);
                Level::from_word(word).filter(|_| word.iter().all(u8::is_ascii_uppercase))
            };
            let place = out.fields.iter().position(|field| level_of(field).is_some());
            if let Some(place) = place {
                let level = out.fields.get(place).and_then(level_of);
                out.level = level.unwrap_or(Level::Unknown);
                out.fields.remove(place);
            }
        }
        true
    }
}

/// Reads no entries: what is made of a text that is no pattern.
struct Nothing;

impl Parser for Nothing {
    fn starts(&mut self, _line: &[u8]) -> bool {
        false
    }

    fn parse(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut Parsed) -> bool {
        false
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-05-06 07:08:09.123 {4c2f9d1e} <warn> [gate-2] lock/chamber.c:77 the water is too low",
        time: "2024-05-06T07:08:09.123Z",
        level: Level::Warn,
        message: "the water is too low",
        fields: &[("id", "4c2f9d1e"), ("file", "lock/chamber.c"), ("line", "77")],
    },
    Sample {
        text: "2024/05/06 07:08:09 ; ERROR   ; [cable-3] ; winch.drum:41 ; the cable is slack",
        time: "2024-05-06T07:08:09Z",
        level: Level::Error,
        message: "the cable is slack",
        fields: &[("field", "cable-3")],
    },
];
