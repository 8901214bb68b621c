//! Elixir's Logger: the time of day, metadata, the level in brackets.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Elixir.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "elixir",
        title: "Elixir",
        definition_url: "https://hexdocs.pm/logger/Logger.Formatter.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:clock,iso} request_id={request_id} [{level}] {message}",
        "{time:clock,iso} {?application={application} ?}pid={pid} [{level}] {message}",
        "{time:clock,iso} {?application={application} ?}module={module} {?function={function} ?}{?line={line:digits} ?}[{level}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "05:06:07.089 request_id=FyQd0gAAx [info] Sent 200 in 5ms",
        time: "2025-12-30T05:06:07.089Z",
        level: Level::Info,
        message: "Sent 200 in 5ms",
        fields: &[("request_id", "FyQd0gAAx")],
    },
    Sample {
        text: "2021-03-04 05:06:08.089 module=Mill.Wheel function=turn/1 line=42 [error] it is stuck",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Error,
        message: "it is stuck",
        fields: &[("module", "Mill.Wheel"), ("function", "turn/1"), ("line", "42")],
    },
];
