//! Cassandra: level first, then thread, time and the line of source.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Cassandra.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "cassandra",
        title: "Cassandra",
        definition_url: "https://github.com/apache/cassandra/blob/trunk/conf/logback.xml",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level} [{thread:text}] {time:iso} {file:dotted}:{line:digits} - {message}",
        "{level} [{thread:text}] {time:iso} {file:dotted} (line {line:digits}) {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "INFO  [HayWriter:7] 2021-03-04 05:06:07,089  Barn.java:240 - Stacked 9 bales",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "Stacked 9 bales",
        fields: &[("thread", "HayWriter:7"), ("file", "Barn.java"), ("line", "240")],
    },
    Sample {
        text: "WARN [main] 2013-03-04 05:06:07,089 Barn.java (line 31) Door is open",
        time: "2013-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "Door is open",
        fields: &[("line", "31")],
    },
];
