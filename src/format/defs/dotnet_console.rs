//! The simple console logger of .NET: level and category on one line, the message below it.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// .NET console log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "dotnet_console",
        title: ".NET console log",
        definition_url: "https://learn.microsoft.com/en-us/dotnet/core/extensions/console-log-formatter",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time}~{level}: {category:dotted}[{event_id}]\n {message}",
        "{level}: {category:dotted}[{event_id}]\n {message}",
        "{time}~{level}: {category:dotted}[{event_id}] {message}",
        "{level}: {category:dotted}[{event_id}] {message}",
        // For systemd.
        "<{level:only,0=fatal,1=fatal,2=fatal,3=error,4=warn,5=notice,6=info,7=debug}>{category:dotted}[{event_id:digits}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "warn: Bakery.Ovens.Watch[14]\n      oven 3 is cold\n      and dark",
        time: "",
        level: Level::Warn,
        message: "oven 3 is cold\n      and dark",
        fields: &[("category", "Bakery.Ovens.Watch"), ("event_id", "14")],
    },
    Sample {
        text: "fail: Bakery.Till[0]\n      drawer stuck",
        time: "",
        level: Level::Error,
        message: "drawer stuck",
        fields: &[("category", "Bakery.Till")],
    },
    Sample {
        text: "2024-02-03T04:05:06.789Z info: Bakery.Till[7] opened",
        time: "2024-02-03T04:05:06.789Z",
        level: Level::Info,
        message: "opened",
        fields: &[("event_id", "7")],
    },
    Sample {
        text: "<4>Bakery.Ovens.Watch[14] oven 4 is cold",
        time: "",
        level: Level::Warn,
        message: "oven 4 is cold",
        fields: &[("category", "Bakery.Ovens.Watch"), ("event_id", "14")],
    },
];
