//! What the usual names of keys and columns mean, and how the values of each kind are read.

use super::scales::{Numbers, Scale, Writer};
use super::scan::number;
use super::split_times::{SplitPart, split_name, split_part};
use crate::level::Level;
use crate::time::{Reading, TimeParser, TimeShape, parse_epoch_number};

/// What a named value may say about its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Time,
    Level,
    /// An OpenTelemetry severity number.
    SeverityNumber,
    /// A level if it is a word, else an HTTP status.
    Status,
    Message,
    /// The fraction missing from a time in whole seconds, as a number of this many digits; it has that
    /// time's rank.
    Fraction(u8),
}

/// A name's kind, and how certain it is: 0 is the most certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) kind: Kind,
    pub(super) rank: u16,
    /// How to read numbers, if it holds a level.
    pub(super) numbers: Numbers,
}

impl Role {
    /// Whether its name is one of the first of [`LEVELS`], whose numbers may tell what they count:
    /// a priority or the level of a battery is a number, too.
    pub(super) fn may_count(self) -> bool {
        self.kind == Kind::Level && self.rank < 6 && self.numbers == Numbers::Writers
    }
}

/// Lower-case names for times, most certain first.
const TIMES: &[&str] = &[
    "@timestamp",
    "timestamp",
    "time",
    "ts",
    "@t",
    "datetime",
    "eventtime",
    "event_time",
    "t.$date",
    "asctime",
    "__realtime_timestamp",
    "_source_realtime_timestamp",
    "timemillis",
    "_time",
    "millis",
    "time_iso8601",
    "time_local",
    "timelocal",
    "log_time",
    "logtime",
    "log.time",
    "timeunixnano",
    "instant",
    "instant.epochsecond",
    "date",
    "t",
    "dt",
    "published",
    "timegenerated",
    "timestampms",
    "event_timestamp",
    "timestamp_ms",
    "eventtimestamp",
    "receivetimestamp",
    "created_at",
    "createdat",
    "created",
    "start_time",
    "starttime",
    "startutc",
    "startlocal",
    "requestreceivedtimestamp",
    "stagetimestamp",
    "ingestiontime",
    "observedtimeunixnano",
    "observed_timestamp",
];

/// Lower-case names for levels, most certain first.
const LEVELS: &[&str] = &[
    "level",
    "severity",
    "log.level",
    "lvl",
    "loglevel",
    "log_level",
    "levelname",
    "level_name",
    "levelno",
    "severity_text",
    "severitytext",
    "@l",
    "@level",
    "severitylevel",
    "logging.level",
    "priority",
    "s",
    "l",
    "syslog_severity",
    "levelstr",
    "level.name",
    "eventlevel",
    "sev",
    "pri",
];

/// Lower-case names for the message, most certain first.
const MESSAGES: &[&str] = &[
    "message",
    "msg",
    "@m",
    "@mt",
    "short_message",
    "body",
    "text",
    "log",
    "textpayload",
    "event",
    "rendered",
    "renderedmessage",
    "messagetemplate",
    "description",
    "detail",
    "summary",
    "eventname",
    "resultdescription",
    "operationname",
    "_raw",
    "@message",
    "logentry",
    "rawdata",
    "log_message",
    "logmessage",
    "rawmessage",
    "event_message",
    "syslogmessage",
    "rendereddescription",
    "error",
    "err",
    "line",
    "content",
    "responsemessage",
];

/// Lower-case names for an HTTP status, or a level as a word.
const STATUSES: &[&str] = &[
    "status",
    "status_code",
    "statuscode",
    "http.status_code",
    "http_status",
    "http.response.status_code",
    "response.status",
    "response_code",
    "response_status",
    "response.status_code",
    "httprequest.status",
    "sc_status",
    "sc-status",
    "downstreamstatus",
    "responsestatus.code",
    "responsecode",
    "edgeresponsestatus",
];

/// The role that a compound name reveals: `log_timestamp`, `request_time_sec`, `app_log_level`.
fn telling_part(path: &str) -> Option<Role> {
    let role = |kind, rank| Some(Role { kind, rank, numbers: Numbers::Writers });
    let last = path.rsplit('.').next().unwrap_or(path);
    match last {
        _ if !path.contains('.') && last.ends_with("timestamp") => role(Kind::Time, 80),
        _ if last.len() > 9 && last.contains("timestamp") => role(Kind::Time, 2000),
        _ if last.len() > 4 && last.contains("time") => role(Kind::Time, 3000),
        _ if last.len() > 4 && (last.contains("date") || last.ends_with("_at")) => {
            role(Kind::Time, 4000)
        }
        _ if last.ends_with("_ts") || last.ends_with("_ts_ms") => role(Kind::Time, 3500),
        _ if last.ends_with("_level") || last.ends_with("loglevel") => role(Kind::Level, 2000),
        _ => None,
    }
}

