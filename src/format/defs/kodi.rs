//! The log of the media centre Kodi: thread, level and component.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Kodi.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "kodi",
        title: "Kodi",
        definition_url: "https://kodi.wiki/view/Log_file",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} T:{thread:digits} {level} <{component:text}>: {message}",
        // Until version 18.
        "{time:iso} T:{thread:digits} {level}: {message}",
        "{time:clock} T:{thread:digits} {level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06.789 T:812     ERROR <general>: No reel",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Error,
        message: "No reel",
        fields: &[("thread", "812"), ("component", "general")],
    },
    Sample {
        text: "2024-02-03 04:05:07.001 T:14056  NOTICE: Reel 4 turns",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Notice,
        message: "Reel 4 turns",
        fields: &[("thread", "14056")],
    },
];
