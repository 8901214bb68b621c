//! What Firefox and its kin log for developers: process and thread in brackets, then a letter and the module.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Firefox.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "gecko",
        title: "Firefox (Gecko)",
        definition_url: "https://firefox-source-docs.mozilla.org/xpcom/logging.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} - [{process:text} {pid:digits}: {thread:text}]: {level:only,E=error,W=warn,I=info,D=debug,V=trace}/{module} {message}",
        "[{process:text} {pid:digits}: {thread:text}]: {level:only,E=error,W=warn,I=info,D=debug,V=trace}/{module} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2024-02-03 04:05:06.789012 UTC - [Parent 812: Main Thread]: E/nsFox No hen",
        time: "2024-02-03T04:05:06.789012Z",
        level: Level::Error,
        message: "No hen",
        fields: &[
            ("process", "Parent"),
            ("pid", "812"),
            ("thread", "Main Thread"),
            ("module", "nsFox"),
        ],
    },
    Sample {
        text: "[Child 813: Fox Thread]: D/nsFox running",
        time: "",
        level: Level::Debug,
        message: "running",
        fields: &[("pid", "813")],
    },
];
