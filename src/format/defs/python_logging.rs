//! The layouts of Python's `logging`: the default of `basicConfig` and the ones of its manual.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Python logging.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "python_logging",
        title: "Python logging",
        definition_url: "https://docs.python.org/3/howto/logging.html#changing-the-format-of-displayed-messages",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} - {logger:text} - {level} - {message}",
        "{level}:{logger:dotted}:{message}",
        "{time}:{level}:{logger:dotted}:{message}",
        "{time} {logger:dotted} {level} {message}",
        "{time} {logger:dotted} {level}: {message}",
        "{time} {level} {logger:dotted}:{line:digits} {?- ?}{message}",
        "[{time}: {level}/{logger:text}] {message}",
        "[{time}] [{pid:digits}] [{level}] {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2019-10-11 12:13:14,151 - mill.wheel - DEBUG - turning - slowly",
        time: "2019-10-11T12:13:14.151Z",
        level: Level::Debug,
        message: "turning - slowly",
        fields: &[("logger", "mill.wheel")],
    },
    Sample {
        text: "WARNING:mill.sluice:gate half shut",
        time: "",
        level: Level::Warn,
        message: "gate half shut",
        fields: &[("logger", "mill.sluice")],
    },
    Sample {
        text: "[2019-10-11 12:13:14,151: INFO/MainProcess] mill ready",
        time: "2019-10-11T12:13:14.151Z",
        level: Level::Info,
        message: "mill ready",
        fields: &[("logger", "MainProcess")],
    },
];
