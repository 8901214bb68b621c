//! Node's `util.log` and similar layouts: day, month and clock, a dash, the message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Node util.log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "node_log",
        title: "Node util.log",
        definition_url: "https://nodejs.org/api/util.html#utillogstring",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:month_name} - {level}: {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "4 Mar 05:06:07 - DEBUG: gnat counted",
        time: "2025-03-04T05:06:07Z",
        level: Level::Debug,
        message: "gnat counted",
        fields: &[],
    },
    Sample {
        text: "14 Mar 05:06:07 - WARN: gnats swarm",
        time: "2025-03-14T05:06:07Z",
        level: Level::Warn,
        message: "gnats swarm",
        fields: &[],
    },
];
