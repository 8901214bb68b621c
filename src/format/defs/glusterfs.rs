//! The logs of `GlusterFS`: source, function and translator of each message.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `GlusterFS`.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "glusterfs",
        title: "GlusterFS",
        definition_url: "https://docs.gluster.org/en/latest/Administrator-Guide/Logging/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "[{time:iso}] {level:letter} {?[MSGID: {message_id:digits}] ?}[{file:dotted}:{line:digits}:{function}] {domain}: {message}",
        "The message \"{level:letter} {?[MSGID: {message_id:digits}] ?}[{file:dotted}:{line:digits}:{function}] {domain}: {message:here}{_:last}{message:end}\" repeated {times:digits} times between [{_:text}] and [{time:iso}]",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "[2021-03-04 05:06:07.089112] W [MSGID: 106] [brick.c:42:lay_brick] 0-wall: mortar is dry",
        time: "2021-03-04T05:06:07.089112Z",
        level: Level::Warn,
        message: "mortar is dry",
        fields: &[
            ("message_id", "106"),
            ("file", "brick.c"),
            ("function", "lay_brick"),
            ("domain", "0-wall"),
        ],
    },
    Sample {
        text: "The message \"I [brick.c:43:lay_brick] 0-wall: laid\" repeated 9 times between [2021-03-04 05:06:07.0] and [2021-03-04 05:07:07.1]",
        time: "2021-03-04T05:07:07.1Z",
        level: Level::Info,
        message: "laid",
        fields: &[("domain", "0-wall"), ("times", "9")],
    },
];
