//! BSD syslog: `<PRI>Mmm dd hh:mm:ss host program[pid]: message`.
//!
//! Most files lack the priority; some daemons write an ISO time instead, and network devices add the
//! year. Without a priority, the level is the one at the start of the message.

use crate::format::marked::{level_at_start, level_in_words};
use crate::format::scan::{is_blank, padding_len, skip_blanks, word_end};
use crate::format::syslog::programs::Programs;
use crate::format::syslog::{Ids, named_priority, named_severity, priority, set_priority};
use crate::format::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Reading, TimeParser, TimeShape};

/// BSD syslog. Layout 0 has the traditional time, 1 a priority before any time, 2 an ISO time,
/// 3 one with a space (macOS' `install.log`).
pub(in crate::format) struct Rfc3164;

pub(in crate::format) static FORMAT: Rfc3164 = Rfc3164;

static CARD: FormatCard = FormatCard {
    id: "syslog_rfc3164",
    title: "Syslog (BSD)",
    definition_url: "https://www.rfc-editor.org/rfc/rfc3164#section-4",
    samples: SAMPLES,
    has_pairs: true,
    has_parts: false,
};

impl Format for Rfc3164 {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn n_layouts(&self) -> u16 {
        4
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Entries
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let head = match layout.number {
            0 => BsdHead::Plain,
            1 => BsdHead::Priority,
            2 => BsdHead::Iso,
            _ => BsdHead::Spaced,
        };
        Box::new(BsdParser {
            head,
            ids: Ids::new(names),
            times: TimeParser::new(assumptions),
            programs: Programs::new(assumptions),
        })
    }
}

/// The longest name of a facility and a severity.
const MAX_PRIORITY: usize = 20;

#[derive(Clone, Copy, PartialEq, Eq)]
enum BsdHead {
    Plain,
    Priority,
    Iso,
    /// An ISO time with a blank before the clock.
    Spaced,
}

struct BsdParser {
    head: BsdHead,
    ids: Ids,
    times: TimeParser,
    programs: Programs,
}

impl Parser for BsdParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        if self.head == BsdHead::Priority {
            return priority(line).is_some();
        }
        self.head_time(line, self.padding(line)).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, names, out).is_some()
    }
}

impl BsdParser {
    /// The blank before a day of one digit where days come first.
    fn padding(&self, line: &[u8]) -> usize {
        if self.head == BsdHead::Plain { padding_len(line) } else { 0 }
    }

