//! Chromium and anything built on it or on Crashpad: one bracket before the message holds the rest.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Chromium, Electron, Crashpad.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "chromium",
        title: "Chromium",
        definition_url: "https://chromium.googlesource.com/chromium/src/+/main/base/logging.cc",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{pid:digits}:{tid:digits}:{time:month_day_basic}:{?{ticks:digits}:?}{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace}:{file:text}({line:digits})] {message}",
        "[{pid:digits}:{tid:digits}:{time:month_day_basic}:{?{ticks:digits}:?}{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace}:{file:text}:{line:digits}] {message}",
        "[{pid:digits}:{time:month_day_basic}:{?{ticks:digits}:?}{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace}:{file:text}({line:digits})] {message}",
        "[{pid:digits}:{time:month_day_basic}:{?{ticks:digits}:?}{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace}:{file:text}:{line:digits}] {message}",
        "[{time:month_day_basic}:{?{ticks:digits}:?}{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace}:{file:text}({line:digits})] {message}",
        "[{time:month_day_basic}:{?{ticks:digits}:?}{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace}:{file:text}:{line:digits}] {message}",
        "[{pid:digits}:{tid:digits}:{time:basic}:{level:VERBOSE1=trace,VERBOSE2=trace,VERBOSE3=trace,VERBOSE4=trace} {file:text}:{line:digits}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[0304/050607.089:ERROR:kiln_host.cc(52)] fire is out",
        time: "2025-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "fire is out",
        fields: &[("file", "kiln_host.cc"), ("line", "52")],
    },
    Sample {
        text: "[71:92:0304/050607.089010:WARNING:clay/pot.cc:7] pot is thin",
        time: "2025-03-04T05:06:07.089010Z",
        level: Level::Warn,
        message: "pot is thin",
        fields: &[("pid", "71"), ("tid", "92"), ("file", "clay/pot.cc"), ("line", "7")],
    },
    Sample {
        text: "[71:92:20210304,050607.089:FATAL shards.cc:31] pot broke",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Fatal,
        message: "pot broke",
        fields: &[("file", "shards.cc")],
    },
];
