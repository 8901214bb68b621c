//! The log of PostgreSQL on standard error, whatever its `log_line_prefix`.
//!
//! Administrators choose the prefix, but only from certain parts: times, process ids in brackets,
//! pairs, `user@database`, addresses with a port. The severity ends it. Parts of an entry that have a
//! prefix of their own (`DETAIL`, `HINT`, `STATEMENT`, …) follow the entry directly.

mod audit;
mod mark;
mod prefix;

use std::ops::Range;

use crate::format::scan::{line_end, skip_blanks};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::Assumptions;
use crate::units::FieldId;
use audit::push_audit;
use mark::{PARTS, PrefixEnd, Word, mark};
use prefix::Prefix;

/// PostgreSQL.
pub(in crate::format) struct Postgres;

pub(in crate::format) static FORMAT: Postgres = Postgres;

static CARD: FormatCard = FormatCard {
    id: "postgres",
    title: "PostgreSQL",
    definition_url: "https://www.postgresql.org/docs/current/runtime-config-logging.html#GUC-LOG-LINE-PREFIX",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: true,
};

impl Format for Postgres {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        16
    }

    fn parser(
        &self,
        _layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        let parts = PARTS.map(|(_, name)| names.intern(name.as_bytes()));
        let prefix = Prefix::new(names, assumptions);
        let sqlstate = names.intern(b"sqlstate");
        Box::new(PostgresParser { prefix, parts, sqlstate, scratch: Parsed::default() })
    }
}

struct PostgresParser {
    prefix: Prefix,
    parts: [FieldId; PARTS.len()],
    sqlstate: FieldId,
    scratch: Parsed,
}

impl Parser for PostgresParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        let Some(mark) = mark(line) else { return false };
        matches!(mark.word, Word::Severity(_))
            && line.get(..mark.start).is_some_and(|prefix| self.prefix.is_one(prefix, mark.needs))
    }

    fn continues(&mut self, line: &[u8]) -> bool {
        let Some(mark) = mark(line) else { return false };
        matches!(mark.word, Word::Part(_))
            && line.get(..mark.start).is_some_and(|prefix| self.prefix.is_one(prefix, mark.needs))
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let mut scratch = std::mem::take(&mut self.scratch);
        let is_read = self.whole(entry, names, out).is_some();
        scratch.clear();
        self.scratch = scratch;
        is_read
    }
}

impl PostgresParser {
    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let first_end = line_end(entry, 0);
        let mark = mark(entry.get(..first_end)?)?;
        let Word::Severity(level) = mark.word else { return None };
        self.prefix.read(entry, &mark, names, out)?;
        out.level = level;
        let mut start = skip_blanks(entry, mark.end);
        if let Some(code) = sqlstate(entry.get(start..)?) {
            out.push(self.sqlstate, start, start + code);
            start = skip_blanks(entry, start + code + 1);
        }
        out.message = TextRef::from_range(start, entry.len());
        self.parts(entry, first_end, out);
        push_audit(entry, names, out);
        Some(())
    }

    /// Cuts the message off before the first part, and makes fields of the parts.
    fn parts(&mut self, entry: &[u8], first_end: usize, out: &mut Parsed) {
        let mut at = first_end;
        let mut open: Option<(usize, usize)> = None;
        while at < entry.len() {
            let line_at = at + 1;
            let end = line_end(entry, line_at);
            let line = entry.get(line_at..end).unwrap_or_default();
            // Lines that go on begin with a tab.
            let is_head = line.first().is_some_and(|byte| !byte.is_ascii_whitespace());
            if is_head
                && let Some(mark) = mark(line)
                && let PrefixEnd { word: Word::Part(part), start, end: word_end, needs } = mark
                && line.get(..start).is_some_and(|prefix| self.prefix.is_one(prefix, needs))
            {
                match open {
                    None => {
                        let start = out.message.start as usize;
                        out.message = TextRef::from_range(start, trimmed(entry, start, at));
                    }
                    Some((part, start)) => self.push_part(entry, part, start..at, out),
                }
                open = Some((part, skip_blanks(entry, line_at + word_end)));
            }
            at = end;
        }
        if let Some((part, start)) = open {
            self.push_part(entry, part, start..entry.len(), out);
        }
    }

    fn push_part(&self, entry: &[u8], part: usize, place: Range<usize>, out: &mut Parsed) {
        let start = place.start;
        let end = trimmed(entry, start, place.end);
        if let Some(&id) = self.parts.get(part)
            && start < end
        {
            out.push(id, start, end);
        }
    }
}

/// `end` without the line end before it.
fn trimmed(entry: &[u8], start: usize, end: usize) -> usize {
    let text = entry.get(start..end).unwrap_or_default();
    start + text.trim_ascii_end().len()
}

/// The length of an SQLSTATE before a colon: `log_error_verbosity` is `verbose`.
fn sqlstate(text: &[u8]) -> Option<usize> {
    let (code, rest) = text.split_first_chunk::<5>()?;
    let is_in = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let is_code = code.iter().all(is_in) && code.iter().any(u8::is_ascii_digit);
    (is_code && rest.starts_with(b": ")).then_some(5)
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089 UTC [417] ERROR:  relation \"hens\" does not exist at character 15\n2021-03-04 05:06:07.089 UTC [417] HINT:  Perhaps you meant \"hen\".\n2021-03-04 05:06:07.089 UTC [417] STATEMENT:  SELECT *\n\tFROM hens;",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "relation \"hens\" does not exist at character 15",
        fields: &[
            ("pid", "417"),
            ("hint", "Perhaps you meant \"hen\"."),
            ("statement", "SELECT *\n\tFROM hens;"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:07 UTC [20]: [1-1] user=hen,db=barn,app=egg counter,client=192.0.2.3 LOG:  duration: 2.280 ms  statement: END;",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "duration: 2.280 ms  statement: END;",
        fields: &[
            ("pid", "20"),
            ("session_line", "1-1"),
            ("user", "hen"),
            ("db", "barn"),
            ("app", "egg counter"),
            ("client", "192.0.2.3"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:07 UTC:192.0.2.7(52834):hen@barn:[175]:FATAL: the barn is closed",
        time: "2021-03-04T05:06:07Z",
        level: Level::Fatal,
        message: "the barn is closed",
        fields: &[
            ("client", "192.0.2.7"),
            ("client_port", "52834"),
            ("user", "hen"),
            ("database", "barn"),
            ("pid", "175"),
        ],
    },
    Sample {
        text: "192.0.2.7 2021-03-04 05:06:07.089 UTC [62] hen@barn WARNING:  01000: eggs are few",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "eggs are few",
        fields: &[("client", "192.0.2.7"), ("user", "hen"), ("sqlstate", "01000")],
    },
];
