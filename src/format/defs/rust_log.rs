//! What `env_logger` and the default formatter of `tracing-subscriber` print.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Rust `env_logger` and tracing.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "rust_log",
        title: "Rust env_logger and tracing",
        definition_url: "https://docs.rs/tracing-subscriber/latest/tracing_subscriber/fmt/index.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso} {level} {target:dotted}] {message}",
        "{time:iso} {level} {target:path}: {message}",
        "{time:iso} {level} {thread} {target:path}: {message}",
        "{time:iso} {level} {span:text}: {target:path}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2022-01-02T03:04:05Z WARN  loom::shuttle] thread broke",
        time: "2022-01-02T03:04:05Z",
        level: Level::Warn,
        message: "thread broke",
        fields: &[("target", "loom::shuttle")],
    },
    Sample {
        text: "2022-01-02T03:04:05.678901Z  INFO loom::warp: beam=7 wound",
        time: "2022-01-02T03:04:05.678901Z",
        level: Level::Info,
        message: "beam=7 wound",
        fields: &[("target", "loom::warp")],
    },
];
