//! The usual layouts of Log4j and Logback: level, thread, logger and message in several orders.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Log4j and Logback.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "log4j",
        title: "Log4j and Logback",
        definition_url: "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time} {level} [{thread:text}] {logger:dotted}: {message}",
        "{time} [{thread:text}] {level} {logger:dotted} - {message}",
        "{time} [{thread:text}] {level} {logger:dotted} [{context:text}] - {message}",
        "{time} [{thread:text}] {level} {logger:dotted}:{line:digits} - {message}",
        "{time} [{level}~] {thread} {logger:dotted} - {message}",
        "{time} [{thread:text}] {level} {logger:dotted}: {message}",
        "{time} {?[myid:{myid:text}] ?}- {level} [{thread:text}] - {message}",
        "{time} {level} {logger:dotted}: {message}",
        "{time:short_basic} {thread:digits} {level} {logger:dotted}: {message}",
        "{time} {level} {logger:dotted} - {message}",
        "{time} {level} {logger:dotted} [{thread:text}] {?- ?}{message}",
        "{time} {level} [{logger:dotted}] ({thread:text}) {message}",
        "{time} {level} [{thread:text}] {logger:dotted} - {message}",
        "{time} {level} [{thread:text}] {logger:qualified} {message}",
        "{time} {level} [{thread:text}][{class:dotted}:{line:digits}] {message}",
        "{time} {level} [{thread:text}] [{logger:qualified}] {message}",
        "{time} {level} [{thread:text}] {message}",
        "{time} {level} ({thread:text}) [{logger:dotted}] {message}",
        "{time:clock} [{thread:text}] {level} {logger:dotted} - {message}",
        "{time:clock} {level} [{logger:dotted}] ({thread:text}) {message}",
        "{time} {logger:dotted} {method}\n{level}: {message}",
        // tinylog.
        "{time} [{thread:text}] {logger:dotted}\n{level}: {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07,089 WARN [worker 4] farm.barn.Hens: two are missing",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "two are missing",
        fields: &[("thread", "worker 4"), ("logger", "farm.barn.Hens")],
    },
    Sample {
        text: "2021-03-04 05:06:07.089 [main] ERROR farm.Gate - left open\n	at farm.Gate.check(Gate.java:8)",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "left open\n	at farm.Gate.check(Gate.java:8)",
        fields: &[("thread", "main"), ("logger", "farm.Gate")],
    },
    Sample {
        text: "05:06:07,089 WARN  [farm.barn] (Barn Service Thread 1-2) HENS0049: two are missing",
        time: "2025-12-30T05:06:07.089Z",
        level: Level::Warn,
        message: "HENS0049: two are missing",
        fields: &[("logger", "farm.barn"), ("thread", "Barn Service Thread 1-2")],
    },
    Sample {
        text: "2021-03-04 05:06:07.089 ERROR [http-8080-exec-1][GateImpl:12] left open",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "left open",
        fields: &[("thread", "http-8080-exec-1"), ("class", "GateImpl"), ("line", "12")],
    },
    Sample {
        text: "210304 050607 17 INFO farm.Pond: ducks on it",
        time: "2021-03-04T05:06:07Z",
        level: Level::Info,
        message: "ducks on it",
        fields: &[("thread", "17")],
    },
    Sample {
        text: "Mar 04, 2021 5:06:07 PM farm.Gate close\nSEVERE: hinge broken",
        time: "2021-03-04T17:06:07Z",
        level: Level::Error,
        message: "hinge broken",
        fields: &[("logger", "farm.Gate"), ("method", "close")],
    },
    Sample {
        text: "2021-03-04 05:06:07 [main] farm.Gate.close()\nERROR: hinge lost",
        time: "2021-03-04T05:06:07Z",
        level: Level::Error,
        message: "hinge lost",
        fields: &[("thread", "main"), ("logger", "farm.Gate.close()")],
    },
];