/// The role of a name; nested names are joined with dots.
pub(super) fn role_of(path: &[u8]) -> Option<Role> {
    // As the journal spells it, the number is a severity of syslog; others mean what they like.
    let is_journal = path == b"PRIORITY";
    let path = String::from_utf8_lossy(path).to_ascii_lowercase();
    let numbers = Numbers::of(path.rsplit('.').next().unwrap_or(&path));
    let numbers = match path.as_str() {
        _ if is_journal => Numbers::Own(Scale::Syslog),
        "log.syslog.severity.code" | "syslog.severity.code" => Numbers::Own(Scale::Syslog),
        _ => numbers,
    };
    if path == "severitynumber" || path == "severity_number" {
        return Some(Role { kind: Kind::SeverityNumber, rank: 0, numbers });
    }
    if let Some(role) = split_time(&path) {
        return Some(role);
    }
    let tables = [
        (Kind::Time, TIMES),
        (Kind::Level, LEVELS),
        (Kind::Message, MESSAGES),
        (Kind::Status, STATUSES),
    ];
    for (kind, table) in tables {
        if let Some(rank) = place_in(table, &path) {
            return Some(Role { kind, rank, numbers });
        }
    }
    // Inside other objects names count too, the less the deeper; single letters do not.
    let depth = depth_of(&path);
    let last = path.rsplit_once('.').map(|(_, last)| last).filter(|last| last.len() > 1);
    let known = last.and_then(|last| {
        tables.iter().find_map(|&(kind, table)| Some((kind, place_in(table, last)?)))
    });
    match known {
        Some((kind, rank)) => Some(Role { kind, rank: 100 * depth + rank, numbers }),
        None => telling_part(&path),
    }
}

/// The role of one part of a time that is split in two: `instant.epochSecond` and
/// `instant.nanoOfSecond`, `timestampSeconds` and `timestampNanos`, `tv_sec` and `tv_nsec`.
pub(super) fn split_time(path: &str) -> Option<Role> {
    let (outer, last) = path.rsplit_once('.').unwrap_or(("", path));
    let depth = depth_of(path);
    let role = |part, rank| {
        let kind = match part {
            SplitPart::Seconds => Kind::Time,
            SplitPart::Fraction(n_digits) => Kind::Fraction(n_digits),
        };
        Some(Role { kind, rank, numbers: Numbers::Writers })
    };
    if let Some(part) = split_part(last) {
        // In an object, that one's name counts.
        let rank = match role_of(outer.as_bytes()) {
            Some(Role { kind: Kind::Time, rank, .. }) => rank,
            _ if matches!(outer, "ts" | "tv") => 90,
            _ => 3000 + 100 * depth,
        };
        return role(part, rank);
    }
    let is_time = |stem: &str| TIMES.contains(&stem) || matches!(stem, "tv" | "unix" | "epoch");
    let (stem, part) = split_name(last, is_time)?;
    role(part, place_in(TIMES, stem).unwrap_or(60) + 100 * depth)
}

/// How many objects a name is in.
fn depth_of(path: &str) -> u16 {
    u16::try_from(path.bytes().filter(|&byte| byte == b'.').count()).unwrap_or(99)
}

fn place_in(table: &[&str], name: &str) -> Option<u16> {
    let place = table.iter().position(|known| *known == name)?;
    u16::try_from(place).ok()
}

/// The time that makes up all of `text`, in any shape with a date.
pub(super) fn time_of(text: &[u8], times: &mut TimeParser) -> Option<Reading> {
    let text = text.trim_ascii();
    let whole = |(reading, len): (Reading, usize)| {
        (!text.get(len).is_some_and(u8::is_ascii_alphanumeric)).then_some(reading)
    };
    // No number has this sign here, and most times do.
    if text.get(4) == Some(&b'-')
        && let Some(reading) = times.parse(TimeShape::Iso, text).and_then(whole)
    {
        return Some(reading);
    }
    if let Some(reading) = parse_epoch_number(text) {
        return Some(reading);
    }
    TimeShape::ALL
        .iter()
        .filter(|&&shape| shape != TimeShape::Clock)
        .find_map(|&shape| times.parse(shape, text).and_then(whole))
}

/// A number of at most nine digits, which may have a sign, that is all of `text`.
pub(super) fn whole_number(text: &[u8]) -> Option<i32> {
    let digits = text.strip_prefix(b"-");
    let value = i32::try_from(number(digits.unwrap_or(text))?).ok()?;
    Some(if digits.is_some() { -value } else { value })
}

/// A level as a word, as a letter, or as a number on the scale of the value's key, of the entry's
/// writer or of the source's numbers.
#[inline]
pub(super) fn level_of(
    text: &[u8],
    numbers: Numbers,
    writer: Writer,
    seen: Option<Scale>,
) -> Option<Level> {
    if let [letter] = text
        && letter.is_ascii_alphabetic()
    {
        return Level::from_letter(letter.to_ascii_uppercase());
    }
    Level::from_rating(text).or_else(|| level_of_number(text, numbers, writer, seen))
}

#[inline(never)]
fn level_of_number(
    text: &[u8],
    numbers: Numbers,
    writer: Writer,
    seen: Option<Scale>,
) -> Option<Level> {
    numbers.level(whole_number(text.trim_ascii())?, writer, seen)
}
