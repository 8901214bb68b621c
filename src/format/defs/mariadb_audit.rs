//! MariaDB's audit plugin: one row per statement or connection, with the statement in quotes; the rows
//! for the tables that a statement used have no code at the end.
//!
//! Amazon's servers write the time as an epoch.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "mariadb_audit",
        title: "MariaDB audit plugin",
        definition_url: "https://mariadb.com/kb/en/mariadb-audit-plugin-log-format/",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    &[
        "{time:basic,short_basic,epoch},{server:text},{user:text},{client:text},{connection_id:digits},{query_id:digits},{message:here}{operation:=READ|WRITE|CREATE|ALTER|RENAME|DROP|TABLE},{database:text},{object:text},",
        "{time:basic,short_basic,epoch},{server:text},{user:text},{client:text},{connection_id:digits},{query_id:digits},{message:here}{operation:=CONNECT|DISCONNECT|FAILED_CONNECT|CHANGEUSER|PROXY_CONNECT|QUERY|QUERY_DDL|QUERY_DML|QUERY_DML_NO_SELECT|QUERY_DCL|TABLE},{database:text},{object:last},{retcode:digits}",
        "{time:basic,short_basic,epoch},{server:text},{user:text},{client:text},{connection_id:digits},{query_id:digits},{message:here}{operation:=CONNECT|DISCONNECT|FAILED_CONNECT|CHANGEUSER|PROXY_CONNECT|QUERY|QUERY_DDL|QUERY_DML|QUERY_DML_NO_SELECT|QUERY_DCL|TABLE},{database:text},{object:rest}",
        // To syslog, whose head has the time.
        "{server},{user:text},{client:text},{connection_id:digits},{query_id:digits},{message:here}{operation:=READ|WRITE|CREATE|ALTER|RENAME|DROP|TABLE},{database:text},{object:text},",
        "{server},{user:text},{client:text},{connection_id:digits},{query_id:digits},{message:here}{operation:=CONNECT|DISCONNECT|FAILED_CONNECT|CHANGEUSER|PROXY_CONNECT|QUERY|QUERY_DDL|QUERY_DML|QUERY_DML_NO_SELECT|QUERY_DCL|TABLE},{database:text},{object:last},{retcode:digits}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "20240203 04:05:06,quay,mate,192.0.2.9,17,2731,QUERY,harbour,'SELECT 1, \\'x\\' FROM berth',0",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "QUERY,harbour,'SELECT 1, \\'x\\' FROM berth',0",
        fields: &[
            ("server", "quay"),
            ("user", "mate"),
            ("connection_id", "17"),
            ("operation", "QUERY"),
            ("database", "harbour"),
            ("retcode", "0"),
        ],
    },
    Sample {
        text: "20240203 04:05:07,quay,,pier,18,0,FAILED_CONNECT,,,1045",
        time: "2024-02-03T04:05:07Z",
        level: Level::Unknown,
        message: "FAILED_CONNECT,,,1045",
        fields: &[("client", "pier"), ("operation", "FAILED_CONNECT"), ("retcode", "1045")],
    },
    Sample {
        text: "20240203 04:05:08,quay,mate,pier:40100,17,2732,RENAME,harbour,berth|harbour.pier,",
        time: "2024-02-03T04:05:08Z",
        level: Level::Unknown,
        message: "RENAME,harbour,berth|harbour.pier,",
        fields: &[
            ("client", "pier:40100"),
            ("operation", "RENAME"),
            ("object", "berth|harbour.pier"),
        ],
    },
    Sample {
        text: "1706933106789012,quay,mate,192.0.2.9,17,2733,QUERY,harbour,'SELECT 1',0",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Unknown,
        message: "QUERY,harbour,'SELECT 1',0",
        fields: &[("operation", "QUERY"), ("object", "'SELECT 1'"), ("retcode", "0")],
    },
    Sample {
        text: "quay,mate,192.0.2.9,17,2734,QUERY,harbour,'SELECT 2',1064",
        time: "",
        level: Level::Unknown,
        message: "QUERY,harbour,'SELECT 2',1064",
        fields: &[("server", "quay"), ("operation", "QUERY"), ("retcode", "1064")],
    },
];
