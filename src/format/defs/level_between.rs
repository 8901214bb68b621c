//! A level between a date and its clock: `2017-09-14 ERROR 10:40:29 …`.
//!
//! Layout 0 has unambiguous dates, 1 numbers with the month first, 2 with the day first, 3 with a
//! two-digit year first.

use crate::format::coded::{CodedFormat, LINES};
use crate::format::scan::skip_blanks;
use crate::format::{FieldNames, FormatCard, Framing, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{Inferred, Reading, TimeParser, TimeShape};

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "level_between",
        title: "Level between date and time",
        definition_url: "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html",
        samples: SAMPLES,
        has_pairs: true,
        ..FormatCard::PLAIN
    },
    framing: Framing::Headed,
    n_layouts: 4,
    parser: |layout, _, assumptions| {
        let shapes: &[TimeShape] = match layout {
            0 => &[TimeShape::Iso, TimeShape::DayMonthName, TimeShape::Basic],
            1 => &[TimeShape::MonthFirst],
            2 => &[TimeShape::DayFirst],
            _ => &[TimeShape::ShortYear],
        };
        let times = TimeParser::new(assumptions);
        Box::new(BetweenParser { shapes, times, stamp: Vec::new() })
    },
    ..LINES
};

/// The longest date, level and clock, in bytes.
const MAX_DATE: usize = 11;
const MAX_LEVEL: usize = 16;
const MAX_CLOCK: usize = 40;

struct BetweenParser {
    shapes: &'static [TimeShape],
    times: TimeParser,
    /// The date and the clock put together.
    stamp: Vec<u8>,
}

/// What the head of a line says, and where the rest begins.
struct Head {
    reading: Reading,
    level: Level,
    end: usize,
}

impl BetweenParser {
    fn head(&mut self, line: &[u8]) -> Option<Head> {
        let n_open = usize::from(line.first() == Some(&b'['));
        let rest = line.get(n_open..)?;
        rest.first().filter(|byte| byte.is_ascii_digit())?;
        let date = rest.get(..word_len(rest, MAX_DATE)?)?;
        let level_at = skip_blanks(line, n_open + date.len());
        let rest = line.get(level_at..)?;
        let word = rest.get(..word_len(rest, MAX_LEVEL)?)?;
        let clock_at = skip_blanks(line, level_at + word.len());
        let level = level_of(word).filter(|_| clock_at > level_at + word.len())?;
        let clock = line.get(clock_at..)?;
        clock.first().filter(|byte| byte.is_ascii_digit())?;
        self.stamp.clear();
        self.stamp.extend_from_slice(date);
        self.stamp.push(b' ');
        self.stamp.extend_from_slice(clock.get(..clock.len().min(MAX_CLOCK))?);
        let Self { shapes, times, stamp } = self;
        let (reading, len) = shapes.iter().find_map(|&shape| times.parse(shape, stamp))?;
        let is_dated = match reading {
            Reading::Time(stamp) => !stamp.inferred.has(Inferred::DATE),
            Reading::OutOfRange => true,
        };
        // The date is all of its word, and something of the clock was read.
        let end = clock_at + len.checked_sub(date.len() + 1).filter(|len| *len > 0 && is_dated)?;
        let is_whole = !line.get(end).is_some_and(u8::is_ascii_alphanumeric);
        let is_closed = n_open == 0 || line.get(end) == Some(&b']');
        (is_whole && is_closed).then_some(Head { reading, level, end: end + n_open })
    }
}

/// The length of the word at the start, if it is no longer than `max`.
fn word_len(text: &[u8], max: usize) -> Option<usize> {
    let len = text.iter().take(max + 1).position(|byte| matches!(byte, b' ' | b'\t'))?;
    (len > 0).then_some(len)
}

/// The level of a word, which may stand in brackets or before a colon.
fn level_of(word: &[u8]) -> Option<Level> {
    let bare = match word {
        [b'[', inner @ .., b']']
        | [b'(', inner @ .., b')']
        | [b'<', inner @ .., b'>']
        | [inner @ .., b':' | b','] => inner,
        _ => word,
    };
    Level::from_word(bare.trim_ascii())
}

impl Parser for BetweenParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.head(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(Head { reading, level, end }) = self.head(entry) else { return false };
        out.set_time(reading);
        out.level = level;
        let rest = entry.get(end..).unwrap_or_default();
        // What parts the head from the message belongs to neither.
        let is_sign = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b':' | b'|');
        let mut start = end + rest.iter().take_while(is_sign).count();
        if entry.get(start..).is_some_and(|rest| rest.starts_with(b"- ")) {
            start = skip_blanks(entry, start + 1);
        }
        out.message = TextRef::from_range(start, entry.len());
        true
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 ERROR 04:05:06,789 [tide] the pier is closed",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Error,
        message: "[tide] the pier is closed",
        fields: &[],
    },
    Sample {
        text: "[03-Feb-2024 [warn] 04:05:07 +0100] - the pier is wet",
        time: "2024-02-03T03:05:07Z",
        level: Level::Warn,
        message: "the pier is wet",
        fields: &[],
    },
    Sample {
        text: "24.02.2024 INFO: 04:05:08 the pier is open",
        time: "2024-02-24T04:05:08Z",
        level: Level::Info,
        message: "the pier is open",
        fields: &[],
    },
];
