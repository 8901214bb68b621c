//! Oracle's alert log: the time on a line of its own.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Oracle alert log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "oracle_alert",
        title: "Oracle alert log",
        definition_url: "https://docs.oracle.com/en/database/oracle/oracle-database/19/admin/monitoring-the-database.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}\n{message:here}{level:ORA-=error,Errors in file=error}{_:rest}",
        "{time:iso}\n{message}",
        "{time:month_name_year}\n{message:here}{level:ORA-=error,Errors in file=error}{_:rest}",
        "{time:month_name_year}\n{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089101+01:00\nThread 1 advanced to barn log 7",
        time: "2021-03-04T04:06:07.089101Z",
        level: Level::Unknown,
        message: "Thread 1 advanced to barn log 7",
        fields: &[],
    },
    Sample {
        text: "2021-03-04T05:06:07.089101+01:00\nErrors in file /barn/hen_1.trc:\nORA-00600: internal egg",
        time: "2021-03-04T04:06:07.089101Z",
        level: Level::Error,
        message: "Errors in file /barn/hen_1.trc:\nORA-00600: internal egg",
        fields: &[],
    },
    Sample {
        text: "Thu Mar 04 05:06:07 2021\nORA-00060: hens wait for each other",
        time: "2021-03-04T05:06:07Z",
        level: Level::Error,
        message: "ORA-00060: hens wait for each other",
        fields: &[],
    },
];
