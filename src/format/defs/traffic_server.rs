//! Apache Traffic Server: the thread, then the level in capitals.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Apache Traffic Server.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "traffic_server",
        title: "Apache Traffic Server",
        definition_url: "https://docs.trafficserver.apache.org/en/latest/admin-guide/logging/understanding.en.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:month_name}] [{thread:text}] {level:DIAG=debug,STATUS=info}: {message}",
        "[{time:month_name}] {thread} {{}{_:text}} {level:DIAG=debug,STATUS=info}: {message}",
        "[{time:month_name}] {thread} {level:DIAG=debug,STATUS=info}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[Mar  4 05:06:07.089] [ET_NET 3] WARNING: lorry without load",
        time: "2025-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "lorry without load",
        fields: &[("thread", "ET_NET 3")],
    },
    Sample {
        text: "[Mar  4 05:06:07.089] traffic_lights STATUS: green",
        time: "2025-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "green",
        fields: &[("thread", "traffic_lights")],
    },
];
