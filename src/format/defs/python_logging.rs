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
        // Synapse.
        "{time} - {logger:dotted} - {line:digits} - {level} - {request} - {message}",
        "{level}:{logger:dotted}:{message}",
        "{time}:{level}:{logger:dotted}:{message}",
        "{time} {logger:dotted} {level} {message}",
        "{time} {logger:dotted} {level}: {message}",
        "{time} {level} {logger:dotted}:{line:digits} {?- ?}{message}",
        // SABnzbd.
        "{time}::{level}::[{module}:{line:digits}] {message}",
        // Transformers.
        "[{level}|{file:dotted}:{line:digits}] {time:iso} >> {message}",
        // Twisted.
        "{time:iso} [{logger}#{level}] {message}",
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
    Sample {
        text: "2019-10-11 12:13:14,151 - mill.wheel - 77 - WARNING - GET-4 - turning - slowly",
        time: "2019-10-11T12:13:14.151Z",
        level: Level::Warn,
        message: "turning - slowly",
        fields: &[("logger", "mill.wheel"), ("line", "77"), ("request", "GET-4")],
    },
    Sample {
        text: "2019-10-11 12:13:14,151::WARNING::[sluice:77] half shut",
        time: "2019-10-11T12:13:14.151Z",
        level: Level::Warn,
        message: "half shut",
        fields: &[("module", "sluice"), ("line", "77")],
    },
    Sample {
        text: "[WARNING|sluice.py:77] 2019-10-11 12:13:14,151 >> half shut",
        time: "2019-10-11T12:13:14.151Z",
        level: Level::Warn,
        message: "half shut",
        fields: &[("file", "sluice.py"), ("line", "77")],
    },
    Sample {
        text: "2019-10-11T12:13:14+0000 [mill.sluice#critical] no gate",
        time: "2019-10-11T12:13:14Z",
        level: Level::Fatal,
        message: "no gate",
        fields: &[("logger", "mill.sluice")],
    },
];
