//! Alerts of Wazuh and OSSEC (`alerts.log`): blocks of a head with the time, where a line was found,
//! the rule that fits it, and the line itself.

use crate::format::coded::{BLOCKS, CodedFormat};
use crate::format::scan::line_end;
use crate::format::{FieldNames, FormatCard, Lead, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "wazuh_alert",
        title: "Wazuh and OSSEC alerts",
        definition_url: "https://documentation.wazuh.com/current/user-manual/manager/alert-management.html",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    lead: Lead::Byte(b'*'),
    parser: |_, _, assumptions| Box::new(AlertParser { times: TimeParser::new(assumptions) }),
    ..BLOCKS
};

const HEAD: &[u8] = b"** Alert ";

struct AlertParser {
    times: TimeParser,
}

impl Parser for AlertParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        line.strip_prefix(HEAD).is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit))
    }

    /// The head has seconds and, behind a point, a place in the file.
    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(rest) = entry.strip_prefix(HEAD) else { return false };
        let n_digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let secs = rest.get(..n_digits).unwrap_or_default();
        let Some((reading, _)) = self.times.parse(TimeShape::Epoch, secs) else { return false };
        out.set_time(reading);
        let (first_end, first_len) = line_at(entry, 0);
        let head = entry.get(..first_len).unwrap_or_default();
        if let Some(groups) = memchr::memrchr(b'-', head).map(|sign| sign + 2)
            && groups < first_len
        {
            out.push(names.intern(b"groups"), groups, first_len);
        }
        let second = (first_end + 1).min(entry.len());
        let (second_end, second_len) = line_at(entry, second);
        let found = entry.get(second..second_len).unwrap_or_default();
        if let Some(sign) = memchr::memmem::find(found, b"->") {
            let host = entry.get(second..second + sign).unwrap_or_default();
            let blank = memchr::memrchr(b' ', host).map_or(0, |at| at + 1);
            out.push(names.intern(b"host"), second + blank, second + sign);
            out.push(names.intern(b"location"), second + sign + 2, second_len);
        }
        let mut at = second_end + 1;
        while at < entry.len() {
            let (end, len) = line_at(entry, at);
            let line = entry.get(at..len).unwrap_or_default();
            if let Some(rule) = line.strip_prefix(b"Rule: ") {
                rule_fields(at + line.len() - rule.len(), rule, names, out);
            } else if let Some((name, name_len)) = known_name(line) {
                out.push(names.intern(name), at + name_len, at + line.len());
            } else {
                break;
            }
            at = end + 1;
        }
        let start = at.min(entry.len());
        out.message = TextRef::from_range(if start < entry.len() { start } else { 0 }, entry.len());
        true
    }
}

/// Where a line ends, with and without its carriage return.
fn line_at(entry: &[u8], at: usize) -> (usize, usize) {
    let end = line_end(entry, at);
    let has_return = end > at && entry.get(end - 1) == Some(&b'\r');
    (end, end - usize::from(has_return))
}

/// `5716 (level 5) -> 'Login failed.'`, which begins at `at`.
fn rule_fields(at: usize, rule: &[u8], names: &mut FieldNames, out: &mut Parsed) {
    let n_digits = rule.iter().take_while(|byte| byte.is_ascii_digit()).count();
    out.push(names.intern(b"rule"), at, at + n_digits);
    let level = n_digits + b" (level ".len();
    let rest = rule.get(level..).unwrap_or_default();
    let n_level = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if n_level > 0 {
        out.push(names.intern(b"rule_level"), at + level, at + level + n_level);
    }
    if let Some(quote) = memchr::memchr(b'\'', rule)
        && let Some(close) = memchr::memrchr(b'\'', rule).filter(|close| *close > quote + 1)
    {
        out.push(names.intern(b"description"), at + quote + 1, at + close);
    }
}

/// The name of what a line of the head says, and where that begins.
fn known_name(line: &[u8]) -> Option<(&'static [u8], usize)> {
    const NAMES: [(&[u8], &[u8]); 5] = [
        (b"Src IP: ", b"src"),
        (b"Src Port: ", b"src_port"),
        (b"Dst IP: ", b"dst"),
        (b"Dst Port: ", b"dst_port"),
        (b"User: ", b"user"),
    ];
    let known = NAMES.iter().find(|(start, _)| line.starts_with(start));
    known.map(|(start, name)| (*name, start.len()))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "** Alert 1706933106.4711: - syslog,fences,\n2024 Feb 03 05:05:06 quay->/var/log/fence.log\nRule: 5716 (level 5) -> 'A fox failed.'\nSrc IP: 192.0.2.9\nUser: fox\nFeb  3 05:05:05 quay fenced[812]: fox from 192.0.2.9 failed",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "Feb  3 05:05:05 quay fenced[812]: fox from 192.0.2.9 failed",
        fields: &[
            ("groups", "syslog,fences,"),
            ("host", "quay"),
            ("location", "/var/log/fence.log"),
            ("rule", "5716"),
            ("rule_level", "5"),
            ("description", "A fox failed."),
            ("src", "192.0.2.9"),
            ("user", "fox"),
        ],
    },
    Sample {
        text: "** Alert 1706933107.4800: mail  - fences,\n2024 Feb 03 05:05:07 (hen) 192.0.2.4->fencecheck\nRule: 510 (level 7) -> 'A hole.'\nA hole of 4 feet",
        time: "2024-02-03T04:05:07Z",
        level: Level::Unknown,
        message: "A hole of 4 feet",
        fields: &[("groups", "fences,"), ("host", "192.0.2.4"), ("rule_level", "7")],
    },
];
