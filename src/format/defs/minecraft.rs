//! The logs of Minecraft servers and clients, plain and with Forge.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Minecraft.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "minecraft",
        title: "Minecraft",
        definition_url: "https://minecraft.wiki/w/Server.properties",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:clock,day_month_name}] [{thread:text}/{level}] [{logger:text}]: {message}",
        "[{time:day_month_name}] [{thread:text}/{level}]: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[04Mar2021 05:06:07.089] [Server thread/WARN] [mod.Moss/MOSS]: it spreads",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "it spreads",
        fields: &[("thread", "Server thread"), ("logger", "mod.Moss/MOSS")],
    },
    Sample {
        text: "[04Mar2021 05:06:08.089] [main/INFO] [mod.Moss/]: stones ready",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "stones ready",
        fields: &[("thread", "main")],
    },
];
