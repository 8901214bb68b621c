//! The server log of Presto and Trino, in columns separated by tabs.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Presto and Trino.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "airlift",
        title: "Presto and Trino",
        definition_url: "https://github.com/airlift/airlift/tree/master/log-manager",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso}\t{level}\t{thread:text}\t{logger:dotted}\t{message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089Z\tWARN\tquery 7\torg.mill.Planner\tgrain is low",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "grain is low",
        fields: &[("thread", "query 7"), ("logger", "org.mill.Planner")],
    },
    Sample {
        text: "2021-03-04T05:06:07.090-0800\tINFO\tmain\torg.mill.Server\tSERVER STARTED",
        time: "2021-03-04T13:06:07.090Z",
        level: Level::Info,
        message: "SERVER STARTED",
        fields: &[("thread", "main")],
    },
];
