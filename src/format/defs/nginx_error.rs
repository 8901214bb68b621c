//! The error log of nginx: `time [level] pid#tid: *connection message, client: …, server: …`.
//!
//! What a worker knows about the request follows the message as pairs, always in the same order,
//! starting with `client`.

use crate::format::request::push_request;
use crate::format::scan::{closing_quote, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// nginx error log.
pub(in crate::format) struct NginxError;

pub(in crate::format) static FORMAT: NginxError = NginxError;

static CARD: FormatCard = FormatCard {
    id: "nginx_error",
    title: "nginx error log",
    definition_url: "https://nginx.org/en/docs/ngx_core_module.html#error_log",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for NginxError {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        Lead::Time(&[TimeShape::Iso])
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        24
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let mut id = |name: &str| names.intern(name.as_bytes());
        Box::new(NginxParser {
            pid: id("pid"),
            tid: id("tid"),
            connection: id("connection"),
            request: ["method", "path", "protocol"].map(&mut id),
            pairs: PAIRS.map(|name| (name, id(name))),
            times: TimeParser::new(assumptions),
        })
    }
}

/// The pairs that the core, HTTP, stream and mail modules write.
const PAIRS: [&str; 9] = [
    "client",
    "server",
    "request",
    "upstream",
    "host",
    "referrer",
    "subrequest",
    "login",
    "udp client",
];
/// Where the pairs begin.
const FIRST_PAIR: &[u8] = b", client: ";

struct NginxParser {
    pid: FieldId,
    tid: FieldId,
    connection: FieldId,
    /// Of the parts of a request.
    request: [FieldId; 3],
    pairs: [(&'static str, FieldId); PAIRS.len()],
    times: TimeParser,
}

/// What stands before the message.
struct ErrorHead {
    level: Level,
    pid: (usize, usize),
    tid: (usize, usize),
    end: usize,
}

impl Parser for NginxParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let time = self.times.parse(TimeShape::Iso, line);
        time.is_some_and(|(_, len)| head(line, len).is_some())
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, out).is_some()
    }
}

/// `[level] pid#tid: ` at `at`, behind a time that nginx writes without a fraction.
fn head(line: &[u8], at: usize) -> Option<ErrorHead> {
    (at == b"2023/02/03 04:05:06".len()).then_some(())?;
    let rest = line.get(at..)?.strip_prefix(b" [")?;
    let level_len = rest.iter().take(8).position(|&byte| byte == b']')?;
    let level = Level::from_word(rest.get(..level_len)?)?;
    let pid = digits(line, at + 2 + level_len + 2)?;
    (line.get(pid.1) == Some(&b'#')).then_some(())?;
    let tid = digits(line, pid.1 + 1)?;
    let end = tid.1 + 2;
    (line.get(tid.1..end)? == b": ").then_some(ErrorHead { level, pid, tid, end })
}

/// A number at `at`: its first byte and one past its last.
fn digits(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let n = text.get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (n > 0).then_some((at, at + n))
}

impl NginxParser {
    fn whole(&mut self, entry: &[u8], out: &mut Parsed) -> Option<()> {
        let (reading, len) = self.times.parse(TimeShape::Iso, entry)?;
        let head = head(entry, len)?;
        out.set_time(reading);
        out.level = head.level;
        out.push(self.pid, head.pid.0, head.pid.1);
        out.push(self.tid, head.tid.0, head.tid.1);
        let mut start = head.end;
        if entry.get(start) == Some(&b'*')
            && let Some((from, to)) = digits(entry, start + 1)
        {
            out.push(self.connection, from, to);
            start = (to + 1).min(entry.len());
        }
        let found = memchr::memmem::find(entry.get(start..)?, FIRST_PAIR);
        let end = found.map_or(entry.len(), |n| start + n);
        out.message = TextRef::from_range(start, end);
        if found.is_some() {
            self.pairs(entry, end, out);
        }
        Some(())
    }

    /// Pairs from `at` on, each after a comma.
    fn pairs(&self, entry: &[u8], mut at: usize, out: &mut Parsed) {
        while let Some(rest) = entry.get(at..).and_then(|rest| rest.strip_prefix(b", ")) {
            let key_at = at + 2;
            let Some(colon) = memchr::memchr(b':', rest) else { return };
            let value_at = key_at + colon + 2;
            let is_quoted = entry.get(value_at) == Some(&b'"');
            let (start, end, next) = if is_quoted {
                let end = quote_end(entry, value_at + 1);
                (value_at + 1, end, end + 1)
            } else {
                let rest = entry.get(value_at..).unwrap_or_default();
                let len = memchr::memmem::find(rest, b", ").unwrap_or(rest.len());
                // A value that is left out: the comma stands right behind the blank.
                (value_at, value_at + len, value_at + len)
            };
            let key = rest.get(..colon).unwrap_or_default();
            let known = self.pairs.iter().find(|(name, _)| name.as_bytes() == key);
            if let Some(&(name, id)) = known
                && start < end
            {
                out.push(id, start, end);
                if name == "request" {
                    push_request(entry, start, end, self.request, out);
                }
            }
            at = next;
        }
    }
}

/// The quote that ends a value: what clients sent may hold quotes, too.
fn quote_end(entry: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(quote) = closing_quote(entry, end) {
        let rest = entry.get(quote + 1..).unwrap_or_default();
        let is_end = rest.starts_with(b", ") || rest.trim_ascii().is_empty();
        if is_end {
            return quote;
        }
        end = quote + 1;
    }
    word_end(entry, at)
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"2023/02/03 04:05:06 [error] 12#34: *56 open() "/srv/burrow" failed (2: No such file or directory), client: 192.0.2.9, server: den.example, request: "GET /burrow?n=2 HTTP/1.1", upstream: "http://127.0.0.1:9000", host: "den.example", referrer: "https://den.example/""#,
        time: "2023-02-03T04:05:06Z",
        level: Level::Error,
        message: r#"open() "/srv/burrow" failed (2: No such file or directory)"#,
        fields: &[
            ("pid", "12"),
            ("tid", "34"),
            ("connection", "56"),
            ("client", "192.0.2.9"),
            ("server", "den.example"),
            ("request", "GET /burrow?n=2 HTTP/1.1"),
            ("method", "GET"),
            ("path", "/burrow?n=2"),
            ("upstream", "http://127.0.0.1:9000"),
            ("referrer", "https://den.example/"),
        ],
    },
    Sample {
        text: "2023/02/03 04:05:07 [emerg] 1#1: burrow flooded",
        time: "2023-02-03T04:05:07Z",
        level: Level::Fatal,
        message: "burrow flooded",
        fields: &[("pid", "1")],
    },
];
