//! The logs of Kafka, with the logger after the message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Kafka.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "kafka",
        title: "Kafka",
        definition_url: "https://github.com/apache/kafka/blob/3.7/config/log4j.properties",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["[{time}] {level} {message:here}{_:last}{message:end} ({logger:dotted}){message:more}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04 05:06:07,089] WARN [Gate id=4] closed (again) by wind (mill.gate.Keeper)",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "[Gate id=4] closed (again) by wind",
        fields: &[("logger", "mill.gate.Keeper")],
    },
    Sample {
        text: "[2021-03-04 05:06:08,089] ERROR gate lost (mill.gate.Keeper)\njava.lang.Error: wood\n\tat mill.Gate.shut(Gate.java:9)",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Error,
        message: "gate lost\njava.lang.Error: wood\n\tat mill.Gate.shut(Gate.java:9)",
        fields: &[("logger", "mill.gate.Keeper")],
    },
];
