//! Access logs in a custom order: the values themselves show which is which.
//!
//! Servers let administrators choose what a line says and in which order. A line is read as one of
//! these if it has one time and a request in quotes with a status after it; the rest is named by what
//! it looks like: addresses, hosts, URLs, durations in seconds, pairs.

use std::ops::Range;

use crate::format::request::push_request;
use crate::format::scan::{closing_quote, number, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// Access logs in any order.
pub(in crate::format) struct AccessCustom;

pub(in crate::format) static FORMAT: AccessCustom = AccessCustom;

static CARD: FormatCard = FormatCard {
    id: "access_custom",
    title: "Web server access log, custom order",
    definition_url: "https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for AccessCustom {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let ids = NAMES.map(|name| names.intern(name.as_bytes()));
        let parts = ["method", "path", "protocol"].map(|name| names.intern(name.as_bytes()));
        let extra = std::array::from_fn(|n| names.intern(format!("extra_{}", n + 1).as_bytes()));
        let times = TimeParser::new(assumptions);
        Box::new(CustomParser { ids, parts, extra, times, scratch: Parsed::default() })
    }
}

/// The names of what is told by its looks; places in the list are [`What`].
const NAMES: [&str; 13] = [
    "client",
    "client_port",
    "vhost",
    "status",
    "bytes",
    "bytes_2",
    "referer",
    "agent",
    "request_time",
    "upstream_time",
    "forwarded_for",
    "upstream",
    "duration",
];

#[derive(Clone, Copy)]
enum What {
    Client = 0,
    ClientPort,
    Host,
    Status,
    Bytes,
    MoreBytes,
    Referer,
    Agent,
    RequestTime,
    UpstreamTime,
    ForwardedFor,
    Upstream,
    Duration,
}

struct CustomParser {
    ids: [FieldId; NAMES.len()],
    parts: [FieldId; 3],
    extra: [FieldId; 8],
    times: TimeParser,
    scratch: Parsed,
}

/// A word of a line, or what stands in quotes or brackets, without them.
#[derive(Clone, Copy)]
struct Token {
    start: usize,
    end: usize,
    next: usize,
    /// The byte that opens it; zero for a word.
    open: u8,
}

/// What of a line was met.
#[derive(Default)]
struct Met {
    n_tokens: usize,
    n_extra: usize,
    n_quoted_after: usize,
    /// How many tokens stand before the time, if it was met.
    time_at: Option<usize>,
    is_time_bracketed: bool,
    /// The request's place, quotes included.
    request: Option<(usize, usize)>,
    /// Which of [`NAMES`] are taken, as bits.
    taken: u32,
}

impl Parser for CustomParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        scratch.clear();
        let is_start = self.line(line, None, &mut scratch).is_some();
        self.scratch = scratch;
        is_start
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.line(entry, Some(names), out).is_some()
    }
}

/// The token at `at`, which is no blank.
fn token(line: &[u8], at: usize) -> Option<Token> {
    let open = *line.get(at)?;
    let closed = match open {
        b'"' => closing_quote(line, at + 1),
        b'[' => memchr::memchr(b']', line.get(at..)?).map(|n| at + n),
        _ => None,
    };
    if let Some(end) = closed {
        return Some(Token { start: at + 1, end, next: end + 1, open });
    }
    let end = word_end(line, at);
    let equals = memchr::memchr(b'=', line.get(at..end)?).map(|n| at + n);
    let quote = equals.filter(|equals| line.get(equals + 1) == Some(&b'"'));
    // A pair whose value stands in quotes.
    let closed = quote.and_then(|equals| closing_quote(line, equals + 2));
    let (end, next) = closed.map_or((end, end), |end| (end, end + 1));
    Some(Token { start: at, end, next, open: 0 })
}

/// Where the sign of a pair stands in a token that is one.
fn equals_of(line: &[u8], token: Token) -> Option<usize> {
    let text = line.get(token.start..token.end).filter(|_| token.open == 0)?;
    memchr::memchr(b'=', text).filter(|&equals| equals > 0)
}

/// An address of four numbers, or one of IPv6.
fn is_address(text: &[u8]) -> bool {
    let n = |byte: u8| memchr::memchr_iter(byte, text).count();
    let is_in = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':' | b'[' | b']');
    let is_v4 = n(b'.') == 3 && text.first().is_some_and(u8::is_ascii_digit);
    text.iter().all(is_in) && (is_v4 || n(b':') > 1)
}

/// `GET /a HTTP/1.1`.
fn is_request(text: &[u8]) -> bool {
    let n = text.iter().take_while(|byte| byte.is_ascii_uppercase() || **byte == b'_').count();
    let last = memchr::memrchr(b' ', text).and_then(|blank| text.get(blank + 1..));
    n > 2 && text.get(n) == Some(&b' ') && last.is_some_and(|last| last.starts_with(b"HTTP/"))
}

