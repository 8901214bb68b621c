//! logfmt: an entry is a line of `key=value` pairs, values quoted where they must be.
//!
//! A key without a value is a field that is `true`. Words after an unquoted message are the rest of
//! that message, and many words without values are prose; neither are fields. Firewalls put a syslog
//! priority in front, and no more of syslog than that.

use std::collections::BTreeMap;

use crate::format::marked::level_at_start;
use crate::format::roles::{self, Kind, split_time, whole_number};
use crate::format::scales::{Numbers, Scale, Writer};
use crate::format::scan::{closing_quote, is_blank, skip_blanks};
use crate::format::seen_levels::{FoundIn, SeenLevels};
use crate::format::split_times::{rest_of, with_rest};
use crate::format::syslog::priority;
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{
    Assumptions, Inferred, Reading, Stamp, TimeParser, TimeShape, parse_epoch_number,
};
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

    /// The numbers of its levels may tell what they count.
    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        vec![(0, scale_of(lines).map_or(String::new(), Scale::word))]
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        _names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(LogfmtParser {
            times: TimeParser::new(assumptions),
            keys: Keys::default(),
            seen: Scale::from_word(layout.detail),
        })
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
    /// Whole seconds, or the rest of a second in so many digits; the parts of a time have one rank.
    Seconds(u16),
    Fraction(u8, u16),
    Other,
}

struct Key {
    name: Box<[u8]>,
    told: Told,
}

/// What a key tells.
#[derive(Clone, Copy)]
struct Told {
    id: FieldId,
    role: Role,
    writer: Writer,
    /// How its numbers are to be read, if they may be levels.
    numbers: Option<Numbers>,
}

impl Told {
    fn new(name: &[u8], names: &mut FieldNames) -> Self {
        let lower = String::from_utf8_lossy(name).to_ascii_lowercase();
        let numbers = Numbers::of(&lower);
        let may_count = numbers != Numbers::Writers || may_count(name);
        Self {
            id: names.intern(name),
            role: role_of(name),
            writer: Writer::of(&lower),
            numbers: may_count.then_some(numbers),
        }
    }
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
    /// What a key tells; it is looked for at `place`, which moves on behind it.
    fn find(&mut self, name: &[u8], place: &mut usize, names: &mut FieldNames) -> Told {
        if let Some(key) = self.list.get(*place).filter(|key| *key.name == *name) {
            *place += 1;
            return key.told;
        }
        let id = names.intern(name);
        let known = self.places.get(&id).copied();
        *place = known.unwrap_or(self.list.len()) + 1;
        if let Some(key) = known.and_then(|known| self.list.get(known)) {
            return key.told;
        }
        let told = Told::new(name, names);
        if self.list.len() < MAX_KEYS {
            self.places.insert(id, self.list.len());
            self.list.push(Key { name: name.into(), told });
        }
        told
    }
}

struct LogfmtParser {
    times: TimeParser,
    keys: Keys,
    /// The scale that the numbers of the source tell.
    seen: Option<Scale>,
}

