//! The error log of the printing system CUPS: a letter for the level before the time; and its page log.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// CUPS.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "cups",
        title: "CUPS",
        definition_url: "https://github.com/apple/cups/blob/master/scheduler/log.c",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{level:only,X=fatal,A=fatal,C=fatal,E=error,W=warn,N=notice,I=info,D=debug,d=debug} [{time:clf}] {?[{scope:text}] ?}{message}",
        // The page log.
        "{printer} {job:digits} {user} [{time:clf}] {message:here}{page:=total|#} {copies:digits} {billing} {host} {_:text}{message:end}",
        "{printer} {user} {job:digits} [{time:clf}] {message:here}{page:=total|#} {copies:digits} {billing} {host} {_:text}{message:end}",
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
    Sample {
        text: "inkwell ida 12 [04/Mar/2021:05:06:09 +0100] total 4 - localhost letter.txt A4 one-sided",
        time: "2021-03-04T04:06:09Z",
        level: Level::Unknown,
        message: "total 4 - localhost letter.txt A4 one-sided",
        fields: &[
            ("printer", "inkwell"),
            ("user", "ida"),
            ("job", "12"),
            ("page", "total"),
            ("copies", "4"),
            ("host", "localhost"),
        ],
    },
];
