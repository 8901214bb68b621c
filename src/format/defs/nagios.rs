//! Nagios, and Icinga's log in the same format: what happened, and a list separated by semicolons;
//! the level comes from the state in that list.

use crate::format::coded::{CodedFormat, LINES};
use crate::format::marked::level_at_start;
use crate::format::scan::line_end;
use crate::format::{FieldNames, FormatCard, Lead, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};
use crate::units::FieldId;

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "nagios",
        title: "Nagios",
        definition_url: "https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/configmain.html#log_file",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    lead: Lead::Byte(b'['),
    may_have: |lines| lines.iter().any(|line| is_known(line)),
    parser: |_, names, assumptions| {
        let ids = FIELDS.map(|name| names.intern(name.as_bytes()));
        Box::new(NagiosParser { ids, times: TimeParser::new(assumptions) })
    },
    ..LINES
};

const FIELDS: [&str; 9] =
    ["event", "host", "service", "state", "state_type", "attempt", "contact", "command", "output"];

/// What lists hold, by what happened: places in [`FIELDS`].
///
/// # Source
/// `base/logging.c`, `base/notifications.c`, `base/sehandlers.c` and `base/checks.c` of Nagios
/// Core 4.
const LISTS: &[(&str, &[usize])] = &[
    ("SERVICE ALERT", &[1, 2, 3, 4, 5, 8]),
    ("HOST ALERT", &[1, 3, 4, 5, 8]),
    ("CURRENT SERVICE STATE", &[1, 2, 3, 4, 5, 8]),
    ("CURRENT HOST STATE", &[1, 3, 4, 5, 8]),
    ("INITIAL SERVICE STATE", &[1, 2, 3, 4, 5, 8]),
    ("INITIAL HOST STATE", &[1, 3, 4, 5, 8]),
    ("SERVICE NOTIFICATION", &[6, 1, 2, 3, 7, 8]),
    ("HOST NOTIFICATION", &[6, 1, 3, 7, 8]),
    ("SERVICE EVENT HANDLER", &[1, 2, 3, 4, 5, 7]),
    ("GLOBAL SERVICE EVENT HANDLER", &[1, 2, 3, 4, 5, 7]),
    ("HOST EVENT HANDLER", &[1, 3, 4, 5, 7]),
    ("GLOBAL HOST EVENT HANDLER", &[1, 3, 4, 5, 7]),
    ("PASSIVE SERVICE CHECK", &[1, 2, 3, 8]),
    ("PASSIVE HOST CHECK", &[1, 3, 8]),
    ("SERVICE FLAPPING ALERT", &[1, 2, 3, 8]),
    ("HOST FLAPPING ALERT", &[1, 3, 8]),
    ("SERVICE DOWNTIME ALERT", &[1, 2, 3, 8]),
    ("HOST DOWNTIME ALERT", &[1, 3, 8]),
    ("EXTERNAL COMMAND", &[7]),
    ("SERVICE NOTIFICATION SUPPRESSED", &[1, 2, 8]),
    ("HOST NOTIFICATION SUPPRESSED", &[1, 8]),
    ("SERVICE CONTACT NOTIFICATION SUPPRESSED", &[]),
    ("HOST CONTACT NOTIFICATION SUPPRESSED", &[]),
    ("TIMEPERIOD TRANSITION", &[]),
    ("LOG ROTATION", &[]),
    ("LOG VERSION", &[]),
];

/// How sentences of the daemon itself begin.
const SENTENCES: &[&str] = &[
    "Nagios ",
    "Icinga ",
    "Naemon ",
    "Warning: ",
    "Error: ",
    "Auto-save of ",
    "Caught SIG",
    "Local time is ",
    "Successfully ",
    "Finished ",
    "Event broker",
    "Event loop",
    "wproc: ",
    "qh: ",
    "nerd: ",
    "PROGRAM_RESTART",
    "Program ",
    "LOG VERSION",
    "mod_gearman",
    "livestatus: ",
    "ndomod: ",
];

struct NagiosParser {
    ids: [FieldId; FIELDS.len()],
    times: TimeParser,
}

/// Where the text begins behind `[1706933106] `.
fn text_at(line: &[u8]) -> Option<usize> {
    let digits = line.strip_prefix(b"[")?.get(..10)?;
    let is_head = digits.iter().all(u8::is_ascii_digit) && line.get(11..13) == Some(b"] ");
    is_head.then_some(13)
}

