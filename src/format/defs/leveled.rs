//! A time, then a level: the layout of most home-made logs.
//!
//! More specific formats say more about the same entries and win over these patterns.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Time and level.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::general(
    FormatCard {
        id: "leveled",
        title: "Time and level",
        definition_url: "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} {level} {message}",
        "{time} [{level}~]{?:?} {message}",
        "[{time}] [{level}~]{?:?} {message}",
        "[{time}] {level}{?:?} {message}",
        "[{time}] {channel:dotted}.{level}: {message}",
        "[{time}] [{module}] [{level}] {message}",
        "[{time}][{level}~][{logger}~]~{?[{node}] ?}{message}",
        "[{time}][{logger:text}][{level}~] {message}",
        "[{time}] {level:letter} {message}",
        "{time} {level:letter} {message}",
        "{time} {level}: {message}",
        "{time}: {level}: {message}",
        "{time} {level} : {message}",
        "{time} - {level} - {message}",
        "{time} {level} - {message}",
        "[{time}] {level} : {message}",
        "{time} [{context:text}] {level} - {message}",
        "{time} ({level}) {message}",
        "{time} <{level}> {message}",
        "{time} [{context:text}] {level}{?:?} {message}",
        "{time} [{context:text}] [{level}]{?:?} {message}",
        "{time} [{pid:digits}] {level}: {message}",
        "{time},{level},{message}",
        "{time};{level};{message}",
        "[{level}] {time} {message}",
        "[{level}] [{time}] {message}",
        "{level} {time} {message}",
        "{level}~[{time}] {message}",
        "{level}~[{time:month_day}] {message}",
        "{level}[{uptime:digits}] {message}",
        "{level}: {time} {message}",
        "{level}: {time}: {message}",
        "[{time:clock}] [{thread:text}/{level}]: {message}",
        "{time:clock} {level} {message}",
        "{time:clock} [{level}] {message}",
        "[{time:clock}] [{level}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-05-06 07:08:09 ERROR the bell has no clapper",
        time: "2024-05-06T07:08:09Z",
        level: Level::Error,
        message: "the bell has no clapper",
        fields: &[],
    },
    Sample {
        text: "[2024-05-06 07:08:09] tower.WARNING: it leans",
        time: "2024-05-06T07:08:09Z",
        level: Level::Warn,
        message: "it leans",
        fields: &[("channel", "tower")],
    },
    Sample {
        text: "[2024-05-06T07:08:09,100][INFO ][c.t.Bells] [n1] rung",
        time: "2024-05-06T07:08:09.100Z",
        level: Level::Info,
        message: "rung",
        fields: &[("logger", "c.t.Bells"), ("node", "n1")],
    },
];