/// A number that is the level if those who write the entry count so.
#[derive(Clone, Copy)]
struct Counted {
    number: i32,
    numbers: Numbers,
    /// Its place among the fields.
    field: usize,
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

/// What the pairs of an entry have told so far.
#[derive(Clone, Copy, Default)]
struct Read {
    split: Split,
    parts: Parts,
    writer: Writer,
    counted: Option<Counted>,
    message: Option<TextRef>,
    bare: [Bare; MAX_BARE],
    n_bare: usize,
}

impl LogfmtParser {
    fn pairs(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let priority = priority_of(entry);
        let mut at = priority.map_or(0, |(_, len)| len);
        let mut place = 0;
        let mut n_pairs = 0;
        let mut is_prose = false;
        let mut read = Read::default();
        loop {
            at = skip_space(entry, at);
            if at >= entry.len() {
                break;
            }
            let key_end = at + key_len(entry, at)?;
            let key = entry.get(at..key_end)?;
            if entry.get(key_end) != Some(&b'=') {
                if let Some(slot) = read.bare.get_mut(read.n_bare).filter(|_| !is_prose) {
                    *slot = Some((at, key_end, out.fields.len()));
                }
                read.n_bare += 1;
                at = key_end;
                continue;
            }
            n_pairs += 1;
            let told = self.keys.find(key, &mut place, names);
            read.writer = read.writer.and(told.writer);
            let (value, next) = value(entry, key_end + 1, out)?;
            is_prose = told.role == Role::Message && entry.get(key_end + 1) != Some(&b'"');
            at = next;
            if !self.take(entry, told, value, (&mut read, out)) && value.len > 0 {
                out.fields.push((told.id, value));
            }
        }
        if n_pairs < 2 || read.n_bare > n_pairs {
            return None;
        }
        self.finish(entry, &read, names, out)?;
        if let Some((value, _)) = priority.filter(|_| out.level == Level::Unknown) {
            let severity = u8::try_from(value % 8).ok();
            out.level = severity.and_then(Level::from_syslog_severity).unwrap_or(Level::Unknown);
        }
        Some(())
    }

    /// Takes what a value tells of its entry; false if it is a field.
    #[inline]
    fn take(
        &mut self,
        entry: &[u8],
        told: Told,
        value: TextRef,
        (read, out): (&mut Read, &mut Parsed),
    ) -> bool {
        let field = out.fields.len();
        match told.role {
            Role::Time => return self.take_time(entry, value, &mut read.split, out),
            Role::Zone => read.split.zone = Some(value),
            Role::Level => {
                if take_level(entry, value, out) {
                    return true;
                }
                if let Some(numbers) = told.numbers.filter(|_| read.counted.is_none())
                    && let Some(number) = whole_number(out.text(entry, value))
                {
                    read.counted = Some(Counted { number, numbers, field });
                }
            }
            Role::Message if read.message.is_none() => {
                read.message = Some(value);
                return true;
            }
            Role::Seconds(rank) => read.parts.add_seconds(out.text(entry, value), rank, field),
            Role::Fraction(n_digits, rank) => {
                read.parts.add_rest(out.text(entry, value), n_digits, rank);
            }
            Role::Message | Role::Other => {}
        }
        false
    }

