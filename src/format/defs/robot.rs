//! The debug file and the log levels of Robot Framework.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Robot Framework.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "robot",
        title: "Robot Framework",
        definition_url: "https://robotframework.org/robotframework/latest/RobotFrameworkUserGuide.html#log-levels",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:basic} : {level:FAIL=error} : {message}",
        "{time:basic} - {level:FAIL=error} - {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "20210304 05:06:07.089 : FAIL : arm is stuck",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Error,
        message: "arm is stuck",
        fields: &[],
    },
    Sample {
        text: "20210304 05:06:08.089 - INFO - arm is free",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "arm is free",
        fields: &[],
    },
];
