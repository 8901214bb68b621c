//! The logs of Salt's master and minions: columns in brackets, padded within.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Salt.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "salt",
        title: "Salt",
        definition_url: "https://docs.saltproject.io/en/latest/ref/configuration/logging/index.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} [{logger}~:{line:digits}~][{level:PROFILE=debug,GARBAGE=trace}~]{?[{pid:digits}~]?} {message}",
        // Before version 2014.7.
        "{time:iso} [{logger}~][{level:PROFILE=debug,GARBAGE=trace}~]{?[{pid:digits}~]?} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 [brine.pan        :300 ][ERROR   ][812] Pan 4 has boiled dry",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "Pan 4 has boiled dry",
        fields: &[("logger", "brine.pan"), ("line", "300"), ("pid", "812")],
    },
    Sample {
        text: "2021-03-04 05:06:08,089 [brine.rake       :1204][INFO    ][813] Raked",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "Raked",
        fields: &[("logger", "brine.rake"), ("line", "1204")],
    },
    Sample {
        text: "2021-03-04 05:06:09,089 [brine.rake       ][PROFILE ] Raked in 4 s",
        time: "2021-03-04T05:06:09.089Z",
        level: Level::Debug,
        message: "Raked in 4 s",
        fields: &[("logger", "brine.rake")],
    },
];
