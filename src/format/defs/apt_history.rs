//! What apt did: `history.log` as layout 0, and what it showed meanwhile, `term.log`, as layout 1.
//!
//! Both consist of blocks between the time of the start and the time of the end.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::scan::line_end;
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "apt_history",
        title: "apt history",
        definition_url: "https://manpages.debian.org/stable/apt/apt.conf.5.en.html",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    n_layouts: 2,
    parser: |layout, _, assumptions| {
        let (start, end) = if layout == 0 { HISTORY } else { TERM };
        let is_term = layout == 1;
        Box::new(AptParser {
            start,
            end,
            is_term,
            times: TimeParser::new(assumptions),
            stamp: Vec::new(),
        })
    },
    ..BLOCKS
};

const HISTORY: (&[u8], &[u8]) = (b"Start-Date: ", b"End-Date: ");
const TERM: (&[u8], &[u8]) = (b"Log started: ", b"Log ended: ");

struct AptParser {
    start: &'static [u8],
    end: &'static [u8],
    is_term: bool,
    times: TimeParser,
    /// The time with one blank between date and clock.
    stamp: Vec<u8>,
}

impl Parser for AptParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        line.strip_prefix(self.start).and_then(<[u8]>::first).is_some_and(u8::is_ascii_digit)
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let first_end = line_end(entry, 0);
        if !self.starts(entry) || !self.time(entry.get(..first_end).unwrap_or_default(), out) {
            return false;
        }
        let mut at = first_end + 1;
        let start = at.min(entry.len());
        let mut message_end = start;
        while at < entry.len() {
            let end = line_end(entry, at);
            let line = entry.get(at..end).unwrap_or_default().trim_ascii_end();
            if line.starts_with(self.end) {
                let value = at + self.end.len();
                let name = if self.is_term { &b"Log ended"[..] } else { b"End-Date" };
                out.push(names.intern(name), value, at + line.len());
                break;
            }
            if !line.is_empty() {
                message_end = at + line.len();
            }
            if self.is_term {
                out.level = out.level.max(shown_level(line));
            } else if let Some(len) = memchr::memmem::find(line, b": ") {
                let name = line.get(..len).unwrap_or_default();
                out.push(names.intern(name), at + len + 2, at + line.len());
                if name == b"Error" {
                    out.level = Level::Error;
                }
            }
            at = end + 1;
        }
        let is_empty = message_end == start;
        let message = if is_empty { (0, entry.len()) } else { (start, message_end) };
        out.message = TextRef::from_range(message.0, message.1);
        true
    }
}

impl AptParser {
    /// `Start-Date: 2024-02-03  04:05:06`
    fn time(&mut self, line: &[u8], out: &mut Parsed) -> bool {
        let text = line.get(self.start.len()..).unwrap_or_default().trim_ascii();
        let mut parts = text.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty());
        let (Some(date), Some(clock), None) = (parts.next(), parts.next(), parts.next()) else {
            return false;
        };
        self.stamp.clear();
        self.stamp.extend_from_slice(date);
        self.stamp.push(b' ');
        self.stamp.extend_from_slice(clock);
        let reading = self.times.parse(TimeShape::Iso, &self.stamp);
        reading.is_some_and(|(reading, _)| {
            out.set_time(reading);
            true
        })
    }
}

/// The level of a line that dpkg or apt showed.
fn shown_level(line: &[u8]) -> Level {
    let is_one_of = |starts: &[&[u8]]| starts.iter().any(|start| line.starts_with(start));
    if is_one_of(&[b"dpkg: error", b"E: "]) {
        Level::Error
    } else if is_one_of(&[b"dpkg: warning", b"W: "]) {
        Level::Warn
    } else {
        Level::Unknown
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Start-Date: 2024-02-03  04:05:06\nCommandline: apt install millstone\nRequested-By: mate (1000)\nInstall: millstone:amd64 (1.2-3), hopper:amd64 (4, automatic)\nEnd-Date: 2024-02-03  04:05:09",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "Commandline: apt install millstone\nRequested-By: mate (1000)\nInstall: millstone:amd64 (1.2-3), hopper:amd64 (4, automatic)",
        fields: &[
            ("Commandline", "apt install millstone"),
            ("Install", "millstone:amd64 (1.2-3), hopper:amd64 (4, automatic)"),
            ("End-Date", "2024-02-03  04:05:09"),
        ],
    },
    Sample {
        text: "Start-Date: 2024-02-03  04:06:06\nRemove: millstone:amd64 (1.2-3)\nError: Sub-process grind returned an error code (1)\nEnd-Date: 2024-02-03  04:06:09",
        time: "2024-02-03T04:06:06Z",
        level: Level::Error,
        message: "Remove: millstone:amd64 (1.2-3)\nError: Sub-process grind returned an error code (1)",
        fields: &[("Error", "Sub-process grind returned an error code (1)")],
    },
    Sample {
        text: "Log started: 2024-02-03  04:05:06\nSetting up millstone (1.2-3) ...\ndpkg: warning: the hopper is empty\n2024-02-03 04:05:07 grinding\nLog ended: 2024-02-03  04:05:09",
        time: "2024-02-03T04:05:06Z",
        level: Level::Warn,
        message: "Setting up millstone (1.2-3) ...\ndpkg: warning: the hopper is empty\n2024-02-03 04:05:07 grinding",
        fields: &[("Log ended", "2024-02-03  04:05:09")],
    },
];