fn is_decimal(text: &[u8]) -> bool {
    let n_points = memchr::memchr_iter(b'.', text).count();
    n_points == 1
        && text.len() > 2
        && text.first().is_some_and(u8::is_ascii_digit)
        && text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}

impl CustomParser {
    /// Reads a line; without `names` pairs are passed over.
    fn line(
        &mut self,
        line: &[u8],
        mut names: Option<&mut FieldNames>,
        out: &mut Parsed,
    ) -> Option<()> {
        memchr::memmem::find(line, b" HTTP/")?;
        let mut met = Met::default();
        let mut at = 0;
        while let Some(byte) = line.get(at) {
            if byte.is_ascii_whitespace() {
                at += 1;
                continue;
            }
            let token = token(line, at)?;
            if let Some(equals) = equals_of(line, token).filter(|_| met.n_tokens > 0) {
                let value = line.get(token.start + equals + 1..token.end)?;
                let value = value.strip_prefix(b"\"").unwrap_or(value);
                if let Some(names) = names.as_deref_mut()
                    && !matches!(value, b"" | b"-")
                {
                    let id = names.intern(line.get(token.start..token.start + equals)?);
                    out.push(id, token.end - value.len(), token.end);
                }
            } else {
                self.take(line, token, &mut met, out)?;
            }
            met.n_tokens += 1;
            at = token.next;
        }
        (met.time_at.is_some() && met.request.is_some() && met.has(What::Status)).then_some(())
    }

    /// Finds out what a token is; `None` if the line cannot be an access log's.
    fn take(&mut self, line: &[u8], token: Token, met: &mut Met, out: &mut Parsed) -> Option<()> {
        let text = line.get(token.start..token.end)?;
        if self.time(text, token, met, out)? {
            return Some(());
        }
        if met.n_tokens == 0 && !may_come_first(text) {
            return None;
        }
        if text.is_empty() || text == b"-" {
            met.n_quoted_after += usize::from(token.open == b'"' && met.request.is_some());
            return Some(());
        }
        if token.open == b'"' && met.request.is_none() && is_request(text) {
            if met.is_usual_order() {
                return None;
            }
            push_request(line, token.start, token.end, self.parts, out);
            met.request = Some((token.start - 1, token.next));
            out.message = TextRef::from_range(token.start - 1, token.next);
            return Some(());
        }
        self.named(line, token, met, out);
        Some(())
    }

    /// Whether it is a time; `None` if it is a second one, as carriers of other logs have.
    fn time(&mut self, text: &[u8], token: Token, met: &mut Met, out: &mut Parsed) -> Option<bool> {
        if !text.first().is_some_and(u8::is_ascii_digit) || text.len() < 19 {
            return Some(false);
        }
        let shapes = [TimeShape::Clf, TimeShape::Iso];
        let found = shapes.iter().find_map(|&shape| self.times.parse(shape, text));
        let Some((reading, _)) = found.filter(|(_, len)| *len == text.len()) else {
            return Some(false);
        };
        if met.time_at.is_some() {
            return None;
        }
        met.time_at = Some(met.n_tokens);
        met.is_time_bracketed = token.open == b'[';
        out.set_time(reading);
        Some(true)
    }

    /// Pushes a token under the name that its looks and its place give it.
    fn named(&self, line: &[u8], token: Token, met: &mut Met, out: &mut Parsed) {
        let text = line.get(token.start..token.end).unwrap_or_default();
        let is_after = met.request.is_some();
        if token.open == b'"' && is_after {
            met.n_quoted_after += 1;
        }
        if is_after && token.open == 0 && !met.has(What::Status) && text.len() == 3 {
            let level = number(text).and_then(Level::from_http_status);
            if let Some(level) = level {
                out.level = level;
                self.push(What::Status, token.start..token.end, met, out);
                let (start, end) = met.request.unwrap_or_default();
                let is_next = line.get(end..token.start) == Some(b" ");
                let end = if is_next { token.end } else { end };
                out.message = TextRef::from_range(start, end);
                return;
            }
        }
        let what = if token.open == b'"' { quoted(text, met) } else { bare(text, met) };
        let start = token.start + usize::from(text.first() == Some(&b'/'));
        match what {
            Some(What::Client) => {
                let address = line.get(start..token.end).unwrap_or_default();
                let has_port = memchr::memchr_iter(b':', address).count() == 1;
                let colon = memchr::memrchr(b':', address).filter(|_| has_port);
                let end = colon.map_or(token.end, |colon| start + colon);
                self.push(What::Client, start..end, met, out);
                if let Some(colon) = colon {
                    self.push(What::ClientPort, start + colon + 1..token.end, met, out);
                }
            }
            Some(what) => self.push(what, token.start..token.end, met, out),
            None => {
                if let Some(&id) = self.extra.get(met.n_extra) {
                    met.n_extra += 1;
                    out.push(id, token.start, token.end);
                }
            }
        }
    }

