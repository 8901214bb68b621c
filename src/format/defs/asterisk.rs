//! The log of the telephone exchange Asterisk: a level with its thread, and perhaps the call.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Asterisk.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "asterisk",
        title: "Asterisk",
        definition_url: "https://github.com/asterisk/asterisk/blob/master/main/logger.c",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time}] {level:SECURITY=info,DTMF=debug}[{thread:digits}]{?[{call:coded}]?}: {file:dotted}:{line:digits} {function:dotted}: {message}",
        "[{time}] {level:SECURITY=info,DTMF=debug}[{thread:digits}]{?[{call:coded}]?}{?:?} {file:dotted}: {message}",
        // To syslog, whose head has the time.
        "{level:SECURITY=info,DTMF=debug}[{thread:digits}]{?[{call:coded}]?}: {file:dotted}:{line:digits} in {function:dotted}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04 05:06:07] WARNING[812][C-0000000b]: bell_tower.c:39 ring_bell: The rope is slack",
        time: "2021-03-04T05:06:07Z",
        level: Level::Warn,
        message: "The rope is slack",
        fields: &[
            ("thread", "812"),
            ("call", "C-0000000b"),
            ("file", "bell_tower.c"),
            ("line", "39"),
            ("function", "ring_bell"),
        ],
    },
    Sample {
        text: "[Mar  4 05:06:08] VERBOSE[813] bell_tower.c: -- Bell 4 rings",
        time: "2025-03-04T05:06:08Z",
        level: Level::Trace,
        message: "-- Bell 4 rings",
        fields: &[("thread", "813"), ("file", "bell_tower.c")],
    },
    Sample {
        text: "[Mar  4 05:06:09] SECURITY[814] bell_guard.c: SecurityEvent=\"WrongBell\",AccountID=\"ida\"",
        time: "2025-03-04T05:06:09Z",
        level: Level::Info,
        message: "SecurityEvent=\"WrongBell\",AccountID=\"ida\"",
        fields: &[("SecurityEvent", "WrongBell"), ("AccountID", "ida")],
    },
    Sample {
        text: "ERROR[815][C-0000000c]: bell_tower.c:40 in ring_bell: The rope is gone",
        time: "",
        level: Level::Error,
        message: "The rope is gone",
        fields: &[("thread", "815"), ("call", "C-0000000c"), ("function", "ring_bell")],
    },
];
