//! The log of NGINX Unit.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// NGINX Unit.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "nginx_unit",
        title: "NGINX Unit",
        definition_url: "https://unit.nginx.org/troubleshooting/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso/} [{level}] {pid:digits}#{tid:digits} {?*{connection:digits} ?}{message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024/02/03 04:05:06 [notice] 41#41 process 77 exited with code 0",
        time: "2024-02-03T04:05:06Z",
        level: Level::Notice,
        message: "process 77 exited with code 0",
        fields: &[("pid", "41"), ("tid", "41")],
    },
    Sample {
        text: "2024/02/03 04:05:06.789 [alert] 41#44 *9 the barn's socket is broken",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Fatal,
        message: "the barn's socket is broken",
        fields: &[("connection", "9")],
    },
];
