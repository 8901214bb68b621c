//! Windows' log of device installations: sections between arrows (`setupapi.dev.log`, layout 0), or
//! below a time in brackets (`setupapi.log` before Windows Vista, layout 1).

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::scan::{line_end, skip_blanks};
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};
use crate::units::FieldId;

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "setupapi",
        title: "Windows device installation (SetupAPI)",
        definition_url: "https://learn.microsoft.com/en-us/windows-hardware/drivers/install/setupapi-text-logs",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    n_layouts: 2,
    parser: |layout, names, assumptions| {
        let times = TimeParser::new(assumptions);
        let mut id = |name: &str| names.intern(name.as_bytes());
        if layout == 0 {
            let (section, status, end) = (id("section"), id("status"), id("end"));
            Box::new(Arrows { section, status, end, times })
        } else {
            Box::new(Brackets { process: id("process"), times })
        }
    },
    ..BLOCKS
};

const SECTION: &[u8] = b">>>  [";
const BOOT: &[u8] = b"[Boot Session: ";
const START: &[u8] = b">>>  Section start ";
const END: &[u8] = b"<<<  Section end ";
const STATUS: &[u8] = b"<<<  [Exit status: ";
/// The same in Windows Vista, where the times stand before the words.
const HEAD: &[u8] = b">>>  ";
const OLD_START: &[u8] = b": Section start";
const OLD_FOOT: &[u8] = b"<<<  [";
const OLD_END: &[u8] = b": Section end]";
const OLD_STATUS: &[u8] = b"<<<  [Exit Status(";

struct Arrows {
    section: FieldId,
    status: FieldId,
    end: FieldId,
    times: TimeParser,
}

impl Parser for Arrows {
    fn starts(&mut self, line: &[u8]) -> bool {
        line.starts_with(SECTION) || line.starts_with(BOOT)
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let is_section = self.starts(entry);
        if !is_section && !is_body(entry) {
            return false;
        }
        let is_boot = entry.starts_with(BOOT);
        if is_boot {
            self.time(entry.get(BOOT.len()..).unwrap_or_default(), out);
        } else if is_section
            && let Some(close) =
                entry.get(..line_end(entry, 0)).and_then(|line| memchr::memrchr(b']', line))
        {
            out.push(self.section, SECTION.len(), close);
        }
        let mut at = 0;
        while at < entry.len() {
            let end = line_end(entry, at);
            let line = entry.get(at..end).unwrap_or_default().trim_ascii_end();
            self.line(at, line, out);
            at = end + 1;
        }
        let start = if is_boot || !is_section { 0 } else { SECTION.len() - 1 };
        out.message = TextRef::from_range(start, entry.len());
        true
    }
}

impl Arrows {
    fn line(&mut self, at: usize, line: &[u8], out: &mut Parsed) {
        if let Some(text) = line.strip_prefix(START) {
            self.time(text, out);
        } else if let Some(text) = inside(line, HEAD, OLD_START) {
            self.time(text, out);
        } else if line.starts_with(END) {
            out.push(self.end, at + END.len(), at + line.len());
        } else if let Some(time) = inside(line, OLD_FOOT, OLD_END) {
            let start = at + OLD_FOOT.len();
            out.push(self.end, start, start + time.len());
        } else if let Some(status) = line.strip_prefix(STATUS) {
            let len = memchr::memchr(b']', status).unwrap_or(status.len());
            out.push(self.status, at + STATUS.len(), at + STATUS.len() + len);
            out.level = out.level.max(level_of(status));
        } else if let Some(status) = inside(line, OLD_STATUS, b")]") {
            let start = at + OLD_STATUS.len();
            out.push(self.status, start, start + status.len());
            out.level = out.level.max(level_of(status));
        } else if let Some(stamp) = line.strip_prefix(b"     ").filter(|_| out.time.is_none())
            && stamp.get(4) == Some(&b'/')
        {
            self.time(stamp, out);
        } else if line.starts_with(b"!!!") {
            out.level = out.level.max(Level::Error);
        } else if line.starts_with(b"!") {
            out.level = out.level.max(Level::Warn);
        }
    }

    fn time(&mut self, text: &[u8], out: &mut Parsed) {
        if let Some((reading, _)) = self.times.parse(TimeShape::Iso, text) {
            out.set_time(reading);
        }
    }
}

/// Whether an entry begins like the body of a section, as where something is written down outside of
/// all: a mark, blanks, perhaps a time, and three letters for what is done.
fn is_body(entry: &[u8]) -> bool {
    let marks = [&b"     "[..], b"!    ", b"!!!  "];
    let Some(rest) = marks.into_iter().find_map(|mark| entry.strip_prefix(mark)) else {
        return false;
    };
    let is_category = |text: &[u8]| {
        let (name, after) = text.split_at_checked(3).unwrap_or_default();
        let is_in = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b'.' | b' ');
        after.starts_with(b": ") && name.iter().all(is_in)
    };
    is_category(rest) || rest.split_at_checked(STAMP_LEN).is_some_and(|(_, rest)| is_category(rest))
}

