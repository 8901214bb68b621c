//! Access logs of web servers: common, combined, combined with more at the end, and each with the
//! virtual host first.
//!
//! The message is the request with its status as written, quotes included: `"GET /a HTTP/1.1" 200`.

use crate::format::request::{push_present, push_request};
use crate::format::scan::{closing_quote, number, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// Access logs. Layout 1 has the virtual host in front.
pub(in crate::format) struct Access;

pub(in crate::format) static FORMAT: Access = Access;

static CARD: FormatCard = FormatCard {
    id: "access",
    title: "Web server access log",
    definition_url: "https://httpd.apache.org/docs/2.4/logs.html#accesslog",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Access {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn n_layouts(&self) -> u16 {
        2
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let ids = Ids::new(names);
        Box::new(AccessParser {
            has_host: layout.number == 1,
            ids,
            times: TimeParser::new(assumptions),
            scratch: Parsed::default(),
        })
    }
}

struct Ids {
    vhost: FieldId,
    client: FieldId,
    identity: FieldId,
    user: FieldId,
    method: FieldId,
    path: FieldId,
    protocol: FieldId,
    request: FieldId,
    status: FieldId,
    bytes: FieldId,
    referer: FieldId,
    agent: FieldId,
    /// What follows the agent, by place.
    extra: [FieldId; 8],
}

impl Ids {
    fn new(names: &mut FieldNames) -> Self {
        let extra = std::array::from_fn(|n| names.intern(format!("extra_{}", n + 1).as_bytes()));
        let mut id = |name: &str| names.intern(name.as_bytes());
        Self {
            vhost: id("vhost"),
            client: id("client"),
            identity: id("identity"),
            user: id("user"),
            method: id("method"),
            path: id("path"),
            protocol: id("protocol"),
            request: id("request"),
            status: id("status"),
            bytes: id("bytes"),
            referer: id("referer"),
            agent: id("agent"),
            extra,
        }
    }
}

struct AccessParser {
    has_host: bool,
    ids: Ids,
    times: TimeParser,
    /// Reused, so that asking for a start does not allocate.
    scratch: Parsed,
}

impl Parser for AccessParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        let is_start = self.head(line, &mut scratch).is_some();
        self.scratch = scratch;
        is_start
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, names, out).is_some()
    }
}

