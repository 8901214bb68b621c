//! The Robot Operating System's console: a level, seconds since 1970, in ROS 2 the node's name.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// ROS.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ros",
        title: "ROS",
        definition_url: "https://docs.ros.org/en/rolling/Concepts/Intermediate/About-Logging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[~{level}~] [{time:epoch}] [{logger:dotted}]: {message}",
        "[~{level}~] [{time:epoch}, {simulated:decimal}]: {message}",
        "[~{level}~] [{time:epoch}]: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[WARN] [1614834367.089000000] [arm.wrist]: joint 3 is stiff",
        time: "2021-03-04T05:06:07.089000000Z",
        level: Level::Warn,
        message: "joint 3 is stiff",
        fields: &[("logger", "arm.wrist")],
    },
    Sample {
        text: "[ INFO] [1614834368.089000000, 12.500000000]: grip closed",
        time: "2021-03-04T05:06:08.089000000Z",
        level: Level::Info,
        message: "grip closed",
        fields: &[("simulated", "12.500000000")],
    },
    Sample {
        text: "[ERROR] [1614834369.089000000]: no map",
        time: "2021-03-04T05:06:09.089000000Z",
        level: Level::Error,
        message: "no map",
        fields: &[],
    },
];
