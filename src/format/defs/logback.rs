//! Layouts of Logback and Log4j that name the line, the elapsed time or nothing but the logger.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Logback with places.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "logback",
        title: "Logback with places",
        definition_url: "https://logback.qos.ch/manual/layouts.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} [{thread:text}] {level} {logger:dotted} [{file:dotted}:{line:digits}] - {message}",
        // Nexus, which says for whom.
        "{time} {level} [{thread:text}] {user} {logger:qualified} - {message}",
        "{elapsed:digits} [{thread:text}] {level} {logger:dotted} {?{context:text} ?}- {message}",
        "[{level}] {logger:dotted} [{trace:text}] {message}",
        "[{level}] {logger:dotted} - {message}",
        "{time} {level} {pid:digits} --- [{thread:text}] {logger:dotted} {line:digits} : {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089 [loom 1] WARN  silk.Thread [Thread.java:31] - knot",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "knot",
        fields: &[
            ("thread", "loom 1"),
            ("logger", "silk.Thread"),
            ("file", "Thread.java"),
            ("line", "31"),
        ],
    },
    Sample {
        text: "54 [main] INFO silk.Loom - weaving",
        time: "",
        level: Level::Info,
        message: "weaving",
        fields: &[("elapsed", "54"), ("thread", "main"), ("logger", "silk.Loom")],
    },
    Sample {
        text: "[warn] s.Loom [1e60d1|29d0] slow",
        time: "",
        level: Level::Warn,
        message: "slow",
        fields: &[("logger", "s.Loom"), ("trace", "1e60d1|29d0")],
    },
    Sample {
        text: "2021-03-04 05:06:08,089+0000 INFO  [loom 2]  ida silk.weave.Loom - weaving",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "weaving",
        fields: &[("thread", "loom 2"), ("user", "ida"), ("logger", "silk.weave.Loom")],
    },
];