    /// Takes what only all pairs together tell.
    fn finish(
        &mut self,
        entry: &[u8],
        read: &Read,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let Read { split, parts, writer, counted, message, mut bare, n_bare } = *read;
        if out.time.is_none() && !out.is_time_out_of_range {
            self.join_time(entry, split, out);
        }
        let mut removed = None;
        if out.time.is_none()
            && let Some((reading, field)) = parts.time()
        {
            out.set_time(reading);
            removed = Some(field);
        }
        if let Some(Counted { number, numbers, field }) = counted
            && out.level == Level::Unknown
            && let Some(level) = numbers.level(number, writer, self.seen)
        {
            out.level = level;
            take_field(field, &mut bare, out);
            removed = removed.map(|first| first - usize::from(first > field));
        }
        if let Some(field) = removed {
            take_field(field, &mut bare, out);
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

/// A key without a value: where it stands, and how many fields come before it.
type Bare = Option<(usize, usize, usize)>;

/// Takes a field out, from before the keys without a value.
fn take_field(field: usize, bare: &mut [Bare], out: &mut Parsed) {
    out.fields.remove(field);
    for (_, _, place) in bare.iter_mut().flatten() {
        *place -= usize::from(*place > field);
    }
}

/// A time that is whole seconds in one pair and the rest of the second in another.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// The seconds, their rank and their place among the fields.
    seconds: Option<(Stamp, u16, usize)>,
    rest: Option<((i64, u8), u16)>,
}

impl Parts {
    fn add_seconds(&mut self, text: &[u8], rank: u16, field: usize) {
        let is_surer = self.seconds.is_none_or(|(_, known, _)| rank < known);
        if let Some(Reading::Time(stamp)) = parse_epoch_number(text).filter(|_| is_surer) {
            self.seconds = Some((stamp, rank, field));
        }
    }

    fn add_rest(&mut self, text: &[u8], n_digits: u8, rank: u16) {
        let is_surer = self.rest.is_none_or(|(_, known)| rank < known);
        if let Some(rest) = rest_of(text, n_digits).filter(|_| is_surer) {
            self.rest = Some((rest, rank));
        }
    }

    /// The time, and the place of the seconds among the fields.
    fn time(self) -> Option<(Reading, usize)> {
        let (stamp, rank, field) = self.seconds?;
        let rest = self.rest.filter(|(_, known)| *known == rank && stamp.digits == 0);
        Some((rest.map_or(Reading::Time(stamp), |(rest, _)| with_rest(stamp, rest)), field))
    }
}

/// A time whose parts stand in several pairs.
#[derive(Clone, Copy, Default)]
struct Split {
    date: Option<TextRef>,
    clock: Option<TextRef>,
    zone: Option<TextRef>,
}

fn take_level(entry: &[u8], value: TextRef, out: &mut Parsed) -> bool {
    if out.level != Level::Unknown {
        return false;
    }
    let text = out.text(entry, value);
    let level = Level::from_rating(text).or_else(|| {
        if let [letter] = text { Level::from_letter(letter.to_ascii_uppercase()) } else { None }
    });
    out.level = level.unwrap_or(Level::Unknown);
    level.is_some()
}

/// Whether the numbers of a key may tell what they count.
fn may_count(name: &[u8]) -> bool {
    roles::role_of(name).is_some_and(roles::Role::may_count)
}

/// The scale of the levels in a sample's lines.
fn scale_of(lines: &[&[u8]]) -> Option<Scale> {
    let mut seen = SeenLevels::default();
    let mut scratch = Parsed::default();
    for line in lines {
        let (mut has_time, mut has_message, mut level) = (false, false, None);
        let mut at = priority_of(line).map_or(0, |(_, len)| len);
        scratch.clear();
        while let Some(len) = key_len(line, at) {
            let key = line.get(at..at + len).unwrap_or_default();
            at += len;
            if line.get(at) == Some(&b'=') {
                let Some((value, next)) = value(line, at + 1, &mut scratch) else { break };
                match role_of(key) {
                    Role::Time | Role::Seconds(_) => has_time = true,
                    Role::Message => has_message = true,
                    Role::Level if level.is_none() && may_count(key) => {
                        level = Some(whole_number(scratch.text(line, value)));
                    }
                    Role::Level | Role::Zone | Role::Fraction(..) | Role::Other => {}
                }
                at = next;
            }
            at = skip_space(line, at);
        }
        match level {
            Some(Some(number)) => seen.add(number, FoundIn::of([has_time, has_message])),
            Some(None) => seen.add_other(),
            None => {}
        }
    }
    seen.scale()
}

fn role_of(name: &[u8]) -> Role {
    match name {
        b"time" | b"ts" | b"t" | b"timestamp" | b"at_time" | b"datetime" | b"date"
        | b"@timestamp" | b"eventtime" => Role::Time,
        b"level" | b"lvl" | b"severity" | b"loglevel" | b"log_level" | b"log.level" | b"sev"
        | b"priority" | b"at" => Role::Level,
        b"tz" | b"timezone" => Role::Zone,
        b"msg" | b"message" | b"event" | b"body" => Role::Message,
        _ => part_of_time(name),
    }
}

/// Whether a name is of a part of a time.
fn part_of_time(name: &[u8]) -> Role {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    match split_time(&name) {
        Some(roles::Role { kind: Kind::Time, rank, .. }) => Role::Seconds(rank),
        Some(roles::Role { kind: Kind::Fraction(n_digits), rank, .. }) => {
            Role::Fraction(n_digits, rank)
        }
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
