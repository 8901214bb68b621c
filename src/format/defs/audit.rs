//! The Linux audit log: a type, a time with the event's number, and pairs, one of which may hold
//! further pairs in quotes.

use crate::format::scan::{skip_blanks, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// Records of the audit daemon.
pub(in crate::format) struct Audit;

pub(in crate::format) static FORMAT: Audit = Audit;

static CARD: FormatCard = FormatCard {
    id: "audit",
    title: "Linux audit log",
    definition_url: "https://github.com/linux-audit/audit-documentation/wiki/SPEC-Writing-Good-Events",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: true,
};

impl Format for Audit {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        30
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let mut id = |name: &str| names.intern(name.as_bytes());
        let (node, kind, event) = (id("node"), id("type"), id("event"));
        Box::new(AuditParser { node, kind, event, times: TimeParser::new(assumptions) })
    }
}

struct AuditParser {
    node: FieldId,
    kind: FieldId,
    event: FieldId,
    times: TimeParser,
}

/// Where the parts of a record's head stand.
struct AuditHead {
    node: Option<(usize, usize)>,
    kind: Option<(usize, usize)>,
    /// After `audit(`.
    stamp: usize,
}

fn head(line: &[u8]) -> Option<AuditHead> {
    let mut at = 0;
    let mut part = |key: &[u8]| {
        let start = at + line.get(at..)?.strip_prefix(key).map(|_| key.len())?;
        let end = word_end(line, start);
        at = skip_blanks(line, end);
        Some((start, end))
    };
    let (node, kind) = (part(b"node="), part(b"type="));
    let marks: [&[u8]; 2] = [b"msg=audit(", b"audit("];
    let rest = line.get(at..)?;
    let mark = marks.into_iter().find(|mark| rest.starts_with(mark))?;
    Some(AuditHead { node, kind, stamp: at + mark.len() })
}

impl Parser for AuditParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        head(line).is_some()
    }

    /// What `ausearch` prints between the records of two events.
    fn continues(&mut self, line: &[u8]) -> bool {
        line == b"----" || line.starts_with(b"time->")
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, names, out).is_some()
    }
}

impl AuditParser {
    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let head = head(entry)?;
        for (id, part) in [(self.node, head.node), (self.kind, head.kind)] {
            if let Some((start, end)) = part {
                out.push(id, start, end);
            }
        }
        // Interpreted records have the time as people write it.
        let stamp = entry.get(head.stamp..)?;
        let shapes = [TimeShape::Epoch, TimeShape::MonthFirst, TimeShape::DayFirst, TimeShape::Iso];
        let (reading, len) = shapes.iter().find_map(|&shape| self.times.parse(shape, stamp))?;
        out.set_time(reading);
        let event = head.stamp + len + 1;
        let end = event + memchr::memchr(b')', entry.get(event..)?)?;
        if entry.get(event - 1) != Some(&b':') {
            return None;
        }
        out.push(self.event, event, end);
        let start = skip_blanks(entry, end + 1);
        let start = skip_blanks(entry, start + usize::from(entry.get(start) == Some(&b':')));
        out.message = TextRef::from_range(start, entry.len());
        pairs(entry, start, entry.len(), names, out);
        Some(())
    }
}

/// Adds the pairs of `at..end`; a value in single quotes is pairs itself. What the daemon says
/// about numbers for people stands after a group separator.
fn pairs(entry: &[u8], mut at: usize, end: usize, names: &mut FieldNames, out: &mut Parsed) {
    let is_gap = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0x1d || *byte == b',';
    while at < end {
        let rest = entry.get(at..end).unwrap_or_default();
        let key_len = rest.iter().position(|byte| *byte == b'=' || is_gap(byte));
        let Some(key_len) = key_len else { return };
        let value_at = at + key_len + 1;
        if rest.get(key_len) != Some(&b'=') || key_len == 0 {
            at = value_at;
            continue;
        }
        let value = entry.get(value_at..end).unwrap_or_default();
        let quote = value.first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
        let quoted = quote.and_then(|quote| memchr::memchr(quote, value.get(1..)?));
        let (start, len) = match quoted {
            Some(len) => (value_at + 1, len),
            None => (value_at, value.iter().position(is_gap).unwrap_or(value.len())),
        };
        at = start + len + usize::from(quoted.is_some());
        if quote == Some(b'\'') && quoted.is_some() {
            pairs(entry, start, start + len, names, out);
        } else if let Some(key) = entry.get(value_at - 1 - key_len..value_at - 1)
            && len > 0
        {
            out.push(names.intern(key), start, start + len);
        }
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"type=USER_AUTH msg=audit(1677906367.123:45): pid=7 uid=0 msg='op=PAM:knock acct="otter" addr=192.0.2.9 res=failed'"#,
        time: "2023-03-04T05:06:07.123Z",
        level: crate::level::Level::Unknown,
        message: r#"pid=7 uid=0 msg='op=PAM:knock acct="otter" addr=192.0.2.9 res=failed'"#,
        fields: &[
            ("type", "USER_AUTH"),
            ("event", "45"),
            ("pid", "7"),
            ("acct", "otter"),
            ("res", "failed"),
        ],
    },
    Sample {
        text: r#"node=holt type=CWD msg=audit(1677906367.124:46): cwd="/river bank""#,
        time: "2023-03-04T05:06:07.124Z",
        level: crate::level::Level::Unknown,
        message: r#"cwd="/river bank""#,
        fields: &[("node", "holt"), ("cwd", "/river bank")],
    },
];
