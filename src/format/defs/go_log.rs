//! The standard logger of Go: date and time with slashes, then the message.
//!
//! Programs that imitate it often put a level in brackets first.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Go log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "go_log",
        title: "Go log",
        definition_url: "https://pkg.go.dev/log#pkg-constants",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso/} [{level}] {message}",
        // Gitea and its kin.
        "{time:iso/} {file:dotted}.go:{line:digits}:{function} [{level:letter}] {message}",
        "{time:iso/} {file:dotted}.go:{line:digits}: {message}",
        "{time:iso/} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023/04/05 06:07:08 lamp.go:41: wick trimmed",
        time: "2023-04-05T06:07:08Z",
        level: Level::Unknown,
        message: "wick trimmed",
        fields: &[("file", "lamp"), ("line", "41")],
    },
    Sample {
        text: "2023/04/05 06:07:09.000123 [error] 12#0: oil is out",
        time: "2023-04-05T06:07:09.000123Z",
        level: Level::Error,
        message: "12#0: oil is out",
        fields: &[],
    },
    Sample {
        text: "2023/04/05 06:07:10 wind from the west",
        time: "2023-04-05T06:07:10Z",
        level: Level::Unknown,
        message: "wind from the west",
        fields: &[],
    },
    Sample {
        text: "2023/04/05 06:07:11 lamps/tower.go:242:trimLamps() [W] The wick is short",
        time: "2023-04-05T06:07:11Z",
        level: Level::Warn,
        message: "The wick is short",
        fields: &[("file", "lamps/tower"), ("line", "242"), ("function", "trimLamps()")],
    },
];
