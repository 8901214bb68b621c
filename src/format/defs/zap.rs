//! Zap's console output, with tabs between time, level, logger, caller, message and fields.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Zap.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "zap",
        title: "Zap console",
        definition_url: "https://pkg.go.dev/go.uber.org/zap/zapcore#NewConsoleEncoder",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso,epoch}\t{level}\t{logger:dotted}\t{file}:{line:digits}\t{message}",
        "{time:iso,epoch}\t{level}\t{file}:{line:digits}\t{message}",
        "{time:iso,epoch}\t{level}\t{logger:dotted}\t{message}",
        "{time:iso,epoch}\t{level}\t{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089Z\tWARN\tmill/wheel.go:42\tturns slowly\t{\"rpm\": 3}",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "turns slowly\t{\"rpm\": 3}",
        fields: &[("file", "mill/wheel.go"), ("line", "42")],
    },
    Sample {
        text: "2021-03-04T05:06:08.089+0100\terror\tmill.stone\tmill/stone.go:7\tcracked",
        time: "2021-03-04T04:06:08.089Z",
        level: Level::Error,
        message: "cracked",
        fields: &[("logger", "mill.stone"), ("file", "mill/stone.go"), ("line", "7")],
    },
];
