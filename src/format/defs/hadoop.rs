//! The layouts of Hadoop and `HBase` that name class, file or method.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Hadoop.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "hadoop",
        title: "Hadoop",
        definition_url: "https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-common/ClusterSetup.html#Logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} {level} {logger:dotted} ({file:dotted}:{method}({line:digits})) - {message}",
        "{time} {level} [{thread:text}] {logger:dotted} ({file:dotted}:{method}({line:digits})) - {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 WARN  barn.Loft (Loft.java:store(41)) - hay is wet",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "hay is wet",
        fields: &[
            ("logger", "barn.Loft"),
            ("file", "Loft.java"),
            ("method", "store"),
            ("line", "41"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:08,089 INFO [hay 1] barn.Loft (Loft.java:store(42)) - hay is dry",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "hay is dry",
        fields: &[("thread", "hay 1"), ("method", "store")],
    },
];
