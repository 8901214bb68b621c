//! SQL Server's ERRORLOG, with the source in a column of its own, and the log of its agent.

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
        // SQL Server Agent marks errors and warnings with a sign, and all else with a question mark.
        "{time:iso} - {level:only,!=error,+=warn} [{code:digits}] {message}",
        "{time:iso} - {?} [{code:digits}] {message}",
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
    Sample {
        text: "2021-03-04 05:06:07 - ! [298] No hay was found",
        time: "2021-03-04T05:06:07Z",
        level: Level::Error,
        message: "No hay was found",
        fields: &[("code", "298")],
    },
    Sample {
        text: "2021-03-04 05:06:08 - ? [100] The barn is open",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "The barn is open",
        fields: &[("code", "100")],
    },
];
