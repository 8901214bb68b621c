//! Db2's diagnostic log, `db2diag.log`: a time with its zone in minutes, the record's id, then
//! keywords and values over several lines.

use std::ops::Range;

use crate::format::scan::{skip_blanks, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Reading, TimeParser, TimeShape};
use crate::units::{FieldId, UnixNanos};

/// Db2's diagnostic log.
pub(in crate::format) struct Db2Diag;

pub(in crate::format) static FORMAT: Db2Diag = Db2Diag;

static CARD: FormatCard = FormatCard {
    id: "db2_diag",
    title: "Db2 diagnostic log",
    definition_url: "https://www.ibm.com/docs/en/db2/11.5?topic=files-interpreting-db2diag-log-file-informational-record",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for Db2Diag {
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
        30
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let mut id = |name: &str| names.intern(name.to_ascii_lowercase().as_bytes());
        Box::new(DiagParser {
            record: id("record"),
            keys: KEYS.map(&mut id),
            function: ["product", "component", "function", "probe"].map(&mut id),
            times: TimeParser::new(assumptions),
            offset_secs: assumptions.offset_secs,
        })
    }
}

/// The keywords of a record's head, and of its body.
const KEYS: [&str; 24] = [
    "LEVEL", "FUNCTION", "MESSAGE", "PID", "TID", "PROC", "INSTANCE", "NODE", "DB", "APPHDL",
    "APPID", "UOWID", "ACTID", "AUTHID", "HOSTNAME", "EDUID", "EDUNAME", "LOADID", "CALLED",
    "OSERR", "RETCODE", "START", "STOP", "CHANGE",
];
const LEVEL: usize = 0;
const FUNCTION: usize = 1;
const MESSAGE: usize = 2;

/// `2018-05-14-08.47.36.193659+000`.
const TIME_LEN: usize = 30;

struct DiagParser {
    record: FieldId,
    keys: [FieldId; KEYS.len()],
    function: [FieldId; 4],
    times: TimeParser,
    offset_secs: i32,
}

impl Parser for DiagParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.head(line).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, out).is_some()
    }
}

impl DiagParser {
    /// The time, and where the record's id starts and ends.
    fn head(&mut self, line: &[u8]) -> Option<(Reading, usize, usize)> {
        let (mut reading, _) = self.times.parse(TimeShape::Iso, line)?;
        let &[sign @ (b'+' | b'-'), a, b, c] = line.get(TIME_LEN - 4..TIME_LEN)? else {
            return None;
        };
        let minutes = [a, b, c].iter().try_fold(0, |minutes, digit| {
            digit.is_ascii_digit().then(|| minutes * 10 + i64::from(digit - b'0'))
        })?;
        let east_secs = if sign == b'-' { -60 * minutes } else { 60 * minutes };
        if let Reading::Time(stamp) = &mut reading
            && stamp.inferred.has(Inferred::ZONE)
        {
            let moved_secs = i64::from(self.offset_secs) - east_secs;
            stamp.at = UnixNanos(stamp.at.0.saturating_add(moved_secs * 1_000_000_000));
            stamp.inferred = Inferred::NONE;
        }
        let start = skip_blanks(line, TIME_LEN);
        let end = word_end(line, start);
        let id = line.get(start..end)?;
        // `I` or `E`, an offset, `E` or `A` and so on, a length.
        let is_id = id.len() > 3
            && id.first().is_some_and(u8::is_ascii_uppercase)
            && id.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        let is_leveled = line.get(skip_blanks(line, end)..)?.starts_with(b"LEVEL");
        (is_id && is_leveled && start > TIME_LEN).then_some((reading, start, end))
    }

    fn whole(&mut self, entry: &[u8], out: &mut Parsed) -> Option<()> {
        let (reading, id_start, id_end) = self.head(entry)?;
        out.set_time(reading);
        out.push(self.record, id_start, id_end);
        let start = skip_blanks(entry, id_end);
        out.message = TextRef::from_range(start, entry.len());
        let mut next = key_at(entry, start);
        while let Some(Key { place: key, value_at, .. }) = next {
            next = next_key(entry, value_at);
            let end = next.as_ref().map_or(entry.len(), |next| next.start);
            let value = entry.get(value_at..end)?;
            let from = value_at + value.len() - value.trim_ascii_start().len();
            let to = (value_at + value.trim_ascii_end().len()).max(from);
            if key == MESSAGE {
                // It goes on to the end: what comes then are its data.
                out.message = TextRef::from_range(from, entry.len());
                break;
            }
            self.value(entry, key, from..to, out);
        }
        Some(())
    }

