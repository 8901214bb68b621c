//! The general query log of MySQL and MariaDB.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// MySQL general log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::of_statements(
    FormatCard {
        id: "mysql_general",
        title: "MySQL general log",
        definition_url: "https://dev.mysql.com/doc/refman/8.0/en/query-log.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}\t~{thread:digits} {command:text}\t{message}",
        "{time:short_basic}\t~{thread:digits} {command:text}\t{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089101Z\t    8 Query\tSELECT egg FROM barn",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Unknown,
        message: "SELECT egg FROM barn",
        fields: &[("thread", "8"), ("command", "Query")],
    },
    Sample {
        text: "140304  5:06:07\t   12 Init DB\tbarn",
        time: "2014-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "barn",
        fields: &[("thread", "12"), ("command", "Init DB")],
    },
];
