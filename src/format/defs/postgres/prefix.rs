//! The text before the severity: those escapes of `log_line_prefix` that can be told apart.

use std::ops::Range;

use super::mark::{Needs, PrefixEnd};
use crate::format::{FieldNames, Parsed};
use crate::time::{Assumptions, Reading, TimeParser, TimeShape};
use crate::units::FieldId;

/// Where a time may begin in a prefix, in bytes.
const TIME_REACH: usize = 100;

pub(super) struct Prefix {
    times: TimeParser,
    pid: FieldId,
    session_line: FieldId,
    session: FieldId,
    user: FieldId,
    database: FieldId,
    client: FieldId,
    client_port: FieldId,
    sqlstate: FieldId,
    application: FieldId,
}

impl Prefix {
    pub(super) fn new(names: &mut FieldNames, assumptions: Assumptions) -> Self {
        let mut id = |name: &str| names.intern(name.as_bytes());
        Self {
            times: TimeParser::new(assumptions),
            pid: id("pid"),
            session_line: id("session_line"),
            session: id("session"),
            user: id("user"),
            database: id("database"),
            client: id("client"),
            client_port: id("client_port"),
            sqlstate: id("sqlstate"),
            application: id("application"),
        }
    }

    /// Whether this can be a prefix: it has a time and more, or a time alone where what follows
    /// is sure, or the line number with which the server begins what it tells syslog.
    pub(super) fn is_one(&mut self, prefix: &[u8], needs: Needs) -> bool {
        if syslog_number(prefix).is_some() {
            return true;
        }
        self.time(prefix).is_some_and(|(_, start, end)| {
            let rest = prefix.get(end..).unwrap_or_default();
            // Time and severity alone are everybody's.
            needs == Needs::Time || start > 0 || rest.iter().any(u8::is_ascii_alphanumeric)
        })
    }

    /// The first time of a prefix, and its place.
    fn time(&mut self, prefix: &[u8]) -> Option<(Reading, usize, usize)> {
        let mut is_begin = true;
        for (at, &byte) in prefix.iter().enumerate().take(TIME_REACH) {
            if is_begin && byte.is_ascii_digit() {
                let rest = prefix.get(at..)?;
                let shapes = [TimeShape::Iso, TimeShape::Epoch];
                let found = shapes.iter().find_map(|&shape| self.times.parse(shape, rest));
                if let Some((reading, len)) = found {
                    return Some((reading, at, at + len));
                }
            }
            is_begin = !byte.is_ascii_alphanumeric() && !matches!(byte, b'.' | b'-');
        }
        None
    }

    /// Takes time and fields out of what stands before `mark`.
    pub(super) fn read(
        &mut self,
        entry: &[u8],
        mark: &PrefixEnd,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let end = mark.start;
        let prefix = entry.get(..end)?;
        let (mut before, mut after) = (0, 0);
        match self.time(prefix) {
            Some((reading, start, time_end)) => {
                let rest = prefix.get(time_end..)?;
                if mark.needs == Needs::More
                    && start == 0
                    && !rest.iter().any(u8::is_ascii_alphanumeric)
                {
                    return None;
                }
                out.set_time(reading);
                (before, after) = (start, time_end);
            }
            None => drop(syslog_number(prefix)?),
        }
        self.items(entry, 0..before, names, out);
        self.items(entry, after..end, names, out);
        Some(())
    }

    fn items(&self, entry: &[u8], place: Range<usize>, names: &mut FieldNames, out: &mut Parsed) {
        let Range { start: mut at, end } = place;
        while at < end {
            let Some(text) = entry.get(at..end) else { return };
            at += match text.first() {
                Some(b'[') => self.bracketed(text, at, out),
                Some(byte) if byte.is_ascii_alphanumeric() || *byte == b'_' => {
                    self.item(text, at, names, out)
                }
                _ => 1,
            };
        }
    }

