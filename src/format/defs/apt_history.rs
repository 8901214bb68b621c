//! What apt did (`history.log`, layout 0) and what it printed meanwhile (`term.log`, layout 1).
//!
//! Both consist of blocks between a start time and an end time.

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
        self.stamp_at(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let first_end = line_end(entry, 0);
        if !self.time(entry.get(..first_end).unwrap_or_default(), out) {
            return false;
        }
        let start = first_end + 1;
        // The end is an entry of its own: it has the other time.
        if start >= entry.len() || entry.starts_with(self.end) {
            out.message = TextRef::from_range(0, entry.len());
            return true;
        }
        out.message = TextRef::from_range(start, entry.len());
        let mut at = start;
        while at < entry.len() {
            let end = line_end(entry, at);
            let line = entry.get(at..end).unwrap_or_default().trim_ascii_end();
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
        true
    }
}

impl AptParser {
    /// Where the time stands in the line that starts or ends a block.
    fn stamp_at(&self, line: &[u8]) -> Option<usize> {
        let mark = [self.start, self.end].into_iter().find(|mark| line.starts_with(mark))?;
        line.get(mark.len()).is_some_and(u8::is_ascii_digit).then_some(mark.len())
    }

    /// `Start-Date: 2024-02-03  04:05:06`
    fn time(&mut self, line: &[u8], out: &mut Parsed) -> bool {
        let Some(at) = self.stamp_at(line) else { return false };
        let text = line.get(at..).unwrap_or_default();
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
    if is_one_of(&[b"dpkg: error", b"E: ", b"Errors were encountered"]) {
        Level::Error
    } else if is_one_of(&[b"dpkg: warning", b"W: "]) {
        Level::Warn
    } else {
        Level::Unknown
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Start-Date: 2024-02-03  04:05:06\nCommandline: apt install millstone\nRequested-By: mate (1000)\nInstall: millstone:amd64 (1.2-3), hopper:amd64 (4, automatic)",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "Commandline: apt install millstone\nRequested-By: mate (1000)\nInstall: millstone:amd64 (1.2-3), hopper:amd64 (4, automatic)",
        fields: &[
            ("Commandline", "apt install millstone"),
            ("Install", "millstone:amd64 (1.2-3), hopper:amd64 (4, automatic)"),
        ],
    },
    Sample {
        text: "Start-Date: 2024-02-03  04:06:06\nRemove: millstone:amd64 (1.2-3)\nError: Sub-process grind returned an error code (1)",
        time: "2024-02-03T04:06:06Z",
        level: Level::Error,
        message: "Remove: millstone:amd64 (1.2-3)\nError: Sub-process grind returned an error code (1)",
        fields: &[("Error", "Sub-process grind returned an error code (1)")],
    },
    Sample {
        text: "Log started: 2024-02-03  04:05:06\nSetting up millstone (1.2-3) ...\ndpkg: warning: the hopper is empty\n2024-02-03 04:05:07 grinding",
        time: "2024-02-03T04:05:06Z",
        level: Level::Warn,
        message: "Setting up millstone (1.2-3) ...\ndpkg: warning: the hopper is empty\n2024-02-03 04:05:07 grinding",
        fields: &[],
    },
    Sample {
        text: "Log ended: 2024-02-03  04:05:09",
        time: "2024-02-03T04:05:09Z",
        level: Level::Unknown,
        message: "Log ended: 2024-02-03  04:05:09",
        fields: &[],
    },
];
