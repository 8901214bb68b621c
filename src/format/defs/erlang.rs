//! The reports of Erlang's error logger, and the log that `RabbitMQ` and Lager write.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Erlang and `RabbitMQ`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "erlang",
        title: "Erlang and RabbitMQ",
        definition_url: "https://www.rabbitmq.com/docs/logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "={level:CRASH=error,SUPERVISOR=error,PROGRESS=info} REPORT==== {time:day_month_name} ==={message}",
        "{time:iso} [{level}] <{process}> {message}",
        "{time:iso} [{level}] <{process}>@{function:text} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "=ERROR REPORT==== 4-Mar-2021::05:06:07 ===\nthe rabbit <0.7.0> is late",
        time: "2021-03-04T05:06:07Z",
        level: Level::Error,
        message: "the rabbit <0.7.0> is late",
        fields: &[],
    },
    Sample {
        text: "2021-03-04 05:06:07.089 [info] <0.33.0> watch found",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Info,
        message: "watch found",
        fields: &[("process", "0.33.0")],
    },
];
