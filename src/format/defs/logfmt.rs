//! logfmt: an entry is a line of `key=value` pairs, values quoted where they must be.
//!
//! A key alone means that something is so: its field is `true`. Words after a message without
//! quotes are the rest of that message, and many words alone are prose; neither are fields.
//! What firewalls send to syslog has a priority in front and nothing more of it.

use std::collections::BTreeMap;

use crate::format::marked::level_at_start;
use crate::format::scan::{closing_quote, is_blank, number, skip_blanks};
use crate::format::syslog::priority;
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Reading, TimeParser, TimeShape, parse_epoch_number};
use crate::units::FieldId;

/// How many keys without a value an entry may have for them to be fields.
const MAX_BARE: usize = 4;

/// logfmt.
pub(in crate::format) struct Logfmt;

pub(in crate::format) static FORMAT: Logfmt = Logfmt;

static CARD: FormatCard = FormatCard {
    id: "logfmt",
    title: "Logfmt",
    definition_url: "https://pkg.go.dev/github.com/go-logfmt/logfmt",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Logfmt {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(LogfmtParser { times: TimeParser::new(assumptions), keys: Keys::default() })
    }
}

/// What a key's value is taken for, if nothing better was seen in the entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Time,
    /// The offset of a date and a clock that stand apart.
    Zone,
    Level,
    Message,
    Other,
}

struct Key {
    name: Box<[u8]>,
    id: FieldId,
    role: Role,
}

/// How many keys are remembered in their order.
const MAX_KEYS: usize = 4096;

/// Keys in the order in which they were first seen: the next pair's key is mostly the next of these.
#[derive(Default)]
struct Keys {
    list: Vec<Key>,
    /// Where in the list a key stands.
    places: BTreeMap<FieldId, usize>,
}

impl Keys {
    /// What a key means and its field; it is looked for at `place`, which moves on behind it.
    fn find(&mut self, name: &[u8], place: &mut usize, names: &mut FieldNames) -> (Role, FieldId) {
        if let Some(key) = self.list.get(*place).filter(|key| *key.name == *name) {
            *place += 1;
            return (key.role, key.id);
        }
        let (id, role) = (names.intern(name), role_of(name));
        let known = self.places.get(&id).copied();
        *place = known.unwrap_or(self.list.len()) + 1;
        if known.is_none() && self.list.len() < MAX_KEYS {
            self.places.insert(id, self.list.len());
            self.list.push(Key { name: name.into(), id, role });
        }
        (role, id)
    }
}

struct LogfmtParser {
    times: TimeParser,
    keys: Keys,
}

impl Parser for LogfmtParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let at = priority_of(line).map_or(0, |(_, len)| len);
        key_len(line, at).is_some_and(|len| line.get(at + len) == Some(&b'='))
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.pairs(entry, names, out).is_some()
    }
}

impl LogfmtParser {
    fn pairs(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let priority = priority_of(entry);
        let mut at = priority.map_or(0, |(_, len)| len);
        let mut place = 0;
        let mut n_pairs = 0;
        let mut n_bare = 0;
        let mut message = None;
        let mut bare = [None; MAX_BARE];
        let mut is_prose = false;
        let mut split = Split::default();
        loop {
            at = skip_space(entry, at);
            if at >= entry.len() {
                break;
            }
            let key_end = at + key_len(entry, at)?;
            let key = entry.get(at..key_end)?;
            if entry.get(key_end) != Some(&b'=') {
                if let Some(slot) = bare.get_mut(n_bare).filter(|_| !is_prose) {
                    *slot = Some((at, key_end, out.fields.len()));
                }
                n_bare += 1;
                at = key_end;
                continue;
            }
            n_pairs += 1;
            let (role, id) = self.keys.find(key, &mut place, names);
            let (value, next) = value(entry, key_end + 1, out)?;
            is_prose = role == Role::Message && entry.get(key_end + 1) != Some(&b'"');
            at = next;
            let is_taken = match role {
                Role::Time => self.take_time(entry, value, &mut split, out),
                Role::Zone => {
                    split.zone = Some(value);
                    false
                }
                Role::Level => take_level(entry, key, value, out),
                Role::Message if message.is_none() => {
                    message = Some(value);
                    true
                }
                Role::Message | Role::Other => false,
            };
            if !is_taken && value.len > 0 {
                out.fields.push((id, value));
            }
        }
        if n_pairs < 2 || n_bare > n_pairs {
            return None;
        }
        if out.time.is_none() && !out.is_time_out_of_range {
            self.join_time(entry, split, out);
        }
        if n_bare <= MAX_BARE {
            // From the last to the first: each moves what stands behind its place.
            for (start, end, place) in bare.into_iter().rev().flatten() {
                let id = names.intern(entry.get(start..end)?);
                let first = entry.len() + out.unescaped.len();
                out.unescaped.extend_from_slice(b"true");
                let value = TextRef::from_range(first, first + 4);
                out.fields.insert(place.min(out.fields.len()), (id, value));
            }
        }
        out.message = message.unwrap_or(TextRef::from_range(0, entry.len()));
        if out.level == Level::Unknown && message.is_some() {
            out.level = level_at_start(out.text(entry, out.message)).unwrap_or(Level::Unknown);
        }
        if let Some((value, _)) = priority.filter(|_| out.level == Level::Unknown) {
            let severity = u8::try_from(value % 8).ok();
            out.level = severity.and_then(Level::from_syslog_severity).unwrap_or(Level::Unknown);
        }
        Some(())
    }

