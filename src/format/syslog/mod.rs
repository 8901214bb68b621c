//! Syslog: the BSD form, which has no year, and the form of RFC 5424.

pub(super) mod programs;

use super::scan::number;
use super::{FieldNames, Parsed, TextRef};
use crate::level::Level;
use crate::units::FieldId;

/// The names of facilities by number (RFC 5424, table 1), as syslog daemons call them.
const FACILITIES: &[u8] =
    b"kern user mail daemon auth syslog lpr news uucp cron authpriv ftp ntp audit alert clock \
      local0 local1 local2 local3 local4 local5 local6 local7";

/// The `<PRI>` at the start: facility times eight plus severity, and its length.
pub(super) fn priority(entry: &[u8]) -> Option<(u32, usize)> {
    let rest = entry.strip_prefix(b"<")?;
    let n_digits = rest.iter().take(4).position(|&byte| byte == b'>')?;
    Some((number(rest.get(..n_digits)?)?, n_digits + 2))
}

/// Adds the facility's name as a field and takes the level from the severity; a value above 191 has
/// neither.
pub(super) fn set_priority(value: u32, id: FieldId, entry: &[u8], out: &mut Parsed) {
    let mut words = FACILITIES.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
    let Some(name) = words.nth(value as usize / 8) else { return };
    let severity = u8::try_from(value % 8).ok();
    out.level = severity.and_then(Level::from_syslog_severity).unwrap_or(Level::Unknown);
    let start = entry.len() + out.unescaped.len();
    out.unescaped.extend_from_slice(name);
    out.fields.push((id, TextRef::from_range(start, start + name.len())));
}

/// The level of `daemon.err`, as routers name facility and severity, and the length of the first.
pub(super) fn named_priority(word: &[u8]) -> Option<(Level, usize)> {
    let dot = memchr::memchr(b'.', word)?;
    let (facility, severity) = (word.get(..dot)?, word.get(dot + 1..)?);
    // Names of hosts have dots, too: the severity tells at once.
    let level = named_severity(severity)?;
    let is_known = FACILITIES.split(|&byte| byte == b' ').any(|known| known == facility);
    (is_known && dot > 0).then_some((level, dot))
}

/// The level that syslog's own word for it means, as `syslog.conf` spells it.
pub(super) fn named_severity(word: &[u8]) -> Option<Level> {
    const WORDS: [&[u8]; 10] = [
        b"emerg", b"alert", b"crit", b"err", b"error", b"warn", b"warning", b"notice", b"info",
        b"debug",
    ];
    WORDS.contains(&word).then(|| Level::from_word(word)).flatten()
}

/// The fields that both forms have.
pub(super) struct Ids {
    pub(super) facility: FieldId,
    pub(super) host: FieldId,
    pub(super) program: FieldId,
    pub(super) pid: FieldId,
}

impl Ids {
    pub(super) fn new(names: &mut FieldNames) -> Self {
        let mut id = |name: &str| names.intern(name.as_bytes());
        Self { facility: id("facility"), host: id("host"), program: id("program"), pid: id("pid") }
    }
}
