//! Alerts of Snort and Suricata: one a line (`alert_fast`, `fast.log`) as layout 0, or over
//! several lines (`alert_full`) as layout 1.

use crate::format::coded::{CodedFormat, LINES};
use crate::format::pattern::Sentence;
use crate::format::scan::{line_end, number, skip_blanks};
use crate::format::{FieldNames, FormatCard, Framing, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{TimeParser, TimeShape};
use crate::units::FieldId;

pub(in crate::format) static FORMAT: CodedFormat = CodedFormat {
    card: FormatCard {
        id: "snort_alert",
        title: "Snort and Suricata alerts",
        definition_url: "https://docs.suricata.io/en/latest/configuration/suricata-yaml.html#line-based-alerts-log-fast-log",
        samples: SAMPLES,
        has_parts: true,
        ..FormatCard::PLAIN
    },
    n_layouts: 2,
    framing: Framing::Headed,
    parser: |layout, names, assumptions| {
        Box::new(AlertParser {
            is_full: layout == 1,
            priority: names.intern(b"priority"),
            protocol: names.intern(b"protocol"),
            ends: [("src", "src_port"), ("dst", "dst_port")]
                .map(|(name, port)| (names.intern(name.as_bytes()), names.intern(port.as_bytes()))),
            sentences: Vec::new(),
            times: TimeParser::new(assumptions),
            stamp: Vec::new(),
        })
    },
    ..LINES
};

const FAST: &[&str] = &[
    "{?[{action}] ?}[**] [{gid:digits}:{sid:digits}:{rev:digits}] {message:here}{_:text}{message:end} [**]{? [Classification: {classification:text}]?}{? [Priority: {priority:digits}]?}{? [AppID: {app:text}]?}{? {{}{protocol:text}}?} {src:addr} -> {dst:addr}",
    // What Suricata could not decode has no addresses.
    "{?[{action}] ?}[**] [{gid:digits}:{sid:digits}:{rev:digits}] {message:here}{_:text}{message:end} [**]{? [Classification: {classification:text}]?}{? [Priority: {priority:digits}]?} [**] [Raw pkt: {packet:text}]",
];

/// The lines of an alert behind its head, whichever it has.
const FULL: &[&str] = &[
    "[**] [{gid:digits}:{sid:digits}:{rev:digits}] {message:here}{_:text}{message:end} [**]",
    "[Classification: {classification:text}]{? [Priority: {priority:digits}]?}",
    "[Priority: {priority:digits}]",
    "{src:addr} -> {dst:addr}",
    "{protocol} TTL:{ttl:digits} {_:rest}",
];

struct AlertParser {
    is_full: bool,
    priority: FieldId,
    protocol: FieldId,
    /// The addresses and their ports.
    ends: [(FieldId, FieldId); 2],
    /// What alerts are made of, from the first one on.
    sentences: Vec<Sentence>,
    times: TimeParser,
    /// The time as other programs write it.
    stamp: Vec<u8>,
}

impl Parser for AlertParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        if self.is_full {
            return line.strip_prefix(b"[**] [").is_some_and(|rest| {
                rest.first().is_some_and(u8::is_ascii_digit) && line.ends_with(b"[**]")
            });
        }
        stamp_len(line).is_some_and(|len| {
            let next = line.get(skip_blanks(line, len)..).unwrap_or_default();
            next.starts_with(b"[")
        })
    }

    fn continues(&mut self, line: &[u8]) -> bool {
        // The time of a full alert stands on its third line.
        self.is_full && stamp_len(line).is_some() && memchr::memmem::find(line, b" -> ").is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        if self.sentences.is_empty() {
            let patterns = if self.is_full { FULL } else { FAST };
            self.sentences = patterns.iter().map(|pattern| Sentence::new(pattern, names)).collect();
        }
        let is_read =
            if self.is_full { self.full(entry, out) } else { self.fast(entry, out).is_some() };
        if is_read {
            self.set_level(entry, out);
            self.part_ports(entry, out);
        }
        is_read
    }
}

