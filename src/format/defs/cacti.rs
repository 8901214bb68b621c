//! The log of Cacti and its pollers.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Cacti.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "cacti",
        title: "Cacti",
        definition_url: "https://docs.cacti.net/Settings-General.md",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} - {module} {component}[{instance:text}] {?PID[{pid:digits}] ?}{level}: {message}",
        "{time} - {module} {component}[{instance:text}] {?PID[{pid:digits}] ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07 - POLLER: Poller[Main Poller] PID[71] WARNING: pond 3 does not answer",
        time: "2021-03-04T05:06:07Z",
        level: Level::Warn,
        message: "pond 3 does not answer",
        fields: &[("component", "Poller"), ("instance", "Main Poller"), ("pid", "71")],
    },
    Sample {
        text: "2021-03-04 05:06:08 - SYSTEM: Poller[1] PID[72] ERROR: heron left",
        time: "2021-03-04T05:06:08Z",
        level: Level::Error,
        message: "heron left",
        fields: &[("component", "Poller")],
    },
];
