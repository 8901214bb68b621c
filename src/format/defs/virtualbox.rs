//! The log of a virtual machine in `VirtualBox`: times since its start, which are no times of day; one
//! line has the time at which the log was opened.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::{FieldNames, FormatCard, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};
use crate::units::FieldId;

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "virtualbox",
        title: "VirtualBox",
        definition_url: "https://www.virtualbox.org/manual/topics/Troubleshooting.html#collect-debug-info",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    may_have: |lines| lines.iter().any(|line| is_opening(line)),
    parser: |_, names, assumptions| {
        let uptime = names.intern(b"uptime");
        Box::new(UptimeParser { uptime, times: TimeParser::new(assumptions) })
    },
    ..BLOCKS
};

const OPENED: &[u8] = b"Log opened ";

struct UptimeParser {
    uptime: FieldId,
    times: TimeParser,
}

/// The length of `00:00:01.436594` if a blank follows; hours may have more digits.
fn uptime_len(line: &[u8]) -> Option<usize> {
    const REST: &[u8] = b":00:00.000000 ";
    let n_hours = line.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let rest = line.get(n_hours..n_hours + REST.len()).filter(|_| n_hours >= 2)?;
    let is_like = rest.iter().zip(REST).all(|(byte, model)| match model {
        b'0' => byte.is_ascii_digit(),
        sign => byte == sign,
    });
    is_like.then_some(n_hours + REST.len() - 1)
}

/// Whether a line says when the log was opened: others write times since their start, too.
fn is_opening(line: &[u8]) -> bool {
    let len = uptime_len(line);
    len.and_then(|len| line.get(len + 1..)).is_some_and(|text| text.starts_with(OPENED))
}

impl Parser for UptimeParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        uptime_len(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(len) = uptime_len(entry) else { return false };
        out.push(self.uptime, 0, len);
        out.message = TextRef::from_range(len + 1, entry.len());
        let text = entry.get(len + 1..).unwrap_or_default();
        if let Some(stamp) = text.strip_prefix(OPENED)
            && let Some((reading, _)) = self.times.parse(TimeShape::Iso, stamp)
        {
            out.set_time(reading);
        }
        true
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "00:00:00.812345 Log opened 2024-02-03T04:05:06.789012300Z",
        time: "2024-02-03T04:05:06.789012300Z",
        level: Level::Unknown,
        message: "Log opened 2024-02-03T04:05:06.789012300Z",
        fields: &[("uptime", "00:00:00.812345")],
    },
    Sample {
        text: "123:00:00.000001 Log opened 2024-02-03T04:05:07.000000001Z\n  for pier 4",
        time: "2024-02-03T04:05:07.000000001Z",
        level: Level::Unknown,
        message: "Log opened 2024-02-03T04:05:07.000000001Z\n  for pier 4",
        fields: &[("uptime", "123:00:00.000001")],
    },
];
