//! CockroachDB (`crdb-v1`, `crdb-v2`): a level letter and the date in one word.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// CockroachDB.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "cockroachdb",
        title: "CockroachDB",
        definition_url: "https://www.cockroachlabs.com/docs/stable/log-formats",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level:letter}{time:short_basic} {goroutine:digits} {?{channel}@?}{file:dotted}:{line:digits} ⋮ [{tags}] {counter:digits} {message}",
        "{level:letter}{time:short_basic} {goroutine:digits} {?{channel}@?}{file:dotted}:{line:digits} {?⋮ ?}{?[{tags}] ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "W210304 05:06:07.089101 14 2@barn/door.go:464 ⋮ [n1,s2] 23  hinge ‹left› is loose",
        time: "2021-03-04T05:06:07.089101Z",
        level: Level::Warn,
        message: "hinge ‹left› is loose",
        fields: &[
            ("goroutine", "14"),
            ("channel", "2"),
            ("file", "barn/door.go"),
            ("tags", "n1,s2"),
            ("counter", "23"),
        ],
    },
    Sample {
        text: "I200304 05:06:07.089101 1 barn/main.go:9  open",
        time: "2020-03-04T05:06:07.089101Z",
        level: Level::Info,
        message: "open",
        fields: &[("goroutine", "1"), ("line", "9")],
    },
];