    fn take_time(
        &mut self,
        entry: &[u8],
        value: TextRef,
        split: &mut Split,
        out: &mut Parsed,
    ) -> bool {
        if out.time.is_some() {
            return false;
        }
        let text = out.text(entry, value);
        let Some(reading) = parse_epoch_number(text).or_else(|| self.any_time(text)) else {
            // A date alone, as `date=` beside `time=`.
            if (8..=10).contains(&text.len()) {
                split.date = Some(value);
            }
            return false;
        };
        if matches!(reading, Reading::Time(stamp) if stamp.inferred.has(Inferred::DATE)) {
            split.clock = Some(value);
            return false;
        }
        out.set_time(reading);
        true
    }

    fn any_time(&mut self, text: &[u8]) -> Option<Reading> {
        TimeShape::ALL.iter().find_map(|&shape| {
            let (reading, len) = self.times.parse(shape, text)?;
            (len == text.len()).then_some(reading)
        })
    }

    /// Takes the time from a date, a clock and an offset that stand in pairs of their own.
    fn join_time(&mut self, entry: &[u8], split: Split, out: &mut Parsed) {
        let Some(clock) = split.clock else { return };
        let parts = [split.date, Some(clock), split.date.and(split.zone)];
        let mut joined = [b' '; 64];
        let mut len = 0;
        for part in parts.into_iter().flatten() {
            let text = out.text(entry, part);
            let Some(to) = joined.get_mut(len..len + text.len()) else { return };
            to.copy_from_slice(text);
            len += text.len() + 1;
        }
        let text = joined.get(..len.saturating_sub(1)).unwrap_or_default();
        if let Some(reading) = self.any_time(text) {
            out.set_time(reading);
        }
    }
}

/// A time whose parts stand in several pairs.
#[derive(Clone, Copy, Default)]
struct Split {
    date: Option<TextRef>,
    clock: Option<TextRef>,
    zone: Option<TextRef>,
}

fn take_level(entry: &[u8], key: &[u8], value: TextRef, out: &mut Parsed) -> bool {
    if out.level != Level::Unknown {
        return false;
    }
    let text = out.text(entry, value);
    let level = Level::from_rating(text)
        .or_else(|| {
            if let [letter] = text { Level::from_letter(letter.to_ascii_uppercase()) } else { None }
        })
        // Other keys hold numbers of any scale.
        .or_else(|| number(text).filter(|_| is_level(key)).and_then(Level::from_tens));
    out.level = level.unwrap_or(Level::Unknown);
    level.is_some()
}

/// Whether a key's tens are those of Bunyan.
fn is_level(key: &[u8]) -> bool {
    matches!(key, b"level" | b"lvl")
}

fn role_of(name: &[u8]) -> Role {
    match name {
        b"time" | b"ts" | b"t" | b"timestamp" | b"at_time" | b"datetime" | b"date"
        | b"@timestamp" | b"eventtime" => Role::Time,
        b"level" | b"lvl" | b"severity" | b"loglevel" | b"log_level" | b"log.level" | b"sev"
        | b"priority" | b"at" => Role::Level,
        b"tz" | b"timezone" => Role::Zone,
        b"msg" | b"message" | b"event" | b"body" => Role::Message,
        _ => Role::Other,
    }
}

fn skip_space(entry: &[u8], mut at: usize) -> usize {
    while entry.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    at
}

/// The priority of syslog at the start, and its length.
#[inline]
fn priority_of(entry: &[u8]) -> Option<(u32, usize)> {
    if entry.first() == Some(&b'<') { priority(entry) } else { None }
}

/// The length of the key at `at`, if one is there.
fn key_len(entry: &[u8], at: usize) -> Option<usize> {
    let is_key = |byte: &u8| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'.' | b'-' | b'@' | b'/' | b':' | b'#' | b'[' | b']' | b'%')
    };
    let rest = entry.get(at..)?;
    let len = rest.iter().position(|byte| !is_key(byte)).unwrap_or(rest.len());
    let is_first =
        rest.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'@'));
    (is_first && len <= 80).then_some(len)
}

/// The value at `at` and where the next pair may begin.
fn value(entry: &[u8], at: usize, out: &mut Parsed) -> Option<(TextRef, usize)> {
    if entry.get(at) != Some(&b'"') {
        let rest = entry.get(at..)?;
        let len = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
        return Some((TextRef::from_range(at, at + len), at + len));
    }
    let end = closing_quote(entry, at + 1)?;
    let after = entry.get(end + 1).copied();
    if after.is_some_and(|byte| !is_blank(byte) && !matches!(byte, b'\n' | b'\r' | b',')) {
        return None;
    }
    let next = skip_blanks(entry, end + 1 + usize::from(after == Some(b',')));
    let inner = entry.get(at + 1..end)?;
    if memchr::memchr(b'\\', inner).is_none() {
        return Some((TextRef::from_range(at + 1, end), next));
    }
    let start = entry.len() + out.unescaped.len();
    crate::format::json::unescape(inner, &mut out.unescaped);
    Some((TextRef::from_range(start, entry.len() + out.unescaped.len()), next))
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r#"ts=2022-03-04T05:06:07.089Z level=warn msg="sluice \"north\" stuck" gate=4 open=true"#,
        time: "2022-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: r#"sluice "north" stuck"#,
        fields: &[("gate", "4"), ("open", "true")],
    },
    Sample {
        text: "time=1646370367 lvl=eror msg=flooded basin=2",
        time: "2022-03-04T05:06:07Z",
        level: Level::Error,
        message: "flooded",
        fields: &[("basin", "2")],
    },
    Sample {
        text: r#"date=2022-03-04 time=05:06:07 tz="+0100" level="notice" basin=3 msg="filled""#,
        time: "2022-03-04T04:06:07Z",
        level: Level::Notice,
        message: "filled",
        fields: &[("basin", "3")],
    },
];