    fn head_time(&mut self, text: &[u8], at: usize) -> Option<(Reading, usize)> {
        let text = text.get(at..)?;
        let shapes: &[TimeShape] = match self.head {
            BsdHead::Plain => &[TimeShape::MonthName, TimeShape::MonthNameYear],
            BsdHead::Priority => &[TimeShape::MonthName, TimeShape::Iso, TimeShape::MonthNameYear],
            BsdHead::Iso | BsdHead::Spaced => &[TimeShape::Iso],
        };
        let (mut reading, mut len) =
            shapes.iter().find_map(|&shape| self.times.parse(shape, text))?;
        // The C library writes the year behind the clock.
        if let Some([b' ', year @ .., b' ']) = text.get(len..len + 6)
            && year.iter().all(u8::is_ascii_digit)
            && self.head == BsdHead::Plain
        {
            (reading, len) = self.times.parse(TimeShape::MonthNameYear, text)?;
        }
        let is_fit = match self.head {
            BsdHead::Iso => text.get(10) == Some(&b'T'),
            BsdHead::Spaced => text.get(10) == Some(&b' '),
            BsdHead::Plain | BsdHead::Priority => true,
        };
        is_fit.then_some((reading, at + len))
    }

    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let mut at = self.padding(entry);
        if self.head == BsdHead::Priority {
            let (value, len) = priority(entry)?;
            set_priority(value, self.ids.facility, entry, out);
            at = skip_blanks(entry, len);
            // Devices mark an unsynchronized clock with an asterisk.
            at += usize::from(matches!(entry.get(at), Some(b'*' | b'.')));
        }
        let (reading, end) = self.head_time(entry, at)?;
        out.set_time(reading);
        let is_iso = matches!(self.head, BsdHead::Iso | BsdHead::Spaced);
        let has_colon = entry.get(end) == Some(&b':') && !is_iso;
        let end = end + usize::from(has_colon);
        let mut host_at = skip_blanks(entry, end);
        if host_at == end {
            return None;
        }
        let priority = self.named_priority(entry, host_at, out);
        if let Some((_, end)) = priority {
            host_at = skip_blanks(entry, end);
        }
        let host_end = word_end(entry, host_at);
        let host = entry.get(host_at..host_end)?;
        let mut at = host_at;
        // Without a host, what follows the time is the tag.
        if !host.ends_with(b":") && !host.ends_with(b"]:") {
            if !is_host(host) {
                return None;
            }
            out.push(self.ids.host, host_at, host_end);
            at = skip_blanks(entry, host_end);
        } else if is_iso {
            return None;
        }
        let mut has_tag = self.tag(entry, at, out);
        let mut told = priority.map(|(level, _)| level);
        // BIG-IP and some templates put the severity between host and tag.
        if !has_tag && let Some(level) = self.severity(entry, at, out) {
            if self.tag(entry, skip_blanks(entry, word_end(entry, at)), out) {
                (has_tag, told) = (true, told.or(Some(level)));
            } else {
                out.message = TextRef::from_range(at, entry.len());
            }
        }
        // A dash is a host that is unknown, or parts the time from the message of some other log.
        if host == b"-" && !has_tag {
            return None;
        }
        // Parts of machines are numbered, programs are not: `usb 1-1: new device`.
        let is_numbered = entry.get(at).is_some_and(u8::is_ascii_digit);
        if is_iso && has_tag && is_numbered && out.field(self.ids.pid).is_none() {
            return None;
        }
        // With a space, it is some program's own log, unless a process names itself.
        if self.head == BsdHead::Spaced && out.field(self.ids.pid).is_none() {
            return None;
        }
        // A year is not syslog's: only a tag, or what devices send behind this head, tells it
        // from other logs.
        let is_traditional = out.time.is_none_or(|stamp| stamp.inferred.has(Inferred::YEAR));
        let message = out.text(entry, out.message);
        let is_event = message.starts_with(b"CEF:") || message.starts_with(b"LEEF:");
        if self.head != BsdHead::Priority && !is_traditional && !has_tag && !is_event {
            return None;
        }
        if let Some(level) = told {
            out.level = level;
        } else if self.head != BsdHead::Priority {
            out.level = level_at_start(message)
                .or_else(|| self.mnemonic_level(entry, out))
                .or_else(|| level_in_words(message))
                .unwrap_or(Level::Unknown);
        }
        if let Some(program) = out.field(self.ids.program).filter(|_| has_tag) {
            self.programs.add_fields(program, entry, names, out);
        }
        Some(())
    }

    /// `err` or `daemon.err` at `at`.
    fn severity(&self, entry: &[u8], at: usize, out: &mut Parsed) -> Option<Level> {
        let word = entry.get(at..word_end(entry, at))?;
        named_severity(word).or_else(|| {
            let (level, len) = named_priority(word)?;
            out.push(self.ids.facility, at, at + len);
            Some(level)
        })
    }

    /// `<local0.err>` or `<16.3>` at `at`, as FreeBSD's `syslogd -v` writes it behind the time, or
    /// `daemon.err` as routers do: the level, and where it ends.
    fn named_priority(&self, entry: &[u8], at: usize, out: &mut Parsed) -> Option<(Level, usize)> {
        let Some(inside) = entry.get(at..)?.strip_prefix(b"<") else {
            let end = word_end(entry, at);
            let (level, len) = named_priority(entry.get(at..end)?)?;
            out.push(self.ids.facility, at, at + len);
            return Some((level, end));
        };
        let len = inside.iter().take(MAX_PRIORITY).position(|byte| *byte == b'>')?;
        let inside = inside.get(..len)?;
        let dot = memchr::memchr(b'.', inside)?;
        let (facility, severity) = (inside.get(..dot)?, inside.get(dot + 1..)?);
        let level = match severity {
            [digit @ b'0'..=b'7'] => Level::from_syslog_severity(digit - b'0'),
            word => Level::from_word(word),
        }?;
        if facility.is_empty() || !facility.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        out.push(self.ids.facility, at + 1, at + 1 + dot);
        Some((level, at + 1 + len + 1))
    }

    /// `program[pid]: message`; without a tag everything is message.
    fn tag(&self, entry: &[u8], at: usize, out: &mut Parsed) -> bool {
        out.message = TextRef::from_range(at, entry.len());
        let mut end = word_end(entry, at);
        // On macOS names may have a blank: `Installer Progress[71]:`.
        let is_word =
            entry.get(at..end).is_some_and(|word| word.iter().all(u8::is_ascii_alphabetic));
        if self.head == BsdHead::Spaced && is_word {
            let next = word_end(entry, skip_blanks(entry, end));
            let second = entry.get(end..next).unwrap_or_default();
            end = if second.ends_with(b"]:") { next } else { end };
        }
        let rest = entry.get(at..end).unwrap_or_default();
        let Some(name_len) = rest.iter().position(|byte| matches!(byte, b'[' | b':')) else {
            return false;
        };
        if name_len == 0 {
            return false;
        }
        let name_end = at + name_len;
        let mut end = name_end;
        let mut pid = None;
        if entry.get(end) == Some(&b'[') {
            let Some(n) = rest.iter().position(|&byte| byte == b']') else { return false };
            pid = Some((end + 1, at + n));
            end = at + n + 1;
        } else if let Some(n) = tag_end(rest) {
            end = at + n;
        }
        let has_colon = entry.get(end) == Some(&b':');
        end += usize::from(has_colon);
        // RFC 3164, section 4.1.3, asks for no space; but only after a process id it is sure
        // that the colon ends a tag.
        let is_end = entry.get(end).is_none_or(|&byte| is_blank(byte) || byte == b'\n')
            || (has_colon && pid.is_some());
        if !is_end || !(has_colon || pid.is_some()) {
            return false;
        }
        let tag_name_end = if pid.is_some() { name_end } else { end - 1 };
        out.push(self.ids.program, at, tag_name_end);
        if let Some((start, end)) = pid.filter(|(start, end)| start < end) {
            out.push(self.ids.pid, start, end);
        }
        out.message = TextRef::from_range(skip_blanks(entry, end), entry.len());
        true
    }

    /// The severity in a network device's `%FACILITY-SEVERITY-MNEMONIC`.
    fn mnemonic_level(&self, entry: &[u8], out: &Parsed) -> Option<Level> {
        let program = out.text(entry, out.field(self.ids.program)?).strip_prefix(b"%")?;
        let mut parts = program.split(|&byte| byte == b'-').rev();
        let severity = parts.find(|part| matches!(part, [b'0'..=b'7']))?;
        Level::from_syslog_severity(severity.first()? - b'0')
    }
}