impl AlertParser {
    fn fast(&mut self, entry: &[u8], out: &mut Parsed) -> Option<()> {
        let at = skip_blanks(entry, self.time(entry, 0, out)?);
        // Lines that joined it are none of its own.
        let line = entry.get(..line_end(entry, 0))?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let Self { sentences, times, .. } = self;
        sentences.iter().any(|sentence| sentence.read(line, at, times, out)).then_some(())?;
        // Snort 3 writes quotes around it.
        let (start, len) = (out.message.start as usize, out.message.len as usize);
        if let Some([b'"', .., b'"']) = entry.get(start..start + len) {
            out.message = TextRef::from_range(start + 1, start + len - 1);
        }
        Some(())
    }

    fn full(&mut self, entry: &[u8], out: &mut Parsed) -> bool {
        let mut at = 0;
        let mut message = None;
        while at < entry.len() {
            let end = line_end(entry, at);
            let line = entry.get(..end).unwrap_or_default().trim_ascii_end();
            let from = self.time(line, at, out).map_or(at, |end| skip_blanks(line, end));
            let Self { sentences, times, .. } = self;
            let is_read = sentences.iter().any(|sentence| sentence.read(line, from, times, out));
            if at == 0 && !is_read {
                return false;
            }
            message = message.or(Some(out.message));
            at = end + 1;
        }
        out.message = message.unwrap_or_default();
        true
    }

    /// Takes the time at `at`; where it ends.
    fn time(&mut self, text: &[u8], at: usize, out: &mut Parsed) -> Option<usize> {
        let rest = text.get(at..)?;
        let len = stamp_len(rest)?;
        let dash = memchr::memchr(b'-', rest)?;
        let (date, clock) = (rest.get(..dash)?, rest.get(dash + 1..len)?);
        let mut parts = date.split(|byte| *byte == b'/');
        let (month, day) = (parts.next()?, parts.next()?);
        let century: &[u8] = if date.len() == 8 { b"20" } else { b"" };
        let written: &[&[u8]] = match parts.next() {
            Some(year) => &[century, year, b"-", month, b"-", day, b" ", clock],
            None => &[month, b"-", day, b" ", clock],
        };
        self.stamp.clear();
        for part in written {
            self.stamp.extend_from_slice(part);
        }
        let shape = if date.len() > 5 { TimeShape::Iso } else { TimeShape::MonthDay };
        let (reading, n_read) = self.times.parse(shape, &self.stamp)?;
        (n_read == self.stamp.len()).then(|| out.set_time(reading))?;
        Some(at + len)
    }

    /// Parts the ports from addresses of version 6, which have the same sign between their own
    /// parts: Suricata writes all of those and a port always, Snort a port where there are any.
    fn part_ports(&self, entry: &[u8], out: &mut Parsed) {
        let protocol = out.field(self.protocol).map(|text| out.text(entry, text));
        let has_ports = matches!(protocol, Some(b"TCP" | b"UDP" | b"SCTP"));
        for (id, port) in self.ends {
            let Some(at) = out.fields.iter().position(|(field, _)| *field == id) else { continue };
            let Some(&(_, place)) = out.fields.get(at) else { continue };
            let address = out.text(entry, place);
            let n_signs = memchr::memchr_iter(b':', address).count();
            let is_bare = !address.starts_with(b"[");
            let Some(sign) = memchr::memrchr(b':', address) else { continue };
            let digits = address.get(sign + 1..).unwrap_or_default();
            let is_port = number(digits).is_some_and(|port| port < 65_536);
            if is_bare && is_port && (n_signs == 8 || (n_signs > 1 && has_ports)) {
                let start = place.start as usize;
                let end = start + place.len as usize;
                if let Some((_, place)) = out.fields.get_mut(at) {
                    *place = TextRef::from_range(start, start + sign);
                }
                out.fields.insert(at + 1, (port, TextRef::from_range(start + sign + 1, end)));
            }
        }
    }

