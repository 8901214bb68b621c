//! Node's `util.log` and similar layouts: day, month and clock, a dash, the message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Node util.log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "node_log",
        title: "Node (util.log, log4js)",
        definition_url: "https://nodejs.org/api/util.html#utillogstring",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:month_name} - {level}: {message}",
        // Node-RED.
        "{time:month_name} - [{level}] {?[{node:text}] ?}{message}",
        // log4js.
        "[{time:iso}] [{level}] {category:dotted} - {message}",
    ],
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
    Sample {
        text: "4 Mar 05:06:08 - [error] [swarm:north] no gnats",
        time: "2025-03-04T05:06:08Z",
        level: Level::Error,
        message: "no gnats",
        fields: &[("node", "swarm:north")],
    },
    Sample {
        text: "[2025-03-04T05:06:09.001] [WARN] gnats - few gnats",
        time: "2025-03-04T05:06:09.001Z",
        level: Level::Warn,
        message: "few gnats",
        fields: &[("category", "gnats")],
    },
];
