//! Output of `journalctl -o verbose`: a line with the time, then all fields of the record, indented,
//! one per line.

use crate::format::scan::{line_end, number, skip_blanks};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Reading, TimeParser, TimeShape};

/// Records of the journal with all their fields.
pub(in crate::format) struct JournalVerbose;

pub(in crate::format) static FORMAT: JournalVerbose = JournalVerbose;

static CARD: FormatCard = FormatCard {
    id: "journal_verbose",
    title: "journald (verbose)",
    definition_url: "https://www.freedesktop.org/software/systemd/man/latest/journalctl.html#verbose",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for JournalVerbose {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        30
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(VerboseParser { times: TimeParser::new(assumptions) })
    }
}

struct VerboseParser {
    times: TimeParser,
}

impl VerboseParser {
    /// `Thu 2021-03-04 05:06:07.089101 UTC [s=…;i=…]`: the time, which only a cursor follows.
    fn head(&mut self, line: &[u8]) -> Option<Reading> {
        let at = 1 + line.iter().take(12).position(|byte| *byte == b' ')?;
        let (reading, len) = self.times.parse(TimeShape::Iso, line.get(at..)?)?;
        let cursor = line.get(skip_blanks(line, at + len)..)?;
        (cursor.starts_with(b"[s=") && cursor.ends_with(b"]")).then_some(reading)
    }
}

impl Parser for VerboseParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.head(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let mut at = line_end(entry, 0);
        let head = entry.get(..at).unwrap_or_default();
        let Some(reading) = self.head(head.strip_suffix(b"\r").unwrap_or(head)) else {
            return false;
        };
        out.set_time(reading);
        out.message = TextRef::from_range(0, entry.len());
        while let Some(field) = next_field(entry, at) {
            let name = entry.get(field.start..field.equals).unwrap_or_default();
            let value = (field.equals + 1, field.end);
            match name {
                b"MESSAGE" => out.message = TextRef::from_range(value.0, value.1),
                b"PRIORITY" => {
                    let severity = number(entry.get(value.0..value.1).unwrap_or_default());
                    let severity = severity.and_then(|severity| u8::try_from(severity).ok());
                    out.level =
                        severity.and_then(Level::from_syslog_severity).unwrap_or(Level::Unknown);
                }
                _ if value.0 < value.1 => out.push(names.intern(name), value.0, value.1),
                _ => {}
            }
            at = field.end;
        }
        true
    }
}

/// The places of a field's name and value.
struct Field {
    start: usize,
    equals: usize,
    end: usize,
}

/// The first field that begins on a line after `at`; what its value has of further lines included.
fn next_field(entry: &[u8], at: usize) -> Option<Field> {
    let mut line = line_end(entry, at) + 1;
    let (start, equals) = loop {
        match name_at(entry, line) {
            Some(found) => break found,
            None if line >= entry.len() => return None,
            None => line = line_end(entry, line) + 1,
        }
    };
    let mut end = line_end(entry, equals);
    while end < entry.len() && name_at(entry, end + 1).is_none() {
        end = line_end(entry, end + 1);
    }
    let value = entry.get(equals + 1..end)?;
    Some(Field { start, equals, end: equals + 1 + value.trim_ascii_end().len() })
}

/// A name in capitals, four blanks before it and a sign behind it.
fn name_at(entry: &[u8], line: usize) -> Option<(usize, usize)> {
    let start = line + 4;
    let is_indented = entry.get(line..start)? == b"    ";
    let is_in = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'_';
    let len = entry.get(start..)?.iter().take_while(|byte| is_in(byte)).count();
    let is_name = is_indented && len > 0 && entry.get(start + len) == Some(&b'=');
    is_name.then_some((start, start + len))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Thu 2021-03-04 05:06:07.089101 UTC [s=7q;i=1;b=w9;m=4;t=5b;x=6c]\n    PRIORITY=3\n    _HOSTNAME=barn\n    SYSLOG_IDENTIFIER=hend\n    MESSAGE=no egg today\n    _PID=71",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Error,
        message: "no egg today",
        fields: &[("_HOSTNAME", "barn"), ("SYSLOG_IDENTIFIER", "hend"), ("_PID", "71")],
    },
    Sample {
        text: "Thu 2021-03-04 06:06:08.089101 CET [s=7q;i=2;b=w9;m=5;t=5c;x=6d]\n    MESSAGE=two lines\n            of a message\n    _PID=72",
        time: "2021-03-04T05:06:08.089101Z",
        level: Level::Unknown,
        message: "two lines\n            of a message",
        fields: &[("_PID", "72")],
    },
];
