//! The error log of lighttpd: the place in the program in brackets behind the time.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// lighttpd.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "lighttpd",
        title: "lighttpd",
        definition_url: "https://github.com/lighttpd/lighttpd1.4/blob/master/src/log.c",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso}: ({source:coded}) {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07: (mill_race.c.39) the wheel turns",
        time: "2021-03-04T05:06:07Z",
        level: Level::Unknown,
        message: "the wheel turns",
        fields: &[("source", "mill_race.c.39")],
    },
    Sample {
        text: "2021-03-04 05:06:08: (mill.c.7) the wheel stops",
        time: "2021-03-04T05:06:08Z",
        level: Level::Unknown,
        message: "the wheel stops",
        fields: &[("source", "mill.c.7")],
    },
];
