//! The build log of `TeamCity`: a clock, perhaps a letter for a problem, and the step.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `TeamCity`'s build log.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "teamcity",
        title: "TeamCity build log",
        definition_url: "https://www.jetbrains.com/help/teamcity/build-log.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:clock}]{level:only,W=warn,E=error,F=error}:~{?[Step {step:text}]~?}{message}",
        "[{time:clock}]{kind:=i|t}:~{?[Step {step:text}]~?}{message}",
        "[{time:clock}]~: {?[Step {step:text}]~?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[04:05:06]W:\t [Step 2/3] The kettle is old",
        time: "2025-12-30T04:05:06Z",
        level: Level::Warn,
        message: "The kettle is old",
        fields: &[("step", "2/3")],
    },
    Sample {
        text: "[04:05:07]E: No kettle",
        time: "2025-12-30T04:05:07Z",
        level: Level::Error,
        message: "No kettle",
        fields: &[],
    },
    Sample {
        text: "[04:05:08] :\t [Step 3/3] Pouring",
        time: "2025-12-30T04:05:08Z",
        level: Level::Unknown,
        message: "Pouring",
        fields: &[("step", "3/3")],
    },
];
