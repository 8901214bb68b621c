//! Envoy's own log: time, thread, level and logger, each in brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Envoy.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "envoy",
        title: "Envoy",
        definition_url: "https://www.envoyproxy.io/docs/envoy/latest/operations/cli#cmdoption-log-format",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}][{thread:digits}][{level}][{logger}] [{file}:{line:digits}] {message}",
        "[{time:iso}][{thread:digits}][{level}][{logger}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04 05:06:07.089][14][info][main] [source/barn/door.cc:305] opening",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "opening",
        fields: &[
            ("thread", "14"),
            ("logger", "main"),
            ("file", "source/barn/door.cc"),
            ("line", "305"),
        ],
    },
    Sample {
        text: "[2021-03-04 05:06:07.089][14][critical][barn] door gone",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Fatal,
        message: "door gone",
        fields: &[("logger", "barn")],
    },
];
