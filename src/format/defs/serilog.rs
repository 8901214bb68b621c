//! The default templates of Serilog's file and console sinks.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Serilog.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "serilog",
        title: "Serilog",
        definition_url: "https://github.com/serilog/serilog/wiki/Formatting-Output",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso-} [{level:u3}] {message}",
        "[{time:clock} {level:u3}] {message}",
        "[{time:iso-} {level:u3}] {message}",
        "{time:iso-} [{level:u3}] [{source:dotted}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-08-09 10:11:12.131 +02:00 [WRN] kiln above 1200",
        time: "2023-08-09T08:11:12.131Z",
        level: Level::Warn,
        message: "kiln above 1200",
        fields: &[],
    },
    Sample {
        text: "[2023-08-09 10:11:12 ERR] glaze cracked",
        time: "2023-08-09T10:11:12Z",
        level: Level::Error,
        message: "glaze cracked",
        fields: &[],
    },
];