/// The colon that ends a tag is the last byte of its word.
fn tag_end(word: &[u8]) -> Option<usize> {
    word.strip_suffix(b":").map(<[u8]>::len)
}

fn is_host(word: &[u8]) -> bool {
    let is_inside = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'.' | b'-' | b'_' | b':' | b'/' | b'@' | b'%' | b'(' | b')')
    };
    // Four digits are the year of some other time.
    let is_year = word.len() == 4 && word.iter().all(u8::is_ascii_digit);
    !word.is_empty() && !is_year && word.iter().all(is_inside)
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "Feb  3 04:05:06 heron fishd[812]: error: net torn",
        time: "2025-02-03T04:05:06Z",
        level: Level::Error,
        message: "error: net torn",
        fields: &[("host", "heron"), ("program", "fishd"), ("pid", "812")],
    },
    Sample {
        text: "<28>Feb 13 04:05:06 heron pond: level low",
        time: "2025-02-13T04:05:06Z",
        level: Level::Warn,
        message: "level low",
        fields: &[("facility", "daemon"), ("program", "pond")],
    },
    Sample {
        text: "Feb 13 04:05:07 <local0.err> heron pond[7]: dry",
        time: "2025-02-13T04:05:07Z",
        level: Level::Error,
        message: "dry",
        fields: &[("facility", "local0"), ("host", "heron"), ("pid", "7")],
    },
    Sample {
        text: "2024-02-13T04:05:06.789+01:00 heron pond[7]: frozen over",
        time: "2024-02-13T03:05:06.789Z",
        level: Level::Unknown,
        message: "frozen over",
        fields: &[("host", "heron"), ("pid", "7")],
    },
    Sample {
        text: "2024-02-13 04:05:06+01 heron pond[7]: thawed",
        time: "2024-02-13T03:05:06Z",
        level: Level::Unknown,
        message: "thawed",
        fields: &[("host", "heron"), ("program", "pond"), ("pid", "7")],
    },
    Sample {
        text: "Feb  3 04:05:07 heron sshd[813]: Failed password for invalid user crab from 192.0.2.8 port 4022 ssh2",
        time: "2025-02-03T04:05:07Z",
        level: Level::Unknown,
        message: "Failed password for invalid user crab from 192.0.2.8 port 4022 ssh2",
        fields: &[
            ("program", "sshd"),
            ("method", "password"),
            ("user", "crab"),
            ("client", "192.0.2.8"),
            ("client_port", "4022"),
        ],
    },
    Sample {
        text: " 3 Feb 04:05:06 bellringer[812]: The rope is wet",
        time: "2025-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "The rope is wet",
        fields: &[("program", "bellringer"), ("pid", "812")],
    },
    Sample {
        text: "Sat Feb  3 04:05:06 2024 daemon.err fishd[812]: net torn",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "net torn",
        fields: &[("facility", "daemon"), ("program", "fishd"), ("pid", "812")],
    },
    Sample {
        text: "Feb  3 04:05:07 heron user.notice pond: level low",
        time: "2025-02-03T04:05:07Z",
        level: Level::Notice,
        message: "level low",
        fields: &[("facility", "user"), ("host", "heron"), ("program", "pond")],
    },
];
