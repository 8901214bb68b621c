//! Meteor's own log: a level letter, date, clock and hours from UTC in one word.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Meteor.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "meteor",
        title: "Meteor",
        definition_url: "https://github.com/meteor/meteor/tree/devel/packages/logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        // Where the time is not exact, a question mark stands behind it.
        "{level:letter}{time:basic}{?} {message}",
        "{level:letter}{time:basic} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "W20210304-05:06:07.089(-3)? (STDERR) kiln is cold",
        time: "2021-03-04T08:06:07.089Z",
        level: Level::Warn,
        message: "(STDERR) kiln is cold",
        fields: &[],
    },
    Sample {
        text: "I20210304-05:06:07.089(5.5) kiln is hot",
        time: "2021-03-03T23:36:07.089Z",
        level: Level::Info,
        message: "kiln is hot",
        fields: &[],
    },
];
