//! Keys of JSON objects, and what the usual names of keys mean.
//!
//! Every key met gets a slot under the slot of the object that it is in.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::glue::Glues;
use crate::format::FieldNames;
use crate::units::FieldId;

/// What a key may tell about its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Time,
    Level,
    /// An OpenTelemetry severity number.
    SeverityNumber,
    /// A level if it is a word, else an HTTP status.
    Status,
    Message,
}

/// A key's kind and how sure it is: 0 is surest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) kind: Kind,
    pub(super) rank: u16,
}

/// The slot of the outermost object.
pub(super) const ROOT: u32 = u32::MAX;

struct Slot {
    parent: u32,
    key: Box<[u8]>,
    path: Box<[u8]>,
    id: Option<FieldId>,
    role: Option<Role>,
    /// Objects between it and the outermost one.
    depth: u32,
}

/// All keys met so far.
#[derive(Default)]
pub(super) struct Keys {
    slots: Vec<Slot>,
    table: HashTable<u32>,
    pub(super) glues: Glues,
}

impl Keys {
    /// The slot of `key` (as it stands, escapes included) in the object of slot `parent`.
    pub(super) fn slot(&mut self, parent: u32, key: &[u8]) -> u32 {
        self.find(parent, key).unwrap_or_else(|| self.add(parent, key))
    }

    fn find(&self, parent: u32, key: &[u8]) -> Option<u32> {
        let is_same =
            |&at: &u32| self.slots.get(at as usize).is_some_and(|slot| slot.is(parent, key));
        self.table.find(hash(parent, key), is_same).copied()
    }

    fn add(&mut self, parent: u32, key: &[u8]) -> u32 {
        let mut path = Vec::new();
        if let Some(parent) = self.slots.get(parent as usize) {
            path.extend_from_slice(&parent.path);
            path.push(b'.');
        }
        super::unescape(key, &mut path);
        let depth = self.slots.get(parent as usize).map_or(0, |parent| parent.depth + 1);
        let at = u32::try_from(self.slots.len()).unwrap_or(ROOT);
        let role = role_of(&path);
        let path = path.into();
        let slot = Slot { parent, key: key.into(), path, id: None, role, depth };
        self.slots.push(slot);
        let slots = &self.slots;
        let hash_of =
            |&at: &u32| slots.get(at as usize).map_or(0, |slot| hash(slot.parent, &slot.key));
        self.table.insert_unique(hash(parent, key), at, hash_of);
        at
    }

    /// The slot of the object that a slot is in.
    pub(super) fn parent(&self, slot: u32) -> u32 {
        self.slots.get(slot as usize).map_or(ROOT, |slot| slot.parent)
    }

    /// How many objects lie between a slot and the outermost one.
    pub(super) fn depth(&self, slot: u32) -> u32 {
        self.slots.get(slot as usize).map_or(0, |slot| slot.depth)
    }

    /// The field of a slot that holds a value, and what it may tell.
    pub(super) fn field(&mut self, slot: u32, names: &mut FieldNames) -> (FieldId, Option<Role>) {
        let Some(slot) = self.slots.get_mut(slot as usize) else { return (FieldId(0), None) };
        let id = *slot.id.get_or_insert_with(|| names.intern(&slot.path));
        (id, slot.role)
    }
}

impl Slot {
    fn is(&self, parent: u32, key: &[u8]) -> bool {
        self.parent == parent && *self.key == *key
    }
}

fn hash(parent: u32, key: &[u8]) -> u64 {
    FixedState::with_seed(u64::from(parent)).hash_one(key)
}

/// Lower-case names of keys that hold a time, surest first.
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

/// Lower-case names of keys that hold a level, surest first.
const LEVELS: &[&str] = &[
    "level",
    "severity",
    "log.level",
    "lvl",
    "loglevel",
    "log_level",
    "levelname",
    "level_name",
    "severity_text",
    "severitytext",
    "@l",
    "severitylevel",
    "logging.level",
    "priority",
    "s",
    "l",
    "syslog_severity",
    "levelstr",
    "level.name",
    "eventlevel",
];

/// Lower-case names of keys that hold the message, surest first.
const MESSAGES: &[&str] = &[
    "message",
    "msg",
    "@m",
    "@mt",
    "@message",
    "short_message",
    "body",
    "text",
    "log",
    "textpayload",
    "_raw",
    "log_message",
    "logmessage",
    "event",
    "rendered",
    "renderedmessage",
    "messagetemplate",
    "description",
    "detail",
    "summary",
    "eventname",
    "operationname",
    "error",
    "err",
    "line",
    "content",
];

/// Lower-case names of keys that hold an HTTP status, or a level as a word.
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
];

/// What a compound name says of itself: `log_timestamp`, `request_time_sec`, `app_log_level`.
fn telling_part(path: &str) -> Option<Role> {
    let role = |kind, rank| Some(Role { kind, rank });
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

fn role_of(path: &[u8]) -> Option<Role> {
    let path = String::from_utf8_lossy(path).to_ascii_lowercase();
    if path == "severitynumber" || path == "severity_number" {
        return Some(Role { kind: Kind::SeverityNumber, rank: 0 });
    }
    let tables = [
        (Kind::Time, TIMES),
        (Kind::Level, LEVELS),
        (Kind::Message, MESSAGES),
        (Kind::Status, STATUSES),
    ];
    let place = |table: &[&str], name: &str| {
        table.iter().position(|known| *known == name).and_then(|place| u16::try_from(place).ok())
    };
    for (kind, table) in tables {
        if let Some(rank) = place(table, &path) {
            return Some(Role { kind, rank });
        }
    }
    // Inside other objects names count too, the less the deeper; single letters do not.
    let depth = u16::try_from(path.bytes().filter(|&byte| byte == b'.').count()).unwrap_or(99);
    let last = path.rsplit_once('.').map(|(_, last)| last).filter(|last| last.len() > 1);
    let known = last.and_then(|last| {
        tables.iter().find_map(|&(kind, table)| Some((kind, place(table, last)?)))
    });
    match known {
        Some((kind, rank)) => Some(Role { kind, rank: 100 * depth + rank }),
        None => telling_part(&path),
    }
}
