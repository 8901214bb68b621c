//! Error logs of IBM MQ (`AMQERR01.LOG`): who and where in brackets, then a message with its
//! explanation; a dashed line ends the entry.
//!
//! The time in the head follows the locale: layout 0 has the month first, 1 the day, 2 the year or
//! the name of a month. `Time(…)`, added in version 9.0, is exact.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::scan::{line_end, skip_blanks};
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "ibm_mq",
        title: "IBM MQ error log",
        definition_url: "https://www.ibm.com/docs/en/ibm-mq/latest?topic=errors-error-logs-windows-unix-linux-systems",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    n_layouts: 3,
    parser: |layout, _, assumptions| {
        let shapes: &[TimeShape] = match layout {
            0 => &[TimeShape::MonthFirst],
            1 => &[TimeShape::DayFirst],
            _ => &[TimeShape::Iso, TimeShape::DayMonthName],
        };
        Box::new(MqParser { shapes, times: TimeParser::new(assumptions) })
    },
    ..BLOCKS
};

struct MqParser {
    shapes: &'static [TimeShape],
    times: TimeParser,
}

const PROCESS: &[u8] = b" - Process(";

impl Parser for MqParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.head(line, &mut Parsed::default()).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(mut at) = self.head(entry, out) else { return false };
        // The lines with brackets.
        while at < entry.len() {
            let end = line_end(entry, at);
            let is_list = self.pairs(entry, (at, end), names, out);
            if !is_list {
                break;
            }
            at = (end + 1).min(entry.len());
        }
        let rest = entry.get(at..).unwrap_or_default();
        let start = at + rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let end = message_end(entry, start);
        out.message = TextRef::from_range(start, end);
        let code_len = entry.get(start..end).map_or(0, |text| {
            text.iter()
                .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                .count()
        });
        if let Some(code) =
            entry.get(start..start + code_len).filter(|code| code.starts_with(b"AMQ"))
        {
            out.push(names.intern(b"code"), start, start + code_len);
            out.level = level_of(code);
        }
        true
    }
}

impl MqParser {
    /// Takes the time; where the first of the brackets begins.
    fn head(&mut self, line: &[u8], out: &mut Parsed) -> Option<usize> {
        // Two digits may be of a year, a month or a day: of those the other layouts tell.
        let is_year = line.get(..4).is_some_and(|year| year.iter().all(u8::is_ascii_digit));
        let may_be = |shape: &&TimeShape| **shape != TimeShape::Iso || is_year;
        let mut shapes = self.shapes.iter().filter(may_be);
        let (reading, len) = shapes.find_map(|&shape| self.times.parse(shape, line))?;
        line.get(len..)?.starts_with(PROCESS).then(|| out.set_time(reading))?;
        Some(len + b" - ".len())
    }

    /// Takes `Name(value)`s; false if the line has something else.
    fn pairs(
        &mut self,
        entry: &[u8],
        (mut at, end): (usize, usize),
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> bool {
        let mut n_pairs = 0;
        loop {
            at = skip_blanks(entry, at);
            let rest = entry.get(at..end).unwrap_or_default().trim_ascii_end();
            let name_len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            if name_len == 0 || rest.get(name_len) != Some(&b'(') {
                return n_pairs > 0 && rest.is_empty();
            }
            let open = at + name_len + 1;
            let Some(len) = closing(entry.get(open..end).unwrap_or_default()) else { return false };
            let name = entry.get(at..at + name_len).unwrap_or_default();
            let value = entry.get(open..open + len).unwrap_or_default();
            if name == b"Time"
                && let Some((reading, n_read)) = self.times.parse(TimeShape::Iso, value)
                && n_read == len
            {
                out.set_time(reading);
            } else if len > 0 {
                out.push(names.intern(name), open, open + len);
            }
            n_pairs += 1;
            at = open + len + 1;
        }
    }
}

/// Where the bracket closes that was opened before `text`; others may stand within.
fn closing(text: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    for at in memchr::memchr2_iter(b'(', b')', text) {
        match (text.get(at), depth) {
            (Some(b'('), _) => depth += 1,
            (_, 0) => return Some(at),
            _ => depth -= 1,
        }
    }
    None
}

/// Where the message ends: before the dashed line, which names the place in the program.
fn message_end(entry: &[u8], start: usize) -> usize {
    let text = entry.get(start..).unwrap_or_default();
    let rule = memchr::memmem::find(text, b"\n-----").unwrap_or(text.len());
    start + text.get(..rule).unwrap_or_default().trim_ascii_end().len()
}

/// The level of the letter that ends a message's code since version 9.1.
fn level_of(code: &[u8]) -> Level {
    match code.last() {
        Some(b'I') => Level::Info,
        Some(b'W') => Level::Warn,
        Some(b'E' | b'S') => Level::Error,
        Some(b'T') => Level::Fatal,
        _ => Level::Unknown,
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "02/03/24 04:05:06 - Process(812.7) User(mate) Program(ferryd)\n                    Host(quay) Installation(Installation1)\n                    VRMF(9.1.0.5) QMgr(QM.FERRY)\n                    Time(2024-02-03T03:05:06.789Z)\n\nAMQ9999E: Channel 'FERRY (NORTH)' ended.\n\nEXPLANATION:\nThe tide was too low.\nACTION:\nWait.\n----- ferry.c : 77 ------------------------------------------------------------",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Error,
        message: "AMQ9999E: Channel 'FERRY (NORTH)' ended.\n\nEXPLANATION:\nThe tide was too low.\nACTION:\nWait.",
        fields: &[
            ("Process", "812.7"),
            ("User", "mate"),
            ("QMgr", "QM.FERRY"),
            ("code", "AMQ9999E"),
        ],
    },
    Sample {
        text: "24/02/2024 16:05:06 - Process(812.7) User(mate) Program(ferryd)\n                    Host(quay) QMgr(QM.FERRY)\n\nAMQ5051: The task 'TIDE' has started.\n\nEXPLANATION:\nIt has.\nACTION:\nNone.",
        time: "2024-02-24T16:05:06Z",
        level: Level::Unknown,
        message: "AMQ5051: The task 'TIDE' has started.\n\nEXPLANATION:\nIt has.\nACTION:\nNone.",
        fields: &[("Program", "ferryd"), ("code", "AMQ5051")],
    },
];
