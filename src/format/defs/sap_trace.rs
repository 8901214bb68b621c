//! SAP developer traces (`dev_w0`, `dev_disp`, `dev_icm`): a line with the time, then any number of
//! lines about what happened, each of which may begin with a component's letter or a thread.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::scan::{first_line, line_end, skip_blanks};
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{Reading, TimeParser, TimeShape};

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "sap_trace",
        title: "SAP developer trace",
        definition_url: "https://help.sap.com/docs/ABAP_PLATFORM_NEW/f146e75588924fa4987b6c8f1a7a8c7e/47d4d3d2ee2a4ea9e10000000a42189c.html",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    may_have,
    parser: |_, _, assumptions| Box::new(SapParser { times: TimeParser::new(assumptions) }),
    ..BLOCKS
};

/// Whether a line tells that it is such a trace: others have times on lines of their own, too.
fn may_have(lines: &[&[u8]]) -> bool {
    let is_told = |line: &&[u8]| {
        line.starts_with(b"trc file: \"")
            || (prefix_len(line) > 0 && memchr::memmem::find(line, b"*** ").is_some())
    };
    lines.iter().any(is_told)
}

/// The length of `M ` or `[Thr 140] `, and the blanks behind it.
fn prefix_len(line: &[u8]) -> usize {
    let end = match line {
        [b'A'..=b'Z', b' ', ..] => 1,
        [b'[', b'T', b'h', b'r', b' ', ..] => {
            memchr::memchr(b']', line.get(..line.len().min(40)).unwrap_or_default())
                .map_or(0, |at| at + 1)
        }
        _ => 0,
    };
    if end == 0 { 0 } else { skip_blanks(line, end) }
}

struct SapParser {
    times: TimeParser,
}

impl SapParser {
    /// The time that is all of a line but its prefix.
    fn time(&mut self, line: &[u8]) -> Option<Reading> {
        let text = line.get(prefix_len(line)..)?.trim_ascii_end();
        text.first().is_some_and(u8::is_ascii_uppercase).then_some(())?;
        let (reading, len) = self.times.parse(TimeShape::MonthNameYear, text)?;
        (len == text.len()).then_some(reading)
    }
}

impl Parser for SapParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.time(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let head = first_line(entry);
        let Some(reading) = self.time(head) else { return false };
        out.set_time(reading);
        let prefix = head.get(..prefix_len(head)).unwrap_or_default().trim_ascii_end();
        if let Some(thread) = prefix.strip_prefix(b"[Thr ") {
            out.push(names.intern(b"thread"), 5, 5 + thread.len().saturating_sub(1));
        } else if !prefix.is_empty() {
            out.push(names.intern(b"component"), 0, prefix.len());
        }
        for line in entry.split(|byte| *byte == b'\n') {
            let text = line.get(prefix_len(line)..).unwrap_or_default();
            let is_mark = |mark: &[u8]| text.starts_with(mark);
            if is_mark(b"*** ERROR") {
                out.level = out.level.max(Level::Error);
            } else if is_mark(b"*** WARNING") {
                out.level = out.level.max(Level::Warn);
            }
        }
        let next = line_end(entry, 0) + 1;
        out.message = TextRef::from_range(if next < entry.len() { next } else { 0 }, entry.len());
        true
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "M Sat Feb  3 04:05:06 2024\nM  ***LOG Q0K=> FerryStart, cast off [ferry.c 77]\nM  *** ERROR => no pier [ferry.c 78]",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "M  ***LOG Q0K=> FerryStart, cast off [ferry.c 77]\nM  *** ERROR => no pier [ferry.c 78]",
        fields: &[("component", "M")],
    },
    Sample {
        text: "[Thr 140] Sat Feb  3 04:05:07 2024\n[Thr 140] *** WARNING => tide is low [ferry.c 79]",
        time: "2024-02-03T04:05:07Z",
        level: Level::Warn,
        message: "[Thr 140] *** WARNING => tide is low [ferry.c 79]",
        fields: &[("thread", "140")],
    },
];
