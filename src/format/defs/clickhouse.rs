//! ClickHouse: thread, query and level in three kinds of brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// ClickHouse.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "clickhouse",
        title: "ClickHouse",
        definition_url: "https://clickhouse.com/docs/en/operations/server-configuration-parameters/settings#logger",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} [ {thread:digits} ] {{}{query_id:text}} <{level:Test=trace}> {logger:text}: {message}",
        "{time:iso} [ {thread:digits} ] {{}{query_id:text}} <{level:Test=trace}> {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2022.03.04 05:06:07.089101 [ 42 ] {a1b2-c3} <Debug> herd.sheep (Counter): Counted 12",
        time: "2022-03-04T05:06:07.089101Z",
        level: Level::Debug,
        message: "Counted 12",
        fields: &[("thread", "42"), ("query_id", "a1b2-c3"), ("logger", "herd.sheep (Counter)")],
    },
    Sample {
        text: "2022.03.04 05:06:07.089101 [ 1 ] {} <Information> Application: Gate is open",
        time: "2022-03-04T05:06:07.089101Z",
        level: Level::Info,
        message: "Gate is open",
        fields: &[("logger", "Application")],
    },
];
