//! Syslog of RFC 5424: `<PRI>1 TIME HOST APP PROCID MSGID [sd param="value"] message`.
//!
//! Parameters of structured data become fields named `element.parameter`.

use crate::format::scan::{closing_quote, skip_blanks, word_end};
use crate::format::syslog::programs::Programs;
use crate::format::syslog::{Ids, priority, set_priority};
use crate::format::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// Syslog of RFC 5424.
pub(in crate::format) struct Rfc5424;

pub(in crate::format) static FORMAT: Rfc5424 = Rfc5424;

static CARD: FormatCard = FormatCard {
    id: "syslog_rfc5424",
    title: "Syslog (RFC 5424)",
    definition_url: "https://www.rfc-editor.org/rfc/rfc5424#section-6",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Rfc5424 {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        20
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Entries
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let message_id = names.intern(b"message_id");
        let (ids, times) = (Ids::new(names), TimeParser::new(assumptions));
        let programs = Programs::new(assumptions);
        Box::new(StructuredParser { ids, message_id, times, programs, name: Vec::new() })
    }
}

struct StructuredParser {
    ids: Ids,
    message_id: FieldId,
    times: TimeParser,
    programs: Programs,
    /// Where names of fields are put together.
    name: Vec<u8>,
}

impl Parser for StructuredParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        version_end(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, names, out).is_some()
    }
}

/// Where the time begins, after `<PRI>1 `; an octet count of RFC 6587 may stand before.
fn version_end(line: &[u8]) -> Option<(u32, usize)> {
    let n_count = line.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
    let start = if n_count > 0 && line.get(n_count) == Some(&b' ') { n_count + 1 } else { 0 };
    let (value, len) = priority(line.get(start..)?)?;
    let rest = line.get(start + len..)?;
    let n_version = rest.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let is_version = n_version > 0 && rest.get(n_version) == Some(&b' ');
    is_version.then_some((value, start + len + n_version + 1))
}

impl StructuredParser {
    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let (value, mut at) = version_end(entry)?;
        set_priority(value, self.ids.facility, entry, out);
        let time_end = word_end(entry, at);
        let time = entry.get(at..time_end)?;
        if time != b"-" {
            out.set_time(self.times.parse(TimeShape::Iso, time)?.0);
        }
        at = time_end;
        for id in [self.ids.host, self.ids.program, self.ids.pid, self.message_id] {
            if entry.get(at) != Some(&b' ') {
                return None;
            }
            let (start, end) = (at + 1, word_end(entry, at + 1));
            if entry.get(start..end)? != b"-" {
                out.push(id, start, end);
            }
            at = end;
        }
        at = self.structured_data(entry, skip_blanks(entry, at), names, out);
        at = skip_blanks(entry, at);
        if entry.get(at..).is_some_and(|rest| rest.starts_with(b"\xEF\xBB\xBF")) {
            at += 3;
        }
        out.message = TextRef::from_range(at, entry.len());
        if let Some(program) = out.field(self.ids.program) {
            self.programs.add_fields(program, entry, names, out);
        }
        Some(())
    }

    fn structured_data(
        &mut self,
        entry: &[u8],
        mut at: usize,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> usize {
        if entry.get(at) == Some(&b'-') {
            return at + 1;
        }
        while entry.get(at) == Some(&b'[') {
            let n_fields = out.fields.len();
            let Some(end) = self.element(entry, at + 1, names, out) else {
                // Some send brackets of their own.
                out.fields.truncate(n_fields);
                break;
            };
            at = end;
        }
        at
    }

    fn element(
        &mut self,
        entry: &[u8],
        start: usize,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<usize> {
        let rest = entry.get(start..)?;
        let mut at = start + rest.iter().position(|byte| matches!(byte, b' ' | b']'))?;
        let element = entry.get(start..at)?;
        loop {
            at = skip_blanks(entry, at);
            if entry.get(at) == Some(&b']') {
                return Some(at + 1);
            }
            let equals = at + memchr::memchr(b'=', entry.get(at..)?)?;
            if entry.get(equals + 1) != Some(&b'"') {
                return None;
            }
            let end = closing_quote(entry, equals + 2)?;
            self.name.clear();
            self.name.extend_from_slice(element);
            self.name.push(b'.');
            self.name.extend_from_slice(entry.get(at..equals)?);
            let id = names.intern(&self.name);
            let value = entry.get(equals + 2..end)?;
            if memchr::memchr(b'\\', value).is_none() {
                out.push(id, equals + 2, end);
            } else {
                let start = entry.len() + out.unescaped.len();
                unescape(value, &mut out.unescaped);
                out.fields
                    .push((id, TextRef::from_range(start, entry.len() + out.unescaped.len())));
            }
            at = end + 1;
        }
    }
}

/// Section 6.3.3: a backslash escapes a quote, a backslash and a bracket, and is itself otherwise.
fn unescape(value: &[u8], to: &mut Vec<u8>) {
    let mut bytes = value.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\\' && matches!(bytes.peek(), Some(b'"' | b'\\' | b']')) {
            continue_with(bytes.next(), to);
        } else {
            to.push(byte);
        }
    }
}

fn continue_with(byte: Option<u8>, to: &mut Vec<u8>) {
    to.extend(byte);
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"<165>1 2023-04-05T06:07:08.091Z lynx.example den 77 ID4 [cub@32473 name="a \"b\"" n="3"] asleep"#,
        time: "2023-04-05T06:07:08.091Z",
        level: Level::Notice,
        message: "asleep",
        fields: &[
            ("facility", "local4"),
            ("host", "lynx.example"),
            ("pid", "77"),
            ("message_id", "ID4"),
            ("cub@32473.name", "a \"b\""),
        ],
    },
    Sample {
        text: "<11>1 2023-04-05T06:07:09+02:00 - den - - - \u{feff}roof gone",
        time: "2023-04-05T04:07:09Z",
        level: Level::Error,
        message: "roof gone",
        fields: &[("program", "den")],
    },
];
