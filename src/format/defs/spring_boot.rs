//! The default console layout of Spring Boot.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Spring Boot.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "spring_boot",
        title: "Spring Boot",
        definition_url: "https://docs.spring.io/spring-boot/reference/features/logging.html#features.logging.log-format",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {level} {pid:digits} --- {?[{application:text}] ?}[{thread:text}] {logger:dotted} : {message}",
        "{time:iso} {level} [{trace:text}] {pid:digits} --- [{thread:text}] {logger:dotted} : {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2023-03-04T05:06:07.089+01:00  INFO 812 --- [           main] c.e.quarry.Crane                         : hook lowered",
        time: "2023-03-04T04:06:07.089Z",
        level: Level::Info,
        message: "hook lowered",
        fields: &[("pid", "812"), ("thread", "main"), ("logger", "c.e.quarry.Crane")],
    },
    Sample {
        text: "2022-03-04 05:06:07.089 ERROR 812 --- [nio-80-exec-3] c.e.quarry.Scale : overload",
        time: "2022-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "overload",
        fields: &[("thread", "nio-80-exec-3")],
    },
];