    fn value(&self, entry: &[u8], key: usize, place: Range<usize>, out: &mut Parsed) {
        let Range { start: from, end: to } = place;
        let value = entry.get(from..to).unwrap_or_default();
        if value.is_empty() {
            return;
        }
        if key == LEVEL {
            out.level = match value {
                b"Event" => Level::Info,
                word => Level::from_word(word).unwrap_or(Level::Unknown),
            };
        } else if key == FUNCTION {
            out.message = TextRef::from_range(from, entry.len());
            let mut at = from;
            for (place, part) in value.splitn(4, |&byte| byte == b',').enumerate() {
                let start = at + usize::from(part.starts_with(b" "));
                let probe = if place == 3 { b"probe:".len() } else { 0 };
                if let Some(&id) = self.function.get(place) {
                    out.push(id, (start + probe).min(at + part.len()), at + part.len());
                }
                at += part.len() + 1;
            }
        } else if let Some(&id) = self.keys.get(key) {
            out.push(id, from, to);
        }
    }
}

/// A keyword, and where its value may begin.
struct Key {
    /// Its place in [`KEYS`].
    place: usize,
    start: usize,
    value_at: usize,
}

/// The next keyword from `at` on.
fn next_key(entry: &[u8], at: usize) -> Option<Key> {
    memchr::memchr_iter(b':', entry.get(at..)?).find_map(|n| {
        let before = entry.get(at..at + n)?.trim_ascii_end();
        let len = before.iter().rev().take_while(|byte| byte.is_ascii_uppercase()).count();
        let start = at + before.len() - len;
        let is_apart = entry.get(start.checked_sub(1)?).is_some_and(u8::is_ascii_whitespace);
        key_at(entry, start).filter(|_| is_apart)
    })
}

/// A keyword at `start`, blanks, a colon.
fn key_at(entry: &[u8], start: usize) -> Option<Key> {
    let rest = entry.get(start..)?;
    let len = rest.iter().take(9).take_while(|byte| byte.is_ascii_uppercase()).count();
    let word = rest.get(..len)?;
    let key = KEYS.iter().position(|key| key.as_bytes() == word)?;
    let colon = skip_blanks(entry, start + len);
    let is_colon =
        entry.get(colon) == Some(&b':') && entry.get(colon + 1).is_none_or(u8::is_ascii_whitespace);
    is_colon.then_some(Key { place: key, start, value_at: (colon + 1).min(entry.len()) })
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04-05.06.07.089101-300 I364E540              LEVEL: Severe\nPID     : 565                  TID : 140148           PROC : db2barn 0\nINSTANCE: hen1                 NODE : 000             DB   : BARN\nHOSTNAME: coop7\nFUNCTION: DB2 UDB, egg services, CountEggs, probe:911\nMESSAGE : ADM7513E  Eggs are missing.",
        time: "2021-03-04T10:06:07.089101Z",
        level: Level::Error,
        message: "ADM7513E  Eggs are missing.",
        fields: &[
            ("record", "I364E540"),
            ("pid", "565"),
            ("proc", "db2barn 0"),
            ("instance", "hen1"),
            ("db", "BARN"),
            ("hostname", "coop7"),
            ("product", "DB2 UDB"),
            ("component", "egg services"),
            ("function", "CountEggs"),
            ("probe", "911"),
        ],
    },
    Sample {
        text: "2021-03-04-05.06.07.089101+000 E15E495               LEVEL: Event\nPID     : 1492                 TID : 1401             PROC : db2star2\nFUNCTION: DB2 UDB, base services, Main, probe:1\nSTART   : barn",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Info,
        message: "DB2 UDB, base services, Main, probe:1\nSTART   : barn",
        fields: &[("pid", "1492"), ("start", "barn")],
    },
];
