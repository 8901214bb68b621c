//! The slow query log of MySQL, MariaDB and Percona Server: lines of figures, then the query.
//!
//! `# Time:` comes before every entry, or only before the first of each second; every entry has
//! `# User@Host:` and, since 5.1, a statement before the query that sets the time in seconds.

use crate::format::scan::{line_end, number, word_end};
use crate::format::{
    FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// MySQL's slow query log.
pub(in crate::format) struct MysqlSlow;

pub(in crate::format) static FORMAT: MysqlSlow = MysqlSlow;

static CARD: FormatCard = FormatCard {
    id: "mysql_slow",
    title: "MySQL slow query log",
    definition_url: "https://dev.mysql.com/doc/refman/8.0/en/slow-query-log.html",
    samples: SAMPLES,
    has_pairs: false,
    has_parts: false,
};

impl Format for MysqlSlow {
    fn card(&self) -> &FormatCard {
        &CARD
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Headed
    }

    fn holds_text(&self) -> bool {
        true
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        Lead::Byte(b'#')
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
        Box::new(SlowParser {
            user: id("user"),
            host: id("host"),
            address: id("address"),
            database: id("database"),
            times: TimeParser::new(assumptions),
        })
    }
}

const TIME: &[u8] = b"# Time: ";
const USER: &[u8] = b"# User@Host: ";
const TIMESTAMP: &[u8] = b"SET timestamp=";

struct SlowParser {
    user: FieldId,
    host: FieldId,
    address: FieldId,
    database: FieldId,
    times: TimeParser,
}

impl Parser for SlowParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        line.starts_with(TIME) || line.starts_with(USER)
    }

    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        self.whole(entry, names, out).is_some()
    }
}

impl SlowParser {
    fn whole(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<()> {
        let mut at = 0;
        let mut has_user = false;
        while let Some(rest) = entry.get(at..).filter(|rest| rest.starts_with(b"#")) {
            if rest.starts_with(b"# administrator command") {
                break;
            }
            let end = line_end(entry, at);
            let mut from = at + 1;
            if rest.starts_with(TIME) {
                from = self.time(entry, at + TIME.len(), out);
                // Old ones write the user into the same line.
                from += usize::from(entry.get(from..)?.starts_with(b" #"));
                from = entry
                    .get(from..end)
                    .and_then(|rest| memchr::memchr(b'#', rest))
                    .map_or(from, |n| from + n + 1);
            }
            if entry.get(from - 1..)?.starts_with(USER) {
                from = self.user(entry, from - 1 + USER.len(), end, out);
                has_user = true;
            }
            pairs(entry, from, end, names, out);
            at = (end + 1).min(entry.len());
        }
        has_user.then_some(())?;
        let start = self.statements(entry, at, out);
        out.message = TextRef::from_range(start, entry.len());
        Some(())
    }

    /// Reads the time at `at`; where it ends.
    fn time(&mut self, entry: &[u8], at: usize, out: &mut Parsed) -> usize {
        let text = entry.get(at..).unwrap_or_default();
        let shapes = [TimeShape::Iso, TimeShape::ShortBasic];
        let found = shapes.iter().find_map(|&shape| self.times.parse(shape, text));
        let Some((reading, len)) = found else { return at };
        out.set_time(reading);
        at + len
    }

    /// `name[login] @ host [address]`; where it ends.
    fn user(&self, entry: &[u8], at: usize, end: usize, out: &mut Parsed) -> usize {
        let Some(line) = entry.get(at..end) else { return at };
        let Some(sign) = memchr::memmem::find(line, b" @ ") else { return at };
        let name = line.get(..sign).unwrap_or_default();
        // What was asked for stands first, who it was taken for in brackets.
        let open = memchr::memchr(b'[', name).unwrap_or(name.len());
        let (from, to) = if open > 0 { (0, open) } else { (1, name.len().saturating_sub(1)) };
        if from < to {
            out.push(self.user, at + from, at + to);
        }
        let host_at = sign + 3;
        let rest = line.get(host_at..).unwrap_or_default();
        let Some(open) = memchr::memchr(b'[', rest) else { return at + host_at };
        let host = rest.get(..open).unwrap_or_default().trim_ascii();
        if !host.is_empty() {
            out.push(self.host, at + host_at, at + host_at + host.len());
        }
        let close = memchr::memchr(b']', rest).unwrap_or(rest.len());
        if open + 1 < close {
            out.push(self.address, at + host_at + open + 1, at + host_at + close);
        }
        at + host_at + close + 1
    }

    /// Steps over the statements that stand before each query; where the query begins.
    fn statements(&mut self, entry: &[u8], mut at: usize, out: &mut Parsed) -> usize {
        while let Some(rest) = entry.get(at..).filter(|rest| !rest.is_empty()) {
            let end = line_end(entry, at);
            if rest.starts_with(TIMESTAMP) {
                if out.time.is_none()
                    && let Some((reading, _)) = self
                        .times
                        .parse(TimeShape::Epoch, rest.get(TIMESTAMP.len()..).unwrap_or_default())
                {
                    out.set_time(reading);
                }
            } else if rest.starts_with(b"use ") {
                let line = entry.get(at..end).unwrap_or_default().trim_ascii_end();
                let name = line.strip_suffix(b";").unwrap_or(line);
                out.push(self.database, at + 4, at + name.len().max(4));
            } else {
                return at;
            }
            if end >= entry.len() {
                // There is no query: the last statement is all it says.
                return at;
            }
            at = end + 1;
        }
        at.min(entry.len())
    }
}

/// `Key: value  Key: value` in `entry[at..end]`; values may be left out.
fn pairs(entry: &[u8], mut at: usize, end: usize, names: &mut FieldNames, out: &mut Parsed) {
    let mut key: Option<(usize, usize)> = None;
    while at < end {
        if entry.get(at).is_none_or(u8::is_ascii_whitespace) {
            at += 1;
            continue;
        }
        let word_end = word_end(entry, at).min(end);
        let word = entry.get(at..word_end).unwrap_or_default();
        if let Some(name) = word.strip_suffix(b":").filter(|name| number(name).is_none()) {
            key = Some((at, at + name.len()));
        } else if let Some((from, to)) = key.take() {
            let id = names.intern(entry.get(from..to).unwrap_or_default());
            out.push(id, at, word_end);
        }
        at = word_end;
    }
}

const SAMPLES: &[Sample] = &[
    Sample {
        text: "# Time: 2021-03-04T05:06:07.089101Z\n# User@Host: hen[hen] @ coop [192.0.2.7]  Id:     2\n# Schema: barn  Last_errno: 0  Killed: 0\n# Query_time: 0.011853  Lock_time: 0.000542  Rows_sent: 268\nuse barn;\nSET timestamp=1614834367;\nSELECT *\nFROM eggs;",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Unknown,
        message: "SELECT *\nFROM eggs;",
        fields: &[
            ("user", "hen"),
            ("host", "coop"),
            ("address", "192.0.2.7"),
            ("Id", "2"),
            ("Schema", "barn"),
            ("Query_time", "0.011853"),
            ("Rows_sent", "268"),
            ("database", "barn"),
        ],
    },
    Sample {
        text: "# User@Host: [HEN_SLAVE] @  []\n# Thread_id: 10  Schema:  QC_hit: No\n# Query_time: 12  Lock_time: 0\nSET timestamp=1614834367;\nDELETE FROM eggs;",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "DELETE FROM eggs;",
        fields: &[
            ("user", "HEN_SLAVE"),
            ("Thread_id", "10"),
            ("QC_hit", "No"),
            ("Query_time", "12"),
        ],
    },
];