/// Whether nobody but Nagios and its kin writes a line; beside such a line others need no form.
fn is_known(line: &[u8]) -> bool {
    let text = text_at(line).and_then(|at| line.get(at..)).unwrap_or_default();
    let is_list = |(event, _): &(&str, &[usize])| {
        text.strip_prefix(event.as_bytes()).is_some_and(|rest| rest.starts_with(b":"))
    };
    LISTS.iter().any(is_list)
        || SENTENCES.iter().any(|sentence| text.starts_with(sentence.as_bytes()))
}

impl Parser for NagiosParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        text_at(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, out).is_some()
    }
}

impl NagiosParser {
    fn whole(&mut self, entry: &[u8], out: &mut Parsed) -> Option<()> {
        let at = text_at(entry)?;
        let text = entry.get(at..)?;
        let (reading, _) = self.times.parse(TimeShape::Epoch, entry.get(1..)?)?;
        out.set_time(reading);
        out.message = TextRef::from_range(at, entry.len());
        let event_len = memchr::memchr(b':', text).unwrap_or(0);
        let event = text.get(..event_len)?;
        let Some((_, places)) = LISTS.iter().find(|(name, _)| name.as_bytes() == event) else {
            out.level = level_at_start(text).unwrap_or(Level::Unknown);
            return Some(());
        };
        let [event_id, ..] = self.ids;
        out.push(event_id, at, at + event_len);
        let end = line_end(entry, at);
        let mut from = (at + event_len + 2).min(end);
        for (n, place) in places.iter().enumerate() {
            let rest = entry.get(from..end)?;
            let is_last = n + 1 == places.len();
            let len = memchr::memchr(b';', rest).filter(|_| !is_last).unwrap_or(rest.len());
            // Behind some of the signs stands a blank.
            let n_blank = rest.iter().take(len).take_while(|byte| **byte == b' ').count();
            let (from_text, len_text) = (from + n_blank, len - n_blank);
            if let Some(id) = self.ids.get(*place)
                && len_text > 0
            {
                out.push(*id, from_text, from_text + len_text);
            }
            if *place == 3 {
                out.level = level_of(rest.get(..len)?, event);
            }
            from = (from + len + 1).min(end);
        }
        Some(())
    }
}

/// The level of a state: its name, its name in brackets behind the kind of a notification, or
/// its number.
fn level_of(state: &[u8], event: &[u8]) -> Level {
    let inner = memchr::memchr(b'(', state).and_then(|open| state.get(open + 1..));
    let state = inner.and_then(|inner| inner.strip_suffix(b")")).unwrap_or(state);
    match state {
        b"OK" | b"UP" | b"PENDING" | b"0" => Level::Info,
        b"WARNING" => Level::Warn,
        // The second state of a host is that it is down.
        b"1" if event == b"PASSIVE SERVICE CHECK" => Level::Warn,
        b"CRITICAL" | b"DOWN" | b"UNREACHABLE" | b"1" | b"2" => Level::Error,
        _ => Level::Unknown,
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[1706933106] SERVICE ALERT: quay;tide;CRITICAL;HARD;3;TIDE CRITICAL: 4.2 m; rising",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "SERVICE ALERT: quay;tide;CRITICAL;HARD;3;TIDE CRITICAL: 4.2 m; rising",
        fields: &[
            ("event", "SERVICE ALERT"),
            ("host", "quay"),
            ("service", "tide"),
            ("state", "CRITICAL"),
            ("output", "TIDE CRITICAL: 4.2 m; rising"),
        ],
    },
    Sample {
        text: "[1706933107] HOST NOTIFICATION: mate;quay;ACKNOWLEDGEMENT (DOWN);by-horn;no reply",
        time: "2024-02-03T04:05:07Z",
        level: Level::Error,
        message: "HOST NOTIFICATION: mate;quay;ACKNOWLEDGEMENT (DOWN);by-horn;no reply",
        fields: &[("contact", "mate"), ("host", "quay"), ("command", "by-horn")],
    },
    Sample {
        text: "[1706933108] Warning: The tide table is old",
        time: "2024-02-03T04:05:08Z",
        level: Level::Warn,
        message: "Warning: The tide table is old",
        fields: &[],
    },
];
