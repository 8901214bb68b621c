//! Vertica: the thread with its id, then the level in angle brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Vertica.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "vertica",
        title: "Vertica",
        definition_url: "https://docs.vertica.com/latest/en/admin/monitoring/monitoring-log-files/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {thread:text}:{thread_id} [{component}] <{level}> {?@{node}: ?}{?{sqlstate:digits}/{code:digits}: ?}{message}",
        "{time:iso} {thread:text}:{thread_id} <{level}> {?@{node}: ?}{?{sqlstate:digits}/{code:digits}: ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2019-03-04 05:06:07.089 Barn Poller:7fe51cff9700 <LOG> @v_barn_node0001: 00000/7794: Hay counted",
        time: "2019-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "Hay counted",
        fields: &[
            ("thread", "Barn Poller"),
            ("thread_id", "7fe51cff9700"),
            ("node", "v_barn_node0001"),
            ("code", "7794"),
        ],
    },
    Sample {
        text: "2019-03-04 05:06:07.089 Main:7fe51e7fc700 [Init] <WARNING> Door open",
        time: "2019-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "Door open",
        fields: &[("component", "Init")],
    },
];
