//! Levels written as numbers: which scale a number belongs to, and how that is known.
//!
//! A 3 is an error to syslog, a warning to .NET and fatal to lager, so a number is a level only if its
//! key has a scale of its own or other keys show who wrote the entry.

use serde::{Deserialize, Serialize};

use crate::level::Level;

/// What the numbers of levels mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Scale {
    /// 0 emergency to 7 debug (RFC 5424, section 6.2.1).
    Syslog,
    /// Eight times the facility plus a syslog severity (RFC 5424, section 6.2.1).
    Priority,
    /// 10 trace to 60 fatal, as in Bunyan and Pino.
    Bunyan,
    /// 10 debug to 50 critical, as in Python's `logging`.
    Python,
    /// 0 debug to 3 fatal, as in Cloud Foundry's lager.
    Lager,
    /// 0 trace to 5 critical, as in `Microsoft.Extensions.Logging`.
    Dotnet,
    /// 1 critical to 5 verbose, as in Windows events.
    Windows,
    /// 0 debug to 4 fatal, as in ownCloud and Nextcloud.
    Five,
    /// -4 debug, 0 info, 4 warn, 8 error, as in Go's `log/slog`; a number in between belongs to the
    /// level below it.
    Slog,
    /// 5,000 trace to 50,000 fatal, as in Log4j 1 and Logback.
    Log4j,
    /// 300 finest to 1,000 severe, as in `java.util.logging`.
    JavaUtil,
    /// 100 debug to 600 emergency, as in PHP's Monolog.
    Monolog,
}

impl Scale {
    /// Its name in a plan.
    pub(super) fn word(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|word| Some(word.as_str()?.to_owned()))
            .unwrap_or_default()
    }

    /// The scale with this name in a plan.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        serde_json::from_value(serde_json::Value::from(word)).ok()
    }

    /// The level that a number stands for.
    pub(super) fn level(self, number: i32) -> Option<Level> {
        use Level::{Debug, Error, Fatal, Info, Notice, Trace, Warn};
        let nth = |levels: &[Level]| levels.get(usize::try_from(number).ok()?).copied();
        match self {
            Self::Syslog => Level::from_syslog_severity(u8::try_from(number).ok()?),
            Self::Priority if (0..192).contains(&number) => {
                Level::from_syslog_severity(u8::try_from(number % 8).ok()?)
            }
            Self::Priority => None,
            Self::Bunyan => Level::from_tens(u32::try_from(number).ok()?),
            Self::Python => match number {
                1..10 => Some(Trace),
                10..20 => Some(Debug),
                20..30 => Some(Info),
                30..40 => Some(Warn),
                40..50 => Some(Error),
                50..=60 => Some(Fatal),
                _ => None,
            },
            Self::Lager => nth(&[Debug, Info, Error, Fatal]),
            Self::Dotnet => nth(&[Trace, Debug, Info, Warn, Error, Fatal]),
            Self::Windows => nth(&[Info, Fatal, Error, Warn, Info, Debug]),
            Self::Five => nth(&[Debug, Info, Warn, Error, Fatal]),
            Self::Slog => Some(match number {
                ..0 => Debug,
                0..4 => Info,
                4..8 => Warn,
                8.. => Error,
            }),
            Self::Log4j => match number {
                5_000..10_000 => Some(Trace),
                10_000..20_000 => Some(Debug),
                20_000..30_000 => Some(Info),
                30_000..40_000 => Some(Warn),
                40_000..50_000 => Some(Error),
                50_000 => Some(Fatal),
                _ => None,
            },
            Self::JavaUtil => match number {
                300..500 => Some(Trace),
                500..800 => Some(Debug),
                800..900 => Some(Info),
                900..1_000 => Some(Warn),
                1_000 => Some(Error),
                _ => None,
            },
            Self::Monolog => match number {
                100..200 => Some(Debug),
                200..250 => Some(Info),
                250..300 => Some(Notice),
                300..400 => Some(Warn),
                400..500 => Some(Error),
                500..=600 => Some(Fatal),
                _ => None,
            },
        }
    }
}

/// What the names of an entry's values say about who wrote it: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Writer(u8);

impl Writer {
    /// They say nothing.
    pub(super) const NOBODY: Self = Self(0);
    const BUNYAN: Self = Self(1);
    const PYTHON: Self = Self(2);
    const SYSLOG: Self = Self(4);
    const LAGER_SOURCE: Self = Self(8);
    const LAGER_DATA: Self = Self(16);
    const DOTNET: Self = Self(32);
    const WINDOWS: Self = Self(64);
    const FIVE: Self = Self(128);

