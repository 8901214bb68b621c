//! The error log of the printing system CUPS: a letter for the level before the time.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// CUPS.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "cups",
        title: "CUPS",
        definition_url: "https://www.cups.org/doc/man-cupsd-logs.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level:only,X=fatal,A=fatal,C=fatal,E=error,W=warn,N=notice,I=info,D=debug,d=debug} [{time:clf}] {?[{scope:text}] ?}{message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "E [04/Mar/2021:05:06:07 +0100] [Job 12] The paper is torn",
        time: "2021-03-04T04:06:07Z",
        level: Level::Error,
        message: "The paper is torn",
        fields: &[("scope", "Job 12")],
    },
    Sample {
        text: "d [04/Mar/2021:05:06:08 +0100] Ink is at 4",
        time: "2021-03-04T04:06:08Z",
        level: Level::Debug,
        message: "Ink is at 4",
        fields: &[],
    },
];
