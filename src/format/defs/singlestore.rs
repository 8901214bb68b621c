//! SingleStore (MemSQL): perhaps a count of microseconds first, the thread after the level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// SingleStore.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "singlestore",
        title: "SingleStore",
        definition_url: "https://docs.singlestore.com/db/latest/user-and-cluster-administration/cluster-health-and-performance/trace-log/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{uptime_us:digits} {time:iso} {level}: Thread {thread:digits}: {message}",
        "{uptime_us:digits} {time:iso} {level}: {message}",
        "{time:iso} {level}: Thread {thread:digits}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "00456789 2021-03-04 05:06:07.089  ERROR: Leaf 5 fell off",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "Leaf 5 fell off",
        fields: &[("uptime_us", "00456789")],
    },
    Sample {
        text: "2021-03-04 05:06:07.089   INFO: Thread 114: Shake: leaf 6 is new",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "Shake: leaf 6 is new",
        fields: &[("thread", "114")],
    },
];
