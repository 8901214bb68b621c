//! The logs of Couchbase's cluster manager: component, level, time and the place in the program before the message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Couchbase.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "couchbase",
        title: "Couchbase Server",
        definition_url: "https://docs.couchbase.com/server/current/manage/manage-logging/manage-logging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{component}:{level},{time:iso},{node}:{process}:{module}:{function}:{line:digits}]{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[reed_bed:warn,2021-03-04T05:06:07.089Z,ns_1@192.0.2.7:<0.123.0>:reed_bed:cut:12]Reeds are wet",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "Reeds are wet",
        fields: &[
            ("component", "reed_bed"),
            ("node", "ns_1@192.0.2.7"),
            ("module", "reed_bed"),
            ("function", "cut"),
            ("line", "12"),
        ],
    },
    Sample {
        text: "[reed_bed:error,2021-03-04T05:06:08.089+01:00,ns_1@heron.example:reed_bed<0.124.0>:reed_bed:sow:9]No seed\n  {badmatch,none}",
        time: "2021-03-04T04:06:08.089Z",
        level: Level::Error,
        message: "No seed\n  {badmatch,none}",
        fields: &[("process", "reed_bed<0.124.0>")],
    },
];
