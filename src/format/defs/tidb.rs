//! The logs of `TiDB`, `TiKV` and PD: everything in brackets, the message too, then its fields.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `TiDB`, `TiKV` and PD.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "tidb",
        title: "TiDB",
        definition_url: "https://github.com/tikv/rfcs/blob/master/text/0018-unified-log-format.md",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}] [{level}] [{file}:{line:digits}] {message}",
        "[{time:iso}] [{level}] [<unknown>] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021/03/04 05:06:07.089 +01:00] [WARN] [barn.go:39] [\"door is ajar\"] [barn=4] [owner=\"ida \\\"the owl\\\" b\"]",
        time: "2021-03-04T04:06:07.089Z",
        level: Level::Warn,
        message: "[\"door is ajar\"] [barn=4] [owner=\"ida \\\"the owl\\\" b\"]",
        fields: &[
            ("file", "barn.go"),
            ("line", "39"),
            ("barn", "4"),
            ("owner", "ida \\\"the owl\\\" b"),
        ],
    },
    Sample {
        text: "[2021/03/04 05:06:08.089 +01:00] [INFO] [hay.rs:7] [stacked] [n=12]",
        time: "2021-03-04T04:06:08.089Z",
        level: Level::Info,
        message: "[stacked] [n=12]",
        fields: &[("n", "12")],
    },
];
