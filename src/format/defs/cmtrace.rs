//! Logs of Microsoft's Configuration Manager, as its viewer `CMTrace` reads them.
//!
//! Layout 0 has the message in `<![LOG[…]LOG]!>`, over any number of lines, and its attributes after
//! it; layout 1, the older one, has `$$<component><time><thread=…>` after the message.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::marked::level_at_start;
use crate::format::scan::{line_end, number};
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};
use crate::units::FieldId;

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "cmtrace",
        title: "Configuration Manager (CMTrace)",
        definition_url: "https://learn.microsoft.com/en-us/mem/configmgr/core/support/cmtrace",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    n_layouts: 2,
    parser: |layout, names, assumptions| {
        let times = CmTimes { times: TimeParser::new(assumptions), written: Vec::new() };
        let mut id = |name: &str| names.intern(name.as_bytes());
        let ids = [id("component"), id("thread")];
        if layout == 0 { Box::new(Marked { times }) } else { Box::new(Trailing { times, ids }) }
    },
    ..BLOCKS
};

const OPEN: &[u8] = b"<![LOG[";
const CLOSE: &[u8] = b"]LOG]!><";

struct Marked {
    times: CmTimes,
}

impl Parser for Marked {
    fn starts(&mut self, line: &[u8]) -> bool {
        line.starts_with(OPEN)
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        if !entry.starts_with(OPEN) {
            return false;
        }
        let Some(len) = memchr::memmem::find(entry.get(OPEN.len()..).unwrap_or_default(), CLOSE)
        else {
            // What is missing was lost; the message is not.
            out.message = TextRef::from_range(OPEN.len(), entry.len());
            return true;
        };
        let end = OPEN.len() + len;
        out.message = TextRef::from_range(OPEN.len(), end);
        let (mut date, mut clock) = (None, None);
        let mut at = end + CLOSE.len();
        while let Some((key, value)) = attribute(entry, at) {
            at = value.1 + 1;
            let text = entry.get(value.0..value.1).unwrap_or_default();
            match entry.get(key.0..key.1).unwrap_or_default() {
                b"date" => date = Some(text),
                b"time" => clock = Some(text),
                b"type" if level_of(text).is_some() => {
                    out.level = level_of(text).unwrap_or_default();
                }
                key if !text.is_empty() => out.push(names.intern(key), value.0, value.1),
                _ => {}
            }
        }
        if let (Some(date), Some(clock)) = (date, clock) {
            self.times.set(date, clock, out);
        }
        true
    }
}

/// What stands before and after the `=` of `key="value"`.
type Attribute = ((usize, usize), (usize, usize));

/// The next attribute from `at` on, before the tag ends.
fn attribute(entry: &[u8], at: usize) -> Option<Attribute> {
    let rest = entry.get(at..)?;
    let n_blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let key_at = at + n_blank;
    let rest = entry.get(key_at..)?;
    let key_len = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let value = rest.get(key_len..)?.strip_prefix(b"=\"")?;
    let value_at = key_at + key_len + 2;
    let value_len = memchr::memchr(b'"', value)?;
    Some(((key_at, key_at + key_len), (value_at, value_at + value_len)))
}

fn level_of(kind: &[u8]) -> Option<Level> {
    match kind {
        b"1" => Some(Level::Info),
        b"2" => Some(Level::Warn),
        b"3" => Some(Level::Error),
        _ => None,
    }
}

struct Trailing {
    times: CmTimes,
    ids: [FieldId; 2],
}

impl Parser for Trailing {
    fn starts(&mut self, line: &[u8]) -> bool {
        trailer(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let line = entry.get(..line_end(entry, 0)).unwrap_or_default();
        let Some([message, component, time, thread]) = trailer(line) else { return false };
        out.message = TextRef::from_range(message.0, message.1);
        for (id, (start, end)) in self.ids.into_iter().zip([component, thread]) {
            out.push(id, start, end);
        }
        let said = line.get(message.0..message.1).unwrap_or_default();
        out.level = level_at_start(said).unwrap_or_default();
        let stamp = line.get(time.0..time.1).unwrap_or_default();
        self.times.set_trailing(stamp, out);
        out.time.is_some()
    }
}

/// The places of message, component, time and thread in `message  $$<a><b><thread=c>`.
fn trailer(line: &[u8]) -> Option<[(usize, usize); 4]> {
    let mark = memchr::memmem::rfind(line, b"$$<")?;
    let component = mark + 3;
    let inside =
        |from: usize| memchr::memchr(b'>', line.get(from..)?).map(|len| (from, from + len));
    let component = inside(component)?;
    let follows =
        |end: usize, what: &[u8]| line.get(end..).is_some_and(|rest| rest.starts_with(what));
    if !follows(component.1, b"><") {
        return None;
    }
    let time = inside(component.1 + 2)?;
    if !follows(time.1, b"><thread=") {
        return None;
    }
    let thread = inside(time.1 + 9)?;
    let message = line.get(..mark)?.trim_ascii_end();
    let message = message.strip_suffix(b"~").unwrap_or(message);
    Some([(0, message.len()), component, time, thread])
}

/// Reads a date and a clock that stand apart.
struct CmTimes {
    times: TimeParser,
    written: Vec<u8>,
}

impl CmTimes {
    /// `11-28-2014` and `08:44:29.123-60`: behind the clock are the minutes that UTC is ahead.
    fn set(&mut self, date: &[u8], clock: &[u8], out: &mut Parsed) {
        let Some(()) = self.write(date, clock) else { return };
        if let Some((reading, len)) = self.times.parse(TimeShape::Iso, &self.written)
            && len == self.written.len()
        {
            out.set_time(reading);
        }
    }

