//! The console logger of `NestJS`.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `NestJS`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "nestjs",
        title: "NestJS",
        definition_url: "https://docs.nestjs.com/techniques/logger",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[Nest] {pid:digits} - {time} {level} [{context:text}] {message}",
        "[Nest] {pid:digits} - {time} {level} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[Nest] 71  - 03/14/2021, 5:06:07 AM    WARN [EggService] shell cracked",
        time: "2021-03-14T05:06:07Z",
        level: Level::Warn,
        message: "shell cracked",
        fields: &[("pid", "71"), ("context", "EggService")],
    },
    Sample {
        text: "[Nest] 71  - 03/14/2021, 5:06:08 PM     LOG [NestFactory] hatched",
        time: "2021-03-14T17:06:08Z",
        level: Level::Info,
        message: "hatched",
        fields: &[("context", "NestFactory")],
    },
];
