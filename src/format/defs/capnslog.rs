//! capnslog, as etcd before 3.4 writes: a level letter, a bar, the package.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// capnslog (etcd).
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "capnslog",
        title: "capnslog (etcd)",
        definition_url: "https://github.com/coreos/pkg/blob/main/capnslog/formatters.go",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} {level:letter} | {package:dotted}: {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2019-03-04 05:06:07.089101 I | barnmain: door is open",
        time: "2019-03-04T05:06:07.089101Z",
        level: Level::Info,
        message: "door is open",
        fields: &[("package", "barnmain")],
    },
    Sample {
        text: "2019-03-04 05:06:07.089101 W | barn/hens: nobody answers",
        time: "2019-03-04T05:06:07.089101Z",
        level: Level::Warn,
        message: "nobody answers",
        fields: &[("package", "barn/hens")],
    },
];