    /// `[pid]`, `[pid-line]`, `[local]`; how long it is.
    fn bracketed(&self, text: &[u8], at: usize, out: &mut Parsed) -> usize {
        let Some(close) = memchr::memchr(b']', text) else { return 1 };
        let inside = text.get(1..close).unwrap_or_default();
        let is_number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
        let has_pid = out.field(self.pid).is_some();
        if is_number(inside) && !has_pid {
            out.push(self.pid, at + 1, at + close);
        } else if inside == b"local" {
            out.push(self.client, at + 1, at + close);
        } else if let Some(dash) = memchr::memchr(b'-', inside)
            && let (Some(first), Some(second)) = (inside.get(..dash), inside.get(dash + 1..))
            && is_number(first)
            && is_number(second)
        {
            out.push(self.session_line, at + 1, at + close);
        } else {
            // Something else in brackets, whose items count.
            return 1;
        }
        close + 1
    }

    /// A pair, a name or an address at `at`; how long it is.
    fn item(&self, text: &[u8], at: usize, names: &mut FieldNames, out: &mut Parsed) -> usize {
        let len = text.iter().position(|byte| is_end(*byte)).unwrap_or(text.len());
        let word = text.get(..len).unwrap_or_default();
        if let Some(equals) = memchr::memchr(b'=', word) {
            let value_len = value_len(text.get(equals + 1..).unwrap_or_default());
            let value = text.get(equals + 1..equals + 1 + value_len).unwrap_or_default();
            let value = value.strip_suffix(b":").unwrap_or(value);
            if !value.is_empty() && value != b"[unknown]" {
                let id = names.intern(word.get(..equals).unwrap_or_default());
                out.push(id, at + equals + 1, at + equals + 1 + value.len());
            }
            return equals + 1 + value_len;
        }
        if let Some(sign) = memchr::memchr(b'@', word) {
            push_some(out, self.user, at, at + sign);
            push_some(out, self.database, at + sign + 1, at + len);
        } else if let Some(open) = memchr::memchr(b'(', word).filter(|_| word.ends_with(b")")) {
            out.push(self.client, at, at + open);
            push_some(out, self.client_port, at + open + 1, at + len - 1);
        } else {
            let id = self.bare(word, out);
            out.push(id, at, at + len);
        }
        len.max(1)
    }

    /// What a word that nothing marks is, by its looks.
    fn bare(&self, word: &[u8], out: &Parsed) -> FieldId {
        let n_dots = memchr::memchr_iter(b'.', word).count();
        let is_all = |is_it: fn(&u8) -> bool| word.iter().all(is_it);
        if n_dots == 3 && is_all(|byte| byte.is_ascii_digit() || *byte == b'.') {
            self.client
        } else if n_dots == 1 && is_all(|byte| byte.is_ascii_hexdigit() || *byte == b'.') {
            self.session
        } else if word.len() == 5
            && is_all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
            && word.iter().filter(|byte| byte.is_ascii_digit()).count() > 1
            && out.field(self.pid).is_some()
        {
            self.sqlstate
        } else if is_all(u8::is_ascii_digit) && out.field(self.pid).is_none() {
            self.pid
        } else {
            self.application
        }
    }
}

/// What ends a word of a prefix.
fn is_end(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b':' | b'|' | b'[' | b']' | b';')
}

/// How long the value of a pair is: to the next comma, or to a blank before another pair.
fn value_len(text: &[u8]) -> usize {
    let comma = memchr::memchr(b',', text);
    let limit = comma.unwrap_or(text.len());
    let value = text.get(..limit).unwrap_or_default();
    let mut blanks = memchr::memchr_iter(b' ', value);
    // Without a comma nothing tells names with blanks from what follows.
    let end = blanks.find(|blank| {
        let rest = text.get(blank + 1..).unwrap_or_default();
        let word = rest.iter().position(|byte| is_end(*byte)).unwrap_or(rest.len());
        comma.is_none() || memchr::memchr(b'=', rest.get(..word).unwrap_or_default()).is_some()
    });
    end.unwrap_or(limit)
}

fn push_some(out: &mut Parsed, id: FieldId, start: usize, end: usize) {
    if start < end {
        out.push(id, start, end);
    }
}

/// `[3-1] ` at the start: the server numbers what it tells syslog.
fn syslog_number(prefix: &[u8]) -> Option<usize> {
    let rest = prefix.strip_prefix(b"[")?;
    let close = memchr::memchr(b']', rest.get(..rest.len().min(24))?)?;
    let (first, second) = rest.get(..close)?.split_at_checked(memchr::memchr(b'-', rest)?)?;
    let is_number = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    (is_number(first) && is_number(second.get(1..)?)).then_some(close + 2)
}