    /// What a name says, given in lower case, with the names around it joined by dots.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "msg" | "pid" | "hostname" | "v" => Self::BUNYAN,
            "lineno" | "funcname" | "levelname" | "asctime" | "processname" | "threadname"
            | "exc_info" => Self::PYTHON,
            "facility"
            | "syslog_facility"
            | "syslogfacility"
            | "facility_label"
            | "procid"
            | "short_message"
            | "syslog_identifier"
            | "syslogtag"
            | "programname"
            | "__realtime_timestamp" => Self::SYSLOG,
            "source" => Self::LAGER_SOURCE,
            "data" => Self::LAGER_DATA,
            "category" | "{originalformat}" => Self::DOTNET,
            "channel" | "provider" | "providername" | "computer" | "eventrecordid" => Self::WINDOWS,
            "reqid" => Self::FIVE,
            _ => Self::default(),
        }
    }

    /// What both say.
    #[inline]
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// How to read the numbers of a level's key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Numbers {
    /// By the scale of whoever wrote the entry, if that is known.
    #[default]
    Writers,
    /// By this scale, whoever wrote it.
    Own(Scale),
    /// By this scale, if the writer uses this name for a level.
    Named(Scale),
}

impl Numbers {
    /// How to read the numbers of a key, by the last part of its name in lower case.
    pub(super) fn of(name: &str) -> Self {
        match name {
            "levelno" | "level_no" | "level_number" => Self::Own(Scale::Python),
            "syslog_severity" | "syslog_severity_code" | "syslogseverity" => {
                Self::Own(Scale::Syslog)
            }
            "pri" | "syslogpri" => Self::Own(Scale::Priority),
            "log_level" => Self::Named(Scale::Lager),
            "loglevel" => Self::Named(Scale::Dotnet),
            _ => Self::Writers,
        }
    }

    /// The level that a number stands for in an entry that `writer` wrote; `seen` is the scale of the
    /// source's numbers, if they alone show it.
    pub(super) fn level(self, number: i32, writer: Writer, seen: Option<Scale>) -> Option<Level> {
        let named = match self {
            Self::Own(scale) => return scale.level(number),
            Self::Named(Scale::Lager) => {
                let is_lager = writer.has(Writer::LAGER_SOURCE.and(Writer::LAGER_DATA));
                is_lager.then_some(Scale::Lager)
            }
            Self::Named(scale) => writer.has(Writer::DOTNET).then_some(scale),
            Self::Writers => None,
        };
        if let Some(scale) = named {
            return scale.level(number);
        }
        // Its numbers are nobody else's, whatever the entry's other names are.
        if seen == Some(Scale::Slog) {
            return Scale::Slog.level(number);
        }
        // Names are shared: a number that is none of a writer's may be one of another's.
        let writers = WRITERS.iter().filter(|(known, _)| writer.has(*known));
        let by_writer = writers.into_iter().find_map(|(_, scale)| scale.level(number));
        by_writer.or_else(|| seen?.level(number))
    }
}

/// The scales of writers that use the usual names for levels, most certain first.
const WRITERS: [(Writer, Scale); 5] = [
    (Writer::FIVE, Scale::Five),
    (Writer::PYTHON, Scale::Python),
    (Writer::SYSLOG, Scale::Syslog),
    (Writer::BUNYAN, Scale::Bunyan),
    (Writer::WINDOWS, Scale::Windows),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: &str, others: &[&str], number: i32, level: Option<Level>) {
        let writer = others.iter().fold(Writer::default(), |sum, name| sum.and(Writer::of(name)));
        assert_eq!(Numbers::of(key).level(number, writer, None), level, "{key} {others:?}");
    }

    #[test]
    fn a_number_alone_is_no_level() {
        for number in [0, 1, 3, 30, 200] {
            check("level", &["message", "time"], number, None);
            check("severity", &[], number, None);
        }
    }

    #[test]
    fn the_key_tells_the_scale() {
        check("levelno", &[], 40, Some(Level::Error));
        check("syslog_severity", &[], 3, Some(Level::Error));
        check("pri", &[], 28, Some(Level::Warn));
        check("pri", &[], 192, None);
    }

    #[test]
    fn the_writer_tells_the_scale() {
        check("level", &["pid", "hostname", "msg"], 40, Some(Level::Warn));
        check("level", &["lineno", "msg"], 40, Some(Level::Error));
        check("level", &["short_message"], 3, Some(Level::Error));
        check("severity", &["facility"], 7, Some(Level::Debug));
        check("log_level", &["source", "data", "message"], 2, Some(Level::Error));
        check("log_level", &["source", "message"], 2, None);
        check("loglevel", &["category"], 3, Some(Level::Warn));
        check("level", &["channel"], 2, Some(Level::Error));
        check("level", &["reqid"], 3, Some(Level::Error));
        check("level", &["reqid", "pid"], 30, Some(Level::Info));
    }

    #[test]
    fn the_numbers_of_the_source_tell_the_scale_where_nobody_else_does() {
        let level = |number, writer, seen| Numbers::Writers.level(number, writer, Some(seen));
        assert_eq!(level(40, Writer::NOBODY, Scale::Bunyan), Some(Level::Warn));
        assert_eq!(level(40, Writer::PYTHON, Scale::Bunyan), Some(Level::Error));
        assert_eq!(level(12, Writer::BUNYAN, Scale::Slog), Some(Level::Error));
        assert_eq!(level(-4, Writer::NOBODY, Scale::Slog), Some(Level::Debug));
    }
}
