//! The log of `ActiveMQ`: fields between bars, the message before logger and thread.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `ActiveMQ`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "activemq",
        title: "ActiveMQ",
        definition_url: "https://activemq.apache.org/components/classic/documentation/how-do-i-change-the-logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} | {level} | {message:here}{_:text}{message:end} | {logger:dotted} | {thread:text}{message:more}",
        "{time} | {level} | {message:here}{_:text}{message:end} | {thread:coded}{message:more}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 | WARN  | gate 4 is slow | org.mill.Gate | sluice-1",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "gate 4 is slow",
        fields: &[("logger", "org.mill.Gate"), ("thread", "sluice-1")],
    },
    Sample {
        text: "2021-03-04 05:06:08,089 | ERROR | gate 4 is stuck | org.mill.Gate | sluice-1\njava.lang.Error: rust\n\tat org.mill.Gate.open(Gate.java:4)",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Error,
        message: "gate 4 is stuck\njava.lang.Error: rust\n\tat org.mill.Gate.open(Gate.java:4)",
        fields: &[("thread", "sluice-1")],
    },
];
