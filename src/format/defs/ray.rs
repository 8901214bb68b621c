//! The logs of Ray's processes, in C++ and in Python.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Ray.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ray",
        title: "Ray",
        definition_url: "https://docs.ray.io/en/latest/ray-observability/user-guides/configure-logging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso} {level:letter} {pid:digits} {tid:digits}] ({component:text}) {file:dotted}:{line:digits}: {message}",
        "[{time:iso} {level:letter} {pid:digits} {tid:digits}] {file:dotted}:{line:digits}: {message}",
        "{time:iso} {level} {?({component:text}) ?}{file:dotted}:{line:digits} -- {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04 05:06:07,089 W 325 362] (raylet) fin.cc:39: drifting",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "drifting",
        fields: &[
            ("pid", "325"),
            ("tid", "362"),
            ("component", "raylet"),
            ("file", "fin.cc"),
            ("line", "39"),
        ],
    },
    Sample {
        text: "2021-03-04 05:06:08,089\tINFO (monitor) gill.py:14 -- breathing",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "breathing",
        fields: &[("component", "monitor"), ("file", "gill.py")],
    },
];
