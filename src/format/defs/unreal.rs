//! The log of games made with the Unreal Engine: time and number of the frame, category, and a word unless the message is ordinary.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Unreal Engine.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "unreal",
        title: "Unreal Engine",
        definition_url: "https://dev.epicgames.com/documentation/en-us/unreal-engine/logging-in-unreal-engine",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}][{frame:digits}~]{category:dotted}: {level:only,Fatal=fatal,Error=error,Warning=warn,Display=info,Verbose=debug,VeryVerbose=trace}: {message}",
        "[{time:iso}][~{frame:digits}]{category:dotted}: {level:only,Fatal=fatal,Error=error,Warning=warn,Display=info,Verbose=debug,VeryVerbose=trace}: {message}",
        "[{time:iso}][~{frame:digits}]{category:dotted}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2024.02.03-04.05.06:789][  0]LogFerry: Warning: The rope is slack",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Warn,
        message: "The rope is slack",
        fields: &[("frame", "0"), ("category", "LogFerry")],
    },
    Sample {
        text: "[2024.02.03-04.05.07:001][712]LogFerry: Display: The rope is tight",
        time: "2024-02-03T04:05:07.001Z",
        level: Level::Info,
        message: "The rope is tight",
        fields: &[("frame", "712")],
    },
    Sample {
        text: "[2024.02.03-04.05.07:002][713]LogPier: Moored",
        time: "2024-02-03T04:05:07.002Z",
        level: Level::Unknown,
        message: "Moored",
        fields: &[("category", "LogPier")],
    },
];
