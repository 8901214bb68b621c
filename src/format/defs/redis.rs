//! Redis and its relatives: process, role, time and a symbol for the level.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Redis.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "redis",
        title: "Redis",
        definition_url: "https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{pid:digits}:{role} {time:day_month_name,month_name} {level:.=debug,-=info,*=notice,#=warn} {message}",
        "[{pid:digits}] {time:day_month_name,month_name} {level:.=debug,-=info,*=notice,#=warn} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "417:M 05 Feb 2023 06:07:08.090 # Cellar is nearly full",
        time: "2023-02-05T06:07:08.090Z",
        level: Level::Warn,
        message: "Cellar is nearly full",
        fields: &[("pid", "417"), ("role", "M")],
    },
    Sample {
        text: "[88] 05 Feb 06:07:08.090 * 3 barrels rolled in",
        time: "2025-02-05T06:07:08.090Z",
        level: Level::Notice,
        message: "3 barrels rolled in",
        fields: &[("pid", "88")],
    },
];
