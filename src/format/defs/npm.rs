//! The debug log of npm: numbered lines, each with a level; and what it prints.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// npm.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "npm",
        title: "npm",
        definition_url: "https://docs.npmjs.com/cli/v10/using-npm/logging",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{number:digits} {level:only,silly=trace,verbose=debug,timing=info,http=info,info=info,notice=notice,warn=warn,error=error} {message}",
        // What it prints.
        "npm {level:only,ERR!=error,WARN=warn,error=error,warn=warn,notice=notice,http=info,info=info,verb=debug,verbose=debug,sill=trace,silly=trace} {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "12 verbose stack Error: no acorns",
        time: "",
        level: Level::Debug,
        message: "stack Error: no acorns",
        fields: &[("number", "12")],
    },
    Sample {
        text: "13 http fetch GET 200 https://oak.example/acorn 31ms",
        time: "",
        level: Level::Info,
        message: "fetch GET 200 https://oak.example/acorn 31ms",
        fields: &[("number", "13")],
    },
    Sample {
        text: "npm WARN deprecated acorn@4.7.11: use oaks",
        time: "",
        level: Level::Warn,
        message: "deprecated acorn@4.7.11: use oaks",
        fields: &[],
    },
    Sample {
        text: "npm ERR! code EOAK",
        time: "",
        level: Level::Error,
        message: "code EOAK",
        fields: &[],
    },
];
