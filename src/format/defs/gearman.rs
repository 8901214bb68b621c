//! The log of the Gearman job server.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Gearman.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "gearman",
        title: "Gearman",
        definition_url: "https://gearman.org/manual/job_server/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &["~{level} {time:iso} [ {thread} ] {message}"],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "  ERROR 2021-03-04 05:06:07.000000 [  main ] cog 4 slipped -> lib/cog.cc:68",
        time: "2021-03-04T05:06:07.000000Z",
        level: Level::Error,
        message: "cog 4 slipped -> lib/cog.cc:68",
        fields: &[("thread", "main")],
    },
    Sample {
        text: "   INFO 2021-03-04 05:06:08.000000 [  proc ] cog 4 greased",
        time: "2021-03-04T05:06:08.000000Z",
        level: Level::Info,
        message: "cog 4 greased",
        fields: &[("thread", "proc")],
    },
];