impl AccessParser {
    /// Client, identity, user and time: where the request's opening quote stands.
    fn head(&mut self, line: &[u8], out: &mut Parsed) -> Option<usize> {
        // The words before the time are short; a bracket far away belongs to something else.
        let bracket = memchr::memchr(b'[', line.get(..line.len().min(512))?)?;
        let (reading, len) = self.times.parse(TimeShape::Clf, line.get(bracket + 1..)?)?;
        let end = bracket + 1 + len;
        if !line.get(end..)?.starts_with(b"] \"") {
            return None;
        }
        out.set_time(reading);
        let ids: &[FieldId] = if self.has_host {
            &[self.ids.vhost, self.ids.client, self.ids.identity, self.ids.user]
        } else {
            &[self.ids.client, self.ids.identity, self.ids.user]
        };
        let (&user, others) = ids.split_last()?;
        let mut at = 0;
        let mut last = &b""[..];
        for &id in others {
            let end = at + memchr::memchr(b' ', line.get(at..bracket)?)?;
            push_present(out, id, line, at, end);
            last = line.get(at..end)?;
            at = end + 1;
        }
        let name = line.get(at..bracket)?.strip_suffix(b" ")?;
        // Names of people have spaces; so do the words of a layout with one more of them, but
        // there the identity, which hardly any server asks for, is no dash.
        let is_name = !name.is_empty() && (last == b"-" || memchr::memchr(b' ', name).is_none());
        push_present(out, user, line, at, at + name.len());
        is_name.then_some(end + 2)
    }

    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let quote = self.head(entry, out)?;
        let request_end = closing_quote(entry, quote + 1)?;
        self.request(entry, quote + 1, request_end, out);
        let status_at = request_end + 2;
        let status_end = word_end(entry, status_at);
        out.message = TextRef::from_range(quote, status_end.min(entry.len()));
        if status_end >= entry.len() && status_end < status_at + 3 {
            // The line was cut: what is left of the status is none.
            return Some(());
        }
        let status = entry.get(status_at..status_end)?;
        // Proxies write a dash where there was no answer.
        if status != b"-" {
            let status = number(status).filter(|_| status.len() == 3)?;
            out.level = Level::from_http_status(status).unwrap_or(Level::Unknown);
            out.push(self.ids.status, status_at, status_end);
        }
        let bytes_at = status_end + 1;
        let bytes_end = word_end(entry, bytes_at);
        if bytes_at < entry.len() {
            push_present(out, self.ids.bytes, entry, bytes_at, bytes_end);
        }
        self.tail(entry, bytes_end + 1, names, out)
    }

    fn request(&self, entry: &[u8], start: usize, end: usize, out: &mut Parsed) {
        let parts = [self.ids.method, self.ids.path, self.ids.protocol];
        if !push_request(entry, start, end, parts, out) {
            push_present(out, self.ids.request, entry, start, end);
        }
    }

    /// Referer, agent and whatever a server was told to add: quoted, bare, or `key=value`.
    fn tail(
        &self,
        entry: &[u8],
        mut at: usize,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let mut n_quoted = 0;
        let mut extra = self.ids.extra.iter();
        while at < entry.len() {
            let byte = *entry.get(at)?;
            if byte.is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let (start, end, next) = if byte == b'"' {
                let end = closing_quote(entry, at + 1)?;
                (at + 1, end, end + 1)
            } else {
                let end = word_end(entry, at);
                (at, end, end)
            };
            let is_quoted = byte == b'"';
            let id = match n_quoted {
                0 if is_quoted => self.ids.referer,
                1 if is_quoted => self.ids.agent,
                _ => {
                    if let Some((id, start, end, next)) = key_value(entry, at, names) {
                        push_present(out, id, entry, start, end);
                        at = next;
                        continue;
                    }
                    match extra.next() {
                        Some(&id) => id,
                        None => return Some(()),
                    }
                }
            };
            n_quoted += u8::from(is_quoted);
            push_present(out, id, entry, start, end);
            at = next;
        }
        Some(())
    }
}

/// `key=value` or `key="value"` at `at`: the key's id, the value, and where the next begins.
fn key_value(
    entry: &[u8],
    at: usize,
    names: &mut FieldNames,
) -> Option<(FieldId, usize, usize, usize)> {
    let end = word_end(entry, at);
    let equals = at + memchr::memchr(b'=', entry.get(at..end)?)?;
    let key = entry.get(at..equals)?;
    let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    if key.is_empty() || key.len() > 40 || !key.iter().all(is_key) {
        return None;
    }
    let id = names.intern(key);
    if entry.get(equals + 1) == Some(&b'"') {
        let end = closing_quote(entry, equals + 2)?;
        return Some((id, equals + 2, end, end + 1));
    }
    Some((id, equals + 1, end, end))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"192.0.2.9 - mole [03/Feb/2021:04:05:06 +0100] "GET /burrow?n=2 HTTP/1.1" 404 17"#,
        time: "2021-02-03T03:05:06Z",
        level: Level::Warn,
        message: r#""GET /burrow?n=2 HTTP/1.1" 404"#,
        fields: &[("client", "192.0.2.9"), ("user", "mole"), ("method", "GET"), ("bytes", "17")],
    },
    Sample {
        text: r#"192.0.2.9 - - [03/Feb/2021:04:05:07 +0000] "POST /dig HTTP/2.0" 502 0 "https://a.example/" "Paw/1.0 (\"soft\")" 0.125 rt=0.3"#,
        time: "2021-02-03T04:05:07Z",
        level: Level::Error,
        message: r#""POST /dig HTTP/2.0" 502"#,
        fields: &[
            ("referer", "https://a.example/"),
            ("agent", r#"Paw/1.0 (\"soft\")"#),
            ("extra_1", "0.125"),
            ("rt", "0.3"),
        ],
    },
    Sample {
        text: r#"meadow.example:443 192.0.2.9 - - [03/Feb/2021:04:05:08 +0000] "-" 408 - "-" "-""#,
        time: "2021-02-03T04:05:08Z",
        level: Level::Warn,
        message: r#""-" 408"#,
        fields: &[("vhost", "meadow.example:443"), ("status", "408")],
    },
];
