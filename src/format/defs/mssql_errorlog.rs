//! SQL Server's ERRORLOG, with the source in a column of its own.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// SQL Server error log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "mssql_errorlog",
        title: "SQL Server error log",
        definition_url: "https://learn.microsoft.com/en-us/sql/tools/configuration-manager/viewing-the-sql-server-error-log",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} spid{spid} {message:here}Error: {error:digits}, Severity: {severity:digits}, State: {state:digits}.{?{_:rest}?}",
        "{time:iso} spid{spid} {message}",
        "{time:iso} Logon {message:here}Error: {error:digits}, Severity: {severity:digits}, State: {state:digits}.{?{_:rest}?}",
        "{time:iso} Logon {message}",
        "{time:iso} Server {message}",
        "{time:iso} Backup {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.08 spid5s      Starting up database 'barn'.",
        time: "2021-03-04T05:06:07.08Z",
        level: Level::Unknown,
        message: "Starting up database 'barn'.",
        fields: &[("spid", "5s")],
    },
    Sample {
        text: "2021-03-04 05:06:07.08 Logon       Error: 18456, Severity: 14, State: 8.",
        time: "2021-03-04T05:06:07.08Z",
        level: Level::Error,
        message: "Error: 18456, Severity: 14, State: 8.",
        fields: &[("error", "18456"), ("severity", "14")],
    },
    Sample {
        text: "2021-03-04 05:06:07.08 Server      Barn is listening",
        time: "2021-03-04T05:06:07.08Z",
        level: Level::Unknown,
        message: "Barn is listening",
        fields: &[],
    },
];
