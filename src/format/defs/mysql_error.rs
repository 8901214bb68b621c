//! The error log of MySQL and MariaDB, of all versions.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// MySQL error log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "mysql_error",
        title: "MySQL error log",
        definition_url: "https://dev.mysql.com/doc/refman/8.0/en/error-log-format.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {thread:digits} [{level:System=info}] [{code}] [{subsystem}] {message}",
        "{time:iso,short_basic} {thread:digits} [{level:System=info}] {message}",
        "{time:short_basic} [{level}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089101Z 0 [Warning] [MY-010068] [Server] Barn key is weak",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Warn,
        message: "Barn key is weak",
        fields: &[("thread", "0"), ("code", "MY-010068"), ("subsystem", "Server")],
    },
    Sample {
        text: "2021-03-04T05:06:07.089101Z 0 [System] [MY-010931] [Server] barnd: ready",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Info,
        message: "barnd: ready",
        fields: &[("code", "MY-010931")],
    },
    Sample {
        text: "2015-03-04 05:06:07 2108 [Note] barnd: ready",
        time: "2015-03-04T05:06:07Z",
        level: Level::Notice,
        message: "barnd: ready",
        fields: &[("thread", "2108")],
    },
    Sample {
        text: "140304  5:06:07 [ERROR] Barn table is gone",
        time: "2014-03-04T05:06:07Z",
        level: Level::Error,
        message: "Barn table is gone",
        fields: &[],
    },
];
