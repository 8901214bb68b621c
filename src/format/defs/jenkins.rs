//! The log of the Jenkins controller.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Jenkins.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "jenkins",
        title: "Jenkins",
        definition_url: "https://www.jenkins.io/doc/book/system-administration/viewing-logs/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["{time:iso} [id={id:digits}] {level} {logger:dotted}: {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089+0000 [id=31]\tWARNING\tmill.Wheel#turn: axle is hot",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "axle is hot",
        fields: &[("id", "31"), ("logger", "mill.Wheel#turn")],
    },
    Sample {
        text: "2021-03-04 05:06:08.089+0000 [id=31]\tINFO\tmill.Wheel$1#turn: axle is cool",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "axle is cool",
        fields: &[("logger", "mill.Wheel$1#turn")],
    },
];
