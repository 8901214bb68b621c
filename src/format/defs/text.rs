//! Free text: the last resort, which parses everything.
//!
//! Layout 0 takes any entry and finds no time. Each other layout stands for one shape of time at one
//! place in the line, as detected for the source.

use crate::format::marked::level_in_words;
use crate::format::scan::{colour_len, first_line, skip_blanks};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef, Turn,
};
use crate::level::Level;
use crate::time::find::{FoundTime, each_time, time_in_token, token_start};
use crate::time::{Assumptions, TimeParser, TimeShape};

/// Free text.
pub(in crate::format) struct Text;

/// Stands for any token in a layout's number.
const ANY_TOKEN: u16 = 63;

/// The layout for a time of `shape` in token number `token`, or anywhere near the start of the line.
pub(in crate::format) fn layout_for(shape: TimeShape, token: Option<u16>) -> u16 {
    let token = token.filter(|&token| token < ANY_TOKEN).unwrap_or(ANY_TOKEN);
    1 + shape as u16 * 64 + token
}

/// Where in a line the token with the time begins, if that is one place in all lines of a layout.
pub(in crate::format) fn time_token_start(layout: u16, line: &[u8]) -> Option<usize> {
    token_start(line, place_of(layout)?.1?)
}

fn place_of(layout: u16) -> Option<(TimeShape, Option<u16>)> {
    let number = layout.checked_sub(1)?;
    let shape = TimeShape::ALL.get(usize::from(number / 64))?;
    let token = number % 64;
    Some((*shape, (token != ANY_TOKEN).then_some(token)))
}

pub(in crate::format) static FORMAT: Text = Text;

static CARD: FormatCard = FormatCard {
    id: "text",
    title: "Plain text",
    definition_url: "https://www.unicode.org/versions/Unicode15.0.0/ch05.pdf",
    samples: SAMPLES,
    has_pairs: true,
    has_parts: false,
};

impl Format for Text {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, layout: Layout<'_>) -> Framing {
        if layout.number == 0 { Framing::Lines } else { Framing::Headed }
    }

    fn n_layouts(&self) -> u16 {
        1 + 64 * u16::try_from(TimeShape::ALL.len()).unwrap_or(0)
    }

    fn turn(&self, _layout: Layout<'_>) -> Turn {
        Turn::Last
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(TextParser { place: place_of(layout.number), times: TimeParser::new(assumptions) })
    }
}

struct TextParser {
    place: Option<(TimeShape, Option<u16>)>,
    times: TimeParser,
}

impl TextParser {
    fn time_of(&mut self, line: &[u8]) -> Option<FoundTime> {
        let (shape, token) = self.place?;
        if let Some(token) = token {
            return time_in_token(line, shape, token, &mut self.times);
        }
        let mut first = None;
        each_time(line, &[shape], &mut self.times, |found| {
            first = Some(found);
            true
        });
        first
    }
}

impl Parser for TextParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.place.is_some() && self.time_of(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let line = first_line(entry);
        let mut start = colour_len(line, 0);
        if self.place.is_some() {
            let Some(found) = self.time_of(line) else { return false };
            out.set_time(found.reading);
            // A time at the head is no part of what the entry says; elsewhere it is.
            if found.start <= start + 1 {
                start = after_head_time(line, found);
            }
        }
        out.level = level_in_words(line.get(start..).unwrap_or_default()).unwrap_or(Level::Unknown);
        out.message = TextRef::from_range(skip_blanks(entry, start), entry.len());
        true
    }
}

/// Where the message begins after a time at the head and the punctuation around it.
fn after_head_time(line: &[u8], found: FoundTime) -> usize {
    let is_punctuation = |byte: &u8| {
        matches!(byte, b']' | b')' | b':' | b',' | b'|' | b' ' | b'\t' | b'-' | b';' | b'>')
    };
    let rest = line.get(found.end..).unwrap_or_default();
    let n = rest.iter().take_while(|byte| is_punctuation(byte)).count();
    // A dash that belongs to the next word stays with it.
    let n_kept = usize::from(n > 0 && rest.get(n - 1) == Some(&b'-') && n < rest.len());
    found.end + n - n_kept
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "kettle on, water cold",
        time: "",
        level: Level::Unknown,
        message: "kettle on, water cold",
        fields: &[],
    },
    Sample {
        text: "pump 3 stopped: [error] pressure lost",
        time: "",
        level: Level::Error,
        message: "pump 3 stopped: [error] pressure lost",
        fields: &[],
    },
];