    /// # Source
    /// Snort's manual, 3.4.6: 1 is high, 2 medium, 3 low, 4 very low.
    fn set_level(&self, entry: &[u8], out: &mut Parsed) {
        let priority = out.field(self.priority).and_then(|text| number(out.text(entry, text)));
        out.level = match priority {
            Some(1) => Level::Error,
            Some(2) => Level::Warn,
            Some(3..) => Level::Info,
            Some(0) | None => Level::Unknown,
        };
    }
}

/// The length of `MM/DD-hh:mm:ss.ffffff`, which may have a year of two or four digits.
fn stamp_len(text: &[u8]) -> Option<usize> {
    const CLOCK: &[u8] = b"00:00:00.000000";
    let is_like = |text: &[u8], model: &[u8]| {
        text.len() == model.len()
            && text.iter().zip(model).all(|(byte, model)| match model {
                b'0' => byte.is_ascii_digit(),
                sign => byte == sign,
            })
    };
    let dates: [&[u8]; 3] = [b"00/00-", b"00/00/00-", b"00/00/0000-"];
    let is_date = |date: &&&[u8]| text.get(..date.len()).is_some_and(|text| is_like(text, date));
    let len = dates.iter().find(is_date)?.len();
    let end = len + CLOCK.len();
    is_like(text.get(len..end)?, CLOCK).then_some(end)
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "02/03/2024-04:05:06.789012  [**] [1:4711:2] MOLE digs under the dike [**] [Classification: Attempted Digging] [Priority: 1] {TCP} 192.0.2.9:40100 -> 198.51.100.7:80",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Error,
        message: "MOLE digs under the dike",
        fields: &[
            ("sid", "4711"),
            ("classification", "Attempted Digging"),
            ("priority", "1"),
            ("protocol", "TCP"),
            ("src", "192.0.2.9"),
            ("src_port", "40100"),
            ("dst", "198.51.100.7"),
        ],
    },
    Sample {
        text: "02/03-04:05:06.789012 [Drop] [**] [1:4712:1] \"MOLE knocks\" [**] [Priority: 3] [AppID: Knock] {ICMP} 192.0.2.9 -> 198.51.100.7",
        time: "2025-02-03T04:05:06.789012Z",
        level: Level::Info,
        message: "MOLE knocks",
        fields: &[("action", "Drop"), ("app", "Knock")],
    },
    Sample {
        text: "02/03/2024-04:05:06.789012  [**] [1:4714:1] MOLE waves [**] [Classification: (null)] [Priority: 2] {UDP} 2001:0db8:0000:0000:0000:0000:0000:0009:40100 -> 2001:db8::7:53",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Warn,
        message: "MOLE waves",
        fields: &[
            ("src", "2001:0db8:0000:0000:0000:0000:0000:0009"),
            ("src_port", "40100"),
            ("dst", "2001:db8::7"),
            ("dst_port", "53"),
        ],
    },
    Sample {
        text: "02/03/2024-04:05:06.789012  [**] [1:4715:1] MOLE mumbles [**] [Classification: (null)] [Priority: 3] [**] [Raw pkt: 00 11 22]",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Info,
        message: "MOLE mumbles",
        fields: &[("sid", "4715")],
    },
    Sample {
        text: "[**] [1:4713:5] MOLE sings [**]\n[Classification: Misc] [Priority: 2] \n02/03/24-04:05:06.789012 192.0.2.9:40100 -> 198.51.100.7:25\nTCP TTL:64 TOS:0x0 ID:7 IpLen:20",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Warn,
        message: "MOLE sings",
        fields: &[("sid", "4713"), ("dst_port", "25"), ("ttl", "64")],
    },
];
