//! Events of security devices, with bars between their parts: `ArcSight`'s CEF and IBM's LEEF, usually
//! carried by syslog.

use crate::format::scan::{skip_blanks, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Reading, TimeParser, TimeShape, parse_epoch_number};
use crate::units::FieldId;

/// CEF (layout 0) and LEEF (layout 1).
pub(in crate::format) struct Cef;

pub(in crate::format) static FORMAT: Cef = Cef;

static CARD: FormatCard = FormatCard {
    id: "cef",
    title: "CEF and LEEF",
    definition_url: "https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/pdfdoc/cef-implementation-standard/cef-implementation-standard.pdf",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Cef {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn n_layouts(&self) -> u16 {
        2
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        30
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let dialect = if layout.number == 0 { &CEF } else { &LEEF };
        let head = dialect.head.iter().map(|name| names.intern(name.as_bytes())).collect();
        Box::new(CefParser {
            dialect,
            head,
            times: TimeParser::new(assumptions),
            delimiter: b' ',
            scratch: Vec::new(),
        })
    }
}

/// What tells the two apart.
struct Dialect {
    mark: &'static [u8],
    /// The parts between bars after the version.
    head: &'static [&'static str],
    /// Keys of the extension that say when, the best first.
    times: &'static [&'static [u8]],
}

static CEF: Dialect = Dialect {
    mark: b"CEF:",
    head: &["vendor", "product", "product_version", "signature_id", "name", "severity"],
    times: &[b"rt", b"end", b"start", b"deviceReceiptTime", b"endTime", b"startTime"],
};

static LEEF: Dialect = Dialect {
    mark: b"LEEF:",
    head: &["vendor", "product", "product_version", "event_id"],
    times: &[b"devTime"],
};

/// The shapes of the times that the two definitions allow, and the ones met.
const SHAPES: [TimeShape; 4] =
    [TimeShape::MonthNameYear, TimeShape::Iso, TimeShape::MonthName, TimeShape::DayMonthName];

struct CefParser {
    dialect: &'static Dialect,
    head: Box<[FieldId]>,
    times: TimeParser,
    /// What parts the pairs of the entry at hand.
    delimiter: u8,
    /// The escaped parts of a value, taken out.
    scratch: Vec<u8>,
}

impl Parser for CefParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.version_end(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, names, out).is_some()
    }
}

impl CefParser {
    /// Where the vendor begins: after the mark, which a syslog tag may have taken, and the version.
    fn version_end(&self, line: &[u8]) -> Option<usize> {
        let rest = line.strip_prefix(self.dialect.mark);
        let at = skip_blanks(line, rest.map_or(0, |_| self.dialect.mark.len()));
        let end = at + memchr::memchr(b'|', line.get(at..(at + 4).min(line.len()))?)?;
        let version = line.get(at..end)?;
        let is_version = !version.is_empty()
            && version.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
        if !is_version {
            return None;
        }
        // Without the mark, only as many bars as the head has tell what it is.
        let n_bars = memchr::memchr_iter(b'|', line).count();
        (rest.is_some() || (self.dialect.mark == b"CEF:" && n_bars >= 7)).then_some(end + 1)
    }

    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let mut at = self.version_end(entry)?;
        let mut name = TextRef::default();
        let mut severity = TextRef::default();
        for place in 0..self.head.len() {
            let end = bar(entry, at)?;
            let value = self.value(entry, at, end, out);
            let id = *self.head.get(place)?;
            if value.len > 0 {
                out.fields.push((id, value));
            }
            match self.dialect.head.get(place) {
                Some(&("name" | "event_id")) => name = value,
                Some(&"severity") => severity = value,
                _ => {}
            }
            at = end + 1;
        }
        self.delimiter = if self.dialect.mark == b"CEF:" { b' ' } else { b'\t' };
        if let (b'\t', Some((written, end))) = (self.delimiter, leef_delimiter(entry, at)) {
            (self.delimiter, at) = (written, end);
        }
        out.message = name;
        if severity.len > 0 {
            out.level = level_of(out.text(entry, severity));
        }
        self.extension(entry, at, names, out);
        Some(())
    }

    /// The pairs after the head: a value goes on up to the next key, or to the delimiter.
    fn extension(&mut self, entry: &[u8], mut at: usize, names: &mut FieldNames, out: &mut Parsed) {
        let delimiter = self.delimiter;
        let mut best_time = None;
        while let Some((key_start, equals)) = next_key(entry, at, delimiter) {
            let end = match next_key(entry, equals + 1, delimiter) {
                Some((next, _)) => next,
                None => entry.len(),
            };
            let start = skip_blanks(entry, equals + 1).min(end);
            let text = entry.get(start..end).unwrap_or_default();
            let is_end = |byte: &&u8| byte.is_ascii_whitespace() || **byte == delimiter;
            let n_space = text.iter().rev().take_while(is_end).count();
            let value = self.value(entry, start, end - n_space, out);
            at = end;
            let Some(key) = entry.get(key_start..equals).filter(|_| value.len > 0) else {
                continue;
            };
            let rank = self.dialect.times.iter().position(|known| *known == key);
            let rank = rank.or_else(|| key.ends_with(b"Time").then_some(usize::MAX));
            if let Some(rank) = rank.filter(|rank| best_time.is_none_or(|best| *rank < best))
                && let Some(reading) = self.time(out.text(entry, value))
            {
                out.set_time(reading);
                best_time = Some(rank);
            }
            match key {
                b"msg" => out.message = value,
                b"sev" if out.level == Level::Unknown => {
                    out.level = level_of(out.text(entry, value));
                }
                _ => {}
            }
            out.fields.push((names.intern(key), value));
        }
    }

    fn time(&mut self, text: &[u8]) -> Option<Reading> {
        parse_epoch_number(text).or_else(|| {
            SHAPES.iter().find_map(|&shape| {
                let (reading, len) = self.times.parse(shape, text)?;
                (len == text.len()).then_some(reading)
            })
        })
    }

    /// The text `start..end`, its escapes taken out.
    fn value(&mut self, entry: &[u8], start: usize, end: usize, out: &mut Parsed) -> TextRef {
        let text = entry.get(start..end).unwrap_or_default();
        if memchr::memchr(b'\\', text).is_none() {
            return TextRef::from_range(start, end);
        }
        self.scratch.clear();
        let mut bytes = text.iter().copied().peekable();
        while let Some(byte) = bytes.next() {
            match bytes.peek() {
                Some(&next @ (b'\\' | b'|' | b'=')) if byte == b'\\' => {
                    self.scratch.push(next);
                    bytes.next();
                }
                Some(b'n' | b'r') if byte == b'\\' => {
                    self.scratch.push(b'\n');
                    bytes.next();
                }
                _ => self.scratch.push(byte),
            }
        }
        let first = entry.len() + out.unescaped.len();
        out.unescaped.extend_from_slice(&self.scratch);
        TextRef::from_range(first, first + self.scratch.len())
    }
}

