//! The log of the `TeamSpeak` server, in padded columns.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `TeamSpeak`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "teamspeak",
        title: "TeamSpeak",
        definition_url: "https://support.teamspeak.com/hc/en-us/articles/360002712257",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}|{level}~|{component:text}|~|{message:here}{?query from {channel:digits} {client:addr} ?}{_:rest}",
        "{time:iso}|{level}~|{component:text}|{server:digits}~|{message:here}{?query from {channel:digits} {client:addr} ?}{_:rest}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04 05:06:07.089112|WARNING |Parrots       |1  |parrot 3 repeats itself",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Warn,
        message: "parrot 3 repeats itself",
        fields: &[("component", "Parrots"), ("server", "1")],
    },
    Sample {
        text: "2021-03-04 05:06:08.089112|INFO    |Query         |   |query from 11 192.0.2.7:4226",
        time: "2021-03-04T05:06:08.089112Z",
        level: Level::Info,
        message: "query from 11 192.0.2.7:4226",
        fields: &[("component", "Query")],
    },
];