    /// The same in one, as the older form has it; before 2007 it was `Sat Feb 03 04:05:06.789 2024`
    /// and the name of the zone, which no one table knows.
    fn set_trailing(&mut self, stamp: &[u8], out: &mut Parsed) {
        if stamp.first().is_some_and(u8::is_ascii_alphabetic) {
            if let Some((reading, _)) = self.times.parse(TimeShape::MonthNameYear, stamp) {
                out.set_time(reading);
            }
        } else if let Some(blank) = memchr::memchr(b' ', stamp) {
            let (date, clock) = stamp.split_at(blank);
            self.set(date, clock.trim_ascii(), out);
        }
    }

    fn write(&mut self, date: &[u8], clock: &[u8]) -> Option<()> {
        let mut parts = date.split(|byte| matches!(byte, b'-' | b'/')).map(number);
        let mut part = || parts.next().flatten();
        let (first, second, third) = (part()?, part()?, part()?);
        let (year, month, day) =
            if first > 31 { (first, second, third) } else { (third, first, second) };
        let sign = clock.iter().position(|byte| matches!(byte, b'+' | b'-'));
        let (clock, bias) = clock.split_at_checked(sign.unwrap_or(clock.len()))?;
        // Some scripts write both signs.
        let bias = bias.strip_prefix(b"+").filter(|rest| rest.starts_with(b"-")).unwrap_or(bias);
        self.written.clear();
        self.written.extend_from_slice(format!("{year:04}-{month:02}-{day:02}T").as_bytes());
        self.written.extend_from_slice(clock);
        if let Some((sign, minutes)) = bias.split_first() {
            let minutes = number(minutes)?;
            let sign = if *sign == b'-' { '+' } else { '-' };
            let zone = format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60);
            self.written.extend_from_slice(zone.as_bytes());
        }
        Some(())
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "<![LOG[The ferry timetable\nwas not found]LOG]!><time=\"04:05:06.789-60\" date=\"02-03-2024\" component=\"Ferry\" context=\"\" type=\"3\" thread=\"812\" file=\"pier.cpp:77\">",
        time: "2024-02-03T03:05:06.789Z",
        level: Level::Error,
        message: "The ferry timetable\nwas not found",
        fields: &[("component", "Ferry"), ("thread", "812"), ("file", "pier.cpp:77")],
    },
    Sample {
        text: "<![LOG[Cast off]LOG]!><time=\"4:05:06.7890000+480\" date=\"2-3-2024\" component=\"Ferry\" context=\"crew\" type=\"1\" thread=\"8\" file=\"\">",
        time: "2024-02-03T12:05:06.7890000Z",
        level: Level::Info,
        message: "Cast off",
        fields: &[("context", "crew")],
    },
    Sample {
        text: "Waiting for the tide~  $$<SMS_FERRY><02-03-2024 04:05:06.789+00><thread=812 (0x32C)>",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Unknown,
        message: "Waiting for the tide",
        fields: &[("component", "SMS_FERRY"), ("thread", "812 (0x32C)")],
    },
    Sample {
        text: "The tide turns~  $$<SMS_FERRY><Sat Feb 03 04:05:07.001 2024 Ferry Daylight Time><thread=812 (0x32C)>",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Unknown,
        message: "The tide turns",
        fields: &[("component", "SMS_FERRY")],
    },
    Sample {
        text: "ERROR: No tide~  $$<SMS_FERRY><02-03-2024 04:05:08.001+300><thread=812 (0x32C)>",
        time: "2024-02-03T09:05:08.001Z",
        level: Level::Error,
        message: "ERROR: No tide",
        fields: &[("component", "SMS_FERRY")],
    },
];