    fn push(&self, what: What, place: Range<usize>, met: &mut Met, out: &mut Parsed) {
        if let Some(&id) = self.ids.get(what as usize) {
            met.taken |= 1 << (what as u32);
            out.push(id, place.start, place.end);
        }
    }
}

impl Met {
    /// Whether what came before the request is what the common order has there, perhaps with a
    /// host first: such lines are those of `access`.
    fn is_usual_order(&self) -> bool {
        let is_head = self.time_at.is_some_and(|n| n == 3 || n == 4);
        is_head && self.is_time_bracketed && self.time_at == self.n_tokens.checked_sub(1)
    }

    fn has(&self, what: What) -> bool {
        self.taken & (1 << (what as u32)) != 0
    }

    /// The first of these that is not taken yet.
    fn free(&self, choice: &[What]) -> Option<What> {
        choice.iter().copied().find(|what| !self.has(*what))
    }
}

/// What begins lines of access logs: a time apart, addresses, hosts, dashes, statuses, pairs.
fn may_come_first(text: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let is_word = text.first().is_some_and(u8::is_ascii_alphabetic) && text.iter().all(is_plain);
    !matches!(text.first(), Some(b'{' | b'<')) && (!is_word || text == b"localhost")
}

/// What a text in quotes is.
fn quoted(text: &[u8], met: &Met) -> Option<What> {
    let first = text.split(|&byte| byte == b',').next().unwrap_or_default();
    if is_address(first) {
        return met.free(&[What::ForwardedFor, What::Upstream]);
    }
    if text.starts_with(b"http://") || text.starts_with(b"https://") {
        return met.free(&[What::Referer, What::Upstream]);
    }
    if is_decimal(text) {
        return met.free(&[What::RequestTime, What::UpstreamTime]);
    }
    // Referer and agent stand side by side nearly everywhere.
    let is_agent = met.n_quoted_after == 2 || memchr::memchr(b'/', text).is_some();
    if is_agent { met.free(&[What::Agent]) } else { None }
}

/// What a word, or a text in brackets, is.
fn bare(text: &[u8], met: &Met) -> Option<What> {
    let is_after = met.request.is_some();
    let address = text.strip_prefix(b"/").unwrap_or(text);
    if is_address(address) {
        return met.free(&[What::Client, What::Upstream]);
    }
    if is_decimal(text) {
        return met.free(&[What::RequestTime, What::UpstreamTime]);
    }
    if number(text).is_some() {
        let is_size = is_after && met.has(What::Status);
        return if is_size { met.free(&[What::Bytes, What::MoreBytes]) } else { None };
    }
    let amount = text.strip_suffix(b"ms").or_else(|| text.strip_suffix(b"s"));
    let is_amount = |amount: &[u8]| number(amount).is_some() || is_decimal(amount);
    if amount.is_some_and(is_amount) {
        return met.free(&[What::Duration]);
    }
    let is_host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
    let has_point = memchr::memchr(b'.', text).is_some();
    if !is_after && has_point && text.iter().all(is_host) {
        return met.free(&[What::Host]);
    }
    None
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"[03/Feb/2021:04:05:06 +0000] den.example 192.0.2.9 "GET /burrow?n=2 HTTP/1.1" 404 17 0.125 "https://den.example/" "Paw/1.0 (soft)" rt=0.3"#,
        time: "2021-02-03T04:05:06Z",
        level: Level::Warn,
        message: r#""GET /burrow?n=2 HTTP/1.1" 404"#,
        fields: &[
            ("vhost", "den.example"),
            ("client", "192.0.2.9"),
            ("path", "/burrow?n=2"),
            ("status", "404"),
            ("bytes", "17"),
            ("request_time", "0.125"),
            ("referer", "https://den.example/"),
            ("agent", "Paw/1.0 (soft)"),
            ("rt", "0.3"),
        ],
    },
    Sample {
        text: r#"2021-02-03T04:05:07+00:00 192.0.2.9:4411 mole "POST /dig HTTP/2.0" 502 0 12ms "192.0.2.44, 192.0.2.45""#,
        time: "2021-02-03T04:05:07Z",
        level: Level::Error,
        message: r#""POST /dig HTTP/2.0" 502"#,
        fields: &[
            ("client", "192.0.2.9"),
            ("client_port", "4411"),
            ("extra_1", "mole"),
            ("duration", "12ms"),
            ("forwarded_for", "192.0.2.44, 192.0.2.45"),
        ],
    },
];
