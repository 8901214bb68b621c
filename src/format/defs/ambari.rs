//! The audit and alert logs of Ambari, and the logs of its Python parts.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// Ambari.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "ambari",
        title: "Ambari",
        definition_url: "https://ambari.apache.org/docs/2.7.8/",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso}, User({user:text}), RemoteIp({client:text}), {message:here}{?Operation({operation:text}), ?}{_:rest}",
        "{time:iso} [{level:only,OK=info,WARNING=warn,CRITICAL=fatal,UNKNOWN=info,SKIPPED=info}] [{firmness:=HARD|SOFT}] [{service}] [{alert}] ({label:text}) {message}",
        "{level} {time:iso} {logger:dotted} - {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089Z, User(elk), RemoteIp(192.0.2.4), Operation(User login), Status(Failed)",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Unknown,
        message: "Operation(User login), Status(Failed)",
        fields: &[("user", "elk"), ("client", "192.0.2.4"), ("operation", "User login")],
    },
    Sample {
        text: "2021-03-04 05:06:07,089 [WARNING] [HARD] [FENCE] [fence_height] (Fence Height) It sags.",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "It sags.",
        fields: &[("service", "FENCE"), ("alert", "fence_height")],
    },
];