/// The next bar from `at` on that no backslash escapes.
fn bar(entry: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr::memchr2(b'|', b'\\', entry.get(at..)?)?;
        if entry.get(found) == Some(&b'|') {
            return Some(found);
        }
        at = found + 2;
    }
}

/// LEEF 2.0 names its delimiter between bars: a sign, or its number of base 16.
fn leef_delimiter(entry: &[u8], at: usize) -> Option<(u8, usize)> {
    let rest = entry.get(at..)?;
    let len = memchr::memchr(b'|', rest.get(..rest.len().min(6))?)?;
    let end = at + len + 1;
    match rest.get(..len)? {
        [] => Some((b'\t', end)),
        [sign] => Some((*sign, end)),
        [b'0', b'x' | b'X', digits @ ..] | [b'x' | b'X', digits @ ..] => {
            let digits = std::str::from_utf8(digits).ok()?;
            Some((u8::from_str_radix(digits, 16).ok()?, end))
        }
        _ => None,
    }
}

/// The next key from `at` on, which stands after a delimiter or at `at`: where it begins, and its
/// equals sign.
fn next_key(entry: &[u8], at: usize, delimiter: u8) -> Option<(usize, usize)> {
    let mut from = at;
    loop {
        let equals = from + memchr::memchr(b'=', entry.get(from..)?)?;
        let before = entry.get(at..equals)?;
        let is_key = |byte: &&u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'[' | b']')
        };
        let len = before.iter().rev().take_while(is_key).count();
        let start = equals - len;
        let is_apart = start == at
            || entry.get(start - 1).is_some_and(|&byte| byte == delimiter || byte == b'\n');
        if len > 0 && is_apart {
            return Some((start, equals));
        }
        from = equals + 1;
    }
}

/// CEF's severity is 0 to 10 or a word for a part of these; LEEF's is 1 to 10.
fn level_of(severity: &[u8]) -> Level {
    match severity {
        b"0" | b"1" | b"2" | b"3" | b"Low" => Level::Info,
        b"4" | b"5" | b"6" | b"Medium" => Level::Warn,
        b"7" | b"8" | b"High" => Level::Error,
        b"9" | b"10" | b"Very-High" => Level::Fatal,
        word => Level::from_word(word.get(..word_end(word, 0)).unwrap_or_default())
            .unwrap_or(Level::Unknown),
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: r"CEF:0|Larder|Moth\|Trap|1.2|100|moth seen|7|rt=Mar 04 2023 05:06:07 src=192.0.2.4 shelf=upper left msg=one \= many",
        time: "2023-03-04T05:06:07Z",
        level: Level::Error,
        message: "one = many",
        fields: &[
            ("product", "Moth|Trap"),
            ("signature_id", "100"),
            ("name", "moth seen"),
            ("src", "192.0.2.4"),
            ("shelf", "upper left"),
        ],
    },
    Sample {
        text: "LEEF:2.0|Larder|Trap|1.2|sprung|^|devTime=1677906367000^sev=2^shelf=upper left",
        time: "2023-03-04T05:06:07.000Z",
        level: Level::Info,
        message: "sprung",
        fields: &[("product", "Trap"), ("shelf", "upper left")],
    },
];