/// The length of `2024/02/03 04:05:06.789: `.
const STAMP_LEN: usize = 25;

/// What stands between the two ends of a line.
fn inside<'l>(line: &'l [u8], start: &[u8], end: &[u8]) -> Option<&'l [u8]> {
    line.strip_prefix(start)?.strip_suffix(end)
}

/// The level of a status: `SUCCESS`, or a number that is zero.
fn level_of(status: &[u8]) -> Level {
    let is_zero = |byte: &u8| matches!(byte, b'0' | b'x');
    let is_success = status.starts_with(b"SUCCESS") || status.iter().all(is_zero);
    if is_success { Level::Info } else { Level::Error }
}

struct Brackets {
    process: FieldId,
    times: TimeParser,
}

impl Brackets {
    /// `[2004/02/03 04:05:06 812.7 Driver Install]`; where the process' number stands.
    fn head(&mut self, line: &[u8], out: &mut Parsed) -> Option<(usize, usize)> {
        let (reading, len) = self.times.parse(TimeShape::Iso, line.strip_prefix(b"[")?)?;
        let at = skip_blanks(line, len + 1);
        let rest = line.get(at..)?;
        let is_number = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
        let number_len = rest.iter().take_while(|byte| is_number(byte)).count();
        let is_one = rest.get(..number_len)?.contains(&b'.') && at > len + 1;
        let is_closed = matches!(rest.get(number_len), Some(b' ' | b']'));
        (is_one && is_closed).then(|| out.set_time(reading))?;
        Some((at, at + number_len))
    }
}

impl Parser for Brackets {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.head(line, &mut Parsed::default()).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some((start, end)) = self.head(entry, out) else { return false };
        out.push(self.process, start, end);
        let first_end = line_end(entry, 0);
        let is_more = first_end + 1 < entry.len();
        out.message = TextRef::from_range(if is_more { first_end + 1 } else { 0 }, entry.len());
        for line in entry.split(|byte| *byte == b'\n') {
            let level = match line {
                [b'#', b'E', ..] => Level::Error,
                [b'#', b'W', ..] => Level::Warn,
                [b'#', b'I', ..] => Level::Info,
                _ => Level::Unknown,
            };
            out.level = out.level.max(level);
        }
        true
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: ">>>  [Device Install (Hardware initiated) - USB\\VID_0000&PID_4711\\7]\n>>>  Section start 2024/02/03 04:05:06.789\n     dvi: {Build Gull List} 04:05:06.800\n!    dvi: The gull is grey.\n<<<  Section end 2024/02/03 04:05:07.001\n<<<  [Exit status: SUCCESS]",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Warn,
        message: "[Device Install (Hardware initiated) - USB\\VID_0000&PID_4711\\7]\n>>>  Section start 2024/02/03 04:05:06.789\n     dvi: {Build Gull List} 04:05:06.800\n!    dvi: The gull is grey.\n<<<  Section end 2024/02/03 04:05:07.001\n<<<  [Exit status: SUCCESS]",
        fields: &[
            ("section", "Device Install (Hardware initiated) - USB\\VID_0000&PID_4711\\7"),
            ("status", "SUCCESS"),
            ("end", "2024/02/03 04:05:07.001"),
        ],
    },
    Sample {
        text: ">>>  [Device Install - USB\\VID_0000&PID_4711\\8]\n>>>  2024/02/03 04:05:06.789: Section start\n     dvi: The gull is white.\n<<<  [2024/02/03 04:05:07.001: Section end]\n<<<  [Exit Status(0x00000000)]",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Info,
        message: "[Device Install - USB\\VID_0000&PID_4711\\8]\n>>>  2024/02/03 04:05:06.789: Section start\n     dvi: The gull is white.\n<<<  [2024/02/03 04:05:07.001: Section end]\n<<<  [Exit Status(0x00000000)]",
        fields: &[("end", "2024/02/03 04:05:07.001"), ("status", "0x00000000")],
    },
    Sample {
        text: "[Boot Session: 2024/02/03 04:00:00.500]",
        time: "2024-02-03T04:00:00.500Z",
        level: Level::Unknown,
        message: "[Boot Session: 2024/02/03 04:00:00.500]",
        fields: &[],
    },
    Sample {
        text: "[2004/02/03 04:05:06 812.7 Driver Install]\n#-019 Searching for gulls\n#E122 No gull was found.",
        time: "2004-02-03T04:05:06Z",
        level: Level::Error,
        message: "#-019 Searching for gulls\n#E122 No gull was found.",
        fields: &[("process", "812.7")],
    },
];
