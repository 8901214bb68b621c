//! The default file layout of `NLog`, with bars between fields, and similar layouts.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `NLog`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "nlog",
        title: "NLog",
        definition_url: "https://github.com/NLog/NLog/wiki/Layouts",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time}|{level}|{thread:text}|{logger:qualified}|{message}",
        "{time}|{level}|{logger:text}|{message}",
        "{time}|{level}|{message}",
        "{time} | {level} | {logger:dotted} | {message}",
        "{time} | {level} | {logger:text} - {message}",
        "{level}|{time}|{logger:text}|{message}",
        "{time}|{logger:dotted}|{pid:digits}|{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2022-07-08 09:10:11.1213|WARN|Orchard.Ladder|rung 4 is loose",
        time: "2022-07-08T09:10:11.1213Z",
        level: Level::Warn,
        message: "rung 4 is loose",
        fields: &[("logger", "Orchard.Ladder")],
    },
    Sample {
        text: "20220708-09:10:11:121|Orchard_Press|40012|juice level 7",
        time: "2022-07-08T09:10:11.121Z",
        level: Level::Unknown,
        message: "juice level 7",
        fields: &[("logger", "Orchard_Press"), ("pid", "40012")],
    },
];
